"""Every option once: settings (also from environment and config), and what belongs to one call only."""

import dataclasses
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

import click
from click.shell_completion import CompletionItem

from summarizer import __version__
from summarizer.settings import EngineChoice, Settings

LANGUAGES = ("de", "en")
CONFIG_USED = "summarizer.config"
"""Where a command's context keeps the path of the config file that was read."""

show_version = click.version_option(__version__, message="summarize %(version)s")


class _Article(click.types.StringParamType):
    """A file, an address, or - for standard input; shells complete the names of files."""

    name = "article"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - the signature is click's
        """Leave it to the shell to find files."""
        return [CompletionItem(incomplete, type="file")]


ARTICLE = _Article()


def _seconds(value: Any) -> float:
    """Read a finite number of seconds above zero."""
    try:
        seconds = float(value)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise click.BadParameter(f"{value!r} is not a number of seconds above zero")
    return seconds


def _base_url(value: Any) -> str:
    """Read an http or https address with a host."""
    try:
        parts = urlsplit(str(value))
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise click.BadParameter(f"{value!r} is not an http or https address")
    return str(value)


def _read_config(ctx: click.Context, _option: click.Parameter, value: Path | None) -> None:
    """Put the values of the config file where click looks for them after the environment."""
    if ctx.resilient_parsing:
        # A shell completes a word: nothing runs.
        return
    from summarizer.cli.config import config_values, user_config

    ctx.default_map = config_values(value, ctx)
    ctx.meta[CONFIG_USED] = value or user_config()


def _tell_requests(ctx: click.Context, _option: click.Parameter, value: object) -> None:
    """Show requests on standard error until the command ends."""
    if value and not ctx.resilient_parsing:
        from summarizer.cli.request_lines import request_lines

        ctx.with_resource(request_lines())


def _setting(*names: str, more_environment: tuple[str, ...] = (), **attributes: Any) -> click.Option:
    """Make an option that SUMMARIZE_<NAME> and config.toml set too."""
    variable = "SUMMARIZE_" + names[0].partition("/")[0].removeprefix("--").replace("-", "_").upper()
    return click.Option(names, envvar=[variable, *more_environment], show_envvar=True, **attributes)


def _existing_folder(**attributes: Any) -> Any:
    return click.Path(file_okay=False, path_type=Path, **attributes)


_SETTINGS = (
    _setting(
        "--engine",
        type=click.Choice(get_args(EngineChoice)),
        default=Settings.engine,
        show_default=True,
        help="What briefs; auto: recordings if --replay, an endpoint if there is a key or base URL, "
        "else the embedded model if it is installed, else rules.",
    ),
    _setting("--model", metavar="NAME", help="The model, as the endpoint calls it."),
    _setting(
        "--base-url", type=_base_url, metavar="URL", more_environment=("OPENAI_BASE_URL",), help="Any OpenAI-compatible endpoint."
    ),
    _setting("--language", type=click.Choice(LANGUAGES), help="The articles' language; detected where not given."),
    _setting("--page-language", type=click.Choice(LANGUAGES), help="The page's language; the article's where not given."),
    _setting("--prompts", type=_existing_folder(exists=True), metavar="DIR", help="Own prompt templates; they run in a sandbox."),
    _setting(
        "--strict/--no-strict", default=None, help="Ask for strict schema adherence; else only OpenAI's own endpoint is asked."
    ),
    _setting("--offline/--no-offline", default=False, help="Never send text anywhere, and fetch no address."),
    _setting(
        "--timeout",
        "timeout_s",
        type=_seconds,
        metavar="SECONDS",
        default=Settings.timeout_s,
        show_default=True,
        help="How long one request may take.",
    ),
    _setting(
        "--retries",
        type=click.IntRange(0, 20),
        metavar="N",
        default=Settings.retries,
        show_default=True,
        help="How often one article's requests are sent again when the endpoint fails.",
    ),
    _setting(
        "--concurrency",
        type=click.IntRange(1, 256),
        metavar="N",
        default=Settings.concurrency,
        show_default=True,
        help="How many articles are worked on at once.",
    ),
    _setting(
        "--passage-tokens",
        type=click.IntRange(200, 1_000_000),
        metavar="N",
        default=Settings.passage_tokens,
        show_default=True,
        help="How much of a long article goes into one request.",
    ),
    _setting(
        "--max-output-tokens",
        type=click.IntRange(min=1),
        metavar="N",
        help="The longest reply to allow; the endpoint decides where not given.",
    ),
    _setting(
        "--threads",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Threads of the embedded model; as many as the machine has free where not given.",
    ),
    _setting(
        "--model-file",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="An instruct model (GGUF) for engine local, asked like an endpoint.",
    ),
    _setting(
        "--store",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Where replies and briefings are kept; in the user's data folder where not given.",
    ),
    _setting("--no-store", is_flag=True, help="Keep nothing, and take nothing from the store."),
)

_PER_CALL = (
    click.Option(
        ["--output", "-o"],
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Write to FILE, replaced as a whole or not at all.",
    ),
    click.Option(
        ["--date", "published"],
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        callback=lambda _ctx, _option, value: value and value.date(),
        help="The day the articles were published; stands above what they say.",
    ),
    click.Option(["--allow-private"], is_flag=True, help="Let addresses lead into this machine and its network."),
    click.Option(["--record"], type=_existing_folder(), metavar="DIR", help="Keep each exchange with the endpoint in DIR."),
    click.Option(
        ["--replay"],
        type=_existing_folder(exists=True),
        metavar="DIR",
        help="Answer from the recordings in DIR: no key, no network.",
    ),
    click.Option(["--refresh"], is_flag=True, help="Make every briefing anew, and keep it in place of the old one."),
    click.Option(
        ["--verbose", "-v"],
        is_flag=True,
        expose_value=False,
        callback=_tell_requests,
        help="A line on standard error for each request: host, model, article, status, tokens, seconds; no key, no text.",
    ),
    click.Option(["--quiet", "-q"], is_flag=True, help="Nothing on standard error but errors."),
    # Eager, so that the file is read before the other options are.
    click.Option(
        ["--config"],
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_read_config,
        help="Read settings from FILE, not from the user's config folder.",
    ),
    # main() looks for it in the arguments, since an error can come before options are parsed.
    click.Option(["--traceback"], is_flag=True, expose_value=False, help="Show where an internal error arose."),
)

SETTINGS: dict[str, click.Option] = {option.name: option for option in _SETTINGS if option.name}
_OPTIONS = SETTINGS | {option.name: option for option in _PER_CALL if option.name}


def options(*names: str) -> list[click.Parameter]:
    """Return the options of these names; --config and --traceback come with every command."""
    return [_OPTIONS[name] for name in (*names, "config", "traceback")]


def make_settings(values: Mapping[str, Any]) -> Settings:
    """Return the settings among a command's values, with key and base URL from the environment."""
    fields = {field.name for field in dataclasses.fields(Settings)}
    return Settings(**{name: value for name, value in values.items() if name in fields}).from_environment()
