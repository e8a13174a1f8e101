"""`summarize serve`: a page and an interface where articles are handed in and briefings are read."""

import importlib.util
import os
import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from summarizer.cli.article import announcement
from summarizer.cli.fetching import fetcher
from summarizer.cli.messages import DONE, say
from summarizer.cli.options import make_settings, options
from summarizer.cli.storing import opened_store, remembered_language
from summarizer.errors import ConfigError
from summarizer.settings import OPENAI_MODEL, Settings

if TYPE_CHECKING:
    import socket

    from uvicorn import Server

    from summarizer.serve.limits import Limits
    from summarizer.serve.state import State
    from summarizer.store import Store

PORT = 8765
_PACKAGES = ("python_multipart", "starlette", "uvicorn")

_OWN = (
    click.Option(["--host"], metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen."),
    click.Option(["--port"], type=click.IntRange(0, 65535), metavar="N", default=PORT, show_default=True, help="0: any free one."),
    click.Option(
        ["--allow-host", "hosts"],
        multiple=True,
        metavar="NAME",
        help="A name that browsers reach the server by, through a proxy for one; needs a token.",
    ),
    click.Option(["--allow-addresses"], is_flag=True, help="Let users name addresses on the open internet, which are fetched."),
    click.Option(
        ["--queue", "waiting"],
        type=click.IntRange(1, 10_000),
        metavar="N",
        default=200,
        show_default=True,
        help="How many articles may wait or be worked on; a quarter of them for one user.",
    ),
)

_SHARED = (
    "replay",
    "quiet",
    "engine",
    "model",
    "base_url",
    "prompts",
    "strict",
    "offline",
    "timeout_s",
    "retries",
    "concurrency",
    "passage_tokens",
    "max_output_tokens",
    "threads",
    "model_file",
    "store",
    "no_store",
)


@click.command(
    short_help="A page to hand articles in, and a JSON interface.",
    params=[*_OWN, *options(*_SHARED)],
)
def serve(**values: Any) -> int:
    """Serve a page where articles are handed in and briefings are read, and the same as JSON (/openapi.json).

    Loopback by default. On any other address, and with --allow-host, a token is needed: SUMMARIZE_TOKEN in the environment.
    --concurrency is how many requests to the model are under way at once; users take turns. Ctrl-C lets what is under way
    finish for ten seconds; again ends at once.
    """
    require(_PACKAGES)
    from summarizer.serve.limits import Limits
    from summarizer.serve.listening import is_loopback, listen
    from summarizer.serve.sessions import VARIABLE, check_token

    token = check_token(os.environ.get(VARIABLE))
    is_open = not is_loopback(values["host"]) or bool(values["hosts"])
    if is_open and not token:
        reason = "a name that others use" if is_loopback(values["host"]) else f"{values['host']}, which other machines reach,"
        raise ConfigError(f"{reason} needs a token", hint=f"set {VARIABLE} in the environment; there is no option for it")
    if values["offline"] and values["allow_addresses"]:
        raise ConfigError("--offline forbids fetching addresses", hint="leave --allow-addresses out")
    settings = make_settings(values)
    limits = Limits(waiting=values["waiting"], waiting_for_one=max(1, values["waiting"] // 4))
    with listen(values["host"], values["port"]) as listening, opened_store(values) as store:
        from summarizer.serve.app import make_app
        from summarizer.serve.server import make_server

        state = _state(values, settings, store, token, limits)
        app = make_app(state, hosts=("localhost", values["host"], *values["hosts"]), tell=_tell)
        if not values["quiet"]:
            say(_announcement(state, settings))
            if not is_loopback(values["host"]):
                say("note: plain http shows token and texts to whoever listens on the way; put a proxy with TLS in front")
        _work(make_server(app, limits), listening, state)
    return DONE


def _work(server: "Server", listening: "socket.socket", state: "State") -> None:
    """Serve until a signal comes; what is under way then is given some seconds, unless it comes twice."""
    from summarizer.serve.listening import address_of
    from summarizer.serve.server import run

    worker, wait_s = state.jobs.worker, state.jobs.limits.stop_s
    worker.start()
    # The first to ask for a day would else wait until every briefing of the store has been opened.
    threading.Thread(target=state.days.recent, args=(1,), name="days", daemon=True).start()
    try:
        run(server, listening, started=lambda: say(f"serving on {address_of(listening)}; Ctrl-C ends it"))
    finally:
        if worker.under_way and not server.force_exit:
            say(f"ending: {worker.under_way} under way, given {wait_s:g} s; again ends at once")
        worker.stop(0 if server.force_exit else wait_s)


def _state(values: Mapping[str, Any], settings: Settings, store: "Store | None", token: str | None, limits: "Limits") -> "State":
    """Return what the parts of the server share."""
    from summarizer.serve.days import Days
    from summarizer.serve.jobs import Jobs
    from summarizer.serve.reading import Reader
    from summarizer.serve.sessions import Sessions
    from summarizer.serve.state import State

    jobs = Jobs(settings, store=store, limits=limits, tell=_tell)
    # Never into this machine's own network: who hands in an address need not be who may see that.
    fetch = fetcher({**values, "allow_private": False}, store) if values["allow_addresses"] else None
    reader = Reader(detect=remembered_language(store), fetch=fetch, readings=limits.readings)
    is_sent = jobs.worker.desk.name == "endpoint"
    return State(
        jobs=jobs,
        days=Days(jobs.shelf),
        reader=reader,
        sessions=Sessions(token),
        host=settings.host if is_sent else "",
        model=settings.model or (OPENAI_MODEL if settings.is_openai else "") if is_sent else "",
    )


def _tell(defect: str) -> None:
    """Say what went wrong in one request or briefing, which costs no other."""
    say(f"error: {defect}")


def _announcement(state: "State", settings: Settings) -> str:
    """Say where the text of articles goes."""
    if state.host:
        return f"engine endpoint: the text of every article goes to {state.host}, model: {state.model or 'the one it serves'}"
    return announcement(state.jobs.worker.desk.name, settings, 1)


def require(packages: Sequence[str]) -> None:
    """Raise ConfigError, with the extra to install, where one of its packages is missing."""
    missing = [name for name in packages if not importlib.util.find_spec(name)]
    if missing:
        raise ConfigError(f"serve needs {' and '.join(missing)}", hint="in the checkout: pip install '.[web]'")
