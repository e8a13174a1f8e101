"""What a file to verify is, told by its content: a draft, briefings, a daily briefing, or a Markdown page."""

import json
import re
from typing import Any, NamedTuple, NoReturn, TypeAlias, TypeVar, get_args

import pydantic

from summarizer.errors import InputError
from summarizer.schemas import Briefing, BriefingDraft, DailyBriefing, Section

M = TypeVar("M", bound=pydantic.BaseModel)


class Page(NamedTuple):
    """A Markdown page, or several one after the other."""

    text: str


class Briefings(NamedTuple):
    """The briefings of a file, each with its line where there is one a line; `failed` are lines that hold an error instead."""

    briefings: tuple[tuple[int | None, Briefing], ...]
    failed: int


Document: TypeAlias = Page | Briefings | BriefingDraft | DailyBriefing
_SECTIONS = frozenset(get_args(Section))
_BATCH = frozenset({"path", "briefing", "error"})
_EXPECTED = "expected: a draft, a briefing, a daily briefing (JSON), or a Markdown page"


def read_document(content: str) -> Document:
    """Return what the content of a file is; raises InputError where it is nothing that can be verified.

    >>> read_document("# Titel")
    Page(text='# Titel')
    """
    start = content.lstrip("\ufeff \t\r\n")
    if not start:
        raise InputError("empty, there is nothing to verify", hint=_EXPECTED)
    if not start.startswith(("{", "[")) or start.startswith("[^"):
        _refuse_bare_json(start)
        return Page(content.removeprefix("\ufeff"))
    try:
        whole = _parse(start)
    except InputError:
        lines = _json_lines(content)
        if lines is None and start.startswith("["):
            return Page(content.removeprefix("\ufeff"))
        if lines is None:
            raise
        return _briefings(lines)
    if isinstance(whole, list):
        return _briefings([(None, one) for one in whole])
    return _document(whole)


def _refuse_bare_json(text: str) -> None:
    """Raise InputError for JSON that is neither object nor list: nothing of it is a claim."""
    if len(text) < 1_000 and re.match(r'["\d-]|true\b|false\b|null\b|NaN\b|Infinity\b', text):
        try:
            value = json.loads(text)
        except ValueError:
            return
        raise InputError(f"is JSON of type {type(value).__name__}", hint=_EXPECTED)


def _document(value: dict[str, Any]) -> Document:
    """Return the document that an object is."""
    schema = value.get("schema")
    if schema == "daily/1":
        return _validate(DailyBriefing, value, "daily briefing")
    if "schema" in value or _BATCH & value.keys():
        return _briefings([(None, value)])
    if _SECTIONS & value.keys():
        # A tool may leave out sections that it has nothing for.
        return _validate(BriefingDraft, {name: None if name == "headline" else [] for name in _SECTIONS} | value, "draft")
    raise InputError("is JSON, but neither draft nor briefing", hint=_EXPECTED)


def _briefings(values: list[tuple[int | None, Any]]) -> Briefings:
    """Return the briefings among lines of a batch or bare ones."""
    found: list[tuple[int | None, Briefing]] = []
    failed = 0
    for line, value in values:
        bare = value.get("briefing") if isinstance(value, dict) and value.keys() <= _BATCH else value
        if bare is None and isinstance(value, dict) and value.get("error"):
            failed += 1
            continue
        if not isinstance(bare, dict) or bare.get("schema") != "briefing/1":
            named = bare.get("schema") if isinstance(bare, dict) else None
            other = f"schema {str(named)[:40]!r} is not known here" if named else "no briefing"
            raise InputError(f"{_at(line)}{other}", hint="this version reads briefing/1 and daily/1" if named else _EXPECTED)
        found.append((line, _validate(Briefing, bare, f"{_at(line)}briefing")))
    if not found and not failed:
        raise InputError("holds no briefing", hint=_EXPECTED)
    return Briefings(tuple(found), failed)


def _at(line: int | None) -> str:
    return f"line {line}: " if line else ""


def _validate(model: type[M], value: dict[str, Any], name: str) -> M:
    """Return the value as a model; raises InputError with its first problem."""
    try:
        return model.model_validate(value)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))[:120]
        raise InputError(f"no valid {name}: {f'{place}: ' if place else ''}{first['msg']}") from None


def _json_lines(content: str) -> list[tuple[int | None, Any]] | None:
    """Return the objects of JSON Lines with their line numbers, None where already the first line is none."""
    found: list[tuple[int | None, Any]] = []
    for number, line in enumerate(content.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append((number, _parse(line)))
        except InputError as error:
            if not found:
                return None
            raise InputError(f"line {number}: {error}") from None
    return found


def _parse(text: str) -> Any:
    """Return the value of strict JSON; raises InputError for a double key, NaN, deep nesting and lone surrogates."""
    try:
        value = json.loads(text, object_pairs_hook=_no_double, parse_constant=_no_constant)
        if re.search(r"\\u[dD][89a-fA-F]", text):
            json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise InputError("no JSON that can be read: nested too deeply") from None
    except UnicodeEncodeError:
        raise InputError("no JSON that can be read: half a character (lone surrogate)") from None
    except ValueError as error:
        raise InputError(f"no JSON that can be read: {str(error)[:120]}") from None
    return value


def _no_double(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")
