"""The same number in another notation: digits grouped otherwise, words for digits, abbreviated scales and units."""

import re
from collections.abc import Iterator

from summarizer.lies.numbers import Changed
from summarizer.lies.wording import swap
from summarizer.numerals import Amount, find_amounts
from summarizer.schemas import Language

_WORDS: dict[Language, tuple[str, ...]] = {
    "de": tuple("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()),
    "en": tuple("two three four five six seven eight nine ten eleven twelve".split()),
}
_ABBREVIATIONS: dict[Language, dict[str, str]] = {
    "de": {
        "millionen": "Mio.",
        "million": "Mio.",
        "milliarden": "Mrd.",
        "milliarde": "Mrd.",
        "prozent": "%",
        "euro": "€",
        "kilometer": "km",
        "kilometern": "km",
        "meter": "m",
        "metern": "m",
        "kilogramm": "kg",
        "quadratmeter": "m²",
    },
    "en": {
        "percent": "%",
        "per cent": "%",
        "million": "m",
        "billion": "bn",
        "euros": "€",
        "kilometres": "km",
        "kilometers": "km",
        "metres": "m",
    },
}
_SCALE_ZEROS = {"million": 6, "millionen": 6, "milliarde": 9, "milliarden": 9, "billion": 9}


def renumber(text: str, language: Language) -> Iterator[Changed]:
    """Yield the text with one of its amounts written otherwise.

    >>> [one.text for one in renumber("12.000 Euro", "de")]
    ['12\\xa0000 Euro', '12 000 Euro', '12000 Euro', '12.000 €']
    """
    for amount in find_amounts(text, language):
        for kind, words in _written(amount, text, language):
            yield Changed(kind, text[: amount.start] + words + text[amount.end :])


def _written(amount: Amount, text: str, language: Language) -> Iterator[Changed]:
    """Yield one amount in other notations."""
    before, after = text[amount.start : amount.number_start], text[amount.number_end : amount.end]
    number = text[amount.number_start : amount.number_end]
    mark = "." if language == "de" else ","
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", number):
        # A number before it would run into the first group.
        for other in ("\u00a0", " ", "") if not re.search(r"\d\s$", text[: amount.start]) else ("",):
            yield Changed("digits grouped otherwise", before + number.replace(mark, other) + after)
    elif re.fullmatch(r"\d{5,6}", number):
        yield Changed("digits grouped otherwise", f"{before}{number[:-3]}{mark}{number[-3:]}{after}")
    yield from (Changed("number word for digits", before + other + after) for other in _spelled(number, language))
    yield from (Changed("scale in digits", before + other + after) for other in _long(number, language))
    short = swap(amount.text, _ABBREVIATIONS[language], capitals=False)
    if short and re.search(r"\d", number):
        yield Changed("abbreviation", short)


def _spelled(number: str, language: Language) -> Iterator[str]:
    """Yield a number from two to twelve in words, or in digits."""
    words = _WORDS[language]
    if number.isascii() and number.isdigit() and 2 <= int(number) <= 12:
        yield words[int(number) - 2]
    elif number.lower() in words:
        yield str(words.index(number.lower()) + 2)


def _long(number: str, language: Language) -> Iterator[str]:
    """Yield "1,5 Millionen" as "1.500.000"."""
    point, mark = (",", ".") if language == "de" else (".", ",")
    match = re.fullmatch(rf"(\d+)(?:{re.escape(point)}(\d{{1,2}}))?[ \u00a0](\w+)", number)
    zeros = match and _SCALE_ZEROS.get(match.group(3).lower())
    if match and zeros and not (language == "de" and match.group(3).lower() == "billion"):
        digits = match.group(1) + (match.group(2) or "").ljust(zeros, "0")
        yield f"{int(digits):,}".replace(",", mark)
