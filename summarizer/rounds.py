"""A briefing in rounds, without a network: with the replies that are there, it is done, or says what is still to be asked.

All requests of a round are found in one pass: what has no reply yet is answered with an empty draft, and the result thrown away.
An article takes a round for its passages, one for repairs, and one for each question anew.
"""

import contextvars
import dataclasses
import json
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

import httpx2

from summarizer.asking import AskingEngine
from summarizer.desk import Desk
from summarizer.engine import Drafted
from summarizer.errors import SummarizerError
from summarizer.grounding import Source
from summarizer.keeping import STORED, reply_key
from summarizer.llm import Model, Reply
from summarizer.pipeline import brief
from summarizer.prompting import Prompts
from summarizer.recording import CASE
from summarizer.recording_files import Case, stored_request
from summarizer.schemas import Article, Briefing, BriefingDraft
from summarizer.settings import Settings


class Question(NamedTuple):
    """A request without a reply: its key in the store, what it is for, and the body that the client would send."""

    key: str
    case: Case
    body: bytes


Find: TypeAlias = Callable[[str], Reply | SummarizerError | None]
"""Returns the reply to the request of a key, the error that it ended with, or None where it was not asked yet."""


class Played(NamedTuple):
    """What came of a round: a briefing, or questions."""

    briefing: Briefing | None
    questions: tuple[Question, ...] = ()


class Rounds:
    """Plays rounds of many articles, several at once; `settings` name the model. Raises ConfigError."""

    def __init__(self, settings: Settings) -> None:
        """Set up the engine; it gets no key, and needs none."""
        # A fault that passes is for who sends.
        settings = dataclasses.replace(settings, api_key="none", retries=0)
        prompts = Prompts(settings.prompts)
        engine = _Engine(Model(settings, transport=_Replies()), prompts, passage_tokens=settings.passage_tokens)
        self._desk = Desk(settings, engine=engine)

    async def play(self, article: Article, find: Find) -> Played:
        """Return the briefing, or what is to be asked for it; raises ModelError where no further reply would help."""
        playing = _Playing(find)
        mark = _PLAYING.set(playing)
        try:
            return Played(await brief(article, self._desk))
        except _Unanswered:
            return Played(None, tuple(playing.questions.values()))
        finally:
            _PLAYING.reset(mark)


class _Unanswered(SummarizerError):
    """The draft rests on replies that there are none of."""


@dataclasses.dataclass
class _Playing:
    """The round of one article."""

    find: Find
    questions: dict[str, Question] = dataclasses.field(default_factory=dict)

    def ask(self, question: Question) -> None:
        """Note a question; what a repair has to ask is only certain when every passage has its draft."""
        if question.case.step == "brief" or all(known.case.step == "repair" for known in self.questions.values()):
            self.questions.setdefault(question.key, question)


_PLAYING: contextvars.ContextVar[_Playing] = contextvars.ContextVar("playing")


class _Engine(AskingEngine):
    """Goes through the whole article, and then says whether that was in earnest."""

    async def draft(self, source: Source) -> Drafted:
        """Return the outcomes; raises _Unanswered, and ModelError."""
        drafted = await super().draft(source)
        if _PLAYING.get().questions:
            raise _Unanswered("there are questions")
        return drafted


class _Replies(httpx2.AsyncBaseTransport):
    """Answers with what was found, else with an empty draft, and notes the question."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer; raises what the request ended with."""
        body = await request.aread()
        key = reply_key(request.url.netloc.decode("ascii", "replace"), stored_request(request.method, request.url.path, body))
        playing = _PLAYING.get()
        found = playing.find(key)
        if isinstance(found, SummarizerError):
            raise found
        if found is None:
            playing.ask(Question(key, CASE.get(), body))
            found = Reply(_EMPTY)
        headers = {"content-type": "application/json"} | ({STORED: "1"} if found.stored else {})
        return httpx2.Response(200, headers=headers, content=found.body, request=request)


def _empty_reply() -> bytes:
    """Return a completion with an empty draft, which is an empty repair as well."""
    draft: dict[str, object] = {name: None if name == "headline" else [] for name in BriefingDraft.model_fields}
    message = {"role": "assistant", "content": json.dumps(draft)}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return json.dumps({"id": "", "object": "chat.completion", "created": 0, "model": "", "choices": [choice]}).encode()


_EMPTY = _empty_reply()
