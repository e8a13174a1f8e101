"""Score `find_amounts` against annotated articles: python benchmarks/numerals.py [--misses] PATH...

A figure is found where a span overlaps and the value is equal (either end, two per cent of play for rounded
fractions), one to one; the bound is scored over found figures. Paths are XML files or folders of them.
"""

import argparse
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from summarizer.numerals import Amount, find_amounts
from summarizer.schemas import Language


class Mark(NamedTuple):
    """An annotated figure with its place in the bare text."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    bound: str


def read_marks(root: ET.Element) -> tuple[str, list[Mark]]:
    """Return the bare text of an annotated article and its figures."""
    pieces: list[str] = []
    marks: list[Mark] = []
    length = 0

    def walk(element: ET.Element) -> None:
        nonlocal length
        start = length
        for piece in (element.text, *(element for element in element)):
            if isinstance(piece, str):
                pieces.append(piece)
                length += len(piece)
            elif piece is not None:
                walk(piece)
                tail = piece.tail or ""
                pieces.append(tail)
                length += len(tail)
        if element.tag == "figure":
            values = tuple(Decimal(value) for value in (element.get("value") or "").split("..") if value)
            marks.append(Mark(start, length, values, element.get("bound") or ""))

    walk(root)
    return "".join(pieces), sorted(marks)


def agrees(mark: Mark, amount: Amount) -> bool:
    """Say whether an amount overlaps a mark and carries its value; a mark without a value takes any vague amount."""
    if amount.end <= mark.start or mark.end <= amount.start:
        return False
    if not mark.values:
        return amount.bound == "vague"
    values = amount.stated or ((amount.low,) if amount.low is not None else ())
    scales = (Decimal(1), Decimal(100), Decimal("0.01")) if amount.unit == "%" or mark.values[0] < 1 else (Decimal(1),)
    return any(abs(value * scale - wanted) <= abs(wanted) * Decimal("0.02") for value in values for wanted in mark.values for scale in scales)


def score(path: Path, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Count one article's hits and yield its misses in words."""
    root = ET.parse(path).getroot()
    language: Language = "de" if root.get("lang") == "de" else "en"
    text, marks = read_marks(root)
    started = time.perf_counter()
    amounts = find_amounts(text, language)
    counts[language, "microseconds"] += round((time.perf_counter() - started) * 1e6)
    counts[language, "characters"] += len(text)
    left = list(amounts)
    for mark in marks:
        hit = next((amount for amount in left if agrees(mark, amount)), None)
        context = " ".join(text[max(0, mark.start - 50) : mark.end + 40].split())
        if hit is None:
            counts[language, "missed"] += 1
            near = next((amount for amount in amounts if amount.start < mark.end and mark.start < amount.end), None)
            yield f"MISSED {path.parent.name}/{path.name} [{text[mark.start : mark.end]}] {mark.values} read as {near and near.stated} … {context}"
            continue
        left.remove(hit)
        counts[language, "hit"] += 1
        if hit.bound == mark.bound:
            counts[language, "bound"] += 1
        else:
            yield f"BOUND {path.parent.name}/{path.name} [{text[mark.start : mark.end]}] {mark.bound}, read {hit.bound} [{hit.text}] … {context}"
    for amount in left:
        counts[language, "extra"] += 1
        context = " ".join(text[max(0, amount.start - 50) : amount.end + 40].split())
        yield f"EXTRA {path.parent.name}/{path.name} [{amount.text}] {amount.stated} {amount.bound} … {context}"


def main() -> None:
    """Score all articles and print one line per language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every miss, wrong bound and extra figure")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for path in options.paths:
        for file in sorted(path.rglob("*.xml")) if path.is_dir() else [path]:
            lines = list(score(file, counts))
            if options.misses and lines:
                print("\n".join(lines))
    for language in ("de", "en"):
        hit = counts[language, "hit"]
        if not hit:
            continue
        precision = hit / (hit + counts[language, "extra"])
        recall = hit / (hit + counts[language, "missed"])
        speed = counts[language, "microseconds"] / max(1, counts[language, "characters"]) * 3.3
        print(
            f"{language}: figures {hit + counts[language, 'missed']}, P {precision:.3f} R {recall:.3f} "
            f"F1 {2 * precision * recall / (precision + recall):.3f}, bound {counts[language, 'bound'] / hit:.3f}, "
            f"{speed:.2f} ms per 3,300 characters"
        )


if __name__ == "__main__":
    sys.exit(main())
