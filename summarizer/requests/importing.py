"""Replies become briefings: into the store by the key of their request, then the batch as ever, which finds them there (IO)."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2

from summarizer.batch.running import Loaded
from summarizer.errors import InputError, ModelError, ReplayMiss
from summarizer.network import MAXIMUM_REPLY_BYTES
from summarizer.recording import CASE
from summarizer.requests.lines import ReplyLine, read_reply, same_model
from summarizer.requests.plan import Plan
from summarizer.store import Store

if TYPE_CHECKING:
    from summarizer.schemas import Article

Note = Callable[[int, str], None]
"""Told of each line that gave no reply: its number, and why."""


@dataclasses.dataclass
class Taken:
    """What became of the lines: `kept` are in the store, `failed` have no finished reply, `known` the requests of the plan."""

    known: int = 0
    kept: int = 0
    twice: int = 0
    failed: int = 0
    unknown: int = 0
    foreign: int = 0
    damaged: int = 0
    input_tokens: int = 0
    output_tokens: int = 0


def take_replies(replies: Path, plan: Plan, store: Store, *, note: Note, any_model: bool = False) -> Taken:
    """Put the replies of a file into the store, each once; raises InputError where it has none or can't be read."""
    known = {key: (entry.article.id, step) for entry in plan.entries() for key, step in entry.questions}
    taken = Taken(known=len(known))
    seen: set[str] = set()
    empty = True
    for number, line in _lines(replies):
        empty = False
        try:
            reply = read_reply(line)
        except ValueError as error:
            taken.damaged += 1
            note(number, str(error))
            continue
        if reply.key not in known:
            taken.unknown += 1
            note(number, f"the reply belongs to none of the requests in {plan.path.stem} ({reply.key[:40]})")
        elif reply.key in seen:
            taken.twice += 1
            note(number, "a second reply to one request; the first counts")
        elif reply.error:
            taken.failed += 1
            note(number, reply.error)
        elif not any_model and not same_model(plan.head.model, reply.model):
            taken.foreign += 1
            note(number, f"the reply is of model {reply.model[:60]}, {plan.head.model} was asked")
        else:
            seen.add(reply.key)
            _keep(reply, known[reply.key], plan, store)
            taken.kept += 1
            taken.input_tokens += reply.input_tokens
            taken.output_tokens += reply.output_tokens
    if empty:
        raise InputError(f"{replies}: empty, there is no reply in it")
    return taken


def _keep(reply: ReplyLine, asked: tuple[str, str], plan: Plan, store: Store) -> None:
    article, step = asked
    store.keep_reply(reply.key, reply.body, article=article, step=step, host=plan.head.host, model=plan.head.model)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, with their numbers from 1; one that is too long is cut, and then no JSON."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAXIMUM_REPLY_BYTES):
                number += 1
                rest = line
                while rest and not rest.endswith(b"\n"):
                    rest = file.readline(MAXIMUM_REPLY_BYTES)
                if line.strip():
                    yield number, line
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror or error}") from None


class Articles:
    """The articles of a plan, in the form that a batch takes them: paths, and what loads one."""

    def __init__(self, plan: Plan) -> None:
        """Remember the plan."""
        self._plan = plan
        self._waiting: dict[str, Article] = {}

    def paths(self) -> Iterator[str]:
        """Yield the paths; an article waits from then on to be loaded."""
        for entry in self._plan.entries():
            self._waiting[entry.path] = entry.article
            yield entry.path

    def load(self, path: str) -> Loaded:
        """Return the article of a path, once."""
        article = self._waiting.pop(path)
        return Loaded(article, lambda: article)


class Silence(httpx2.AsyncBaseTransport):
    """Sends nothing: what is not in the store has no reply yet.

    With `final`, repairs are done without: what failed then stays rejected, and the briefing says why.
    """

    def __init__(self, *, final: bool = False) -> None:
        """Remember whether there is another round."""
        self._final = final

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:  # noqa: ARG002  (nobody reads it)
        """Raise ReplayMiss, or ModelError for a repair that is done without."""
        step = CASE.get().step
        if step == "repair" and self._final:
            raise ModelError("not asked for (--final)")
        what = "a repair" if step == "repair" else "a request"
        raise ReplayMiss(f"{what} has no reply yet", hint="export again for the next round")
