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


def _two_towns() -> tuple[SourceBriefing, SourceBriefing]:
    first = brief(
        "a.txt",
        "In Hannover haben am Samstag Tausende gegen die Rentenreform demonstriert. "
        "Die Polizei nahm in Hannover zwölf Menschen fest.",
        figures=[("zwölf Menschen", "Menschen")],
        actors=[("Hannover", "place")],
        events=["In Hannover haben am Samstag Tausende gegen die Rentenreform demonstriert"],
    )
    second = brief(
        "b.txt",
        "Auch in Leipzig haben am Samstag Menschen gegen die Rentenreform demonstriert. Drei Menschen nahm die Polizei fest. "
        "In Hannover hatten sich Tausende versammelt.",
        figures=[("Drei Menschen", "Menschen")],
        actors=[("Leipzig", "place"), ("Hannover", "place")],
        events=["in Leipzig haben am Samstag Menschen gegen die Rentenreform demonstriert"],
    )
    return first, second


def test_two_towns_that_one_article_knows_are_two_scenes() -> None:
    """Twelve detained in Hannover and three in Leipzig are no conflict, and two marches two events."""
    page = merged(*_two_towns())
    assert page.disagreements == ()
    assert [len(entry.reports) for entry in (*page.key_events, *page.figures)] == [1, 1, 1, 1]


def test_what_one_article_counts_apart_is_never_one_count() -> None:
    """Officers and attackers killed are two counts; the attackers of both articles are one."""
    first = brief(
        "a.txt",
        "Gunmen attacked a police station in Mardan on Monday. Four officers were killed. Three attackers were shot dead.",
        language="en",
        figures=[("Four officers", "officers"), ("Three attackers", "attackers")],
        actors=[("Mardan", "place")],
    )
    second = brief(
        "b.txt",
        "Gunmen stormed a police station in Mardan on Monday. All four attackers were killed in the gunfight.",
        language="en",
        figures=[("four attackers", "attackers")],
        actors=[("Mardan", "place")],
    )
    page = merged(first, second, language="en")
    assert sorted(len(entry.reports) for entry in page.figures) == [1, 2]
    assert [(found.class_, found.what) for found in page.disagreements] == [("conflict", "attackers")]


def test_a_part_of_the_dead_is_no_rival_of_the_whole() -> None:
    """Two Germans are among the dead, whatever the number of the dead."""
    first = brief(
        "a.txt",
        "Vor der Insel Lesbos sank am Montag eine Fähre. 17 Menschen starben bei dem Untergang der Fähre.",
        figures=[("17 Menschen", "Menschen")],
        actors=[("Lesbos", "place")],
    )
    second = brief(
        "b.txt",
        "Vor Lesbos sank am Montag eine Fähre. Bei dem Untergang der Fähre starben zwei Deutsche.",
        figures=[("zwei Deutsche", "Deutsche")],
        actors=[("Lesbos", "place")],
    )
    assert merged(first, second).disagreements == ()


def test_years_and_months_are_one_duration() -> None:
    """Eight years and six months are eight and a half years."""
    first = brief(
        "a.txt",
        "Die Staatsanwaltschaft in Köln hatte für Jörn Hackstein acht Jahre und sechs Monate Haft gefordert.",
        figures=[("acht Jahre und sechs Monate", "Haft")],
        actors=[("Jörn Hackstein", "person"), ("Köln", "place")],
    )
    second = brief(
        "b.txt",
        "Für Joern Hackstein hatte die Staatsanwaltschaft in Köln achteinhalb Jahre Haft gefordert.",
        figures=[("achteinhalb Jahre", "Haft")],
        actors=[("Joern Hackstein", "person"), ("Köln", "place")],
    )
    page = merged(first, second)
    assert page.disagreements == ()
    assert [len(entry.reports) for entry in (*page.figures, *page.actors)] == [2, 2, 2]


def test_two_parties_in_one_article_are_set_against_each_other() -> None:
    """One article is enough where it gives two values and who gives each."""
    text = (
        "Nach Angaben der Polizei kamen 8.000 Teilnehmer in die Innenstadt von Hannover. "
        "Der Gewerkschaftsbund sprach von 20.000 Teilnehmern."
    )
    source = brief(
        "a.txt",
        text,
        figures=[("8.000 Teilnehmer", "Teilnehmer"), ("20.000 Teilnehmern", "Teilnehmern")],
        claimants=["Polizei", "Gewerkschaftsbund"],
    )
    assert [found.class_ for found in merged(source).disagreements] == ["claimant"]


def test_a_later_projection_is_an_update_and_no_conflict() -> None:
    """What a projection gave, and the result four hours later, is one count that moved."""
    first = brief(
        "a.txt",
        "Saarbrücken (Stand: 19.10 Uhr) - Nach einer Hochrechnung erreicht die AfD bei der Wahl im Saarland 12,9 Prozent.",
        figures=[("12,9 Prozent", "AfD")],
        actors=[("AfD", "organisation"), ("Saarland", "place")],
    )
    second = brief(
        "b.txt",
        "Saarbrücken (Stand: 23.05 Uhr) - Nach dem Ergebnis erreicht die AfD bei der Wahl im Saarland 13,4 Prozent.",
        figures=[("13,4 Prozent", "AfD")],
        actors=[("AfD", "organisation"), ("Saarland", "place")],
    )
    assert [found.class_ for found in merged(first, second).disagreements] == ["update"]


def test_events_with_other_counts_in_their_titles_are_two() -> None:
    """4,000 jobs in all and 1,800 in Germany are two things told, in whichever article."""
    first = brief(
        "a.txt",
        "Der Konzern Voltara hat weltweit 4000 Stellen gestrichen.",
        figures=[("4000 Stellen", "Stellen")],
        actors=[("Voltara", "organisation")],
        events=["Der Konzern Voltara hat weltweit 4000 Stellen gestrichen"],
    )
    second = brief(
        "b.txt",
        "Der Konzern Voltara hat 1800 Stellen in Deutschland gestrichen.",
        figures=[("1800 Stellen", "Stellen")],
        actors=[("Voltara", "organisation")],
        events=["Der Konzern Voltara hat 1800 Stellen in Deutschland gestrichen"],
    )
    page = merged(first, second)
    assert [len(entry.reports) for entry in page.figures] == [1, 1]
    assert page.disagreements == ()


def test_a_number_on_a_scale_is_no_count() -> None:
    """A quake of 5.6 and five dead have nothing to do with one another."""
    first = brief(
        "a.txt",
        "Bei einem Erdbeben der Stärke 5,6 in Norcia starben am Samstag Menschen.",
        figures=[("5,6", "Erdbeben")],
        actors=[("Norcia", "place")],
    )
    second = brief(
        "b.txt",
        "Bei einem Erdbeben in Norcia starben am Samstag fünf Menschen.",
        figures=[("fünf Menschen", "Menschen")],
        actors=[("Norcia", "place")],
    )
    assert len(merged(first, second).figures) == 2
