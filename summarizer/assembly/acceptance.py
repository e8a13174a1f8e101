"""Whether a draft item would pass grounding: of several forms of one item, assembly proposes the fullest that does."""

from collections.abc import Iterable

from summarizer.grounding import DraftItem, ground_item, name_cast
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section

_SECTIONS: dict[type[DraftItem], Section] = {
    DraftActor: "actors",
    DraftEvent: "key_events",
    DraftFigure: "figures",
    DraftLine: "summary",
    DraftStatement: "statements",
}


def holds(item: DraftItem, prose: Prose, *, beside: Iterable[DraftItem] = ()) -> bool:
    """Say whether grounding accepts an item; `beside` are other items of its draft, which name who else could be meant."""
    return ground_item(_SECTIONS[type(item)], item, prose.source, by="rules", cast=name_cast(beside)).item is not None
