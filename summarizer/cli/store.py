"""`summarize store …`: what is kept of earlier runs, and how to be rid of it."""

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.messages import DONE, say
from summarizer.cli.options import options
from summarizer.cli.output import Output
from summarizer.cli.storing import opened_store
from summarizer.errors import ConfigError, InputError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from summarizer.store import Row, Store

_UNITS = {"h": 1 / 24, "d": 1.0, "w": 7.0}
_AGE = re.compile(r"(\d{1,5})([hdw])")


def _age(_ctx: click.Context, _option: click.Parameter, value: str | None) -> datetime.timedelta | None:
    """Read an age such as 12h, 30d or 8w."""
    if value is None:
        return None
    found = _AGE.fullmatch(value)
    if not found:
        raise click.BadParameter(f"{value!r} is no age such as 12h, 30d or 8w")
    return datetime.timedelta(days=int(found[1]) * _UNITS[found[2]])


@click.group(short_help="What earlier runs left: list, show, prune, export.", params=[*options()])
def store() -> None:
    """Look at what earlier runs paid for, and remove it.

    The file holds replies of models and finished briefings, so also words of the articles; it is readable by you alone.
    """


@click.command(name="list", params=[*options("store", "quiet")])
def list_(**values: Any) -> int:
    """List the briefings, the newest first: when, by what, of which article."""
    with _opened(values) as opened, Output(None) as output:
        rows = list(_usable(opened).rows())
        for row in rows:
            output.write(_line(row) + "\n")
        if not values["quiet"]:
            say(f"{len(rows)} briefings in {_usable(opened).path}")
    return DONE


@click.command(params=[click.Argument(["key"], metavar="ID"), *options("output", "store", "quiet")])
def show(key: str, **values: Any) -> int:
    """Print one briefing as JSON; ID is the beginning of a key or of an article's id."""
    with _opened(values) as opened:
        found = _usable(opened).find(key) if key else []
        if not found:
            raise InputError(f"nothing in the store begins with {key!r}", hint="summarize store list")
        if len({row.article for row in found}) > 1:
            raise InputError(f"{len(found)} briefings begin with {key!r}", hint="give more of it: summarize store list")
        body = _usable(opened).briefing(found[0].key)
        if body is None:
            raise InputError(f"the entry {found[0].key} is damaged", hint="summarize store prune --all")
        with Output(values["output"]) as output:
            output.write(body.decode() + "\n")
            output.commit()
    return DONE


@click.command(
    params=[
        click.Option(["--older-than"], metavar="AGE", callback=_age, help="Remove what is older: 12h, 30d, 8w."),
        click.Option(["--all", "everything"], is_flag=True, help="Remove everything."),
        *options("store", "quiet"),
    ]
)
def prune(*, older_than: datetime.timedelta | None, everything: bool, **values: Any) -> int:
    """Remove briefings and replies by age, or all of them."""
    if everything == (older_than is not None):
        raise click.UsageError("give either --older-than AGE or --all")
    before = datetime.datetime.now(datetime.UTC) - older_than if older_than else None
    with _opened(values) as opened:
        gone = _usable(opened).prune(before=before)
    if not values["quiet"]:
        say(f"removed {gone.briefings} briefings and {gone.replies} replies")
    return DONE


@click.command(params=[*options("output", "store", "quiet")])
def export(**values: Any) -> int:
    """Write the newest briefing of each article as JSON Lines."""
    with _opened(values) as opened, Output(values["output"]) as output:
        seen: set[str] = set()
        for row in _usable(opened).rows():
            body = None if row.article in seen else _usable(opened).briefing(row.key)
            if body is not None:
                seen.add(row.article)
                output.write(body.decode() + "\n")
        output.commit()
    if not values["quiet"]:
        say(f"{len(seen)} briefings")
    return DONE


def _opened(values: Mapping[str, Any]) -> "AbstractContextManager[Store | None]":
    """Open the store; raises ConfigError where there is none under the name that was given, which makes none."""
    given: Path | None = values["store"]
    if given and not given.exists():
        raise ConfigError(f"{given}: there is no store", hint="a run with --store FILE makes one")
    return opened_store({**values, "no_store": False})


def _usable(opened: "Store | None") -> "Store":
    if opened is None:
        raise ConfigError("there is no store to look at", hint="name it with --store FILE")
    return opened


def _line(row: "Row") -> str:
    """Lay one entry out; names come from articles and files, and stay on one line."""
    name = " ".join((Path(row.name).name if "/" in row.name else row.name).split())
    kept = row.kept[:16].replace("T", " ")
    return f"{kept}  {row.article}  {row.engine:<8}  {row.size / 1000:6.1f} kB  {name}  {row.model}".rstrip()


for command in (list_, show, prune, export):
    store.add_command(command)
