"""Where things happen, as the articles of a story name places: which two places are surely two scenes."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.names import is_common_noun
from summarizer.grounding.words import stem
from summarizer.merge.concepts import concept
from summarizer.merge.facts import Fact, features, word_features
from summarizer.merge.places import place_code
from summarizer.merge.times import is_told, sentences_of
from summarizer.schemas import Actor, Language

_NAME = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]+(?:-[^\W\d_]+)*")
_BETWEEN = re.compile(r"\s*(?:,|/|und|and|sowie|or|oder)\s*(?:(?:in|at|bei|aus)\s+)?")
# A town has no article before its name, a river, valley or region mostly has; the German states have none and are an open end.
_TOWN = re.compile(r"\b(?:in|bei|nahe|aus|near|from|at|through|into|(?:city|town|village) of|Nähe von|Stadt)\s+$", re.IGNORECASE)
AREA = re.compile(
    r"(?:land|lands|shire|westfalen|sachsen|bayern|hessen|thüringen|brandenburg|württemberg|holstein|anhalt|pommern|pfalz|westphalia|"
    r"saxony|bavaria|hesse|thuringia|palatinate)s?$",
    re.IGNORECASE,
)
_COMPASS = re.compile(
    r"\b(?:Nord|Süd|Ost|West)(?:west|ost)?en\b|\b(?:north|south)?(?:north|south|east|west)\b|\b(?:north|south|east|west)ern\b"
)
_PART_OF_COUNTRY = re.compile(
    r"\bim (?P<de>(?:Nord|Süd|Ost|West)(?:west|ost)?en)\b(?! (?:de[rs]|von|[A-ZÄÖÜ]))|"
    r"\bin the (?P<en>(?:north|south)?(?:north|south|east|west))\b(?! of)"
)
_WORLD = re.compile(r"\b(?:weltweit\w*|worldwide|globally|around the world)\b", re.IGNORECASE)
_WHOLE = frozenset({"=world"})
_THERE = re.compile(r"\b(?:dort|there)\b", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()
_STATE_CODE = 3


def is_common(name: str, language: Language) -> bool:
    """Say whether a word is a common noun; a market or a bridge with a name of its own is none."""
    if _is_known_noun(name, language):
        return True
    return language == "de" and not place_code(name) and is_common_noun(name) and not _SQUARE.search(name)


def _is_known_noun(name: str, language: Language) -> bool:
    """Say whether a word is a day, a month or a word of the news; Hagen, which the dictionary takes for hedges, is none."""
    return not place_code(name) and (concept(stem(name, language), language) is not None or name in CALENDAR)


CALENDAR = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Januar Februar März April Mai Juni Juli August "
    "September Oktober November Dezember Herbst Winter Frühjahr Sommer Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March May June July October December".split()
)
_SQUARE = re.compile(r"\w(?:markt|platz|straße|allee|brücke|park|bahnhof|tor|viertel|berg|burg|dorf|stadt|heim|hausen)$")


class Scene(NamedTuple):
    """Where a fact is: the place that its own words give, and the towns and the states where it happens.

    `spots` are what stands as a town, whether an article lists it or not: they tell strangers apart, and nobody else; `own` those
    of its own words.
    """

    named: frozenset[str] = _NONE
    towns: frozenset[str] = _NONE
    states: frozenset[str] = _NONE
    spots: frozenset[str] = _NONE
    own: frozenset[str] = _NONE


def _is_state(name: str) -> bool:
    return name.startswith("=") and len(name) == _STATE_CODE


def _town_named(place: str, fact: Fact) -> frozenset[str]:
    """Return a place that no article lists, where the sentence has it as a town: "in Ascoli"."""
    at = fact.sentences.find(place) if place[:1].isupper() else -1
    return features(place, fact.language) if at > 0 and _TOWN.search(fact.sentences[:at]) else _NONE


def _part_of_country(text: str) -> frozenset[str]:
    """Return the part of a country that a text names by the compass alone: "im Norden"."""
    return frozenset((match["de"] or match["en"]).lower() for match in _PART_OF_COUNTRY.finditer(text))


def _spots(text: str, language: Language) -> frozenset[str]:
    """Return what stands as a town in a text, listed by its article or not."""
    return frozenset(
        name
        for match in _NAME.finditer(text)
        if _TOWN.search(text[: match.start()]) and not (AREA.search(match.group()) or _is_known_noun(match.group(), language))
        for name in word_features(match.group(), language)
        if not _is_state(name)
    )


class Scenes:
    """The places of a story: what its articles list as places and states, and which articles know them."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Read the places, and which stand in one sentence, as a town and its region do."""
        self._places = {
            feature
            for fact in facts
            if isinstance(fact.item, Actor) and fact.item.kind in ("place", "state")
            for feature in fact.own
            if not feature.isupper()
        }
        self._names: dict[int, set[str]] = defaultdict(set)
        self._said: dict[int, set[str]] = defaultdict(set)
        for fact in facts:
            self._said[fact.source] |= fact.own | fact.said
            if isinstance(fact.item, Actor) and fact.item.kind != "state":
                self._names[fact.source] |= {name for name in fact.own if not _is_state(name) and not name.isupper()}
        self._known: dict[int, set[str]] = defaultdict(set)
        self._nested: set[frozenset[str]] = set()
        for source, text, language in sorted({(fact.source, fact.sentences, fact.language) for fact in facts}):
            for part in sentences_of(text):
                found = list(self._in_order(part, language))
                self._known[source].update(name for name, _ in found)
                self._nest(part, found)

    def _in_order(self, text: str, language: Language) -> Iterator[tuple[str, re.Match[str]]]:
        for match in _NAME.finditer(text):
            for name in word_features(match.group(), language):
                if name.startswith("=") or name in self._places:
                    yield name, match

    def _nest(self, text: str, found: Sequence[tuple[str, re.Match[str]]]) -> None:
        """Keep which places one sentence tells of together; "in Hannover und Leipzig" lists two."""
        for at, (one, first) in enumerate(found):
            for other, second in found[at + 1 :]:
                if one != other and not _BETWEEN.fullmatch(text[first.end() : second.start()]):
                    self._nested.add(frozenset((one, other)))

    def scene(self, fact: Fact, own: str, place: str | None, opening: str) -> Scene:
        """Return where a fact is: by its own words and place, else its sentence ("dort": the one before), else the opening."""
        before = sentences_of(fact.context)[-1:] if _THERE.search(fact.sentences) else []
        parts = (own, fact.sentences, *before, *sentences_of(opening))
        towns = (self._towns(part, fact.language) for part in parts if part is own or not is_told(part, fact.language))
        states = frozenset(name for name in features(own, fact.language) if _is_state(name))
        whole = _WHOLE if _WORLD.search(own) and not states else _NONE
        named = self._named(place or "", fact.language) or _town_named(place or "", fact) or _part_of_country(own)
        spots = next(filter(None, (_spots(part, fact.language) for part in parts)), _NONE)
        return Scene(named or whole, next(filter(None, towns), _NONE), states, spots, _spots(own, fact.language))

    def _named(self, text: str, language: Language) -> frozenset[str]:
        found = frozenset(name for name, _ in self._in_order(text, language))
        if not found and _WORLD.search(text):
            return _WHOLE
        return found or frozenset(match.group().lower() for match in _COMPASS.finditer(text))

    def _towns(self, text: str, language: Language) -> frozenset[str]:
        return frozenset(
            name
            for name, match in self._in_order(text, language)
            if not _is_state(name) and _TOWN.search(text[: match.start()]) and not AREA.search(match.group())
        )

    def apart(self, one: Fact, here: Scene, other: Fact, there: Scene) -> bool:
        """Say whether two facts are of two scenes.

        One of the articles knows both, or neither has a name of the other; and no sentence tells of them as one.
        """
        worldwide = _WHOLE in (here.named, there.named)
        if (worldwide or one.language == other.language) and self.differ(here.named, there.named):
            return True
        if (here.named | here.states) & (there.named | there.states):
            return False
        if self.are_strangers(one, other) and self.differ(here.spots, there.spots):
            return True
        known, also = self._known[one.source], self._known[other.source]
        return any(
            self.differ(mine, theirs) and bool(theirs & known or mine & also)
            for mine, theirs in ((here.towns, there.towns), (here.states, there.states))
        )

    def are_strangers(self, one: Fact, other: Fact) -> bool:
        """Say whether neither of two articles has a name of the other, states aside: what is alike in them may be two matters."""
        mine, theirs = self._names[one.source], self._names[other.source]
        return bool(mine and theirs) and not (mine & self._said[other.source] or theirs & self._said[one.source])

    def differ(self, here: frozenset[str], there: frozenset[str]) -> bool:
        """Say whether two sets of places are both known and none of the one belongs to one of the other."""
        if not here or not there or here & there:
            return False
        return not any(frozenset((mine, theirs)) in self._nested for mine in here for theirs in there)
