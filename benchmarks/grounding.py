"""Time of grounding, and what peers make of the same lies: python benchmarks/grounding.py GOLD… [--langextract PYTHON] [--short].

Prints milliseconds per item and per article over the true items of GOLD, and for one line of 10 kB, 100 kB and 1 MB with
200 items. With --langextract, the interpreter of an environment where langextract is installed, its aligner does the same items,
and the share of lies that it gives a location stands beside ours; likewise of instructor's CitationMixin, which is at hand.
"""

import argparse
import functools
import json
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from summarizer.articles import read_article
from summarizer.gold.reading import read_gold
from summarizer.grounding import DraftItem, Source, ground, ground_item
from summarizer.lies import Case, Variant, case_of, tell
from summarizer.schemas import BriefingDraft, DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement
from summarizer.sentences import split_sentences

INSTALL = "python -m venv DIR && DIR/bin/pip install langextract, then --langextract DIR/bin/python"
ROUNDS = 3
LINE = "Am Montag meldete die Behörde {0} Fälle, sagte Anna Weber der Zeitung, „das ist Lage {0} von vielen“, und sonst nichts. "
COMPARED = (
    "figures: digit changed",
    "figures: number word changed",
    "figures: scale changed",
    "figures: decimal comma moved",
    "figures: bound turned",
    "figures: unit swapped",
    "figures: currency swapped",
    "statements: word changed",
    "statements: words exchanged",
    "statements: negation added",
    "statements: negation removed",
    "actors: name altered",
    "actors: name invented",
)
"""Classes whose lie stands in the copied words themselves, the only ones that the peers look at."""
MOST = 200
"""Lies of a class that the peers are asked about."""


class Lie(NamedTuple):
    """A lie, the article that it is about, and the words that a peer is asked to locate."""

    case: Case
    variant: Variant
    words: str


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--langextract", type=Path, metavar="PYTHON")
    parser.add_argument("--short", action="store_true", help="leave the long lines out")
    arguments = parser.parse_args()
    cases = [case_of(text) for text in read_gold(arguments.gold).texts]
    lies = _lies(cases)
    peer = _ask_langextract(arguments.langextract, cases, lies) if arguments.langextract else None
    if peer is None:
        print(f"langextract is left out; {INSTALL}")
    _print_times(cases, peer)
    for size in (10_000, 100_000, 1_000_000) if not arguments.short else ():
        seconds = _best(_long_line(size))
        print(f"one line of {size / 1000:.0f} kB, 200 items: {seconds * 1000:.0f} ms")
    _print_lies(cases, lies, peer)


def _words(draft: DraftItem) -> str:
    """Return the words of an item that stand in the article."""
    match draft:
        case DraftFigure():
            return draft.amount
        case DraftActor():
            return draft.name
        case DraftStatement():
            return draft.content
        case DraftEvent():
            return draft.title
        case DraftLine():
            return draft.text


def _lies(cases: Sequence[Case]) -> dict[str, list[Lie]]:
    """Return the lies of the compared classes."""
    chosen: dict[str, list[Lie]] = defaultdict(list)
    for case in cases:
        for item in case.items:
            for variant in tell(item, case):
                if variant.name in COMPARED and len(chosen[variant.name]) < MOST:
                    chosen[variant.name].append(Lie(case, variant, _words(variant.draft)))
    return chosen


def _ask_langextract(python: Path, cases: Sequence[Case], lies: dict[str, list[Lie]]) -> list[dict[str, Any]]:
    """Return, article by article, the seconds for its items and which lies are located."""
    tasks = [
        {
            "text": case.source.text,
            "items": [_words(item.draft) for item in case.items],
            "lies": [lie.words for name in COMPARED for lie in lies[name] if lie.case is case],
        }
        for case in cases
    ]
    script = Path(__file__).with_name("langextract_aligner.py")
    done = subprocess.run([python, script], input=json.dumps(tasks), check=True, capture_output=True, text=True)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def _print_times(cases: Sequence[Case], peer: list[dict[str, Any]] | None) -> None:
    items = sum(len(case.items) for case in cases)
    ours = sum(_best(functools.partial(_ground, case)) for case in cases)
    print(
        f"{len(cases)} articles, {items} items: {ours * 1000 / items:.3f} ms an item, {ours * 1000 / len(cases):.1f} ms an article"
    )
    if peer:
        theirs = sum(answer["seconds"] for answer in peer)
        print(f"langextract's aligner: {theirs * 1000 / items:.3f} ms an item, {theirs * 1000 / len(cases):.1f} ms an article")
        print(f"ratio: {theirs / ours:.1f}")


def _ground(case: Case) -> None:
    """Ground all items of an article, its words read anew."""
    source = Source(case.source.article, case.source.sentences)
    for item in case.items:
        ground_item(item.section, item.draft, source, by="model", cast=case.cast)


def _best(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the best time of several, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def _print_lies(cases: Sequence[Case], lies: dict[str, list[Lie]], peer: list[dict[str, Any]] | None) -> None:
    """Print the share of lies that each tool lets pass."""
    located: dict[str, int] = defaultdict(int)
    for case, answer in zip(cases, peer or (), strict=False):
        names = [name for name in COMPARED for lie in lies[name] if lie.case is case]
        for name, kept in zip(names, answer["kept"], strict=True):
            located[name] += kept
    print("\n| lies that pass | lies | here | langextract: located | instructor: corrected |\n|---|---:|---:|---:|---:|")
    for name in COMPARED:
        some = lies[name]
        passed, corrected = sum(map(_passes, some)), sum(map(_is_corrected, some))
        cells = (passed, located[name] if peer else None, corrected)
        print(f"| {name} | {len(some)} | {' | '.join(_share(cell, len(some)) for cell in cells)} |")


def _share(part: int | None, total: int) -> str:
    return "–" if part is None or not total else f"{part / total:.0%}".replace("%", " %")


def _passes(lie: Lie) -> bool:
    item = lie.variant.item
    return ground_item(item.section, lie.variant.draft, lie.case.source, by="model", cast=lie.case.cast).item is not None


def _is_corrected(lie: Lie) -> bool:
    """Say whether CitationMixin takes the words for a quotation of the article; it puts there what it found instead."""
    from instructor import CitationMixin

    known = {"context": lie.case.source.text}
    return bool(CitationMixin.model_validate({"substring_quotes": [lie.words]}, context=known).substring_quotes)


def _long_line(size: int) -> Callable[[], object]:
    """Return the work of grounding 200 items on a single line of so many characters; reading its sentences is part of it."""
    text = "".join(LINE.format(number) for number in range(size // len(LINE) + 1))[:size]
    article = read_article(text, language="de")
    sentences = split_sentences(article.text, "de")
    cited = [(1 + number * len(sentences) // 70,) for number in range(67)]
    draft = BriefingDraft(
        headline=None,
        summary=(),
        key_events=(),
        figures=tuple(DraftFigure(amount=f"{one[0]} Fälle", counts="Fälle", claimant=None, sentences=one) for one in cited),
        actors=tuple(DraftActor(name="Anna Weber", kind="person", role=None, sentences=one) for one in cited),
        statements=tuple(
            DraftStatement(
                speaker="Anna Weber", cue="sagte", content=f"das ist Lage {one[0]} von vielen", form="direct", sentences=one
            )
            for one in cited
        ),
    )
    return lambda: ground(draft, Source(article, split_sentences(article.text, "de")))


if __name__ == "__main__":
    main()
