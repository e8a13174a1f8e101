"""Break the code on purpose, one small change at a time, and see whether a test notices: python -m fuzz.mutation PACKAGE.

A sample is drawn from all changes that mutmut's operators know inside functions (not in word lists and patterns), the seed says
which. mutmut itself would run them all, a day of two cores; so only its operators are used. Each change is made in a copy of
the project and tried in a fork of a process that has everything but the project loaded: first with the package's own tests,
where these notice nothing with those that also depend on it. Printed: changes that no test noticed, and the counts.
"""

import argparse
import contextlib
import difflib
import importlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from libcst import Module, parse_module
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

ROOT = Path(__file__).parent.parent
PROJECT = ("summarizer", "schemas", "tests", "training", "fuzz", "benchmarks")
TESTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "numerals": (
        ("numerals", "numerals_bounds", "numerals_exclusions", "numerals_rules"),
        ("grounding", "grounding_figures", "grounding_texts", "grounding_scope"),
    ),
    "grounding": (
        ("grounding", "grounding_figures", "grounding_statements", "grounding_speakers", "grounding_scope", "grounding_texts"),
        ("grounding_lines", "grounding_samples", "grounding_laws"),
    ),
    "merge": (("merge", "merge_measures", "merge_names"), ("merge_samples", "merge_written", "merge_laws")),
}
"""For each package the tests that are tried first, and those for what they do not notice."""

PYTEST = (
    "-q",
    "-x",
    *("-p", "pytest_socket", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
    *("-m", "not model and not slow"),
)


class Change(NamedTuple):
    """One change: the file, its text afterwards, and the lines that differ."""

    path: Path
    text: str
    lines: str


def mutations(text: str) -> tuple[Module, list[Mutation]]:
    """Return the parsed text and every change of it."""
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    return MetadataWrapper(parse_module(text)).visit(visitor), visitor.mutations


def changes(package: str) -> list[tuple[Path, int]]:
    """Return every change that can be made in the functions of a package, as a file and a number."""
    found = []
    for path in sorted((ROOT / "summarizer" / package).glob("*.py")):
        _, every = mutations(path.read_text("utf-8"))
        found += [(path, number) for number, one in enumerate(every) if one.contained_by_top_level_function]
    return found


def make(path: Path, number: int) -> Change:
    """Make one change of a file."""
    before = path.read_text("utf-8")
    module, every = mutations(before)
    changed = module.deep_replace(every[number].original_node, every[number].mutated_node)
    assert isinstance(changed, Module)
    text = changed.code
    told = list(difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=0))[2:]
    return Change(path, text, "\n    ".join(told))


def copy_project(folder: Path) -> None:
    """Copy what the tests need; held-out gold is not among it."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")  # noqa: S607 - the git of the PATH
    for name in names:
        if name and "/held/" not in name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())


def preload(folder: Path, tests: tuple[str, ...]) -> None:
    """Load here what the tests load, but the project: every fork then begins with it."""
    told = folder / "modules.txt"
    if _in_fork(folder, tests, 3_600, told) != 0:
        sys.exit("the tests do not pass as it is")
    for name in told.read_text("utf-8").splitlines():
        if name.partition(".")[0] not in PROJECT and not name.startswith("_pytest.assertion.rewrite"):
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    import simplemma

    for language in ("de", "en"):
        simplemma.lemmatize("Brücke", lang=language)
        simplemma.is_known("Brücke", lang=language)
    if _in_fork(folder, tests, 3_600) != 0:
        sys.exit("the tests do not pass in a warm process")


def _in_fork(folder: Path, tests: tuple[str, ...], limit_s: float, told: Path | None = None) -> int:
    """Run tests in a fork of this process; return pytest's exit code, or 124 where it took too long."""
    child = os.fork()
    if child == 0:
        _test(folder, tests, told)
    ends = time.monotonic() + limit_s
    while time.monotonic() < ends:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 124


def _test(folder: Path, tests: tuple[str, ...], told: Path | None) -> None:
    """Run pytest in the copy, and end this process."""
    code = 99
    try:
        os.setpgid(0, 0)
        os.chdir(folder)
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(folder))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        # Of the plugins that are installed only the one that pyproject.toml has options for.
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        # Hypothesis draws the same examples every time then, and knows no deadline.
        os.environ["CI"] = "true"
        import pytest

        code = int(pytest.main([*PYTEST, *(name if "/" in name else f"tests/test_{name}.py" for name in tests)]))
        if told:
            told.write_text("\n".join(sys.modules), encoding="utf-8")
    finally:
        os._exit(code)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Draw, try, print."""
    parser = argparse.ArgumentParser(description="Mutation testing of a package, on a sample.")
    parser.add_argument("package", choices=TESTS)
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60)
    chosen = parser.parse_args()
    first, second = TESTS[chosen.package]
    # Examples in docstrings too.
    first = (f"summarizer/{chosen.package}", *first)
    every = changes(chosen.package)
    drawn = random.Random(chosen.seed).sample(every, min(chosen.sample, len(every)))  # noqa: S311 - a sample, no secret
    ends = time.monotonic() + chosen.minutes * 60
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="mutation-") as name:
        folder = Path(name)
        copy_project(folder)
        preload(folder, (*first, *second))
        for path, number in drawn:
            if time.monotonic() > ends:
                say("time is up")
                break
            change = make(path, number)
            place = folder / path.relative_to(ROOT)
            place.write_text(change.text, encoding="utf-8")
            outcome = "own tests" if _in_fork(folder, first, 300) else None
            outcome = outcome or ("further tests" if _in_fork(folder, second, 900) else "nothing")
            place.write_bytes(path.read_bytes())
            count[outcome] += 1
            if count.total() % 10 == 0:
                sys.stderr.write(f"{count.total()} tried: {dict(count)}\n")
            if outcome != "own tests":
                say(f"{outcome}: {path.relative_to(ROOT)}\n    {change.lines}")
    tried = count.total()
    say(
        f"{chosen.package}: {tried} of {len(every)} changes, seed {chosen.seed}: {tried - count['nothing']} noticed, "
        f"{count['own tests']} of them by the package's own tests; not noticed: {count['nothing']}"
    )


if __name__ == "__main__":
    main()
