"""What programs ask for: briefings and days as JSON, described by an OpenAPI document."""

from typing import Literal
from urllib.parse import quote

import pydantic
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from summarizer.errors import SummarizerError
from summarizer.serve.openapi import document
from summarizer.serve.pages import error_page
from summarizer.serve.problems import MEDIA_TYPE, Problem, TokenMissing, UnknownBriefing, UnknownDay, describe, status_of
from summarizer.serve.reading import read_body
from summarizer.serve.shapes import BriefingAnswer
from summarizer.serve.shelf import Shelved
from summarizer.serve.views import day_of, state_of
from summarizer.serve.worker import Job
from summarizer.threads import work_apart


async def hand_in(request: Request) -> Response:
    """Take an article: 200 with the briefing where there is one, else 202 with the id under which it will be."""
    state = state_of(request)
    handed = await read_body(request, limit_bytes=state.jobs.limits.upload_bytes)
    key = await state.jobs.submit(await state.reader.read(handed), request.scope["user"])
    found = await work_apart(lambda: state.jobs.find(key))
    status = 200 if isinstance(found, Shelved) else 202
    answer = _json(describe_briefing(key, found), status)
    answer.headers["location"] = f"/briefings/{key}"
    return answer


async def briefing(request: Request) -> Response:
    """Return a briefing, how far it is, or why there is none."""
    key = request.path_params["id"]
    found = await work_apart(lambda: state_of(request).jobs.find(key))
    return _json(describe_briefing(key, found))


async def day(request: Request) -> Response:
    """Return the daily briefing of a day."""
    found = await work_apart(lambda: state_of(request).days.page(day_of(request.path_params["date"])))
    if found is None:
        raise UnknownDay("no briefing is of this day")
    return _json(found.daily)


async def openapi(request: Request) -> Response:
    """Return the description of all this."""
    return JSONResponse(document(secured=state_of(request).sessions.required))


def describe_briefing(key: str, found: Job | Shelved | None) -> BriefingAnswer:
    """Return what is known under a key; raises UnknownBriefing where that is nothing."""
    if found is None:
        raise UnknownBriefing("no briefing has this id, and none is under way", hint="hand the article in again")
    page = f"/pages/briefings/{key}"
    if isinstance(found, Shelved):
        return BriefingAnswer(id=key, state="done", page=page, briefing=found.briefing)
    if found.error:
        return BriefingAnswer(id=key, state="failed", page=page, problem=describe(found.error))
    read, total = found.read or (None, None)
    # A job whose briefing is being put away is as good as running.
    state: Literal["queued", "running"] = "queued" if found.state == "queued" else "running"
    return BriefingAnswer(id=key, state=state, page=page, sentences_read=read, sentences=total)


def _json(answer: pydantic.BaseModel, status: int = 200, kind: str = "application/json") -> Response:
    return Response(answer.model_dump_json(), status, media_type=kind)


def answer_error(connection: HTTPConnection, error: SummarizerError) -> Response:
    """Return what is answered to a request that went wrong: a page to browsers, problem details to programs."""
    path = connection.scope["path"]
    if path == "/" or path.startswith(("/pages/", "/login", "/logout")):
        if isinstance(error, TokenMissing):
            return RedirectResponse(f"/login?next={quote(path)}", 303)
        answer: Response = error_page(connection, error)
    else:
        answer = _json(describe(error), status_of(error), MEDIA_TYPE)
    for name, value in error.headers.items() if isinstance(error, Problem) else ():
        answer.headers[name] = value
    return answer


ROUTES = (
    Route("/briefings", hand_in, methods=["POST"]),
    Route("/briefings/{id}", briefing),
    Route("/days/{date}", day),
    Route("/openapi.json", openapi),
)
