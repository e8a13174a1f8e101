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
        ("Sie verwies auf das im 9 km entfernten Wiesental.", "9 km", "Wiesental"),
        ("Die Union sagte Soforthilfe in Höhe von 2,5 Millionen Euro zu.", "2,5 Millionen Euro", "Soforthilfe"),
        ("Der Konzern will 850 der weltweit 14.600 Stellen streichen.", "850", "Stellen"),
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
        ("Quarterly profit slumps 38%.", "38%", "profit"),
        ("One in five Brightwell products contains cocoa.", "One in five Brightwell products", "Brightwell products"),
        ("They made 214 transfers totalling £862,450 from there.", "214 transfers", "transfers"),
        ("Three of the firm's 22 plants will close.", "Three", "plants"),
        ("Shares closed 8.3 percent lower at the exchange.", "8.3 percent", "Shares"),
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


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("Der Verein gewann 3:1 vor 24.300 Zuschauern.", "de", ["24.300 Zuschauern"]),
        ("Die Verluste haben sich binnen eines Jahres verdoppelt.", "de", ["verdoppelt"]),
        ("Harbour won 2-1 in front of 41,207 fans.", "en", ["41,207 fans"]),
        ("The mother of two scored twice for 300 fans.", "en", ["300 fans"]),
        ("Der Antrag fiel mit 317:289 Stimmen durch.", "de", ["317", "289 Stimmen"]),
    ],
)
def test_scores_and_a_year_are_no_figures(text: str, language: Language, amounts: list[str]) -> None:
    """Half a score, a year that only says when, a mother's children and what happened twice are left out; votes count."""
    assert [figure.amount for figure in draft(text, language=language).figures] == amounts


def test_a_row_of_a_table_counts_what_its_first_cell_says() -> None:
    """Each number of a row is of what the row is about, with the unit that stands there."""
    figures = draft("Kennzahlen\nUmsatz (Mio. Euro) | 2.187 | 2.464").figures
    assert [(figure.amount, figure.counts) for figure in figures] == [
        ("2.187", "Umsatz (Mio. Euro)"),
        ("2.464", "Umsatz (Mio. Euro)"),
    ]


def test_a_duration_counts_no_person() -> None:
    """Who calls an emergency for 30 days is not counted in days."""
    assert [figure.counts for figure in draft("Präsident Kamau rief für 30 Tage den Notstand aus.").figures] == ["Tage"]


@pytest.mark.parametrize(
    ("text", "language", "counts"),
    [
        ("Wir hatten 19 Torschüsse, Kiel hatte sieben.", "de", ["Torschüsse", "Torschüsse"]),
        ("Die CDU hat 35 Mandate, auf die SPD entfallen 32, auf die Linke fünf.", "de", ["Mandate"] * 3),
        ("Die Grünen erreichten 9,8 Prozent (2021: 9,3).", "de", ["Grünen", "Grünen"]),
        ("Das Land stellt uns rund 80 Millionen Euro zur Verfügung.", "de", ["Euro"]),
        ("Die Mandanten hätten 420.000 Euro zurückbekommen.", "de", ["Euro"]),
        ("Am Flughafen fielen 83 von 1.120 geplanten Starts aus.", "de", ["Starts", "geplanten Starts"]),
        ("Es kamen drei bislang unbekannte Täter.", "de", ["bislang unbekannte Täter"]),
        ("Er will auf das 50-Meter-Becken verzichten.", "de", []),
        ("The company would close 22 of its 310 UK stores by March.", "en", ["stores", "UK stores"]),
        ("Auditors warned that costs could rise by 40%.", "en", ["costs"]),
    ],
)
def test_counted_is_nothing_that_only_stands_near(text: str, language: Language, counts: list[str]) -> None:
    """Who pays or gets an amount is not counted, a bare number counts what the one before does, a compound's number nothing."""
    assert [figure.counts for figure in draft(text, language=language).figures] == counts
