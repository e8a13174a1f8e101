"""Whether a draft item would pass grounding: of several forms of one item, assembly proposes the fullest that does."""

from summarizer.grounding import DraftItem, ground_item
from summarizer.grounding.cast import NOBODY, Others
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section

SECTIONS: dict[type[DraftItem], Section] = {
    DraftActor: "actors",
    DraftEvent: "key_events",
    DraftFigure: "figures",
    DraftLine: "summary",
    DraftStatement: "statements",
}
"""Like the items of which section each is checked."""


def holds(item: DraftItem, prose: Prose, *, cast: Others = NOBODY) -> bool:
    """Say whether grounding accepts an item; `cast` is who else its draft names."""
    return ground_item(SECTIONS[type(item)], item, prose.source, by="rules", cast=cast).item is not None
