"""Bound words before and after a number, and when "über", "unter", "over" and "under" are none.

Prepositions that also mean "concerning", "among" or "during" are told apart by what stands around them:

- "über"/"over"/"about" after a word of speaking, deciding, dispute, or after a document ("Vertrag über 20 Millionen"),
  or before such a verb in the same clause, is no bound; nor is "über … hinweg" or "over three days" (during);
- "unter"/"under" before a bare count of persons or things is "among", unless a verb of level or another
  preposition stands before it ("sank unter 30", "auf unter 100"); before a measure or a share it is a bound;
- "gegen", "an die" and "um die" are bounds only before round or two-digit numbers, away from the law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarizer.numerals.bound_words import BOUND_WORDS
from summarizer.numerals.units import CURRENCY_SIGNS, DURATIONS, UNITS
from summarizer.numerals.vocabulary import stem_pattern, word_set, word_tuple
from summarizer.numerals.words import may_count

if TYPE_CHECKING:
    import re

    from summarizer.numerals.cursor import Cursor, Quantity
    from summarizer.schemas import Bound, Language

_TABLES: dict[Language, dict[tuple[str, ...], Bound]] = {
    language: {tuple(phrase.split()): bound for bound, phrases in bounds.items() for phrase in phrases.split("|")}
    for language, bounds in BOUND_WORDS.items()
}
# Phrases by their last word, the longest first: most numbers have no bound word before them and are done with one look.
_BY_LAST: dict[Language, dict[str, list[tuple[tuple[str, ...], Bound]]]] = {"de": {}, "en": {}}
for _language, _table in _TABLES.items():
    for _phrase, _bound in sorted(_table.items(), key=lambda entry: -len(entry[0])):
        _BY_LAST[_language].setdefault(_phrase[-1], []).append((_phrase, _bound))
_AFTER: dict[Language, dict[tuple[str, str], Bound]] = {
    "de": {
        ("oder", "mehr"): "at_least",
        ("und", "mehr"): "at_least",
        ("oder", "weniger"): "at_most",
        ("oder", "darunter"): "at_most",
    },
    "en": {
        ("or", "more"): "at_least",
        ("and", "more"): "at_least",
        ("and", "above"): "at_least",
        ("and", "over"): "at_least",
        ("or", "fewer"): "at_most",
        ("or", "less"): "at_most",
        ("or", "so"): "about",
    },
}
_SUFFIXES: dict[str, Bound] = {"odd": "about", "plus": "at_least"}
_FILLERS: dict[Language, frozenset[str]] = {
    "de": word_set(
        "aber auch noch jedoch jeweils weitere weiteren weiterer nur der die das dem den des ein eine einem einen einer "
        "ums aufs zusätzlich zusätzliche insgesamt"
    ),
    "en": word_set("another the a an further additional only just"),
}
_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des", "the"})
_ARTICLE_LIKE = frozenset({"die", "kein", "keine", "keinen", "keiner", "keinem", "keines"})
_BEFORE_NUMBERS_ONLY = word_set("ab kein keine keinen keiner keinem keines minimal")
_AMONG = frozenset({("unter",), ("under",)})
_ROUND_ONLY = frozenset({("gegen",), ("an", "die"), ("um", "die")})
_REACH = 5
_SPEECH: dict[Language, re.Pattern[str]] = {
    "de": stem_pattern(
        "sprech sprach spräch sprich gesprochen gespräch bericht diskut diskuss verhand abstimm abgestimmt stimm "
        "entscheid entschied inform streit stritt debatt debatte berat beriet einig verfüg kontroll urteil klag beschwer "
        "auskunft aufschluss herrsch nachdenk rede"
    ),
    "en": stem_pattern(
        "talk speak spoke spoken discuss debat report disput argu row concern vote voting contro victory negotiat "
        "question inform decid decision hand took take taking outrage protest charge charged investigat case sued trial "
        "complain read thought"
    ),
}
# "zog sich über drei Tage": during.
_THROUGH = stem_pattern("zog zieht ziehen erstreck verteil dauer läuft lief laufen laufzeit")
_DOCUMENTS = word_tuple(
    "angebot offerte vertrag kredit darlehen scheck rechnung auftrag anleihe bescheid antrag überblick abkommen "
    "vereinbarung buch film studie artikel haftbefehl verfügung vorlage kaufvertrag bürgschaft quittung"
)
# "sprach von über 200": behind another preposition "über" can only be a bound.
_PREPOSITIONS = word_set(
    "von mit auf aus bei für um nach in an seit vor zu gegen insgesamt schon bereits weit noch inzwischen mittlerweile"
)
_DOCUMENT_REACH = 7
_CURRENCIES = frozenset(CURRENCY_SIGNS.values()) | {"USD", "CHF"}
_RACES = frozenset({60, 100, 200, 400, 800, 1500, 3000, 5000, 10_000})
_LENGTHS = word_set(
    "hoch hohe hohen hoher lang lange langen langer tief tiefe tiefen breit weit entfernt höher tiefer über unter vor hinter"
)
_BACKWARDS = frozenset({"zuvor", "vorher", "davor", "früher", "earlier", "before", "ago"})
_LAW = stem_pattern("ermitt anklag verfahren haftbefehl klag kämpf stimm sieg gewann verlor vorwürf einsatz spiel urteil")
_LEVEL: dict[Language, re.Pattern[str]] = {
    "de": stem_pattern("sank sink fiel fäll lieg lag bleib blieb rutsch drück gesunken auf von mit bei für noch klar"),
    "en": stem_pattern("fell fall drop to from at with of for just is was were remain stay still"),
}
# "twice as many as two weeks ago" bounds nothing.
_MULTIPLES = frozenset({"twice", "times", "half", "just"})
_LASTING = stem_pattern("took take taking last wait spen for after lasting need is was well just of been")


class BoundMatch(NamedTuple):
    """A bound and the token where its words begin (before a number) or stop (after one)."""

    bound: Bound
    edge: int


def bound_before(reader: Cursor, first: int, quantity: Quantity, unit: str | None) -> BoundMatch | None:
    """Return the bound whose words end just before token `first`, at most two filling words away."""
    phrases = _BY_LAST[reader.language]
    fillers = _FILLERS[reader.language]
    stop = first
    for _ in range(3):
        last = reader.at(stop - 1).lower
        for phrase, bound in phrases.get(last, ()):
            start = stop - len(phrase)
            if start < 0 or any(reader.tokens[start + step].lower != word for step, word in enumerate(phrase[:-1])):
                continue
            return BoundMatch(bound, start) if _means_bound(reader, start, phrase, quantity, unit) else None
        filler = last
        if filler not in fillers or (filler in _DEFINITE and quantity.kind not in ("part", "multiple", "share")):
            return None
        stop -= 1
    return None


def may_bound(reader: Cursor, first: int) -> bool:
    """Say whether a bound word may end before token `first`; a quick no for nearly all articles of a text."""
    fillers = _FILLERS[reader.language]
    for index in range(first - 1, first - 4, -1):
        word = reader.at(index).lower
        if word in _BY_LAST[reader.language] and word not in _ARTICLE_LIKE:
            return True
        if word not in fillers:
            return False
    return False


def bound_after(reader: Cursor, stop: int) -> BoundMatch | None:
    """Return the bound that follows: "oder mehr" within two words, or "+"."""
    token = reader.at(stop)
    if token.text == "+" and token.glued:
        return BoundMatch("at_least", stop + 1)
    if token.text == "-" and token.glued and reader.at(stop + 1).glued and reader.at(stop + 1).lower in _SUFFIXES:
        return BoundMatch(_SUFFIXES[reader.at(stop + 1).lower], stop + 2)
    for skipped in range(3):
        pair = (reader.at(stop + skipped).lower, reader.at(stop + skipped + 1).lower)
        bound = _AFTER[reader.language].get(pair)
        if bound and pair[0] in ("und", "and") and _bounds_next(reader, stop + skipped + 2):
            return None
        # "drei und mehr Tote" bounds; "drei Tote und mehr Verletzte" counts on, so that one must end the phrase.
        if bound and not (skipped and pair[1] == "more" and pair[0] == "and"):
            return BoundMatch(bound, stop + skipped + 2) if _ends_phrase(reader, stop + skipped + 2, skipped) else None
        if reader.at(stop + skipped).shape != "word":
            return None
    return None


def _bounds_next(reader: Cursor, index: int) -> bool:
    """Say whether what looks like a bound behind a number belongs to the next: "six dead and over 11,000", "und mehr als 20"."""
    token = reader.at(index)
    return token.shape == "number" or token.lower in ("als", "than") or may_count(token.lower, reader.language)


def _ends_phrase(reader: Cursor, index: int, skipped: int) -> bool:
    return not skipped or not reader.at(index).is_capitalised


def _means_bound(reader: Cursor, start: int, phrase: tuple[str, ...], quantity: Quantity, unit: str | None) -> bool:
    word = phrase[-1]
    if quantity.kind == "vague":
        return False
    if len(phrase) == 1 and word in _BEFORE_NUMBERS_ONLY:
        return quantity.kind in ("digits", "words", "part")
    if phrase[-1] == "as" and reader.at(start - 1).lower in _MULTIPLES:
        return False
    if word in ("als", "than") and _compares(reader, start, quantity):
        return False
    if phrase == ("über",):
        return not _concerns(reader, start, quantity, unit)
    if phrase in _AMONG:
        return _is_level(reader, start, quantity, unit)
    if phrase in _ROUND_ONLY:
        whole = quantity.value >= 10 and (word != "gegen" or quantity.value % 10 == 0 or unit == "%")
        return whole and not _near(reader, start, _LAW)
    return reader.language == "de" or _english_preposition(reader, start, phrase, quantity, unit)


def _english_preposition(reader: Cursor, start: int, phrase: tuple[str, ...], quantity: Quantity, unit: str | None) -> bool:
    word = phrase[0]
    if len(phrase) > 1:
        return True
    if word == "over" and unit in DURATIONS:
        return _LASTING.match(reader.at(start - 1).lower) is not None
    if word in ("over", "about"):
        return not _SPEECH["en"].match(reader.at(start - 1).lower) or reader.at(start - 1).lower == "reported"
    if word in ("above", "below", "beyond"):
        return quantity.kind in ("digits", "part") or unit is not None
    return True


def _compares(reader: Cursor, start: int, quantity: Quantity) -> bool:
    """Say whether "mehr als"/"more than" compares with a time: "214 Euro mehr als zwölf Monate zuvor"."""
    if reader.at(start - 1).text not in UNITS:
        return False
    return any(reader.at(quantity.stop + step).lower in _BACKWARDS for step in range(3))


def _concerns(reader: Cursor, start: int, quantity: Quantity, unit: str | None) -> bool:
    """Say whether "über" at this token means "concerning", "amounting to" or "across"."""
    if reader.at(start - 1).lower in _PREPOSITIONS:
        return False
    reach = _DOCUMENT_REACH if unit in _CURRENCIES else 1
    for index in range(start - 1, start - 1 - reach, -1):
        before = reader.at(index)
        if before.shape != "word":
            break
        if before.is_capitalised and before.lower.removesuffix("s").removesuffix("e").endswith(_DOCUMENTS):
            return True
    if unit == "m" and quantity.value in _RACES and reader.at(quantity.stop + 1).lower not in _LENGTHS:
        return True
    speech = _SPEECH["de"]
    if _near(reader, start, speech, reach=3) or _near(reader, start, _THROUGH, reach=3):
        return True
    for index in range(quantity.stop, quantity.stop + _REACH):
        token = reader.at(index)
        if token.shape != "word":
            return False
        if token.lower == "hinweg" or (not token.is_capitalised and speech.match(token.lower.removeprefix("zu"))):
            return True
    return False


def _is_level(reader: Cursor, start: int, quantity: Quantity, unit: str | None) -> bool:
    """Say whether "unter"/"under" sets an upper end rather than meaning "among"."""
    if unit is not None or quantity.kind == "part":
        return True
    if quantity.scaled and quantity.kind == "digits":
        return True
    if _LEVEL[reader.language].match(reader.at(start - 1).lower):
        return True
    if reader.language == "en":
        return quantity.kind == "digits" and quantity.value >= 10
    return not reader.at(quantity.stop).is_capitalised and reader.at(quantity.stop).shape != "word"


def _near(reader: Cursor, start: int, stems: re.Pattern[str], *, reach: int = _REACH) -> bool:
    for index in range(start - 1, start - 1 - reach, -1):
        token = reader.at(index)
        if token.shape == "line" or token.text in (".", ",", ";", ":"):
            return False
        if token.shape == "word" and stems.match(token.lower):
            return True
    return False
