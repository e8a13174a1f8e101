"""Words for a time, and places named behind a preposition, in one sentence."""

import re
from collections.abc import Sequence

from summarizer.assembly.register import Known
from summarizer.rules.prose import Prose
from summarizer.schemas import Language, Sentence

_DE_MONTH = r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_DE_DAY = r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_EN_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_EN_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_YEAR = r"(?:\s+(?:19|20)\d\d)?"
_TIMES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"\b(?:[Ii]n der Nacht (?:zum|auf|zu) {_DE_DAY}|(?:[Aa]m|vom|zum|[Aa]b|[Bb]is|[Ss]eit|für den|bis zum|ab dem|seit dem|"
        rf"am kommenden|am vergangenen)\s+"
        rf"(?:(?:kommenden|vergangenen|frühen|späten|nächsten|gestrigen|heutigen)\s+)?"
        rf"(?:{_DE_DAY}(?:s|morgen|mittag|nachmittag|vormittag|abend|nacht)?(?:,\s+dem\s+\d{{1,2}}\.\s+{_DE_MONTH})?|"
        rf"\d{{1,2}}\.\s*{_DE_MONTH}{_YEAR}|Wochenende)|"
        rf"\d{{1,2}}\.\s*{_DE_MONTH}{_YEAR}|(?:(?:[Ss]eit|[Bb]is|[Aa]b|[Ii]m|für|"
        rf"(?:(?:nicht )?vor |seit |bis |ab |[Gg]egen )?(?:Anfang|Mitte|Ende))\s+)"
        rf"(?:{_DE_MONTH}|Frühjahr|Sommer|Herbst|Winter|(?:19|20)\d\d){_YEAR}|"
        rf"(?:[Ii]m|[Bb]is|[Aa]b|[Ss]eit)\s+(?:Jahr\s+)?(?:19|20)\d\d|(?:[Hh]eute|[Gg]estern|vorgestern|übermorgen)(?:\s+(?:früh|Abend|"
        rf"Morgen|Mittag|Nachmittag))?|"
        rf"(?:[Ii]n der |[Ii]n dieser |[Ii]m )?(?:vergangene|kommende|nächste|letzte|diese)[nrs]?\s+(?:Woche|Nacht|Jahr|Monat|"
        rf"Sommer|Herbst|Winter|Frühjahr|Saison))\b"
    ),
    "en": re.compile(
        rf"\b(?:(?:[Oo]n|by|until|since|from|late on|early on|last|next|this)\s+{_EN_DAY}(?:\s+(?:morning|afternoon|evening|"
        rf"night))?|{_EN_DAY}(?:\s+(?:morning|afternoon|evening|night))?|"
        rf"(?:on\s+|by\s+|since\s+|until\s+|from\s+)?(?:{_EN_MONTH}\s+\d{{1,2}}(?:,?\s+(?:19|20)\d\d)?|"
        rf"\d{{1,2}}\s+{_EN_MONTH}{_YEAR})|"
        rf"(?:in|by|since|until|from|early|late|mid-)\s*{_EN_MONTH}{_YEAR}|(?:in|by|since|until)\s+(?:19|20)\d\d|"
        rf"yesterday|today|tonight|tomorrow|(?:last|next|this)\s+(?:week|month|year|summer|autumn|winter|spring|weekend|"
        rf"night|season))\b"
    ),
}
_WHERE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:in|im|bei|nahe|vor|an der|in der|im Raum|auf|am)\s+(?:[a-zäöüß]+[nmrs]\s+)?$"),
    "en": re.compile(r"\b(?:in|at|near|off|outside|around|across)\s+(?:the\s+)?(?:[a-z]+\s+)?$"),
}


def find_time(text: str, language: Language) -> str | None:
    """Return the first words for a time in a sentence.

    >>> find_time("Er kam am Montag nach Köln", "de")
    'am Montag'
    """
    match = _TIMES[language].search(text)
    return match.group().strip() if match else None


def find_places(prose: Prose, sentence: Sentence, actors: Sequence[Known], told: str) -> list[str]:
    """Return the places that what is told of a sentence names behind a preposition of place, cities before states."""
    found: list[tuple[bool, int, str]] = []
    for known in actors:
        if known.kind not in ("place", "state"):
            continue
        for mention in known.mentions:
            before = prose.text[max(sentence.start, mention.start - 30) : mention.start]
            name = prose.text[mention.start : mention.end]
            inside = sentence.start <= mention.start < sentence.end and name in told
            if inside and _WHERE[prose.language].search(before):
                found.append((known.kind == "state", mention.start, name))
    return [words for _, _, words in sorted(found)]
