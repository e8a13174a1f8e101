"""Feeds become the articles of a day: each fetched whole, once, as the site allows."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.inputs import Failed, Feeds
from summarizer.inputs.feeds import read_feeds
from summarizer.readers import list_feed
from summarizer.schemas import Article
from summarizer.store import Store
from summarizer.web.fetching import Web
from tests.conftest import Result
from tests.faults import Reply
from tests.websites import Site, page

DAY = datetime.date(2025, 2, 12)
SENTENCE = "wie die Polizei in Neudorf am Mittwoch nach dem Unfall auf der Strecke mitteilte."


def article(title: str, number: int, head: str = "") -> Reply:
    """Answer with an article's page."""
    body = f"<main><h1>{title}</h1><p>Bei dem Unfall wurden {number} Menschen verletzt, {SENTENCE}</p></main>"
    return page(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>")


def item(link: str, date: str = "", title: str = "Titel") -> str:
    """Return an entry of an RSS feed."""
    return f"<item><title>{title}</title><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"


def rss(*items: str) -> Reply:
    """Answer with a feed."""
    text = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>F</title>{"".join(items)}</channel></rss>'
    return page(text, content_type="application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with a feed of three days and an undated item."""
    with Site() as running:
        running.pages |= {
            "/feed": rss(
                item("/today", "Wed, 12 Feb 2025 23:30:00 +0100", "Aus dem Feed"),
                item("/yesterday", "Tue, 11 Feb 2025 23:30:00 +0100"),
                item("/tomorrow", "Thu, 13 Feb 2025 00:10:00 +0100"),
                item("/undated"),
                item("/dated"),
                item("/today", "Wed, 12 Feb 2025 23:30:00 +0100"),
            ),
            "/today": article("", 7),
            "/undated": article("Ohne Tag", 8),
            "/dated": article("Mit Tag", 9, '<meta property="article:published_time" content="2025-02-12">'),
        }
        yield running


def read(site: Site, *paths: str, pages: Store | None = None) -> list[Article | Failed]:
    """Return what the feeds of a site hold for the day."""
    feeds = Feeds([f"{site.url}{path}" for path in paths], DAY, Web(allow_private=True, pages=pages).get)
    return list(read_feeds(feeds, lambda path, *, fetch: load_article(path, language="de", fetch=fetch), lambda _note: None))


def test_the_items_of_the_day_are_read_whole(site: Site) -> None:
    """Only items of the day are fetched, by the feed's own clock; an undated one counts where its page says the day."""
    found = read(site, "/feed")
    assert [one.url for one in found if isinstance(one, Article)] == [f"{site.url}/today", f"{site.url}/dated"]
    assert all(isinstance(one, Article) and one.published == DAY and SENTENCE in one.text for one in found)
    assert isinstance(found[0], Article)
    assert found[0].title == "Aus dem Feed"
    assert site.visited() == ["/feed", "/robots.txt", "/today", "/undated", "/dated"]


def test_what_was_seen_is_not_read_twice(site: Site, tmp_path: Path) -> None:
    """A second run asks for the feed only; an item that its feed calls changed since is fetched again."""
    with Store(tmp_path / "store.sqlite") as store:
        first = read(site, "/feed", pages=store)
        site.visits.clear()
        assert read(site, "/feed", pages=store) == first
        assert site.visited() == ["/feed"]
        site.pages["/feed"] = page(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title><id>1</id>'
            '<link href="/today"/><published>2025-02-12T20:00:00+01:00</published><updated>2999-01-01T00:00:00Z</updated>'
            "</entry></feed>",
            content_type="application/atom+xml",
        )
        site.pages["/today"] = article("Neu", 11)
        (again,) = read(site, "/feed", pages=store)
        assert isinstance(again, Article)
        assert "11 Menschen" in again.text


def test_an_address_in_two_feeds_is_read_once(site: Site) -> None:
    """Feeds of one newsroom overlap."""
    site.pages["/more"] = site.pages["/feed"]
    assert len(read(site, "/feed", "/more")) == 2
    assert site.visited().count("/today") == 1


def test_what_fails_is_named_and_the_rest_goes_on(site: Site) -> None:
    """A missing feed, a feed that is none, and an item that is gone cost one line each."""
    del site.pages["/today"]
    site.pages["/page"] = article("Seite", 1)
    found = read(site, "/none", "/page", "/feed")
    errors = [str(one.error) for one in found if isinstance(one, Failed)]
    assert errors == [
        f"{site.url}/none: the server answered 404",
        f"{site.url}/page: no feed (RSS or Atom)",
        f"{site.url}/today: the server answered 404",
    ]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("robots", "read_pages"),
    [
        (page("User-agent: *\nDisallow: /today", content_type="text/plain"), 1),
        (page("User-agent: other\nDisallow: /", content_type="text/plain"), 2),
        (page("User-agent: summarizer\nDisallow: /", content_type="text/plain"), 0),
        (Reply(raw=b"", status=500), 0),
        (Reply(raw=b"", status=403), 2),
    ],
)
def test_a_site_says_what_machines_may_read(site: Site, robots: Reply, read_pages: int) -> None:
    """robots.txt is obeyed for what a feed lists; where it can't be had, nothing is read; a page that a person names is."""
    site.pages["/robots.txt"] = robots
    found = read(site, "/feed")
    assert sum(isinstance(one, Article) for one in found) == read_pages
    assert SENTENCE in load_article(f"{site.url}/today", language="de", fetch=Web(allow_private=True).get).text


def test_feeds_of_all_kinds_are_listed() -> None:
    """Odd dates, RSS 1.0, Atom and relative links are read; entries without an address, or of another scheme, passed over."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/x/"><entry><title type="html">A &amp;amp; B</title>'
        '<author><name>Anna Müller</name></author><link href="one"/><updated>2025-02-12T23:30:00+01:00</updated></entry>'
        '<entry><title>No link</title></entry><entry><link href="javascript:alert(1)"/></entry></feed>'
    )
    (one,) = list_feed(atom.encode(), "https://a.example/feed")
    assert (one.url, one.title, one.author, one.published) == ("https://a.example/x/one", "A & B", "Anna Müller", DAY)
    old = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><item><title>T</title><link>https://a.example/2</link>'
        "<dc:date>2025-02-12T08:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert [(one.url, one.published) for one in list_feed(old.encode(), "https://a.example/")] == [("https://a.example/2", DAY)]
    assert list_feed(rss(item("https://a.example/3", "whenever")).body, "https://a.example/")[0].published is None


def test_daily_of_a_feed(site: Site, summarize: Callable[..., Result]) -> None:
    """`summarize daily --feed` makes the page of the day, and needs to be told which."""
    more = ("--feed", f"{site.url}/feed", "--engine", "rules", "--language", "de", "--allow-private")
    page = summarize("daily", *more, "--date", "2025-02-12")
    assert page.returncode == 0, page.stderr
    assert b"9 Menschen" in page.stdout
    site.visits.clear()
    again = summarize("daily", *more, "--date", "2025-02-12")
    assert (again.stdout, site.visited()) == (page.stdout, ["/feed"])
    for arguments, words in ((more, b"--feed needs the day"), (more[2:], b"Missing argument")):
        refused = summarize("daily", *arguments)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert words in refused.stderr
