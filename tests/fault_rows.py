"""What endpoints do wrong, and what a run makes of it: tested row by row, and printed in docs/reliability.md."""

import email.utils
import gzip
import json
import time
from collections.abc import Callable
from typing import NamedTuple

from tests.faults import Reply, chat, completion, fault

EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
FIGURE = {"amount": "12 Millionen Euro", "counts": "Umbau", "claimant": None, "sentences": [2]}
GOOD = chat({**EMPTY, "figures": [FIGURE]})
MEND = chat({**EMPTY, "figures": []})


class Row(NamedTuple):
    """A fault, and what a run over one article of two sentences shows.

    Requests that reached the endpoint, exit code, a part of the message.

    `kept` are replies and briefings in the store afterwards. `replies` are served in order, the last one for ever, at `url`:
    of the server itself, or one that nobody listens at.
    """

    fault: str
    replies: Callable[[], tuple[Reply, ...]]
    requests: int
    exit_code: int
    message: str
    kept: tuple[int, int] = (0, 0)
    options: tuple[str, ...] = ()
    url: str = "http://127.0.0.1:{port}/v1"


def _then_good(*faults: Reply) -> Callable[[], tuple[Reply, ...]]:
    return lambda: (*faults, GOOD)


def _only(*faults: Reply) -> Callable[[], tuple[Reply, ...]]:
    return lambda: faults


def _raw(content: bytes) -> Callable[[], tuple[Reply, ...]]:
    return lambda: (Reply(raw=content),)


def _date() -> tuple[Reply, ...]:
    return fault(429, headers={"retry-after": email.utils.formatdate(time.time() + 1, usegmt=True)}), GOOD


def _bomb() -> tuple[Reply, ...]:
    """Build 30 MB of blanks that weigh 30 kB."""
    body = json.dumps(GOOD.json).encode() + b" " * 30_000_000
    return (Reply(raw=gzip.compress(body), headers={"content-encoding": "gzip"}),)


def _doubled() -> tuple[Reply, ...]:
    text = json.dumps({**EMPTY, "figures": [FIGURE]}).replace('"headline": null', '"headline": null, "headline": null')
    return (chat(text),)


DONE = (1, 1)
NONE = (0, 0)
ONCE_MORE = ("--retries", "1")
SHORT = ("--timeout", "0.5", *ONCE_MORE)
ROWS = (
    Row("429, Retry-After in seconds", _then_good(fault(429, headers={"retry-after": "1"})), 2, 0, "", DONE),
    Row("429, retry-after-ms", _then_good(fault(429, headers={"retry-after-ms": "5"})), 2, 0, "", DONE),
    Row("429, Retry-After as a date", _date, 2, 0, "", DONE),
    Row("429, Retry-After 600 s", _only(fault(429, headers={"retry-after": "600"})), 1, 1, "try again in 600 s"),
    Row("429 for ever", _only(fault(429)), 5, 1, "answered 429"),
    Row("rate limit for an hour", _only(fault(429, headers={"retry-after": "3600"})), 1, 1, "try again in 3600 s"),
    Row("429, no quota left", _only(fault(429, code="insufficient_quota")), 1, 1, "no quota left"),
    Row("500 once", _then_good(fault(500)), 2, 0, "", DONE),
    Row("502 once", _then_good(fault(502)), 2, 0, "", DONE),
    Row("503 once", _then_good(fault(503)), 2, 0, "", DONE),
    Row("529 once", _then_good(fault(529)), 2, 0, "", DONE),
    Row("500 for ever", _only(fault(500)), 5, 1, "answered 500"),
    Row("408 once", _then_good(fault(408)), 2, 0, "", DONE),
    Row("400", _only(fault(400)), 1, 1, "answered 400: boom"),
    Row("401", _only(fault(401)), 1, 1, "refused the key (401)"),
    Row("403", _only(fault(403)), 1, 1, "refused the key (403)"),
    Row("404", _only(fault(404)), 1, 1, "does not serve model"),
    Row("413, then halves that fit", _then_good(fault(413), MEND), 3, 0, "", (2, 1)),
    Row("context overflow, then halves that fit", _then_good(fault(400, code="context_length_exceeded"), MEND), 3, 0, "", (2, 1)),
    Row("context overflow for ever", _only(fault(400, code="context_length_exceeded")), 2, 1, "--passage-tokens"),
    Row("connection closed before headers, once", _then_good(Reply(GOOD.json, cut="before")), 2, 0, "", DONE),
    Row("connection reset mid-body, once", _then_good(Reply(GOOD.json, cut="reset")), 2, 0, "", DONE),
    Row("body cut in half, for ever", _only(Reply(GOOD.json, cut="half")), 5, 1, "broke the connection off"),
    Row("hang: no reply in time", _only(Reply(GOOD.json, delay_s=30)), 2, 1, "no reply within 0.5 s", NONE, SHORT),
    Row("slow drip", _only(Reply(GOOD.json, drip_s=0.05)), 2, 1, "no reply within 0.5 s", NONE, SHORT),
    Row("refused connection", _only(GOOD), 0, 1, "can't be reached", NONE, ONCE_MORE, "http://127.0.0.1:{closed}/v1"),
    Row("unknown host", _only(GOOD), 0, 1, "nobody.invalid: can't be reached", NONE, ONCE_MORE, "http://nobody.invalid/v1"),
    Row("TLS failure", _only(GOOD), 0, 1, "can't be reached", NONE, ONCE_MORE, "https://127.0.0.1:{port}/v1"),
    Row("wrong content type", _only(Reply(raw=b"<html>Welcome", content_type="text/html")), 1, 1, "else than a chat completion"),
    Row("right body under a wrong content type", _only(Reply(GOOD.json, content_type="text/plain")), 1, 0, "", DONE),
    Row("half a JSON body, announced whole", _raw(b'{"choices": [{"mess'), 1, 1, "else than a chat completion"),
    Row("invalid UTF-8", _raw(b'{"choices": "\xff\xfe"}'), 1, 1, "else than a chat completion"),
    Row("reply of 50 MB", _raw(b" " * 50_000_000), 1, 1, "more than 16 MB"),
    Row("gzip bomb", _bomb, 1, 1, "more than 16 MB"),
    Row("200 with an error body", _only(Reply({"error": {"message": "boom", "code": 400}})), 1, 1, "answered 400: boom"),
    Row("empty choices", _only(Reply({**completion("x"), "choices": []})), 1, 1, "without choices"),
    Row("null content", _only(chat(None)), 1, 1, "empty reply"),
    Row("refusal", _only(chat(None, refusal="I can't.")), 1, 1, "declined: I can't."),
    Row("content filter", _only(chat("", finish_reason="content_filter")), 1, 1, "content filter"),
    Row("cut at the output limit", _only(chat(EMPTY, finish_reason="length")), 1, 1, "--max-output-tokens"),
    Row("wrong schema once", _then_good(chat({**EMPTY, "figures": 7})), 2, 0, "", (2, 1)),
    Row("wrong schema for ever", _only(chat({**EMPTY, "figures": 7})), 3, 1, "asked 3 times"),
    Row("no JSON for ever", _only(chat("Here is your briefing!")), 3, 1, "asked 3 times"),
    Row("a key twice", _doubled, 1, 0, "", DONE),
    Row("NaN", _only(chat('{"headline": NaN}')), 3, 1, "asked 3 times"),
)
