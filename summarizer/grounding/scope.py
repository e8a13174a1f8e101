"""Where, when and in which series a figure counts: copied words of its own clause, never of another sentence.

A clause without words of its own takes those of the clause that it goes on from ("Am Dienstag fielen 7 Raketen, 3 davon …").
The day on which somebody said a figure is not the day that it counts.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.cues import says
from summarizer.grounding.names import is_name
from summarizer.grounding.times import find_times
from summarizer.grounding.words import Token, clause, tokens
from summarizer.schemas import Language, Series

Span = tuple[int, int]

_PLACE_BEFORE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?<!\w)(?:in|im|ins|bei|nahe|rund um|unweit|(?:unweit|nördlich|südlich|östlich|westlich) von|vor|an der|"
        r"auf(?!\s+(?:die|das|den)\b)|in der nähe von|innerhalb|außerhalb)\s+"
        r"(?:(?:der|dem|den|des|die|das|ganz)\s+)?(?:[a-zäöüß-]+(?:en|er|em)\s+)?$",
        re.I,
    ),
    "en": re.compile(
        r"(?<!\w)(?:in|at|near|off|outside|inside|around|across|throughout|(?:north|south|east|west) of|over|on)\s+(?:the\s+)?"
        r"(?:(?:northern|southern|eastern|western|central|nearby|occupied|neighbou?ring|(?:whole|coast|city|town) of)\s+)*$",
        re.I,
    ),
}
_PLACE_NOUN = re.compile(
    r"(?:Region|Provinz|Stadt|Gebiet|Oblast|Bundesstaat|Bundesland|Kanton|Landkreis|Kreis|Bezirk|Hauptstadt|Hafenstadt|Großstadt|Kleinstadt|"
    r"Dorf|Ort|Ortschaft|Gemeinde|Raum|Insel|Hafen|Tal|Stadtteil|Nachbarland|Departement|Gouvernement|Südosten|Nordosten|Südwesten|Nordwesten|"
    r"Norden|Süden|Osten|Westen|Großraum|Grenzregion|Küstenort)n?$"
)
# Towns that the dictionary knows as common nouns ("Kiel": keel), and landscapes ("Ruhrgebiet", "Westjordanland").
_PLACES_BY_FORM = re.compile(r"(?:Kiel|Halle|Siegen|Kehl|Weiden|Zug|Wels|Bingen|Riad)$|[A-ZÄÖÜ]\w{2,}(?:land|gebiet|meer)s?$")
_LINK = re.compile(r"[\s\u00a0]*(?:-|–|am|an der|im|of(?: the)?|von|des|der)?[\s\u00a0]*")
_NO_PLACES = frozenset("EU UN NATO Nato UNO CDU CSU SPD FDP AfD ÖVP SVP FPÖ GmbH AG DAX Dax Bundesliga".split()) | frozenset(
    "Cholera Ebola Covid Corona Malaria Masern Mpox Polio Influenza Grippe Dengue Zika Tuberkulose Diphtherie Typhus Measles "
    "Tuberculosis Plague Flu".split()
)
"""Bodies and diseases: "in der EU", "bei Cholera" is no place of a count."""
_SECOND_NAME = re.compile(r"-(?:Pfalz|Holstein|Vorpommern|Anhalt|Westfalen|Württemberg|Ost|West|Nord|Süd|Mitte|Land|Stadt)\b")
_RATE = re.compile(r"(?:im (?:Jahr|Monat|Quartal|Schnitt)|in der (?:Woche|Stunde)|am Tag)$", re.I)
"""How often, where no year or month is named: "zwölf Tiere im Jahr"."""
_SERIES: dict[Language, dict[Series, re.Pattern[str]]] = {
    "de": {
        "cumulative": re.compile(
            r"\b(?:insgesamt|(?:bisher|bislang)(?! (?:waren|war|lag|lagen|galt|betrug|un\w+)\b)|"
            r"inzwischen|mittlerweile|alles in allem|zusammengenommen|gesamtzahl|bis dato|"
            r"seit (?:\w+ ){0,2}(?:beginn|anfang|ausbruch|start)\w*|seit \w*(?:beginn|ausbruch)|bis jetzt|"
            r"(?:auf|bei) (?:\w+ )?(?:gestiegen|angewachsen|angestiegen)|(?:stieg|steigt|erhöhte sich|wuchs)\b.{0,60}\bauf)\b",
            re.I,
        ),
        "new": re.compile(
            r"\b(?:neue[nrms]?|weitere[nrms]?|zusätzliche?[nrms]?|noch einmal|nochmals|"
            r"(?:binnen|innerhalb|in)(?: von)? (?:den )?(?:vergangenen |letzten )?(?:24|48) stunden|"
            r"(?:binnen|innerhalb) (?:eines|einer|von einem) (?:tages|tag|nacht)|an einem (?:einzigen )?tag|hinzu)\b",
            re.I,
        ),
    },
    "en": {
        "cumulative": re.compile(
            r"\b(?:in total|total|totals|totall?ed|so far|to date|overall|altogether|in all(?! of\b)|cumulative(?:ly)?|until now|"
            r"since (?:the )?(?:beginning|start|outbreak|onset)|(?:rose|risen|climbed|rises|grew|grown|increased)\b.{0,60}\bto)\b",
            re.I,
        ),
        "new": re.compile(
            r"\b(?:new|newly|another|additional|further|in (?:a single day|one day|the (?:past|last) (?:day|24 hours|48 hours))|"
            r"within (?:a day|24 hours))\b",
            re.I,
        ),
    },
}
# "neue" and "weitere" stand with their noun; further away they speak of another thing.
_BESIDE = re.compile(r"\b(?:neu|weiter|zusätzl|new|another|addition|further)", re.I)
_NEAR_CHARACTERS = 14
_GOES_ON = re.compile(
    r"\s{0,3}(?:und|sowie|darunter|davon|wovon|dazu|and|including|among them|of them|of which|with)?\s{0,3}"
    r"(?:(?:weitere|mindestens|rund|etwa|mehr als|about|another|at least|more than)\s{1,3})?$",
    re.I,
)


class Scope(NamedTuple):
    """What bounds a count: place and time in the article's words, and whether it is new or runs on; None where nothing says so."""

    where: str | None = None
    when: str | None = None
    series: Series | None = None


