"""Record and replay under the client: transports that keep exchanges in a folder and give them back.

The pipeline is the same in every case; only the transport given to `Model` differs.
"""

import contextvars
import dataclasses
import datetime
import difflib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx2

from summarizer.errors import ConfigError, ReplayMiss
from summarizer.network import open_network, whole_response
from summarizer.recording_files import (
    CHAT,
    INDEX,
    RECORD_AGAIN,
    SUFFIX,
    Case,
    Index,
    Interaction,
    Parameters,
    Recording,
    RecordingSet,
    StoredRequest,
    read_index,
    read_recording,
    request_key,
    stored_request,
    stored_response,
    write_file,
)
from summarizer.retrying import WAIT_LIMIT_S, retry_after_s
from summarizer.settings import Settings

__all__ = ["CASE", "Case", "Player", "Recorder", "Rekeyer", "orphaned", "replay_settings", "unplayed"]

CASE: contextvars.ContextVar[Case] = contextvars.ContextVar("case")
"""What the request under way is for; `Model.ask` sets it."""

_KEPT_HEADERS = ("content-type", "x-should-retry")


def replay_settings(settings: Settings) -> Settings:
    """Take model and parameters from the folder's `recordings.json`; a model that the user names comes first.

    Raises ConfigError where the folder or that file is missing or damaged.
    """
    directory = settings.replay
    if directory is None:
        raise ConfigError("nothing to replay", hint="give --replay DIR")
    if not directory.is_dir():
        raise ConfigError(f"no folder of recordings: {directory}", hint=RECORD_AGAIN)
    chosen = _endpoint_set(read_index(directory))
    if chosen is None:
        raise ConfigError(f"{directory / INDEX} names no set of an endpoint", hint=RECORD_AGAIN)
    return dataclasses.replace(
        settings,
        model=settings.model or chosen.model,
        base_url="http://replay.invalid/v1",
        api_key=None,
        **chosen.parameters.model_dump(),
    )


def unplayed(player: "Player | Rekeyer") -> list[str]:
    """Name the exchanges that were never asked for: file, step, number and key."""
    return [
        f"{play.path.name}: {play.interaction.case.step} {play.interaction.case.number} {play.interaction.key or '(no key)'}"
        for play in player.plays
        if not player.served[id(play)]
    ]


def orphaned(directory: Path, articles: Collection[str]) -> list[str]:
    """Name the files in a folder of recordings that belong to none of the articles (their ids)."""
    expected = {INDEX, *(f"{article}{SUFFIX}" for article in articles)}
    return sorted(path.name for path in directory.glob("*.json") if path.name not in expected)


class Recorder(httpx2.AsyncBaseTransport):
    """Passes requests on and keeps every exchange whose body came whole, refusals such as 429 included.

    The first exchange about an article replaces what the folder had about it.
    """

    def __init__(
        self,
        directory: Path,
        settings: Settings,
        *,
        inner: httpx2.AsyncBaseTransport | None = None,
        paths: Mapping[str, str] | None = None,
        today: Callable[[], datetime.date] = datetime.date.today,
    ) -> None:
        """Record into `directory`; `paths` gives the file name of an article's id, for whoever reads the recording."""
        self._directory = directory
        self._parameters = Parameters(
            temperature=settings.temperature,
            max_output_tokens=settings.max_output_tokens,
            strict=settings.is_openai if settings.strict is None else settings.strict,
            passage_tokens=settings.passage_tokens,
        )
        self._inner = inner or open_network(settings)
        self._paths = paths or {}
        self._today = today
        self._recordings: dict[str, Recording] = {}

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send, read the whole body, keep the exchange; raises ConfigError, OutputError."""
        stored = stored_request(request.method, request.url.path, await request.aread())
        if stored.path != CHAT:
            return await self._inner.handle_async_request(request)
        model = str(stored.body.get("model")) if isinstance(stored.body, dict) else ""
        self._check_set(model)
        response = await self._inner.handle_async_request(request)
        try:
            content = await response.aread()
        finally:
            await response.aclose()
        headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
        if (wait_s := retry_after_s(response.headers)) is not None:
            # Kept as seconds, because a date would mean another wait on another day.
            headers["retry-after"] = f"{wait_s:.3f}"
        interaction = Interaction(
            key=request_key(stored),
            case=CASE.get(),
            request=stored,
            response=stored_response(response.status_code, headers, content),
        )
        self._keep(interaction, model)
        return whole_response(response, content, request)

    async def aclose(self) -> None:
        """Close the connection below."""
        await self._inner.aclose()

    def _check_set(self, model: str) -> None:
        """Refuse to mix models or parameters in one folder, before anything is paid for."""
        if self._recordings or not (self._directory / INDEX).exists():
            return
        known = _endpoint_set(read_index(self._directory))
        others = orphaned(self._directory, [CASE.get().article])
        if known and others and (known.model, known.parameters) != (model, self._parameters):
            raise ConfigError(
                f"{self._directory} holds recordings of model {known.model} or with other parameters",
                hint="record into another folder",
            )

    def _keep(self, interaction: Interaction, model: str) -> None:
        article = interaction.case.article
        before = self._recordings.get(article)
        recording = Recording(
            version=1,
            article=article,
            path=self._paths.get(article),
            engine="endpoint",
            origin="recorded",
            model=model,
            date=self._today(),
            interactions=(*(before.interactions if before else ()), interaction),
        )
        if not self._recordings:
            self._keep_set(model)
        write_file(self._directory / f"{article}{SUFFIX}", recording)
        self._recordings[article] = recording

    def _keep_set(self, model: str) -> None:
        path = self._directory / INDEX
        others = [known for known in read_index(self._directory).sets if known.engine != "endpoint"] if path.exists() else []
        new = RecordingSet(engine="endpoint", model=model, parameters=self._parameters, origin="recorded", date=self._today())
        write_file(path, Index(version=1, sets=(*others, new)))


class Play(NamedTuple):
    """A stored exchange and the file that it stands in."""

    path: Path
    interaction: Interaction


class _Stored(httpx2.AsyncBaseTransport):
    """What player and rekeyer share: the exchanges of a folder, and how often each was served."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.recordings = {path: read_recording(path) for path in sorted(directory.glob(f"*{SUFFIX}"))}
        self.plays = [Play(path, interaction) for path, kept in self.recordings.items() for interaction in kept.interactions]
        self.served: Counter[int] = Counter()

    def _answer(self, play: Play, request: httpx2.Request) -> httpx2.Response:
        """Build the response; a wait that was kept is not waited again, unless it was too long for a retry."""
        self.served[id(play)] += 1
        response = play.interaction.response
        headers = dict(response.headers)
        if (retry_after_s(headers) or 0.0) <= WAIT_LIMIT_S:
            headers["retry-after-ms"] = "0"
        return httpx2.Response(response.status, headers=headers, content=response.content(), request=request)


