"""What holds for any text and any spans: nothing invented, no crash, bounded work."""

import time
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.articles import load_article, read_article
from summarizer.assembly import assemble
from summarizer.grounding import Source, ground
from summarizer.local.spans import Tag, TaggedSpan
from summarizer.rules import tag
from summarizer.schemas import Language
from summarizer.sentences import split_sentences
from tests.conftest import ARTICLES

LANGUAGES: tuple[Language, ...] = ("de", "en")
PIECES = (
    "sagte |said |laut |zufolge |Müller |Anna Kraus|, |. |: |„|“ |3 |Euro |1.150 |nicht |die |Kiew |NATO |er |dass |am Montag |"
    "\n|\n\n|according to |– |(|) |wies |zurück|😀|sei "
).split("|")
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(str.strip)


def _in_order(content: str, text: str) -> bool:
    """Say whether the words of a content stand in a text in order; a source put into it may be left out."""
    place = 0
    for word in content.split():
        place = text.find(word, place) + len(word)
        if place < len(word):
            return False
    return True


@given(text=TEXTS, language=st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_rules_take_any_text(text: str, language: Language) -> None:
    """Whatever the text, the spans lie in it, hold words, and make a draft whose words stand in it."""
    article = read_article(text, language=language)
    sentences = split_sentences(article.text, language)
    spans = tag(article, sentences)
    assert all(0 <= span.start < span.end <= len(article.text) and article.text[span.start : span.end].strip() for span in spans)
    made = assemble(article, sentences, spans)
    assert all(_in_order(one.content, article.text) for one in made.statements)
    assert all(one.amount in article.text for one in made.figures)


@given(text=TEXTS, data=st.data())
@settings(max_examples=100, deadline=None)
def test_assembly_takes_any_spans(text: str, data: st.DataObject) -> None:
    """Spans that overlap, cross sentences or make no sense make a draft too, and the same one each time."""
    article = read_article(text, language="de")
    sentences = split_sentences(article.text, "de")
    places = st.integers(0, len(article.text))
    tags = st.sampled_from(get_args(Tag))
    drawn = data.draw(st.lists(st.tuples(places, places, tags), max_size=12))
    spans = [
        TaggedSpan(min(one, other), max(one, other), name, "person" if name == "actor" else None) for one, other, name in drawn
    ]
    spans = [span for span in spans if article.text[span.start : span.end].strip()]
    assert assemble(article, sentences, spans) == assemble(article, sentences, list(reversed(spans)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem[:3])
def test_nothing_is_rejected_in_the_samples(path: object) -> None:
    """What the rules propose of the sample articles passes grounding, every item."""
    article = load_article(str(path))
    sentences = split_sentences(article.text, article.language)
    outcomes = ground(assemble(article, sentences, tag(article, sentences)), Source(article, sentences), by="rules")
    assert [outcome.rejected.reason for outcome in outcomes if outcome.rejected] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ja",
        "Kiew brennt\n\nDrei Tote\n\nMüller sagt Nein\n",
        "Stadt | Tote | Verletzte\nKiew | 3 | 5\nLwiw | 0 | 2\n",
        "- 3 Äpfel\n- 4 Birnen\n- 5 Euro\n",
        "RUSSLAND GREIFT KIEW AN. DER MINISTER SAGTE, DREI MENSCHEN SEIEN TOT.",
        "der minister sagte drei menschen seien tot niemand müsse sich sorgen",
        "Le président a déclaré mardi que 12 personnes étaient mortes à Lyon, selon la police.",
        "?!…",
    ],
    ids=["word", "headings", "table", "list", "capitals", "no punctuation", "French", "marks"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_odd_texts(text: str, language: Language) -> None:
    """Texts that are no article make a draft without a word that is not theirs."""
    article = read_article(text, language=language)
    sentences = split_sentences(text, language)
    outcomes = ground(assemble(article, sentences, tag(article, sentences)), Source(article, sentences), by="rules")
    assert not any(outcome.rejected for outcome in outcomes)


@pytest.mark.slow
def test_work_grows_with_the_text() -> None:
    """Ten times the text takes about ten times as long, not a hundred times."""
    base = ARTICLES[0].read_text(encoding="utf-8")
    seconds = []
    for times in (6, 60):
        article = read_article(base * times, language="de")
        sentences = split_sentences(article.text, "de")
        start = time.process_time()
        assemble(article, sentences, tag(article, sentences))
        seconds.append(time.process_time() - start)
    assert seconds[1] < 25 * seconds[0]
