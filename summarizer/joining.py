"""Checked items of an article's passages become one briefing's lists, each item once."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from summarizer.grounding.folding import fold
from summarizer.grounding.names import same_word
from summarizer.schemas import Actor, Event, Evidence, Figure, Item, Line, Section, Statement

T = TypeVar("T", bound=Item)


def join_items(items: Iterable[tuple[Section, Item]]) -> dict[str, Any]:
    """Return a briefing's sections; the headline is the first, doubles are one item with all their evidence.

    >>> join_items([])["summary"]
    ()
    """
    sections: dict[str, list[Any]] = {name: [] for name in ("headline", "summary", "key_events", "figures", "actors", "statements")}
    for section, item in items:
        sections[section].append(item)
    return {
        "headline": next(iter(sections["headline"]), None),
        "summary": _once(sections["summary"], _line_key),
        "key_events": _once(sections["key_events"], _event_key),
        "figures": _once(sections["figures"], _figure_key),
        "actors": _join_actors(sections["actors"]),
        "statements": _once(sections["statements"], _statement_key),
    }


def _words(text: str | None) -> str:
    """Return text as doubles are told by: folded, in small letters, without outer marks."""
    return fold(text or "").text.strip(" .\"'").lower()


def _line_key(line: Line) -> object:
    return _words(line.text)


def _event_key(event: Event) -> object:
    return _words(event.title)


def _figure_key(figure: Figure) -> object:
    return figure.evidence[0].sentence, _words(figure.amount.text), _words(figure.counts)


def _statement_key(statement: Statement) -> object:
    return _words(statement.content), _words(statement.speaker)


def _once(items: Sequence[T], key: Callable[[T], object]) -> tuple[T, ...]:
    """Return each item once, at its first place, with the evidence of its doubles."""
    kept: dict[object, T] = {}
    for item in items:
        known = kept.setdefault(key(item), item)
        if known is not item:
            kept[key(item)] = known.model_copy(update={"evidence": _union(known.evidence, item.evidence)})
    return tuple(kept.values())


def _union(one: Sequence[Evidence], other: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return two lists of evidence as one, in the order of the text."""
    return tuple(sorted({evidence.start: evidence for evidence in (*other, *one)}.values(), key=lambda evidence: evidence.start))


def _join_actors(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Return each actor once: same name in any inflection, or a person's last name beside one full name that ends in it."""
    kept: list[Actor] = []
    for actor in actors:
        at = next((index for index, known in enumerate(kept) if _same_name(known, actor)), None)
        if at is None and actor.kind == "person":
            fuller = [index for index, known in enumerate(kept) if known.kind == "person" and _ends_in(known.name, actor.name)]
            at = fuller[0] if len(fuller) == 1 else None
        if at is None:
            kept.append(actor)
        else:
            kept[at] = _join_two(kept[at], actor)
    return tuple(kept)


def _same_name(one: Actor, other: Actor) -> bool:
    """Say whether two names are one in different inflections."""
    names = one.name.split(), other.name.split()
    return one.kind == other.kind and len(names[0]) == len(names[1]) and all(map(same_word, *names))


def _ends_in(one: str, other: str) -> bool:
    """Say whether one of two names is the other's end."""
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) < len(long) and all(map(same_word, short, long[-len(short) :]))


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
