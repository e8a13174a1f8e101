"""The gate for free text: every number, bound, name, negation and hedge in it must be in what it cites."""

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.grounding.amounts import amounts_in, numbers_in, same_bound, same_number
from summarizer.grounding.names import derived, find_name, is_name, stands
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import (
    FUNCTION_WORDS,
    HEARSAY,
    Token,
    clause,
    content_words,
    is_hedge,
    is_negation,
    scoped,
    stem,
    tokens,
)
from summarizer.numerals import Amount, find_amounts, find_numbers, same_value
from summarizer.schemas import Language, Verdict

if TYPE_CHECKING:
    from summarizer.grounding.reasons import Reason

LEAST_SHARE = 0.25
"""Share of the words that carry meaning which a free text must share with what it cites; a paraphrase shares names and nouns."""


def check_text(text: str, citation: Citation, names: Sequence[str] = ()) -> Verdict:
    """Return "exact" where `text` stands in the cited sentences, "normalised" or "checked"; raises Unsupported.

    `names` are the names of the draft's actors: what is a word elsewhere is a name here.
    """
    found = citation.find(text)
    words = tokens(text, citation.language)
    if not words:
        raise Unsupported("not_found", "no_words")
    _check_numbers(text, citation)
    if found:
        _check_cut(found, citation)
        return found.verdict
    _check_names(text, words, citation, names)
    _check_markers(words, citation)
    _check_share(text, words, citation)
    return "checked"


def _check_cut(found: Found, citation: Citation) -> None:
    """Check that a verbatim text is not cut so that a negation or hedge of its clause stays outside."""
    sentence = citation.sentence_at(found.start)
    own = [clause(citation.source.text, position, sentence.start, sentence.end) for position in (found.start, found.end - 1)]
    for marker, word, kind in scoped(citation.source.tokens[sentence.number - 1], citation.language):
        outside = not found.covers(marker.start)
        if outside and (
            found.covers(word.start) or (kind == "negation" and any(start <= marker.start < end for start, end in own))
        ):
            said = citation.source.text[min(marker.start, word.start) : max(marker.end, word.end)]
            raise Unsupported(kind, "dropped", at=[sentence], text=said, word=marker.text)


def _check_share(text: str, words: list[Token], citation: Citation) -> None:
    """Check that a free text is about what it cites: that it shares some of its words."""
    wanted = content_words(words, citation.language)
    if len(wanted) > 2 and sum(
        token.stem in citation.stems or stands(token, citation.tokens) for token in wanted
    ) < LEAST_SHARE * len(wanted):
        raise Unsupported("not_found", "no_content", at=citation.sentences, claimed=text)


def _check_numbers(text: str, citation: Citation) -> None:
    """Check that every number stands in the cited sentences, with its bound and its unit."""
    language = citation.language
    cited_numbers = [number for sentence in citation.sentences for number in numbers_in(sentence.text, language)]
    cited_amounts = [amount for sentence in citation.sentences for amount in amounts_in(sentence.text, language)]
    for number in find_numbers(text, language):
        if not any(same_number(number, other) for other in (*cited_numbers, *cited_amounts)):
            raise Unsupported("number", "other_number", at=citation.sentences, claimed=number.text, text=_numbers_of(cited_numbers))
    for amount in find_amounts(text, language):
        same = [other for other in cited_amounts if same_number(amount, other)]
        if same and not any(same_bound(amount, other) for other in same):
            raise Unsupported("bound", "other_bound", at=citation.sentences, claimed=amount.text, text=same[0].text)
        if same and not any(amount.unit is None or amount.unit == other.unit or same_value(amount, other) for other in same):
            raise Unsupported("unit", "other_unit", at=citation.sentences, claimed=amount.text, text=same[0].text)


def _numbers_of(numbers: list[Amount]) -> str:
    """Return the numbers of the cited sentences for a reason."""
    return ", ".join(number.text for number in numbers[:6]) or "–"


def _check_names(text: str, words: list[Token], citation: Citation, names: Sequence[str]) -> None:
    """Check that every name stands in the cited sentences, in any inflection."""
    cited = citation.tokens
    known = {token.stem for name in names for token in tokens(name, citation.language) if token.text[:1].isupper()}
    first = True
    for index, token in enumerate(words):
        starts, first = first, _ends_sentence(text, token)
        if token.text.isdigit() or token.stem in citation.stems or (len(token.text) == 1 and not token.text.isupper()):
            continue
        if not token.text.isupper() and len(token.text) > 3 and stands(token, cited):
            continue
        named = _is_pair(index, words, text, citation) or (token.stem in known and token.text[:1].isupper())
        if not (named or is_name(token, citation.language, first=starts)):
            continue
        if any(True for _ in find_name([token], cited, citation.source.text)) or any(
            derived(token.text, other.text) for other in cited
        ):
            continue
        reason: Reason = "name_elsewhere" if token.stem in citation.source.stems else "no_name"
        raise Unsupported("name", reason, at=citation.sentences, claimed=token.text)


