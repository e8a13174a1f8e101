"""Datelines: "Berlin (dpa) – ", "LONDON (Reuters) - ", "Kiew – " before the first words of an article."""

import re

from summarizer.local.spans import TaggedSpan
from summarizer.rules.prose import Prose
from summarizer.schemas import Sentence

_PLACE = r"[A-ZÄÖÜ][\w.'’-]+(?:[ /][A-ZÄÖÜ][\w.'’-]+){0,3}"
_AGENCY = r"(?i:dpa|dpn|afp|apa?|reuters|rtr|kna|epd|sid|sda|ots)[\w/ -]{0,12}"
_DATELINE = re.compile(
    rf"{_PLACE}(?:,[^–—\n(]{{3,25}})?\s*\((?:[\w/.,· -]{{2,25}}\)\s*[–—:-]\s*|{_AGENCY}\)[.:]?\s)(?=\S)|"
    rf"{_PLACE}(?:,\s*(?:\d{{1,2}}\.\s*\w+|\w+\.? \d{{1,2}}))?\s+(?:[–—]|--?)\s+(?=[\w„“\"])"
)
_AGENCY_DATELINE = re.compile(rf"{_PLACE}(?:,[^–—\n(]{{3,25}})?\s*\(({_AGENCY})\)")


def lead_start(prose: Prose, sentence: Sentence) -> int:
    """Return where a sentence begins behind its dateline; only a paragraph may open with one."""
    if not prose.starts_paragraph(sentence):
        return sentence.start
    match = _DATELINE.match(prose.text, sentence.start, sentence.end)
    return match.end() if match else sentence.start


def in_dateline(prose: Prose, span: TaggedSpan) -> bool:
    """Say whether a span is the agency in brackets of a dateline, which reports and does nothing."""
    sentence = prose.sentence_at(span.start)
    match = _AGENCY_DATELINE.match(prose.text, sentence.start, sentence.end) if prose.starts_paragraph(sentence) else None
    return bool(match and match.start(1) <= span.start and span.end <= match.end(1))


def lead(prose: Prose, sentence: Sentence) -> str:
    """Return a sentence without a dateline."""
    return prose.text[lead_start(prose, sentence) : sentence.end]
