"""The status of an event: done, planned, announced, claimed or denied, as the sentences tell it."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.cues import attributions, says
from summarizer.grounding.denials import denies
from summarizer.grounding.modality import ATTRIBUTE, is_alleged
from summarizer.grounding.names import stands
from summarizer.grounding.occasions import is_past, lies_ahead
from summarizer.grounding.source import Citation
from summarizer.grounding.thesaurus import bases
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import SUBJUNCTIVES, Token, content_words, is_hedge, is_negation, is_reported, stem, tokens
from summarizer.schemas import DraftEvent, Language, Sentence, Status

LEAST_SHARED = 3
"""Words that a title shares with a clause which it rests on, at least; shorter titles share all."""
_NAMES: dict[Language, dict[Status, str]] = {
    "de": {"done": "geschehen", "planned": "geplant", "announced": "angekündigt", "claimed": "behauptet", "denied": "bestritten"},
    "en": {"done": "done", "planned": "planned", "announced": "announced", "claimed": "claimed", "denied": "denied"},
}


def check_status(draft: DraftEvent, citation: Citation) -> None:
    """Check that the sentences tell an event as what its status says; raises Unsupported.

    What is told as done must not be planned. Another status needs words for it: what has happened is neither planned nor
    announced, and what nobody says or doubts is neither claimed nor denied.
    """
    if draft.status == "done":
        _check_done(draft, citation)
    elif not any(_bears_out(draft, sentence, citation) for sentence in citation.sentences):
        status = _NAMES[citation.language][draft.status]
        raise Unsupported("status", "other_status", at=citation.sentences, claimed=draft.title, word=status)


def _bears_out(draft: DraftEvent, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a sentence has words for a status that is not done."""
    language, words = citation.language, citation.source.tokens[sentence.number - 1]
    match draft.status:
        case "denied":
            return denies(words, sentence.text, language) or any(is_negation(token, language) for token in words)
        case "claimed":
            return _is_said(words, sentence, citation)
        case _:
            text = citation.source.text
            told = bool(_PROSPECTS[language].search(sentence.text)) or is_reported(words, text, language)
            ahead = any(lies_ahead(span, words, text, language) for span in _clauses(sentence, language))
            return told or ahead or not any(is_past(one, language) for one in words)


def _is_said(words: Sequence[Token], sentence: Sentence, citation: Citation) -> bool:
    """Say whether somebody says, alleges or doubts something in a sentence."""
    language, source = citation.language, citation.source
    return (
        any(says(token, language) or is_hedge(token, language) or token.text in SUBJUNCTIVES for token in words)
        or is_alleged(words, language)
        or bool(attributions(sentence.text, language))
        or bool(source.quotations_in(sentence.start, sentence.end))
        or is_reported(words, source.text, language)
        or bool(_ASSERTS[language].search(sentence.text))
    )


_PROSPECTS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:will|wollen|wollten?|soll|sollen|sollten?|möchten?|würden?|wird|werden|bald|künftig\w*|demnächst|voraussichtlich|"
        r"(?:Aussicht|angesetzt|Termin|Auftakt|Zusage|Ultimatum|Frist|Plan|Pläne|Vorhaben|Absicht|Ziel|verschoben|vertagt)|"
        r"(?:\w{0,12}ge|be|er)?(?:plan|forder|verlang|droh|hoff|beantrag|erwart|prüf|erwäg|absichtig|prognos|rechne|zielt)\w*|"
        r"\w{0,4}kündig\w*|vorgesehen\w*|vorschl\w+|schlägt|schlug|verspr\w+|zug\w*sagt|warn\w*|zu\s[a-zäöüß]{2,30}en)\b",
        re.I,
    ),
    "en": re.compile(
        r"\b(?:will|would|shall|could|may|might|next|upcoming|deadline|notice|scheduled|slated|meant|ready|poised|due|set|about\s+to|"
        r"(?:plan|propos|intend|expect|hop|threat|demand|urg|seek|vow|promis|pledg|warn|fear|announc|aim|want|forecast|predict|"
        r"consider|postpon)\w*)\b",
        re.I,
    ),
}
"""Words that speak of what is to come."""
_ASSERTS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:reklamier\w+|rügt\w*|beanspruch\w+|bezichtig\w+|beschuldig\w+|sollen?|unbestätigt\w*|Bericht\w*)\b"),
    "en": re.compile(r"\b(?:claim\w*|blam\w+|accus\w+|believ\w+|unconfirmed|reportedly|seen\s+as|thought\s+to|could|may|might)\b"),
}


