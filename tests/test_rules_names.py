"""Names by lists and shape."""

import pytest

from summarizer.articles import read_article
from summarizer.rules import tag
from summarizer.schemas import Language
from summarizer.sentences import split_sentences


def names(text: str, language: Language = "de") -> list[tuple[str, str | None]]:
    """Return the names of a text with their kinds."""
    article = read_article(text, language=language)
    return [
        (text[span.start : span.end], span.kind) for span in tag(article, split_sentences(text, language)) if span.tag == "actor"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frankreichs Präsident reist nach Polen.", [("Frankreichs", "state"), ("Polen", "state")]),
        ("In Kiew und Warschau wurde gefeiert.", [("Kiew", "place"), ("Warschau", "place")]),
        ("Die EZB tagt in Frankfurt am Main.", [("EZB", "organisation")]),
        ("Das sagte Ministerin Anna Kowalczyk.", [("Anna Kowalczyk", "person")]),
        ("Gebaut wird von der Terbeck AG.", [("Terbeck AG", "organisation")]),
        ("Das Institut für Weltwirtschaft rechnet nach.", [("Institut für Weltwirtschaft", "organisation")]),
        ("Die Deutsche Bahn baut Stellen ab.", [("Deutsche Bahn", "organisation")]),
        ("Das meldet tagesschau.de am Abend.", [("tagesschau.de", "organisation")]),
    ],
)
def test_german_names(text: str, expected: list[tuple[str, str]]) -> None:
    """German names are found with their kind."""
    assert set(expected) <= set(names(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officials in Canada agreed.", [("Canada", "state")]),
        ("The Bank of Canada left rates alone.", [("Bank of Canada", "organisation")]),
        ("The mayor, Sarah Whitfield, agreed.", [("Sarah Whitfield", "person")]),
        ("He works for the Michigan Education Association.", [("Michigan Education Association", "organisation")]),
        ("Boats left Lake Superior on Monday.", [("Lake Superior", "place")]),
    ],
)
def test_english_names(text: str, expected: list[tuple[str, str]]) -> None:
    """English names are found with their kind."""
    assert set(expected) <= set(names(text, "en"))


@pytest.mark.parametrize(
    "text",
    [
        "Das Unternehmen sucht Fachleute für den Wiederaufbau.",
        "Täglich überqueren Fahrzeuge die Brücke, und der Ärztemangel wächst.",
        "Am Montag kostete das Vorhaben 3 Mio. Euro.",
    ],
)
def test_common_nouns_are_no_names(text: str) -> None:
    """German capitals alone make no name."""
    assert names(text) == []


def test_weekdays_and_peoples_are_no_names() -> None:
    """English capitals of weekdays, months and peoples make no name."""
    assert names("On Monday a Norwegian court will hear the British case in March.", "en") == []


def test_last_name_alone() -> None:
    """A last name is a person's where the article has the full name."""
    found = names("Anna Kowalczyk kam um acht Uhr. Danach ging Kowalczyk nach Hause.")
    assert found == [("Anna Kowalczyk", "person"), ("Kowalczyk", "person")]
