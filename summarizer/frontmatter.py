"""YAML front matter: what stands between two `---` lines before an article."""

import datetime
import re
from typing import Any, NamedTuple, get_args
from urllib.parse import urlsplit

from summarizer.errors import InputError
from summarizer.schemas import Language

MAXIMUM_CHARACTERS = 16_000
KEYS = ("title", "author", "date", "published", "publisher", "url", "language")
"""What is read; `published`, as a briefing calls it, is another word for `date`."""

_KEY = rf"(?:{'|'.join(KEYS)})"
_KEY_LINE = re.compile(rf"""^(?:{_KEY}|"{_KEY}"|'{_KEY}')[ \t]*:""", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_NOTHING = ("", "~", "null", "Null", "NULL")


class FrontMatter(NamedTuple):
    """What front matter says; None where it says nothing. `notes` name what was passed over."""

    title: str | None = None
    author: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: Language | None = None
    notes: tuple[str, ...] = ()


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str]:
    """Return what the front matter of `text` says, and the text behind it.

    Text that begins with `---` but holds none of our keys before the next `---` is no front matter.
    Raises InputError where it is meant as front matter and can't be read.
    """
    if not text.startswith("---\n"):
        return FrontMatter(), text
    end = _CLOSING.search(text, 4, 4 + MAXIMUM_CHARACTERS)
    if end is None:
        if _KEY_LINE.match(text, 4):
            hint = f"close it with a line --- within {MAXIMUM_CHARACTERS:,} characters"
            raise InputError(f"{name}: front matter has no end", hint=hint)
        return FrontMatter(), text
    head = text[4 : end.start()]
    if not _KEY_LINE.search(head):
        return FrontMatter(), text
    # Few articles have front matter; the others need not wait for YAML.
    from summarizer.plain_yaml import read_yaml

    try:
        fields = read_yaml(head)
    except ValueError as error:
        raise InputError(f"{name}: front matter is not YAML: {error}", hint='put values with a colon in "quotes"') from None
    if not isinstance(fields, dict):
        raise InputError(f"{name}: front matter is no list of 'key: value' lines")
    return _read(fields, name), text[end.end() :].removeprefix("\n")


def _read(fields: dict[Any, Any], name: str) -> FrontMatter:
    """Take over the keys that we know."""
    notes = [f"front matter: {str(key)!r} passed over" for key in fields if key not in KEYS]
    url = _words(fields, "url", name)
    if url and not _is_address(url):
        notes.append("front matter: url is no http(s) address, passed over")
        url = None
    return FrontMatter(
        title=_words(fields, "title", name),
        author=_words(fields, "author", name),
        date=_date(_words(fields, "date", name) or _words(fields, "published", name), name),
        publisher=_words(fields, "publisher", name),
        url=url,
        language=_language(_words(fields, "language", name), name),
        notes=tuple(notes),
    )


def _words(fields: dict[Any, Any], key: str, name: str) -> str | None:
    """Return a value as one line of text."""
    value = fields.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{name}: front matter: {key} is no text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise InputError(f"{name}: front matter: {key} holds a lone surrogate, half a character")
    return None if value in _NOTHING else " ".join(value.split()) or None


def _is_address(url: str) -> bool:
    """Say whether a browser would open `url` on the web."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False


def _date(value: str | None, name: str) -> datetime.date | None:
    """Return the day of a date or time stamp, in its own time zone."""
    if value is None:
        return None
    # YAML allows one digit for month and day, and a blank before the time zone; Python does not.
    day = re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ]\s*\d\d?:\d\d.*)?", value)
    try:
        return datetime.date(*map(int, day.groups())) if day else datetime.datetime.fromisoformat(value).date()
    except ValueError:
        raise InputError(f"{name}: front matter: date {value[:40]!r} is not YYYY-MM-DD") from None


def _language(value: str | None, name: str) -> Language | None:
    """Return "de" or "en" for a language tag such as de-AT."""
    if value is None:
        return None
    for language in get_args(Language):
        if value.lower().replace("_", "-").split("-")[0] == language:
            return "de" if language == "de" else "en"
    raise InputError(f"{name}: front matter: language {value[:40]!r} can't be checked, only de and en can")
