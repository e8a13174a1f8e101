"""The merge on small made-up news: who is who, what is one count, what differs, what copies what."""

from collections.abc import Mapping

import pytest

from summarizer.merge import SourceBriefing, compare, merge_briefings
from summarizer.merge.sounds import sound
from summarizer.schemas import DailyBriefing
from tests.merged import DAY, brief, merged

FIRE_A = (
    "In der Altstadt von Lüneburg hat am Montag eine Lagerhalle gebrannt. Drei Menschen wurden bei dem Brand in Lüneburg verletzt."
)
FIRE_B = "Bei einem Brand in einer Lagerhalle in der Altstadt von Lüneburg wurden am Montag {count} verletzt."


def _fire(count: str, *, name: str = "b.txt") -> SourceBriefing:
    return brief(name, FIRE_B.format(count=count), figures=[(count, count.rsplit(maxsplit=1)[-1])], actors=[("Lüneburg", "place")])


def _first() -> SourceBriefing:
    return brief("a.txt", FIRE_A, figures=[("Drei Menschen", "Menschen")], actors=[("Lüneburg", "place")])


@pytest.mark.parametrize(
    ("count", "classes"),
    [
        ("drei Menschen", []),
        ("mindestens drei Menschen", []),
        ("mehrere Menschen", ["precision"]),
        ("fünf Menschen", ["conflict"]),
        ("mindestens zwei Menschen", ["spread"]),
    ],
)
def test_how_two_counts_of_the_injured_differ(count: str, classes: list[str]) -> None:
    """The same number, exact or bounded, is no disagreement; others go by their intervals."""
    page = merged(_first(), _fire(count))
    assert [found.class_ for found in page.disagreements] == classes
    assert len(page.figures) == 1
    assert page.figures[0].lineages == 2


def test_dead_and_injured_are_never_one_count() -> None:
    """Equal numbers of other fates stay apart."""
    dead = brief(
        "b.txt",
        "Bei einem Brand in einer Lagerhalle in der Altstadt von Lüneburg starben am Montag drei Menschen.",
        figures=[("drei Menschen", "Menschen")],
        actors=[("Lüneburg", "place")],
    )
    assert len(merged(_first(), dead).figures) == 2


def test_other_stories_are_not_compared() -> None:
    """Three injured elsewhere are other three."""
    other = brief(
        "b.txt",
        "Auf der Autobahn bei Ulm stießen am Abend zwei Lastwagen zusammen. Fünf Menschen wurden verletzt.",
        figures=[("Fünf Menschen", "Menschen")],
        actors=[("Ulm", "place")],
    )
    page = merged(_first(), other)
    assert not page.disagreements
    assert len(page.figures) == 2


def test_measures_are_compared_in_one_unit() -> None:
    """4,000 m and four kilometres are one figure."""
    one = brief("a.txt", "Das Feld vor Sylt liegt in 4.000 Metern Tiefe auf dem Meeresboden.", figures=[("4.000 Metern", "Tiefe")])
    two = brief("b.txt", "Vier Kilometer tief liegt das Feld vor Sylt auf dem Meeresboden.", figures=[("Vier Kilometer", "Feld")])
    page = merged(one, two)
    assert [len(entry.reports) for entry in page.figures] == [2]
    assert not page.disagreements


def test_two_persons_with_one_last_name_do_not_join() -> None:
    """Henning and Thomas Droste are two, and a bare Droste is the one of its own article."""
    one = brief(
        "a.txt",
        "Henning Droste sprach in Bochum. In Bochum kritisierte Thomas Droste den Streik.",
        actors=[("Henning Droste", "person"), ("Thomas Droste", "person")],
    )
    two = brief(
        "b.txt", "In Bochum sprach Henning Droste über den Streik. Später reiste Droste ab.", actors=[("Henning Droste", "person")]
    )
    assert sorted(actor.name for actor in merged(one, two).actors) == ["Henning Droste", "Thomas Droste"]


def _zelensky(aliases: Mapping[str, str] | None = None) -> DailyBriefing:
    one = brief(
        "a.txt",
        "Wolodymyr Selenskyj reiste am Montag nach Charkiw zu den Truppen.",
        actors=[("Wolodymyr Selenskyj", "person"), ("Charkiw", "place")],
    )
    two = brief(
        "b.txt",
        "Volodymyr Zelensky travelled to Kharkiv on Monday.",
        language="en",
        actors=[("Volodymyr Zelensky", "person"), ("Kharkiv", "place")],
    )
    return merge_briefings([one, two], date=DAY, language="de", aliases=aliases)


