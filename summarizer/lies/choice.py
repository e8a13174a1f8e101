"""One change of a draft item, and which of many are told."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.grounding import DraftItem
from summarizer.lies.cases import TrueItem

MOST = 2
"""Changes of one class that are told about one true item; more would let articles with many names decide."""


class Change(NamedTuple):
    """A changed draft with the class of the change."""

    kind: str
    draft: DraftItem


class Variant(NamedTuple):
    """A change together with the true item that it was made of."""

    item: TrueItem
    kind: str
    draft: DraftItem

    @property
    def name(self) -> str:
        """Section and class."""
        return f"{self.item.section}: {self.kind}"


def choose(item: TrueItem, changes: Iterable[Change], *, most: int = MOST) -> list[Variant]:
    """Return at most so many different changes of each class, chosen by a hash of item and change, in order of the classes."""
    classes: dict[str, dict[str, Change]] = {}
    same = item.draft.model_dump_json()
    for change in changes:
        written = change.draft.model_dump_json()
        if written != same:
            classes.setdefault(change.kind, {})[written] = change
    return [
        Variant(item, kind, drafts[written].draft)
        for kind, drafts in sorted(classes.items())
        for written in sorted(drafts, key=lambda one: _rank(item, one))[:most]
    ]


def _rank(item: TrueItem, written: str) -> str:
    return hashlib.sha256(f"{item.gold.id} {item.variant} {written}".encode()).hexdigest()
