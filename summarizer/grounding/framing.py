"""The sentence around what is said, and who stands in it as the one who speaks."""

import bisect
import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.grounding.cues import cue_places, is_source_cue, saying_verbs, says
from summarizer.grounding.names import base_name, find_name
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.subjects import Span, can_speak, is_clause, is_connected
from summarizer.grounding.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    NAME_REACH,
    PREPOSITIONS,
    SENTENCE_ADVERBS,
    Token,
    tokens,
)
from summarizer.schemas import Language, Sentence

_INDEFINITE: dict[Language, frozenset[str]] = {
    "de": frozenset("ein eine einem einen einer eines".split()),
    "en": frozenset("a an".split()),
}

SUBJECT_PRONOUNS: dict[Language, frozenset[str]] = {
    "de": frozenset("er sie wir ich diese dieser".split()),
    "en": frozenset("he she they we i".split()),
}

_AND = frozenset({"und", "and", "sowie"})

_APPOSITION = re.compile(r"\s*[,()]\s*")


class Frame(NamedTuple):
    """The sentence around what is said: its words outside the content, and where the words of the cue stand among them."""

    sentence: Sentence
    words: Sequence[Token]
    verbs: Sequence[Token]
    by_source: bool


@functools.lru_cache(maxsize=2_048)
def speaker_name(speaker: str, language: Language) -> tuple[Token, ...]:
    """Return the words of a speaker without a leading article."""
    words = tuple(tokens(base_name(speaker) if language == "en" else speaker, language))
    while words and words[0].text.lower() in DETERMINERS[language] | _INDEFINITE[language]:
        words = words[1:]
    return words


def frame_of(home: Sentence, cue: str | None, content: Found | None, citation: Citation) -> Frame:
    """Return the cited sentence that has the cue, nearest to the content; the content's own where none has."""
    cued = tokens(cue or "", citation.language)
    for sentence in sorted(citation.sentences, key=lambda one: (abs(one.number - home.number), one.number)):
        words = words_outside(sentence, content, citation)
        places = cue_places(cued, words)
        if places and abs(sentence.number - home.number) <= NAME_REACH:
            if any(token.text.lower().startswith("eigen") for token in cued):
                words = list(citation.source.tokens[sentence.number - 1])
            verbs = [token for token in words if token.stem in {word.stem for word in cued}]
            by_source = is_source_cue(cued, citation.language) or any(token.text.lower() == "man" for token in words)
            return Frame(sentence, words, verbs, by_source)
    return Frame(home, words_outside(home, content, citation), (), is_source_cue(cued, citation.language))


def saying_frame(sentence: Sentence, citation: Citation) -> Frame:
    """Return the frame of a sentence by its own verbs of saying, outside quotations."""
    words = words_outside(sentence, None, citation)
    return Frame(sentence, words, saying_verbs(words, citation.language), by_source=False)


def words_outside(sentence: Sentence, content: Found | None, citation: Citation) -> list[Token]:
    """Return the words of a sentence that are not in the content, and in no longer quotation."""
    words = citation.source.tokens[sentence.number - 1]
    quoted = [span for span in citation.source.quotations_in(sentence.start, sentence.end) if span[1] - span[0] > SHORT_QUOTE]
    return [
        token
        for token in words
        if not (content and content.covers(token.start)) and not any(start <= token.start < end for start, end in quoted)
    ]


SHORT_QUOTE = 40
"""Characters of a quotation that may be a newspaper's name, with the one who speaks inside."""


def spans_of(name: Sequence[Token], words: Sequence[Token], citation: Citation) -> list[Span]:
    """Return where words name somebody; its last or first word will do where the article has the whole."""
    text = citation.source.text
    found = _found_among(name, words, citation) or _abbreviated(name, words)
    if found or len(name) < 2 or not all(token.stem in citation.source.stems for token in name):
        return found
    if name[-1].text[:1].isupper():
        found = _found_among(name[-1:], words, citation)
    if not found and name[0].text[:1].isupper():
        found = [span for span in find_name(name[:1], words, text) if not text[span[1] : span[1] + 2].strip()[:1].isupper()]
    return found


