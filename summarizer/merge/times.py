"""When something happened, or as of when a count stands, as words of an article say it: clock times, parts of the day, years."""

import functools
import re
from collections.abc import Iterable, Iterator

from summarizer.grounding.cues import says
from summarizer.grounding.words import tokens
from summarizer.schemas import Language

_CLOCK = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?Uhr\b"
    r"|\b(?P<hour12>1[0-2]|0?[1-9])(?:[.:](?P<minute12>[0-5]\d))?\s?(?P<half>[ap])\.?\s?m\b",
    re.IGNORECASE,
)
_PARTS = (
    (480, re.compile(r"(?:\b|[a-z]s?)(?:morgens?|früh(?:en morgen)?|morning|dawn|early on \w+day)\b", re.IGNORECASE)),
    (630, re.compile(r"(?:\b|[a-z]s?)(?:vormittags?)\b", re.IGNORECASE)),
    (720, re.compile(r"(?:\b|[a-z]s?)(?<!vor)(?<!nach)(?:mittags?|midday|noon|lunchtime)\b", re.IGNORECASE)),
    (930, re.compile(r"(?:\b|[a-z]s?)(?:nachmittags?|afternoon)\b", re.IGNORECASE)),
    (570, re.compile(r"\b(?:early trading|at the open(?:ing)?|Handelsbeginn|Handelsstart|vorbörslich)", re.IGNORECASE)),
    (1050, re.compile(r"\b(?:closed? (?:at|down|up|[\d.,]+)|the close|Handelsschluss|Börsenschluss|Handelsende)", re.IGNORECASE)),
    (1170, re.compile(r"(?:\b|[a-z]s?)(?:abends?|evening)\b", re.IGNORECASE)),
)
_ANY = re.compile(
    r"uhr|\d\s?[ap]\.?\s?m|morg|früh|mittag|abend|dawn|noon|morn|midday|evening|lunch|early (?:on|trad)|clos|open|handels|börs",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:Stand|as of|updated?)\b[^.)\n]{0,25}?(?=\d{1,2}(?:[.:]\d{2})?\s?(?:Uhr|[ap]\.?m))", re.IGNORECASE)
_STATED = re.compile(r"\((?:Stand|as of|updated?)\b[^)]*\)|\bStand:? (?:\w+,? )?\d{1,2}[.:]\d{2} Uhr", re.IGNORECASE)
_LEADING = re.compile(r"^\W*(?=\d{1,2}[.:]\d{2}\s?(?:Uhr|[ap]\.?m\.?)\s?:)", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,]?\d|\s?(?:Euro|Menschen|Dollar))")
_UNTIL = re.compile(r"\b(?:bis|until|by)\b", re.IGNORECASE)
_STILL = re.compile(
    r"\bnoch (?:\w+ ){0,2}\w*(?:abend|morgen|mittag|nacht)s?\b|(?:abend|morgen|mittag|nacht)s?,? (?:\w+ )?noch\b|"
    r"\bas of (?:\w+ ){0,2}(?:morning|noon|midday|afternoon|evening)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:damals|zuvor|zunächst|anfangs|ursprünglich|(?:war|waren) (?:lediglich |nur |noch )?von|"
    r"zum Vergleich|im Vorjahr|vor einem Jahr|sonst|"
    r"earlier|initially|previously|originally|at first|a year (?:ago|earlier)|last year|by comparison|compare[sd] with|compared)\b",
    re.IGNORECASE,
)
_FORMER_SEASON = re.compile(
    r"\b(?:(?:vergangen|letzt|vorig)(?:es|e[nrm]?) (?:Jahre?s?|Winters?|Sommers?|Herbst(?:es)?|Frühjahrs?|Frühlings?|Saison)|"
    r"last (?:year|winter|summer|autumn|fall|spring|season))\b",
    re.IGNORECASE,
)
NEAR_MINUTES = 60
"""Two parts of a day closer than this are taken for the same time."""


