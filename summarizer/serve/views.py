"""What browsers ask for: the form, progress, the report, the page of a day, logging in and out."""

import datetime
import re
import textwrap
from typing import cast

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from summarizer.errors import SummarizerError
from summarizer.render.html import Link, render_html
from summarizer.render.html_daily import render_daily_html
from summarizer.render.phrases import written_day
from summarizer.schemas import Language
from summarizer.serve.labels import LABELS
from summarizer.serve.pages import asset, error_page, fault, language_of, page, report
from summarizer.serve.problems import NotFound, UnknownBriefing, UnknownDay, status_of
from summarizer.serve.reading import Handed, read_form
from summarizer.serve.sessions import COOKIE, LIFETIME_S
from summarizer.serve.shelf import Shelved
from summarizer.serve.state import State
from summarizer.serve.worker import Job
from summarizer.threads import work_apart

_DAYS_SHOWN = 7
_OUR_PAGES = re.compile(r"/|/pages/briefings/[0-9a-f]{32}|/pages/days/\d{4}-\d\d-\d\d")


def state_of(request: Request) -> State:
    """Return what the server's parts share."""
    return cast("State", request.app.state)


async def start(request: Request) -> Response:
    """Show the form."""
    return await _form(request, Handed())


async def _form(request: Request, handed: Handed, error: SummarizerError | None = None) -> Response:
    """Show the form, with what was handed in and what is wrong with it."""
    state, language = state_of(request), language_of(request)
    label = LABELS[language]
    days = await work_apart(lambda: state.days.recent(_DAYS_SHOWN))
    where = label["goes_to_model" if state.model else "goes_to" if state.host else "stays"]
    return page(
        request,
        "start.html.jinja",
        status=status_of(error) if error else 200,
        at="start",
        handed=handed,
        language_given=handed.language,
        fault=fault(error, language) if error else None,
        where=where.format(host=state.host, model=state.model),
        limit_bytes=state.jobs.limits.upload_bytes,
        megabytes=f"{state.jobs.limits.upload_bytes / 1_000_000:g}",
        takes_addresses=state.reader.fetch is not None,
        days=[(day, written_day(day, language), count) for day, count in days],
    )


async def hand_in(request: Request) -> Response:
    """Take an article from the form, and lead on to its page."""
    state = state_of(request)
    handed = await read_form(request, limit_bytes=state.jobs.limits.upload_bytes)
    try:
        key = await state.jobs.submit(await state.reader.read(handed), request.scope["user"])
    except SummarizerError as error:
        return await _form(request, handed, error)
    return RedirectResponse(f"/pages/briefings/{key}", 303)


async def briefing(request: Request) -> Response:
    """Show the report, how far it is, or why there is none."""
    state, language = state_of(request), language_of(request)
    key = request.path_params["key"]
    found = await work_apart(lambda: state.jobs.find(key))
    if found is None:
        raise UnknownBriefing("no briefing has this id, and none is under way", hint="hand the article in again")
    if isinstance(found, Shelved):
        links = _links(found, key, language)
        return report(await work_apart(lambda: render_html([found], language=language, links=links)))
    if found.error:
        return error_page(request, found.error, again=f"/pages/briefings/{key}/again", status=200)
    return _progress(request, found)


def _links(shelved: Shelved, key: str, language: Language) -> list[Link]:
    """Return what stands above a report."""
    label, day = LABELS[language], shelved.briefing.article.published
    days = (f"{label['day_page']} {written_day(day, language)}", f"/pages/days/{day}") if day else (label["days"], "/#days")
    return [(label["start"], "/"), days, ("JSON", f"/briefings/{key}")]


def _progress(request: Request, job: Job) -> Response:
    """Show how far a job is."""
    label = LABELS[language_of(request)]
    done, total = job.read or (0, 0)
    return page(
        request,
        "progress.html.jinja",
        key=job.key,
        name=job.article.title or job.article.path or textwrap.shorten(job.article.text[:500], 80, placeholder=" …"),
        language_given=job.article.language,
        state="queued" if job.state == "queued" else "running",
        read=label["read"].format(done=done, total=total) if total else "",
        share=f"{done / total:.2f}" if total else "",
    )


async def again(request: Request) -> Response:
    """Begin anew what failed."""
    key = request.path_params["key"]
    state_of(request).jobs.again(key, request.scope["user"])
    return RedirectResponse(f"/pages/briefings/{key}", 303)


async def choose_day(request: Request) -> Response:
    """Lead from the form's day to its page."""
    return RedirectResponse(f"/pages/days/{day_of(request.query_params.get('date', ''))}", 303)


async def day(request: Request) -> Response:
    """Show the page of a day."""
    state, language = state_of(request), language_of(request)
    found = await work_apart(lambda: state.days.page(day_of(request.path_params["date"])))
    if found is None:
        raise UnknownDay("no briefing is of this day")
    label = LABELS[language]
    links = [(label["start"], "/"), (label["days"], "/#days"), ("JSON", f"/days/{found.daily.date}")]
    return report(await work_apart(lambda: render_daily_html(*found, language=language, links=links)))


def day_of(word: str) -> datetime.date:
    """Return the day in an address; raises UnknownDay where it is none."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
            return datetime.date.fromisoformat(word)
    except ValueError:
        pass
    raise UnknownDay("that is no day", hint="YYYY-MM-DD")


async def login(request: Request) -> Response:
    """Show the form for the token, or take it."""
    sessions = state_of(request).sessions
    if request.method != "POST":
        return page(request, "login.html.jinja", next=_ours(request.query_params.get("next", "")), is_wrong=False)
    async with request.form(max_files=0, max_fields=4, max_part_size=10_000) as form:
        token, further = _word(form, "token"), _ours(_word(form, "next"))
    if not sessions.knows(token):
        return page(request, "login.html.jinja", status=401, next=further, is_wrong=True)
    answer = RedirectResponse(further, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, sessions.issue(), max_age=LIFETIME_S, httponly=True, samesite="strict", secure=secure)
    return answer


async def logout(request: Request) -> Response:
    """Take the cookie back."""
    answer = RedirectResponse("/login" if state_of(request).sessions.required else "/", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


async def style(request: Request) -> Response:
    """Send a style or script of our own."""
    found = asset(request.path_params["name"])
    if found is None:
        raise NotFound("there is no such page")
    return found


def _word(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _ours(address: str) -> str:
    """Return an address only where it is a page of ours: a login must not lead elsewhere."""
    return address if _OUR_PAGES.fullmatch(address) else "/"


ROUTES = (
    Route("/", start),
    Route("/pages/briefings", hand_in, methods=["POST"]),
    Route("/pages/briefings/{key}", briefing),
    Route("/pages/briefings/{key}/again", again, methods=["POST"]),
    Route("/pages/days", choose_day),
    Route("/pages/days/{date}", day),
    Route("/login", login, methods=["GET", "POST"]),
    Route("/logout", logout, methods=["POST"]),
    Route("/assets/{name}", style),
)
