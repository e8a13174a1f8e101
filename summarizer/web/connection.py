"""Connections that go only to the IP address that was checked, and end at a deadline (IO).

A name is resolved once, here; the connection goes to the address that came out, so that a second answer of the DNS can't lead
elsewhere. Host header, TLS name and certificate stay those of the name.
"""

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2
import httpx2

from summarizer.errors import InputError
from summarizer.web.addresses import Address, is_public

Resolve = Callable[[str, int], list[Address]]


class Transport(httpx2.HTTPTransport):
    """The way to one page: a pool of its own over checked connections, or the environment's proxy."""

    def __init__(self, *, verify: ssl.SSLContext, deadline_s: float, allow_private: bool, proxy: str | None, find: Resolve) -> None:
        """Take the time, on the monotonic clock, at which everything ends."""
        super().__init__(verify=verify, proxy=proxy)
        self.backend = _Backend(deadline_s=deadline_s, allow_private=allow_private, find=find)
        if proxy is None:
            self._pool = httpcore2.ConnectionPool(ssl_context=verify, network_backend=self.backend)


class _Backend(httpcore2.NetworkBackend):
    """Opens connections to checked addresses; `private` says that one led into this machine's network."""

    def __init__(self, *, deadline_s: float, allow_private: bool, find: Resolve) -> None:
        self._inner = httpcore2.SyncBackend()
        self._deadline_s = deadline_s
        self._allow_private = allow_private
        self._find = find
        self.private = False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline is shorter
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first of a host's addresses that answers; raises InputError where it leads into a private network."""
        addresses = checked(host, port, self._find, allow_private=self._allow_private)
        self.private = not all(is_public(address) for address in addresses)
        for number, address in enumerate(addresses, 1):
            try:
                left_s = _left_s(self._deadline_s)
                stream = self._inner.connect_tcp(str(address), port, left_s, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Timed(stream, self._deadline_s)
        raise httpcore2.ConnectError("no address")


class _Timed(httpcore2.NetworkStream):
    """A connection on which nothing waits beyond the deadline: a server that drips meets it too."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline_s: float) -> None:
        self._inner = inner
        self._deadline_s = deadline_s

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline is shorter
        """Read what is there."""
        return self._inner.read(max_bytes, _left_s(self._deadline_s))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        """Write everything."""
        self._inner.write(buffer, _left_s(self._deadline_s))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - as above
    ) -> httpcore2.NetworkStream:
        """Go on encrypted."""
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, _left_s(self._deadline_s)), self._deadline_s)

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection below says of itself."""
        return self._inner.get_extra_info(info)


def checked(host: str, port: int, find: Resolve, *, allow_private: bool) -> list[Address]:
    """Return a host's addresses; raises InputError where one of them is not of the open internet, unless allowed."""
    try:
        addresses = find(host.rstrip("."), port)
    except (OSError, UnicodeError, ValueError):
        raise InputError(f"{host}: no such host") from None
    inside = next((address for address in addresses if not is_public(address)), None)
    if inside is not None and not allow_private:
        where = "this machine" if inside.is_loopback else "a private network"
        raise InputError(f"{host}: leads into {where} ({inside})", hint="give --allow-private if that is meant")
    return addresses


def _left_s(deadline_s: float) -> float:
    """Return the time that is left; raises the timeout where there is none."""
    left_s = deadline_s - time.monotonic()
    if left_s <= 0:
        raise httpcore2.ReadTimeout("out of time")
    return left_s
