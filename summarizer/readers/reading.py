"""What a reader returns: the text of a document and what the document says of itself."""

import dataclasses
import datetime
import importlib.util
import re
import unicodedata
from collections.abc import Iterable

from summarizer.errors import InputError
from summarizer.schemas import Language

_MAXIMUM_TITLE = 500
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_NO_AUTHOR = re.compile(r"(?i)^(?:user|admin|administrator|owner|unknown|microsoft.*|.*@.*)$")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_MARK = re.compile(r"(\s*+)[\[(]?+\s*+([+−–-]?[0-9]{1,3}(?:\s*+[,;]\s*+[0-9]{1,3})*+)\s*+[\])]?+(\s*)")
_CENTS_BELOW = re.compile(r"[0-9][.,]$")
_LIGATURES = re.compile("[\ufb00-\ufb06]")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Reading:
    """The text of a document, and what it says of itself; None where it says nothing.

    `language` is what was written down for us (front matter); `declared` is what software put there, which is often the machine's
    language. `pages` says where in `text` each page begins. `notes` name what was passed over.
    """

    text: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    language: Language | None = None
    declared: Language | None = None
    pages: tuple[int, ...] | None = None
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Listed:
    """An article that a feed lists; `changed` is when the feed says it last changed."""

    url: str
    title: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    changed: datetime.datetime | None = None


def require(library: str, what: str, *, extra: str) -> None:
    """Raise InputError, with the extra to install, where the library that reads `what` is missing."""
    if importlib.util.find_spec(library) is None:
        raise InputError(f"{what} needs the extra {extra!r}", hint=f"in the checkout: pip install '.[{extra}]'")


def clean(text: str) -> str:
    """Return text without characters that nobody sees; ligatures become letters, no-break spaces and line ends stay.

    >>> clean("betro\\ufb00en\\x00")
    'betroffen'
    """
    return _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), _UNSEEN.sub("", text))


def line(value: object) -> str | None:
    """Return a title or a name as one line of text, None where there is none."""
    words = " ".join(clean(value).split()) if isinstance(value, str) else ""
    return words[:_MAXIMUM_TITLE] or None


def raised(text: str, before: str = "") -> str:
    """Return the digits of a superscript as raised ones: a footnote's mark, or a power, is no digit of the number before it.

    Brackets around a mark go. Words stay as they are, and so do raised cents, which are digits of their number.

    >>> "1.150" + raised("2"), "10" + raised("−3"), "1.150" + raised("[1]"), "3" + raised("rd"), "1," + raised("99", "1,")
    ('1.150²', '10⁻³', '1.150¹', '3rd', '1,99')
    """
    mark = _MARK.fullmatch(text)
    if not mark or _CENTS_BELOW.search(before):
        return text
    return f"{mark[1]}{mark[2].translate(_RAISED)}{mark[3]}"


def person(value: object) -> str | None:
    """Return the author that a file names, None where it is only the user of a machine."""
    name = line(value)
    return None if name is None or _NO_AUTHOR.match(name) else name


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """Return paragraphs, each on one line, with an empty line between them: a line end would end a sentence."""
    lines = (" ".join(clean(paragraph).split()) for paragraph in paragraphs)
    return "\n\n".join(one for one in lines if one) + "\n"


def known_language(tag: object) -> Language | None:
    """Return "de" or "en" for a language tag such as de-AT, None for all others."""
    main = re.split("[-_]", tag.strip().lower())[0] if isinstance(tag, str) else ""
    return "de" if main == "de" else "en" if main == "en" else None


def day(value: object) -> datetime.date | None:
    """Return the day of a date or time stamp, in its own time zone; None where it is none."""
    try:
        return datetime.datetime.fromisoformat(value.strip()).date() if isinstance(value, str) else None
    except ValueError:
        return None
