"""How well tags agree with gold: spans exactly, spans by half of their words, kinds of names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.local.head import tagged_runs

Run = tuple[int, int, str]


@dataclass(slots=True)
class Tally:
    """Counts of one kind of span: found, in gold, exactly equal, sharing half of their words."""

    found: int = 0
    gold: int = 0
    exact: int = 0
    shared: int = 0

    def f1(self, right: int) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * right / (self.found + self.gold) if self.found + self.gold else 1.0

    def __str__(self) -> str:
        """Write both F1 values, exact first."""
        return f"{self.f1(self.exact):.3f} {self.f1(self.shared):.3f}"


@dataclass(slots=True)
class NameScore:
    """Names of any kind, and how often an exactly found one has the right kind."""

    spans: Tally = field(default_factory=Tally)
    kinds: int = 0

    def __str__(self) -> str:
        """Write F1, exact and shared, and the accuracy of kinds."""
        return f"{self.spans} kind {self.kinds / max(1, self.spans.exact):.3f}"


def score_names(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> NameScore:
    """Compare (found, gold) tags of names, unit by unit."""
    score = NameScore()
    for found, gold in pairs:
        left, right = tagged_runs(found), tagged_runs(gold)
        _count(score.spans, left, right)
        kinds = {run[:2]: run[2] for run in right}
        score.kinds += sum(kinds.get(run[:2]) == run[2] for run in left)
    return score


def score_statements(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, Tally]:
    """Compare (found, gold) tags of statements: content, speaker and cue apart."""
    tallies = {"content": Tally(), "speaker": Tally(), "cue": Tally()}
    for found, gold in pairs:
        left, right = tagged_runs(found), tagged_runs(gold)
        for name, tally in tallies.items():
            _count(tally, [run for run in left if run[2] == name], [run for run in right if run[2] == name])
    return tallies


def _count(tally: Tally, found: Sequence[Run], gold: Sequence[Run]) -> None:
    """Add one unit's spans; each gold span is matched once, best pair first."""
    tally.found += len(found)
    tally.gold += len(gold)
    tally.exact += len({run[:2] for run in found} & {run[:2] for run in gold})
    pairs = sorted(((_overlap(run, right), i, j) for i, run in enumerate(found) for j, right in enumerate(gold)), reverse=True)
    left, taken = set(), set()
    for overlap, i, j in pairs:
        if overlap >= 0.5 and i not in left and j not in taken:
            left.add(i)
            taken.add(j)
    tally.shared += len(left)


def _overlap(left: Run, right: Run) -> float:
    """Return the F1 of the words of two spans."""
    shared = min(left[1], right[1]) - max(left[0], right[0])
    return 2 * max(0, shared) / (left[1] - left[0] + right[1] - right[0])