def clocks(text: str) -> tuple[int, ...]:
    """Return the clock times in a text as minutes of the day.

    >>> clocks("um 6.20 Uhr, at 5:40 p.m.")
    (380, 1060)
    """
    found = []
    for match in _CLOCK.finditer(text):
        if match["half"]:
            hour = int(match["hour12"]) % 12 + (12 if match["half"].lower() == "p" else 0)
            found.append(60 * hour + int(match["minute12"] or 0))
        else:
            found.append(60 * int(match["hour"]) + int(match["minute"] or 0))
    return tuple(found)


def parts_of_day(text: str) -> tuple[int, ...]:
    """Return the parts of the day in a text, each as a minute in its middle.

    >>> parts_of_day("am Mittwochabend"), parts_of_day("on Wednesday")
    ((1170,), ())
    """
    return tuple(minute for minute, pattern in _PARTS if pattern.search(text))


@functools.lru_cache(maxsize=50_000)
def day_minutes(text: str) -> tuple[int, ...]:
    """Return the clock times of a text, else its parts of the day."""
    return (clocks(text) or parts_of_day(text)) if _ANY.search(text) else ()


def scene_minutes(own: str, context: str, opening: str, language: Language) -> tuple[int, ...]:
    """Return when something happened: a time of its sentence, else the last one before, else the first of the article.

    When somebody said it, and as of when it stands, is none of these.
    """
    before = reversed(_SENTENCE.split(context))
    parts = (own, *before, *_SENTENCE.split(opening))
    return next((found for part in parts if (found := day_minutes(without_state(part))) and not is_told(part, language)), ())


@functools.lru_cache(maxsize=50_000)
def is_told(text: str, language: Language) -> bool:
    """Say whether the times of a text may be those of a report, or of a count: somebody says something, "bis zum Abend"."""
    return bool(_UNTIL.search(text) or _STILL.search(text) or _LEADING.search(text)) or any(
        says(token, language) for token in tokens(text, language)
    )


_SENTENCE = re.compile(r"(?<=[a-zäöüß\d][.!?])\s+(?=[A-ZÄÖÜ„“\"])|\n+")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a piece of text, one empty of an empty one."""
    return _SENTENCE.split(text.strip())


def stands_at(opening: str) -> int | None:
    """Return as of when an article stands, as its opening says it: "(Stand: 7.40 Uhr)", "11.15 Uhr: …"."""
    for pattern in (_STATE, _LEADING):
        match = pattern.search(opening)
        if match:
            return next(iter(clocks(opening[match.end() : match.end() + 14])), None)
    return None


def is_exact_state(sentences: str) -> bool:
    """Say whether sentences give the time at which a count stands."""
    return bool(_STATE.search(sentences))


@functools.lru_cache(maxsize=20_000)
def without_state(text: str) -> str:
    """Return a text without the time as of which it stands."""
    return _STATED.sub("", text)


def reaches_until(text: str) -> bool:
    """Say whether a text counts up to a time."""
    return bool(_UNTIL.search(text))


def former_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text that tell of a former state or another time."""
    return _FORMER.finditer(text)


def is_former(text: str) -> bool:
    """Say whether a text tells of a former state or another time, to compare with."""
    return bool(_FORMER.search(text))


@functools.lru_cache(maxsize=20_000)
def years(text: str) -> frozenset[int]:
    """Return the years that a text names."""
    return frozenset(int(match.group()) for match in _YEAR.finditer(text))


def other_season(one: str, other: str) -> bool:
    """Say whether one text alone tells of last year or one of its seasons, and neither names the year."""
    return bool(_FORMER_SEASON.search(one)) != bool(_FORMER_SEASON.search(other)) and not (years(one) | years(other))


def apart(one: Iterable[int], other: Iterable[int]) -> bool:
    """Say whether times of one day are surely not the same: both known, and none near another."""
    left, right = tuple(one), tuple(other)
    return bool(left and right) and all(abs(mine - theirs) > 2 * NEAR_MINUTES for mine in left for theirs in right)
