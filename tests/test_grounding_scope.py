"""Where, when and in which series a figure counts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.scope import Scope, find_scope
from summarizer.grounding.times import find_times
from summarizer.schemas import DraftFigure, Figure, Language
from tests.test_grounding import outcome_of, source_of

BOTH = "Am Dienstag fielen in Kiew zwölf Raketen, drei davon auf Wohnhäuser."
SAID = "Die Polizei sagte am Dienstag, in Kiel seien 30 Boote gesunken."
THEN = "In Mali starben am Montag 12 Soldaten, im Tschad am Dienstag 30 Bauern."

CASES: list[tuple[Language, str, str, Scope]] = [
    ("de", "Seit Beginn der Flut sind insgesamt 1150 Häuser zerstört.", "1150", Scope(None, "Seit Beginn der Flut", "cumulative")),
    ("de", "Nach dem Ausbruch von Cholera meldet das Lager bei Cholera 40 Tote.", "40", Scope()),
    ("de", "In Rheinland-Pfalz starben 40 Menschen.", "40", Scope("Rheinland-Pfalz")),
    ("de", "Freigegeben sind 12 Tiere im Jahr.", "12", Scope()),
    ("de", "Bisher waren es mindestens 40 Menschen.", "40", Scope()),
    ("en", "Over 4 inches fell, 40 times what falls in all of October.", "40", Scope()),
    ("de", "Binnen 24 Stunden wurden 1150 Soldaten getötet.", "1150", Scope(None, "Binnen 24 Stunden", "new")),
    ("de", "Bislang sind in der Region Charkiw 40 Menschen tot.", "40", Scope("Region Charkiw", None, "cumulative")),
    ("de", "Am Montag wurden 20 weitere Leichen gefunden.", "20", Scope(None, "Am Montag", "new")),
    ("de", "Im ersten Quartal stieg der Umsatz um 6 Prozent.", "6 Prozent", Scope(None, "Im ersten Quartal", None)),
    ("de", "Die Bahn hat 30 Züge.", "30", Scope()),
    ("de", "Das Papier hat in der Fassung 30 Seiten.", "30", Scope()),
    ("de", BOTH, "zwölf", Scope("Kiew", "Am Dienstag", None)),
    ("de", BOTH, "drei", Scope("Kiew", "Am Dienstag", None)),
    ("de", SAID, "30", Scope("Kiel", None, None)),
    ("de", THEN, "12", Scope("Mali", "am Montag", None)),
    ("de", THEN, "30", Scope("Tschad", "am Dienstag", None)),
    ("de", "Die Kosten lagen bei 12 Euro, gegenüber dem Vorjahr ein Plus.", "12 Euro", Scope()),
    ("en", "So far 31 people have died in Kapsigoria.", "31", Scope("Kapsigoria", None, "cumulative")),
    ("en", "Another 20 bodies were found on Tuesday.", "20", Scope(None, "on Tuesday", "new")),
    ("en", "The firm may cut 20 jobs.", "20", Scope()),
    ("en", "The mayor said on Tuesday that 30 boats sank off Gravelines.", "30", Scope("Gravelines", None, None)),
]


@pytest.mark.parametrize(("language", "sentence", "amount", "scope"), CASES)
def test_scope_is_that_of_the_clause(language: Language, sentence: str, amount: str, scope: Scope) -> None:
    """Place and time are words of the amount's own clause, or of the one that it goes on from; the day of saying is none."""
    start = sentence.index(amount)
    assert find_scope(sentence, start, start + len(amount), language) == scope


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("am Dienstagabend", "de"),
        ("in der Nacht zum Mittwoch", "de"),
        ("binnen eines Jahres", "de"),
        ("seit Kriegsbeginn", "de"),
        ("in den vergangenen drei Wochen", "de"),
        ("Ende 2025", "de"),
        ("im vergangenen Jahr", "de"),
        ("in the past 24 hours", "en"),
        ("since the start of the war", "en"),
        ("last year", "en"),
        ("by July 3", "en"),
    ],
)
def test_words_for_a_time(words: str, language: Language) -> None:
    """Days, dates and periods are found whole."""
    text = f"x {words}, y"
    assert [text[start:end] for start, end in find_times(text, language)] == [words]


def test_a_figure_carries_its_scope() -> None:
    """A checked figure has place, time and series; a share has no series."""
    item = outcome_of(DraftFigure(amount="drei", counts="Raketen", claimant=None, sentences=(1,)), source_of(BOTH)).item
    assert isinstance(item, Figure)
    assert (item.where, item.when, item.series) == ("Kiew", "Am Dienstag", None)
    text = "Insgesamt sind 30 Prozent der Häuser zerstört."
    item = outcome_of(DraftFigure(amount="30 Prozent", counts="Häuser", claimant=None, sentences=(1,)), source_of(text)).item
    assert isinstance(item, Figure)
    assert item.series is None


PIECES = st.sampled_from(
    "am Dienstag|, |30 Boote|in Kiew|. |seit Beginn der|insgesamt|sagte|und|„|“|neue|12. März|in 2024|on Tuesday".split("|")
)


@settings(max_examples=80, deadline=None)
@given(pieces=st.lists(PIECES, min_size=1, max_size=12), language=st.sampled_from(["de", "en"]))
def test_scope_is_copied(pieces: list[str], language: Language) -> None:
    """Whatever stands around an amount, place and time are words of its sentence."""
    sentence = " ".join(pieces)
    for amount in amounts_in(sentence, language):
        scope = find_scope(sentence, amount.start, amount.end, language)
        for words in (scope.where, scope.when):
            assert words is None or (re.search(r"\w", words) and words in sentence)


@pytest.mark.parametrize(
    ("text", "amount", "counts"),
    [
        ("In Dresden stieg die Elbe auf 5,78 Meter.", "5,78 Meter", "Elbe"),
        ("Es kamen drei bislang unbekannte Täter.", "drei", "Täter"),
    ],
)
def test_a_level_and_an_unknown_offender_are_no_total(text: str, amount: str, counts: str) -> None:
    """What rises to a level in metres adds up to nothing, and "bislang unbekannt" counts on nothing."""
    draft = DraftFigure(amount=amount, counts=counts, claimant=None, sentences=(1,))
    item = outcome_of(draft, source_of(text, "de")).item
    assert isinstance(item, Figure)
    assert item.series is None
