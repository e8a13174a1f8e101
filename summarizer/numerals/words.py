"""Numbers written in words, German and English: cardinals, scales, fractions, multiples, vague counts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from text_to_num import text2num

from summarizer.numerals.vocabulary import word_set

if TYPE_CHECKING:
    from summarizer.schemas import Language

HALF = Decimal("0.5")

ARTICLES: dict[Language, frozenset[str]] = {
    "de": frozenset({"ein", "eine", "einen", "einem", "einer", "eines"}),
    "en": frozenset({"a", "an"}),
}

_POWERS: dict[Language, dict[int, str]] = {
    "de": {
        2: "hundert",
        3: "tausend tsd",
        4: "zehntausend",
        5: "hunderttausend",
        6: "million millionen mio",
        9: "milliarde milliarden mrd",
        12: "billion billionen bio",
        15: "billiarde billiarden",
    },
    "en": {
        2: "hundred",
        3: "thousand",
        5: "lakh",
        6: "million mn mln",
        7: "crore crores",
        9: "billion bn bln",
        12: "trillion tn trn",
    },
}
SCALES: dict[Language, dict[str, Decimal]] = {
    language: {form: Decimal(10) ** power for power, forms in powers.items() for form in forms.split()}
    for language, powers in _POWERS.items()
}
for _dozens, _language in (("dutzend", "de"), ("dozen", "en")):
    SCALES["de" if _language == "de" else "en"][_dozens] = Decimal(12)
SCALE_LETTERS = {
    "k": Decimal(10**3),
    "K": Decimal(10**3),
    "m": Decimal(10**6),
    "M": Decimal(10**6),
    "b": Decimal(10**9),
    "B": Decimal(10**9),
}
SHORT_SCALES = frozenset({"tsd", "mio", "mrd", "bio"})

# Whole numbers that a plural scale word stands for at least: CONTRACTS, "vague".
_VAGUE_PLURALS: dict[Language, dict[str, int]] = {
    "de": {
        "dutzende": 24,
        "hunderte": 200,
        "tausende": 2000,
        "zehntausende": 20_000,
        "hunderttausende": 200_000,
        "millionen": 2_000_000,
        "milliarden": 2_000_000_000,
        "abertausende": 2000,
        "aberhunderte": 200,
    },
    "en": {
        "dozens": 24,
        "scores": 40,
        "hundreds": 200,
        "thousands": 2000,
        "millions": 2_000_000,
        "billions": 2_000_000_000,
        "trillions": 2_000_000_000_000,
    },
}
VAGUE_PLURALS: dict[Language, dict[str, Decimal]] = {
    "de": {
        form + ending: Decimal(least)
        for form, least in _VAGUE_PLURALS["de"].items()
        for ending in (("",) if form.endswith("n") else ("", "n", "r"))
    },
    "en": {form: Decimal(least) for form, least in _VAGUE_PLURALS["en"].items()},
}
VAGUE_FEW: dict[Language, frozenset[str]] = {
    "de": word_set("mehrere mehreren mehrerer mehreres einige einigen einiger etliche etlichen etlicher"),
    "en": frozenset({"several"}),
}

_SMALL = "eins|ein|zwei|zwo|drei|vier|fünf|fuenf|sechs|sech|sieben|sieb|acht|neun|zehn|elf|zwölf|zwoelf"
_GERMAN = re.compile(rf"(?:{_SMALL}|und|zwan|zig|dreißig|dreissig|hundert|tausend)+")
_GERMAN_ENDINGS = {
    "zweier": "zwei",
    "dreier": "drei",
    "zweien": "zwei",
    "dreien": "drei",
    "vieren": "vier",
    "fünfen": "fünf",
    "sechsen": "sechs",
}
_NO_CARDINALS = frozenset({"und", "zig", "zwan", "sech", "sieb", "ein"})
_LONGEST_GERMAN = 60
_ENGLISH = word_set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion "
    "trillion"
)
ENGLISH_CARDINALS = _ENGLISH
ENGLISH_SCALES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})

_GERMAN_PARTS = {
    "drittel": 3,
    "viertel": 4,
    "fünftel": 5,
    "sechstel": 6,
    "siebtel": 7,
    "achtel": 8,
    "neuntel": 9,
    "zehntel": 10,
    "zwölftel": 12,
    "zwanzigstel": 20,
    "hundertstel": 100,
    "tausendstel": 1000,
}
_ENGLISH_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "twentieth": 20,
    "hundredth": 100,
    "thousandth": 1000,
}
PARTS: dict[Language, dict[str, int]] = {
    "de": {form + ending: part for form, part in _GERMAN_PARTS.items() for ending in ("", "n", "s")},
    "en": {form + ending: part for form, part in _ENGLISH_PARTS.items() for ending in ("", "s")} | {"halves": 2},
}

_GERMAN_ORDINALS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "sechst": 6,
    "siebt": 7,
    "siebent": 7,
    "acht": 8,
    "neunt": 9,
    "zehnt": 10,
    "elft": 11,
    "zwölft": 12,
    "zwanzigst": 20,
    "hundertst": 100,
}
_ENGLISH_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINALS: dict[Language, dict[str, int]] = {
    "de": {form + ending: number for form, number in _GERMAN_ORDINALS.items() for ending in ("e", "en", "er", "es", "em")},
    "en": {form: number for number, form in enumerate(_ENGLISH_ORDINALS.split(), 1)},
}

_MULTIPLIED: dict[Language, dict[str, str]] = {
    "de": {
        "verdoppel": "2",
        "verdopplung": "2",
        "verdreifach": "3",
        "vervierfach": "4",
        "verfünffach": "5",
        "versechsfach": "6",
        "verzehnfach": "10",
        "halbier": "0.5",
    },
    "en": {
        "doubled": "2",
        "doubling": "2",
        "tripled": "3",
        "tripling": "3",
        "trebled": "3",
        "quadrupled": "4",
        "quadrupling": "4",
        "halved": "0.5",
        "halving": "0.5",
    },
}
_ENGLISH_STARTS = word_set("half quarter twice thrice double triple treble quadruple tens every")
_GERMAN_STARTS = ("halb", "hälfte", "viertel", "dreiviertel", "jede", "doppel")
_GERMAN_INNER = ("fach", "köpfig", "stündig", "tägig", "wöchig", "monatig", "minütig", "sekündig")
_INFLECTION = re.compile(r"(?:|e|t|n|te|ten|tes|ter|tem|en|nd|nde|ung|ungen)")


@lru_cache(maxsize=8192)
def read_cardinal(word: str, language: Language) -> Decimal | None:
    """Return the value of a lower-case number word, or of several joined by spaces (English), else None.

    >>> read_cardinal("dreihundertfünfzig", "de"), read_cardinal("viereinhalb", "de"), read_cardinal("two hundred", "en")
    (Decimal('350'), Decimal('4.5'), Decimal('200'))
    """
    if language == "en":
        return _read(word, "en")
    word = _GERMAN_ENDINGS.get(word, word)
    if word == "null":
        return Decimal(0)
    if word == "anderthalb":
        return Decimal("1.5")
    if word.endswith("einhalb"):
        stem = word.removesuffix("einhalb")
        whole = Decimal(1) if stem == "ein" else read_cardinal(stem, "de")
        return None if whole is None else whole + HALF
    if len(word) > _LONGEST_GERMAN or not _GERMAN.fullmatch(word) or word in _NO_CARDINALS:
        return None
    return _read(word.replace("fuenf", "fünf").replace("zwoelf", "zwölf"), "de")


def _read(word: str, language: Language) -> Decimal | None:
    try:
        return Decimal(text2num(word, language))
    except (ValueError, KeyError, IndexError):
        return None


@lru_cache(maxsize=16384)
def may_count(word: str, language: Language) -> bool:
    """Say whether a number can begin with this lower-case word; a quick no for nearly all words of a text."""
    if word in SCALES[language] or word in VAGUE_PLURALS[language] or word in VAGUE_FEW[language] or word in ORDINALS[language]:
        return True
    if word in ARTICLES[language] or read_multiplied(word, language) is not None:
        return True
    if language == "en":
        return word in _ENGLISH or word in _ENGLISH_STARTS or word.endswith("fold")
    if read_cardinal(word, "de") is not None or word.startswith(_GERMAN_STARTS):
        return True
    return word.endswith("mal") or any(inner in word for inner in _GERMAN_INNER)


@lru_cache(maxsize=8192)
def read_multiplied(word: str, language: Language) -> Decimal | None:
    """Return the factor of a verb of multiplying ("verdoppelte", "tripled"), else None."""
    stems = _MULTIPLIED[language]
    if language == "en":
        return Decimal(stems[word]) if word in stems else None
    for stem, factor in stems.items():
        if word.startswith(stem) and _INFLECTION.fullmatch(word.removeprefix(stem)):
            return Decimal(factor)
    return None


@lru_cache(maxsize=8192)
def read_prefix(word: str, endings: tuple[str, ...]) -> Decimal | None:
    """Return the number before one of these endings in a German word ("dreimal", "sechsstündigen"), else None."""
    for ending in endings:
        at = word.find(ending)
        if at > 0:
            value = Decimal(1) if word[:at] == "ein" else read_cardinal(word[:at], "de")
            if value is not None:
                return value
    return None
