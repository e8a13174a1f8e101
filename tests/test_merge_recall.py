"""What a careful editor sees at once: denials in the words, titles before names, other days, other towns, one publisher."""

import datetime

import pytest

from summarizer.meaning import Meaning, load_meaning
from summarizer.merge import SourceBriefing, compare, merge_briefings
from summarizer.merge.days import days_of
from summarizer.merge.similarity import Alike, unknown
from summarizer.schemas import DailyBriefing, When
from tests.merged import DAY, brief, merged

PROSECUTOR = [("Markus Fendt", "person")]


def classes(page: DailyBriefing) -> list[str]:
    """Return the classes of a page's disagreements."""
    return [found.class_ for found in page.disagreements]


def _said(name: str, content: str) -> SourceBriefing:
    text = f"In Kempten ist ein Zug entgleist. {content}, sagte Oberstaatsanwalt Markus Fendt."
    return brief(name, text, actors=PROSECUTOR, statements=[("Markus Fendt", "sagte", content)])


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Ein technischer Defekt kommt als Ursache in Betracht", ["contradiction"]),
        ("Wir können einen technischen Defekt nicht ausschließen", ["contradiction"]),
        ("Einen technischen Defekt haben wir ausgeschlossen", []),
    ],
)
def test_a_denial_may_stand_in_the_words_themselves(content: str, found: list[str]) -> None:
    """What one rules out and the other thinks possible is a contradiction; "nicht ausschließen" rules nothing out."""
    one = _said("a", "Wir schließen einen technischen Defekt als Ursache aus")
    assert classes(merged(one, _said("b", content))) == found


def test_a_title_before_a_name_hides_no_speaker() -> None:
    """Trade Minister Luc Perrin is Luc Perrin, so what he says twice is compared."""
    one = brief(
        "a", "The law is late. The law will pass, said Luc Perrin in Paris.", language="en",
        actors=[("Luc Perrin", "person")], statements=[("Luc Perrin", "said", "The law will pass")],
    )  # fmt: skip
    other = brief(
        "b", "The law will not pass, French Trade Minister Luc Perrin said.", language="en",
        actors=[("Luc Perrin", "person")], statements=[("French Trade Minister Luc Perrin", "said", "The law will not pass")],
    )  # fmt: skip
    assert classes(merged(one, other, language="en")) == ["contradiction"]


def test_somebodys_lawyer_is_somebody_else() -> None:
    """One sentence of Daniel Ortega and of "Ortega's lawyer" has two speakers, and the page says so."""
    said = "They knew for decades and they hid it"
    one = brief(
        "a", f"Daniel Ortega won in Fresno. “{said}”, Ortega told reporters.", language="en",
        actors=[("Daniel Ortega", "person")], statements=[("Ortega", "told", said)],
    )  # fmt: skip
    other = brief(
        "b", f"Daniel Ortega won in Fresno. “{said}”, said Ortega's lawyer, Stephen Kwan.", language="en",
        actors=[("Daniel Ortega", "person"), ("Stephen Kwan", "person")], statements=[("Stephen Kwan", "said", said)],
    )  # fmt: skip
    assert classes(merged(one, other, language="en")) == ["attribution"]


def _fire(name: str, town: str, crew: int, street: str) -> SourceBriefing:
    crews = f"Rund {crew} Feuerwehrleute waren wegen des Feuers in der {street} im Einsatz."
    text = f"In {town} ist am Donnerstag ein Wohnhaus ausgebrannt. {crews}"
    return brief(
        name, text, figures=[(f"Rund {crew} Feuerwehrleute", "Feuerwehrleute")], actors=[(town, "place")],
        events=[f"In {town} ist am Donnerstag ein Wohnhaus ausgebrannt"],
    )  # fmt: skip


def test_two_fires_of_articles_that_share_no_name_are_two() -> None:
    """Another town and no name in common: two events, and no disagreement on firefighters; in one town there is one."""
    apart = merged(_fire("a", "Herne", 70, "Ringstraße"), _fire("b", "Hagen", 120, "Feldstraße"))
    assert (len(apart.key_events), classes(apart)) == (2, [])
    together = merged(_fire("a", "Herne", 70, "Ringstraße"), _fire("b", "Herne", 120, "Ringstraße"))
    assert (len(together.key_events), classes(together)) == (1, ["conflict"])


