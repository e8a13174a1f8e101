"""Laws of grounding, with random input."""

import re

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from summarizer.articles import load_article
from summarizer.grounding import Source, ground
from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.folding import fold
from summarizer.schemas import (
    Article,
    BriefingDraft,
    DraftActor,
    DraftEvent,
    DraftFigure,
    DraftLine,
    DraftStatement,
    Figure,
    article_id,
)
from summarizer.sentences import split_sentences
from tests.conftest import ARTICLES

SAMPLES = [load_article(path) for path in ARTICLES]
SOURCES = [Source(article, split_sentences(article.text, article.language)) for article in SAMPLES]
BY_LINE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
# What breaks string code: bidi marks, lone combining marks, NUL, other spaces, quotation marks, digits of other scripts.
ODD = st.sampled_from(
    "\u202e\u2066\u0301\u0308\x00\u200b\u00a0\u2028\ufeff„“”\"»«‚‘’'…–-.,:;!?()0123456789٣½²ßİıſﬁaBnicht kein und"
)
TEXTS = st.text(st.one_of(ODD, st.characters(exclude_categories=["Cs"])), max_size=120)
WORDS = st.one_of(TEXTS, st.sampled_from(["laut", "zufolge", "…", "nicht", "12.000", "zwei Drittel", "Müllers", "sagte"]))
NUMBERS = st.lists(st.integers(-2, 30), max_size=3).map(tuple)


@st.composite
def drafts(draw: st.DrawFn) -> BriefingDraft:
    """Draw a draft of arbitrary items."""
    optional = st.none() | WORDS
    return BriefingDraft(
        headline=DraftLine(text=draw(WORDS), sentences=draw(NUMBERS)),
        summary=(),
        key_events=(
            DraftEvent(
                title=draw(WORDS),
                status=draw(st.sampled_from(["done", "denied"])),
                when=draw(optional),
                where=draw(optional),
                sentences=draw(NUMBERS),
            ),
        ),
        figures=(DraftFigure(amount=draw(WORDS), counts=draw(WORDS), claimant=draw(optional), sentences=draw(NUMBERS)),),
        actors=(DraftActor(name=draw(WORDS), kind="person", role=draw(optional), sentences=draw(NUMBERS)),),
        statements=(
            DraftStatement(
                speaker=draw(optional),
                cue=draw(optional),
                content=draw(WORDS),
                form=draw(st.sampled_from(["direct", "indirect"])),
                sentences=draw(NUMBERS),
            ),
        ),
    )


@BY_LINE
@given(text=TEXTS.filter(str.strip), language=st.sampled_from(["de", "en"]), draft=drafts())
def test_nothing_crashes_it(text: str, language: str, draft: BriefingDraft) -> None:
    """Arbitrary text in article and draft gives an outcome for every item, with evidence that slices to its text."""
    article = Article.model_validate({"text": text, "id": article_id(text), "language": language})
    outcomes = ground(draft, Source(article, split_sentences(text, article.language)))
    assert len(outcomes) == 5
    for outcome in outcomes:
        assert (outcome.item is None) != (outcome.rejected is None)
        for evidence in outcome.item.evidence if outcome.item else ():
            assert text[evidence.start : evidence.end] == evidence.text


@BY_LINE
@given(source=st.sampled_from(SOURCES), data=st.data())
def test_any_slice_at_word_boundaries_is_found_exactly(source: Source, data: st.DataObject) -> None:
    """What is copied from a sentence is found in it, letter for letter."""
    sentence = data.draw(st.sampled_from(source.sentences))
    words = list(re.finditer(r"[^\W\d_]+", sentence.text))
    assume(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = source.cite([sentence.number]).find(sentence.text[words[first].start() : words[last].end()])
    assert found
    assert found.verdict == "exact"


@BY_LINE
@given(source=st.sampled_from(SOURCES), data=st.data(), space=st.sampled_from(["  ", "\u00a0", "\n", "\u202f"]))
def test_other_white_space_is_normalised(source: Source, data: st.DataObject, space: str) -> None:
    """A copy with other white space and dashes is found as normalised, at the same place."""
    sentence = data.draw(st.sampled_from(source.sentences))
    assume(" " in sentence.text)
    found = source.cite([sentence.number]).find(sentence.text.replace(" ", space).replace("-", "‑"))
    assert found
    assert (found.start, found.end, found.verdict) == (sentence.start, sentence.end, "normalised")


@BY_LINE
@given(source=st.sampled_from(SOURCES), data=st.data())
def test_figures_are_those_of_the_sentence_and_changed_digits_are_not(source: Source, data: st.DataObject) -> None:
    """An accepted figure has low, high and bound of the text; any changed digit is rejected."""
    sentence = data.draw(st.sampled_from([one for one in source.sentences if amounts_in(one.text, source.language)]))
    amount = data.draw(st.sampled_from(amounts_in(sentence.text, source.language)))
    noun = " ".join(sentence.text[amount.end :].split()[:2]).strip(" .,") or "Zahl"
    draft = DraftFigure(amount=amount.text, counts=noun, claimant=None, sentences=(sentence.number,))
    item = _ground_figure(draft, source)
    if item:
        assert (item.amount.low, item.amount.high, item.amount.bound) == (amount.low, amount.high, amount.bound)
    digits = [match.start() for match in re.finditer(r"\d", amount.text)]
    assume(digits)
    at = data.draw(st.sampled_from(digits))
    digit = data.draw(st.sampled_from([one for one in "123456789" if one != amount.text[at]]))
    assert _ground_figure(draft.model_copy(update={"amount": amount.text[:at] + digit + amount.text[at + 1 :]}), source) is None


def _ground_figure(figure: DraftFigure, source: Source) -> Figure | None:
    """Return the checked figure, None where it is rejected."""
    draft = BriefingDraft(headline=None, summary=(), key_events=(), figures=(figure,), actors=(), statements=())
    item = ground(draft, source)[0].item
    assert item is None or isinstance(item, Figure)
    return item


@BY_LINE
@given(source=st.sampled_from(SOURCES), items=st.lists(drafts(), min_size=1, max_size=3), data=st.data())
def test_outcomes_do_not_depend_on_order(source: Source, items: list[BriefingDraft], data: st.DataObject) -> None:
    """The same items in another order, or grounded twice, have the same outcomes."""
    shuffled = data.draw(st.permutations(items))
    first, again, other = (ground(_joined(order), source) for order in (items, items, shuffled))
    assert first == again
    assert sorted(map(repr, first)) == sorted(map(repr, other))


def _joined(drawn: list[BriefingDraft]) -> BriefingDraft:
    """Return one draft with the items of several."""
    return BriefingDraft(
        headline=None,
        summary=tuple(draft.headline for draft in drawn if draft.headline),
        key_events=tuple(event for draft in drawn for event in draft.key_events),
        figures=tuple(figure for draft in drawn for figure in draft.figures),
        actors=tuple(actor for draft in drawn for actor in draft.actors),
        statements=tuple(statement for draft in drawn for statement in draft.statements),
    )


@given(text=TEXTS)
def test_folding_knows_the_way_back(text: str) -> None:
    """Every folded character has a span in the original, in order, and folding twice changes nothing."""
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert fold(folded.text).text == folded.text
