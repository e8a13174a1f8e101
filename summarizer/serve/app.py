"""The server as an ASGI application."""

from collections.abc import Callable, Sequence

from starlette.routing import Router
from starlette.types import ASGIApp

from summarizer.serve import api, views
from summarizer.serve.guarding import Guard
from summarizer.serve.state import State


def make_app(state: State, *, hosts: Sequence[str], tell: Callable[[str], None]) -> ASGIApp:
    """Return the application; `hosts` are the names that it goes by, `tell` hears of defects."""
    router = Router([*views.ROUTES, *api.ROUTES], redirect_slashes=False)
    return Guard(router, state=state, hosts=hosts, answer=api.answer_error, tell=tell)
