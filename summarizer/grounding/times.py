"""Words for a time in a text: days, dates, periods and spans that say when something was counted."""

import re

from summarizer.schemas import Language

_DE_MONTH = "(?-i:Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
_DE_DAY = "(?-i:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)"
_DE_PART = "(?:s?(?:früh|morgen|mittag|nachmittag|vormittag|abend|nacht))"
_DE_SPAN = (
    "(?:Sekunden?|Minuten?|Stunden?|Tage[ns]?|Tages|Woche[n]?|Monats?|Monate[ns]?|Quartals?|Quartale[n]?|Halbjahre?s?|Jahre?[ns]?|"
    "Jahres|Jahrzehnte?[ns]?)"
)
_DE_ADJECTIVE = (
    r"(?:vergangene|letzte|kommende|nächste|laufende|vorige|gleiche|selbe|ganze|erste|zweite|dritte|vierte|halbe|gesamte|frühe|späte|"
    r"heutige|gestrige|abgelaufene|darauffolgende|folgende)[nrsm]?"
)
_YEAR = r"(?:19|20)\d\d"
_DE_NUMBER = r"(?:\d+|eine[rmns]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|wenige[rn]|einige[rn])"
_DE_PERIOD = "(?:Vorjahr|Vormonat|Vorquartal|Wochenende|Geschäftsjahr|Kalenderjahr|Saison)(?:e?s)?"
_DE_BEFORE = "(?:am|vom|zum|ab|bis|seit|für den|bis zum|ab dem|seit dem)"
_DE_OF = r"(?: (?:der|des|dieser|dieses|ihrer|seiner)(?: [a-zäöüß]+)? (?-i:[A-ZÄÖÜ])[\w-]+)"
_DE_ARTICLE = "(?:der|dem|den|des|die|das|diesem|diesen|dieser)"
_GERMAN = (
    # "in der Nacht zu Dienstag", "am Dienstagabend", "am Dienstag, dem 3. März"
    rf"(?:in|seit) der Nacht(?: (?:zum|auf(?: den)?|zu|von) {_DE_DAY}(?: auf {_DE_DAY})?)?",
    rf"(?:{_DE_BEFORE} )?(?:{_DE_ADJECTIVE} )?{_DE_DAY}{_DE_PART}?(?:, dem \d{{1,2}}\. {_DE_MONTH}(?: {_YEAR})?)?",
    rf"(?:{_DE_BEFORE} )?\d{{1,2}}\. ?{_DE_MONTH}(?: {_YEAR})?",
    rf"(?:seit|bis|ab|im|für|vom|zum|von|Anfang|Mitte|Ende)(?: (?:Anfang|Mitte|Ende))? {_DE_MONTH}(?: {_YEAR})?",
    rf"(?:(?:im|in|bis|ab|seit|für|von) )?(?:(?:Jahr|Jahre|Anfang|Mitte|Ende|Frühjahr|Sommer|Herbst|Winter) )+{_YEAR}(?:/\d\d)?",
    rf"(?:in|bis|ab|seit|für|von) {_YEAR}(?:/\d\d)?(?![\d.]*\s+(?-i:[A-ZÄÖÜ]))",
    r"(?:im|bis|ab|seit) (?:Frühjahr|Sommer|Herbst|Winter)",
    # "im ersten Quartal", "in den vergangenen 24 Stunden", "binnen eines Jahres", "seit Beginn der Invasion"
    rf"(?:im|in|seit|bis)(?: {_DE_ARTICLE})? (?:{_DE_ADJECTIVE} )?(?:{_DE_NUMBER} )?(?:{_DE_SPAN}|{_DE_PERIOD})(?: {_YEAR})?",
    rf"(?:innerhalb|binnen)(?: von)?(?: {_DE_ARTICLE})? (?:{_DE_ADJECTIVE} )?(?:{_DE_NUMBER} )?(?:{_DE_ADJECTIVE} )?{_DE_SPAN}",
    rf"seit (?:dem )?(?:Beginn|Anfang|Ausbruch|Start|Ende){_DE_OF}?",
    r"seit (?:der|dem|den)(?: [a-zäöüß]+n)? (?-i:[A-ZÄÖÜ])[\w-]+",
    r"seit (?-i:[A-ZÄÖÜ])[\w-]*(?:beginn|ausbruch|ende|start|wende)",
    r"(?:heute|gestern|vorgestern)(?: (?:früh|Abend|Morgen|Mittag|Nachmittag|Nacht))?|heuer|zuletzt|bis zuletzt",
    rf"(?:{_DE_ADJECTIVE}|diese[nrs]?) (?:Woche|Nacht|Jahr|Monat|Sommer|Herbst|Winter|Frühjahr|Saison)",
    rf"(?:im|am) (?:Vorjahr|Vormonat|Vortag|Vorabend|Wochenende|{_DE_ADJECTIVE} Wochenende)",
)
_EN_MONTH = (
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Aug|Sept|Oct|Dec)\.)"
)
_EN_DAY = "(?-i:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_EN_PART = "(?: (?:morning|afternoon|evening|night))"
_EN_SPAN = "(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|weekend|season|fiscal year)"
_EN_ADJECTIVE = "(?:past|last|previous|next|coming|current|first|second|third|fourth|same|final|preceding)"
_EN_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|several)"
_ENGLISH = (
    rf"(?:(?:on|by|until|since|from|late on|early on|last|next|this) )?{_EN_DAY}{_EN_PART}?(?:, {_EN_MONTH} \d{{1,2}})?",
    rf"(?:(?:on|by|since|until|from) )?(?:{_EN_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?|\d{{1,2}} {_EN_MONTH}(?: {_YEAR})?)",
    rf"(?:in|by|since|until|from|early|late|mid-|last|next|this)(?: (?:early|late|mid-))? ?{_EN_MONTH}(?: {_YEAR})?",
    rf"(?:in|by|since|until|from|for|during) (?:early |late |mid-)?{_YEAR}",
    rf"(?:in|over|during|within|for|since) (?:the )?{_EN_ADJECTIVE} (?:{_EN_NUMBER} )?{_EN_SPAN}(?: of {_YEAR}| of the year)?",
    rf"within (?:the )?(?:space of )?(?:{_EN_NUMBER} )?{_EN_SPAN}",
    rf"in (?:the |less than )?{_EN_NUMBER} {_EN_SPAN}",
    r"since (?:the )?(?:beginning|start|outbreak|end|launch|onset)(?: of (?:the )?[\w-]+(?: [A-Za-z][\w-]+)?)?",
    r"since (?:the )?(?:[A-Za-z-]+ )?(?:invasion|war|election|pandemic|attack|ceasefire|strike|outbreak|fire|quake|flood)",
    r"(?:yesterday|today|tonight|overnight)(?: (?:morning|afternoon|evening))?",
    rf"(?:last|this|next) (?:week|month|year|summer|autumn|fall|winter|spring|weekend|night|season|quarter)(?: {_YEAR})?",
    rf"(?:a|one|{_EN_NUMBER}) {_EN_SPAN} (?:earlier|ago|before)",
)
_PATTERNS: dict[Language, tuple[str, ...]] = {"de": _GERMAN, "en": _ENGLISH}
_TIMES: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])".replace(" ", r"\s"), re.I)
    for language, patterns in _PATTERNS.items()
}
# "gegenüber dem Vorjahr", "nach 12 im Vorjahr": the time of the number that another is compared with.
_COMPARED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:gegenüber|verglichen mit|vergleich zu[mr]?|im vergleich|als|statt|wie)\s+(?:\w+\s+)?$", re.I),
    "en": re.compile(r"(?:than|compared (?:with|to)|against|versus|as)\s+(?:\w+\s+)?$", re.I),
}


def find_times(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of the words for a time, without those that something is compared with.

    >>> find_times("Am Dienstag fielen binnen 24 Stunden 12 Raketen", "de")
    [(0, 11), (19, 36)]
    """
    return [match.span() for match in _TIMES[language].finditer(text) if not _COMPARED[language].search(text, 0, match.start())]
