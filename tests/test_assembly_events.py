"""Key events, titles, headline and summary."""

import itertools

import pytest

from summarizer.articles import load_article
from summarizer.assembly import assemble
from summarizer.assembly.salience import NAMES, weights
from summarizer.assembly.times import find_time
from summarizer.assembly.titles import titles
from summarizer.rules import tag
from summarizer.rules.prose import Prose, words_of
from summarizer.schemas import Language, Sentence
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
    ],
)
def test_titles(text: str, expected: str) -> None:
    """A title is the main clause, without source, dateline and time in front."""
    assert title(text) == expected


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
        ("The vote is due on Monday morning.", "en", "on Monday morning"),
        ("Der Zug ist da.", "de", None),
    ],
)
def test_times(text: str, language: Language, time: str | None) -> None:
    """Words for a time are found whole."""
    assert find_time(Sentence(number=1, start=0, end=len(text), text=text), language) == time


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
