"""`summarize batch FOLDER -o FILE`: many articles, each once, one line of JSON each."""

import functools
import re
import signal
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.article import OPTIONS, announcement
from summarizer.cli.batch_cluster import cluster_option, on_cluster
from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, INTERRUPTED, NOTHING_PRODUCED, PARTLY_FAILED, TERMINATED, noted, report, say
from summarizer.cli.options import ARTICLE, make_settings, options
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.errors import InputError

if TYPE_CHECKING:
    from summarizer.batch.journal import Journal
    from summarizer.batch.limits import Meter
    from summarizer.batch.pacing import Metered
    from summarizer.batch.running import Count, Loaded
    from summarizer.cli.batch_progress import BatchProgress
    from summarizer.processes import Processes
    from summarizer.settings import Settings
    from summarizer.store import Store

_TIME = re.compile(r"(\d+(?:\.\d+)?)(s|m|h)?")
_UNITS_S = {"s": 1.0, "m": 60.0, "h": 3600.0}


def _time(_ctx: click.Context, _option: click.Parameter, value: str | None) -> float | None:
    """Read a time such as 90, 90s, 30m or 2h."""
    if value is None:
        return None
    found = _TIME.fullmatch(value)
    if not found or float(found[1]) <= 0:
        raise click.BadParameter(f"{value!r} is no time such as 90s, 30m or 2h")
    return float(found[1]) * _UNITS_S[found[2] or "s"]


def _money(_ctx: click.Context, _option: click.Parameter, value: str | None) -> Decimal | None:
    """Read an amount of money above zero."""
    if value is None:
        return None
    try:
        money = Decimal(value)
    except InvalidOperation:
        money = Decimal("NaN")
    if not (money.is_finite() and money > 0):
        raise click.BadParameter(f"{value!r} is no amount above zero")
    return money


