"""Serve: who may come in, from where, how much, how slowly; and that the limit of model calls is shared in turn."""

import asyncio
import http.client
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest

from summarizer.errors import ConfigError
from summarizer.serve.limits import Limits
from summarizer.serve.sessions import LIFETIME_S, Sessions, check_token
from summarizer.serve.turns import Asker, Turns
from summarizer.settings import Settings
from tests.served import TEXT, Served, serving

TOKEN = "a-token-that-is-long-enough"
BEARER = {"authorization": f"Bearer {TOKEN}"}
SMALL = Limits(upload_bytes=20_000, upload_s=0.6, header_s=0.6)


@pytest.fixture(scope="module")
def locked() -> Iterator[Served]:
    """Serve with a token and small limits."""
    with serving(Settings(engine="rules"), token=TOKEN, limits=SMALL) as served:
        yield served


def test_without_the_token_nobody_comes_in(locked: Served) -> None:
    """Programs get a problem, browsers the login; a wrong token, an empty one and one of strange letters are all the same."""
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Bearer"}, {"authorization": f"Basic {TOKEN}"}):
        answer = locked.client.get("/openapi.json", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "TokenMissing")
        assert answer.headers["www-authenticate"] == "Bearer"
    assert locked.client.get("/openapi.json", headers=[(b"authorization", "Bearer tökén".encode())]).status_code == 401
    page = locked.client.get("/pages/days/2025-02-12")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=/pages/days/2025-02-12")
    assert locked.client.post("/briefings", json={"text": TEXT}).status_code == 401
    assert locked.client.get("/openapi.json", headers=BEARER).status_code == 200


def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_gets(locked: Served) -> None:
    """A right login leads on to a page of ours and nowhere else; logging out ends it."""
    with httpx2.Client(base_url=locked.url, trust_env=False) as browser:
        form = {"token": TOKEN, "next": "https://evil.example/"}
        # So a browser says it on plain http to another machine.
        browser.headers["origin"] = "null"
        assert browser.post("/login", data={"token": "wrong"}).status_code == 401
        answer = browser.post("/login", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert TOKEN not in cookie
        assert browser.get("/").status_code == 200
        assert browser.post("/pages/briefings", files={"text": (None, "")}).status_code == 400
        assert "secure" in browser.post("/login", data=form, headers={"x-forwarded-proto": "https"}).headers["set-cookie"].lower()
        browser.post("/logout")
        assert browser.get("/").status_code == 303


def test_a_cookie_is_worth_nothing_changed_late_or_under_another_token() -> None:
    """Only what was signed with the token, and not too long ago, is a session."""
    now_s = [1_000.0]
    sessions = Sessions(TOKEN, clock=lambda: now_s[0])
    cookie = sessions.issue()
    assert sessions.user(cookie)
    until, user, signature = cookie.split(".")
    for forged in ("", "..", f"{int(until) + 9}.{user}.{signature}", f"{until}.x.{signature}", f"{until}.{user}.é", cookie[:-1]):
        assert sessions.user(forged) is None
    assert Sessions("another-token-that-is-long").user(cookie) is None
    now_s[0] += LIFETIME_S
    assert sessions.user(cookie) is None


@pytest.mark.parametrize("token", ["short", "with a blank in it, long", "langes Wört-lang-genug-ist"])
def test_a_weak_token_is_no_token(token: str) -> None:
    """Too short, or not fit for a header: the server does not start."""
    with pytest.raises(ConfigError):
        check_token(token)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:1"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 400),
        ({"sec-fetch-site": "none"}, 400),
        ({}, 400),
    ],
)
def test_another_sites_page_changes_nothing(locked: Served, headers: dict[str, str], status: int) -> None:
    """A request that a foreign page made the browser send is refused, with the right token too; our own goes on to be read."""
    answer = locked.client.post("/briefings", json={}, headers={**BEARER, **headers})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 421),
        ("127.0.0.1.evil.example:80", 421),
        ("[::1", 421),
        ("", 421),
        ("localhost", 200),
        ("LOCALHOST:8765", 200),
        ("[::1]:8765", 200),
        ("192.168.1.7:8765", 200),
    ],
)
def test_a_name_that_a_foreign_dns_leads_here_by_is_refused(locked: Served, host: str, status: int) -> None:
    """DNS rebinding: a page of evil.example, which points at this machine now, gets nothing."""
    assert locked.client.get("/openapi.json", headers={**BEARER, "host": host}).status_code == status


def test_a_proxy_lets_nobody_in_without_a_token() -> None:
    """To the server a proxy on its own machine is loopback; what it passes on is refused until there is a token."""
    with serving(Settings(engine="rules")) as served:
        assert served.client.get("/openapi.json").status_code == 200
        answer = served.client.get("/openapi.json", headers={"x-forwarded-for": "10.0.0.1"})
        assert (answer.status_code, answer.json()["code"]) == (421, "ForeignHost")


