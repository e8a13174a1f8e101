"""`summarize eval GOLD…`: briefings, saved or fresh, measured against gold."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from summarizer.cli.messages import DONE, NOTHING_PRODUCED, PARTLY_FAILED, USAGE, say, say_error
from summarizer.cli.options import make_settings, options
from summarizer.cli.output import Output
from summarizer.cli.writing import form_of_name
from summarizer.errors import InputError
from summarizer.settings import EngineChoice, Settings

if TYPE_CHECKING:
    from summarizer.evaluation import Answers
    from summarizer.gold.findings import Cluster
    from summarizer.gold.model import GoldText
    from summarizer.scoring.daily import DailyScore

WORSE = 4
"""The exit code where a section got worse than the baseline."""

_OPTIONS = (
    "output",
    "record",
    "replay",
    "quiet",
    "verbose",
    "engine",
    "model",
    "base_url",
    "prompts",
    "strict",
    "offline",
    "timeout_s",
    "retries",
    "concurrency",
)


def _file(**attributes: Any) -> Any:
    return click.Path(exists=True, path_type=Path, **attributes)


def _engines(_ctx: click.Context, _option: click.Parameter, value: str | None) -> tuple[EngineChoice, ...]:
    """Read names of engines between commas."""
    names = value.split(",") if value else []
    engines: dict[str, EngineChoice] = {name: name for name in get_args(EngineChoice)}
    if len({name for name in names if name in engines}) < len(names):
        raise click.BadParameter(f"{value!r}: name each engine once, of {', '.join(engines)}")
    return tuple(engines[name] for name in names)


@click.command(
    "eval",
    short_help="Measure briefings against gold.",
    params=[
        click.Argument(["paths"], nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD..."),
        click.Option(
            ["--briefings"],
            multiple=True,
            type=_file(dir_okay=False),
            metavar="FILE",
            help="Saved briefings: JSON, JSON Lines or a batch; several files stand side by side.",
        ),
        click.Option(["--engines"], callback=_engines, metavar="A,B", help="Brief with each of these engines, side by side."),
        click.Option(
            ["--baseline"],
            type=_file(dir_okay=False),
            metavar="FILE",
            help="An earlier evaluation (-f json): show what changed, exit 4 where something got worse.",
        ),
        click.Option(["--daily"], is_flag=True, help="GOLD are clusters; measure the daily pages made of them."),
        click.Option(
            ["--pages"], multiple=True, type=_file(dir_okay=False), metavar="FILE", help="With --daily: daily pages as JSON."
        ),
        click.Option(
            ["--articles"], type=_file(file_okay=False), metavar="DIR", help="Where the texts of gold files are looked for too."
        ),
        click.Option(["--lies"], is_flag=True, help="Measure the checks: lies caught, truths rejected, on items made of GOLD."),
        click.Option(["--show"], metavar="CLASS", help="With --lies: list each lie that passed and each truth rejected, by class."),
        click.Option(["--misses"], is_flag=True, help="Name every miss and every spurious or wrong item."),
        click.Option(
            ["--format", "-f", "form"],
            type=click.Choice(["md", "json"]),
            help="md: tables; json: all numbers and reasons.  [default: as the name of -o ends, else md]",
        ),
        *options(*_OPTIONS),
    ],
)
def evaluation(paths: Sequence[Path], **values: Any) -> int:
    """Measure briefings against gold: precision, recall and F1 by section and language, each miss with its reason.

    GOLD are gold files or folders of them. Without --briefings the articles are briefed now.
    """
    values["form"] = values["form"] or ("json" if form_of_name(values["output"]) == "json" else "md")
    if values["daily"]:
        return _daily(paths, values)
    if values["lies"]:
        from summarizer.cli.lies import measure_lies

        return measure_lies(paths, values)
    if values["show"] is not None:
        raise click.UsageError("--show lists lies: it needs --lies")
    from summarizer.gold.reading import read_gold

    read = read_gold(paths, articles=values["articles"])
    for fault in read.faults:
        say_error(fault)
    if read.faults:
        return USAGE
    try:
        answers = _answers(read.texts, values)
        return _report(read.texts, answers, values)
    except InputError as error:
        say_error(str(error), error.hint)
        return USAGE


def _answers(texts: "Sequence[GoldText]", values: dict[str, Any]) -> "list[Answers]":
    """Return saved briefings, or fresh ones of each engine; raises InputError where one is of another article."""
    from summarizer.evaluation import brief_fresh, read_answers, strangers

    if values["briefings"] and values["engines"]:
        raise click.UsageError("--briefings are saved ones, --engines would make new ones: give one of both")
    if values["briefings"]:
        saved = [read_answers(path) for path in values["briefings"]]
        faults = [fault for answers in saved for fault in strangers(texts, answers)]
        for fault in faults[:-1]:
            say_error(fault)
        if faults:
            raise InputError(faults[-1])
        return saved
    chosen = _chosen(make_settings(values), values["engines"])
    for name, settings in chosen:
        sent = f"text of {len(texts)} articles goes to {settings.host}" if name == "endpoint" else "nothing is sent"
        if not values["quiet"]:
            say(f"engine {name}: {sent}")
    return [brief_fresh(texts, settings, name) for name, settings in chosen]


def _chosen(settings: Settings, engines: Sequence[EngineChoice]) -> list[tuple[str, Settings]]:
    """Return each engine by name with its settings; each is checked before the first one works."""
    several = [
        dataclasses.replace(settings, engine=name, replay=settings.replay if name in ("auto", "replay") else None)
        for name in engines
    ] or [settings]
    return [(one.choose_engine(), one) for one in several]


def _report(texts: "Sequence[GoldText]", answers: "Sequence[Answers]", values: dict[str, Any]) -> int:
    """Score, write, and return the exit code."""
    from summarizer.evaluation import describe, evaluate, read_baseline
    from summarizer.scoring.summary import judge
    from summarizer.scoring.tables import evaluation_page

    baseline = read_baseline(values["baseline"], texts) if values["baseline"] else None
    runs = [evaluate(texts, one) for one in answers]
    changes = judge(runs, baseline) if baseline else []
    if values["form"] == "json":
        text = json.dumps(describe(texts, runs, changes), ensure_ascii=False, indent=1) + "\n"
    else:
        text = evaluation_page(runs, changes, misses=values["misses"])
    _write(text, values["output"])
    for change in changes:
        if change.worse:
            say_error(f"{change.run}: {change.what} got worse: {change.before} before, {change.after} now")
    if not any(run.scores for run in runs):
        return NOTHING_PRODUCED
    if any(change.worse for change in changes):
        return WORSE
    return PARTLY_FAILED if any(entry.error for run in runs for entry in run.unanswered) else DONE


def _write(text: str, path: Path | None) -> None:
    with Output(path) as output:
        output.write(text)
        output.commit()


def _daily(paths: Sequence[Path], values: dict[str, Any]) -> int:
    """Score daily pages against clusters: saved pages, or pages merged now of saved or fresh briefings."""
    from summarizer.evaluation import read_pages, score_pages
    from summarizer.gold.clusters import read_cluster
    from summarizer.scoring.tables import daily_table

    if values["pages"] and not values["briefings"]:
        raise click.UsageError("--pages, the daily pages as JSON, need --briefings FILE, what they were made of")
    clusters: list[Cluster] = []
    try:
        faults: list[str] = []
        for path in paths:
            cluster, wrong = read_cluster(path, articles=values["articles"])
            clusters.append(cluster)
            faults += wrong
        for fault in faults:
            say_error(fault)
        if faults:
            return USAGE
        if values["pages"]:
            scores, without = score_pages(clusters, read_pages(values["pages"]), values["briefings"])
        else:
            scores, without = _merged(clusters, values)
    except InputError as error:
        say_error(str(error), error.hint)
        return USAGE
    for name in without:
        say(f"no daily page of {name}")
    if not scores:
        return NOTHING_PRODUCED
    form = values["form"]
    _write(_daily_json(scores) if form == "json" else daily_table(scores, misses=values["misses"]), values["output"])
    return PARTLY_FAILED if without else DONE


def _merged(clusters: "Sequence[Cluster]", values: dict[str, Any]) -> "tuple[list[DailyScore], list[str]]":
    """Score pages that are merged now, and name the articles that have no briefing."""
    from summarizer.evaluation import score_merged

    texts = [text for cluster in clusters for text in cluster.texts]
    answers = _answers(texts, values)
    scores = [score for one in answers for score in score_merged(clusters, one)]
    return scores, [f"{failure.path}: {failure.error}" for one in answers for failure in one.failures]


def _daily_json(scores: Sequence[Any]) -> str:
    return (
        json.dumps(
            {"schema": "daily_evaluation/1", "clusters": [dataclasses.asdict(score) for score in scores]},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )
