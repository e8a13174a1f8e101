"""Files, addresses and standard input become articles: kind, decoding, front matter, language (IO)."""

import contextlib
import datetime
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, Unpack
from urllib.parse import urlsplit

from summarizer.decoding import decode
from summarizer.errors import InputError, OwnOutput
from summarizer.frontmatter import split_front_matter
from summarizer.readers import Kind, Reading, kind_of, read_apart
from summarizer.schemas import Article, Language, article_id
from summarizer.web.addresses import has_scheme
from summarizer.web.pages import Page

MAXIMUM_BYTES = 5_000_000
"""A larger text file is no news article: 5 MB is about 800,000 words."""

MAXIMUM_DOCUMENT_BYTES = 50_000_000
"""A PDF or Word file carries its pictures and fonts."""

_SURE_LETTERS = 200
"""From so many letters on, the language that is detected is surer than the one that a program declared."""

# What we write gives itself away: a page by its footnotes, a report by the generator that it names.
_PAGE = re.compile(r"^\[\^[0-9a-f]{6,16}-[1-9][0-9]*\]: ", re.MULTILINE)
_REPORT = re.compile(rb'<meta name="generator" content="summarizer\b')
_NAME_ARTICLES = "name the articles it was made of"
_OPENING_BYTES = 4_000

Note = Callable[[str], None]
Detect = Callable[[str, str], Language]
"""Takes a text and its name, says its language."""

Fetch = Callable[[str], Page]
"""Takes an address, returns what is there."""


class _Given(TypedDict):
    """What a caller says of an article."""

    language: Language | None
    published: datetime.date | None
    detect: Detect | None
    notes: Note


def _ignore(note: str) -> None:
    """Take a note and do nothing with it."""


def load_article(
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    published: datetime.date | None = None,
    detect: Detect | None = None,
    notes: Note = _ignore,
    fetch: Fetch | None = None,
) -> Article:
    """Read the article in the file `path`, at an http(s) address, or on standard input where it is "-".

    Text, Markdown, HTML, PDF, Word (DOCX) and mail (EML): of which kind it is, its content says. `language` and `published` stand
    above what it says of itself; `detect` says the language where nobody does; `notes` is told what was decided on the way
    (another encoding, say); `fetch` fetches addresses, by default from the open internet only.
    Raises InputError where it can't be read, is too large, empty, no article (OwnOutput where it is a page, a report or a saved
    briefing of ours), or in a language that can't be checked.
    """
    place = os.fspath(path)
    given: _Given = {"language": language, "published": published, "detect": detect, "notes": notes}
    if has_scheme(place):
        page = (fetch or _open_web())(place)
        kind = kind_of(page.body, urlsplit(page.url).path, page.content_type)
        article = _read_bytes(page.body, kind, place, url=page.url, charset=page.charset, **given)
        return article.model_copy(update={"url": article.url or page.url})
    data = read_bytes(None if place == "-" else place, MAXIMUM_DOCUMENT_BYTES)
    # A name that is no UTF-8 could not be written into JSON.
    shown = None if place == "-" else os.fsencode(place).decode("utf-8", "backslashreplace")
    return read_document(data, shown or "standard input", **given).model_copy(update={"path": shown})


def read_document(
    data: bytes,
    name: str,
    *,
    language: Language | None = None,
    published: datetime.date | None = None,
    detect: Detect | None = None,
    notes: Note = _ignore,
) -> Article:
    """Make an article of the bytes of a file, wherever they came from; `name` says what it is called, and is its path.

    Raises InputError like `load_article`.
    """
    kind = kind_of(data, name)
    article = _read_bytes(data, kind, name, language=language, published=published, detect=detect, notes=notes)
    return article.model_copy(update={"path": name})


def _read_bytes(
    data: bytes, kind: Kind, name: str, *, url: str | None = None, charset: str | None = None, **given: Unpack[_Given]
) -> Article:
    """Make an article of the bytes of a document."""
    limit = MAXIMUM_BYTES if kind in ("text", "markdown") else MAXIMUM_DOCUMENT_BYTES
    if len(data) > limit:
        raise InputError(f"{name}: too large for an article (over {limit // 1_000_000} MB)", hint="split it into single articles")
    if kind in ("text", "markdown"):
        text = _decode(data, name, charset, given["notes"])
        _refuse_own(text, name)
        reading = _read_text(text, name, markdown=kind == "markdown")
    elif kind == "html" and _REPORT.search(data[:_OPENING_BYTES]):
        raise OwnOutput(f"{name}: a report that summarize wrote, not an article", hint=_NAME_ARTICLES)
    else:
        reading = read_apart(kind, data, name, url=url, charset=charset)
    return _article(reading, name=name, **given)


