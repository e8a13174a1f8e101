"""Whether a draft item would pass grounding: of several forms of one item, assembly proposes the fullest that does."""

from collections.abc import Sequence

from summarizer.grounding import DraftItem, ground_item
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section

_SECTIONS: dict[type[DraftItem], Section] = {
    DraftActor: "actors",
    DraftEvent: "key_events",
    DraftFigure: "figures",
    DraftLine: "summary",
    DraftStatement: "statements",
}


def holds(item: DraftItem, prose: Prose, *, persons: Sequence[str] = (), names: Sequence[str] = ()) -> bool:
    """Say whether grounding accepts an item; `persons` and `names` are those of the draft it is part of."""
    return ground_item(_SECTIONS[type(item)], item, prose.source, by="rules", persons=persons, names=names).item is not None