def _abbreviated(name: Sequence[Token], words: Sequence[Token]) -> list[Span]:
    """Return where words give a name by its letters: "EZB" for "Europäische Zentralbank", "BGH" for "Bundesgerichtshof"."""
    initials = "".join(token.text[0] for token in name if token.text[0].isupper())
    letters = "".join(token.text for token in name).lower()
    return [
        (token.start, token.end)
        for token in (words if initials else ())
        if token.text.isupper()
        and 2 <= len(token.text) <= LONGEST_ABBREVIATION
        and token.text[0] == initials[0]
        and len(letters) > 2 * len(token.text)
        and _in_order(initials, token.text)
        and _in_order(token.text.lower(), letters)
    ]


LONGEST_ABBREVIATION = 6


def _in_order(letters: str, text: str) -> bool:
    """Say whether letters stand in a text, in order."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _found_among(name: Sequence[Token], words: Sequence[Token], citation: Citation) -> list[Span]:
    """Return where words read as a name; most names are told to be elsewhere without looking at the words."""
    places = citation.source.places_of(name)
    at = bisect.bisect_left(places, (words[0].start, 0)) if words else len(places)
    near = at < len(places) and places[at][0] < words[-1].end
    return list(find_name(name, words, citation.source.text)) if near else []


def speaks(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation) -> bool:
    """Say whether a name stands in the frame as the one who speaks."""
    return any(is_subject(span, speaker, frame, citation) for span in phrases(speaker, name, frame, citation))


def phrases(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation) -> list[Span]:
    """Return where a speaker is named; of "Kerr, the judge" or "Kerr (SPD)" the first part, where the rest is there too."""
    cut = _APPOSITION.search(speaker)
    if not cut:
        return spans_of(name, frame.words, citation)
    rest = [tokens(part, citation.language) for part in _APPOSITION.split(speaker)[1:]]
    if not all(any(True for _ in find_name(part, frame.words, citation.source.text)) for part in rest if part):
        return []
    return spans_of([token for token in name if token.start < cut.start()], frame.words, citation)


def is_subject(span: Span, name: str, frame: Frame, citation: Citation) -> bool:
    """Say whether the name at `span` may be the subject of the cue, or the source behind it."""
    text, language = citation.source.text, citation.language
    if not (frame.by_source or can_speak(span, name, frame.words, text, language)):
        return False
    if not frame.verbs:
        return True
    return any(
        (is_connected(span, verb, text) or (span[1] <= verb.start and _is_second(verb, frame)))
        and (frame.by_source or (_is_put_in(span, verb, frame, text) and not _has_subject(verb, span, frame, citation)))
        for verb in frame.verbs
    )


def _is_second(verb: Token, frame: Frame) -> bool:
    """Say whether a verb goes on with the subject of the one before it: "…, betonte aber", "and asked", "adding"."""
    at = next(index for index, token in enumerate(frame.words) if token.start == verb.start)
    before = {token.text.lower() for token in frame.words[max(0, at - 1) : at]}
    behind = {token.text.lower() for token in frame.words[at + 1 : at + 2]}
    return bool(before & _JOINING or behind & _CONTRASTING) or verb.text.endswith("ing")


_JOINING = frozenset("und and but sowie".split())
_CONTRASTING = frozenset("aber jedoch allerdings".split())
_PUT_IN = re.compile(
    r"[“”\"»«]?(?:\s+(?:of|from|at|for|in|von|vom|der|des|aus|bei|im)\s+[^,;:()]{1,60})?\s*(?:[,(–—](?:.*[,)–—])?(?:\s+(?!(?:the|an?|der|die|das|eine?|its|his|her|sein|ihr)\s)(?:[a-zäöüß]+|[A-Z][a-z]+day|(?:in|im|aus|at|from)\s+[A-ZÄÖÜ][\w-]+)){0,3})?"
    r"\s*",
    re.S,
)


def _is_put_in(span: Span, verb: Token, frame: Frame, text: str) -> bool:
    """Say whether what stands between a subject and the verb behind it, where parted by marks, is one thing put in.

    A second verb has the subject of the first: "X bestätigte Entführungen nicht, versprach aber …".
    """
    if span[1] > verb.start or is_clause(span[1], verb.start, text):
        return True
    if _is_second(verb, frame):
        return True
    return bool(_PUT_IN.fullmatch(text, span[1], verb.start))


def _has_subject(verb: Token, span: Span, frame: Frame, citation: Citation) -> bool:
    """Say whether the verb before a name has its subject already: a pronoun beside it, "and" before it; in English any word."""
    if verb.start > span[0] or not says(verb, citation.language):
        return False
    at = next(index for index, token in enumerate(frame.words) if token.start == verb.start)
    pronouns = SUBJECT_PRONOUNS[citation.language]
    before = frame.words[at - 1] if at and is_clause(frame.words[at - 1].end, verb.start, citation.source.text) else None
    after = frame.words[at + 1] if at + 1 < len(frame.words) else None
    if (before and before.text.lower() in pronouns | _AND) or (after and after.text.lower() in pronouns):
        return True
    if citation.language == "en":
        return bool(before and before.text[-2:] != "ly")
    return _opens_with_subject(at, frame, citation)


def _opens_with_subject(at: int, frame: Frame, citation: Citation) -> bool:
    """Say whether a German clause opens with a noun phrase that can only be the subject of the verb behind it."""
    text, first = citation.source.text, at
    while first and is_clause(frame.words[first - 1].end, frame.words[first].start, text):
        first -= 1
    opening = frame.words[first:at]
    if not opening or not opening[-1].text[:1].isupper():
        return False
    head, following = opening[0], opening[min(1, len(opening) - 1)].text
    lower = head.text.lower()
    if lower in {"der", "ein"}:
        return lower == "der" or following.endswith("er") or following[:1].isupper()
    named = head.text[:1].isupper() and lower not in PREPOSITIONS["de"] | DETERMINERS["de"] | SENTENCE_ADVERBS["de"]
    return named and lower not in _INDEFINITE["de"] | FUNCTION_WORDS["de"] and all(word.text[:1].isupper() for word in opening)


def rival_of(name: Sequence[Token], frame: Frame, citation: Citation, others: Sequence[str]) -> str | None:
    """Return somebody else who is rather the subject of the cue than the speaker."""
    mine = [span for span in spans_of(name, frame.words, citation) if is_subject(span, "", frame, citation)]
    if not frame.verbs or not mine:
        return None
    for other in others:
        for span in spans_of(speaker_name(other, citation.language), frame.words, citation):
            if any(_is_title(other, span, own, citation) for own in mine):
                continue
            if is_subject(span, other, frame, citation) and all(_is_nearer(span, own, frame, citation.source.text) for own in mine):
                return other
    return None


def _is_title(other: str, span: Span, own: Span, citation: Citation) -> bool:
    """Say whether words that name somebody elsewhere are part of a title here: "DWD-Meteorologin Anna Weber", "Richter Weber"."""
    between = citation.source.text[span[1] : own[0]]
    noun = other.split(maxsplit=1)[0].lower() in DETERMINERS[citation.language] | _INDEFINITE[citation.language]
    return bool(re.fullmatch(r"-[\w-]+\s+", between)) or (noun and between.isspace())


def _is_nearer(other: Span, own: Span, frame: Frame, text: str) -> bool:
    """Say whether another name is rather the subject: before the verb, first behind it, or alone in its clause."""
    between = text[min(other[1], own[1]) : max(other[0], own[0])].strip()
    if other[0] <= own[0] < other[1] or own[0] <= other[0] < own[1] or between in {"und", "and", "sowie", "&", "/", "-"}:
        return False
    verb = min(frame.verbs, key=lambda one: abs(one.start - own[0]))
    if frame.by_source:
        return abs(other[0] - verb.start) < abs(own[0] - verb.start)
    if other[0] < verb.start < own[0]:
        return True
    if verb.start < other[0] < own[0]:
        return "," not in between
    return own[0] < other[0] < verb.start and "," in between and "," not in text[other[1] : verb.start]
