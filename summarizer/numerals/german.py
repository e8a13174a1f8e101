"""German words that carry a number inside: halves, multiples, durations, shares."""

from decimal import Decimal

from summarizer.numerals import words
from summarizer.numerals.amounts import EXACT, SHARE
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.units import DURATIONS, FACTOR, UNITS

DURATION_ADJECTIVES = {"stündig": "h", "tägig": "d", "wöchig": "wk", "monatig": "mo", "minütig": "min", "sekündig": "s"}
_QUARTERS = {"viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}


def read_german(cursor: Cursor, index: int) -> Quantity | None:
    """Read "halbe Million", "Hälfte", "jede fünfte", "doppelt", "verdreifacht", "dreimal", "sechsstündig" at a token."""
    token = cursor.tokens[index]
    word = token.lower
    if word in ("halbe", "halben", "halber", "halbes", "halb"):
        found = cursor.scale(Quantity(index, index + 1, words.HALF, "words"))
        measured = cursor.at(found.stop).text in UNITS
        return found if found.scaled or measured else None
    if word == "hälfte":
        return Quantity(index, index + 1, words.HALF, "part")
    quarter = read_quarter(cursor, index)
    if quarter:
        return quarter
    if word in ("jeder", "jede", "jedes", "jeden", "jedem"):
        ordinal = words.ORDINALS["de"].get(cursor.at(index + 1).lower, 1)
        return Quantity(index, index + 2, SHARE.divide(Decimal(1), Decimal(ordinal)), "share") if ordinal > 1 else None
    if word.startswith("doppel"):
        return _read_double(cursor, index)
    factor = words.read_multiplied(word, "de")
    if factor is not None:
        return Quantity(index, index + 1, factor, "multiple", unit=FACTOR)
    return _read_compound(cursor, index)


def _read_compound(cursor: Cursor, index: int) -> Quantity | None:
    """Read a number inside one German word: "dreimal", "Dreifache", "sechsstündigen"."""
    word = cursor.tokens[index].lower
    if word.endswith("mal") and word not in ("einmal", "keinmal"):
        value = words.read_prefix(word, ("mal",))
        return None if value is None else Quantity(index, index + 1, value, "words", unit=cursor.times_or_factor(index + 1))
    if "fach" in word and not word.startswith("einfach"):
        value = words.read_prefix(word, ("fach",))
        if value is not None and word.endswith(("fach", "fache", "fachen")):
            return Quantity(index, index + 1, value, "multiple", unit=FACTOR)
    if "köpfig" in word:
        value = words.read_prefix(word, ("köpfig",))
        return None if value is None else Quantity(index, index + 1, value, "words")
    value = words.read_prefix(word, tuple(DURATION_ADJECTIVES))
    if value is not None:
        unit = next(unit for ending, unit in DURATION_ADJECTIVES.items() if ending in word)
        return Quantity(index, index + 1, value, "words", unit=unit)
    return None


def read_quarter(cursor: Cursor, index: int) -> Quantity | None:
    """Read "Viertelstunde", "Viertelmillion", "Viertelprozentpunkt"."""
    word = cursor.tokens[index].lower
    for prefix, value in _QUARTERS.items():
        rest = word.removeprefix(prefix)
        if rest == word or not rest:
            continue
        unit = UNITS.get(rest.capitalize())
        if unit == "h":
            return Quantity(index, index + 1, value * 60, "words", unit="min")
        if unit in DURATIONS or unit in ("pp", "l"):
            return Quantity(index, index + 1, value, "words", unit=unit)
        if rest in ("million", "milliarde"):
            return Quantity(index, index + 1, EXACT.multiply(value, cursor.scales[rest]), "words", scaled=True)
    return None


def _read_double(cursor: Cursor, index: int) -> Quantity | None:
    word = cursor.tokens[index].lower
    noun = word in ("doppelte", "doppelten") and cursor.tokens[index].is_capitalised
    if noun or (word == "doppelt" and cursor.at(index + 1).lower == "so"):
        return Quantity(index, index + 1, Decimal(2), "multiple", unit=FACTOR)
    return Quantity(index, index + 1, Decimal(2), "multiple", unit=FACTOR) if word in ("doppelt", "doppelte", "doppelten") else None