def test_the_injured_of_the_passengers_are_no_rivals_of_all_of_them() -> None:
    """140 passengers and 43 injured passengers are two counts."""
    one = brief("a", "In Kempten entgleiste ein Zug mit 140 Fahrgästen.", figures=[("140 Fahrgästen", "Fahrgästen")])
    other = brief(
        "b", "In Kempten entgleiste ein Zug. Dabei wurden 43 Fahrgäste verletzt.", figures=[("43 Fahrgäste", "Fahrgäste")]
    )
    page = merged(one, other)
    assert (len(page.figures), classes(page)) == (2, [])


def test_what_was_forecast_is_no_rival_of_what_is() -> None:
    """A loss, and the loss that analysts had expected: no conflict; two losses are one."""
    one = brief("a", "Heliora meldete am Mittwoch einen Verlust von 84 Millionen Euro.", figures=[("84 Millionen Euro", "Verlust")])
    forecast = brief(
        "b", "Heliora tagt. Analysten hatten bei Heliora einen Verlust von 60 Millionen Euro erwartet.",
        figures=[("60 Millionen Euro", "Verlust")],
    )  # fmt: skip
    rival = brief(
        "b", "Heliora meldete am Mittwoch einen Verlust von 60 Millionen Euro.", figures=[("60 Millionen Euro", "Verlust")]
    )
    assert classes(merged(one, forecast)) == []
    assert classes(merged(one, rival)) == ["conflict"]


def _closure(name: str, until: str) -> SourceBriefing:
    title = f"Die Bahnstrecke Kempten bleibt {until} gesperrt"
    source = brief(name, f"{title}.", actors=[("Kempten", "place")], events=[title])
    event = source.briefing.key_events[0].model_copy(update={"when": When(text=until, date=None), "status": "planned"})
    return source._replace(briefing=source.briefing.model_copy(update={"key_events": (event,)}))


