"""Every compiled pattern of the package, and texts that make a pattern with two ways to read the same letters search for long."""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import summarizer

CHARACTERS = 2_000
"""The longest sentence: most patterns never see more at once."""
LIMIT_S = 1.0
"""Of the process's own time, for one pattern and one text; a linear search takes some milliseconds."""

PIECES = (
    "a", "A", " ", "\n", "\t", "1", "1.", "1,", "1 ", ".", ",", "-", "- ", "–", "'", '"', "„", "“", "(", ")", "[", "]",
    "[^", "<", ">",
    "<a ", "&", "#", "*", "**", "_", "`", "~", "|", "| ", "\\", "/", "//", "www.", ":", "; ", "a ", "A ", "Aa ", "a-", "a, ", "a. ",
    "und ", "and ", "der ", "the ", "von der ", "of the ", "nicht ", "not ", "ein ", "mehr als ", "more than ", "mindestens ",
    "zwei ", "hundert", "tausend", "two ", "hundred and ", "Million ", "1.000 ", "12. ", "12. Februar ", "Monday ", "im ", "wurde ",
    "sagte ", "said ", "laut ", "according to ", "dass ", "that ", "ignore ", "ignoriere ", "du bist ", "you are ", "in your ",
    "wenn du ", "say ", "please ", "alle bisherigen ", "all previous ", "<|", "--- ", "é", "ß", "\u00a0", "\u200b",
    "a\n", "\n\n", "a: ",
    "\n- ", "title: ", "---\n", "1 - ", "1/2 ", "€ ", "% ", "EU-", "Dr. ", "z. B. ", "Abc Def ", "er ", "she ", "zu ", "to ",
)  # fmt: skip


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every compiled pattern that a module of the package has, with its place, each once."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    # In a checkout the package also looks one folder up, where it would find itself.
    for info in pkgutil.walk_packages([str(Path(summarizer.__file__).parent)], "summarizer."):
        if info.name.endswith("__main__") or info.name.startswith(("summarizer.prompts", "summarizer.gold")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for pattern in _inside(value):
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}:{name}", pattern))
    return [found[key] for key in sorted(found)]


def _inside(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth < 4 and isinstance(value, dict):
        for one in value.values():
            yield from _inside(one, depth + 1)
    elif depth < 4 and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _inside(one, depth + 1)


def texts() -> Iterator[str]:
    """Yield adversarial texts: each piece repeated, with an end that fails."""
    for piece in PIECES:
        yield (piece * CHARACTERS)[:CHARACTERS] + "\0!"


def _too_long(_number: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def slow(chosen: Iterable[tuple[str, re.Pattern[str]]]) -> Iterator[str]:
    """Yield a line for each pattern that a text holds up."""
    before = signal.signal(signal.SIGPROF, _too_long)
    adversarial = list(texts())
    for place, pattern in chosen:
        for text in adversarial:
            # The timer is for this process's own time, so that a busy machine does not matter.
            signal.setitimer(signal.ITIMER_PROF, LIMIT_S)
            try:
                sum(1 for _ in pattern.finditer(text))
                pattern.match(text)
            except TimeoutError:
                yield f"{place}: {text[:20]!r}"
                break
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)