def find_scope(sentence: str, start: int, end: int, language: Language) -> Scope:
    """Return the scope of the amount that stands at `start:end` of a sentence.

    >>> find_scope("Seit Beginn der Invasion fielen in Kiew insgesamt 1150 Soldaten.", 50, 54, "de")
    Scope(where='Kiew', when='Seit Beginn der Invasion', series='cumulative')
    """
    where = when = series = None
    for first, last in _clauses(sentence, start, language):
        said = any(says(word, language) for word in tokens(sentence[first : min(last, start)], language))
        if where is None:
            where = _chosen(_places(sentence, language), sentence, (start, end), (first, last), language)
        if when is None and not said:
            when = _chosen(find_times(sentence, language), sentence, (start, end), (first, last), language)
        if series is None:
            series = _series(sentence, (start, end), (first, last), language)
    return Scope(where, None if when and _RATE.match(when) else when, series)


def _clauses(sentence: str, start: int, language: Language) -> Iterable[Span]:
    """Yield the clause of an amount, then the one that it goes on from where its own begins with the amount."""
    first, last = clause(sentence, start)
    yield first, last
    while first > 0 and _GOES_ON.fullmatch(sentence, first, start) and sentence[first - 1] in ",;–—":
        first, last = clause(sentence, max(0, first - 2))
        words = tokens(sentence[first:last], language)
        if not words:
            continue
        start = first
        yield first, last


def _chosen(spans: Sequence[Span], sentence: str, amount: Span, within: Span, language: Language) -> str | None:
    """Return the words nearest to an amount among those of its clause, none that belong to another amount."""
    numbers = [(found.start, found.end) for found in amounts_in(sentence, language) if not found.start <= amount[0] < found.end]
    opening = min([number[0] for number in numbers] + [amount[0]])
    nearest: tuple[int, Span] | None = None
    for span in spans:
        if not within[0] <= span[0] < within[1] or (span[0] < amount[1] and amount[0] < span[1]):
            continue
        low, high = (span[1], amount[0]) if span[0] < amount[0] else (amount[1], span[0])
        parted = any(low <= number[0] < high for number in numbers if not (span[0] <= number[0] < span[1]))
        if parted and span[1] > opening:
            continue
        distance = high - low + (10 if span[0] < amount[0] else 0)
        if nearest is None or distance < nearest[0]:
            nearest = distance, span
    return sentence[nearest[1][0] : nearest[1][1]] if nearest else None


@functools.lru_cache(maxsize=1_024)
def _places(sentence: str, language: Language) -> tuple[Span, ...]:
    """Return the spans of names behind a preposition of place, with the noun of place before them ("Region Charkiw")."""
    words, times = tokens(sentence, language), find_times(sentence, language)
    names = [_named(word, index, times, language) for index, word in enumerate(words)]
    found: list[Span] = []
    index = 0
    while index < len(words):
        first = index
        while index < len(words) and (names[index] or _PLACE_NOUN.match(words[index].text)):
            if not _linked(first, index, words, sentence):
                break
            index += 1
        if index > first and any(names[first:index]) and _PLACE_BEFORE[language].search(sentence, 0, words[first].start):
            end = words[index - 1].end
            second = _SECOND_NAME.match(sentence, end)
            end = second.end() if second else end
            if sentence[end : end + 2] not in ("'s", "’s") and not re.match(r"-\w", sentence[end : end + 2]):
                found.append((words[first].start, end))
        index = max(index, first + 1)
    return tuple(found)


def _named(word: Token, index: int, times: Sequence[Span], language: Language) -> bool:
    """Say whether a word may be the name of a place: no time, no abbreviation of a body, no common noun."""
    timed = any(start <= word.start < end for start, end in times)
    if timed or word.text in _NO_PLACES or not word.text[:1].isupper():
        return False
    return bool(_PLACES_BY_FORM.match(word.text)) or is_name(word, language, first=index == 0)


def _linked(first: int, index: int, words: Sequence[Token], sentence: str) -> bool:
    """Say whether a word goes on with the name before it."""
    return index == first or bool(_LINK.fullmatch(sentence, words[index - 1].end, words[index].start))


def _series(sentence: str, amount: Span, within: Span, language: Language) -> Series | None:
    """Return whether the words of a clause count on or anew; None where they say neither, or both."""
    found: set[Series] = set()
    for series, pattern in _SERIES[language].items():
        for match in pattern.finditer(sentence, within[0], within[1]):
            beside = -_NEAR_CHARACTERS <= match.start() - amount[1] <= 2 or 0 <= amount[0] - match.end() <= 2
            inside = amount[0] <= match.start() < amount[1]
            if match.start() < amount[0] < match.end():
                continue
            if inside or beside or not _BESIDE.match(match.group()):
                found.add(series)
    return found.pop() if len(found) == 1 else None
