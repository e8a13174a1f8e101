"""What the merge keeps apart: two towns, parts and wholes, results and forecasts, numbers on a scale."""

from summarizer.merge import SourceBriefing
from tests.merged import brief, merged


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
