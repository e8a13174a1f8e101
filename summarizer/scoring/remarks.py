"""What is said of one item: why it was missed, why it is spurious, what about it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from summarizer.scoring.counts import Count

Judgement = Literal["missed", "spurious", "wrong", "neutral"]
Measure = Literal[
    "figures.value",
    "figures.bound",
    "figures.counted",
    "actors.name",
    "actors.kind",
    "statements.content",
    "statements.speaker",
    "statements.form",
    "key_events",
]
MEASURES: tuple[Measure, ...] = (
    "figures.value",
    "figures.bound",
    "figures.counted",
    "actors.name",
    "actors.kind",
    "statements.content",
    "statements.speaker",
    "statements.form",
    "key_events",
)
ACCURACIES: tuple[Measure, ...] = ("actors.kind", "statements.form")
"""These ask only about items that are matched: what they count as F1 is the part that agrees."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One judgement with its reason; `gold` is an id, `item` an index in the briefing's section, None where there is none."""

    section: str
    judgement: Judgement
    code: str
    reason: str
    gold: str | None = None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section of one article: counts by measure, remarks, and item index -> gold id for what is matched."""

    counts: Mapping[Measure, Count]
    remarks: tuple[Remark, ...]
    pairs: Mapping[int, str]


def short(words: str, limit: int = 70) -> str:
    """Return words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
