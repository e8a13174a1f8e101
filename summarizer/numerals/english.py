"""English words that carry a number: halves, quarters of a million, "twice", "tripled", "tenfold", "every second"."""

from dataclasses import replace
from decimal import Decimal

from summarizer.numerals import words
from summarizer.numerals.amounts import EXACT, SHARE
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.units import FACTOR, UNITS

# "every second Tuesday" and "every third time" say how often.
_RECURRING = frozenset("monday tuesday wednesday thursday friday saturday sunday time night morning evening weekend summer".split())

_QUARTER = Decimal("0.25")


def read_english(cursor: Cursor, index: int) -> Quantity | None:
    """Read the number in or behind such a word at a token."""
    word = cursor.tokens[index].lower
    if word == "half":
        if cursor.at(index + 1).lower in ("a", "an") and cursor.at(index + 2).lower in cursor.scales:
            return cursor.scale(Quantity(index, index + 2, words.HALF, "words"))
        if cursor.at(index + 1).lower in ("a", "an") and cursor.at(index + 2).text in UNITS:
            return Quantity(index, index + 2, words.HALF, "words")
        return Quantity(index, index + 1, words.HALF, "part")
    if word == "every":
        ordinal = words.ORDINALS["en"].get(cursor.at(index + 1).lower, 1)
        counted = ordinal > 1 and cursor.at(index + 2).text not in UNITS and cursor.at(index + 2).lower not in _RECURRING
        return Quantity(index, index + 2, SHARE.divide(Decimal(1), Decimal(ordinal)), "share") if counted else None
    if word == "quarter" and (cursor.at(index + 1).lower == "of" or cursor.at(index + 1).lower in cursor.scales):
        found = multiply_out(cursor, Quantity(index, index + 1, _QUARTER, "part"))
        return found if found.scaled else None
    if word in ("twice", "thrice"):
        return Quantity(index, index + 1, Decimal(2 if word == "twice" else 3), "words", unit=cursor.times_or_factor(index + 1))
    if word.endswith("fold") and word.removesuffix("fold") in words.ENGLISH_CARDINALS:
        value = words.read_cardinal(word.removesuffix("fold"), "en")
        return None if value is None else Quantity(index, index + 1, value, "multiple", unit=FACTOR)
    factor = words.read_multiplied(word, "en")
    if factor is None and word in ("double", "triple", "treble", "quadruple"):
        factor = Decimal({"double": 2, "quadruple": 4}.get(word, 3))
    return None if factor is None else Quantity(index, index + 1, factor, "multiple", unit=FACTOR)


def multiply_out(cursor: Cursor, found: Quantity) -> Quantity:
    """Multiply "a quarter of a million" and "a quarter million" out."""
    if found.value == _QUARTER and cursor.at(found.stop).lower in cursor.scales:
        value = EXACT.multiply(found.value, cursor.scales[cursor.at(found.stop).lower])
        return replace(found, stop=found.stop + 1, value=value, kind="words", scaled=True)
    if cursor.at(found.stop).lower == "of" and cursor.at(found.stop + 1).lower in ("a", "an", "one"):
        scale = cursor.scales.get(cursor.at(found.stop + 2).lower)
        if scale:
            return replace(found, stop=found.stop + 3, value=EXACT.multiply(found.value, scale), kind="words", scaled=True)
    return found
