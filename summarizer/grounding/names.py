"""Names: found in any inflection, and told from common nouns in free text."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

from summarizer.grounding.thesaurus import fold, listed
from summarizer.grounding.words import FUNCTION_WORDS, LONGEST_WORD, Token
from summarizer.schemas import Language

_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")
# What a name or noun may carry more than its base form: genitive, dative, plural.
_NAME_ENDINGS = ("s", "es", "n", "en", "e", "'s", "’s", "'", "’")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
_COUNTRY_ENDINGS = ("", "land", "enland", "reich", "ien", "en", "ei", "e", "a", "o", "ia", "y")
_ADJECTIVE_ENDINGS = ("isch", "anisch", "esisch", "nisch", "ienisch", "sch", "er", "ian", "an", "n", "ish", "ese", "i")
_IRREGULAR = {
    "franzos": "frank",
    "frenc": "franc",
    "dutch": "netherlands",
    "us": "usa",
    "amerikan": "usa",
    "american": "usa",
    "englisch": "england",
}
# "Bundeskriminalamt" is a compound of common nouns, and still a name.
_BODY = re.compile(
    r"(?:Bundes|Landes|Europa|Welt)\w*(?:amt|gericht|gerichtshof|rat|tag|wehr|ministerium|anstalt|agentur|bank|polizei|verband)(?:e?s)?$"
)
_COMMON_SUFFIXES = ("ung", "heit", "keit", "schaft", "tion", "ismus", "kehr", "nis", "tum", "ität", "enz", "anz")


def base_name(name: str) -> str:
    """Return a name without the English genitive, which is no part of it; German genitives are folded word by word (`same_word`).

    >>> base_name("Sudan's"), base_name("the Emirates’"), base_name("Selenskyjs")
    ('Sudan', 'the Emirates', 'Selenskyjs')
    """
    return _POSSESSIVE.sub("", name.strip())


def find_name(name: Sequence[Token], words: Sequence[Token], text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of `words` (of `text`) that read as `name` in any inflection."""
    size = len(name)
    if not size:
        return
    first = name[0].text[:1].lower()
    for at in range(len(words) - size + 1):
        if words[at].text[:1].lower() != first:
            continue
        window = words[at : at + size]
        if all(same_word(one.text, other.text) for one, other in zip(name, window, strict=True)) and _unbroken(window, text):
            yield window[0].start, window[-1].end


def _unbroken(window: Sequence[Token], text: str) -> bool:
    """Say whether nothing but white space and the marks inside names stands between words."""
    return all(not text[one.end : other.start].strip(" \n\t\u00a0-‐‑.'’&/„“”\"»«") for one, other in itertools.pairwise(window))


@functools.lru_cache(maxsize=50_000)
def same_word(one: str, other: str) -> bool:
    """Say whether two words are forms of one: "Kiews" and "Kiew", not "Ukraine" and "Ukrainer".

    >>> same_word("Hegseths", "Hegseth"), same_word("Ukraine", "Ukrainer"), same_word("NATO", "Nato")
    (True, False, True)
    """
    if one == other:
        return True
    if one[:1].lower() != other[:1].lower():
        return False
    if one.isupper() or other.isupper():
        return len(one) > 2 and one.lower() == other.lower()
    if one[:1].islower() or other[:1].islower():
        return _ADJECTIVE_ENDING.sub("", one.lower()) == _ADJECTIVE_ENDING.sub("", other.lower())
    short, long = sorted((one, other), key=len)
    return len(short) > 2 and long.startswith(short) and long[len(short) :] in _NAME_ENDINGS


