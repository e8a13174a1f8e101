"""What reports of one happening say differently: the place, and the day that only one of them gives."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.grounding.words import PREPOSITIONS
from summarizer.merge.candidates import candidate_pairs
from summarizer.merge.days import Days, days_of
from summarizer.merge.differences import Difference
from summarizer.merge.events import Happening, clash
from summarizer.merge.facts import features
from summarizer.merge.places import place_code
from summarizer.merge.scenes import AREA, is_common
from summarizer.merge.similarity import Weights
from summarizer.merge.sources import SourceBriefing

_MOST_COMPARED = 12
_STATE_CODE = 3
_DAY = re.compile(
    r"\b\d{1,2}\.\s?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w*|\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|"
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b|\b\d{4}-\d\d-\d\d\b"
)
_VAGUE = re.compile(
    r"\b(?:kürzlich|neulich|unlängst|jüngst|vor kurzem|vor Kurzem|kurz (?:vor|nach) \w+|vor (?:einigen|wenigen|ein paar) \w+|"
    r"recently|lately|not long ago|shortly (?:before|after) \w+|a few (?:days|weeks|months) ago)\b"
)
_TODAY = re.compile(r"\b(?:heute|gestern|morgen|today|yesterday|tomorrow|\w+tag|\w+day)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|\bMittwoch|\bSonnabend|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][\w-]{2,}")


def event_differences(
    happenings: Sequence[Happening], groups: Sequence[Sequence[int]], sources: Sequence[SourceBriefing], weights: Weights
) -> Iterator[Difference]:
    """Yield what the reports of each happening say differently, and happenings that are one but for their day."""
    yield from _other_days(happenings, groups, sources, weights)
    for group in groups:
        members = [happenings[place] for place in group][:_MOST_COMPARED]
        pairs = [(one, other) for one, other in combinations(members, 2) if one.fact.source != other.fact.source]
        yield from _difference("detail", [pair for pair in pairs if _other_place(*pair)])
        yield from _difference("dating", [pair for pair in pairs if _dated(*pair, sources=sources)])


def _other_days(
    happenings: Sequence[Happening], groups: Sequence[Sequence[int]], sources: Sequence[SourceBriefing], weights: Weights
) -> Iterator[Difference]:
    """Yield events of two articles that are one but for their days, of which neither article knows the other's."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    days = [_days(one, sources[one.fact.source]) for one in happenings]
    known: dict[int, list[Days]] = defaultdict(list)
    for happening, own in zip(happenings, days, strict=True):
        if own:
            known[happening.fact.source].append(own)
    rivals: dict[tuple[int, int], list[tuple[Happening, Happening]]] = {}
    for left, right in candidate_pairs([one.fact.own for one in happenings]):
        one, other, mine, theirs = happenings[left], happenings[right], days[left], days[right]
        if one.fact.source == other.fact.source or mine is None or theirs is None or not mine.excludes(theirs):
            continue
        if any(not mine.excludes(found) for found in known[other.fact.source]):
            continue
        if any(not theirs.excludes(found) for found in known[one.fact.source]):
            continue
        if home[left] == home[right] or (not clash(one, other, whenever=True) and _says_the_same(one, other, weights)):
            rivals.setdefault((home[left], home[right]), []).append((one, other))
    for pairs in rivals.values():
        yield from _difference("detail", pairs)


def _days(happening: Happening, source: SourceBriefing) -> Days | None:
    """Return the days that an event gives: as the briefing dates it, else by its words and the day of its article."""
    event, published = happening.event, source.briefing.article.published
    if event.when and event.when.date:
        return Days(event.when.date, event.when.date)
    if published is None:
        return None
    ahead = event.status in ("planned", "announced")
    found = days_of(event.when.text, published, ahead=ahead) if event.when else None
    # What is not done and is of today was said today.
    return None if event.status != "done" and found == Days(published, published) else found


def _says_the_same(one: Happening, other: Happening, weights: Weights) -> bool:
    """Say whether two titles tell of one thing, the days in them aside."""
    mine, theirs = (_undated(happening) for happening in (one, other))
    if one.fact.language == other.fact.language:
        left, right = features(mine, one.fact.language), features(theirs, other.fact.language)
        if weights.dice(left, right) >= LEAST_SHARED:
            return True
    return (weights.alike(mine, theirs) or 0.0) >= LEAST_MEANT


LEAST_SHARED, LEAST_MEANT = 0.5, 0.65


def _undated(happening: Happening) -> str:
    """Return the title of an event without its day and without who tells it."""
    words = happening.event.title
    return words.replace(happening.event.when.text, " ") if happening.event.when else words


def _difference(class_: str, pairs: Sequence[tuple[Happening, Happening]]) -> Iterator[Difference]:
    if pairs:
        facts = {one.fact.place: one.fact for pair in pairs for one in pair}
        yield Difference(class_, tuple(facts[place] for place in sorted(facts)))  # type: ignore[arg-type]  # one of the closed set


def _other_place(one: Happening, other: Happening) -> bool:
    """Say whether two reports put one happening at two places, of which neither knows the other's."""
    left, right = _names(one), _names(other)
    mine, theirs = left - right, right - left
    if any(AREA.search(name) or (name.startswith("=") and len(name) == _STATE_CODE) for name in mine | theirs):
        return False
    if not mine or not theirs:
        return False
    return not (_mentions(other, mine) or _mentions(one, theirs))


def _names(happening: Happening) -> frozenset[str]:
    """Return the names in the words for a place, or where the event gives none, behind a preposition of its title."""
    words = happening.event.where or _behind_preposition(happening)
    return frozenset(
        place_code(name) or name.rstrip("s")
        for name in _CAPITAL.findall(words)
        if name.lower() not in PREPOSITIONS["de"] and not is_common(name, happening.fact.language)
    )


def _behind_preposition(happening: Happening) -> str:
    match = re.search(r"\b(?i:in|bei|auf dem|nahe|near|at)\s+([A-ZÄÖÜ][\w-]{2,}(?: [A-ZÄÖÜ][\w-]{2,})*)\b", happening.event.title)
    return match.group(1) if match else ""


def _mentions(happening: Happening, names: frozenset[str]) -> bool:
    text = f"{happening.event.title} {happening.fact.sentences}"
    return any(name.lstrip("=") in text or name in happening.fact.said for name in names)


def _dated(one: Happening, other: Happening, *, sources: Sequence[SourceBriefing]) -> bool:
    """Say whether one report gives the day and the other leaves it open."""
    dated = [_gives_day(_when(happening)) or _names_day(happening) for happening in (one, other)]
    if dated[0] == dated[1]:
        return False
    vague = other if dated[0] else one
    words = _when(vague)
    return bool(_VAGUE.search(words)) or (
        sources[vague.fact.source].briefing.article.published is None and bool(_TODAY.search(words)) and vague.fact.index == 0
    )


def _names_day(happening: Happening) -> bool:
    """Say whether an event has a weekday of its own, which a report of its day makes a date."""
    return happening.event.when is not None and bool(_WEEKDAY.search(happening.event.when.text))


@functools.lru_cache(maxsize=20_000)
def _gives_day(words: str) -> bool:
    return bool(_DAY.search(words))


def _when(happening: Happening) -> str:
    return f"{happening.event.when.text if happening.event.when else ''} {happening.fact.sentences}"
