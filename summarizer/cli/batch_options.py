"""The options that `summarize batch` has besides those of an article."""

import math
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from summarizer.cli.batch_cluster import cluster_option

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


class _Rate(click.FloatRange):
    """A number above zero per minute; "nan", which is neither above nor below, is none."""

    def __init__(self) -> None:
        """Set the range."""
        super().__init__(0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number."""
        rate = float(super().convert(value, param, ctx))
        if math.isnan(rate):
            self.fail(f"{value!r} is no number", param, ctx)
        return rate


OWN = (
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
    click.Option(["--requests-per-minute"], type=_Rate(), metavar="N", help="Send no faster."),
    click.Option(["--tokens-per-minute"], type=_Rate(), metavar="N", help="Send no faster."),
    click.Option(
        ["--prices"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        envvar="SUMMARIZE_PRICES",
        show_envvar=True,
        help='TOML: per model ["NAME"] input, output (per million tokens), currency.',
    ),
)
