"""docs/benchmarks.md from one run: `python -m benchmarks.page [--langextract PYTHON] [--held-out] [--only PART…]`.

Each part is a program of its own, run one after the other; what it prints stands on the page as it is, under the command that
anyone can run again. With --only, the parts named are run and printed, and no page is written.
"""

import argparse
import datetime
import importlib.metadata
import os
import platform
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.plots import bars

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
IMAGES = ROOT / "docs" / "images"
PACKAGES = ("openai", "instructor", "pydantic", "simplemma", "rapidfuzz", "xllamacpp", "distributed", "langextract")


class Plot(NamedTuple):
    """Bars made of a part's output: every line that `pattern` matches, with its groups `label` and `value`."""

    title: str
    pattern: str


class Part(NamedTuple):
    """One measurement: its name, what it answers, the command after `python`, whether langextract is compared."""

    name: str
    question: str
    command: str
    peer: bool = False
    held_out: bool = False
    plot: Plot | None = None
    until: str | None = None
    """Where on the page it ends: the rest is longer than a page of numbers can be, and comes with the command."""


_ENGINES_END, _LIES_END, _DAY_END = "\n**", "\nLies, by section", "\nTraps:"
_DEVELOPMENT, _HELD = "fixtures/gold/development", "fixtures/gold/held"
PARTS = (
    Part("start-up", "How long does `summarize --help` take?", "benchmarks/startup.py"),
    Part("article", "What of our own does an article take, by stage, the client left out?", "benchmarks/article.py"),
    Part(
        "tokens",
        "What do prompt and reply take in tokens, against quoting and against langextract?",
        "benchmarks/tokens.py",
        peer=True,
    ),
    Part(
        "grounding",
        "What does a check take, and which lies do peers let pass?",
        f"benchmarks/grounding.py {_DEVELOPMENT}",
        peer=True,
    ),
    Part(
        "batch",
        "What does a batch take beside a bare client loop, langextract's workers and threads over instructor?",
        "-m benchmarks.batch --articles 1000",
        peer=True,
    ),
    Part("memory", "Does a batch's memory grow with the articles?", "-m benchmarks.batch_memory --articles 5000 --every 1000"),
    Part("cluster", "Two dask workers against one process", "-m benchmarks.cluster --articles 100"),
    Part("serve", "Fifty users at once", "-m benchmarks.serve"),
    Part(
        "merge",
        "How does the daily merge grow?",
        "benchmarks/merge.py",
        plot=Plot("Processor seconds of the merge, by briefings", r"^ *(?P<label>[\d,]+) +(?P<value>[\d.]+) .*\d$"),
    ),
    Part("embedded", "How fast is the embedded model, and how much of llama.cpp's throughput is kept?", "benchmarks/embedded.py"),
    Part(
        "langextract on the embedded model",
        "The same weights under langextract",
        "benchmarks/langextract_local.py --threads 1 --each 1",
        peer=True,
    ),
    Part(
        "engines",
        "How good are the engines on development gold?",
        f"-m summarizer eval {_DEVELOPMENT} --engines rules,local --quiet",
        until=_ENGINES_END,
    ),
    Part(
        "lies",
        "Which lies pass, which true items are refused, on development gold?",
        f"-m summarizer eval --lies {_DEVELOPMENT}",
        until=_LIES_END,
    ),
    Part(
        "disagreements",
        "Which disagreements of a day are found, on development clusters?",
        "-m summarizer eval --daily fixtures/gold/clusters/development/* --engines rules,local --quiet",
        until=_DAY_END,
    ),
    Part(
        "engines, held out",
        "The same on gold that nothing was tuned on",
        f"-m summarizer eval {_HELD} --engines rules,local --quiet",
        held_out=True,
        until=_ENGINES_END,
    ),
    Part(
        "lies, held out",
        "The same on gold that nothing was tuned on",
        f"-m summarizer eval --lies {_HELD}",
        held_out=True,
        until=_LIES_END,
    ),
    Part(
        "disagreements, held out",
        "The same on clusters that nothing was tuned on",
        "-m summarizer eval --daily fixtures/gold/clusters/held/* --engines rules,local --quiet",
        held_out=True,
        until=_DAY_END,
    ),
)


