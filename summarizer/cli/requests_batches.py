"""`summarize requests submit|status|fetch`: exported requests at an endpoint's Batch API."""

import contextlib
import dataclasses
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.messages import DONE, NOTHING_PRODUCED, PARTLY_FAILED, counted, say, say_error
from summarizer.cli.options import make_settings, options
from summarizer.cli.output import Output, refuse_link
from summarizer.errors import ConfigError, InputError, OutputError

if TYPE_CHECKING:
    from summarizer.requests.batches import Batches, Sent
    from summarizer.requests.plan import Plan
    from summarizer.settings import Settings

_file = click.Path(dir_okay=False, path_type=Path)
_REQUESTS = click.Argument(["requests"], type=_file, metavar="REQUESTS")
_ENDPOINT = options("base_url", "timeout_s", "retries", "offline", "quiet")


@click.command(params=[_REQUESTS, *_ENDPOINT])
def submit(requests: Path, **values: Any) -> int:
    """Upload the files of an export and have them worked on, each once unless it came to nothing."""
    from summarizer.requests.batches import read_notes, write_notes
    from summarizer.requests.plan import Plan, batches_path

    plan, notes = Plan(requests), batches_path(requests)
    if not plan.tail.files:
        raise InputError(f"{requests}: the export has no requests", hint="import writes the briefings: all replies are there")
    settings = _settings(plan, values)
    known = {sent.file.sha256: sent for sent in read_notes(notes) if not sent.is_void}

    def keep(sent: "Sent") -> "Sent":
        known[sent.file.sha256] = sent
        write_notes(notes, known.values())
        return sent

    async def work(batches: "Batches") -> None:
        for file in plan.tail.files:
            sent = known.get(file.sha256)
            if not (sent and sent.batch_id):
                found = await batches.find(file)
                sent = keep(found or sent or await batches.upload(file, requests.with_name(file.name)))
            if not sent.batch_id:
                sent = keep(await batches.create(sent))
            if not values["quiet"]:
                say(f"{file.name}: batch {sent.batch_id}")

    if not values["quiet"]:
        say(f"the text of {counted(sum(1 for _ in plan.entries()), 'article')} goes to {settings.host}")
    _with_batches(settings, work)
    return DONE


@click.command(params=[_REQUESTS, *_ENDPOINT])
def status(requests: Path, **values: Any) -> int:
    """Say how far the batches of an export are; exit code 3 while one is still under way."""
    batches = _look(requests, values)
    with Output(None) as output:
        for sent in batches:
            output.write(f"{_told(sent)}\n")
    return DONE if all(sent.ended for sent in batches) else PARTLY_FAILED


@click.command(
    params=[
        _REQUESTS,
        click.Option(["--output", "-o"], type=_file, required=True, metavar="FILE", help="The replies, one on a line."),
        *_ENDPOINT,
    ]
)
def fetch(requests: Path, **values: Any) -> int:
    """Fetch the replies of all batches that have ended, those of expired ones as far as they came.

    Exit code 3 while one is still under way: fetch again, the file is then replaced.
    """
    from summarizer.requests.batches import write_notes
    from summarizer.requests.lines import check_place
    from summarizer.requests.plan import Plan, batches_path

    output: Path = values["output"]
    refuse_link(output)
    check_place(output, "response")
    batches = _look(requests, values)
    ended = [sent for sent in batches if sent.ended]
    files = [one for sent in ended for one in (sent.output_file_id, sent.error_file_id) if one]
    if files:
        with _part_of(output) as part:

            async def work(client: "Batches") -> None:
                at = 0
                for file_id in files:
                    at = await client.fetch(file_id, part, at)

            _with_batches(_settings(Plan(requests), values), work)
    if ended:
        write_notes(batches_path(requests), [sent.model_copy(update={"fetched": sent.ended}) for sent in batches])
    if not values["quiet"]:
        for sent in batches:
            say(_told(sent))
    if not files:
        if ended:
            say_error(f"{requests}: no reply to fetch", f"summarize requests submit {requests} begins anew what came to nothing")
        return NOTHING_PRODUCED
    return DONE if len(ended) == len(batches) else PARTLY_FAILED


def _settings(plan: "Plan", values: Mapping[str, Any]) -> "Settings":
    """Return the settings for the endpoint; a plan must not send the key to a host that the user did not name."""
    settings = dataclasses.replace(make_settings(values), engine="endpoint")
    if settings.host != plan.head.host:
        named = f"--base-url {plan.head.base_url}" if plan.head.base_url else "no base URL"
        raise ConfigError(f"the requests were exported for {plan.head.host}, not for {settings.host}", hint=f"give {named}")
    settings.choose_engine()
    return settings


def _look(requests: Path, values: Mapping[str, Any]) -> "list[Sent]":
    """Return the batches of an export as they are now."""
    from summarizer.requests.batches import read_notes, write_notes
    from summarizer.requests.plan import Plan, batches_path

    settings, notes = _settings(Plan(requests), values), batches_path(requests)
    known = [sent for sent in read_notes(notes) if sent.batch_id]
    if not known:
        raise InputError(f"{requests}: was not submitted", hint=f"summarize requests submit {requests}")
    looked: list[Sent] = []

    async def work(batches: "Batches") -> None:
        looked.extend([sent if sent.ended else await batches.look(sent) for sent in known])

    _with_batches(settings, work)
    write_notes(notes, looked)
    return looked


def _told(sent: "Sent") -> str:
    """Say how far a batch is."""
    parts = [sent.file.name, sent.status, f"{sent.done} of {sent.file.requests} done"]
    parts += [f"{sent.failed} failed"] if sent.failed else []
    return "  ".join([*parts, *([sent.message] if sent.message else [])])


def _with_batches(settings: "Settings", work: "Callable[[Batches], Awaitable[None]]") -> None:
    """Do something with the batches of an endpoint."""
    import asyncio

    from summarizer.requests.batches import Batches

    async def run() -> None:
        async with Batches(settings) as batches:
            await work(batches)

    asyncio.run(run())


@contextlib.contextmanager
def _part_of(output: Path) -> Iterator[Path]:
    """Give an empty file for this user alone, put in place of `output` at the end."""
    part = output.with_name(f".{output.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(0o600, exist_ok=False)
        try:
            yield part
            part.replace(output)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: can't be written: {error.strerror or error}") from None
