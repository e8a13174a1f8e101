"""What reports of one happening say differently: the place, and the day that only one of them gives."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.grounding.names import is_common_noun
from summarizer.grounding.words import PREPOSITIONS, stem
from summarizer.merge.concepts import concept
from summarizer.merge.differences import Difference
from summarizer.merge.events import Happening
from summarizer.merge.places import place_code
from summarizer.merge.scenes import AREA
from summarizer.merge.sources import SourceBriefing
from summarizer.schemas import Language

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
_CAPITAL = re.compile(r"\b[A-ZÄÖÜ][\w-]{2,}")


def event_differences(
    happenings: Sequence[Happening], groups: Sequence[Sequence[int]], sources: Sequence[SourceBriefing]
) -> Iterator[Difference]:
    """Yield what the reports of each happening say differently."""
    for group in groups:
        members = [happenings[place] for place in group][:_MOST_COMPARED]
        pairs = [(one, other) for one, other in combinations(members, 2) if one.fact.source != other.fact.source]
        yield from _difference("detail", [pair for pair in pairs if _other_place(*pair)])
        yield from _difference("dating", [pair for pair in pairs if _dated(*pair, sources=sources)])


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
        if name.lower() not in PREPOSITIONS["de"] and not _is_common(name, happening.fact.language)
    )


def _is_common(name: str, language: Language) -> bool:
    """Say whether a word is a common noun; a market or a bridge with a name of its own is none."""
    if place_code(name):
        return False
    if concept(stem(name, language), language) is not None:
        return True
    return language == "de" and is_common_noun(name) and not _SQUARE.search(name)


_SQUARE = re.compile(r"\w(?:markt|platz|straße|allee|brücke|park|bahnhof|tor|viertel|berg|burg|dorf|stadt|heim|hausen)$")


def _behind_preposition(happening: Happening) -> str:
    match = re.search(r"\b(?i:in|bei|auf dem|nahe|near|at)\s+([A-ZÄÖÜ][\w-]{2,})\b", happening.event.title)
    return match.group(1) if match else ""


def _mentions(happening: Happening, names: frozenset[str]) -> bool:
    text = f"{happening.event.title} {happening.fact.sentences}"
    return any(name.lstrip("=") in text or name in happening.fact.said for name in names)


def _dated(one: Happening, other: Happening, *, sources: Sequence[SourceBriefing]) -> bool:
    """Say whether one report gives the day and the other leaves it open."""
    dated = [_gives_day(_when(happening)) for happening in (one, other)]
    if dated[0] == dated[1]:
        return False
    vague = other if dated[0] else one
    words = _when(vague)
    return bool(_VAGUE.search(words)) or (
        sources[vague.fact.source].briefing.article.published is None and bool(_TODAY.search(words)) and vague.fact.index == 0
    )


@functools.lru_cache(maxsize=20_000)
def _gives_day(words: str) -> bool:
    return bool(_DAY.search(words))


def _when(happening: Happening) -> str:
    return f"{happening.event.when.text if happening.event.when else ''} {happening.fact.sentences}"
