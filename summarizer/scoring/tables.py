"""Scores as Markdown tables."""

from collections.abc import Iterable, Iterator, Sequence

from summarizer.scoring.counts import Count
from summarizer.scoring.daily import DailyScore
from summarizer.scoring.remarks import ACCURACIES, MEASURES
from summarizer.scoring.summary import Change, Line, RunScore

_LABELS = {
    "figures.value": "figures: value",
    "figures.bound": "figures: value and bound",
    "figures.counted": "figures: value and what is counted",
    "actors.name": "actors: name",
    "actors.kind": "actors: kind of those found",
    "statements.content": "statements: content",
    "statements.speaker": "statements: content and speaker",
    "statements.form": "statements: form of those found",
    "key_events": "key events",
}
_COUNTS_HEAD = ("P", "R", "F1", "95 %", "right", "spurious", "missed", "neutral")


def number(value: float | None) -> str:
    """Return a ratio with three places, a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|---|" + "---:|" * (len(head) - 1)
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def evaluation_page(runs: Sequence[RunScore], changes: Sequence[Change], *, misses: bool) -> str:
    """Return the evaluation of each run, all of them side by side, and what changed."""
    blocks = [list(_run(run)) for run in runs]
    if len(runs) > 1:
        blocks.insert(0, list(_side_by_side(runs)))
    if changes:
        blocks.append(list(_changes(changes)))
    if misses:
        blocks += [list(_misses(run)) for run in runs]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _side_by_side(runs: Sequence[RunScore]) -> Iterator[str]:
    lines = [run.lines() for run in runs]
    yield "F1 (precision / recall) over all articles answered:"
    yield ""
    rows = [
        [
            _LABELS[measure],
            *(
                f"{number(one[measure].count.f1)} ({number(one[measure].count.precision)} / {number(one[measure].count.recall)})"
                for one in lines
            ),
        ]
        for measure in MEASURES
    ]
    rows.append(["answered", *(f"{len(run.scores)} of {len(run.scores) + len(run.unanswered)}" for run in runs)])
    rows.append(["unsupported items", *(str(len(run.unsupported)) for run in runs)])
    yield from _table(["section", *(run.name for run in runs)], rows)


def _run(run: RunScore) -> Iterator[str]:
    asked = len(run.scores) + len(run.unanswered)
    yield f"**{run.name}**: {len(run.scores)} of {asked} articles answered, {len(run.unsupported)} unsupported items."
    for entry in run.unanswered:
        yield f"- no answer: {entry.file}" + (f" ({entry.error})" if entry.error else "")
    yield from (f"- unsupported: {line}" for line in run.unsupported)
    languages = run.languages
    for language in (None, *(languages if len(languages) > 1 else ())):
        some = sum(language in (None, score.language) for score in run.scores)
        yield ""
        yield f"All, {some} articles ({', '.join(languages)}):" if language is None else f"{language}, {some} articles:"
        yield ""
        yield from _table(
            ["section", *_COUNTS_HEAD],
            ([_LABELS[measure], *_cells(line, accuracy=measure in ACCURACIES)] for measure, line in run.lines(language).items()),
        )


def _cells(line: Line, *, accuracy: bool) -> list[str]:
    count = line.count
    interval = f"{number(line.interval.low)}–{number(line.interval.high)}" if line.interval else "–"
    if accuracy:
        return ["", "", number(count.f1), interval, str(count.right), "", str(count.missed), ""]
    return [number(count.precision), number(count.recall), number(count.f1), interval, *count_cells(count)]


def count_cells(count: Count) -> list[str]:
    """Return the four counts."""
    return [str(count.right), str(count.spurious), str(count.missed), str(count.neutral)]


def _changes(changes: Sequence[Change]) -> Iterator[str]:
    yield "Since the baseline:"
    yield ""
    rows = [
        [
            _LABELS.get(change.what, change.what),
            change.run,
            *(_any(change.what, value) for value in (change.before, change.after)),
            "worse" if change.worse else _verdict(change),
        ]
        for change in changes
    ]
    yield from _table(["section", "run", "before", "now", ""], rows)


def _any(what: str, value: float | None) -> str:
    """Return a ratio with three places, a count as it is."""
    return number(value) if what in _LABELS else str(value)


def _verdict(change: Change) -> str:
    same = change.before == change.after or change.before is None or change.after is None
    return "" if same else "changed"


def _misses(run: RunScore) -> Iterator[str]:
    yield f"**{run.name}**, item by item:"
    for score in run.scores:
        if score.remarks:
            yield ""
            yield f"{score.file}:"
        for remark in score.remarks:
            name = f" {remark.gold}" if remark.gold else ""
            yield f"- {remark.section} {remark.judgement} ({remark.code}){name}: {remark.reason}"


def daily_table(scores: Sequence[DailyScore], *, misses: bool) -> str:
    """Return the scores of daily pages: each cluster, all of them, and disagreements by class."""
    lines = ["Pairs merged, actors merged, disagreements shown (P / R / F1); items that one source alone has, kept with it:", ""]
    head = ["cluster", "merged", "within reach", "actors", "disagreements", "false flags (clean)", "only in one"]
    rows = [_daily_row(score.cluster, [score]) for score in scores]
    lines += _table(head, [*rows, _daily_row("all", scores)])
    classes = sorted({name for score in scores for name in score.classes})
    if classes:
        sums = {name: sum((score.classes.get(name, Count()) for score in scores), Count()) for name in classes}
        lines += ["", "Disagreements by class:", ""]
        lines += _table(
            ["class", "P", "R", "F1", "right", "spurious", "missed"],
            [[name, *_ratios(count), *count_cells(count)[:3]] for name, count in sums.items()],
        )
    traps = [f"- {score.cluster}: {what} ({verdict})" for score in scores for what, verdict in score.traps]
    lines += ["", "Traps:", "", *traps] if traps else []
    if misses:
        lines += ["", "Item by item:", ""]
        lines += [
            f"- {score.cluster}: {remark.section} {remark.judgement} ({remark.code}): {remark.reason}"
            for score in scores
            for remark in score.remarks
        ]
    return "\n".join(lines) + "\n"


def _ratios(count: Count) -> list[str]:
    return [number(count.precision), number(count.recall), number(count.f1)]


def _daily_row(name: str, scores: Sequence[DailyScore]) -> list[str]:
    def cell(field: str) -> str:
        return " / ".join(_ratios(sum((getattr(score, field) for score in scores), Count())))

    only = sum((score.only_in for score in scores), Count())
    clean = [score.false_flags for score in scores if score.clean]
    kept = f"{only.right} of {only.right + only.spurious + only.missed}"
    return [
        name,
        *(cell(field) for field in ("merged", "within_reach", "actors", "flagged")),
        str(sum(clean)) if clean else "–",
        kept,
    ]
