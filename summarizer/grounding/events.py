"""Key events: the title passes the gate, time and place stand in the cited sentences."""

import functools
import itertools
import re
from collections.abc import Iterator

from summarizer.grounding.cast import Others
from summarizer.grounding.dates import resolve_date
from summarizer.grounding.denials import check_denied
from summarizer.grounding.gate import check_text
from summarizer.grounding.names import find_name
from summarizer.grounding.occasions import check_occasion, lies_ahead
from summarizer.grounding.reasons import Reason
from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import By, Unsupported
from summarizer.grounding.words import stem, tokens
from summarizer.schemas import Code, DraftEvent, DraftLine, Event, Language, Line, Sentence, When


def check_line(draft: DraftLine, citation: Citation, by: By, others: Others) -> Line:
    """Return the checked headline or summary line; raises Unsupported."""
    check_denied(draft.text, citation)
    verdict = check_text(draft.text, citation, others)
    return Line(text=draft.text.strip(), evidence=citation.evidence(), verdict=verdict, by=by)


def check_event(draft: DraftEvent, citation: Citation, by: By, others: Others) -> Event:
    """Return the checked event with its day resolved or left open; raises Unsupported."""
    if draft.status in {"done", "planned", "announced"}:
        check_denied(draft.title, citation)
    verdict = check_text(draft.title, citation, others, as_fact=draft.status == "done")
    _check_status(draft, citation)
    _check_words(draft.when, "date", "no_date", citation)
    _check_words(draft.where, "place", "no_place", citation)
    check_occasion(draft.when, draft.title, "date", citation)
    check_occasion(draft.where, draft.title, "place", citation)
    article = citation.source.article
    return Event(
        title=draft.title.strip(),
        status=draft.status,
        when=When(text=draft.when, date=resolve_date(draft.when, article.language, article.published)) if draft.when else None,
        where=draft.where,
        evidence=citation.evidence(),
        verdict=verdict,
        by=by,
    )


def _check_words(words: str | None, code: Code, reason: Reason, citation: Citation) -> None:
    """Check that copied words stand in the cited sentences, in any inflection."""
    if not words:
        return
    wanted = tokens(words, citation.language)
    if citation.find(words) is None and not any(True for _ in find_name(wanted, citation.tokens, citation.source.text)):
        raise Unsupported(code, reason, at=citation.sentences, claimed=words)


def _check_status(draft: DraftEvent, citation: Citation) -> None:
    """Check that what is only planned is not told as done: no plan word governs the clause that the title rests on."""
    language = citation.language
    title = {token.stem for token in tokens(draft.title, language)}
    if draft.status != "done":
        return
    best, words, ahead = 0, frozenset[str](), None
    for sentence in citation.sentences:
        for start, end in _clauses(sentence, language):
            clause = frozenset(token.stem for token in citation.tokens if start <= token.start < end)
            if len(title & clause) > best:
                best, words = len(title & clause), clause
                ahead = lies_ahead((start, end), citation.source.tokens[sentence.number - 1], citation.source.text, language)
    if ahead:
        raise Unsupported("status", "only_planned", at=citation.sentences, claimed=draft.title, word=ahead)
    planned = words & (_plan_stems(language) | _expected(citation))
    if planned:
        word = next(token.text for token in citation.tokens if token.stem in planned)
        raise Unsupported("status", "only_planned", at=citation.sentences, claimed=draft.title, word=word)


def _clauses(sentence: Sentence, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence; an infinitive with "zu" or "to" belongs to the clause before it."""
    bounds = [0, *(match.start() for match in _CLAUSE.finditer(sentence.text)), len(sentence.text)]
    merged: list[tuple[int, int]] = []
    for start, end in itertools.pairwise(bounds):
        joins = bool(merged) and _INFINITIVE[language].search(sentence.text, start, end)
        merged.append((merged.pop()[0] if joins else start, end))
    yield from ((sentence.start + start, sentence.start + end) for start, end in merged)


@functools.cache
def _plan_stems(language: Language) -> frozenset[str]:
    """Return the stems of words that make a clause a plan."""
    return frozenset(stem(word, language) for word in _PLANS[language].split())


def _expected(citation: Citation) -> frozenset[str]:
    """Return the stems of words that make a plan with the infinitive behind them only: "is expected to begin"."""
    return frozenset(
        stem(match.group(1), citation.language) for sentence in citation.sentences for match in _EXPECTED.finditer(sentence.text)
    )


_EXPECTED = re.compile(r"\b(?:is|are|was|were|be)\s+(?:now\s+)?(expected|scheduled|slated|set|hoped|meant)\s+to\s+[a-z]")
_CLAUSE = re.compile(r"[,;:](?!\d)|\b(?:und|sowie|and|but|while)\b")
_INFINITIVE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bzu\s+[a-zäöüß]+e?n\b|\b(?:ab|an|auf|aus|ein|vor|zurück|weiter|fest|nach|mit|um|los)zu[a-zäöüß]+e?n\b"),
    "en": re.compile(r"\bto\s+[a-z]+\b"),
}
_PLANS: dict[Language, str] = {
    "de": "plant planen plante will wollen wolle soll sollen solle beabsichtigt beabsichtigen erwägt erwägen vorbereiten "
    "angesetzt vorgesehen voraussichtlich angekündigt verspricht versprach",
    "en": "plans planned planning intends intend intended will would shall aims proposes considers considering",
}
