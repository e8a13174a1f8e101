"""What is made of a draft once it is there: checks, mended items, the parts of a briefing. Pure, so that any process may do it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from summarizer.assembly import named_actors
from summarizer.grounding import Outcome, Source, ground_item, measure_coverage, name_cast, split_draft
from summarizer.joining import join_items
from summarizer.schemas import Coverage, Rejected, RepairDraft


class Checked(NamedTuple):
    """The parts of a briefing that its drafts give; `items` by the field of the briefing."""

    items: dict[str, Any]
    rejected: tuple[Rejected, ...]
    coverage: Coverage


def mend(outcomes: Sequence[Outcome], mended: RepairDraft, source: Source) -> list[Outcome]:
    """Check what a repair gives for the rejected items, in their order; what fails again, or is withdrawn, stays rejected."""
    cast = name_cast(outcome.draft for outcome in outcomes)
    queues: dict[str, list[Any]] = {}
    for section, item in split_draft(mended):
        queues.setdefault(section, []).append(item)
    result = list(outcomes)
    for index, outcome in enumerate(outcomes):
        queue = queues.get(outcome.section) if outcome.rejected else None
        again = queue.pop(0) if queue else None
        if again is not None:
            result[index] = ground_item(outcome.section, again, source, by="model", cast=cast)
    return result


def conclude(outcomes: Sequence[Outcome], source: Source) -> Checked:
    """Join the items of all passages, and measure what they leave out."""
    held = [outcome.item for outcome in outcomes if outcome.item]
    return Checked(
        join_items((outcome.section, outcome.item) for outcome in outcomes if outcome.item),
        tuple(outcome.rejected for outcome in outcomes if outcome.rejected),
        measure_coverage(source, held, [span for outcome in outcomes for span in outcome.covers], named=named_actors(source)),
    )