def read_article(
    text: str,
    *,
    path: str | None = None,
    language: Language | None = None,
    published: datetime.date | None = None,
    detect: Detect | None = None,
    notes: Note = _ignore,
) -> Article:
    """Make an article of decoded text that may begin with front matter; raises InputError like `load_article`.

    >>> read_article("---\\ndate: 2025-02-12\\n---\\nDie Brücke ist wieder offen.", language="de").published
    datetime.date(2025, 2, 12)
    """
    name = path or "text"
    article = _article(_read_text(text, name), name=name, language=language, published=published, detect=detect, notes=notes)
    return article.model_copy(update={"path": path})


def _refuse_own(text: str, name: str) -> None:
    """Raise OwnOutput for a Markdown page of ours, and for JSON, which is saved briefings if anything."""
    if _PAGE.search(text):
        raise OwnOutput(f"{name}: a page that summarize wrote, not an article", hint=_NAME_ARTICLES)
    if _is_json(text):
        raise OwnOutput(f"{name}: JSON, not an article", saved=text, hint="a saved briefing is shown with: summarize show FILE")


def _is_json(text: str) -> bool:
    """Say whether text is, or begins with a line that is, an object of JSON, or a list of them."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith(("{", "[")):
        return False
    try:
        value, end = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return False
    is_whole = not start[end:].strip() or start[end:].lstrip(" \t\r").startswith("\n")
    return is_whole and isinstance(value[0] if isinstance(value, list) and value else value, dict)


def _open_web() -> Fetch:
    """Return what fetches from the open internet and keeps nothing."""
    from summarizer.web.fetching import Web

    return Web().get


def _decode(data: bytes, name: str, charset: str | None, notes: Note) -> str:
    """Return the text of bytes: in the encoding that a server named, where that fits, else as `decode` finds out."""
    if charset:
        with contextlib.suppress(LookupError, ValueError):
            return data.decode(charset)
    text, encoding = decode(data, name)
    if encoding != "utf-8":
        notes(f"{name}: not UTF-8, read as {encoding}")
    return text


def _read_text(text: str, name: str, *, markdown: bool = False) -> Reading:
    """Split off front matter; Markdown loses its marks, other text stays as it is."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known, text = split_front_matter(text, name)
    heading = None
    if markdown:
        from summarizer.readers.markdown import unmark

        text, heading = unmark(text)
    return Reading(
        text=text,
        title=known.title or heading,
        author=known.author,
        publisher=known.publisher,
        published=known.date,
        url=known.url,
        language=known.language,
        notes=known.notes,
    )


def _article(
    reading: Reading,
    *,
    name: str,
    language: Language | None,
    published: datetime.date | None,
    detect: Detect | None,
    notes: Note,
) -> Article:
    """Make the article of what was read, with what options and detection say of it."""
    for note in reading.notes:
        notes(f"{name}: {note}")
    text = reading.text
    if not text.strip():
        raise InputError(f"{name}: empty, there is nothing to brief")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError(f"{name}: holds lone surrogates, half characters that no encoding can write")
    known = language or reading.language
    if known is None and reading.declared and sum(map(str.isalpha, text[:1_000])) < _SURE_LETTERS:
        known = reading.declared
    return Article(
        text=text,
        id=article_id(text),
        title=reading.title,
        author=reading.author,
        publisher=reading.publisher,
        url=reading.url,
        published=published or reading.published,
        language=known or (detect or detect_language)(text, name),
        pages=reading.pages,
    )


def read_bytes(path: str | None, limit: int) -> bytes:
    """Return the bytes of a file, or of standard input where `path` is None, one more than `limit` at most; raises InputError."""
    if path is None and sys.stdin is None:
        raise InputError("standard input is closed")
    name = "standard input" if path is None else path
    try:
        if path is None:
            return sys.stdin.buffer.read(limit + 1)
        with Path(path).open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{name}: is a folder", hint="name the files in it") from None
    except (OSError, ValueError) as error:
        shown = name if path is None else repr(name)
        raise InputError(f"{shown}: can't be read: {getattr(error, 'strerror', None) or error}") from None


def detect_language(text: str, name: str = "text") -> Language:
    """Say whether `text` is German or English; raises InputError where it is clearly neither.

    Short texts are often taken for a neighbour (Luxembourgish, Scots): a third language has to win clearly.
    """
    import py3langid  # 0.6 s with its model, not needed where the language is given

    scores = dict(py3langid.rank(text[:20_000]))
    german, english = scores["de"], scores["en"]
    first = max(scores, key=scores.__getitem__)
    letters = sum(character.isalpha() for character in text[:20_000])
    if first not in ("de", "en") and scores[first] - max(german, english) > max(60.0, 0.25 * letters):
        raise InputError(
            f"{name}: the language looks like {first!r}; only German and English can be checked",
            hint="give --language de or --language en if that is wrong",
        )
    return "de" if german >= english else "en"