def test_two_days_of_one_thing_are_a_detail() -> None:
    """Shut until Friday in one article and until Sunday in the other is shown; the same day as a date is none."""
    assert classes(merged(_closure("a", "bis Freitag"), _closure("b", "bis Sonntag"))) == ["detail"]
    assert classes(merged(_closure("a", "bis Freitag"), _closure("b", "bis 14. Februar"))) == []


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("am Freitag", (2025, 2, 14), (2025, 2, 14)),
        ("on Wednesday", (2025, 2, 12), (2025, 2, 12)),
        ("am 7. Januar 2026", (2026, 1, 7), (2026, 1, 7)),
        ("Anfang März", (2025, 3, 1), (2025, 3, 14)),
        ("im Januar", (2026, 1, 1), (2026, 1, 31)),
        ("mid-2027", (2027, 4, 1), (2027, 9, 30)),
    ],
)
def test_words_for_days_are_read_in_both_languages(words: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """Weekdays, dates, months and parts of years of what is to come, seen from the article's day."""
    assert days_of(words, DAY, ahead=True) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("words", ["am Freitag oder am Samstag", "am 31. Februar", "bald"])
def test_words_that_give_no_one_day_give_none(words: str) -> None:
    """Two days, a day that does not exist and none at all are never compared."""
    assert days_of(words, DAY) is None


def _published(source: SourceBriefing, publisher: str) -> SourceBriefing:
    article = source.briefing.article.model_copy(update={"publisher": publisher})
    return source._replace(briefing=source.briefing.model_copy(update={"article": article}))


def test_two_articles_of_one_publisher_confirm_nothing() -> None:
    """One publisher, however it is written, is one independent source; articles of two are two, and stories stay apart."""
    one = brief("a", "In Kempten sind drei Menschen gestorben.", figures=[("drei Menschen", "Menschen")])
    other = brief(
        "b",
        "Die Polizei zählt in Kempten nach dem Unfall: drei Menschen sind dort gestorben.",
        figures=[("drei Menschen", "Menschen")],
    )
    strange = brief("c", "Der Rat von Gera hat über Radwege abgestimmt.", events=["Der Rat von Gera hat über Radwege abgestimmt"])
    same = merged(_published(one, "Global Wire"), _published(other, "global  wire"), _published(strange, "Global Wire"))
    assert (same.figures[0].lineages, len(same.figures[0].reports), same.run.lineages) == (1, 2, 1)
    assert merged(_published(one, "Global Wire"), _published(other, "Bote")).figures[0].lineages == 2


def _farm(alike: Alike) -> DailyBriefing:
    one = brief(
        "a", "Die Höfe sind von dem Abkommen ausgenommen, sagte Elin Forsberg in Brüssel.",
        actors=[("Elin Forsberg", "person"), ("Brüssel", "place")],
        statements=[("Elin Forsberg", "sagte", "Die Höfe sind von dem Abkommen ausgenommen")],
    )  # fmt: skip
    other = brief(
        "b", "Rural goods are included, Elin Forsberg said in Brussels.", language="en",
        actors=[("Elin Forsberg", "person"), ("Brussels", "place")],
        statements=[("Elin Forsberg", "said", "Rural goods are included")],
    )  # fmt: skip
    return merge_briefings((one, other), date=DAY, language="de", alike=alike)


def test_meaning_finds_what_no_shared_word_does() -> None:
    """Statements in two languages without a word in common are compared where something tells that they are alike."""
    assert classes(_farm(unknown)) == []
    assert classes(_farm(lambda _one, _other: 0.2)) == []
    assert classes(_farm(lambda _one, _other: 0.6)) == ["contradiction"]


def test_within_a_language_meaning_must_be_much_alike() -> None:
    """Two sentences of one speaker that share no word and only one of which negates: little likeness makes them no one matter."""
    sources = [
        brief(
            name, f"{content}, sagte Elin Forsberg in Brüssel.",
            actors=[("Elin Forsberg", "person"), ("Brüssel", "place")], statements=[("Elin Forsberg", "sagte", content)],
        )
        for name, content in (("a", "Der Tausch wird geprüft"), ("b", "Ohne Hilfe wächst die Not"))
    ]  # fmt: skip
    little = merge_briefings(sources, date=DAY, language="de", alike=lambda _one, _other: 0.45)
    much = merge_briefings(sources, date=DAY, language="de", alike=lambda _one, _other: 0.7)
    assert (classes(little), classes(much)) == ([], ["contradiction"])


def test_embeddings_tell_one_matter_from_another_in_two_languages() -> None:
    """The extra's own weights: the translation is nearer than another sentence; beyond the limit nothing is said."""
    meaning = load_meaning()
    assert meaning is not None
    near = meaning("Die Strecke bleibt gesperrt", "The line will remain closed") or 0
    assert near > 0.4 > (meaning("Die Strecke bleibt gesperrt", "He won the match") or 0)
    assert meaning.is_used
    assert Meaning(meaning, most_texts=0)("a", "b") is None


def _toll(name: str, place: str, number: str) -> SourceBriefing:
    text = f"In {place} sind {number} Menschen gestorben."
    return brief(name, text, actors=[(place, "place")], figures=[(f"{number} Menschen", "Menschen")])


def test_two_tolls_in_the_same_words_are_two_series() -> None:
    """A series is carried on where it ended on the former page, not wherever people are counted."""
    pages = [
        merged(_toll("a", "Kempten", first), _toll("b", "Lissabon", second)).model_copy(update={"date": DAY + step})
        for step, first, second in (
            (datetime.timedelta(0), "drei", "21"),
            (datetime.timedelta(1), "fünf", "30"),
            (datetime.timedelta(2), "sechs", "34"),
        )
    ]
    second = pages[1].model_copy(update={"since": compare(pages[1], pages[0])})
    series = compare(pages[2], second).series
    assert sorted([str(point.amount.low) for point in run.points] for run in series) == [["21", "30", "34"], ["3", "5", "6"]]
