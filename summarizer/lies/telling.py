"""Lies: true items, each changed in one respect so that it no longer holds."""

from collections.abc import Callable, Iterator

from summarizer.lies.actors import lie_about_actor
from summarizer.lies.cases import Case, TrueItem
from summarizer.lies.choice import Change, Variant, choose
from summarizer.lies.events import lie_about_event, lie_in_line
from summarizer.lies.figures import lie_about_figure
from summarizer.lies.statements import lie_about_statement
from summarizer.schemas import Section

_LIARS: dict[Section, Callable[[TrueItem, Case], Iterator[Change]]] = {
    "figures": lie_about_figure,
    "actors": lie_about_actor,
    "statements": lie_about_statement,
    "key_events": lie_about_event,
    "summary": lie_in_line,
}


def tell(item: TrueItem, case: Case) -> list[Variant]:
    """Return the lies about one true item, at most two of a class, always the same ones."""
    return choose(item, _LIARS[item.section](item, case))
