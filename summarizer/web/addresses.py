"""Addresses of the web: which are ones, and which lead into this machine or its network (IO: `resolve` asks the DNS)."""

import ipaddress
import re
import socket
from urllib.parse import urlsplit, urlunsplit

from summarizer.errors import InputError

MAXIMUM_CHARACTERS = 4_000

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def has_scheme(name: str) -> bool:
    """Say whether a name is an address and no file.

    >>> has_scheme("https://a.example"), has_scheme("C:/a.txt"), has_scheme("a.txt")
    (True, False, False)
    """
    return bool(_SCHEME.match(name))


def check_address(address: str) -> str:
    """Return an address without its fragment; raises InputError where it is none that can be fetched.

    >>> check_address("https://a.example/b#c")
    'https://a.example/b'
    """
    shown = address if len(address) <= 200 else address[:199] + "…"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        named = host is not None and host.encode("idna") != b""
    except (ValueError, UnicodeError):
        raise InputError(f"{shown}: is no address") from None
    if parts.scheme not in ("http", "https"):
        raise InputError(f"{shown}: only http and https addresses are fetched")
    if not named or port == 0 or len(address) > MAXIMUM_CHARACTERS or not address.isprintable() or " " in address:
        raise InputError(f"{shown}: is no address")
    if parts.username is not None or parts.password is not None:
        # It would stand in the briefing.
        raise InputError(f"{parts.scheme}://…@{host}: an address with a password in it is not fetched")
    return urlunsplit(parts._replace(fragment=""))


def is_public(address: Address) -> bool:
    """Say whether an IP address is one of the open internet, also where it is wrapped in another.

    >>> [is_public(ipaddress.ip_address(one)) for one in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(one is not None and not is_public(one) for one in inner):
            return False
        if address.ipv4_mapped:
            return True
        if address.is_site_local:
            return False
    return address in _NAT64 or (address.is_global and not address.is_multicast and not address.is_reserved)


def resolve(host: str, port: int) -> list[Address]:
    """Return the IP addresses of a host; raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # A link-local address carries its network card behind a percent sign.
    return list(dict.fromkeys(ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found))
