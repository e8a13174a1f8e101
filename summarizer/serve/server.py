"""uvicorn around the application: patience with slow clients, and the way it ends (IO)."""

import asyncio
import logging
import socket
from collections.abc import Callable
from typing import cast

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from summarizer.serve.limits import Limits

_LAST_ANSWERS_S = 5


def run(server: uvicorn.Server, listening: socket.socket, *, started: Callable[[], None] = lambda: None) -> None:
    """Serve until a signal comes, which is raised again at the end; a second one sets `force_exit`."""

    async def serve() -> None:
        server.config.load()
        started()
        await server.serve([listening])

    asyncio.run(serve())


def make_server(app: ASGIApp, limits: Limits) -> uvicorn.Server:
    """Return a server that says nothing by itself; forwarded addresses are believed from this machine's own proxy alone."""
    # With no handler of its own, Python would print what uvicorn has to say of broken requests.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    config = uvicorn.Config(
        app,
        http=_patient(limits.header_s),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
        limit_concurrency=limits.connections,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=_LAST_ANSWERS_S,
    )
    return uvicorn.Server(config)


def _patient(header_s: float) -> type[H11Protocol]:
    """Return uvicorn's protocol with an end to its patience: it waits for ever for the header of a request."""

    class Patient(H11Protocol):
        """Hangs up on a connection that does not say in time what it wants."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._late = self.loop.call_later(header_s, self._hang_up)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            cycle = cast("RequestResponseCycle | None", self.cycle)
            if cycle is not None and not cycle.response_complete:
                self._late.cancel()
            elif self._late.cancelled():
                self._late = self.loop.call_later(header_s, self._hang_up)

        def connection_lost(self, exc: Exception | None) -> None:
            self._late.cancel()
            super().connection_lost(exc)

        def _hang_up(self) -> None:
            self.transport.close()

    return Patient
