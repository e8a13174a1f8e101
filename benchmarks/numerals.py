"""Score `find_amounts` against annotated articles: python benchmarks/numerals.py [--misses] PATH...

A figure is found where a span overlaps and the value is equal (either end, two per cent of play for rounded
fractions), one to one; the bound is scored over found figures. Paths are XML files or folders of them.
"""

import argparse
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from summarizer.numerals import Amount, find_amounts

if TYPE_CHECKING:
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
    return any(
        abs(value * scale - wanted) <= abs(wanted) * Decimal("0.02")
        for value in values
        for wanted in mark.values
        for scale in scales
    )


def around(text: str, start: int, end: int) -> str:
    """Return a place of a text with its surroundings on one line."""
    return f"[{text[start:end]}] … {' '.join(text[max(0, start - 50) : end + 40].split())}"


def score(path: Path, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Count one article's hits and yield its misses in words."""
    root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own annotated files
    language: Language = "de" if root.get("lang") == "de" else "en"
    text, marks = read_marks(root)
    amounts = find_amounts(text, language)
    # The second reading is the warm one; processor time, since others share the machine.
    started = time.process_time_ns()
    find_amounts(text, language)
    counts[language, "nanoseconds"] += time.process_time_ns() - started
    counts[language, "characters"] += len(text)
    file = f"{path.parent.name}/{path.name}"
    left = list(amounts)
    for mark in marks:
        hit = next((amount for amount in left if agrees(mark, amount)), None)
        place = around(text, mark.start, mark.end)
        counts[language, "marks"] += 1
        if hit is None:
            near = [
                str(amount.stated[0]) for amount in amounts if amount.start < mark.end and mark.start < amount.end and amount.stated
            ]
            yield f"MISSED {file} {place} marked {', '.join(map(str, mark.values))}, read as {', '.join(near)}"
            continue
        left.remove(hit)
        counts[language, "hit"] += 1
        counts[language, "bound"] += hit.bound == mark.bound
        if hit.bound != mark.bound:
            yield f"BOUND {file} {place} marked {mark.bound}, read as {hit.bound} in [{hit.text}]"
    counts[language, "extra"] += len(left)
    for amount in left:
        yield f"EXTRA {file} {around(text, amount.start, amount.end)} {amount.bound} {', '.join(map(str, amount.stated))}"


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
        recall = hit / counts[language, "marks"]
        speed = counts[language, "nanoseconds"] / max(1, counts[language, "characters"]) * 3300 / 1e6
        print(
            f"{language}: figures {counts[language, 'marks']}, P {precision:.3f} R {recall:.3f} "
            f"F1 {2 * precision * recall / (precision + recall):.3f}, bound {counts[language, 'bound'] / hit:.3f}, "
            f"{speed:.2f} ms per 3,300 characters"
        )


if __name__ == "__main__":
    main()
