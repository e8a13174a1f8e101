"""The gate for free text: every number, bound, name, negation and hedge in it must be in what it cites."""

import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarizer.grounding.amounts import amounts_in, numbers_in, same_bound, same_number
from summarizer.grounding.capitals import is_capital
from summarizer.grounding.cast import Others
from summarizer.grounding.counted import FACTOR
from summarizer.grounding.lines import check_claims
from summarizer.grounding.markers import check_markers
from summarizer.grounding.modality import check_fact
from summarizer.grounding.names import SHORT_FORMS, derived, find_name, forms, is_common_noun, is_name, same_word, stands
from summarizer.grounding.ordinals import check_ordinals
from summarizer.grounding.rounding import is_rounded
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.support import around, line_words, support_of
from summarizer.grounding.tidying import tidy_words
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import (
    FUNCTION_WORDS,
    PREPOSITIONS,
    Token,
    clause,
    content_words,
    tokens,
)
from summarizer.numerals import Amount, same_value
from summarizer.schemas import Verdict

if TYPE_CHECKING:
    from summarizer.grounding.reasons import Reason

LEAST_SHARE = 0.25
"""Share of the words that carry meaning which a free text must share with what it cites; a paraphrase shares names and nouns."""


def check_text(text: str, citation: Citation, others: Others, *, as_fact: bool = True) -> Verdict:
    """Return "exact" where `text` stands in the cited sentences, "normalised" or "checked"; raises Unsupported.

    `others` are who the draft names: what is a word elsewhere is a name here. `as_fact` is false where a status beside
    the text says that it has not happened.
    """
    found = citation.find(text)
    words = tokens(text, citation.language)
    if not words:
        raise Unsupported("not_found", "no_words")
    _check_numbers(tidy_words(text), citation)
    if found:
        _check_cut(found, citation)
        if as_fact and _is_part(found, citation):
            check_fact(line_words(text, citation.language), text, support_of(citation, citation.sentences), citation)
        return found.verdict
    check_ordinals(tidy_words(text), citation)
    _check_names(text, words, citation, others.near(forms(token.text) for token in words).names)
    check_markers(words, text, citation)
    _check_share(text, words, citation)
    check_claims(text, words, citation, as_fact=as_fact)
    return "checked"


def _is_part(found: Found, citation: Citation) -> bool:
    """Say whether a verbatim text leaves out words of its sentence, which may be those that leave it open."""
    sentence = citation.sentence_at(found.start)
    words = citation.source.tokens[sentence.number - 1]
    return any(not found.covers(token.start) for token in words)


def _check_cut(found: Found, citation: Citation) -> None:
    """Check that a verbatim text is not cut so that a negation or hedge of its clause stays outside."""
    sentence = citation.sentence_at(found.start)
    own = [clause(citation.source.text, position, sentence.start, sentence.end) for position in (found.start, found.end - 1)]
    for marker, word, kind in citation.source.scopes(sentence.number):
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
        token.stem in citation.stems or stands(token, citation.words) for token in wanted
    ) < LEAST_SHARE * len(wanted):
        raise Unsupported("not_found", "no_content", at=citation.sentences, claimed=text)


def _check_numbers(text: str, citation: Citation) -> None:
    """Check that every number stands in the cited sentences, with its bound and its unit."""
    language = citation.language
    cited_numbers = [number for sentence in citation.sentences for number in numbers_in(sentence.text, language)]
    cited_amounts = [amount for sentence in citation.sentences for amount in amounts_in(sentence.text, language)]
    said = ", ".join(number.text for number in cited_numbers[:6]) or "–"
    for number in numbers_in(text, language):
        if number.text == "einigen" or _is_ratio(number, cited_numbers):
            continue
        claims = [number, *(one for one in amounts_in(text, language) if number.start < one.end and one.start < number.end)]
        if not any(same_number(number, other) for other in (*cited_numbers, *cited_amounts)) and not any(
            is_rounded(claim, other) for claim in claims for other in cited_amounts
        ):
            raise Unsupported("number", "other_number", at=citation.sentences, claimed=number.text, text=said)
    for amount in amounts_in(text, language):
        same = [other for other in cited_amounts if same_number(amount, other)]
        if same and not any(same_bound(amount, other) for other in same) and not _is_topic(amount, text):
            raise Unsupported("bound", "other_bound", at=citation.sentences, claimed=amount.text, text=same[0].text)
        if same and not any(amount.unit is None or amount.unit == other.unit or same_value(amount, other) for other in same):
            raise Unsupported("unit", "other_unit", at=citation.sentences, claimed=amount.text, text=same[0].text)


