"""The engine that asks a model: passages, one call each, grounding, and one repair call for what failed."""

import asyncio
import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import httpx2
import pydantic

from summarizer.checking import mend
from summarizer.engine import Drafted
from summarizer.errors import ModelError, ReplayMiss, TooLong
from summarizer.grounding import Outcome, Source, ground
from summarizer.keeping import Keeper
from summarizer.llm import Case, Model, Tally
from summarizer.network import open_network
from summarizer.prompting import Failure, Prompts
from summarizer.recording import Player, Recorder, replay_settings
from summarizer.schemas import BriefingDraft, Passage, RepairDraft, Usage
from summarizer.sentences import estimate_tokens, split_passages
from summarizer.settings import RunnableEngine, Settings
from summarizer.work import Work, at_once

if TYPE_CHECKING:
    from summarizer.local.instruct import InstructServer
    from summarizer.store import Store

T = TypeVar("T", bound=pydantic.BaseModel)

FILE_TIMEOUT_S = 1800.0
"""A model on this machine may take minutes for a reply that an endpoint gives in seconds."""


def open_engine(
    name: RunnableEngine,
    settings: Settings,
    *,
    transport: httpx2.AsyncBaseTransport | None = None,
    store: "Store | None" = None,
    refresh: bool = False,
    work: Work = at_once,
) -> "AskingEngine":
    """Return the engine for an endpoint, or for recordings of one; raises ConfigError.

    `transport` stands in for the network; what the `store` has is not asked for, unless `refresh`; `work` is where checks are made.
    """
    prompts = Prompts(settings.prompts)
    if name == "replay":
        settings = replay_settings(settings)
        assert settings.replay
        transport = transport or Player(settings.replay)
    elif settings.record:
        transport = Recorder(settings.record, settings, inner=transport)
    elif name == "local" and settings.model_file:
        return _open_file(settings.model_file, settings, prompts)
    elif store:
        transport = Keeper(store, transport or open_network(settings), refresh=refresh)
    return AskingEngine(Model(settings, transport=transport), prompts, passage_tokens=settings.passage_tokens, work=work)


def _open_file(path: Path, settings: Settings, prompts: Prompts) -> "AskingEngine":
    """Return the engine for a model file, which is served on loopback until the engine is closed."""
    from summarizer.local.instruct import InstructServer

    server = InstructServer(path, threads=settings.threads)
    settings = dataclasses.replace(
        settings, base_url=server.base_url, api_key=server.key, model=path.stem, timeout_s=max(settings.timeout_s, FILE_TIMEOUT_S)
    )
    return AskingEngine(Model(settings), prompts, passage_tokens=settings.passage_tokens, server=server)


class AskingEngine:
    """Any model behind an OpenAI-compatible endpoint, recordings of one included."""

    def __init__(
        self,
        model: Model,
        prompts: Prompts,
        *,
        passage_tokens: int,
        server: "InstructServer | None" = None,
        work: Work = at_once,
    ) -> None:
        """Take the model to ask, the templates to ask with, how much of an article goes into one request, and a server to close."""
        self._model = model
        self._work = work
        self._server = server
        self._prompts = prompts
        self._passage_tokens = passage_tokens
        self.prompt_hash = prompts.hash

    async def model_name(self) -> str:
        """Return the model's name, asking the endpoint where nobody gave it."""
        return await self._model.name()

    async def close(self) -> None:
        """Close the connections."""
        await self._model.__aexit__(None, None, None)
        if self._server:
            await asyncio.to_thread(self._server.close)

    async def draft(self, source: Source) -> Drafted:
        """Ask for each passage, in halves where it is too long; raises ModelError where one gives no usable draft."""
        tally = Tally()
        outcomes: list[Outcome] = []
        notes: list[str] = []
        repairs = 0
        rest, number, budget_tokens = source.sentences, 0, self._passage_tokens
        while rest:
            first, *further = split_passages(rest, budget_tokens)
            passage = first.model_copy(update={"number": number + 1, "total": number + 1 + len(further)})
            titled = any(outcome.section == "headline" and outcome.item for outcome in outcomes)
            try:
                drafted = await self._ask(passage, source, tally, titled=titled)
            except TooLong:
                if len(passage.sentences) == 1:
                    raise
                # The passages after this one would not fit either.
                budget_tokens = estimate_tokens(passage.sentences) // 2
                continue
            if any(outcome.rejected for outcome in drafted):
                repairs += 1
                drafted = await self._repair(drafted, passage, source, tally, notes)
            outcomes += drafted
            rest, number = rest[len(passage.sentences) :], number + 1
        return Drafted(
            outcomes=tuple(outcomes),
            requests=tally.requests,
            retries=tally.retries,
            reasks=tally.reasks,
            repairs=repairs,
            stored=tally.stored,
            usage=Usage(input_tokens=tally.input_tokens, output_tokens=tally.output_tokens),
            notes=tuple(notes),
        )

    async def fill(self, source: Source, schema: type[T]) -> list[T]:
        """Ask for each passage to fill a schema; raises ModelError where one gives no usable reply."""
        tally = Tally()
        filled = []
        for passage in split_passages(source.sentences, self._passage_tokens):
            messages = self._prompts.brief(source.article, passage, schema)
            case = Case(source.article.id, "brief", passage.number)
            filled.append(await self._model.ask(messages, schema, tally=tally, case=case))
        return filled

    async def _ask(self, passage: Passage, source: Source, tally: Tally, *, titled: bool) -> list[Outcome]:
        """Ask for a draft of one passage and check it; `titled` articles have their headline from an earlier passage."""
        case = Case(source.article.id, "brief", passage.number)
        draft = await self._model.ask(self._prompts.brief(source.article, passage), BriefingDraft, tally=tally, case=case)
        return await self._work(ground, draft.model_copy(update={"headline": None}) if titled else draft, source)

    async def _repair(
        self, outcomes: list[Outcome], passage: Passage, source: Source, tally: Tally, notes: list[str]
    ) -> list[Outcome]:
        """Ask once more for the items that failed; what fails again, or is withdrawn, stays rejected.

        A repair that can't be had costs the failed items, not the draft that was paid for; `notes` says so.
        """
        failures = number_failures([outcome for outcome in outcomes if outcome.rejected])
        messages = self._prompts.repair(source.article, passage, failures)
        case = Case(source.article.id, "repair", passage.number)
        try:
            mended = await self._model.ask(messages, RepairDraft, tally=tally, case=case)
        except ReplayMiss:
            raise
        except ModelError as error:
            notes.append(f"repair: {error}")
            return outcomes
        return await self._work(mend, outcomes, mended, source)


def number_failures(outcomes: Sequence[Outcome]) -> list[Failure]:
    """Return the failed items, numbered within their sections as the repair prompt lists them."""
    failures: list[Failure] = []
    for outcome in outcomes:
        assert outcome.rejected
        number = 1 + sum(failure.section == outcome.section for failure in failures)
        rejected = outcome.rejected
        failures.append(Failure(rejected.section, number, rejected.item, rejected.code, rejected.reason))
    return failures
