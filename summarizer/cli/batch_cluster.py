"""`summarize batch … --cluster ADDRESS`: the same batch, checked by dask's workers."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from summarizer.cli.messages import noted
from summarizer.errors import ConfigError

if TYPE_CHECKING:
    import httpx2

    from summarizer.batch.running import Batch
    from summarizer.settings import Settings
    from summarizer.store import Store

R = TypeVar("R")

_ADDRESS = re.compile(r"local:[1-9]\d{0,2}|(tcp|tls|ws|wss|ucx)://[^\s/]+:\d{1,5}/?")


def _address(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Read the address of a scheduler, or how many processes to start here."""
    if value is not None and not _ADDRESS.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no address such as tcp://scheduler:8786 or local:4")
    return value


cluster_option = click.Option(
    ["--cluster"],
    callback=_address,
    metavar="ADDRESS",
    envvar="SUMMARIZE_CLUSTER",
    show_envvar=True,
    help="Check on dask's workers: tcp://scheduler:8786, or local:4 for so many processes here (extra cluster).",
)


async def on_cluster(
    run: Callable[[], Awaitable[R]],
    work: "Batch",
    settings: "Settings",
    *,
    transport: "httpx2.AsyncBaseTransport | None",
    store: "Store | None",
    values: Mapping[str, Any],
) -> R:
    """Do `run` with a batch whose briefings workers make; requests go through the store and `transport`, as ever."""
    try:
        from summarizer.cluster.running import Cluster
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise ConfigError("--cluster needs dask.distributed", hint="in the checkout: pip install '.[cluster]'") from None
    if settings.choose_engine() == "replay":
        from summarizer.recording import Player, replay_settings

        settings = replay_settings(settings)
        assert settings.replay
        transport = Player(settings.replay)
    elif transport and store:
        from summarizer.keeping import Keeper

        transport = Keeper(store, transport, refresh=values["refresh"])
    async with Cluster(values["cluster"], settings, transport=transport) as cluster:
        if cluster.places > settings.concurrency:
            note = noted(quiet=values["quiet"])
            note(f"the workers could check {cluster.places} articles at once, {settings.concurrency} are begun: --concurrency")
        work.make = cluster.make
        return await run()