@functools.lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return what two words have in common wherever they are forms of one (`same_word`): by it a word is found among thousands.

    >>> bool(forms("Webers") & forms("Weber")), bool(forms("Weber") & forms("Webel"))
    (True, False)
    """
    lower = word.lower()
    bare = {lower.removesuffix(ending) for ending in _NAME_ENDINGS}
    return frozenset({lower, _ADJECTIVE_ENDING.sub("", lower), *(form for form in bare if len(form) > 2)})


def stands(token: Token, words: Sequence[Token]) -> bool:
    """Say whether a word stands among others, in any inflection or as part of a compound."""
    return any(is_form(token, other) for other in words)


def is_form(token: Token, other: Token) -> bool:
    """Say whether two words are one in any inflection, or one a part of the other."""
    return (
        token.stem == other.stem
        or same_word(token.text, other.text)
        or (len(token.stem) > 4 and token.stem in other.text.lower())
        or (len(other.stem) > 4 and other.stem in token.text.lower())
    )


def derived(one: str, other: str) -> bool:
    """Say whether a country and an adjective or a people belong together: Russland and russische, Ukraine and Ukrainer.

    >>> derived("Russlands", "russischen"), derived("Schweiz", "schwedische"), derived("Iran", "Irak")
    (True, False, False)
    """
    return not _origins(one).isdisjoint(_origins(other))


@functools.lru_cache(maxsize=10_000)
def _origins(word: str) -> frozenset[str]:
    """Return the stems that a country, its adjective and its people share."""
    lower = word.lower().replace("ä", "a").replace("ö", "o").replace("ü", "u")
    base = _ADJECTIVE_ENDING.sub("", lower)
    stems = set()
    for form in {lower, base, lower.removesuffix("s"), base.removesuffix("n")}:
        endings = (_ADJECTIVE_ENDINGS if re.search(r"(?:isch|sch|er|ian|an|ish|ese)$", form) else ()) + (
            _COUNTRY_ENDINGS if word[:1].isupper() else ()
        )
        stems |= {form.removesuffix(ending) for ending in endings if form.endswith(ending)}
    stems = {_IRREGULAR.get(stem, stem) for stem in stems}
    return frozenset(stem for stem in stems if len(stem) > 2)


_NATIONS = re.compile(r"Vereinte[nr]? Nationen|United Nations")
_AMERICA = re.compile(r"Vereinigte[nr]? Staaten|United States")
SHORT_FORMS: dict[str, re.Pattern[str]] = {
    "UN": _NATIONS,
    "UNO": _NATIONS,
    "US": _AMERICA,
    "USA": _AMERICA,
    "UK": re.compile(r"Vereinigte[sn]? Königreich|Großbritannien|United Kingdom|Britain"),
    "WHO": re.compile(r"Weltgesundheitsorganisation|World Health Organi[sz]ation"),
    "IWF": re.compile(r"(?:Internationale\w|Welt)\s?[Ww]ährungsfonds"),
    "WTO": re.compile(r"Welthandelsorganisation|World Trade Organi[sz]ation"),
}
"""Abbreviations whose letters the name does not begin with, or not in the article's language."""


def is_name(token: Token, language: Language, *, first: bool) -> bool:
    """Say whether a word of free text is a name rather than a common word; `first` where it begins a sentence.

    German capitalises every noun: a noun is common where the dictionary knows a plural or a dative of it, which names
    don't have. In doubt it is a name, since an invented name costs more than a second try.
    """
    return _reads_as_name(token.text, language, first=first)


@functools.lru_cache(maxsize=50_000)
def _reads_as_name(word: str, language: Language, *, first: bool) -> bool:
    """Say whether a word is a name, wherever it stands."""
    if not any(character.isupper() for character in word) or word.lower() in FUNCTION_WORDS[language]:
        return False
    if word.isupper() and len(word) > 1:
        return True
    if language == "en":
        return not (first and _known(word.lower(), "en"))
    if word in _territories():
        return True
    if _BODY.match(word):
        return True
    if first and _known(word.lower(), "de"):
        return False
    return not (word.endswith(_COMMON_SUFFIXES) or is_common_noun(word))


@functools.lru_cache(maxsize=10_000)
def is_common_noun(word: str) -> bool:
    """Say whether the dictionary knows a German noun in forms that names don't have, or as a compound of such nouns."""
    groups, folded = listed("de"), fold(word)
    if folded in common_nouns() or ((folded in groups.of or folded in groups.above) and not _known(word.lower(), "de")):
        return True
    if len(word) > LONGEST_WORD:
        return False
    if _known(word, "de"):
        return _inflects(word)
    lower = word.lower()
    for cut in range(4, len(lower) - 3):
        head = lower[cut:]
        if (fold(head) in common_nouns() or _inflects(head.capitalize())) and any(
            _known(part.capitalize(), "de")
            for part in (lower[:cut], lower[:cut].removesuffix("s"), lower[:cut].removesuffix("n"), lower[:cut] + "e")
            if len(part) > 2
        ):
            return True
    return False


def _inflects(word: str) -> bool:
    """Say whether a plural, a dative or a genitive in -es of the word is known."""
    if not _known(word, "de"):
        return False
    from simplemma import lemmatize

    lemma = lemmatize(word, "de")
    if word not in (lemma, lemma + "s"):
        return True
    forms = [lemma + ending for ending in ("e", "en", "n", "es", "er", "nen", "se")]
    forms += [turned + ending for turned in _umlauts(lemma) for ending in ("", "e", "er", "en")]
    return any(_known(form, "de") and lemmatize(form, "de") == lemma for form in forms)


def _umlauts(word: str) -> Iterator[str]:
    """Yield a word with its last vowel turned, as plurals have it: "Schäden"."""
    found = re.search(r"(au|a|o|u)[^aouäöüei]*(?:e[lnr]?)?$", word)
    if found:
        vowel = found[1]
        yield word[: found.start()] + {"au": "äu", "a": "ä", "o": "ö", "u": "ü"}[vowel] + word[found.start() + len(vowel) :]


@functools.cache
def common_nouns() -> frozenset[str]:
    """Return nouns of which the dictionary has no forms."""
    text = files("summarizer.grounding").joinpath("data/nouns_de.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(fold(word) for line in lines for word in line.split())


def _known(word: str, language: Language) -> bool:
    """Say whether the dictionary of simplemma holds the word."""
    from simplemma import is_known

    return is_known(word, language)


@functools.cache
def _territories() -> frozenset[str]:
    """Return the names of countries and territories in German (CLDR)."""
    from babel import Locale

    return frozenset(Locale("de").territories.values())
