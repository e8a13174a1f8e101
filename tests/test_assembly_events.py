"""Key events, titles, headline and summary."""

import itertools

import pytest

from summarizer.articles import load_article
from summarizer.assembly import assemble
from summarizer.assembly.events import status_of
from summarizer.assembly.salience import NAMES, weights
from summarizer.assembly.times import find_time
from summarizer.assembly.titles import titles
from summarizer.rules import tag
from summarizer.rules.prose import Prose, words_of
from summarizer.schemas import Language
from summarizer.sentences import split_sentences
from tests.conftest import ARTICLES
from tests.spans import draft, read_spans


def title(text: str, language: Language = "de") -> str:
    """Return the best title of a sentence."""
    article, _ = read_spans(text, {}, language)
    sentences = split_sentences(text, language)
    return next(titles(Prose(article, sentences), sentences[0], []))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Bund baut die Brücke, die seit 2020 gesperrt ist.", "Der Bund baut die Brücke"),
        ("Der Bund baut die Brücke, teilte ein Sprecher mit.", "Der Bund baut die Brücke"),
        ("Laut dem Bericht hat der Bund die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Am Montag hat der Bund die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Berlin (dpn) – Der Bund hat die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Köln – Der Bund hat die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Dabei starben mindestens 26 Menschen in Köln.", "Mindestens 26 Menschen starben in Köln"),
        (
            "Unterdessen haben Unterhändler beider Seiten einen Vertrag entworfen.",
            "Unterhändler beider Seiten haben einen Vertrag entworfen",
        ),
        ("Auch die Stadt Bonn hat die Brücke gesperrt.", "Die Stadt Bonn hat die Brücke gesperrt"),
        ("Der Bund hat zudem die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Der Minister (SPD) setzte sich gegen den Bund durch.", "Der Minister setzte sich gegen den Bund durch"),
        ("Die Ministerin, die seit 2020 regiert, will die Brücke sperren.", "Die Ministerin will die Brücke sperren"),
        ("Im November soll die „Gretje“ nach Delfzijl fahren.", "Die „Gretje“ soll nach Delfzijl fahren"),
        ("Menschen, die sehr wenig schlafen, erkranken öfter daran.", "Menschen, die sehr wenig schlafen, erkranken öfter daran"),
        ("Der Bund sperrt die Brücke, wenn es friert.", "Der Bund sperrt die Brücke, wenn es friert"),
        ("Das Landgericht hat einen Mann verurteilt.", "Das Landgericht hat einen Mann verurteilt"),
        ("Die Lage zeigt, dass es ernst ist, während die Polizei einen Mann gefasst hat.", "Die Polizei hat einen Mann gefasst"),
        ("Um elf war es entschieden: Der Bund hat die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Fest steht: Der Bund hat die Brücke gesperrt.", "Der Bund hat die Brücke gesperrt"),
        ("Auch die Behörden planen Angriffe auf Köln.", "Die Behörden planen Angriffe auf Köln"),
        ("Der Bund tritt den Vertrag an.", "Der Bund tritt den Vertrag an"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    """A title is the main clause, without source, dateline, time, linking words, asides and final full stop."""
    assert title(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Er hat die Brücke am Montag gesperrt.",
        "Zuvor wird es in einer Werkstatt gereinigt.",
        "Das behauptet dagegen ein früherer Meister.",
        "Die Brücke sei seit Jahren baufällig.",
        "Am Montag häufen sich die Meldungen über die Lage in Köln.",
        "Insgesamt bleibt abzuwarten, welche Folgen das hat.",
        "„Wir haben die Brücke gesperrt“, sagte sie.",
    ],
)
def test_no_title(text: str) -> None:
    """What needs the sentence before it, says nothing, or is somebody's words without a name, makes no title."""
    article, _ = read_spans(text, {}, "de")
    sentences = split_sentences(text, "de")
    assert not list(titles(Prose(article, sentences), sentences[0], []))