_OWN = (
    click.Option(
        ["--output", "-o"],
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="JSON Lines: one line per article, appended as it is done; what is in there is not done again.",
    ),
    cluster_option,
    click.Option(["--ordered"], is_flag=True, help="Write the lines in the order of the articles, not as they are done."),
    click.Option(["--fail-fast"], is_flag=True, help="Begin no further article after the first that failed."),
    click.Option(["--dry-run"], is_flag=True, help="Say what would be sent (requests, tokens, cost); send nothing."),
    click.Option(["--max-requests"], type=click.IntRange(1), metavar="N", help="Send at most N requests."),
    click.Option(["--max-tokens"], type=click.IntRange(1), metavar="N", help="Use at most N tokens, of prompts and replies."),
    click.Option(["--max-cost"], callback=_money, metavar="MONEY", help="Spend at most so much, by the prices of --prices."),
    click.Option(["--deadline"], callback=_time, metavar="TIME", help="Begin nothing after so long: 90s, 30m, 2h."),
    click.Option(["--requests-per-minute"], type=click.FloatRange(0, min_open=True), metavar="N", help="Send no faster."),
    click.Option(["--tokens-per-minute"], type=click.FloatRange(0, min_open=True), metavar="N", help="Send no faster."),
    click.Option(
        ["--prices"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        envvar="SUMMARIZE_PRICES",
        show_envvar=True,
        help='TOML: per model ["NAME"] input, output (per million tokens), currency.',
    ),
)


@click.command(
    short_help="Many articles: one line of JSON each, never twice.",
    params=[
        click.Argument(["paths"], type=ARTICLE, nargs=-1, required=True, metavar="FOLDER|ARTICLE..."),
        *_OWN,
        *options(*(name for name in OPTIONS if name not in ("output", "record", "page_language"))),
    ],
)
def batch(paths: tuple[str, ...], **values: Any) -> int:
    """Brief every article and append each to the output as it is done.

    Run again, it does only what is missing: articles that failed, are new, or have changed. Ctrl-C finishes what is under way;
    a second one stops at once.
    """
    output: Path | None = values["output"]
    if output is None and not values["dry_run"]:
        raise click.UsageError("a batch needs a file to write to: -o briefings.jsonl")
    if str(output) == "-":
        raise click.UsageError("a batch goes on in a file, standard output is none: -o briefings.jsonl")
    from summarizer.batch.journal import Journal
    from summarizer.inputs.files import SAVED_SUFFIXES, find_files

    note = noted(quiet=values["quiet"])
    files = [found.path for found in find_files(paths, note, without=output) if not found.path.lower().endswith(SAVED_SUFFIXES)]
    if not files:
        raise InputError("there is no article", hint="name folders or text files")
    settings = make_settings(values)
    with opened_store(values) as store:
        load = _loader(values, store)
        if values["dry_run"]:
            from summarizer.cli.batch_estimate import print_estimate

            return print_estimate(files, load, settings, store, values)
        assert output
        with Journal(output, anew=values["refresh"]) as journal:
            _tell_makers(journal, settings, note)
            return _run(files, load, settings, store, journal, values)


def _tell_makers(journal: "Journal", settings: "Settings", note: Callable[[str], None]) -> None:
    """Say which briefings of earlier runs another engine or model made: they stay, and the file has both."""
    from summarizer.keys import known_model

    engine = settings.choose_engine()
    model = known_model(engine, settings) if engine == "endpoint" else None
    for maker, count in journal.makers.items():
        if maker.engine != engine or (model and maker.model != model):
            by = f"engine {maker.engine}" + (f", model {maker.model}" if maker.engine == "endpoint" else "")
            note(f"in the output stay {count} done before by {by}; --refresh makes all anew")


def _loader(values: Mapping[str, Any], store: "Store | None") -> "Callable[[str], Loaded]":
    """Return what reads one article, its language left for later: an article that is done needs none."""
    from summarizer.articles import detect_language, load_article
    from summarizer.batch.running import Loaded

    detect = remembered_language(store) or detect_language
    note = noted(quiet=values["quiet"])
    fetch = fetcher(values, store)

    def load(path: str) -> Loaded:
        undetected = []

        def later(text: str, name: str) -> Any:
            undetected.append((text, name))
            return "de"

        article = load_article(
            path, language=values["language"], published=values["published"], detect=later, notes=note, fetch=fetch
        )
        if not undetected:
            return Loaded(article, lambda: article)
        return Loaded(article, lambda: article.model_copy(update={"language": detect(*undetected[0])}))

    return load


def _meter(settings: "Settings", values: Mapping[str, Any]) -> "Meter":
    from summarizer.batch.limits import Limits, Meter
    from summarizer.cli.batch_estimate import chosen_price

    limits = Limits(
        requests=values["max_requests"], tokens=values["max_tokens"], cost=values["max_cost"], deadline_s=values["deadline"]
    )
    return Meter(limits, price=chosen_price(settings, values["prices"]))


def _way_out(settings: "Settings", meter: "Meter", values: Mapping[str, Any]) -> "Metered | None":
    """Return the way to an endpoint, through the meter and the pace; None where the engine is none."""
    if settings.choose_engine() != "endpoint":
        return None
    from summarizer.batch.pacing import Metered, Pace
    from summarizer.network import open_network

    pace = Pace(requests_per_minute=values["requests_per_minute"], tokens_per_minute=values["tokens_per_minute"])
    return Metered(open_network(settings), meter, pace)


def _processes(settings: "Settings", articles: int, values: Mapping[str, Any]) -> "Processes | None":
    """Return processes to check in, None where they don't pay; a model in this machine takes all of it."""
    if values["cluster"] or settings.choose_engine() == "local":
        return None
    from summarizer.processes import Processes, processes_worth

    count = processes_worth(articles)
    return Processes(count, notes=noted(quiet=values["quiet"])) if count else None


def _run(
    files: Sequence[str],
    load: "Callable[[str], Loaded]",
    settings: "Settings",
    store: "Store | None",
    journal: "Journal",
    values: Mapping[str, Any],
) -> int:
    """Work, and say how it went."""
    import asyncio  # every command would else wait for it, --help too

    from summarizer.batch.running import Batch
    from summarizer.cli.batch_progress import BatchProgress
    from summarizer.desk import Desk
    from summarizer.work import Thread

    meter = _meter(settings, values)
    transport = _way_out(settings, meter, values)
    processes = _processes(settings, len(files), values)
    desk = Desk(settings, transport=transport, store=store, refresh=values["refresh"], work=processes or Thread())
    if not values["quiet"]:
        say(announcement(desk.name, settings, len(files)))
    with BatchProgress(len(files), meter, quiet=values["quiet"]) as progress:
        work = Batch(
            paths=files,
            load=load,
            desk=desk,
            journal=journal,
            meter=meter,
            concurrency=settings.concurrency,
            ordered=values["ordered"],
            fail_fast=values["fail_fast"],
            report=progress.report,
        )
        run = functools.partial(_until_signal, work, progress)
        if values["cluster"]:
            run = functools.partial(on_cluster, run, work, settings, transport=transport, store=store, values=values)
        try:
            ended_by = asyncio.run(run())
        finally:
            if processes:
                processes.close()
    code = _conclude(work.count, len(files), meter, quiet=values["quiet"])
    return code if ended_by is None else {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED}[ended_by]


async def _until_signal(work: Any, progress: "BatchProgress") -> signal.Signals | None:
    """Run, and return the signal that ended it: the first lets what is under way finish, the second does not."""
    import asyncio

    told: list[signal.Signals] = []
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work.run())

    def stop(number: signal.Signals) -> None:
        told.append(number)
        work.stop()
        if len(told) == 1:
            progress.say(f"ending: {work.under_way} articles under way are finished; again stops at once")
        else:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop, number)
    try:
        await task
    except asyncio.CancelledError:
        if not told:
            raise
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    return told[0] if told else None


def _conclude(count: "Count", total: int, meter: "Meter", *, quiet: bool) -> int:
    """Say what was done and return the exit code."""
    from summarizer.cli.batch_progress import told_seconds, told_usage

    missing = total - count.briefed - count.failed - count.done_before
    if count.ended:
        report(count.ended)
    if not quiet:
        parts = [f"{count.briefed} briefed"]
        parts += [f"{number} {what}" for number, what in ((count.done_before, "done before"), (count.failed, "failed")) if number]
        parts += [f"{missing} not begun"] if missing else []
        usage = [f"{meter.requests} requests"] if meter.requests else []
        say(", ".join([*parts, *usage, *told_usage(meter), told_seconds(meter.elapsed_s)]))
    if not count.failed and not missing:
        return DONE
    return PARTLY_FAILED if count.briefed or count.done_before else NOTHING_PRODUCED
