"""The settled rules of training/GUIDE.md that a program can hold an annotation to, one line for each breach."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, get_args

from summarizer.gold.conversion import NOBODY
from summarizer.gold.markup import Markup
from summarizer.schemas import Bound, Form, Kind, Status

if TYPE_CHECKING:
    from summarizer.gold.markup import Mark

_CHOICES = {
    ("actor", "kind"): get_args(Kind),
    ("figure", "bound"): get_args(Bound),
    ("content", "form"): get_args(Form),
    ("event", "status"): get_args(Status),
}
_REQUIRED = {
    "actor": ("ref",),
    "figure": ("value", "unit"),
    "content": ("of",),
    "speaker": ("of",),
    "cue": ("of",),
    "event": ("rank",),
}
_ABBREVIATED = re.compile(r"(?:\b\w{1,3}\.|\.\.|[?!]\.)$")
_MULTIPLE = re.compile(r"^(?:-?fache?s?|-?fold|.*fache Menge)$")


def markup_faults(markup: Markup) -> list[str]:
    """Return what is wrong with annotated XML by GUIDE.md."""
    return [*_attributes(markup), *_structure(markup), *_borders(markup)]


def _attributes(markup: Markup) -> Iterator[str]:
    """Yield attributes that are missing or not of the closed sets."""
    for mark in markup.marks:
        words = markup.words(mark)[:40]
        for key in _REQUIRED[mark.tag]:
            if key not in mark.attributes:
                yield f"{mark.tag} {words!r} has no {key}"
        for (tag, key), choices in _CHOICES.items():
            if mark.tag == tag and mark.attributes.get(key) not in choices:
                yield f"{tag} {words!r}: {key} is {mark.attributes.get(key)!r}"
        if mark.tag == "figure" and bool(mark.attributes.get("value")) == (mark.attributes.get("bound") == "vague"):
            yield f"figure {words!r}: a vague one has no value, every other has one"


def _structure(markup: Markup) -> Iterator[str]:
    """Yield statements that are not whole, actors that are nowhere, articles without an event."""
    parts: dict[str, dict[str, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    actors = {mark.attributes.get("ref") for mark in markup.of("actor")}
    for mark in markup.marks:
        if mark.tag in ("content", "speaker", "cue"):
            parts[mark.attributes.get("of", "")][mark.tag].append(mark)
            who = mark.attributes.get("ref") or mark.attributes.get("speaker", NOBODY)
            if who not in actors | {NOBODY}:
                yield f"statement {mark.attributes.get('of')}: {who!r} is no actor"
    for of, tags in sorted(parts.items()):
        if not tags["content"]:
            yield f"statement {of}: no content"
        elif not tags["speaker"] and not any(mark.attributes.get("speaker") for mark in tags["content"]):
            yield f"statement {of}: nobody says it"
    if not markup.of("event"):
        yield "no event"


def _borders(markup: Markup) -> Iterator[str]:
    """Yield marks that hold what stands outside by the settled cases, or the other way round."""
    last = {mark.attributes.get("of"): mark for mark in markup.of("content")}
    for mark in markup.marks:
        words, following = markup.words(mark), markup.text[mark.end : mark.end + 2]
        if (
            mark.tag == "content"
            and words.endswith(".")
            and last[mark.attributes.get("of")] == mark
            and not _ABBREVIATED.search(words)
        ):
            yield f"content …{words[-30:]!r}: the final full stop stands outside"
        if mark.tag == "speaker" and words.endswith(","):
            yield f"speaker {words[-40:]!r}: the comma stands outside"
        if mark.tag == "cue" and re.match(r"wie\b", words, re.IGNORECASE):
            yield f"cue {words!r}: 'wie' stands outside"
        if mark.tag == "actor" and re.match(r"-\w", following):
            yield f"actor {words!r}: part of a compound, not marked"
        if mark.tag == "figure" and _MULTIPLE.match(mark.attributes.get("unit", "")):
            yield f"figure {words!r}: a multiple has the unit 'Faktor'"


def checked(markup: Markup, name: str) -> Iterable[str]:
    """Return the faults with the name of the file before each."""
    return [f"{name}: {fault}" for fault in markup_faults(markup)]
