"""`summarize eval --lies GOLD…`: how many lies the checks catch, and how many truths they reject."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from summarizer.cli.messages import DONE, USAGE, say_error
from summarizer.cli.output import Output
from summarizer.errors import InputError

WORSE = 4
"""The exit code where a class got worse than the baseline."""

_UNUSED = ("briefings", "engines", "pages", "replay", "record", "engine", "misses")


def measure_lies(paths: Sequence[Path], values: dict[str, Any]) -> int:
    """Make lies and harmless rewrites of gold, check them, print the tables, and return the exit code."""
    from summarizer.evaluation import read_lies_baseline
    from summarizer.gold.reading import read_gold
    from summarizer.lies import add, case_of, try_case
    from summarizer.lies.report import describe, find_drops, lies_page, listing

    useless = [name for name in _UNUSED if _is_given(name)]
    if useless:
        raise click.UsageError(f"--lies makes its own items and asks no engine: leave out --{useless[0].replace('_', '-')}")
    read = read_gold(paths, articles=values["articles"])
    for fault in read.faults:
        say_error(fault)
    if read.faults:
        return USAGE
    try:
        baseline = read_lies_baseline(values["baseline"], read.texts) if values["baseline"] else None
    except InputError as error:
        say_error(str(error), error.hint)
        return USAGE
    trial = add([try_case(case_of(text)) for text in read.texts])
    described = describe(read.texts, trial)
    if values["form"] == "json":
        text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    elif values["show"] is not None:
        text = "".join(f"{line}\n" for line in listing(trial.wrong, values["show"]))
    else:
        text = lies_page(trial)
    with Output(values["output"]) as output:
        output.write(text)
        output.commit()
    drops = find_drops(described, baseline) if baseline else []
    for drop in drops:
        what = "caught" if drop.group == "lies" else "rejected"
        say_error(f"{drop.group}: {drop.name} got worse: {drop.before:.2%} {what} before, {drop.now:.2%} now")
    return WORSE if drops else DONE


def _is_given(name: str) -> bool:
    """Say whether an option stands on the command line."""
    context = click.get_current_context()
    return context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
