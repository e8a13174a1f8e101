"""Figures: what is counted or measured."""

import pytest

from summarizer.schemas import Language
from tests.spans import draft


@pytest.mark.parametrize(
    ("text", "amount", "counts"),
    [
        ("Es starben mindestens 1150 gefallene Soldaten.", "mindestens 1150 gefallene Soldaten", "gefallene Soldaten"),
        ("Gezählt sind 92,4 Prozent der Stimmen.", "92,4 Prozent", "Stimmen"),
        ("Der Umsatz ist um 6,4 Prozent gestiegen.", "6,4 Prozent", "Umsatz"),
        ("Der Konzern meldet einen Schaden von rund 3 Mio. Euro.", "rund 3 Mio. Euro", "Schaden"),
        ("Das Land zahlt 2,7 Mio. Euro Wohnbauförderung.", "2,7 Mio. Euro", "Wohnbauförderung"),
        ("Der Antrag wurde mit 98 gegen 79 Stimmen abgelehnt.", "98", "Stimmen"),
        ("Es melden sich 300 Soldatinnen und Soldaten.", "300 Soldatinnen und Soldaten", "Soldatinnen und Soldaten"),
        ("Die Rendite zehnjähriger Anleihen stieg auf 4,12 Prozent.", "4,12 Prozent", "Rendite zehnjähriger Anleihen"),
    ],
)
def test_german_counted(text: str, amount: str, counts: str) -> None:
    """German figures carry the noun they count or the thing they measure."""
    figure = draft(text).figures[0]
    assert (figure.amount, figure.counts) == (amount, counts)


@pytest.mark.parametrize(
    ("text", "amount", "counts"),
    [
        ("Rescuers found 14 injured people in the valley.", "14 injured people", "injured people"),
        ("Nearly 40 per cent of voters stayed at home.", "Nearly 40 per cent", "voters"),
        ("The firm will pay a fee of $115 million.", "$115 million", "fee"),
        ("Operating profit dropped to $115 million.", "$115 million", "Operating profit"),
        ("Halden cuts 3,400 jobs as profit falls by a third.", "a third", "profit"),
        (
            "They will close eight high-altitude climbing routes.",
            "eight high-altitude climbing routes",
            "high-altitude climbing routes",
        ),
    ],
)
def test_english_counted(text: str, amount: str, counts: str) -> None:
    """English figures do the same."""
    figures = draft(text, language="en").figures
    figure = next(one for one in figures if one.amount == amount)
    assert (figure.amount, figure.counts) == (amount, counts)


def test_elliptic_figure_counts_what_the_one_before_counts() -> None:
    """A number that stands alone counts what the sentence before counts, and cites it."""
    figures = draft("Die Wehr rückte zu 28 Einsätzen aus. Im Vorjahr waren es 31.").figures
    assert [(one.amount, one.counts, one.sentences) for one in figures] == [
        ("28 Einsätzen", "Einsätzen", (1,)),
        ("31", "Einsätzen", (1, 2)),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_row_of_numbers_is_bounded(language: Language) -> None:
    """A table's row gives some figures, not one for each of hundreds of numbers."""
    assert len(draft("1 2 3 4 5 6 7 8 9 10 " * 40, language=language).figures) <= 60


def test_former_value_counts_the_same() -> None:
    """What a figure was before counts what it counts now."""
    made = draft("Operating profit dropped to $612 million from 918 million a year earlier.", language="en").figures
    assert [(one.amount, one.counts) for one in made] == [("$612 million", "Operating profit"), ("918 million", "Operating profit")]


def test_who_denies_claims_no_figure() -> None:
    """A figure that somebody denies is not theirs."""
    made = draft("[Mark Rutte] <bestritt>, dass {600 Soldaten verwundet wurden}.", {"Mark Rutte": "person"}).figures
    assert [(one.amount, one.claimant) for one in made] == [("600 Soldaten", None)]
