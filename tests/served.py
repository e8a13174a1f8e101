"""A real server of ours on loopback, in a thread of this process, and what talks to it."""

import asyncio
import contextlib
import dataclasses
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2

from summarizer.articles import Fetch
from summarizer.schemas import BriefingDraft
from summarizer.serve.app import make_app
from summarizer.serve.days import Days
from summarizer.serve.jobs import Jobs
from summarizer.serve.limits import Limits
from summarizer.serve.listening import address_of, listen
from summarizer.serve.reading import Reader
from summarizer.serve.server import make_server
from summarizer.serve.sessions import Sessions
from summarizer.serve.state import State
from summarizer.serve.turns import Asker
from summarizer.settings import Settings
from summarizer.store import Store
from summarizer.threads import work_apart
from tests.faults import Reply, chat

TEXT = "Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro."
EMPTY: dict[str, list[object] | None] = {name: None if name == "headline" else [] for name in BriefingDraft.model_fields}
PATIENCE_S = 30.0


def empty_reply(*, delay_s: float = 0.0) -> Reply:
    """Reply with a draft that says nothing."""
    return dataclasses.replace(chat(EMPTY), delay_s=delay_s)


@dataclasses.dataclass
class Served:
    """A running server: its address, a client without a token, and the defects that it told of."""

    url: str
    client: httpx2.Client
    state: State
    defects: list[str]

    def hand_in(self, text: str = TEXT, **further: Any) -> httpx2.Response:
        """Hand in a German text as JSON."""
        return self.client.post("/briefings", json={"text": text, "language": "de", **further})

    def wait(self, key: str) -> dict[str, Any]:
        """Return what became of an article, once it is over."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            answer: dict[str, Any] = self.client.get(f"/briefings/{key}").json()
            if answer["state"] in ("done", "failed"):
                return answer
            time.sleep(0.02)
        raise AssertionError(f"{key} is not done after {PATIENCE_S} s")


@contextlib.contextmanager
def serving(
    settings: Settings,
    *,
    store: Path | None = None,
    limits: Limits | None = None,
    token: str | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Served]:
    """Serve until the block ends; a defect that nobody expected fails the test."""
    limits = limits or Limits()
    defects: list[str] = []
    with contextlib.ExitStack() as stack:
        opened = stack.enter_context(Store(store)) if store else None
        jobs = Jobs(settings, store=opened, limits=limits, tell=defects.append)
        state = State(jobs=jobs, days=Days(jobs.shelf), reader=Reader(fetch=fetch), sessions=Sessions(token))
        listening = stack.enter_context(listen("127.0.0.1", 0))
        server = make_server(make_app(state, hosts=("localhost",), tell=defects.append), limits)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        url = address_of(listening).rstrip("/")
        jobs.worker.start()
        thread.start()
        try:
            with httpx2.Client(base_url=url, timeout=PATIENCE_S, trust_env=False) as client:
                yield Served(url, client, state, defects)
        finally:
            server.should_exit = True
            thread.join(PATIENCE_S)
            jobs.worker.stop(0)
        assert defects == []


@contextlib.contextmanager
def occupied(served: Served) -> Iterator[threading.Event]:
    """Hold the only turn at the model until the event is set."""
    release = threading.Event()
    worker = served.state.jobs.worker

    async def hold() -> None:
        async with worker._calls.turn(Asker("somebody else", lambda: None)):
            await work_apart(release.wait)

    held = asyncio.run_coroutine_threadsafe(hold(), worker._loop)
    yield release
    release.set()
    held.result(10)
