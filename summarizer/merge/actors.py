"""One actor under its names: other spellings, the other language, a last name alone, an abbreviation that the text introduces."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from summarizer.grounding.names import same_word
from summarizer.grounding.words import stem
from summarizer.merge.facts import Fact, features
from summarizer.merge.grouping import Groups
from summarizer.merge.spellings import Rule, Spelling, key_of, meaning_of, rule_for, words_of
from summarizer.schemas import Actor, Figure, Statement

_ABBREVIATION = re.compile(r"\(([A-ZÄÖÜ][\w-]{1,9})\)")
_CAPITALS = re.compile(r"^(?:[A-ZÄÖÜ][\w.’'-]*|von|van|de|der|den|zu|al|bin|la|le|du)$")


class Cast:
    """Who is meant by a name in a source: an actor's number, the same for all of its names."""

    def __init__(self, facts: Sequence[Fact], stories: Sequence[int], aliases: Mapping[str, str]) -> None:
        """Join the names of the facts; `stories` has the story of each source, `aliases` stands above every rule."""
        self._aliases = {_fold(name): canonical for name, canonical in aliases.items()}
        self._canonical = {_fold(name) for name in aliases.values()}
        self._stories = stories
        self._places: dict[tuple[int, str], int] = {}
        self._spellings: list[Spelling] = []
        self._sources: list[int] = []
        for fact in facts:
            for text, person in _names(fact):
                self._add(fact.source, Spelling(text, person, fact.language))
        self._offices: dict[tuple[int, str], set[int]] = defaultdict(set)
        for fact in facts:
            if isinstance(fact.item, Actor):
                for office in _offices(fact.item):
                    self._offices[fact.source, office].add(self._places[fact.source, _fold(fact.item.name)])
        self._belong: dict[tuple[int, int], bool] = {}
        self._groups = Groups(len(self._spellings))
        self.reasons: dict[int, tuple[Rule, int]] = {}
        self._join(facts)

    def _add(self, source: int, spelling: Spelling) -> None:
        key = source, _fold(spelling.text)
        at = self._places.setdefault(key, len(self._spellings))
        if at == len(self._spellings):
            self._spellings.append(spelling)
            self._sources.append(source)
        elif self._spellings[at].person is None:
            self._spellings[at] = self._spellings[at]._replace(person=spelling.person)

    def who(self, source: int, name: str | None) -> int | None:
        """Return the number of the actor that a source means by a name, None where it names nobody."""
        at = self._places.get((source, _fold(name or "")))
        return None if at is None else self._groups.find(at)

    def who_holds(self, source: int, name: str | None) -> int | None:
        """Return the one actor of a source whose name stands behind an office: "die Richterin", Richterin Gesa Thielemann."""
        words = words_of(name or "")
        if len(words) != 1 or len((name or "").split()) == 1:
            return None
        holders = self._offices.get((source, words[0]), set())
        return self._groups.find(next(iter(holders))) if len(holders) == 1 else None

    def is_person(self, actor: int) -> bool:
        """Say whether any source takes an actor for a person."""
        return any(self._spellings[place].person for place in self._groups.members(actor))

    def belong(self, one: int, other: int) -> bool:
        """Say whether the name of one actor holds that of the other ("Polizeisprecherin", "Polizei"), or means the same."""
        key = min(one, other), max(one, other)
        if key not in self._belong:
            left, right = self._different_names(one), self._different_names(other)
            self._belong[key] = any(_holds(mine, theirs) for mine in left for theirs in right)
        return self._belong[key]

    def _different_names(self, actor: int) -> list[Spelling]:
        return list(dict.fromkeys(self._spellings[place] for place in self._groups.members(actor)))[:_MOST_NAMES]

    def reason(self, source: int, name: str) -> tuple[Rule, str] | None:
        """Return why a name of a source was joined with others, and with which; None where it was not."""
        at = self._places.get((source, _fold(name)))
        found = self.reasons.get(at) if at is not None else None
        return None if found is None else (found[0], self._spellings[found[1]].text)

    def _join(self, facts: Sequence[Fact]) -> None:
        ruled = [place for place, spelling in enumerate(self._spellings) if _fold(spelling.text) not in self._aliases]
        bodies = {key_of(spelling) for spelling in self._spellings if spelling.person is False}
        bare = {place for place in ruled if _is_last_name(self._spellings[place], bodies)}
        whole = (place for place in ruled if place not in bare)
        self._join_keys("same", (((_is_person(self._spellings[at]), *key_of(self._spellings[at])), at) for at in whole))
        self._join_aliases()
        self._join_titled(facts)
        self._join_abbreviations(facts, set(ruled))
        stories: dict[int, list[int]] = defaultdict(list)
        for place in ruled:
            stories[self._stories[self._sources[place]]].append(place)
        for _, places in sorted(stories.items()):
            self._join_story([place for place in places if place not in bare])
            self._join_last_names([place for place in places if place in bare], [place for place in places if place not in bare])

    def _join_keys(self, rule: Rule, keyed: Iterable[tuple[object, int]]) -> None:
        places: dict[object, int] = {}
        for key, place in keyed:
            self._link(rule, places.setdefault(key, place), place)

    def _link(self, rule: Rule, first: int, place: int) -> None:
        if self._groups.find(first) == self._groups.find(place):
            return
        self._groups.join(first, place)
        one, other = self._spellings[first], self._spellings[place]
        if not _same_words(one, other):
            named: Rule = "translation" if one.language != other.language and not one.person else "spelling"
            self.reasons.setdefault(place, (named if rule == "same" else rule, first))

    def _join_titled(self, facts: Sequence[Fact]) -> None:
        """Join a speaker called by title and name, "Trade Minister Luc Perrin", with the person of the story so named."""
        persons: dict[int, dict[tuple[str, ...], int]] = defaultdict(dict)
        for fact in facts:
            if isinstance(fact.item, Actor) and fact.item.kind == "person":
                place = self._places[fact.source, _fold(fact.item.name)]
                persons[self._stories[fact.source]].setdefault(tuple(words_of(fact.item.name)), place)
        for fact in facts:
            speaker = fact.item.speaker if isinstance(fact.item, Statement) else None
            words = tuple(words_of(speaker or ""))
            named = persons[self._stories[fact.source]]
            ends = [named[words[cut:]] for cut in range(1, len(words) - 1) if words[cut:] in named]
            if speaker and ends and _fold(speaker) not in self._aliases:
                self._groups.join(ends[0], self._places[fact.source, _fold(speaker)])

    def _join_aliases(self) -> None:
        """Join each name of the alias list with the places of what it stands for."""
        homes: dict[str, int] = {}
        for place, spelling in enumerate(self._spellings):
            folded = _fold(spelling.text)
            home = _fold(self._aliases.get(folded, spelling.text))
            if folded in self._aliases or home in self._canonical:
                self._link("alias", homes.setdefault(home, place), place)

    def _join_abbreviations(self, facts: Sequence[Fact], free: set[int]) -> None:
        """Join "KAV" with the name that stands before "(KAV)", in the story of that article."""
        introduced: dict[tuple[int, str], int] = {}
        for fact in facts:
            if not isinstance(fact.item, Actor):
                continue
            home = self._places[fact.source, _fold(fact.item.name)]
            for short in _introduced(fact.item):
                introduced.setdefault((self._stories[fact.source], short), home)
        for place in sorted(free):
            found = introduced.get((self._stories[self._sources[place]], self._spellings[place].text))
            if found is not None and found in free:
                self._link("abbreviation", found, place)

    def _join_story(self, places: Sequence[int]) -> None:
        """Join names of one story that differ in more than spelling."""
        blocks: dict[object, list[int]] = defaultdict(list)
        for place in sorted({self._groups.find(place) for place in places}):
            for key in _block_keys(self._spellings[place]):
                blocks[key].append(place)
        for block in blocks.values():
            for one, other in itertools.combinations(block[:_MOST_IN_BLOCK], 2):
                rule = rule_for(self._spellings[one], self._spellings[other])
                if rule:
                    self._link(rule, one, other)

    def _join_last_names(self, bare: Sequence[int], whole: Sequence[int]) -> None:
        """Join a bare last name with the one person of its article who has it, else with the one of the story."""
        owners: dict[str, list[int]] = defaultdict(list)
        for place in whole:
            if self._spellings[place].person is not False and len(words_of(self._spellings[place].text)) > 1:
                owners[_last_sound(self._spellings[place])].append(place)
        homes: dict[str, int] = {}
        for place in bare:
            last = _last_sound(self._spellings[place])
            near = [owner for owner in owners[last] if self._sources[owner] == self._sources[place]] or owners[last]
            persons = sorted({self._groups.find(owner) for owner in near})
            if len(persons) == 1:
                self._link("last_name", near[0], place)
            elif not persons:
                self._link("same", homes.setdefault(last, place), place)


