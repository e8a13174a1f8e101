"""`summarize batch FOLDER -o FILE`: many articles, each once, one line of JSON each."""

import functools
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.article import OPTIONS, announcement
from summarizer.cli.batch_cluster import on_cluster
from summarizer.cli.batch_options import OWN
from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, INTERRUPTED, NOTHING_PRODUCED, PARTLY_FAILED, TERMINATED, noted, report, say
from summarizer.cli.options import ARTICLE, make_settings, options
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.cli.writing import promises_other
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


@click.command(
    short_help="Many articles: one line of JSON each, never twice.",
    params=[
        click.Argument(["paths"], type=ARTICLE, nargs=-1, required=True, metavar="FOLDER|ARTICLE..."),
        *OWN,
        *options(*(name for name in OPTIONS if name not in ("output", "record", "page_language"))),
    ],
)
def batch(paths: tuple[str, ...], **values: Any) -> int:
    """Brief every article and append each to the output as it is done.

    Run again, it does only what is missing: articles that failed, are new, or have changed. Ctrl-C finishes what is under way;
    a second one stops at once.
    """
    output: Path | None = values["output"]
    _refuse_output(output, is_needed=not values["dry_run"])
    from summarizer.batch.journal import Journal

    note = noted(quiet=values["quiet"])
    files = _find(paths, output, values["store"], note)
    if not files:
        raise InputError("there is no article", hint="name folders or text files")
    settings = make_settings(values)
    with opened_store(values) as store:
        load = _loader(values, store)
        if values["dry_run"]:
            from summarizer.cli.batch_estimate import print_estimate

            return print_estimate(files, load, settings, store, values)
        assert output
        meter = _meter(settings, values)
        with Journal(output, anew=values["refresh"]) as journal:
            _tell_makers(journal, settings, note)
            return _run(files, load, settings, store, journal, meter, {**values, "named": frozenset(paths)})


def _refuse_output(output: Path | None, *, is_needed: bool) -> None:
    """Raise UsageError where there is no file to write to, or one whose name promises something else than lines of JSON."""
    if output is None:
        if is_needed:
            raise click.UsageError("a batch needs a file to write to: -o briefings.jsonl")
    elif str(output) == "-":
        raise click.UsageError("a batch goes on in a file, standard output is none: -o briefings.jsonl")
    elif promises_other(output, "json", "jsonl"):
        raise click.UsageError(
            f"{output}: a batch writes JSON Lines: -o briefings.jsonl; pages and tables of them: summarize show briefings.jsonl"
        )


def _find(paths: Sequence[str], output: Path | None, store: Path | None, note: Callable[[str], None]) -> list[str]:
    """Return the articles, each once; saved briefings that lie in a folder, and the store, are none."""
    from summarizer.inputs.files import SAVED_SUFFIXES, find_files, is_same_file
    from summarizer.web.addresses import has_scheme

    found = find_files(paths, note, without=output)
    files = [file.path for file in found if file.named or not file.path.lower().endswith(SAVED_SUFFIXES)]
    if store:
        files = [path for path in files if not is_same_file(path, store)]
    if len(paths) == 1:
        return files
    once: dict[str, str] = {}
    for path in files:
        if once.setdefault(path if has_scheme(path) else os.path.abspath(path), path) is not path:  # noqa: PTH100 - a Path would drop the ./ of what the user wrote
            note(f"{path}: given twice, taken once")
    return list(once.values())


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
    return Processes(count, language=values["language"], notes=noted(quiet=values["quiet"])) if count else None


def _run(
    files: Sequence[str],
    load: "Callable[[str], Loaded]",
    settings: "Settings",
    store: "Store | None",
    journal: "Journal",
    meter: "Meter",
    values: Mapping[str, Any],
) -> int:
    """Work, and say how it went."""
    import asyncio  # every command would else wait for it, --help too

    from summarizer.batch.running import Batch
    from summarizer.cli.batch_progress import BatchProgress
    from summarizer.desk import Desk
    from summarizer.threads import Thread

    transport = _way_out(settings, meter, values)
    processes = _processes(settings, len(files), values)
    desk = Desk(settings, transport=transport, store=store, refresh=values["refresh"], work=processes or Thread())
    if not values["quiet"]:
        say(announcement(desk.name, settings, len(files)))
    with BatchProgress(len(files), meter, quiet=values["quiet"]) as progress:
        work = Batch(
            paths=files,
            named=values["named"],
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

    missing = total - count.briefed - count.failed - count.done_before - count.passed_over
    if count.ended:
        report(count.ended)
    if not quiet:
        parts = [f"{count.briefed} briefed"]
        besides = (count.done_before, "done before"), (count.failed, "failed"), (count.passed_over, "passed over")
        parts += [f"{number} {what}" for number, what in besides if number]
        parts += [f"{missing} not begun"] if missing else []
        usage = [f"{meter.requests} requests"] if meter.requests else []
        say(", ".join([*parts, *usage, *told_usage(meter), told_seconds(meter.elapsed_s)]))
    if not (count.briefed or count.done_before):
        return NOTHING_PRODUCED
    return PARTLY_FAILED if count.failed or missing else DONE
