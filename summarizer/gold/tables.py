"""Agreement of two readings as Markdown."""

from collections import defaultdict
from collections.abc import Mapping

from summarizer.gold.agreement import Agreement, agree
from summarizer.gold.model import Gold


def agreement_table(pairs: Mapping[str, tuple[Gold, Gold]]) -> str:
    """Return agreement per section over all articles, and F1 of overlapping marks per slice."""
    whole = agree(pairs.values())
    slices: dict[str, list[tuple[Gold, Gold]]] = defaultdict(list)
    for name, pair in pairs.items():
        slices[name.rpartition("/")[0]].append(pair)
    lines = [
        f"{len(pairs)} articles, first reading against second.",
        "",
        "| section | marks before | after | F1 same span | F1 overlapping | attributes agreeing |",
        "|---|---:|---:|---:|---:|---|",
        *(_row(name, section) for name, section in whole.items()),
        "",
        "| slice | articles | " + " | ".join(whole) + " |",
        "|---|---:|" + "---:|" * len(whole),
    ]
    for name, some in sorted(slices.items()):
        lines.append(
            f"| {name} | {len(some)} | " + " | ".join(_number(section.exact.f1) for section in agree(some).values()) + " |"
        )
    return "\n".join(lines) + "\n\nPer slice: F1 of marks with the same span.\n"


def _row(name: str, section: Agreement) -> str:
    count = section.exact
    attributes = ", ".join(
        f"{key} {_number(right / compared)} ({right}/{compared})"
        for key, (right, compared) in section.attributes.items()
        if compared
    )
    before, after = count.right + count.missed, count.right + count.spurious
    return f"| {name} | {before} | {after} | {_number(count.f1)} | {_number(section.overlapping.f1)} | {attributes} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