@pytest.mark.parametrize(
    ("marked", "language", "expected"),
    [
        (
            "[Mark Rutte] <gab an>, dass {mehr als 600 Soldaten in dem Krieg verwundet wurden}.",
            "de",
            "Mark Rutte: Mehr als 600 Soldaten wurden in dem Krieg verwundet",
        ),
        (
            "<Laut> [der Polizei] {haben zwei Männer die Bank in Köln überfallen}.",
            "de",
            "Polizei: Zwei Männer haben die Bank in Köln überfallen",
        ),
        ("[The mayor] <said> {the bridge over the river was closed}.", "en", "Mayor: The bridge over the river was closed"),
    ],
)
def test_said(marked: str, language: Language, expected: str) -> None:
    """What somebody says is told as a main clause behind who says it, and is claimed."""
    (event,) = draft(marked, {"Mark Rutte": "person"}, language=language).key_events
    assert (event.title, event.status) == (expected, "claimed")


def test_cue_alone_is_no_title() -> None:
    """A title never says that somebody announced without saying what."""
    text = "[Ministerin Anna Kraus] <kündigte an>, {die Fahrten nach Köln für 72 Stunden auszusetzen}."
    for event in draft(text, {"Anna Kraus": "person"}).key_events:
        assert "auszusetzen" in event.title


def test_apposition_is_not_torn_apart() -> None:
    """A subject with words between commas behind it stays where it stands."""
    made = title("Am Mittwoch drohte der Chef der Partei, Bastien Kraus, mit einem Ende der Koalition.")
    assert made.startswith("Am Mittwoch drohte der Chef der Partei, Bastien Kraus")


def test_denied_is_not_told_as_said() -> None:
    """What somebody denies is never told as what they say."""
    made = draft("[Mark Rutte] <bestritt>, dass {mehr als 600 Soldaten in dem Krieg verwundet wurden}.", {"Mark Rutte": "person"})
    assert not any(": " in event.title for event in made.key_events)


def test_pronoun_of_one_person() -> None:
    """A pronoun that opens a title becomes the one person of the sentence before, and both sentences are cited."""
    text = "Alexander Vogt regiert die Stadt Halle. Er setzte sich am Sonntag in der Wahl durch. Viele waren froh. Manche nicht."
    titled = {event.title: event.sentences for event in draft(text, {"Alexander Vogt": "person", "Halle": "place"}).key_events}
    assert titled.get("Alexander Vogt setzte sich am Sonntag in der Wahl durch") == (1, 2)


def test_pronoun_of_two_persons() -> None:
    """A pronoun that may mean two persons names neither."""
    text = "Alexander Vogt traf Bernd Krause in Halle. Er setzte sich am Sonntag in der Wahl durch."
    made = draft(text, {"Alexander Vogt": "person", "Bernd Krause": "person"})
    assert [event.sentences for event in made.key_events] == [(1,)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Der Mann soll drei Gäste verletzt haben.", "claimed"),
        ("Die Brücke soll 2027 öffnen.", "planned"),
        ("Der Ton wird rauer.", "done"),
        ("Der Bund will die Brücke sperren.", "planned"),
        ("Der Dienst deckte einen mutmaßlichen Spion auf.", "done"),
        ("Der Bund hat Berichten zufolge die Brücke gesperrt.", "claimed"),
    ],
)
def test_status(text: str, status: str) -> None:
    """Reported is claimed, meant to be is planned, an alleged spy that was found was found."""
    assert status_of(text, text, "de", said=False) == status


def test_place() -> None:
    """Where an event takes place is what the title says, not where something comes from."""
    made = draft("Die Stadt Bonn hat Waren aus China in Köln gekauft.", {"China": "state", "Köln": "place"})
    assert [event.where for event in made.key_events] == ["Köln"]


def test_english_title() -> None:
    """An English title ends before the relative clause."""
    assert title("The city closed the bridge, which was built in 1960.", "en") == "The city closed the bridge"


