"""Time of grounding: python benchmarks/grounding.py [short].

Prints milliseconds per item and per article for the recorded replies, cold (a new process) and warm (best of several),
and for one line of 1 MB with 200 items.
"""

import functools
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from summarizer.articles import load_article, read_article
from summarizer.grounding import Source, ground
from summarizer.schemas import BriefingDraft, DraftActor, DraftFigure, DraftStatement
from summarizer.sentences import split_sentences

FIXTURES = Path(__file__).parent.parent / "fixtures"
ROUNDS = 7
LINE = "Am Montag meldete die Behörde {0} Fälle, sagte Anna Weber der Zeitung, „das ist Lage {0} von vielen“, und sonst nichts. "


def main() -> None:
    """Print one line per article and state."""
    if sys.argv[1:] == ["cold"]:
        print(f"{_milliseconds(lambda: [_ground(path) for path in _articles()[:1]], rounds=1):.1f}")
        return
    cold = subprocess.run([sys.executable, __file__, "cold"], check=True, capture_output=True, text=True)
    print(f"cold, first article of a process: {cold.stdout.strip()} ms")
    for path in _articles():
        count = _ground(path)
        spent = _milliseconds(functools.partial(_ground, path), rounds=ROUNDS)
        print(f"warm, {path.stem}: {spent:.1f} ms, {count} items, {spent / count:.2f} ms an item")
    for megabytes in (0.25, 0.5, 1.0) if sys.argv[1:] != ["short"] else ():
        spent = _milliseconds(functools.partial(_ground_line, megabytes), rounds=1)
        print(f"one line of {megabytes} MB, 200 items: {spent:.0f} ms")


def _articles() -> list[Path]:
    return sorted((FIXTURES / "articles").glob("*.txt"))


def _milliseconds(work: Callable[[], object], *, rounds: int) -> float:
    """Return the best time of several."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times) * 1000


def _ground(path: Path) -> int:
    """Ground the recorded reply to an article, sentences and all; return the number of items."""
    article = load_article(path)
    recorded = json.loads((FIXTURES / "recordings" / f"{article.id}.endpoint.json").read_text(encoding="utf-8"))
    draft = BriefingDraft.model_validate(
        recorded["interactions"][0]["response"]["json"]["choices"][0]["message"]["content"]["$json"]
    )
    return len(ground(draft, Source(article, split_sentences(article.text, article.language))))


def _ground_line(megabytes: float) -> int:
    """Ground 200 items on a single long line."""
    article = read_article("".join(LINE.format(number) for number in range(int(megabytes * 1e6) // len(LINE))), language="de")
    sentences = split_sentences(article.text, "de")
    total = len(sentences)
    cited = [(1 + number * total // 70,) for number in range(67)]
    draft = BriefingDraft(
        headline=None,
        summary=(),
        key_events=(),
        figures=tuple(DraftFigure(amount=f"{one[0]} Fälle", counts="Fälle", claimant=None, sentences=one) for one in cited),
        actors=tuple(
            DraftActor(name=f"Anna Weber {one[0]}"[: 10 + one[0] % 2], kind="person", role=None, sentences=one) for one in cited
        ),
        statements=tuple(
            DraftStatement(
                speaker="Anna Weber", cue="sagte", content=f"das ist Lage {one[0]} von vielen", form="direct", sentences=one
            )
            for one in cited
        ),
    )
    return len(ground(draft, Source(article, sentences)))


if __name__ == "__main__":
    main()
