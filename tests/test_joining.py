"""Joining: each item once, with all its evidence; what differs in what it says stays apart."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.joining import join_items
from summarizer.schemas import Actor, Amount, Event, Evidence, Figure, Item, Line, Section, Span, Statement, When

DETAILS = st.sampled_from([None, "Kiew", "Moskau"])


def checked(*sentences: int) -> dict[str, Any]:
    """Return what every item carries."""
    evidence = tuple(Evidence(sentence=number, start=number * 10, end=number * 10 + 5, text="Wort.") for number in sentences)
    return {"evidence": evidence, "verdict": "exact", "by": "model"}


def line(text: str, *sentences: int) -> Line:
    """Return a line."""
    return Line(text=text, **checked(*sentences))


def event(title: str, *sentences: int, when: str | None = None, **given: Any) -> Event:
    """Return an event."""
    time = When(text=when, date=None) if when else None
    return Event(**{"title": title, "status": "done", "when": time, "where": None, **checked(*sentences), **given})


def figure(text: str, *sentences: int, claimant: str | None = None) -> Figure:
    """Return a figure that counts soldiers."""
    amount = Amount(text=text, low=Decimal(7), high=Decimal(7), unit=None, bound="exact")
    return Figure(amount=amount, counts="Soldaten", claimant=claimant, where=None, when=None, series=None, **checked(*sentences))


def actor(name: str, *sentences: int, kind: Any = "person", role: str | None = None) -> Actor:
    """Return an actor who is mentioned once in each sentence."""
    mentions = tuple(Span(start=number * 10, end=number * 10 + 4, text="Wort") for number in sentences)
    return Actor(name=name, kind=kind, role=role, mentions=mentions, **checked(*sentences))


def statement(speaker: str | None, cue: str | None, *sentences: int) -> Statement:
    """Return a statement that it will rain."""
    return Statement(speaker=speaker, cue=cue, content="es regne", form="indirect", **checked(*sentences))


def join(section: Section, *items: Item) -> Any:
    """Join items of one section."""
    return join_items((section, item) for item in items)[section]


def sentences(item: Item) -> list[int]:
    """Return the numbers of the sentences that an item rests on."""
    return [evidence.sentence for evidence in item.evidence]


def test_the_headline_is_the_first() -> None:
    """An article has one headline, that of its first passage."""
    assert join("headline", line("Eins", 1), line("Zwei", 9)) == line("Eins", 1)
    assert join("headline") is None


def test_doubles_are_one_with_all_evidence() -> None:
    """The same line of two passages stands once, at its first place, with the evidence of both in the order of the text."""
    joined = join("summary", line("Kiew brennt.", 4), line("Es regnet.", 5), line("„Kiew  brennt“", 2, 4))
    assert [item.text for item in joined] == ["Kiew brennt.", "Es regnet."]
    assert sentences(joined[0]) == [2, 4]


def test_a_double_fills_what_is_not_said() -> None:
    """What only the double says, a time or a claimant, is kept."""
    (one,) = join("key_events", event("Angriff", 1), event("Angriff", 7, when="am Montag"))
    assert (one.when.text, sentences(one)) == ("am Montag", [1, 7])
    (number,) = join("figures", figure("sieben", 1), figure("sieben", 1, claimant="Kiew"))
    assert number.claimant == "Kiew"


@pytest.mark.parametrize(
    ("section", "items"),
    [
        ("key_events", (event("Angriff", 1, when="am Montag"), event("Angriff", 7, when="am Dienstag"))),
        ("key_events", (event("Angriff", 1), event("Angriff", 7, status="denied"))),
        ("key_events", (event("Angriff", 1, where="Kiew"), event("Angriff", 7, where="Moskau"))),
        ("figures", (figure("sieben", 1, claimant="Kiew"), figure("sieben", 1, claimant="Moskau"))),
        ("figures", (figure("sieben", 1), figure("sieben", 2))),
        ("figures", (figure("sieben", 1), figure("acht", 1))),
        ("statements", (statement("Rutte", "sagte", 1), statement("Rutte", "bestritt", 7))),
        ("statements", (statement("Rutte", "sagte", 1), statement("Hegseth", "sagte", 7))),
        ("actors", (actor("Washington", 1), actor("Washington", 7, kind="place"))),
        ("actors", (actor("Hans Müller", 1), actor("Anna Müller", 7))),
        ("actors", (actor("Ukraine", 1, kind="state"), actor("Ukrainer", 7, kind="group"))),
    ],
)
def test_what_differs_stays_apart(section: Section, items: tuple[Item, ...]) -> None:
    """Another time, place, status, claimant, cue, speaker or kind is another item: disagreement is not joined away."""
    assert join(section, *items) == items


def test_inflections_are_one_actor() -> None:
    """A name in the genitive is the same name, with the mentions and the role of both."""
    (one,) = join("actors", actor("Selenskyj", 3), actor("Selenskyjs", 1, role="Präsident"))
    assert [mention.start for mention in one.mentions] == [10, 30]
    assert one.role == "Präsident"


@pytest.mark.parametrize("turned", [False, True])
def test_a_last_name_joins_the_full_one(turned: bool) -> None:  # noqa: FBT001
    """A person's last name is the person, under the fuller name, whichever comes first."""
    actors = [actor("Pete Hegseth", 1), actor("Hegseth", 5)]
    (one,) = join("actors", *(reversed(actors) if turned else actors))
    assert (one.name, sentences(one)) == ("Pete Hegseth", [1, 5])


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 0, 1), (2, 1, 0)])
def test_a_last_name_of_two_persons_is_neither(order: tuple[int, ...]) -> None:
    """A last name that two persons bear joins neither, in whatever order they come."""
    actors = [actor("Hans Müller", 1), actor("Anna Müller", 3), actor("Müller", 5)]
    assert {one.name for one in join("actors", *(actors[at] for at in order))} == {"Hans Müller", "Anna Müller", "Müller"}


def test_names_in_three_lengths_are_one() -> None:
    """A chain of ever fuller names is one person under the fullest."""
    (one,) = join("actors", actor("Leyen", 1), actor("von der Leyen", 2), actor("Ursula von der Leyen", 3))
    assert (one.name, sentences(one)) == ("Ursula von der Leyen", [1, 2, 3])


@given(st.lists(st.builds(event, st.sampled_from(["Angriff", "Treffen"]), st.integers(1, 9), when=DETAILS, where=DETAILS)))
def test_joining_is_idempotent_and_loses_no_evidence(events: list[Event]) -> None:
    """Joining what was joined changes nothing, and every sentence that was cited still is."""
    once = join("key_events", *events)
    assert join("key_events", *once) == once
    assert {number for item in once for number in sentences(item)} == {number for item in events for number in sentences(item)}
