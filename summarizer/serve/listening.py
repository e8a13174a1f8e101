"""Where a server listens, and who can reach it there (IO)."""

import errno
import ipaddress
import socket

from summarizer.errors import ConfigError

_BACKLOG = 1024


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach a host.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises ConfigError where the address is not ours or the port is in use."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        # A name may stand for both; programs and people mean the first kind by `localhost`.
        family, _, _, _, address = min(found, key=lambda one: one[0] != socket.AF_INET)
        return socket.create_server((str(address[0]), port), family=family, backlog=_BACKLOG)
    except socket.gaierror:
        raise ConfigError(f"{host}: no such host", hint="give an address of this machine: --host 127.0.0.1") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigError(f"{place} is in use", hint="give another port with --port, or 0 for any") from None
        raise ConfigError(f"can't listen on {place}: {error.strerror}") from None


def address_of(listening: socket.socket) -> str:
    """Return where a browser finds what listens."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
