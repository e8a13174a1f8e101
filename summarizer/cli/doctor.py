"""`summarize doctor`: what is installed, which engine would brief and why, where settings come from, and whether it works."""

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import click
from click.core import ParameterSource

from summarizer.cli.messages import DONE, PARTLY_FAILED
from summarizer.cli.options import CONFIG_USED, SETTINGS, make_settings, options
from summarizer.cli.output import Output
from summarizer.cli.storing import store_path
from summarizer.errors import ConfigError

BROKEN = PARTLY_FAILED
"""The exit code where a part does not work."""

_ALWAYS_SHOWN = ("engine", "model", "base_url")


@click.command(
    short_help="What is installed, which engine would run, what is broken.",
    params=[
        click.Option(["--call"], is_flag=True, help="Try the engine: an endpoint is asked for one short reply, some 200 tokens."),
        click.Option(
            ["--format", "-f", "form"],
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="To read, or all findings as JSON.",
        ),
        *options(*SETTINGS, "replay", "verbose"),
    ],
)
@click.pass_context
def doctor(ctx: click.Context, /, *, call: bool, form: str, **values: Any) -> int:
    """Look at what a briefing would need here: packages and extras, engine, settings, store, embedded model, language data.

    Nothing is changed by it, and without --call nothing is sent. A key is never shown. Exit code 3 means that a part is broken;
    what to do about it stands behind it.
    """
    from summarizer.cli import findings

    settings = make_settings(values)
    found = list(findings.installation())
    engine = findings.chosen_engine(settings)
    found.append(engine)
    found += findings.settings_lines(_origins(ctx), dict(os.environ))
    if not values["no_store"]:
        found.append(findings.store_state(store_path(values["store"])))
    found += [findings.weights_state(), findings.language_data()]
    if call and engine.state == "ok":
        found.append(_called(settings))
    broken = [one for one in found if one.state == "broken"]
    with Output(None) as output:
        if form == "json":
            answer = {"usable": not broken, "findings": [one._asdict() for one in found]}
            output.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
        else:
            output.write("".join(_lines(found, called=call)))
    return BROKEN if broken else DONE


def _origins(ctx: click.Context) -> Iterator[tuple[str, object, str]]:
    """Yield the settings that somebody set, and those that choose the engine, each with where it comes from."""
    for name, option in SETTINGS.items():
        value, source = ctx.params[name], ctx.get_parameter_source(name)
        if source == ParameterSource.ENVIRONMENT:
            variables = [option.envvar] if isinstance(option.envvar, str) else option.envvar or ()
            origin = next((variable for variable in variables if os.environ.get(variable)), "environment")
        elif source == ParameterSource.DEFAULT_MAP:
            origin = str(ctx.meta.get(CONFIG_USED, "config"))
        else:
            origin = "option" if source == ParameterSource.COMMANDLINE else "default"
        if origin != "default" or name in _ALWAYS_SHOWN:
            yield option.opts[0].removeprefix("--"), value, origin


def _called(settings: Any) -> Any:
    """Return what a trial of the engine showed."""
    from summarizer.cli import findings

    engine = settings.choose_engine()
    if engine == "endpoint":
        import asyncio  # every command would else wait for it

        return asyncio.run(findings.call(settings))
    if engine != "local" or settings.model_file:
        return findings.Finding("call", "ok", f"engine {engine} calls nobody")
    from summarizer.cli.models import try_tagger

    try:
        tried = try_tagger(settings.threads, notice=None)
    except ConfigError as error:
        return findings.Finding("call", "broken", str(error), error.hint)
    return findings.Finding(
        "call", "ok", f"the embedded model started in {tried.start_s:.1f} s and reads 500 words in {tried.speed_s:.1f} s"
    )


def _lines(found: Sequence[Any], *, called: bool) -> Iterator[str]:
    """Yield a line for each finding, what to do below it, and what it comes to."""
    width = max(len(one.part) for one in found)
    for one in found:
        mark = {"ok": " ", "missing": "-", "broken": "!"}[one.state]
        yield f"{mark} {one.part:<{width}}  {one.says}\n"
        if one.hint:
            yield f"  {'':<{width}}  → {one.hint}\n"
    if not called:
        yield f"  {'call':<{width}}  not made (--call tries the engine)\n"
    broken = [one.part for one in found if one.state == "broken"]
    yield f"\n{'broken: ' + ', '.join(broken) if broken else 'usable'}\n"
