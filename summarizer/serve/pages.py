"""The server's own pages, made of templates in the language of the browser; reports come from `summarizer.render`."""

import functools
import html
import re
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response

from summarizer.errors import SummarizerError
from summarizer.render.escaping import visible_text
from summarizer.schemas import Language
from summarizer.serve.labels import LABELS, wanted_language
from summarizer.serve.problems import ForeignSite, NotFound, hint_of, status_of

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_OWN_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

_ASSETS = {"report.css": ("render", "templates"), "serve.css": ("serve", "assets"), "serve.js": ("serve", "assets")}
_KINDS = {"css": "text/css", "js": "text/javascript"}


def language_of(connection: HTTPConnection) -> Language:
    """Return the language that the browser asks for."""
    return wanted_language(connection.headers.get("accept-language", ""))


def page(connection: HTTPConnection, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page of ours."""
    language = language_of(connection)
    sessions = connection.app.state.sessions
    inside = bool(connection.scope.get("user")) or not sessions.required
    common = {"label": LABELS[language], "language": language, "inside": inside, "can_leave": sessions.required, "at": ""}
    text = _environment().get_template(template).render(common | values)
    return HTMLResponse(text, status, headers={"content-security-policy": _POLICY})


def error_page(connection: HTTPConnection, error: SummarizerError, *, again: str | None = None, status: int = 0) -> HTMLResponse:
    """Return a page that says what went wrong; `again` is where to try it once more."""
    found = fault(error, language_of(connection))
    label = LABELS[language_of(connection)]
    heading = label["failed"] if again else label["error"]
    return page(connection, "error.html.jinja", status=status or status_of(error), fault=found, again=again, heading=heading)


def fault(error: SummarizerError, language: Language) -> dict[str, str | None]:
    """Return an error for a page: in the page's words, then as it is, where that says more."""
    label = LABELS[language]
    codes = [kind.__name__ for kind in type(error).__mro__]
    words = next((label[f"error_{code}"] for code in codes if f"error_{code}" in label), label["error"])
    if isinstance(error, NotFound | ForeignSite):
        return {"words": words, "detail": None, "hint": None}
    return {"words": words, "detail": str(error), "hint": hint_of(error)}


def report(document: str) -> HTMLResponse:
    """Return a report, whose own policy counts as a header too, and lets nobody put it in a frame."""
    found = _OWN_POLICY.search(document)
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    return HTMLResponse(document, headers={"content-security-policy": f"{policy}; frame-ancestors 'none'"})


def asset(name: str) -> Response | None:
    """Return a style or script of our own, None where there is none of this name."""
    if name not in _ASSETS:
        return None
    text = resources.files("summarizer").joinpath(*_ASSETS[name], name).read_text(encoding="utf-8")
    kind = _KINDS[name.rpartition(".")[2]]
    return Response(text, media_type=kind, headers={"cache-control": "max-age=3600"})


@functools.cache
def _environment() -> jinja2.Environment:
    """Return the environment: whatever a template prints is escaped and folded to what can be seen, unless it is markup already."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("summarizer", "serve/templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible_text(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