def test_heading_is_the_headline() -> None:
    """An article's own heading is its headline."""
    made = draft("Brücke gesperrt\n\nDer Bund hat am Montag die Brücke bei Köln gesperrt. Viele Autos stehen im Stau.\n")
    assert made.headline
    assert (made.headline.text, made.headline.sentences) == ("Brücke gesperrt", (1,))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_sample_articles(path: object) -> None:
    """A real article has three to seven events, none of whose titles begins with a pronoun, and a summary without repetition."""
    article = load_article(str(path))
    sentences = split_sentences(article.text, article.language)
    made = assemble(article, sentences, tag(article, sentences))
    assert 3 <= len(made.key_events) <= 7
    assert not any(words_of(event.title)[0].lower in {"er", "sie", "es", "das", "dies"} for event in made.key_events)
    assert 2 <= len(made.summary) <= 4
    for one, other in itertools.combinations(made.summary, 2):
        left, right = ({word.lower for word in words_of(line.text)} for line in (one, other))
        assert len(left & right) < 0.6 * min(len(left), len(right))


@pytest.mark.parametrize(
    ("text", "language", "time"),
    [
        ("Er kommt am 12. Februar 2025 nach Köln.", "de", "am 12. Februar 2025"),
        ("Der Brand brach in der Nacht zum Mittwoch aus.", "de", "in der Nacht zum Mittwoch"),
        ("Die Bahn kommt nicht vor Ende 2027 an.", "de", "nicht vor Ende 2027"),
        ("The vote is due on Monday morning.", "en", "on Monday morning"),
        ("Der Zug ist da.", "de", None),
    ],
)
def test_times(text: str, language: Language, time: str | None) -> None:
    """Words for a time are found whole."""
    assert find_time(text, language) == time


def test_weights_are_of_known_features() -> None:
    """The data file weighs the features that there are."""
    assert list(weights()) == list(NAMES)
    assert any(weights().values())


def test_summary_does_not_repeat() -> None:
    """Of two sentences that say the same, the summary has one."""
    same = "Der Bund hat am Montag die große Brücke bei Köln für den Verkehr gesperrt."
    bland = "Viele finden es dort schön. Manche bleiben gern. Andere gehen lieber."
    made = draft(f"{same} {same} {bland}")
    assert [line.text for line in made.summary].count(same) == 1


def test_answers_of_nobody_named_are_no_summary() -> None:
    """What an unnamed "wir" says, and a clause without its main one, stands in no summary and in no title."""
    text = (
        "Frauke Harms leitet den Landesbetrieb in Husum.\n\nWas heißt das?\n\n"
        "Dass wir bis 2035 weitere 93 Kilometer erhöhen müssen.\n\n"
        "Enteignungen will ich vermeiden, ausschließen kann ich sie nicht.\n\nDas Land zahlt 80 Millionen Euro für die Deiche."
    )
    made = draft(text)
    told = [line.text for line in (*made.summary, *([made.headline] if made.headline else []))]
    assert not any(word in one.split() for one in (*told, *(event.title for event in made.key_events)) for word in ("wir", "ich"))


def test_label_is_no_headline() -> None:
    """A heading that says of which kind a text is gives way to the next."""
    made = draft("PRESSEMITTEILUNG\n\nNorddruck senkt Prognose\n\nDie Norddruck AG hat am Montag ihre Prognose gesenkt.")
    assert made.headline is not None
    assert made.headline.text == "Norddruck senkt Prognose"


def test_day_with_its_date_opens_an_event() -> None:
    """Weekday and date before the verb give way to the subject."""
    titles = [
        one.title
        for one in draft("Am Donnerstag, 13.11.2025, haben drei bislang unbekannte Täter ein Geschäft überfallen.").key_events
    ]
    assert titles == ["Drei bislang unbekannte Täter haben ein Geschäft überfallen"]


def test_heap_of_reports_is_no_summary() -> None:
    """That reports mount says nothing."""
    text = (
        "Am 12. Februar häufen sich die Meldungen über Angriffe. Russland hat Kiew angegriffen. Die Bahn stellte den Verkehr ein."
    )
    assert not any("häufen" in line.text for line in draft(text).summary)


def test_source_put_in_is_told_once() -> None:
    """A title whose words name the source has it not before a colon as well."""
    titles = [one.title for one in draft("Am Montag waren <nach Angaben> [der Feuerwehr] {84 Menschen im Haus}.").key_events]
    assert not any(title.startswith("Feuerwehr:") for title in titles)