_MOST_IN_BLOCK = 60
_MOST_NAMES = 8


def _holds(one: Spelling, other: Spelling) -> bool:
    """Say whether one name is a part of the other, or both are one common word: "Anklage", "Staatsanwaltschaft"."""
    short, long = sorted((one.text.casefold(), other.text.casefold()), key=len)
    if len(short) >= _SHORTEST_PART and short in long:
        return True
    mine, theirs = features(one.text, one.language), features(other.text, other.language)
    return mine == theirs and all(name.isupper() for name in mine)


_SHORTEST_PART = 4


def _block_keys(spelling: Spelling) -> Iterator[object]:
    """Yield what two names must share for a rule to be tried."""
    key = key_of(spelling)
    if spelling.person is not False and key:
        yield "person", key[-1].removesuffix("s")
    if not spelling.person:
        yield from (("word", word) for word in words_of(spelling.text))
        yield "opening", words_of(spelling.text)[0][:4] if words_of(spelling.text) else ""
        if meaning_of(spelling):
            yield "meaning", meaning_of(spelling)


def _fold(name: str) -> str:
    return " ".join(words_of(name))


def _same_words(one: Spelling, other: Spelling) -> bool:
    """Say whether two names are one but for inflection and capitals, which needs no explanation."""
    left, right = words_of(one.text), words_of(other.text)
    return len(left) == len(right) and all(
        same_word(mine.capitalize(), theirs.capitalize()) or stem(mine, one.language) == stem(theirs, other.language)
        for mine, theirs in zip(left, right, strict=True)
    )


