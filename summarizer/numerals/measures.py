"""The unit or currency of a number: which tokens beside it name one."""

from typing import NamedTuple

from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.units import CURRENCY_SIGNS, DOLLAR_PREFIXES, FACTOR, LONGEST_UNIT, TIMES, UNIT_PHRASES, UNIT_STARTS, UNITS
from summarizer.numerals.vocabulary import word_set

_HYPHENS = frozenset({"-", "‐", "‑"})
_DIGITS_ONLY = frozenset({"m", "g", "t", "l", "h", "W", "p", "C", "ft", "°"})
_TIGHT_LETTERS = frozenset({"R", "N"})
_COMPARED = word_set("so as more higher larger bigger greater mehr höher größer the its that")


class Measure(NamedTuple):
    """A unit with the tokens `first:stop` that number and unit cover; `named` are the tokens of the unit alone."""

    unit: str | None
    first: int
    stop: int
    named: tuple[int, int] | None


def read_measure(reader: Cursor, quantity: Quantity) -> Measure:
    """Return the unit of a quantity, from its own word, the currency before it, or the words after it."""
    if quantity.unit is not None:
        return Measure(quantity.unit, quantity.first, quantity.stop, None)
    sign = _currency_before(reader, quantity)
    if sign is not None:
        return sign
    if quantity.kind in ("share", "ordinal"):
        return Measure(None, quantity.first, quantity.stop, None)
    stop = quantity.stop
    if reader.at(stop).text in _HYPHENS and reader.at(stop).glued and reader.at(stop + 1).glued:
        stop += 1
    longest = LONGEST_UNIT if reader.at(stop).lower in UNIT_STARTS else 1
    for length in range(longest, 1, -1):
        phrase = tuple(token.lower for token in reader.tokens[stop : stop + length])
        if len(phrase) == length and phrase in UNIT_PHRASES:
            return Measure(UNIT_PHRASES[phrase], quantity.first, stop + length, (stop, stop + length))
    token = reader.at(stop)
    unit = UNITS.get(token.text)
    if unit is None and token.is_capitalised and reader.language == "en":
        unit = UNITS.get(token.lower)
    if unit is None or (token.text in _DIGITS_ONLY and quantity.kind != "digits"):
        return Measure(None, quantity.first, quantity.stop, None)
    if unit == TIMES and reader.at(stop + 1).lower in _COMPARED:
        unit = FACTOR
    return Measure(unit, quantity.first, stop + 1, (stop, stop + 1))


def _currency_before(reader: Cursor, quantity: Quantity) -> Measure | None:
    first = quantity.first
    sign = reader.at(first - 1)
    unit = CURRENCY_SIGNS.get(sign.text)
    if unit is None or quantity.kind != "digits" or (sign.text in _TIGHT_LETTERS and not reader.tokens[first].glued):
        return None
    start = first - 1
    prefix = reader.at(first - 2)
    if sign.text == "$" and sign.glued and prefix.text in DOLLAR_PREFIXES:
        unit = DOLLAR_PREFIXES[prefix.text]
        start -= 1
    return Measure(unit, start, quantity.stop, (start, first))
