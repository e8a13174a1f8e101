"""Statements by rules: the frames in which verbs of saying stand, German and English."""

import pytest

from summarizer.articles import read_article
from summarizer.rules import tag
from summarizer.schemas import Language
from summarizer.sentences import split_sentences


def found(text: str, language: Language = "de") -> dict[str, list[str]]:
    """Return the words of the speakers, cues and contents of a text."""
    article = read_article(text, language=language)
    spans = tag(article, split_sentences(text, language))
    return {name: [text[span.start : span.end] for span in spans if span.tag == name] for name in ("speaker", "cue", "content")}


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("Die Ministerin sagte, die Brücke sei sicher.", ["Die Ministerin"], ["sagte"], ["die Brücke sei sicher"]),
        ("Der Sprecher teilte mit, dass zwei Züge ausfallen.", ["Der Sprecher"], ["teilte", "mit"], ["zwei Züge ausfallen"]),
        ("Die Brücke sei sicher, sagte der Bürgermeister am Montag.", ["der Bürgermeister"], ["sagte"], ["Die Brücke sei sicher"]),
        ("Laut der Polizei starben drei Menschen.", ["der Polizei"], ["Laut"], ["starben drei Menschen"]),
        ("Nach Angaben des Ministeriums fehlen 30 Lehrer.", ["des Ministeriums"], ["Nach Angaben"], ["fehlen 30 Lehrer"]),
        ("Dem Bericht zufolge fehlen 30 Lehrer.", ["Dem Bericht"], ["zufolge"], ["fehlen 30 Lehrer"]),
        ("Berichten zufolge fehlen 30 Lehrer.", [], ["Berichten zufolge"], ["fehlen 30 Lehrer"]),
        ("„Wir haben lange darauf gewartet“, rief Anna Kraus.", ["Anna Kraus"], ["rief"], ["Wir haben lange darauf gewartet"]),
        ("Wie das Landratsamt mitteilte, ist die Straße frei.", ["das Landratsamt"], ["mitteilte"], ["ist die Straße frei"]),
        ("Der Verband warnte vor einer Pleitewelle.", ["Der Verband"], ["warnte", "vor"], ["einer Pleitewelle"]),
        ("Der Konzern wies die Vorwürfe zurück.", ["Der Konzern"], ["wies", "zurück"], ["die Vorwürfe"]),
        ("Am Freitag forderte die Opposition Neuwahlen.", ["die Opposition"], ["forderte"], ["Neuwahlen"]),
    ],
)
def test_german_frames(text: str, speaker: list[str], cue: list[str], content: list[str]) -> None:
    """Each German frame gives who speaks, the words that say so, and what is said."""
    assert found(text) == {"speaker": speaker, "cue": cue, "content": content}


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("The minister said the bridge was safe.", ["The minister"], ["said"], ["the bridge was safe"]),
        ("According to police, three people died.", ["police"], ["According to"], ["three people died"]),
        ("“We waited far too long,” said Anna Kraus.", ["Anna Kraus"], ["said"], ["We waited far too long"]),
        ("The bridge was safe, the mayor said on Monday.", ["the mayor"], ["said"], ["The bridge was safe"]),
        ("Greenpeace warned of a disaster.", ["Greenpeace"], ["warned", "of"], ["a disaster"]),
    ],
)
def test_english_frames(text: str, speaker: list[str], cue: list[str], content: list[str]) -> None:
    """Each English frame gives the same."""
    assert found(text, "en") == {"speaker": speaker, "cue": cue, "content": content}


def test_run_on_report() -> None:
    """A sentence in the subjunctive goes on with the statement before it; one in the indicative does not."""
    said = found("Die Ministerin sagte, die Brücke sei sicher. Niemand müsse sich sorgen. Die Stadt hat 9000 Einwohner.")
    assert said["content"] == ["die Brücke sei sicher", "Niemand müsse sich sorgen"]


def test_object_first_is_no_speaker() -> None:
    """An object before the verb does not speak."""
    assert found("Den Schaden bezifferte ein Sprecher auf drei Millionen Euro.")["speaker"] == ["ein Sprecher"]


def test_apposition_is_not_said() -> None:
    """A name with an apposition before the verb is who speaks, not what is said."""
    said = found("Emre Karabulut, Sprecher der Grünen, nannte die Reform ungerecht.")
    assert said["speaker"] == ["Emre Karabulut"]
    assert "Emre Karabulut, Sprecher der Grünen" not in said["content"]


def test_prose_without_reports() -> None:
    """Plain prose has no statement."""
    assert found("Der Zug fährt um acht Uhr. Die Stadt liegt am Meer.")["content"] == []