def _is_pair(index: int, words: list[Token], text: str, citation: Citation) -> bool:
    """Say whether a word and one beside it are both capitalised and both not in what is cited: first name and last name."""
    token = words[index]
    for other in (*words[max(0, index - 1) : index], *words[index + 1 : index + 2]):
        one, two = sorted((token, other), key=lambda word: word.start)
        joined = text[one.end : two.start].isspace() and one.text[:1].isupper() and two.text[:1].isupper()
        if joined and other.stem not in citation.stems and other.text.lower() not in FUNCTION_WORDS[citation.language]:
            return True
    return False


def _ends_sentence(text: str, token: Token) -> bool:
    """Say whether the next word begins a sentence or a quotation."""
    after = text[token.end : token.end + 3].strip()
    return after[:1] in {".", "!", "?", ":", "„", "“", '"', "»", "–"}


def _check_markers(words: list[Token], citation: Citation) -> None:
    """Check that no negation or hedge of a word is dropped, and no negation added."""
    language = citation.language
    negated = any(is_negation(token, language) for token in words)
    hedged = any(is_hedge(token, language) or token.text.lower() in HEARSAY for token in words)
    used = {token.stem for token in words}
    opposite = {token.text.lower() for token in words}
    for marker, word, kind in scoped(citation.tokens, language):
        if word.stem not in used or f"un{word.text.lower()}" in opposite:
            continue
        if not (negated if kind == "negation" else hedged):
            piece = citation.source.text[min(marker.start, word.start) : max(marker.end, word.end)]
            raise Unsupported(kind, "dropped", at=citation.sentences, text=piece, word=marker.text)
    own = {token.stem for token in words}
    said = [
        token
        for token in citation.tokens
        if is_negation(token, language) or (_is_denial(token, language) and token.stem not in own)
    ]
    for marker, word, kind in scoped(words, language):
        if kind == "negation" and not (said and _denies(word, citation)):
            raise Unsupported("negation", "added_negation", at=citation.sentences, word=marker.text)


def _denies(word: Token, citation: Citation) -> bool:
    """Say whether the cited sentences negate a word, in its clause or by a verb of denial; a word they lack, anywhere."""
    text = citation.source.text
    for sentence in citation.sentences:
        words = citation.source.tokens[sentence.number - 1]
        places = [token for token in words if token.stem == word.stem]
        denied = any(_is_denial(token, citation.language) for token in words)
        if denied or (not places and any(is_negation(token, citation.language) for token in words)):
            return True
        for place in places:
            start, end = clause(text, place.start, sentence.start, sentence.end)
            if any(is_negation(token, citation.language) and start <= token.start < end for token in words):
                return True
    return False


def _is_denial(token: Token, language: Language) -> bool:
    """Say whether a word denies without "not": un-, -los, ablehnen, deny."""
    lower = token.text.lower()
    return bool(_AFFIXED[language].search(token.text)) or token.stem in _denial_stems(language) or lower in {"zurück", "abgelehnt"}


@functools.cache
def _denial_stems(language: Language) -> frozenset[str]:
    """Return the stems of words that deny."""
    return frozenset(stem(word, language) for word in _DENIALS[language].split())


_AFFIXED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"^un(?!ter|s|d$|d\w{0,2}$|gef)[a-zäöüß]{4,}$|[a-zäöüß]{3,}(?:los|frei)(?:e[nmrs]?)?$"),
    "en": re.compile(r"^(?:un(?!der|it|i|til|less)|non)[a-z]{4,}$|[a-z]{3,}less$"),
}
_DENIALS: dict[Language, str] = {
    "de": "lehnen lehnte lehnt abgelehnt ablehnen verneinte verneint dementierte dementiert bestritt bestreitet "
    "verweigerte verweigert "
    "scheiterte "
    "scheitert gescheitert fehlt fehlen fehlte verbietet verboten verbot untersagt gestoppt stoppt verliert verzichtet "
    "ausgeschlossen schließt",
    "en": "deny denied denies reject rejected rejects refuse refused refuses fail failed fails lack lacks lacked "
    "ruled declined declines banned",
}


def check_denied(text: str, citation: Citation) -> None:
    """Check that what somebody denies is not told as so: a text with the words behind a denial denies too; raises Unsupported."""
    language = citation.language
    words = tokens(text, language)
    if any(is_negation(token, language) or _is_denial(token, language) or _DENYING[language].match(token.text) for token in words):
        return
    own = {token.stem for token in content_words(words, language)}
    for sentence in citation.sentences:
        verb = _DENYING_VERB[language].search(sentence.text)
        if not verb:
            continue
        behind = [token for token in citation.source.tokens[sentence.number - 1] if token.start >= sentence.start + verb.end()]
        shared = own & {token.stem for token in content_words(behind, language)}
        if len(shared) > 1 or (shared and shared == own):
            raise Unsupported("negation", "dropped", at=[sentence], text=verb.group(), word=verb.group())


_DENYING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:zurück|zurückweis|dementi|bestreit|bestritt|leugne|widers|vorw[uü]rf|streit|strittig)", re.I),
    "en": re.compile(r"(?:den(?:y|ies|ied|ial)|disput|reject|dismiss|contradict|accus|alleg)", re.I),
}
_DENYING_VERB: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:bestritt(?:en)?|bestreite[nt]|dementier(?:t|te|ten|en)|leugne(?:t|te|ten|n)|(?:wies(?:en)?|weis(?:t|en))\s[^,;:]*?\bzurück)\b"
    ),
    "en": re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing))\b"),
}
