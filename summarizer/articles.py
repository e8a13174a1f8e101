"""Files and standard input become articles: decoding, front matter, language (IO)."""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarizer.decoding import decode
from summarizer.errors import InputError
from summarizer.frontmatter import FrontMatter, split_front_matter
from summarizer.schemas import Article, Language, article_id

MAXIMUM_BYTES = 5_000_000
"""A larger file is no news article: 5 MB is about 800,000 words."""

Note = Callable[[str], None]
Detect = Callable[[str, str], Language]
"""Takes a text and its name, says its language."""


def _ignore(note: str) -> None:
    """Take a note and do nothing with it."""


def load_article(
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    published: datetime.date | None = None,
    detect: Detect | None = None,
    notes: Note = _ignore,
) -> Article:
    """Read the article in the file `path`, or on standard input where it is "-".

    `language` and `published` stand above front matter; `detect` says the language where neither does; `notes` is told what
    was decided on the way (another encoding, say).
    Raises InputError where the file can't be read, is too large, empty, no text, or in a language that can't be checked.
    """
    place = None if os.fspath(path) == "-" else os.fspath(path)
    name = "standard input" if place is None else place
    data = read_bytes(place, MAXIMUM_BYTES)
    if len(data) > MAXIMUM_BYTES:
        size = f"over {MAXIMUM_BYTES // 1_000_000} MB"
        raise InputError(f"{name}: too large for an article ({size})", hint="split it into single articles")
    text, encoding = decode(data, name)
    if encoding != "utf-8":
        notes(f"{name}: not UTF-8, read as {encoding}")
    # A name that is no UTF-8 could not be written into JSON.
    shown = None if place is None else os.fsencode(place).decode("utf-8", "backslashreplace")
    return read_article(text, path=shown, language=language, published=published, detect=detect, notes=notes)


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
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    known, text = split_front_matter(text, name)
    for note in known.notes:
        notes(f"{name}: {note}")
    if not text.strip():
        raise InputError(f"{name}: empty, there is nothing to brief")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputError(f"{name}: holds lone surrogates, half characters that no encoding can write")
    return Article(
        text=text, id=article_id(text), path=path, **_described(known, text, name, language, published, detect or detect_language)
    )


def _described(
    known: FrontMatter, text: str, name: str, language: Language | None, published: datetime.date | None, detect: Detect
) -> dict[str, Any]:
    """Join what options, front matter and detection say of the article."""
    return {
        "title": known.title,
        "publisher": known.publisher,
        "url": known.url,
        "published": published or known.date,
        "language": language or known.language or detect(text, name),
    }


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
