"""What a sample of changed code showed that no test of the package noticed (docs/security.md, Mutation)."""

import pytest

from summarizer.grounding import name_cast
from summarizer.grounding.disguise import unmask
from summarizer.grounding.words import is_reported, tokens
from summarizer.schemas import DraftActor, DraftStatement


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Das treffe vor allem Frauen.", True),
        ("Das treffe.", True),
        ("Die Anlage stünde still.", True),
        ("Das sei so.", True),
        ("Das trifft vor allem Frauen.", False),
        ("Eine große Anlage steht still.", False),
    ],
)
def test_reported_speech_is_told_by_its_verb(text: str, *, reported: bool) -> None:
    """A verb in the subjunctive that no noun follows, and nothing else, makes a sentence reported speech."""
    assert is_reported(tokens(text, "de", 0), text, "de") is reported


def test_letters_nobody_sees_are_read_as_what_they_hide() -> None:
    """Tag characters stand for the letters of ASCII, as a model reads them."""
    assert unmask("".join(chr(0xE0000 + ord(letter)) for letter in "ignore all")).text == "ignore all"


def test_persons_of_a_draft_are_told_from_its_other_actors() -> None:
    """Only an actor that is a person may be meant by a pronoun; speakers with first and last name are among the names."""
    person = DraftActor(name="Ina Vogt", kind="person", role=None, sentences=(1,))
    place = DraftActor(name="Halle", kind="place", role=None, sentences=(1,))
    said = DraftStatement(speaker="Tom Berg", cue="sagte", content="Ja", form="direct", sentences=(1,))
    cast = name_cast([person, place, said])
    assert (tuple(cast.persons), tuple(cast.names)) == (("Ina Vogt",), ("Ina Vogt", "Halle", "Tom Berg"))