def _is_topic(amount: Amount, text: str) -> bool:
    """Say whether "über" or "over" before a number only says what something is about: "Berichte über 21 Tote"."""
    return amount.bound == "more_than" and bool(_ABOUT.search(text[: amount.start]))


_ABOUT = re.compile(
    r"(?:berichte|meldung(?:en)?|gerüchte?|streit|debatte|nachricht(?:en)?|spekulation(?:en)?|dispute|row|debate)\s+$", re.I
)


def _is_ratio(number: Amount, cited: Sequence[Amount]) -> bool:
    """Say whether a number is a multiple, and two cited numbers have that ratio: "von 17 auf 34", "verdoppelt"."""
    if number.unit != FACTOR or not number.low:
        return False
    values = [other.low for other in cited if other.low]
    return any(one == other * number.low or other == one * number.low for one in values for other in values if one != other)


def _check_names(text: str, words: list[Token], citation: Citation, names: Sequence[str]) -> None:
    """Check that every name stands in the cited sentences, in any inflection."""
    cited = citation.tokens
    support = support_of(citation, [*citation.sentences, *around(citation)])
    _check_full_names(words, text, citation, names)
    known = {token.stem for name in names for token in tokens(name, citation.language) if token.text[:1].isupper()}
    first = True
    for index, token in enumerate(words):
        starts, first = first, _ends_sentence(text, token)
        if token.text.isdigit() or token.stem in citation.stems or (len(token.text) == 1 and not token.text.isupper()):
            continue
        if not token.text.isupper() and len(token.text) > 3 and stands(token, citation.words):
            continue
        if starts and token.text.lower() in PREPOSITIONS[citation.language] and not token.text.isupper():
            # "Im Land leben …" is no first name and last name.
            continue
        named = _is_pair(index, words, text, citation) or (token.stem in known and token.text[:1].isupper())
        if not (named or is_name(token, citation.language, first=starts)):
            continue
        if any(True for _ in find_name([token], cited, citation.source.text)) or any(
            derived(token.text, other.text) for other in citation.words
        ):
            continue
        if is_capital(token, text, citation):
            continue
        if (not named and support.means(token)) or _is_abbreviated(token, citation):
            continue
        reason: Reason = "name_elsewhere" if token.stem in citation.source.stems else "no_name"
        raise Unsupported("name", reason, at=citation.sentences, claimed=token.text)


def _is_abbreviated(token: Token, citation: Citation) -> bool:
    """Say whether a word in capitals is what names beside each other begin with: RSF, Rapid Support Forces."""
    letters = token.text
    if not letters.isupper() or len(letters) < 2:
        return False
    if letters in SHORT_FORMS and any(SHORT_FORMS[letters].search(sentence.text) for sentence in citation.sentences):
        return True
    initials = "".join(other.text[0] if other.text[0].isupper() else " " for other in citation.tokens)
    return letters in initials


def _check_full_names(words: list[Token], text: str, citation: Citation, names: Sequence[str]) -> None:
    """Check that no first name of one of the draft's persons stands before the last name of another."""
    full = [name.split() for name in names if len(name.split()) > 1]
    for one, other in itertools.pairwise(words):
        if not (one.text[:1].isupper() and other.text[:1].isupper() and text[one.end : other.start].isspace()):
            continue
        firsts = [name for name in full if same_word(name[0], one.text)]
        lasts = [name for name in full if same_word(other.text, name[-1])]
        mixed = firsts and lasts and not any(name in lasts for name in firsts)
        if mixed and not citation.source.places_of([one, other]):
            raise Unsupported("name", "no_name", at=citation.sentences, claimed=f"{one.text} {other.text}")


def _is_pair(index: int, words: list[Token], text: str, citation: Citation) -> bool:
    """Say whether a word and one beside it are both capitalised and both not in what is cited: first name and last name."""
    token = words[index]
    for other in (*words[max(0, index - 1) : index], *words[index + 1 : index + 2]):
        one, two = sorted((token, other), key=lambda word: word.start)
        joined = text[one.end : two.start].isspace() and one.text[:1].isupper() and two.text[:1].isupper()
        common = citation.language == "de" and is_common_noun(one.text) and is_common_noun(two.text)
        if (
            joined
            and not common
            and other.stem not in citation.stems
            and other.text.lower() not in FUNCTION_WORDS[citation.language]
        ):
            return True
    return False


def _ends_sentence(text: str, token: Token) -> bool:
    """Say whether the next word begins a sentence or a quotation."""
    after = text[token.end : token.end + 3].strip()
    return after[:1] in {".", "!", "?", ":", "„", "“", '"', "»", "–"}
