"""Pages at addresses: what becomes of them, what fails, how politely they are asked for, and what is kept."""

import datetime
import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.errors import ConfigError, InputError
from summarizer.store import Store
from tests.conftest import Result
from tests.faults import Reply
from tests.websites import TRAIN, TRAIN_PAGE, Site, own, page, resolver


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with one article."""
    with Site({"/article": page(TRAIN_PAGE)}) as running:
        yield running


def test_a_page_becomes_an_article(site: Site) -> None:
    """Text, title, day and address of a fetched page are those of its article; it has no path."""
    article = load_article(f"{site.url}/article#top", fetch=own().get)
    assert TRAIN in article.text
    assert (article.title, article.published, article.path) == ("Zug entgleist", datetime.date(2025, 2, 12), None)
    assert article.url == f"{site.url}/article"


@pytest.mark.parametrize("status", [204, 401, 403, 404, 410, 429, 500, 503])
def test_an_error_of_the_server_is_one_line(site: Site, status: int) -> None:
    """What a server answers in place of a page is said."""
    site.pages["/gone"] = Reply(raw=b"x" if status != 204 else b"", status=status)
    with pytest.raises(InputError, match=f"/gone: the server answered {status}"):
        own().get(f"{site.url}/gone")


def test_a_server_that_asks_to_wait_is_asked_again(site: Site) -> None:
    """A short Retry-After is waited for, once; a long one is not."""
    site.pages["/busy"] = Reply(raw=b"", status=503, headers={"retry-after": "0"})
    with pytest.raises(InputError, match="answered 503"):
        own().get(f"{site.url}/busy")
    assert len(site.visits) == 2
    site.pages["/busy"] = Reply(raw=b"", status=429, headers={"retry-after": "3600"})
    with pytest.raises(InputError, match="answered 429"):
        own().get(f"{site.url}/busy")
    assert len(site.visits) == 3


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (page("x" * 3_000), "too large"),
        (page(gzip.compress(b"x" * 1_000_000), content_encoding="gzip"), "too large"),
        (page(b"\x1f\x8b" + b"x" * 50, content_encoding="gzip"), "damaged data"),
        (Reply(raw=b"x" * 100, drip_s=0.1), "not had within 0.5 s"),
        (Reply(raw=b"x", delay_s=5), "not had within 0.5 s"),
        (Reply(raw=b"x" * 100, cut="before"), "broke the connection off"),
        (Reply(raw=b"x" * 100, cut="half"), "broke the connection off"),
    ],
)
def test_what_is_too_large_too_slow_or_broken_is_one_line(site: Site, reply: Reply, words: str) -> None:
    """Limits hold for what is unpacked, and for the whole time of a server that drips."""
    site.pages["/bad"] = reply
    began = time.monotonic()
    with pytest.raises(InputError, match=words):
        own(maximum_bytes=2_000, timeout_s=0.5).get(f"{site.url}/bad")
    assert time.monotonic() - began < 4


def test_who_does_not_answer_is_one_line() -> None:
    """Nobody there and no such host are said."""
    with Site() as closed:
        address = closed.url
    with pytest.raises(InputError, match="can't be reached"):
        own().get(f"{address}/article")
    with pytest.raises(InputError, match="no such host"):
        own().get("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        ("Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode("cp1252"), "text/plain; charset=windows-1252"),
        ("Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode("iso8859_15"), "text/plain; charset=ISO-8859-15"),
        ("Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode(), "text/plain"),
        ("<html><body><p>Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode("cp1252"), "text/html; charset=iso-8859-1"),
        (
            '<html><head><meta charset="windows-1252"></head><p>Größe für Jürgen, sagte die Landrätin am Mittwoch.'.encode(
                "cp1252"
            ),
            "text/html",
        ),
        ("<html><body><p>Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode("utf-16"), "text/html"),
        ("<html><body><p>Größe für Jürgen, sagte die Landrätin am Mittwoch.".encode(), "text/html; charset=nonsense"),
    ],
)
def test_the_encoding_is_the_one_that_is_said(site: Site, raw: bytes, content_type: str) -> None:
    """Byte order mark, header and the page itself are believed, in that order; nonsense is passed over."""
    site.pages["/text"] = page(raw, content_type=content_type)
    article = load_article(f"{site.url}/text", language="de", fetch=own().get)
    assert article.text.strip() == "Größe für Jürgen, sagte die Landrätin am Mittwoch."


def test_a_page_that_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    """With a store the server is asked by ETag, and its 304 gives the kept page; a new version replaces it."""
    site.pages["/article"] = page(TRAIN_PAGE, etag='"1"', last_modified="Wed, 12 Feb 2025 08:00:00 GMT")
    with Store(tmp_path / "store.sqlite") as store:
        first = own(pages=store).get(f"{site.url}/article")
    with Store(tmp_path / "store.sqlite") as store:
        second = own(pages=store).get(f"{site.url}/article")
        assert (second.body, second.content_type, second.charset) == (first.body, "text/html", "utf-8")
        assert site.visits[1].headers["if-none-match"] == '"1"'
        assert site.visits[1].headers["if-modified-since"] == "Wed, 12 Feb 2025 08:00:00 GMT"
        site.pages["/article"] = page(TRAIN_PAGE.replace("Sieben", "Acht"), etag='"2"')
        assert b"Acht" in own(pages=store).get(f"{site.url}/article").body
        store.prune()
        assert store.page(f"{site.url}/article") is None


def test_a_page_can_not_claim_another_address(site: Site) -> None:
    """A canonical address is believed only where it is of the same site."""
    for host, believed in (("news.example", True), ("www.news.example", True), ("bbc.example", False)):
        link = f'<link rel="canonical" href="http://{host}/story">'
        site.pages["/article"] = page(TRAIN_PAGE.replace("<title>", f"{link}<title>"))
        web = own(find=resolver("127.0.0.1"))
        article = load_article(f"http://news.example:{site.port}/article", fetch=web.get)
        assert article.url == (f"http://{host}/story" if believed else f"http://news.example:{site.port}/article")


def test_one_host_gets_its_pauses(site: Site) -> None:
    """Two requests to a host of the open internet are apart; one's own network needs no such courtesy."""
    web = own(delay_s=0.5)
    with web._host(site.url).turn(0.5):
        pass
    began = time.monotonic()
    web.get(f"{site.url}/article")
    assert time.monotonic() - began >= 0.45
    began = time.monotonic()
    web.get(f"{site.url}/article")
    assert time.monotonic() - began < 0.4


