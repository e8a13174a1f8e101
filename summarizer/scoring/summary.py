"""Scores of many articles added up: by measure and language, with intervals, and against an earlier evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from summarizer.schemas import Language
from summarizer.scoring.article import ArticleScore
from summarizer.scoring.counts import Count, Interval, f1_interval, total
from summarizer.scoring.remarks import MEASURES, Measure

WORSE_BY = 0.001
"""A section got worse where its F1 fell by more than this."""


class Unanswered(NamedTuple):
    """An article without a briefing: its file, and what went wrong, None where nothing was given."""

    file: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One measure over some articles."""

    count: Count
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class RunScore:
    """What one engine, or one file of briefings, is worth; articles it did not answer are counted apart."""

    name: str
    scores: tuple[ArticleScore, ...]
    unanswered: tuple[Unanswered, ...]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of the articles answered."""
        return tuple(sorted({score.language for score in self.scores}))

    @property
    def unsupported(self) -> tuple[str, ...]:
        """The items whose evidence is not in the text, with their articles."""
        return tuple(f"{score.file}: {line}" for score in self.scores for line in score.unsupported)

    def lines(self, language: Language | None = None) -> dict[Measure, Line]:
        """Return each measure, over all articles or those of one language (micro average)."""
        some = [score for score in self.scores if language in (None, score.language)]
        counts = {measure: [score.counts[measure] for score in some] for measure in MEASURES}
        return {measure: Line(total(each), f1_interval(each)) for measure, each in counts.items()}


class Change(NamedTuple):
    """What one number was and is."""

    run: str
    what: str
    before: float | None
    after: float | None
    worse: bool


def compare(run: RunScore, before: Mapping[str, Any]) -> list[Change]:
    """Return what changed since `before`, which is the same run as an earlier evaluation has it (`describe_run`).

    Fewer answers and more unsupported items are worse too: an engine that falls silent must not look better.
    """
    after = describe_run(run)
    changes = []
    for measure in MEASURES:
        old, new = (data["sections"].get(measure, {}).get("f1") for data in (before, after))
        changes.append(Change(run.name, measure, old, new, old is not None and (new is None or old - new > WORSE_BY)))
    answered = Change(run.name, "answered", before["answered"], after["answered"], after["answered"] < before["answered"])
    old_wrong, new_wrong = len(before["unsupported"]), len(after["unsupported"])
    return [*changes, answered, Change(run.name, "unsupported", old_wrong, new_wrong, new_wrong > old_wrong)]


def describe_run(run: RunScore) -> dict[str, Any]:
    """Return everything about a run as JSON holds it."""
    return {
        "name": run.name,
        "asked": len(run.scores) + len(run.unanswered),
        "answered": len(run.scores),
        "unanswered": [entry._asdict() for entry in run.unanswered],
        "unsupported": list(run.unsupported),
        "sections": _described(run.lines()),
        "languages": {language: _described(run.lines(language)) for language in run.languages},
        "articles": [
            {
                "id": score.article,
                "file": score.file,
                "language": score.language,
                "sections": {measure: describe_count(count) for measure, count in score.counts.items()},
                "remarks": [
                    {name: value for name in remark.__slots__ if (value := getattr(remark, name)) is not None}
                    for remark in score.remarks
                ],
            }
            for score in run.scores
        ],
    }


def _described(lines: Mapping[Measure, Line]) -> dict[str, Any]:
    return {
        measure: describe_count(line.count) | ({"interval": [round(end, 4) for end in line.interval]} if line.interval else {})
        for measure, line in lines.items()
    }


def describe_count(count: Count) -> dict[str, Any]:
    """Return a count with what follows from it."""
    known = {name: getattr(count, name) for name in ("right", "spurious", "missed", "neutral")}
    return known | {name: _rounded(getattr(count, name)) for name in ("precision", "recall", "f1")}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def judge(runs: Sequence[RunScore], baseline: Mapping[str, Any]) -> list[Change]:
    """Return what changed in each run that `baseline` (`evaluation/1`) has too: by name, or the only one against the only one."""
    before = {data["name"]: data for data in baseline["runs"]}
    if len(runs) == 1 and len(before) == 1:
        return compare(runs[0], next(iter(before.values())))
    return [change for run in runs if run.name in before for change in compare(run, before[run.name])]