def test_spellings_of_two_languages_join_with_a_reason() -> None:
    """Selenskyj and Zelensky, Charkiw and Kharkiv are joined, and the page says why."""
    page = _zelensky()
    assert len(page.actors) == 2
    assert all(actor.joined for actor in page.actors)


def test_an_alias_undoes_a_join() -> None:
    """A name that stands for itself alone is joined with nobody."""
    assert len(_zelensky(aliases={"Volodymyr Zelensky": "Volodymyr Zelensky"}).actors) == 3


@pytest.mark.parametrize(("german", "english"), [("Netanjahu", "Netanyahu"), ("Schoigu", "Shoigu"), ("Lukaschenko", "Lukashenko")])
def test_transliterations_sound_alike(german: str, english: str) -> None:
    """One name, the German and the English way."""
    assert sound(german, "de") == sound(english, "en")


def test_opposite_renderings_of_one_speaker_are_a_contradiction() -> None:
    """In time and too late exclude each other."""
    one = brief(
        "a.txt",
        "Die Gemeinden im Ahrtal seien rechtzeitig gewarnt worden, sagte Landrat Karl Moser.",
        statements=[("Karl Moser", "sagte", "Die Gemeinden im Ahrtal seien rechtzeitig gewarnt worden")],
        actors=[("Karl Moser", "person"), ("Ahrtal", "place")],
    )
    two = brief(
        "b.txt",
        "Die Warnung kam für die Gemeinden im Ahrtal zu spät, sagte Landrat Karl Moser.",
        statements=[("Karl Moser", "sagte", "Die Warnung kam für die Gemeinden im Ahrtal zu spät")],
        actors=[("Karl Moser", "person"), ("Ahrtal", "place")],
    )
    assert [found.class_ for found in merged(one, two).disagreements] == ["contradiction"]


def test_two_speakers_of_one_sentence_are_shown() -> None:
    """Who said it is told differently."""
    words = "Das ist ein schwerer Rückschlag für den Hafen von Emden"
    one = brief(
        "a.txt",
        f"{words}, sagte Anna Berg.",
        statements=[("Anna Berg", "sagte", words)],
        actors=[("Anna Berg", "person"), ("Emden", "place")],
    )
    two = brief(
        "b.txt",
        f"{words}, sagte Paul Kern.",
        statements=[("Paul Kern", "sagte", words)],
        actors=[("Paul Kern", "person"), ("Emden", "place")],
    )
    page = merged(one, two)
    assert [found.class_ for found in page.disagreements] == ["attribution"]
    assert [len(entry.reports) for entry in page.statements] == [2]


def test_near_copies_confirm_nothing() -> None:
    """Three articles, two of them copies: two lineages."""
    copy = brief(
        "c.txt", FIRE_A + " Die Polizei ermittelt.", figures=[("Drei Menschen", "Menschen")], actors=[("Lüneburg", "place")]
    )
    page = merged(_first(), copy, _fire("drei Menschen"))
    assert page.run.lineages == 2
    assert (len(page.figures[0].reports), page.figures[0].lineages) == (3, 2)


def test_articles_of_one_name_are_told_apart() -> None:
    """Two sources called alike stay two."""
    page = merged(_first(), _fire("drei Menschen", name="a.txt"))
    assert len({source.source for source in page.sources}) == 2


def test_since_says_what_a_count_was_and_is() -> None:
    """A count that rose is a change with both amounts, and a point of its series."""
    today, former = merged(_fire("fünf Menschen")), merged(_fire("drei Menschen"))
    since = compare(today, former.model_copy(update={"date": DAY.replace(day=11)}))
    changed = [change for change in since.changed if change.section == "figures"]
    assert [(change.before, change.after) for change in changed] == [("drei Menschen", "fünf Menschen")]
    assert [len(running.points) for running in since.series] == [2]


def test_an_entry_that_nobody_has_any_more_is_withdrawn() -> None:
    """What the former page had and this one lacks is named."""
    since = compare(merged(brief("c.txt", "In Kiel regnet es.", actors=[("Kiel", "place")])), merged(_first()))
    assert [gone.section for gone in since.withdrawn] == ["figures"]
