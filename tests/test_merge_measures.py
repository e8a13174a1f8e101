"""How two amounts of one thing stand to one another: each case is one that a change of the code left unnoticed (`make mutate`)."""

from decimal import Decimal

import pytest

from summarizer.merge.measures import Measure, Relation, measure, ratio, relate, telling
from summarizer.merge.places import place_code
from summarizer.merge.times import clocks, parts_of_day
from summarizer.numerals import parse_amount
from summarizer.schemas import Amount


def read(text: str) -> Measure:
    """Return the measure of a German amount."""
    found = parse_amount(text, "de")
    assert found
    return measure(Amount(text=text, low=found.low, high=found.high, unit=found.unit, bound=found.bound))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("200", "200", "equal"),
        ("200", "201", "exclusive"),
        ("mehr als 200", "200", "equal"),
        ("mehr als 200", "weniger als 200", "equal"),
        ("mehr als 200", "weniger als 300", "spread"),
        ("mehr als 300", "weniger als 200", "exclusive"),
        ("mindestens 300", "höchstens 200", "exclusive"),
        ("mindestens 200", "höchstens 300", "spread"),
        ("mehr als 200", "212", "rounded"),
        ("mindestens 200", "212", "rounded"),
        ("mehr als 200", "400", "spread"),
        ("weniger als 300", "212", "spread"),
        ("rund 40", "38", "rounded"),
        ("rund 40", "mehr als 30", "rounded"),
        ("rund 40", "60", "exclusive"),
        ("200 bis 300", "250", "spread"),
        ("200 bis 300", "300 bis 400", "equal"),
        ("mehrere", "drei", "precision"),
        ("mehrere", "mehrere", "equal"),
        ("Dutzende", "drei", "exclusive"),
    ],
)
def test_relation(one: str, other: str, relation: Relation) -> None:
    """Two amounts are equal, rounded, a spread, less precise or exclusive, whichever comes first."""
    assert relate(read(one), read(other)) == relation
    assert relate(read(other), read(one)) == relation


def test_how_telling_a_number_is() -> None:
    """A long or large number with a unit is hardly the same by chance, a small one often is."""
    assert [round(telling(read(text)), 2) for text in ("3", "30", "853.030", "3 Prozent", "mehrere")] == [0.0, 0.2, 1.0, 0.2, 0.0]


def test_ratio() -> None:
    """The ratio is of the larger number to the smaller; what is vague has none."""
    assert (ratio(read("20"), read("10")), ratio(read("10"), read("20")), ratio(read("mehrere"), read("10"))) == (2.0, 2.0, 1.0)
    assert ratio(read("0"), read("10")) == float("inf")


def test_shares_and_money_keep_their_units() -> None:
    """Percent is a share and no bare number, and a currency stays."""
    assert {read("3 Prozent").unit, read("3 Euro").unit, read("3").unit} == {"share", "EUR", ""}
    assert read("3 Millionen Euro").stated == (Decimal(3_000_000),)


def test_clock_times() -> None:
    """Clock times are minutes of the day, at noon and midnight too."""
    assert clocks("at 12:30 a.m., 12:30 p.m. and 1:05 p.m.") == (30, 750, 785)
    assert clocks("um 0.15 Uhr und um 23 Uhr") == (15, 1380)
    assert parts_of_day("am Vormittag") != parts_of_day("am Abend")


def test_places_have_one_code() -> None:
    """A place has one code under its names in two languages, in the genitive too; what is none has no code."""
    assert place_code("Belgiens") == place_code("Belgium")
    assert place_code("Kiew") == place_code("Kyiv")
    assert place_code("Brücke") is None
