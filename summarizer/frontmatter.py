"""YAML front matter: what stands between two `---` lines before an article."""

import datetime
import re
from typing import Any, NamedTuple, get_args
from urllib.parse import urlsplit

import yaml

from summarizer.errors import InputError
from summarizer.schemas import Language

MAXIMUM_CHARACTERS = 16_000
KEYS = ("title", "date", "publisher", "url", "language")


class FrontMatter(NamedTuple):
    """What front matter says; None where it says nothing. `notes` name what was passed over."""

    title: str | None = None
    date: datetime.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: Language | None = None
    notes: tuple[str, ...] = ()


class _Loader(yaml.SafeLoader):
    """Plain data only, and no aliases, with which a few lines can unfold to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias; the rest is PyYAML's."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def split_front_matter(text: str, name: str) -> tuple[FrontMatter, str]:
    """Return what the front matter of `text` says, and the text behind it.

    Text that begins with `---` but holds none of our keys before the next `---` is no front matter.
    Raises InputError where it is meant as front matter and can't be read.
    """
    if not text.startswith("---\n"):
        return FrontMatter(), text
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, 4, 4 + MAXIMUM_CHARACTERS)
    head = text[4 : end.start()] if end else ""
    if end is None or not re.search(rf"^(?:{'|'.join(KEYS)})[ \t]*:", head, re.M):
        return FrontMatter(), text
    try:
        fields = yaml.load(head, Loader=_Loader)  # noqa: S506 - a SafeLoader, narrowed
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = getattr(error, "problem", None) or error
        raise InputError(f"{name}: front matter is not YAML: {problem}", hint='put values with a colon in "quotes"') from None
    if not isinstance(fields, dict):
        raise InputError(f"{name}: front matter is no list of 'key: value' lines")
    return _read(fields, name), text[end.end() :].removeprefix("\n")


def _read(fields: dict[Any, Any], name: str) -> FrontMatter:
    """Take over the keys that we know."""
    unknown = [str(key) for key in fields if key not in KEYS]
    notes = [f"front matter: {key!r} passed over" for key in unknown]
    url = _words(fields, "url", name)
    if url and urlsplit(url).scheme not in ("http", "https"):
        notes.append("front matter: url is no http(s) address, passed over")
        url = None
    return FrontMatter(
        title=_words(fields, "title", name),
        date=_date(fields.get("date"), name),
        publisher=_words(fields, "publisher", name),
        url=url,
        language=_language(_words(fields, "language", name), name),
        notes=tuple(notes),
    )


def _words(fields: dict[Any, Any], key: str, name: str) -> str | None:
    """Return a value as one line of text."""
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, dict | list):
        raise InputError(f"{name}: front matter: {key} is no text")
    return " ".join(str(value).split()) or None


def _date(value: object, name: str) -> datetime.date | None:
    """Return a date given as YAML date, time stamp or ISO text."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, datetime.date):
        return value
    try:
        return datetime.datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise InputError(f"{name}: front matter: date {str(value)[:40]!r} is not YYYY-MM-DD") from None


def _language(value: str | None, name: str) -> Language | None:
    """Return "de" or "en" for a language tag such as de-AT."""
    if value is None:
        return None
    for language in get_args(Language):
        if value.lower().replace("_", "-").split("-")[0] == language:
            return "de" if language == "de" else "en"
    raise InputError(f"{name}: front matter: language {value[:40]!r} can't be checked, only de and en can")
