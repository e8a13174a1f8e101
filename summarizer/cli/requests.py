"""`summarize requests …`: requests as files, for OpenAI's Batch API or `vllm run-batch`, and their replies as briefings."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, NOTHING_PRODUCED, PARTLY_FAILED, counted, noted, report, say, say_error
from summarizer.cli.options import ARTICLE, make_settings, options
from summarizer.cli.output import refuse_link
from summarizer.cli.requests_batches import fetch, status, submit
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.errors import ConfigError, InputError, ReplayMiss, SummarizerError

if TYPE_CHECKING:
    from summarizer.batch.limits import Meter
    from summarizer.batch.running import Count, Done
    from summarizer.requests.exporting import Exported
    from summarizer.requests.importing import Taken
    from summarizer.requests.plan import Plan
    from summarizer.schemas import Article
    from summarizer.store import Store

_LINES_TOLD = 10
"""So many lines of a damaged file are told one by one."""

_EXPORT = (
    "published",
    "quiet",
    "model",
    "base_url",
    "language",
    "prompts",
    "strict",
    "offline",
    "allow_private",
    "passage_tokens",
    "max_output_tokens",
    "store",
)

_file = click.Path(dir_okay=False, path_type=Path)


@click.group(short_help="Requests as files, for a Batch API: export, submit, status, fetch, import.", params=[*options()])
def requests() -> None:
    """Write requests into files instead of sending them, and make briefings of the replies.

    The files are those of OpenAI's Batch API, which `vllm run-batch` reads too. A round is export, submit, fetch, import;
    the next export has only what is still missing: repairs, and requests that got no reply.
    """


@click.command(
    params=[
        click.Argument(["paths"], type=ARTICLE, nargs=-1, required=True, metavar="FOLDER|ARTICLE..."),
        click.Option(
            ["--output", "-o"],
            type=_file,
            required=True,
            metavar="FILE",
            help="The requests; more than fit follow in requests.2.jsonl and so on.",
        ),
        click.Option(
            ["--requests-per-file"], type=click.IntRange(1), default=50_000, show_default=True, metavar="N", help="At most so many."
        ),
        click.Option(
            ["--mb-per-file"],
            type=click.FloatRange(0, min_open=True),
            default=200,
            show_default=True,
            metavar="MB",
            help="At most so large.",
        ),
        *options(*_EXPORT),
    ],
)
def export(paths: tuple[str, ...], **values: Any) -> int:
    """Write what has to be asked about the articles into FILE; nothing is sent.

    What the store has a reply to is left out. Beside FILE stands its plan, which import needs.
    """
    import asyncio

    from summarizer.inputs.files import SAVED_SUFFIXES, find_files
    from summarizer.keys import known_model
    from summarizer.requests.batches import read_notes
    from summarizer.requests.exporting import Export, FileLimits
    from summarizer.requests.lines import check_place
    from summarizer.requests.plan import batches_path

    output: Path = values["output"]
    refuse_link(output)
    check_place(output, "url")
    if any(not sent.fetched for sent in read_notes(batches_path(output))):
        hint = f"summarize requests fetch {output} -o replies.jsonl, or name another file with -o"
        raise InputError(f"{output}: was submitted, and its replies are not fetched yet", hint=hint)
    note = noted(quiet=values["quiet"])
    found = [file.path for file in find_files(paths, note, without=output) if not file.path.lower().endswith(SAVED_SUFFIXES)]
    if not found:
        raise InputError("there is no article", hint="name folders or text files")
    # Nothing is sent, which takes neither a key nor permission.
    settings = dataclasses.replace(make_settings(values), engine="endpoint", offline=False)
    if (model := known_model("endpoint", settings)) is None:
        raise ConfigError("nobody says which model will answer", hint="name it with --model")
    limits = FileLimits(values["requests_per_file"], int(values["mb_per_file"] * 1_000_000))
    with opened_store({**values, "no_store": False}) as store:
        work = Export(output, dataclasses.replace(settings, model=model), _usable(store), limits=limits)
        for path, error in asyncio.run(work.run(_articles(found, values, store))):
            report(error, source=path)
    batches_path(output).unlink(missing_ok=True)
    return _told_export(work.result, quiet=values["quiet"])


def _articles(
    paths: Sequence[str], values: Mapping[str, Any], store: "Store | None"
) -> "Iterator[tuple[str, Article | SummarizerError]]":
    """Yield each article once, or why it can't be read."""
    from summarizer.articles import load_article

    page, detect, note = fetcher(values, store), remembered_language(store), noted(quiet=values["quiet"])
    for path in dict.fromkeys(paths):
        try:
            article = load_article(
                path, language=values["language"], published=values["published"], detect=detect, notes=note, fetch=page
            )
        except SummarizerError as error:
            yield path, error
        else:
            yield path, article


def _told_export(result: "Exported", *, quiet: bool) -> int:
    """Say what was written, and return the exit code."""
    if not quiet:
        for file in result.files:
            say(f"{file.name}: {counted(file.requests, 'request')}, {file.bytes / 1000:,.0f} kB")
        parts = [counted(result.articles, "article"), counted(result.briefs, "request"), counted(result.repairs, "repair")]
        parts += [f"{number} {what}" for number, what in ((result.complete, "complete"), (result.failed, "failed")) if number]
        say(", ".join(parts))
    if not result.articles:
        return NOTHING_PRODUCED
    return PARTLY_FAILED if result.failed else DONE