@pytest.mark.parametrize("path", ["/", "/login", "/assets/serve.css", "/openapi.json", "/nowhere", "/pages/briefings/x", "/days/1"])
def test_every_answer_says_what_browsers_must_not_do(locked: Served, path: str) -> None:
    """No script but ours, no frame, no guessing of types, no referrer; nothing is kept but styles."""
    answer = locked.client.get(path, headers=BEARER)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == ("max-age=3600" if "assets" in path else "no-store")
    assert "server" not in answer.headers


def test_too_much_is_refused_whether_announced_or_not(locked: Served) -> None:
    """A length that is announced, a body in pieces, one that is far too long to be read to its end: 413."""
    post = locked.client.post
    for content in (b"x" * 30_000, iter([b"x" * 10_000] * 4)):
        answer = post("/briefings", content=content, headers={**BEARER, "content-type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (413, "TooLarge")
    page = post("/pages/briefings", files={"file": ("a.txt", b"x" * 30_000)}, headers={**BEARER, "accept-language": "de"})
    assert (page.status_code, "Das ist zu groß." in page.text) == (413, True)
    with connected(locked) as connection:
        head = b"POST /briefings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9000000000\r\n"
        connection.sendall(head + bearer_line())
        assert connection.recv(100).startswith(b"HTTP/1.1 413")


def test_slow_clients_are_hung_up_on(locked: Served) -> None:
    """A header that never ends, and a body that drips, end after a time; others are served meanwhile."""
    with connected(locked) as header, connected(locked) as body:
        header.sendall(b"GET / HTTP/1.1\r\nhost: loc")
        body.sendall(
            b"POST /briefings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n"
            + bearer_line()
        )
        body.sendall(b"{")
        assert locked.client.get("/openapi.json", headers=BEARER).status_code == 200
        assert body.recv(100).startswith(b"HTTP/1.1 408")
        assert header.recv(100) == b""


def test_an_upload_that_is_broken_off_leaves_nothing(locked: Served) -> None:
    """No job, no defect, and the server goes on."""
    for _ in range(3):
        with connected(locked) as connection:
            connection.sendall(b"POST /briefings HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n")
            connection.sendall(b"content-length: 99\r\n" + bearer_line() + b'{"text": "Die Br')
    time.sleep(0.05)
    assert locked.client.get("/openapi.json", headers=BEARER).status_code == 200
    assert locked.state.jobs._open == {}


def test_broken_requests_are_answered_or_hung_up_on(locked: Served) -> None:
    """What is no HTTP, an upgrade, a method nobody knows: an answer in the four hundreds."""
    for request in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"FROB /openapi.json HTTP/1.1\r\nhost: localhost\r\n\r\n"):
        with connected(locked) as connection:
            connection.sendall(request)
            assert connection.recv(100).startswith(b"HTTP/1.1 4")


def connected(served: Served) -> socket.socket:
    """Return a bare connection to a server."""
    parts = urlsplit(served.url)
    return socket.create_connection((parts.hostname or "", parts.port or http.client.HTTP_PORT), timeout=10)


def bearer_line() -> bytes:
    """Return the last header line, and the empty one."""
    return f"authorization: Bearer {TOKEN}\r\n\r\n".encode()


def test_turns_go_round_the_users() -> None:
    """Never more at once than the limit; who sent one request waits for one of each other user, not for all of theirs."""

    async def work() -> tuple[list[str], int]:
        turns, order, under_way, most = Turns(2), [], 0, 0

        async def call(user: str) -> None:
            nonlocal under_way, most
            async with turns.turn(Asker(user, lambda: order.append(user))):
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0)
                under_way -= 1

        await asyncio.gather(*(call(user) for user in ["many"] * 10 + ["one", "two", "one"]))
        return order, most

    order, most = asyncio.run(work())
    assert most == 2
    assert order == ["many", "many", "many", "one", "two", "many", "one", *["many"] * 6]


@pytest.mark.parametrize("moment", ["before its turn", "as its turn comes"])
def test_who_leaves_the_queue_takes_no_turn_along(moment: str) -> None:
    """A wait that is broken off, before its turn or in the same moment, leaves the turn to the next."""

    async def work() -> list[str]:
        turns, order = Turns(1), []

        async def call(user: str) -> None:
            async with turns.turn(Asker(user, lambda: order.append(user))):
                await asyncio.sleep(0)

        async with turns.turn(Asker("first", lambda: order.append("first"))):
            second, third = asyncio.create_task(call("second")), asyncio.create_task(call("third"))
            await asyncio.sleep(0)
            if moment == "before its turn":
                second.cancel()
                await asyncio.sleep(0)
        second.cancel()
        async with asyncio.timeout(5):
            await asyncio.wait({second, third})
            await call("last")
        return order

    assert asyncio.run(work()) == ["first", "third", "last"]
