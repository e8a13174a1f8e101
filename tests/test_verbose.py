"""`--verbose`: each request is one line on standard error, without key, password or a word of the article."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result
from tests.faults import FaultServer, chat, fault
from tests.websites import Site, page

Run = Callable[..., Result]
KEY = "sk-0123456789abcdefghij"
NOTHING: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}


@pytest.mark.parametrize("words", [[], ["daily", "--date", "2025-02-12"], ["batch", "-o", "out.jsonl", "--refresh"]])
def test_each_request_is_a_line_without_secrets(summarize: Run, article: Path, words: list[str]) -> None:
    """Failed tries, the reply with its tokens, and what the store had are told; the key and the text are not."""
    with FaultServer(fault(500), chat(NOTHING, usage=(1204, 356))) as server:
        call = [*words, article, "-v", "--base-url", server.url, "--model", "m", "--language", "de", "--store", "kept.sqlite"]
        first, second = (summarize(*call, environment={"OPENAI_API_KEY": KEY}) for _ in range(2))
    lines = [line for line in first.stderr.decode().splitlines() if line.startswith("POST ")]
    place = server.url.removeprefix("http://")
    assert len(lines) == 2
    assert lines[0].startswith(f"POST {place}/chat/completions (model m, article ")
    assert ", brief 1): 500, " in lines[0]
    assert ", brief 1, try 2): 200, 1204 + 356 tokens, " in lines[1]
    again = second.stderr.decode()
    assert ("POST " in again) == ("--refresh" in words)
    assert ("its briefing is in the store, nothing is asked" in again) != ("--refresh" in words)
    for word in (KEY, KEY[:8], "Authorization", "Brücke", "Umbau"):
        assert word not in first.stderr.decode() + again
    assert all(f"Bearer {KEY}" in request.headers.values() for request in server.requests)


def test_a_reply_from_the_store_is_told_as_such(summarize: Run, article: Path) -> None:
    """What was paid for before is no status and no try."""
    settings = ["--model", "m", "--language", "de", "--store", "kept.sqlite"]
    with FaultServer(chat(NOTHING)) as server:
        summarize(article, "--base-url", server.url, *settings)
        # Another day: another briefing, of the same request.
        again = summarize(article, "-v", "--base-url", server.url, *settings, "--passage-tokens", "5000").stderr.decode()
    assert ", brief 1): from the store, 10 + 5 tokens, " in again
    assert len(server.requests) == 1


def test_unreachable_endpoints_and_fetched_pages_are_told(summarize: Run, article: Path) -> None:
    """No answer is the name of what went wrong; a page has status and size, and no query; a password in an address is left out."""
    call = [
        article,
        "-v",
        "--base-url",
        "http://127.0.0.1:1/v1",
        "--model",
        "m",
        "--retries",
        "0",
        "--language",
        "de",
        "--no-store",
    ]
    assert ", brief 1): ConnectError, " in summarize(*call).stderr.decode()
    with Site(
        {"/bridge?token=secret": page(f"<html><body><article><p>{article.read_text('utf-8')}</p></article></body></html>")}
    ) as site:
        result = summarize("sentences", f"{site.url}/bridge?token=secret", "--allow-private", "--verbose", "--language", "de")
    assert result.returncode == 0
    lines = [line for line in result.stderr.decode().splitlines() if line.startswith("GET ")]
    assert len(lines) == 1
    assert lines[0].startswith(f"GET 127.0.0.1:{site.port}/bridge: 200, 0.1 kB, ")
    assert "secret" not in lines[0]


def test_without_verbose_nothing_is_told(summarize: Run, article: Path) -> None:
    """The lines are there on demand only."""
    with FaultServer(chat(NOTHING)) as server:
        result = summarize(article, "--base-url", server.url, "--model", "m", "--language", "de")
    assert b"POST" not in result.stderr
