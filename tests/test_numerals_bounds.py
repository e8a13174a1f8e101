"""Bound words before and after a number, and prepositions that bound nothing."""

from decimal import Decimal

import pytest

from summarizer.numerals import find_amounts
from summarizer.schemas import Language
from tests.test_numerals import only, read

INF = None


@pytest.mark.parametrize(
    ("words", "language", "bound", "low", "high"),
    [
        ("mindestens 1150 gefallenen Soldaten", "de", "at_least", 1150, INF),
        ("wenigstens 30 Menschen", "de", "at_least", 30, INF),
        ("zumindest 30 Menschen", "de", "at_least", 30, INF),
        ("nicht weniger als 25 Menschen", "de", "at_least", 25, INF),
        ("mindestens weitere 20 Menschen", "de", "at_least", 20, INF),
        ("mindestens aber 350 Euro", "de", "at_least", 350, INF),
        ("ab 150 000 Franken", "de", "at_least", 150000, INF),
        ("vier Prozent oder mehr", "de", "at_least", 4, INF),
        ("30 davon oder mehr", "de", "at_least", 30, INF),
        ("100+ Menschen", "de", "at_least", 100, INF),
        ("mehr als 600.000 russische Soldaten", "de", "more_than", 600000, INF),
        ("über 180 Mio. Euro", "de", "more_than", 180000000, INF),
        ("weit über 100.000 Menschen", "de", "more_than", 100000, INF),
        ("mehr als jede vierte Seite", "de", "more_than", Decimal("0.25"), INF),
        ("bis zu 420 Mann", "de", "at_most", INF, 420),
        ("höchstens 15 Luchse", "de", "at_most", INF, 15),
        ("max. 30 Personen", "de", "at_most", INF, 30),
        ("mind. 30 Personen", "de", "at_least", 30, INF),
        ("maximal 2000 Euro", "de", "at_most", INF, 2000),
        ("nicht mehr als 12 Euro", "de", "at_most", INF, 12),
        ("kaum mehr als 30 Euro", "de", "at_most", INF, 30),
        ("weniger als 150 Betten", "de", "less_than", INF, 150),
        ("unter 45 Millionen Euro", "de", "less_than", INF, 45000000),
        ("keine 30 Minuten", "de", "less_than", INF, 30),
        ("nicht einmal 30 Menschen", "de", "less_than", INF, 30),
        ("nicht einmal die Hälfte der Lieferungen", "de", "less_than", INF, Decimal("0.5")),
        ("knapp 500 Menschen", "de", "about", 450, 550),
        ("gut 500 Menschen", "de", "about", 450, 550),
        ("rund 500 Menschen", "de", "about", 450, 550),
        ("ca. 500 Menschen", "de", "about", 450, 550),
        ("in etwa 500 Menschen", "de", "about", 450, 550),
        ("an die 500 Menschen", "de", "about", 450, 550),
        ("um die 500 Menschen", "de", "about", 450, 550),
        ("schätzungsweise 500 Menschen", "de", "about", 450, 550),
        ("fast minus 10 Grad", "de", "about", -11, -9),
        ("zwischen 20 und 30 Menschen", "de", "range", 20, 30),
        ("20 bis 30 Prozent", "de", "range", 20, 30),
        ("von 20 bis 30 Prozent", "de", "range", 20, 30),
        ("20-30 Prozent", "de", "range", 20, 30),
        ("20–30 Prozent", "de", "range", 20, 30),
        ("180 bis 220 Millionen Euro", "de", "range", 180000000, 220000000),
        ("drei bis vier Millionen Euro", "de", "range", 3000000, 4000000),
        ("900.000 bis 1,2 Millionen Euro", "de", "range", 900000, 1200000),
        ("acht- bis zehntausend Menschen", "de", "range", 8000, 10000),
        ("ein bis zwei Prozent", "de", "range", 1, 2),
        ("drei- bis viermal", "de", "range", 3, 4),
        ("mehrere Menschen", "de", "vague", 2, INF),
        ("einige Hundert Menschen", "de", "vague", 200, INF),
        ("mehrere Millionen Euro", "de", "vague", 2000000, INF),
        ("einige Dutzend Eltern", "de", "vague", 24, INF),
        ("Dutzende Familien", "de", "vague", 24, INF),
        ("Hunderte Menschen", "de", "vague", 200, INF),
        ("Tausende Menschen", "de", "vague", 2000, INF),
        ("Zehntausende Menschen", "de", "vague", 20000, INF),
        ("Hunderttausende Menschen", "de", "vague", 200000, INF),
        ("ein paar Menschen", "de", "vague", 2, INF),
        ("at least 14 villages", "en", "at_least", 14, INF),
        ("at least another 14 villages", "en", "at_least", 14, INF),
        ("no fewer than 14 villages", "en", "at_least", 14, INF),
        ("14 or more villages", "en", "at_least", 14, INF),
        ("more than 460 firefighters", "en", "more_than", 460, INF),
        ("over £900,000", "en", "more_than", 900000, INF),
        ("up to 13 staff", "en", "at_most", INF, 13),
        ("no more than 13 staff", "en", "at_most", INF, 13),
        ("as much as 17.5 per cent", "en", "at_most", INF, Decimal("17.5")),
        ("less than a fifth of voters", "en", "less_than", INF, Decimal("0.2")),
        ("fewer than 20 people", "en", "less_than", INF, 20),
        ("under 17%", "en", "less_than", INF, 17),
        ("almost 30 per cent", "en", "about", 27, 33),
        ("an estimated 500 people", "en", "about", 450, 550),
        ("some 500 people", "en", "about", 450, 550),
        ("just under £500", "en", "about", 450, 550),
        ("$28,000 to $40,000", "en", "range", 28000, 40000),
        ("£9m to £11m", "en", "range", 9000000, 11000000),
        ("30% to 35%", "en", "range", 30, 35),
        ("between R310,000 and R350,000", "en", "range", 310000, 350000),
        ("tens of thousands of people", "en", "vague", 20000, INF),
        ("several hundred people", "en", "vague", 200, INF),
        ("dozens of people", "en", "vague", 24, INF),
        ("a couple of people", "en", "vague", 2, INF),
        ("100-plus arrests", "en", "at_least", 100, INF),
        ("30-odd protesters", "en", "about", 27, 33),
        ("$1-2 billion", "en", "range", 1000000000, 2000000000),
        ("more than 1 in 10 adults", "en", "more_than", Decimal("0.1"), INF),
    ],
)
def test_reads_bounds(words: str, language: Language, bound: str, low: int | Decimal | None, high: int | Decimal | None) -> None:
    """A bound word, before or after the number, makes the interval, in copied words and in a sentence."""
    sentence = f"Es waren {words}." if language == "de" else f"They saw {words}."
    for found in (read(words, language), only(sentence, language)):
        assert (found.bound, found.low, found.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("Sie sprachen über 12 Themen.", "de", "exact"),
        ("Die Polizei sprach von über 200 Demonstranten.", "de", "more_than"),
        ("Ein Bericht über 12 Fälle.", "de", "exact"),
        ("Sie wollen über 12 Themen sprechen.", "de", "exact"),
        ("Der Vertrag über 20 Millionen Euro.", "de", "exact"),
        ("Die Armee verfügt über 12 Panzer.", "de", "exact"),
        ("Der Beste unter 50 Kandidaten.", "de", "exact"),
        ("Eine Umfrage unter 1000 Teilnehmern.", "de", "exact"),
        ("Die Zahl sank auf unter 50 Kandidaten.", "de", "less_than"),
        ("Unter 50 Prozent.", "de", "less_than"),
        ("Über 90.000 Haushalte waren ohne Strom.", "de", "more_than"),
        ("Ermittlungen gegen 20 Personen.", "de", "exact"),
        ("Sie traten an die drei Familien heran.", "de", "exact"),
        ("The fighting went on over three days.", "en", "exact"),
        ("It took over three hours.", "en", "more_than"),
        ("They talked about 12 cases.", "en", "exact"),
        ("A row over 12 cases.", "en", "exact"),
        ("Country life under two presidents.", "en", "exact"),
        ("214 Euro mehr als zwölf Monate zuvor.", "de", "exact"),
    ],
)
def test_prepositions_bound_only_where_they_do(text: str, language: Language, bound: str) -> None:
    """Words for concerning, among and during set no bound."""
    assert find_amounts(text, language)[-1].bound == bound


def test_a_bound_may_cover_the_next_conjunct() -> None:
    """The second conjunct keeps its exact reading and carries the flag."""
    first, second = find_amounts("Es gab mindestens einen Toten sowie drei Verletzte.", "de")
    assert (first.bound, first.low) == ("at_least", Decimal(1))
    assert second.bound == "exact"
    assert second.ambiguous_bound
    tanks, vehicles = find_amounts("mit über 10.000 Panzern und 20.000 gepanzerten Fahrzeugen", "de")
    assert (tanks.ambiguous_bound, vehicles.ambiguous_bound) == (False, True)
    sevens = find_amounts("sieben Raketen und mindestens 123 Drohnen", "de")
    assert [amount.ambiguous_bound for amount in sevens] == [False, False]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("Der Vertrag läuft über vier Spielzeiten.", "de", "exact"),
        ("The toll is twice as many as two weeks ago.", "en", "exact"),
        ("It may take as many as two weeks.", "en", "at_most"),
    ],
)
def test_extent_and_comparison_are_no_bounds(text: str, language: Language, bound: str) -> None:
    """What lasts over four seasons is four seasons long, and "twice as many as" bounds nothing."""
    assert find_amounts(text, language)[-1].bound == bound