def _is_last_name(spelling: Spelling, bodies: AbstractSet[tuple[str, ...]]) -> bool:
    """Say whether a name is a person's last name alone, and no body's name."""
    return (
        spelling.person is not False
        and len(words_of(spelling.text)) == 1
        and (bool(spelling.person) or key_of(spelling) not in bodies)
    )


def _last_sound(spelling: Spelling) -> str:
    return key_of(spelling._replace(person=True))[-1].removesuffix("s")


def _is_person(spelling: Spelling) -> bool:
    return bool(spelling.person)


def _names(fact: Fact) -> Iterator[tuple[str, bool | None]]:
    """Yield the names in a fact, each with whether it is a person's, None where nothing says so."""
    match fact.item:
        case Actor():
            yield fact.item.name, fact.item.kind == "person"
        case Statement() if fact.item.speaker:
            yield fact.item.speaker, _looks_like_person(fact.item.speaker)
        case Figure() if fact.item.claimant:
            yield fact.item.claimant, _looks_like_person(fact.item.claimant)


def _looks_like_person(name: str) -> bool | None:
    """Say that a speaker nobody lists among the actors may be a person: nothing but capitals."""
    return None if len(name.split()) < 4 and all(_CAPITALS.match(word) for word in name.split()) else False


def _offices(actor: Actor) -> Iterator[str]:
    """Yield the word before each mention of a person: the office, mostly."""
    for sentence in actor.evidence if actor.kind == "person" else ():
        for mention in actor.mentions:
            before = sentence.text[: max(0, mention.start - sentence.start)].split()
            if before and sentence.start < mention.start < sentence.end:
                yield before[-1].casefold()


def _introduced(actor: Actor) -> Iterator[str]:
    """Yield the abbreviations that stand in brackets right behind a mention of an actor."""
    for sentence in actor.evidence:
        for match in _ABBREVIATION.finditer(sentence.text):
            before = sentence.start + match.start()
            if any(before - 2 <= mention.end <= before for mention in actor.mentions):
                yield match.group(1)