class Player(_Stored):
    """Answers from a folder, without a network: replies of one key in order, then the last again.

    A request that was never recorded raises ReplayMiss, whose `difference` is a diff to the nearest one that was.
    """

    def __init__(self, directory: Path) -> None:
        """Read the folder; raises ConfigError where a file is damaged."""
        super().__init__(directory)
        self._queues: dict[str, list[Play]] = defaultdict(list)
        for play in self.plays:
            if play.interaction.key:
                self._queues[play.interaction.key].append(play)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Serve the next reply to this very request."""
        stored = stored_request(request.method, request.url.path, await request.aread())
        queue = self._queues.get(key := request_key(stored))
        if not queue:
            raise self._miss(stored, key)
        return self._answer(queue.pop(0) if len(queue) > 1 else queue[0], request)

    def _miss(self, asked: StoredRequest, key: str) -> ReplayMiss:
        case = CASE.get(None)
        where = f"article {case.article}, {case.step} {case.number}" if case else asked.path
        wanted = _lines(asked)
        kept = [
            (play.interaction.case == case, _lines(play.interaction.request)) for play in self.plays if play.interaction.request
        ]
        # The same case first: its request is what the asked one has become.
        _, near = max(kept, key=lambda known: (known[0], _likeness(known[1], wanted)), default=(False, []))
        return ReplayMiss(
            f"{self._directory}: nothing recorded for {where} (request {key})",
            difference="\n".join(difflib.unified_diff(near, wanted, "recorded", "requested", lineterm="", n=2)),
            hint=RECORD_AGAIN,
        )


class Rekeyer(_Stored):
    """Answers by case, whatever the request, and writes each request with its key into the file: for `make recordings`."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Serve the next reply kept for this case; raises ReplayMiss where none is left."""
        stored = stored_request(request.method, request.url.path, await request.aread())
        case = CASE.get()
        play = next((play for play in self.plays if play.interaction.case == case and not self.served[id(play)]), None)
        if play is None:
            raise ReplayMiss(f"{self._directory}: no reply left for article {case.article}, {case.step} {case.number}")
        position = next(place for place, known in enumerate(self.plays) if known is play)
        keyed = play.interaction.model_copy(update={"key": request_key(stored), "request": stored})
        self.plays[position] = play = Play(play.path, keyed)
        kept = tuple(known.interaction for known in self.plays if known.path == play.path)
        self.recordings[play.path] = self.recordings[play.path].model_copy(update={"interactions": kept})
        write_file(play.path, self.recordings[play.path])
        return self._answer(play, request)


def _endpoint_set(index: Index) -> RecordingSet | None:
    return next((known for known in index.sets if known.engine == "endpoint"), None)


def _lines(request: StoredRequest) -> list[str]:
    """Lay a request out for a diff: one line per field, and one per line of each text."""
    text = json.dumps(request.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
    return text.replace("\\n", "\n    ").splitlines()


def _likeness(lines: list[str], wanted: list[str]) -> float:
    return difflib.SequenceMatcher(None, lines, wanted, autojunk=False).ratio()
