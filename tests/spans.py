"""Tagged spans written by hand: "{" and "}" around contents, "<" and ">" around cues, "[" and "]" around speakers, "*" names."""

import re

from summarizer.articles import read_article
from summarizer.assembly import assemble
from summarizer.local.spans import Tag, TaggedSpan
from summarizer.schemas import Article, BriefingDraft, Kind, Language
from summarizer.sentences import split_sentences

_TAGS: dict[str, Tag] = {"{": "content", "<": "cue", "[": "speaker"}
_CLOSING = {"}": "{", ">": "<", "]": "["}


def read_spans(marked: str, kinds: dict[str, Kind], language: Language) -> tuple[Article, list[TaggedSpan]]:
    """Return the article and the spans of a marked text; `kinds` are the names in it, each mention tagged."""
    text, spans = "", []
    opened: dict[str, int] = {}
    for character in marked:
        if character in _TAGS:
            opened[character] = len(text)
        elif character in _CLOSING:
            mark = _CLOSING[character]
            spans.append(TaggedSpan(opened.pop(mark), len(text), _TAGS[mark], form="indirect" if mark == "{" else None))
        else:
            text += character
    for name, kind in kinds.items():
        found = re.finditer(rf"\b{re.escape(name)}\b", text)
        spans += [TaggedSpan(match.start(), match.end(), "actor", kind=kind) for match in found]
    return read_article(text, language=language), spans


def draft(marked: str, kinds: dict[str, Kind] | None = None, *, language: Language = "de") -> BriefingDraft:
    """Return the draft that a marked text makes."""
    article, spans = read_spans(marked, kinds or {}, language)
    return assemble(article, split_sentences(article.text, language), spans)