@click.command(
    name="import",
    params=[
        click.Argument(["replies"], type=_file, metavar="REPLIES"),
        click.Option(["--output", "-o"], type=_file, required=True, metavar="FILE", help="JSON Lines, as batch writes them."),
        click.Option(
            ["--requests"],
            type=_file,
            metavar="FILE",
            help="The requests that were answered, if not requests.jsonl beside REPLIES.",
        ),
        click.Option(["--final"], is_flag=True, help="Do without repairs: what failed a check stays rejected."),
        click.Option(["--any-model"], is_flag=True, help="Take replies of another model than was asked."),
        *options("quiet", "store"),
    ],
)
def import_(replies: Path, **values: Any) -> int:
    """Put replies into the store, and write the briefings of all articles that have theirs.

    Exit code 3 where articles wait for a further round.
    """
    from summarizer.batch.journal import Journal
    from summarizer.requests.importing import take_replies
    from summarizer.requests.plan import Plan

    plan = Plan(values["requests"] or replies.with_name("requests.jsonl"))
    told: list[int] = []

    def note(number: int, reason: str) -> None:
        told.append(number)
        if len(told) <= _LINES_TOLD and not values["quiet"]:
            say(f"note: {replies}, line {number}: {reason}")

    with opened_store({**values, "no_store": False}) as opened:
        store = _usable(opened)
        taken = take_replies(replies, plan, store, note=note, any_model=values["any_model"])
        if len(told) > _LINES_TOLD and not values["quiet"]:
            say(f"note: {replies}: {len(told) - _LINES_TOLD} more lines gave no reply")
        _tell_taken(taken, replies, plan, quiet=values["quiet"])
        with Journal(values["output"]) as journal:
            return _brief(plan, store, journal, values)


def _tell_taken(taken: "Taken", replies: Path, plan: "Plan", *, quiet: bool) -> None:
    """Say what became of the lines; raise InputError where none was of use."""
    rest = {
        "twice": taken.twice,
        "failed": taken.failed,
        "unknown": taken.unknown,
        "of another model": taken.foreign,
        "damaged": taken.damaged,
    }
    parts = [f"{number} {what}" for what, number in rest.items() if number]
    if not taken.kept and parts:
        hint = f"are they the replies to {plan.path.stem}? else: --requests FILE"
        if taken.foreign:
            hint = "take them with --any-model"
        elif taken.failed:
            hint = "summarize requests export writes them again"
        raise InputError(f"{replies}: no reply to take: {', '.join(parts)}", hint=hint)
    if not quiet:
        tokens = f", {taken.input_tokens + taken.output_tokens:,} tokens" if taken.output_tokens else ""
        say(f"{replies}: {', '.join([f'{taken.kept} of {taken.known} replies', *parts])}{tokens}")


def _brief(plan: "Plan", store: "Store", journal: Any, values: Mapping[str, Any]) -> int:
    """Make the briefings as a batch does, without sending anything."""
    import asyncio

    from summarizer.batch.limits import Limits, Meter
    from summarizer.batch.running import Batch
    from summarizer.cli.batch_progress import BatchProgress
    from summarizer.desk import Desk
    from summarizer.requests.importing import Articles, Silence

    settings = plan.head.settings()
    desk = Desk(settings, transport=Silence(final=values["final"]), store=store)
    articles, meter = Articles(plan), Meter(Limits())
    waiting: list[str] = []
    with BatchProgress(sum(1 for _ in plan.entries()), meter, quiet=values["quiet"]) as progress:
        work = Batch(
            paths=articles.paths(),
            load=articles.load,
            desk=desk,
            journal=journal,
            meter=meter,
            concurrency=1,
            report=_reporter(progress.report, waiting),
        )
        count = asyncio.run(work.run())
    return _conclude(count, len(waiting), meter, quiet=values["quiet"])


def _reporter(progress: "Callable[[Done], None]", waiting: list[str]) -> "Callable[[Done], None]":
    """Return what takes the articles that are done; those that wait for a further round are no errors to tell one by one."""

    def take(done: "Done") -> None:
        if isinstance(done.result, ReplayMiss):
            waiting.append(done.path)
            done = done._replace(outcome=type(done.outcome).DONE_BEFORE)
        progress(done)

    return take


def _conclude(count: "Count", waiting: int, meter: "Meter", *, quiet: bool) -> int:
    """Say how it went, and return the exit code."""
    from summarizer.cli.batch_progress import told_seconds

    if count.ended:
        report(count.ended)
    failed = count.failed - waiting
    if not quiet:
        parts = [f"{count.briefed} briefed"]
        parts += [f"{number} {what}" for number, what in ((count.done_before, "done before"), (failed, "failed")) if number]
        say(", ".join([*parts, told_seconds(meter.elapsed_s)]))
    if waiting:
        hint = "summarize requests export writes what they still have to ask; or import with --final, without repairs"
        say_error(f"{counted(waiting, 'article')} left for a further round", hint)
    if not count.failed and not count.ended:
        return DONE
    return PARTLY_FAILED if count.briefed or count.done_before else NOTHING_PRODUCED


def _usable(store: "Store | None") -> "Store":
    """Return the store; replies have no other place."""
    if store is None:
        raise ConfigError("the store can't be opened, and replies have no other place", hint="name another with --store")
    return store


for command in (export, submit, status, fetch, import_):
    requests.add_command(command)
