"""What is fuzzed: each target takes bytes and may fail only in the way that its reader promises."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pydantic

from summarizer.articles import read_article
from summarizer.errors import ConfigError, InputError
from summarizer.frontmatter import split_front_matter
from summarizer.grounding import Source, ground
from summarizer.grounding.orders import find_orders
from summarizer.numerals import find_amounts, find_numbers
from summarizer.pipeline import summarize
from summarizer.readers.feeds import read_feed
from summarizer.recording_files import fold, read_recording, unfold
from summarizer.render.escaping import escape_markdown, visible_text
from summarizer.render.markdown import render_briefing
from summarizer.schemas import BriefingDraft, Language
from summarizer.sentences import split_sentences
from summarizer.verification import verify

LANGUAGES: tuple[Language, ...] = ("de", "en")
_ARTICLE = read_article(
    "Die Brücke kostete 12 Millionen Euro. „Wir sind froh“, sagte Karin Vogt am Montag in Altwied.", language="de"
)
_SOURCE = Source(_ARTICLE, split_sentences(_ARTICLE.text, "de"))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def sentences(data: bytes) -> None:
    """Sentences are slices of the text, in order, and lose nothing but white space."""
    text = _text(data)
    for language in LANGUAGES:
        found = split_sentences(text, language)
        assert all(text[one.start : one.end] == one.text for one in found)
        position = 0
        for one in found:
            assert not text[position : one.start].strip()
            position = one.end
        assert not text[position:].strip()


def numerals(data: bytes) -> None:
    """Numbers and amounts lie where they say."""
    text = _text(data)
    for language in LANGUAGES:
        for amount in (*find_numbers(text, language), *find_amounts(text, language)):
            assert 0 <= amount.start < amount.end <= len(text)
            assert amount.low is None or amount.high is None or amount.low <= amount.high


def front_matter(data: bytes) -> None:
    """Front matter is read, passed over or refused by name."""
    try:
        split_front_matter("---\n" + _text(data), "name")
    except InputError:
        return


def draft(data: bytes) -> None:
    """A draft is refused by its schema, or every item is borne out or rejected; what is no JSON is taken for words."""
    try:
        items = BriefingDraft.model_validate_json(data)
    except pydantic.ValidationError:
        one, two, *_ = (*_text(data).split("|", 1), "")
        items = BriefingDraft.model_validate_json(json.dumps(_saying(one, two)))
    outcomes = ground(items, _SOURCE)
    assert all(outcome.item or outcome.rejected for outcome in outcomes)
    for outcome in outcomes:
        for evidence in outcome.item.evidence if outcome.item else ():
            assert evidence.text == _ARTICLE.text[evidence.start : evidence.end]


def _saying(one: str, two: str) -> dict[str, object]:
    """Return a draft that puts two texts into every field that takes words."""
    cited = {"sentences": [1, 2]}
    return {
        "headline": {"text": one, **cited},
        "summary": [{"text": two, **cited}],
        "key_events": [{"title": one, "status": "done", "when": two, "where": two, **cited}],
        "figures": [{"amount": one, "counts": two, "claimant": two, **cited}],
        "actors": [{"name": one, "kind": "person", "role": two, **cited}],
        "statements": [
            {"speaker": two, "cue": "sagte", "content": one, "form": "direct", **cited},
            {"speaker": "Karin Vogt", "cue": two, "content": one, "form": "indirect", **cited},
        ],
    }


def page(data: bytes) -> None:
    """A page in Markdown is read to its end, and nothing that is not in the article is borne out."""
    try:
        verify(_text(data), [_ARTICLE])
    except InputError:
        return


def recording(data: bytes) -> None:
    """A recording is read or refused as damaged; folding loses nothing."""
    try:
        value = json.loads(data)
        assert unfold(fold(value)) == value
    except (ValueError, RecursionError):
        pass
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.json"
        path.write_bytes(data)
        try:
            read_recording(path)
        except ConfigError:
            return


def orders(data: bytes) -> None:
    """Orders to a model lie where they say."""
    text = _text(data)
    assert all(0 <= order.start < order.end <= len(text) for order in find_orders(text))


def feed(data: bytes) -> None:
    """A feed is read or refused."""
    try:
        read_feed(data, "https://desk.example/feed")
    except InputError:
        return


def markdown(data: bytes) -> None:
    """Escaped text is the visible text, on one line."""
    line = escape_markdown(_text(data))
    assert "\n" not in line
    assert visible_text(line) == line


SEEDS: dict[str, tuple[str, ...]] = {
    "front_matter": ('title: "A: b"\ndate: 2025-02-12\npublisher: dpa\nurl: https://a.example/b\nlanguage: de-AT\n---\nText.',),
    "numerals": ("mindestens 1.150 Soldaten, 3,5 bis 4 Mio. Euro, zwei Dutzend, knapp ein Drittel, 12. Februar 2025, 14.30 Uhr",),
    "draft": ("12 Millionen Euro|Brücke", "Wir sind froh|Karin Vogt", "Die Brücke kostete 12 Millionen Euro|am Montag"),
    "page": (render_briefing(summarize(_ARTICLE, engine="rules")),),
    "feed": ("<rss version='2.0'><channel><item><title>A</title><link>https://a.example/b</link></item></channel></rss>",),
}
"""What a target begins with, besides the files that all begin with."""

TARGETS: dict[str, Callable[[bytes], None]] = {
    function.__name__: function for function in (sentences, numerals, front_matter, draft, page, recording, orders, feed, markdown)
}