def _check_done(draft: DraftEvent, citation: Citation) -> None:
    """Check that what is only planned is not told as done: no plan word governs the clause that the title rests on."""
    language = citation.language
    title = {token.stem for token in tokens(draft.title, language)}
    best, words, ahead = 0, frozenset[str](), list[str]()
    for sentence in citation.sentences:
        for start, end in _clauses(sentence, language):
            inside = (token for token in citation.tokens if start <= token.start < end)
            clause = frozenset(token.stem for token in inside if not ATTRIBUTE.match(token.text))
            found = lies_ahead((start, end), citation.source.tokens[sentence.number - 1], citation.source.text, language)
            if found and len(title & clause) >= min(LEAST_SHARED, len(title)):
                ahead.append(found)
            if len(title & clause) > best:
                best, words = len(title & clause), clause
    if ahead:
        raise Unsupported("status", "only_planned", at=citation.sentences, claimed=draft.title, word=ahead[0])
    if announced := _announced(draft.title, citation):
        raise Unsupported("status", "only_planned", at=citation.sentences, claimed=draft.title, word=announced)
    planned = words & (_plan_stems(language) | _expected(citation))
    if planned:
        word = next(token.text for token in citation.tokens if token.stem in planned)
        raise Unsupported("status", "only_planned", at=citation.sentences, claimed=draft.title, word=word)


def _announced(title: str, citation: Citation) -> str | None:
    """Return the verb by which a sentence only announces or demands what a title names: "kündigte einen Streik an"."""
    language = citation.language
    wanted = content_words(tokens(title, language), language)
    if _ANNOUNCES[language].search(title) or any(_is_verb(token, language) for token in wanted):
        return None
    for sentence in citation.sentences:
        for start, end in _clauses(sentence, language):
            verb = _ANNOUNCES[language].search(citation.source.text, start, end)
            if verb is None:
                continue
            behind = [token for token in citation.tokens if verb.end() <= token.start < end]
            if not any(is_past(token, language) for token in behind) and all(stands(token, behind) for token in wanted):
                return verb.group()
    return None


def _is_verb(token: Token, language: Language) -> bool:
    """Say whether a word of a title is a verb beyond doubt."""
    if language == "en":
        return is_past(token, "en") or token.text.endswith("ing")
    return token.text.islower() and bases(token.text, "de")[0].endswith("n")


_ANNOUNCES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:(?:kündig|versprech|droh|forder|verlang|beantrag)(?:e|t|te|en|ten)|verspr(?:ach|icht)|angekündigt|gefordert|schlug|schlägt)\b"
    ),
    "en": re.compile(r"\b(?:announc|promis|pledg|threaten|demand|propos)(?:e|es|ed|s|ing)?\b|\bcall(?:s|ed)\s+for\b"),
}


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
_CLAUSE = re.compile(r"[,;:](?!\d)|(?<=[a-zäöüß])\.\s|\b(?:und|sowie|and|but|while)\b")
_INFINITIVE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\bzu\s+[a-zäöüß]+e?n\b|\b(?:ab|an|auf|aus|ein|vor|zurück|weiter|fest|nach|mit|um|los)zu[a-zäöüß]+e?n\b"),
    "en": re.compile(r"\bto\s+[a-z]+\b"),
}
_PLANS: dict[Language, str] = {
    "de": "plant planen plante will wollen wolle soll sollen solle beabsichtigt beabsichtigen erwägt erwägen vorbereiten "
    "angesetzt vorgesehen voraussichtlich angekündigt verspricht versprach",
    "en": "plans planned planning intends intend intended will would shall aims proposes considers considering",
}
