"""What grounding makes of true items, of lies about them and of harmless rewrites, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from summarizer.grounding import DraftItem, Outcome, ground_item
from summarizer.lies.cases import Case, TrueItem
from summarizer.lies.rewrites import rewrite
from summarizer.lies.telling import tell


class Tally(NamedTuple):
    """How many were made, and of how many grounding was wrong: lies that it let pass, truths that it rejected."""

    made: int = 0
    wrong: int = 0

    @property
    def right(self) -> int:
        """How many were told apart."""
        return self.made - self.wrong

    @property
    def rate(self) -> float | None:
        """The part of which grounding was wrong; None where nothing was made."""
        return self.wrong / self.made if self.made else None


class Wrong(NamedTuple):
    """A lie that passed, or a truth that was rejected: its article, class, draft, the sentences cited and the reason given."""

    file: str
    name: str
    draft: DraftItem
    cited: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True)
class Trial:
    """Counts by class: lies, true items by section, harmless rewrites; and each wrong outcome."""

    lies: dict[str, Tally] = field(default_factory=dict)
    truths: dict[str, Tally] = field(default_factory=dict)
    rewrites: dict[str, Tally] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()


def try_case(case: Case) -> Trial:
    """Ground the true items of an article, and the lies and rewrites of those that hold.

    A lie about an item that is rejected anyway would be caught for nothing.
    """
    truths = [(item, _ground(item, item.draft, case)) for item in case.items]
    held = [item for item, outcome in truths if outcome.item]
    lies = [(variant, _ground(variant.item, variant.draft, case)) for item in held for variant in tell(item, case)]
    harmless = [(variant, _ground(variant.item, variant.draft, case)) for item in held for variant in rewrite(item, case)]
    wrong = [
        *(_wrong(f"{item.section}: {item.variant}", outcome, case) for item, outcome in truths if outcome.rejected),
        *(_wrong(variant.name, outcome, case) for variant, outcome in lies if outcome.item),
        *(_wrong(variant.name, outcome, case) for variant, outcome in harmless if outcome.rejected),
    ]
    return Trial(
        lies=_count((variant.name, outcome.item is not None) for variant, outcome in lies),
        truths=_count((item.section, outcome.rejected is not None) for item, outcome in truths),
        rewrites=_count((variant.name, outcome.rejected is not None) for variant, outcome in harmless),
        wrong=tuple(wrong),
    )


def _ground(item: TrueItem, draft: DraftItem, case: Case) -> Outcome:
    return ground_item(item.section, draft, case.source, by="model", cast=case.cast)


def _wrong(name: str, outcome: Outcome, case: Case) -> Wrong:
    reason = f"{outcome.rejected.code}: {outcome.rejected.reason}" if outcome.rejected else None
    cited = tuple(case.source.sentences[number - 1].text for number in outcome.draft.sentences)
    return Wrong(case.gold.article.file, name, outcome.draft, cited, reason)


def _count(outcomes: Iterable[tuple[str, bool]]) -> dict[str, Tally]:
    """Return the tally of each name."""
    made: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for name, failed in outcomes:
        made[name] += 1
        wrong[name] += failed
    return {name: Tally(made[name], wrong[name]) for name in sorted(made)}


def add(trials: Sequence[Trial]) -> Trial:
    """Return the trials of several articles as one."""
    return Trial(
        lies=_sum(trial.lies for trial in trials),
        truths=_sum(trial.truths for trial in trials),
        rewrites=_sum(trial.rewrites for trial in trials),
        wrong=tuple(one for trial in trials for one in trial.wrong),
    )


def _sum(tables: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Return several tallies added up, by name."""
    made: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for table in tables:
        for name, tally in table.items():
            made[name] += tally.made
            wrong[name] += tally.wrong
    return {name: Tally(made[name], wrong[name]) for name in sorted(made)}