def test_offline_fetches_nothing(site: Site) -> None:
    """--offline holds for addresses too."""
    with pytest.raises(ConfigError, match="--offline forbids"):
        own(offline=True).get(f"{site.url}/article")
    assert site.visits == []


def test_addresses_on_the_command_line(site: Site, summarize: Callable[..., Result], article: Path) -> None:
    """Addresses and files in one call; what can't be had is one line with its hint, the rest goes on."""
    more = ("--engine", "rules", "--no-store", "-f", "json")
    refused = summarize(f"{site.url}/article", *more)
    assert (refused.returncode, refused.stdout, site.visits) == (1, b"", [])
    assert b"leads into this machine" in refused.stderr
    assert b"hint: give --allow-private" in refused.stderr
    mixed = summarize(f"{site.url}/article", f"{site.url}/none", article, *more, "--allow-private")
    assert mixed.returncode == 3
    assert f"{site.url}/none: the server answered 404".encode() in mixed.stderr
    briefings = [json.loads(line) for line in mixed.stdout.splitlines()]
    assert [one["article"]["url"] for one in briefings] == [f"{site.url}/article", None]
    offline = summarize(f"{site.url}/article", *more, "--allow-private", "--offline")
    assert (offline.returncode, offline.stdout) == (2, b"")


def test_other_commands_take_addresses(site: Site, summarize: Callable[..., Result], tmp_path: Path) -> None:
    """sentences, prompt, batch and verify read what is at an address."""
    address = f"{site.url}/article"
    assert TRAIN.encode() in summarize("sentences", address, "--allow-private").stdout
    assert TRAIN.encode() in summarize("prompt", address, "--allow-private").stdout
    batch = summarize("batch", address, "-o", "out.jsonl", "--engine", "rules", "--allow-private")
    assert (batch.returncode, TRAIN in (tmp_path / "out.jsonl").read_text(encoding="utf-8")) == (0, True)
    summarize(address, "--engine", "rules", "-f", "json", "-o", "one.json", "--allow-private")
    assert summarize("verify", "one.json", "--against", address, "--allow-private").returncode == 0
