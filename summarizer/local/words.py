"""Words of a text, and what can be seen of each without a model: its shape, the quotation marks around it, its class.

The head was trained on exactly these numbers: a change here asks for `make train`.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from summarizer.schemas import Sentence

Span = tuple[int, int]
Features = NDArray[np.int8]

SHAPES, CLASSES, FLAGS = 16, 6, 4
"""How many values each of the three features of a word can take."""

_WORD = re.compile(r"\w+(?:[-'’&]\w+)*|[^\w\s]")
_PUNCTUATION = '.,"„“():'
# What ends a quotation that a mark began: “ closes in German and opens in English, »so« is German and « so » French.
_CLOSERS = {"„": '“”"', "“": '”“"', "”": "”", '"': '"“”', "»": "«", "«": "»", "›": "‹", "‹": "›", "‘": "’", "‚": "‘’", "'": "'’"}
_SINGLE = "‘'"
_BLANK_LINE = re.compile(r"\n\s*\n")

# Stems, so that one entry covers most forms. Told apart because each asks for content in another place.
_SPEECH = re.compile(
    r"(?:sag|gesagt|sprach|sprich|spreche|erklär|teilt|mitgeteilt|mitteil|beton|kündig|angekündigt|ankündig|bericht|forder|gefordert"
    r"|kritisier|warn|gewarnt|bezeichn|nann|nenn|äußer|geäußert|mein|hieß|heißt|behaupt|bestätig|versich|verwies|verweis|räum"
    r"|eingeräum|wies$|weis[te]|hoff|glaub|vermut|gab|lob|vorw|vorgeworf|warf|wirf|bekräft|unterst|füg|schrieb|schreib|rief|ruf|appell"
    r"|plädier|verlang|droh|gedroh|beschuldig|dement|kommentier|zitier|antwort|frag|entgegn|schätz|rechne|erwart|fand|sieht|sah$|meld"
    r"|say|said|tell|told|announc|claim|den[iy]|warn|add|call|urg|argu|insist|report|confirm|stat(?:e[ds]?|ing)$|explain|suggest"
    r"|accus|admit|describ|demand|wrote|write|ask|repl|respond|predict|estimat|expect|promis|vow|pledg|stress|not(?:e[ds]?|ing)$)",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:laut|zufolge|nach|angaben|demnach|danach|so|according|aussagen?|worten|ansicht|quellen?|sources?)$", re.IGNORECASE
)
_JOIN = re.compile(r"(?:dass|daß|ob|that|whether)$", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:er|sie|es|ihm|ihr|dieser|diese|he|she|they|it|who)$", re.IGNORECASE)
_REPORTED = re.compile(
    r"(?:seie?n?|sei|habe|hätten?|werden?|würden?|könnt?en?|müss(?:e|ten?)|solle|wolle|dürf(?:e|ten?)|gebe|gäben?|käme?n?|bleibe|gehe|stehe"
    r"|wisse|lasse|komme|mache|liege|brauche|would|had|could)$",
    re.IGNORECASE,
)


def word_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the spans of words and of single punctuation marks.

    >>> [text[slice(*span)] for text in ["US-Truppen, sagte er."] for span in word_spans(text)]
    ['US-Truppen', ',', 'sagte', 'er', '.']
    """
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]


def word_features(text: str, words: Sequence[Span], sentences: Sequence[Sentence]) -> Features:
    """Return shape, class and flags of each word, an array of len(words) × 3; `words` and `sentences` in order of the text."""
    starts = {sentence.start for sentence in sentences}
    quoted = quoted_words(text, words, wrapped=is_wrapped(sentences))
    rows = [
        (_shape(word), _class(word), 2 * inside + (span[0] in starts or _opens_sentence(text, span[0], starts)))
        for span, inside in zip(words, quoted, strict=True)
        for word in [text[slice(*span)]]
    ]
    return np.array(rows, dtype=np.int8).reshape(len(rows), 3)


def is_wrapped(sentences: Sequence[Sentence]) -> bool:
    """Say whether lines end inside sentences: then only a blank line ends a paragraph."""
    return any("\n" in sentence.text for sentence in sentences)


def ends_paragraph(gap: str, *, wrapped: bool) -> bool:
    """Say whether the white space between two words holds the end of a paragraph."""
    return bool(_BLANK_LINE.search(gap)) if wrapped else "\n" in gap


def quoted_words(text: str, words: Sequence[Span], *, wrapped: bool = False) -> list[bool]:
    """Say of each word whether it stands inside quotation marks; the end of a paragraph closes what was left open.

    >>> quoted_words('Er: „Ja.“ So', [(0, 2), (2, 3), (4, 5), (5, 7), (7, 8), (8, 9), (10, 12)])
    [False, False, False, True, True, False, False]
    """
    found: list[bool] = []
    closers = ""
    before = 0
    for start, end in words:
        if ends_paragraph(text[before:start], wrapped=wrapped):
            closers = ""
        mark = text[start:end]
        if closers:
            found.append(mark not in closers)
            closers = "" if mark in closers else closers
        else:
            found.append(False)
            closers = _CLOSERS.get(mark, "") if _may_open(text, start, end) else ""
        before = end
    return found


def _may_open(text: str, start: int, end: int) -> bool:
    """Say whether a mark may open a quotation: an apostrophe, as in '90s or workers', may not."""
    if text[start:end] not in _SINGLE:
        return True
    return not text[start - 1 : start].isalnum() and text[end : end + 1].isalpha()


def _opens_sentence(text: str, start: int, starts: set[int]) -> bool:
    """Say whether only an opening quotation mark stands between the start of a sentence and here."""
    return start - 1 in starts and not text[start - 1].isalnum()


def _shape(word: str) -> int:
    """Return one of 16 classes of what a word looks like."""
    if len(word) == 1 and not word.isalnum():
        return 7 + _PUNCTUATION.index(word) if word in _PUNCTUATION[:7] else 14
    if word.isalpha():
        if word.islower():
            return 0
        if word.isupper():
            return 1 if len(word) > 1 else 2
        return 3 if word[0].isupper() and word[1:].islower() else 4
    if word.isdigit():
        return 5
    if any(character.isdigit() for character in word):
        return 6
    return 15 if word[0].isupper() else 0


def _class(word: str) -> int:
    """Return the class of a word that matters for reported speech, 0 for most."""
    for number, pattern in enumerate((_SOURCE, _JOIN, _REPORTED, _PRONOUN, _SPEECH), 1):
        if pattern.match(word):
            return number
    return 0
