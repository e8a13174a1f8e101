"""Files of replies and plans that are damaged, foreign or cut short cost only what they damage."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.batch_endpoint import EMPTY, BatchEndpoint, empty_draft, reply_lines
from tests.conftest import Result
from tests.faults import FaultServer, chat, completion
from tests.request_files import briefed

KEY = {"SUMMARIZE_API_KEY": "sk-test-0123456789abcdef"}
WRONG = EMPTY | {"headline": {"text": "Der Umbau kostete 99 Millionen Euro", "sentences": [2]}}


def error(_body: dict[str, Any]) -> dict[str, Any]:
    """Answer with an error."""
    return {"error": {"code": "server_error", "message": "the model is gone"}}


def other_model(_body: dict[str, Any]) -> dict[str, Any]:
    """Answer as another model."""
    return empty_draft({}) | {"model": "n"}


def cut_short(_body: dict[str, Any]) -> dict[str, Any]:
    """Answer with half a reply."""
    return completion('{"headline": nu', finish_reason="length", model="m")


@pytest.mark.parametrize(
    ("damage", "code", "message"),
    [
        (lambda good: good + good.splitlines(keepends=True)[1], 0, b"line 4: a second reply to one request"),
        (lambda good: good.replace(b"\n", b"\n\n"), 0, b"3 of 3 replies"),
        (lambda good: good[:-40], 3, b"line 3: it breaks off"),
        (lambda good: b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"), 0, b"3 of 3 replies"),
        (lambda good: good.decode().encode("utf-16"), 1, b"line 1: no text in UTF-8"),
        (lambda good: b"{\n" + good[good.index(b"\n") + 1 :], 3, b"line 1: no JSON"),
        (lambda good: b"[" * 100_000 + b"\n" + good[good.index(b"\n") + 1 :], 3, b"line 1: no line of a Batch API"),
        (
            lambda good: good[: good.index(b"\n") + 1] + b'{"custom_id":"1","response":null}\n',
            3,
            b"line 2: the reply belongs to none",
        ),
        (lambda _good: b"", 1, b"empty"),
        (lambda _good: b"\x00\xff" * 100 + b"\n", 1, b"no reply to take: 1 damaged"),
        (error, 1, b"line 1: the model is gone"),
        (error, 1, b"hint: summarize requests export writes them again"),
        (other_model, 1, b"--any-model"),
        (cut_short, 1, b"cut short at the limit"),
    ],
)
def test_a_damaged_reply_costs_itself_alone(
    export: Callable[..., Result], take: Callable[..., Result], tmp_path: Path, damage: Any, code: int, message: bytes
) -> None:
    """Each bad line is named with its number; its article waits for the next round, the others have their briefing."""
    export()
    requests = (tmp_path / "requests.jsonl").read_bytes()
    given = reply_lines(requests, damage) if damage in (error, other_model, cut_short) else damage(reply_lines(requests))
    taken = take(given)
    assert (taken.returncode, message in taken.stderr) == (code, True), taken.stderr
    assert b"internal" not in taken.stderr
    assert take(reply_lines(requests)).returncode == 0
    assert len(briefed(tmp_path)) == 3


def test_replies_of_another_model_are_taken_when_told(
    export: Callable[..., Result], take: Callable[..., Result], tmp_path: Path
) -> None:
    """With --any-model whoever asked vouches for the name."""
    export()
    assert take(reply_lines((tmp_path / "requests.jsonl").read_bytes(), other_model), "--any-model").returncode == 0


def test_nothing_of_another_kind_is_written_over(
    summarize: Callable[..., Result], export: Callable[..., Result], bridges: Path, tmp_path: Path
) -> None:
    """An article given as the place for requests, or the requests for the replies, stays what it is."""
    article = bridges / "0.txt"
    before = article.read_bytes()
    call = ("requests", "export", bridges, "-o", article, "--base-url", "http://gpu.invalid/v1", "--model", "m")
    refused = summarize(*call)
    assert (refused.returncode, b"no file of requests" in refused.stderr, article.read_bytes()) == (1, True, before)
    export()
    requests = (tmp_path / "requests.jsonl").read_bytes()
    refused = summarize("requests", "fetch", "requests.jsonl", "-o", "requests.jsonl")
    assert (refused.returncode, b"no file of replies" in refused.stderr) == (1, True)
    assert (tmp_path / "requests.jsonl").read_bytes() == requests


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda plan: plan.unlink(), b"--requests"),
        (lambda plan: plan.write_bytes(plan.read_bytes()[:-30]), b"is damaged (its end)"),
        (lambda plan: plan.write_bytes(plan.read_bytes().replace(b"wieder offen", b"wieder zu")), b"is damaged (line 2)"),
        (lambda plan: plan.write_bytes(b"\xff\n"), b"is damaged (line 1)"),
    ],
)
def test_a_damaged_plan_is_named(
    export: Callable[..., Result], take: Callable[..., Result], tmp_path: Path, spoil: Callable[[Path], Any], message: bytes
) -> None:
    """Without its plan an export is of no use, and nothing is guessed."""
    export()
    replies = reply_lines((tmp_path / "requests.jsonl").read_bytes())
    spoil(tmp_path / "requests.jsonl.plan")
    taken = take(replies)
    assert (taken.returncode, message in taken.stderr) == (1, True), taken.stderr


def test_text_goes_only_where_it_was_exported_for(
    summarize: Callable[..., Result], export: Callable[..., Result], tmp_path: Path
) -> None:
    """Another host, a changed file and a server without batches are refused by name; nothing is sent."""
    export()
    with BatchEndpoint() as endpoint:
        refused = summarize("requests", "submit", "requests.jsonl", "--base-url", endpoint.url)
        assert (refused.returncode, b"exported for gpu.invalid" in refused.stderr) == (2, True)
        export(url=endpoint.url)
        with (tmp_path / "requests.jsonl").open("ab") as file:
            file.write(b"{}\n")
        changed = summarize("requests", "submit", "requests.jsonl", "--base-url", endpoint.url)
        assert (changed.returncode, b"has changed" in changed.stderr) == (1, True)
        offline = summarize("requests", "submit", "requests.jsonl", "--base-url", endpoint.url, "--offline")
        assert (offline.returncode, endpoint.files) == (2, {})
    with FaultServer(chat(EMPTY)) as server:
        export(url=server.url)
        none = summarize("requests", "submit", "requests.jsonl", "--base-url", server.url, "--retries", "0")
    assert (none.returncode, b"internal" in none.stderr) == (1, False)
