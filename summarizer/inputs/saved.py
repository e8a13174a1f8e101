"""Saved briefings: JSON, JSON Lines and batch lines become briefings, each bad one an error of its own (IO)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from pydantic import ValidationError

from summarizer.errors import InputError
from summarizer.schemas import Briefing, DailyBriefing

MAXIMUM_BYTES = 100_000_000
"""A larger document, or line of JSON Lines, is no briefing: one of a long article has 1 MB."""

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_AGAIN = "brief the article again, or use the version of summarize that wrote the file"
_HOW_DAILY = "save one with: summarize daily … -f json -o FILE"
_SCHEMA, _DAILY = "briefing/1", "daily/1"


class NoInput(InputError):
    """A file that is something else, a daily page for one: passed over in a folder, refused where it is named."""


class Failed(NamedTuple):
    """An article without a briefing, and why: a batch names some, others can't be read."""

    source: str
    error: InputError


def read_saved(path: str) -> Iterator[Briefing | Failed]:
    """Yield what a file of saved briefings holds, one after the other; a bad part is yielded as what failed."""
    try:
        with Path(path).open("rb") as file:
            yield from read_stream(file, path, lines=path.lower().endswith((".jsonl", ".ndjson")))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield Failed(path, InputError(f"{path}: can't be read: {reason}"))


def read_stream(file: BinaryIO, name: str, *, lines: bool = False) -> Iterator[Briefing | Failed]:
    """Yield the briefings of a stream: JSON Lines where `lines`, or where its first line is a whole document."""
    first = file.readline(MAXIMUM_BYTES + 1)
    if lines or _is_document(first):
        number = 0
        line = first
        while line:
            number += 1
            if line.strip():
                yield _one(line, f"{name}, line {number}" if lines or number > 1 else name)
            line = file.readline(MAXIMUM_BYTES + 1)
        return
    document = first + file.read(MAXIMUM_BYTES + 1 - len(first))
    try:
        data = _parse(document, name)
    except InputError as error:
        yield Failed(name, error)
        return
    if isinstance(data, list):
        yield from (_outcome(one, f"{name}, entry {number}") for number, one in enumerate(data, 1))
    else:
        yield _outcome(data, name)


def read_daily(path: Path) -> DailyBriefing:
    """Return the daily briefing in a JSON file; raises InputError where it is none."""
    try:
        data = _parse(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"{path}: can't be read: {error.strerror}") from None
    except InputError as error:
        raise InputError(str(error), hint=_HOW_DAILY) from None
    version = data.get("schema") if isinstance(data, dict) else None
    if version != _DAILY:
        what = f"schema {version!r}" if isinstance(version, str) else "no schema"
        raise InputError(f"{path}: no daily briefing ({what})", hint=_HOW_DAILY)
    try:
        return DailyBriefing.model_validate(data)
    except ValidationError as error:
        raise InputError(f"{path}: no daily briefing: {_first(error)}") from None


def _is_document(line: bytes) -> bool:
    """Say whether a line is a JSON object by itself."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _one(line: bytes, place: str) -> Briefing | Failed:
    """Return the briefing in a line, or what is wrong with it."""
    try:
        return _outcome(_parse(line, place), place)
    except InputError as error:
        return Failed(place, error)


def _parse(document: bytes, place: str) -> Any:
    """Parse JSON; raises InputError that says where it breaks."""
    if len(document) > MAXIMUM_BYTES:
        raise InputError(f"{place}: too large for a briefing (over {MAXIMUM_BYTES // 1_000_000} MB)")
    try:
        data = json.loads(document.decode("utf-8-sig"))
        if _SURROGATE.search(document):
            json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise InputError(f"{place}: holds lone surrogates, half characters that no encoding can write") from None
    except UnicodeDecodeError:
        raise InputError(f"{place}: not UTF-8") from None
    except RecursionError:
        raise InputError(f"{place}: no JSON: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{place}: no JSON: {error}") from None
    return data


def _outcome(data: Any, place: str) -> Briefing | Failed:
    """Return the briefing in a document: as it is, or under `briefing` in a line of a batch."""
    if isinstance(data, dict) and "briefing" in data and "schema" not in data:
        if data["briefing"] is None:
            source = str(data.get("path") or place)
            return Failed(source, InputError(f"{source}: {data.get('error') or 'no briefing'}"))
        data = data["briefing"]
    try:
        _check_version(data, place)
        return Briefing.model_validate(data)
    except InputError as error:
        return Failed(place, error)
    except (ValidationError, ValueError) as error:
        reason = _first(error) if isinstance(error, ValidationError) else str(error)
        return Failed(place, InputError(f"{place}: no briefing: {reason}"))


def _check_version(data: Any, place: str) -> None:
    """Raise InputError for a document that does not say it is a briefing of this version."""
    version = data.get("schema") if isinstance(data, dict) else None
    if version == _SCHEMA:
        return
    if not isinstance(version, str):
        raise NoInput(f"{place}: no briefing: it names no schema", hint="a briefing is written by: summarize ARTICLE -f json")
    if version.startswith("daily/"):
        hint = "a page is made of articles and briefings; to compare with it: --since FILE"
        raise NoInput(f"{place}: a daily page, not a briefing", hint=hint)
    if version.startswith("briefing/"):
        raise InputError(f"{place}: schema {version!r}, but this version reads {_SCHEMA}", hint=_AGAIN)
    raise NoInput(f"{place}: schema {version!r} is no briefing")


def _first(error: ValidationError) -> str:
    """Return the first fault, with its place."""
    fault = error.errors()[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'document'}: {fault['msg']}"
