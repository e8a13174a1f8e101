"""What one article tells and another denies, whoever speaks: shown where both are of one matter, and nowhere else."""

import pytest

from summarizer.merge import SourceBriefing
from tests.merged import brief, merged


def _told(name: str, title: str, *actors: str) -> SourceBriefing:
    return brief(name, f"{title}.", actors=[(actor, "place") for actor in actors], events=[title])


def _classes(one: str, other: str, *actors: str) -> list[str]:
    first = _told("a", one, *(actor for actor in actors if actor in one))
    second = _told("b", other, *(actor for actor in actors if actor in other))
    return [found.class_ for found in merged(first, second).disagreements]


AGREED = "In Genf haben sich Regierung und Rebellen auf eine Waffenruhe geeinigt"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGREED, "In Genf sind die Gespräche über eine Waffenruhe ohne Einigung zu Ende gegangen"),
        ("Der Flughafen Genf ist nach dem Sturm Ingo wieder geöffnet", "Der Flughafen Genf bleibt nach dem Sturm Ingo geschlossen"),
        (
            "Der Rat von Genf nahm den Antrag auf ein Verbot von Feuerwerk an",
            "Der Rat von Genf lehnte den Antrag auf ein Verbot von Feuerwerk ab",
        ),
        ("Bei dem Brand in Genf wurde niemand verletzt", "Bei dem Brand in Genf wurden Bewohner verletzt"),
    ],
)
def test_what_is_told_and_denied_is_a_contradiction(one: str, other: str) -> None:
    """An agreement and none, open and shut, accepted and rejected, nobody hurt and somebody."""
    assert _classes(one, other, "Genf") == ["contradiction"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGREED, "In Genf sind Gespräche über eine Waffenruhe mit einer Einigung zu Ende gegangen"),
        ("Bei dem Brand in Genf wurden keine weiteren Bewohner verletzt", "Bei dem Brand in Genf wurden Bewohner verletzt"),
        ("Nach dem Stromausfall in Genf sind Haushalte versorgt", "In Genf sind Haushalte ohne Strom"),
        ("Der Flughafen Genf ist nach dem Sturm Ingo nicht geöffnet", "Der Flughafen Genf ist nach dem Sturm Ingo geschlossen"),
    ],
)
def test_what_only_sounds_like_a_denial_is_none(one: str, other: str) -> None:
    """The same told otherwise, a part that is denied, a power cut beside no power, not open and shut."""
    assert _classes(one, other, "Genf") == []


def test_two_parties_of_opposite_minds_contradict_nobody() -> None:
    """One club accepts what another turns down."""
    one, other = (
        "Der FC Aarau nahm das Angebot der Liga für das Stadion in Genf an",
        "Der FC Vaduz lehnte das Angebot der Liga für das Stadion in Genf ab",
    )
    assert _classes(one, other, "Aarau", "Vaduz") == []


def _stands(name: str, minute: str, title: str) -> SourceBriefing:
    return brief(name, f"(Stand: {minute} Uhr) {title}.", actors=[("Genf", "place")], events=[title])


def test_what_is_open_at_noon_and_shut_at_night_has_changed() -> None:
    """Two articles that give the time at which they stand tell of two states."""
    one = _stands("a", "12.00", "Der Flughafen Genf ist nach dem Sturm Ingo geöffnet")
    other = _stands("b", "22.00", "Der Flughafen Genf ist nach dem Sturm Ingo geschlossen")
    assert merged(one, other).disagreements == ()


def _said(name: str, content: str, speaker: str = "Georg Pichler") -> SourceBriefing:
    return brief(
        name, f"In Meran ging eine Lawine ab. {content}, sagte {speaker}.", actors=[("Georg Pichler", "person")],
        statements=[(speaker, "sagte", content)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Es herrschte Warnstufe vier", "Es herrschte Warnstufe drei", ["contradiction"]),
        ("Der Behälter sei undicht", "Der Behälter sei dicht", ["contradiction"]),
        ("Der Behälter sei undicht", "Der Behälter sei nicht dicht", []),
        ("Wir rechnen mit rund 40 Helfern", "Wir rechnen mit 38 Helfern", []),
    ],
)
def test_one_speakers_words_may_differ_in_a_number_or_a_prefix(one: str, other: str, found: list[str]) -> None:
    """Level four and level three, tight and leaking exclude each other; a rounded number and a double denial do not."""
    assert [each.class_ for each in merged(_said("a", one), _said("b", other)).disagreements] == found


def test_people_counted_in_general_are_compared_by_their_clause() -> None:
    """So many people who had to leave their homes, and more: one count."""
    one, other = (
        brief(
            name, f"In Kassel mussten nach einem Fund {number} Menschen ihre Wohnungen verlassen.", actors=[("Kassel", "place")],
            figures=[(f"{number} Menschen", "Menschen")],
        )
        for name, number in (("a", "6.000"), ("b", "7.200"))
    )  # fmt: skip
    assert [found.class_ for found in merged(one, other).disagreements] == ["conflict"]
