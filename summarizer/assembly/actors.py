"""Actors: mentions joined to one actor each, under the fullest name, with the role that stands beside it."""

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.assembly.acceptance import holds
from summarizer.assembly.datelines import in_dateline
from summarizer.assembly.register import MOST_MENTIONS, Known, Register
from summarizer.assembly.roles import roles_of
from summarizer.grounding import Source
from summarizer.local.spans import TaggedSpan
from summarizer.rules.labels import bare, is_role
from summarizer.rules.lexicon import bodies, first_names, known_places, persons, states
from summarizer.rules.names import tag_names
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftActor, Kind

_ARTICLE = re.compile(r"(?:der|die|das|den|dem|des|the)\s+(?=\S)")
_INITIAL = re.compile(r"\s[A-ZÄÖÜ]$")
_COMPOUND = re.compile(r"(?<![\w-])(?:NATO|Nato|FSB|CIA|FBI|BND|OSZE|Hamas|Kreml)(?=-[A-ZÄÖÜ])")
_BUSINESS_BEFORE = re.compile(
    r"(?:betreiber|konzern|hersteller|anbieter|unternehmen|firma|kette|verlag|sender|portal|magazin|fluggesellschaft|reederei|werft|"
    r"partei|gewerkschaft|verband|airline|carmaker|company|union|charity)s?\s+$",
    re.I,
)
_GENITIVE = re.compile(r"(?<=\w)['’]s?$")
_NO_GENITIVE = ("ss", "us", "is", "as", "os", "ys")
_SPEAKING: tuple[Kind, ...] = ("person", "organisation", "group")
MOST_ROLES = 3
"""Roles of one actor that are tried."""


def find_actors(prose: Prose, spans: Iterable[TaggedSpan]) -> list[Known]:
    """Return the actors of an article in the order of their first mention."""
    tagged = [span for span in spans if span.tag == "actor" and span.end > span.start]
    named_spans = (_settled(prose, span) for span in (*tagged, *_listed(prose, tagged)))
    kept = (span for span in named_spans if not (_is_office(prose, span) or in_dateline(prose, span)))
    mentions = sorted(kept, key=lambda span: (span.start, -span.end))
    named = [(mention, _name(prose, mention)) for mention in mentions]
    bases = {words for _, words in named}
    names = frozenset(place for mention in mentions for place in range(mention.start, mention.end))
    ends = {words[-1] for words in bases}
    homes: dict[tuple[tuple[str, ...], Kind | None], Known] = {}
    register = Register(prose)
    # Fuller names first, so that what is part of one joins it.
    for mention, written in sorted(named, key=lambda pair: -len(pair[1])):
        words = _base(written, bases, ends, prose, mention)
        home = homes.get((words, mention.kind)) or register.find(words, mention) or register.enter(words)
        homes[words, mention.kind] = home
        register.add(home, mention)
    actors = register.actors
    for known in actors:
        known.mentions.sort(key=lambda mention: mention.start)
        known.roles = roles_of(prose, known.mentions[:MOST_MENTIONS], known.kind, names)[:MOST_ROLES]
    return sorted(actors, key=lambda known: known.mentions[0].start)


def named_actors(source: Source) -> list[list[tuple[int, int]]]:
    """Return the mentions of each person, organisation and group that rules find named in an article.

    A single word that stands there once may be no name: it counts where it is an abbreviation.
    """
    prose = Prose(source.article, source.sentences)
    known = find_actors(prose, tag_names(prose))
    sure = [one for one in known if len(one.words) > 1 or len(one.mentions) > 1 or one.name.isupper()]
    return [[(mention.start, mention.end) for mention in one.mentions] for one in sure if one.kind in _SPEAKING]


def _settled(prose: Prose, mention: TaggedSpan) -> TaggedSpan:
    """Return a mention without an article before the name, with the dot of an initial, and of the kind that lists know better."""
    article = _ARTICLE.match(prose.text, mention.start, mention.end)
    start = article.end() if article else mention.start
    start += _title_length(prose.text[start : mention.end]) if mention.kind == "person" else 0
    end = mention.end + bool(_INITIAL.search(prose.text[start : mention.end]) and prose.text[mention.end : mention.end + 1] == ".")
    return dataclasses.replace(mention, start=start, end=end, kind=_kind(prose, start, end, mention.kind))


def _title_length(name: str) -> int:
    """Return how much of a person's name is a title before the first name: "Kämmerer Jörg Haberland"."""
    words = name.split()
    titled = len(words) > 2 and words[0] not in first_names() and words[1] in first_names()
    return name.index(words[1], len(words[0])) if titled else 0


