"""Numbers of a text changed: digits, scale, decimal comma, bound, unit, currency, and two of them exchanged."""

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.lies.lexicon import ADDED_BOUNDS, CURRENCIES, NUMBER_WORDS, SCALES, TURNED, UNITS
from summarizer.lies.wording import swap
from summarizer.numerals import Amount, find_amounts
from summarizer.numerals.words import ARTICLES
from summarizer.schemas import Language


class Changed(NamedTuple):
    """A changed text with the class of the change."""

    kind: str
    text: str


def change_numbers(text: str, language: Language) -> Iterator[Changed]:
    """Yield the text with one of its amounts changed in one respect; what it then says may still be true elsewhere.

    >>> [one.text for one in change_numbers("3,5 Tonnen", "de") if one.kind == "decimal comma moved"]
    ['35 Tonnen', '0,35 Tonnen']
    """
    for amount in find_amounts(text, language):
        for kind, words in (*_values(amount, text, language), *_bounds(amount, text, language), *_units(amount, language)):
            yield Changed(kind, text[: amount.start] + words + text[amount.end :])


def _values(amount: Amount, text: str, language: Language) -> Iterator[Changed]:
    """Yield an amount with another number."""
    before, after = text[amount.start : amount.number_start], text[amount.number_end : amount.end]
    number = text[amount.number_start : amount.number_end]
    for kind, changed in _numbers(number, language):
        yield Changed(kind, before + changed + after)


def _numbers(number: str, language: Language) -> Iterator[Changed]:
    """Yield other numbers than the one that is written."""
    digits = list(re.finditer(r"\d", number))
    if digits:
        first, last = digits[0], digits[-1]
        yield Changed("digit changed", number[: first.start()] + str(int(first.group()) % 9 + 1) + number[first.end() :])
        if len(digits) > 1:
            yield Changed("digit changed", number[: last.start()] + str((int(last.group()) + 5) % 10) + number[last.end() :])
        if len(digits) > 2 and digits[1].group() != digits[2].group():
            second, third = digits[1], digits[2]
            middle = third.group() + number[second.end() : third.start()] + second.group()
            yield Changed("digit changed", number[: second.start()] + middle + number[third.end() :])
    word = swap(number, NUMBER_WORDS[language])
    if word:
        yield Changed("number word changed", word)
    scale = swap(number, SCALES[language])
    if scale:
        yield Changed("scale changed", scale)
    mark, point = (r"\.", ",") if language == "de" else (",", r"\.")
    if match := re.fullmatch(rf"(\d{{1,3}}(?:{mark}\d{{3}})*)({mark}\d{{3}})", number):
        yield Changed("scale changed", number + match.group(2)[0] + "000")
        yield Changed("scale changed", match.group(1))
    if match := re.search(rf"(?<![\d.,])(\d+)({point})(\d{{1,2}})(?!\d)", number):
        whole, comma, part = match.groups()
        left = f"0{comma}{whole}{part}" if len(whole) == 1 else f"{whole[:-1]}{comma}{whole[-1]}{part}"
        for other in ((whole + part).lstrip("0") or "1", left):
            yield Changed("decimal comma moved", number[: match.start()] + other + number[match.end() :])


def _bounds(amount: Amount, text: str, language: Language) -> Iterator[Changed]:
    """Yield an amount with another bound; where a bound's reach is ambiguous both readings are true, and none is a lie."""
    if amount.ambiguous_bound:
        return
    words, rest = text[amount.start : amount.number_start], text[amount.number_start : amount.end]
    if amount.bound == "exact" and not words:
        # "ein" before a noun is hardly ever counted with a bound.
        if not re.match(r"(?:ein|one|an?)", rest, re.I):
            yield from (Changed("bound added", f"{bound} {rest}") for bound in ADDED_BOUNDS[language])
    elif amount.bound not in ("exact", "vague", "range") and words:
        yield Changed("bound dropped", rest)
        turned = swap(words, TURNED[language])
        if turned:
            yield Changed("bound turned", turned + rest)


def _units(amount: Amount, language: Language) -> Iterator[Changed]:
    """Yield an amount in another unit or currency."""
    for kind, table in (("unit swapped", UNITS), ("currency swapped", CURRENCIES)):
        changed = swap(amount.text, table[language])
        if changed:
            yield Changed(kind, changed)


def exchange_numbers(text: str, language: Language) -> Iterator[str]:
    """Yield the text with two of its numbers in each other's place, bounds and units left where they are.

    >>> list(exchange_numbers("341 stimmten dafür, 262 dagegen.", "de"))
    ['262 stimmten dafür, 341 dagegen.']
    """
    plain = [amount for amount in find_amounts(text, language) if amount.bound not in ("vague", "range")]
    for one, other in itertools.pairwise(plain):
        if one.stated == other.stated or _alternative(text[one.end : other.start]):
            continue
        first, second = (text[each.number_start : each.number_end] for each in (one, other))
        between = text[one.number_end : other.number_start]
        yield text[: one.number_start] + second + between + first + text[other.number_end :]


def _alternative(between: str) -> bool:
    """Say whether two numbers are told in one breath, so that their order says nothing: "drei oder vier"."""
    return bool(re.fullmatch(r"\s*(?:oder|or|bis|to|und|and|,|–|-)?\s*", between))


def replace_number(text: str, other: str, language: Language) -> Iterator[str]:
    """Yield the text with each of its numbers replaced by the first number of another text."""
    amounts = (one for one in find_amounts(other, language) if one.bound not in ("vague", "range"))
    # "eines" of "eines Jahres" is a number beside its noun alone.
    words = ((one, other[one.number_start : one.number_end]) for one in amounts)
    source, number = next(((one, word) for one, word in words if word.lower() not in ARTICLES[language]), (None, ""))
    if source is None:
        return
    for amount in find_amounts(text, language):
        if amount.bound not in ("vague", "range") and amount.stated != source.stated:
            yield text[: amount.number_start] + number + text[amount.number_end :]
