"""Names of one actor in several articles: each case is one that a change of the code left unnoticed (`make mutate`)."""

from collections.abc import Mapping

from summarizer.merge import merge_briefings
from tests.merged import DAY, brief, merged

STRIKE = "Die Lokführer streiken seit Montag in Kassel und Marburg für 12 Prozent mehr Lohn."
WHERE = [("Kassel", "place"), ("Marburg", "place")]
UNION = brief(
    "a.txt",
    f"{STRIKE} Das sagte die Karlsruher Arbeitervereinigung (KAV). Anna Berg kam hinzu.",
    figures=[("12 Prozent", "Lohn")],
    actors=[*WHERE, ("Karlsruher Arbeitervereinigung", "organisation"), ("Anna Berg", "person")],
    events=[STRIKE],
)
SHORT = brief(
    "b.txt",
    f"{STRIKE} Das sagte die KAV. Berg kam hinzu.",
    figures=[("12 Prozent", "Lohn")],
    actors=[*WHERE, ("KAV", "organisation"), ("Berg", "person")],
    events=[STRIKE],
)
SECOND = brief(
    "c.txt",
    f"{STRIKE} Paul Berg kam hinzu. Berg ging bald.",
    figures=[("12 Prozent", "Lohn")],
    actors=[*WHERE, ("Paul Berg", "person"), ("Berg", "person")],
    events=[STRIKE],
)


def names(aliases: Mapping[str, str] | None = None) -> dict[str, tuple[int, str | None]]:
    """Return the actors of both articles by name, each with the number of its reports and why names were joined."""
    page = merge_briefings([UNION, SHORT], date=DAY, language="de", aliases=aliases)
    return {actor.name: (len(actor.reports), actor.joined[0] if actor.joined else None) for actor in page.actors}


def test_an_abbreviation_belongs_to_the_name_it_was_introduced_with() -> None:
    """KAV is who stands before "(KAV)", with a reason; the bare last name is the one person of the story who has it."""
    found = names()
    assert {name: reports for name, (reports, _) in found.items()} == {
        "Karlsruher Arbeitervereinigung": 2,
        "Anna Berg": 2,
        "Kassel": 2,
        "Marburg": 2,
    }
    assert found["Karlsruher Arbeitervereinigung"][1]
    assert found["Anna Berg"][1]
    assert found["Kassel"][1] is None


def test_an_alias_joins_and_parts() -> None:
    """A name given for another is that one, and a name given for itself stands alone."""
    assert names({"KAV": "Karlsruher Arbeitervereinigung"})["Karlsruher Arbeitervereinigung"][0] == 2
    apart = names({"KAV": "KAV", "Berg": "Berg"})
    assert {name: apart[name][0] for name in ("KAV", "Berg", "Anna Berg")} == {"KAV": 1, "Berg": 1, "Anna Berg": 1}


def test_a_last_name_of_two_persons_is_neither() -> None:
    """Where the story has two persons of a name, the bare name of a third article belongs to none."""
    reports = {actor.name: len(actor.reports) for actor in merged(UNION, SHORT, SECOND).actors if "Berg" in actor.name}
    assert reports == {"Anna Berg": 1, "Paul Berg": 1, "Berg": 1}