def run(part: Part, langextract: Path | None) -> tuple[str, float]:
    """Return what a part prints and the seconds it took; of one that fails, what it printed until then, and how it ended."""
    words = [file for word in shlex.split(part.command) for file in _expanded(word)]
    if part.peer and langextract:
        words += ["--python" if "langextract_local" in part.command else "--langextract", str(langextract)]
    began = time.perf_counter()
    done = subprocess.run([sys.executable, *words], check=False, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        print(f"error: {part.name}: exit code {done.returncode}\n{done.stderr[-2000:]}", file=sys.stderr)
        return f"{done.stdout}failed with exit code {done.returncode}", time.perf_counter() - began
    return done.stdout.rstrip(), time.perf_counter() - began


def _expanded(word: str) -> list[str]:
    """Return the files of a pattern as a shell would, from the root of the checkout."""
    if "*" not in word:
        return [word]
    return [path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob(word))]


def section(part: Part, printed: str, seconds: float) -> str:
    """Return one part of the page, and write its picture beside the page."""
    shown = f"python {part.command}" + (" --langextract DIR/bin/python" if part.peer else "")
    shown = shown.replace("python -m summarizer ", "summarize ").replace("--each 1 --langextract", "--each 1 --python")
    lines = [f"## {part.name[0].upper()}{part.name[1:]}", "", part.question, "", f"`{shown}` ({seconds:.0f} s)", ""]
    found = re.finditer(part.plot.pattern, printed, re.MULTILINE) if part.plot else ()
    if part.plot and (values := [(one["label"], float(one["value"].replace(",", ""))) for one in found]):
        image = IMAGES / f"benchmark-{part.name.replace(' ', '-')}.svg"
        image.write_text(bars(part.plot.title, values), encoding="utf-8")
        lines += [f"![{part.plot.title}](images/{image.name})", ""]
    if part.until:
        printed = printed.partition(part.until)[0].rstrip()
    # A table in Markdown stays one; what is laid out in columns is kept as it is.
    shown = re.sub(r"^#+ ", "### ", printed, flags=re.MULTILINE) if "\n|" in printed else f"```text\n{printed}\n```"
    return "\n".join([*lines, shown, ""])


def machine() -> str:
    """Return one line on processor, cores, memory, system and versions."""
    cpu = next((line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "")
    total = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    versions = []
    for name in PACKAGES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    load = os.getloadavg()[0]
    where = (
        f"{cpu or platform.machine()}, {os.cpu_count()} cores, {total} GiB, {platform.system()}, Python {platform.python_version()}"
    )
    return f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}: {where}; load before the run {load:.1f}. {', '.join(versions)}."


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts, and write the page unless only some were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--langextract", type=Path, metavar="PYTHON", help="interpreter of an environment with langextract")
    parser.add_argument("--held-out", action="store_true", help="score held-out gold too; once for a release, never while tuning")
    parser.add_argument("--only", nargs="+", choices=[part.name for part in PARTS], metavar="PART")
    options = parser.parse_args(arguments)
    IMAGES.mkdir(exist_ok=True)
    sections = []
    head = machine()
    for part in PARTS:
        if (part.name not in options.only) if options.only else (part.held_out and not options.held_out):
            continue
        print(f"== {part.name}", file=sys.stderr, flush=True)
        sections.append(section(part, *run(part, options.langextract)))
        print(sections[-1], flush=True)
    if not options.only:
        introduction = "Written by `make bench`, in one run, one program after the other. Ratios carry further than seconds."
        PAGE.write_text("\n".join(["# Benchmarks", "", introduction, "", head, "", *sections]), encoding="utf-8")


if __name__ == "__main__":
    main()
