"""Numbers written in digits: grouping and decimals by locale, strict."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import NumberFormatError, parse_decimal

from summarizer.numerals.amounts import EXACT

if TYPE_CHECKING:
    from summarizer.schemas import Language


# Zero-width and direction marks that may hide inside a number; they do not change its value.
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
# Accents and the frame of a keycap, put on a digit so that the one before it is overlooked.
_MARKS = "\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f"
_GROUP_SPACES = " \u00a0\u2009\u202f"
_VULGAR = {"¼": "0.25", "½": "0.5", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}
# "1.150²" bears the mark of a footnote; "10⁶" is a power, and so is "10²" behind a sign of multiplication.
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TIMES_POWER = rf"\s?[×·]\s?10⁻?[{SUPERSCRIPTS}]{{1,2}}"
# "1⁹⁹ Euro": cents, raised.
_CENTS = rf"\d+[{SUPERSCRIPTS}]{{2}}(?=\s?(?:€|(?:Euro|EUR)\b))|(?<=[€£$])\d+[{SUPERSCRIPTS}]{{2}}"
# "1.200,– Euro": no cents.
_NO_CENTS = r",[-–—]{1,2}(?=\s?(?:€|(?:Euro|EUR|Franken|CHF)\b))"
_POWER = re.compile(rf"\A(?:(.*?)\s?[×·]\s?)?10(⁻?)([{SUPERSCRIPTS}]{{1,2}})", re.S)
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")

# Two shapes: groups of three parted by a space, or digits parted by other signs. Neither can match
# the same characters in two ways, so that reading stays linear.
DIGITS = (
    rf"(?<![\d.,])10(?:[⁴⁵⁶⁷⁸⁹]|¹[{SUPERSCRIPTS}]|⁻[{SUPERSCRIPTS}]{{1,2}})(?![{SUPERSCRIPTS}])|{_CENTS}"
    rf"|(?<!\d)(?<!\d[{_GROUP_SPACES}])\d{{1,3}}(?:[{_GROUP_SPACES}]\d{{3}}(?!\d))+(?:[.,]\d+)?(?!\d)"
    rf"|\d+(?:[.,'’{INVISIBLE}{_MARKS}]+\d+)*(?:{_TIMES_POWER}|[{''.join(_VULGAR)}]|{_NO_CENTS})?"
    rf"|[{''.join(_VULGAR)}]"
)
_REMOVED = re.compile(rf"[{_GROUP_SPACES}{INVISIBLE}{_MARKS}]")
_APOSTROPHES = re.compile(r"(\d{1,3})((?:['’]\d{3})+)(?!['’\d])")
# Beyond this many characters digits are a code; it is read as one number, so that it can't pass unseen.
LONGEST = 40
# The article's own locale first, then the other, then Indian grouping (1,20,000).
_LOCALES: dict[Language, tuple[str, ...]] = {"de": ("de", "en", "en_IN"), "en": ("en", "de", "en_IN")}


def read_digits(written: str, language: Language) -> Decimal | None:
    """Return the value of a number written in digits, None where its separators make no number.

    >>> read_digits("600.000", "de"), read_digits("1.5", "de"), read_digits("600,000", "en")
    (Decimal('600000'), Decimal('1.5'), Decimal('600000'))
    >>> read_digits("10⁶", "de"), read_digits("1,5 × 10³", "de")
    (Decimal('1000000'), Decimal('1500.0'))
    """
    if len(written) > LONGEST:
        return Decimal("".join(re.findall(r"\d+", written)))
    return _read_short(written, language)


@lru_cache(maxsize=4096)
def _read_short(written: str, language: Language) -> Decimal | None:
    power = _POWER.fullmatch(written)
    if power:
        factor = read_digits(power[1], language) if power[1] else Decimal(1)
        exponent = int(power[3].translate(_PLAIN)) * (-1 if power[2] else 1)
        return None if factor is None else EXACT.multiply(factor, EXACT.power(Decimal(10), exponent))
    if written[-1] in SUPERSCRIPTS:
        return Decimal(f"{written[:-2]}.{written[-2:].translate(_PLAIN)}")
    if written[-1] in _VULGAR:
        whole = read_digits(written[:-1], language) if written[:-1] else Decimal(0)
        return None if whole is None else whole + Decimal(_VULGAR[written[-1]])
    bare = _REMOVED.sub("", written.rstrip(",-–—"))
    if bare.isdecimal():
        return Decimal(bare)
    if "'" in bare or "’" in bare:
        found = _APOSTROPHES.match(bare)
        if not found:
            return None
        bare = re.sub("['’]", "", found[0]) + bare[found.end() :]
        if bare.isdecimal():
            return Decimal(bare)
    # Babel writes the number down again and compares; with the 28 places of the usual context long ones can't be written.
    with localcontext(prec=2 * LONGEST):
        for locale in _LOCALES[language]:
            try:
                return parse_decimal(bare, locale=locale, strict=True)
            except NumberFormatError:
                continue
    return None
