"""A line of a file of requests, and of one of replies, as OpenAI's Batch API and `vllm run-batch` write and read them."""

import json
from pathlib import Path
from typing import Any, Literal, NamedTuple

from summarizer.errors import OutputError
from summarizer.keeping import is_completion
from summarizer.network import MAXIMUM_REPLY_BYTES

URL: Literal["/v1/chat/completions"] = "/v1/chat/completions"

_UNREADABLE = "no line of a Batch API's replies"


class ReplyLine(NamedTuple):
    """A reply: the request's key, and the body of a finished completion, or else what went wrong."""

    key: str
    body: bytes = b""
    error: str = ""
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0


def request_line(key: str, body: bytes) -> bytes:
    """Write one request; its body stands there byte for byte as the client would send it.

    >>> request_line("1f", b'{"model":"m"}')
    b'{"custom_id":"1f","method":"POST","url":"/v1/chat/completions","body":{"model":"m"}}\\n'
    """
    assert b"\n" not in body
    return b'{"custom_id":%s,"method":"POST","url":"%s","body":%s}\n' % (json.dumps(key).encode(), URL.encode(), body)


def read_reply(line: bytes) -> ReplyLine:
    """Read one line; raises ValueError where it is no reply at all."""
    try:
        # Some editors put a mark in front of a file.
        data = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        raise ValueError(_UNREADABLE) from None
    except UnicodeDecodeError:
        raise ValueError("no text in UTF-8") from None
    except ValueError:
        if len(line) >= MAXIMUM_REPLY_BYTES:
            raise ValueError(f"longer than {MAXIMUM_REPLY_BYTES // 1_000_000} MB") from None
        raise ValueError("no JSON" if line.endswith(b"\n") else "it breaks off") from None
    if not isinstance(data, dict) or not isinstance(data.get("custom_id"), str) or not {"response", "error"} & data.keys():
        raise ValueError(_UNREADABLE)
    key = data["custom_id"]
    response = data.get("response")
    status = response.get("status_code") if isinstance(response, dict) else None
    body = response.get("body") if isinstance(response, dict) else None
    if data.get("error") or status != 200 or not isinstance(body, dict):
        return ReplyLine(key, error=_told(data.get("error"), body, status))
    usage = body.get("usage") if isinstance(body.get("usage"), dict) else {}
    written = json.dumps(body).encode()
    return ReplyLine(
        key,
        body=written if is_completion(written) else b"",
        error="" if is_completion(written) else _unfinished(body),
        model=str(body.get("model") or ""),
        input_tokens=_count(usage, "prompt_tokens"),
        output_tokens=_count(usage, "completion_tokens"),
    )


def check_place(path: Path, member: Literal["url", "response"]) -> None:
    """Raise OutputError where a file lies that is none of requests (`url`) or replies (`response`): it would be lost (IO)."""
    try:
        with path.open("rb") as file:
            line = file.readline(MAXIMUM_REPLY_BYTES)
        is_ours = not line or {"custom_id", member} <= json.loads(line).keys()
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{path}: can't be written: {error.strerror or error}") from None
    except (ValueError, RecursionError, AttributeError):
        is_ours = False
    if not is_ours:
        what = "requests" if member == "url" else "replies"
        raise OutputError(f"{path}: is there already, and no file of {what}", hint="give another file with -o")


def same_model(asked: str, told: str) -> bool:
    """Say whether a reply names the model that was asked: OpenAI adds a date, others leave a folder out.

    >>> same_model("gpt-5-mini", "gpt-5-mini-2025-08-07"), same_model("org/Qwen3", "Qwen3"), same_model("gpt-5", "gpt-5-mini")
    (True, True, False)
    """
    one, other = asked.rpartition("/")[2].casefold(), told.rpartition("/")[2].casefold()
    return not told or one == other or other.startswith(f"{one}-20")


def _told(error: object, body: object, status: object) -> str:
    """Return the message of an error, wherever it stands."""
    for place in (error, body.get("error") if isinstance(body, dict) else None, body):
        if isinstance(place, dict) and (text := place.get("message") or place.get("code")):
            return " ".join(str(text).split())[:200]
        if isinstance(place, str) and place:
            return " ".join(place.split())[:200]
    return f"status {status}" if status else "neither a response nor an error"


def _unfinished(body: dict[str, Any]) -> str:
    """Say why a completion is not finished."""
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    reason = choice.get("finish_reason") if isinstance(choice, dict) else None
    return {
        "length": "cut short at the limit of output tokens",
        "content_filter": "stopped by a content filter",
    }.get(str(reason), "no finished completion")


def _count(usage: Any, name: str) -> int:
    told = usage.get(name)
    return told if isinstance(told, int) and told > 0 else 0