def _kind(prose: Prose, start: int, end: int, kind: Kind | None) -> Kind | None:
    """Return the kind that a list, or the noun before it, gives a name; else the one it was tagged with."""
    text = prose.text[start:end]
    names = {text, bare(text, prose.language)}
    if not names.isdisjoint(states(prose.language)):
        return "state"
    if not names.isdisjoint(persons()):
        return "person"
    if kind in ("place", "person") and (before := _BUSINESS_BEFORE.search(prose.text, max(0, start - 40), start)):
        return kind if kind == "person" and before[0].strip().lower().startswith("partei") else "organisation"
    if kind in ("person", "organisation") and text in known_places():
        return "place"
    return kind


def _is_office(prose: Prose, mention: TaggedSpan) -> bool:
    """Say whether a German word that was tagged alone as a person is an office: "Ermittler"."""
    text = prose.text[mention.start : mention.end]
    office = prose.language == "de" and mention.kind == "person" and " " not in text and text[1:].islower()
    return office and is_role(text, "de") and text not in first_names()


def _listed(prose: Prose, spans: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield mentions of bodies that are known by name alone, where none was tagged."""
    taken = {place for span in spans for place in range(span.start, span.end)}
    for match in (*_bodies().finditer(prose.text), *_COMPOUND.finditer(prose.text)):
        if taken.isdisjoint(range(match.start(), match.end())):
            yield TaggedSpan(match.start(), match.end(), "actor", kind="organisation")


@functools.cache
def _bodies() -> re.Pattern[str]:
    """Return the pattern of the list of bodies, longest first."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(bodies(), key=len, reverse=True)))})(?![\w-])")


def _name(prose: Prose, mention: TaggedSpan) -> tuple[str, ...]:
    """Return the words of a mention without a genitive's apostrophe."""
    return tuple(_GENITIVE.sub("", " ".join(prose.text[mention.start : mention.end].split())).split())


def _base(
    words: tuple[str, ...], known: set[tuple[str, ...]], ends: set[str], prose: Prose, mention: TaggedSpan
) -> tuple[str, ...]:
    """Return a name without a genitive's s where the article has it without, or a noun that it owns follows.

    `known` are the names of the article, `ends` their last words.
    """
    last = words[-1]
    if len(words) == 1 and bare(last, prose.language) in states(prose.language) and last not in states(prose.language):
        return (bare(last, prose.language),)
    if prose.language != "de" or not last.endswith("s") or len(last) < 5 or last.isupper():
        return words
    base = (*words[:-1], last[:-1])
    before = prose.text[max(0, mention.start - 6) : mention.start]
    owned = mention.kind != "person" and not last.endswith(_NO_GENITIVE) and re.search(r"\bdes\s+$", before)
    if owned or base in known or last[:-1] in ends or (mention.kind == "place" and last[:-1] in known_places() - {last}):
        return base
    owns = re.match(r"\s[A-ZÄÖÜ]|\s(?:[a-zäöüß]+e[nrsm]?\s)?[A-ZÄÖÜ]", prose.text[mention.end : mention.end + 40])
    person = mention.kind in ("person", "state", "place") and not last.endswith(_NO_GENITIVE)
    return base if owns and person and " " + " ".join(base) + " " in prose.text else words


def draft_actors(prose: Prose, actors: Sequence[Known]) -> tuple[DraftActor, ...]:
    """Return the actors as draft items: the fullest form that grounding accepts of each."""
    drafts: list[DraftActor] = []
    for known in actors:
        draft = next((one for one in _forms(prose, known) if holds(one, prose)), None)
        if draft:
            drafts.append(draft)
    return tuple(drafts)


def _forms(prose: Prose, known: Known) -> Iterator[DraftActor]:
    """Yield the forms in which an actor may be given, fullest first."""
    numbers = list(dict.fromkeys(prose.sentence_at(mention.start).number for mention in known.mentions))
    full = [prose.sentence_at(one.start).number for one in known.mentions if len(_name(prose, one)) == len(known.words)]
    homes = (full or numbers)[:1]
    for name in dict.fromkeys((known.name, " ".join(prose.text[known.mentions[0].start : known.mentions[0].end].split()))):
        for role in (*known.roles, None):
            yield DraftActor(name=name, kind=known.kind, role=role, sentences=tuple(homes))
            if role:
                yield DraftActor(name=name, kind=known.kind, role=role, sentences=tuple(sorted({*homes, *numbers[:3]})))
