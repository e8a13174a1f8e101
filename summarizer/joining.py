"""Checked items of an article's passages become one briefing's lists, each item once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, get_args

from summarizer.grounding.folding import fold
from summarizer.grounding.names import same_word
from summarizer.schemas import Actor, Event, Evidence, Figure, Item, Line, Section, Statement

T = TypeVar("T", bound=Item)


def join_items(items: Iterable[tuple[Section, Item]]) -> dict[str, Any]:
    """Return a briefing's sections; the headline is the first, doubles are one item with all their evidence.

    Two items that differ in a claimant, time, place or cue are no doubles: both stay.

    >>> join_items([])["summary"]
    ()
    """
    sections: dict[str, list[Any]] = {name: [] for name in get_args(Section)}
    for section, item in items:
        sections[section].append(item)
    return {
        "headline": next(iter(sections["headline"]), None),
        "summary": _once(sections["summary"], _line_key),
        "key_events": _once(sections["key_events"], _event_key, ("when", "where")),
        "figures": _once(sections["figures"], _figure_key, ("claimant", "where", "when", "series")),
        "actors": _join_actors(sections["actors"]),
        "statements": _once(sections["statements"], _statement_key, ("cue",)),
    }


def _words(text: str | None) -> str:
    """Return text as doubles are told by: folded, in small letters, without outer marks."""
    return fold(text or "").text.strip(" .\"'").lower()


def _line_key(line: Line) -> object:
    return _words(line.text)


def _event_key(event: Event) -> object:
    return _words(event.title), event.status


def _figure_key(figure: Figure) -> object:
    return figure.evidence[0].sentence, _words(figure.amount.text), _words(figure.counts)


def _statement_key(statement: Statement) -> object:
    return _words(statement.content), _words(statement.speaker)


def _once(items: Sequence[T], key: Callable[[T], object], details: Sequence[str] = ()) -> tuple[T, ...]:
    """Return each item once, at its first place, with the evidence of its doubles and the `details` that only they have."""
    kept: list[T] = []
    places: dict[object, list[int]] = {}
    for item in items:
        known = places.setdefault(key(item), [])
        at = next((place for place in known if _agree(kept[place], item, details)), None)
        if at is None:
            known.append(len(kept))
            kept.append(item)
        else:
            one = kept[at]
            filled = {name: getattr(item, name) for name in details if getattr(one, name) is None}
            kept[at] = one.model_copy(update=filled | {"evidence": _union(one.evidence, item.evidence)})
    return tuple(kept)


def _agree(one: Item, other: Item, details: Sequence[str]) -> bool:
    """Say whether no detail is given differently by both."""
    return all(getattr(one, name) == getattr(other, name) or None in (getattr(one, name), getattr(other, name)) for name in details)


def _union(one: Sequence[Evidence], other: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return two lists of evidence as one, in the order of the text."""
    return tuple(sorted({evidence.start: evidence for evidence in (*other, *one)}.values(), key=lambda evidence: evidence.start))


def _join_actors(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return each actor once: same name in any inflection, or a person's last name beside the one full name that ends in it."""
    kept: list[Actor] = []
    for actor in actors:
        at = next((place for place, known in enumerate(kept) if _same_name(known, actor)), None)
        if at is None:
            kept.append(actor)
        else:
            kept[at] = _join_two(kept[at], actor)
    # Only now, because whether a last name is one person's is known when all have been seen.
    fuller = [{place for place, known in enumerate(kept) if _is_fuller(known, actor)} for actor in kept]
    joined: dict[int, Actor] = {}
    for place, actor in enumerate(kept):
        fullest = [other for other in fuller[place] if not fuller[other]]
        home = fullest[0] if len(fullest) == 1 else place
        joined[home] = _join_two(joined[home], actor) if home in joined else actor
    return tuple(joined.values())


def _same_name(one: Actor, other: Actor) -> bool:
    """Say whether two names are one in different inflections."""
    names = one.name.split(), other.name.split()
    return one.kind == other.kind and len(names[0]) == len(names[1]) and all(map(same_word, *names))


def _is_fuller(full: Actor, actor: Actor) -> bool:
    """Say whether `full` is a person whose name ends in that of the person `actor`: Pete Hegseth, Hegseth."""
    long, short = full.name.split(), actor.name.split()
    return full.kind == actor.kind == "person" and len(short) < len(long) and all(map(same_word, short, long[-len(short) :]))


def _join_two(one: Actor, other: Actor) -> Actor:
    """Return one actor of two, under the fuller name."""
    fuller = one if len(one.name.split()) >= len(other.name.split()) else other
    mentions = {mention.start: mention for mention in (*other.mentions, *one.mentions)}
    return fuller.model_copy(
        update={
            "role": one.role or other.role,
            "evidence": _union(one.evidence, other.evidence),
            "mentions": tuple(mentions[start] for start in sorted(mentions)),
        }
    )
