"""Files and standard input become articles: decoding, front matter, language (IO)."""

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from summarizer.errors import InputError
from summarizer.frontmatter import FrontMatter, split_front_matter
from summarizer.schemas import Article, Language, article_id

MAXIMUM_BYTES = 5_000_000
"""A larger file is no news article: 5 MB is about 800,000 words."""

Note = Callable[[str], None]

# What a desk saves by mistake for a text file, by its first bytes.
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Encodings that German and English files come in. Asked openly, charset-normalizer takes short German texts for Turkish or Baltic ones.
_ENCODINGS = ["cp1252", "iso8859_15", "cp850", "mac_roman", "utf_16_le", "utf_16_be"]


def _ignore(note: str) -> None:
    """Take a note and do nothing with it."""


def load_article(
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    published: datetime.date | None = None,
    notes: Note = _ignore,
) -> Article:
    """Read the article in the file `path`, or on standard input where it is "-".

    `language` and `published` stand above front matter; `notes` is told what was decided on the way (another encoding, say).
    Raises InputError where the file can't be read, is too large, empty, no text, or in a language that can't be checked.
    """
    if os.fspath(path) == "-":
        name, data = "standard input", sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    else:
        name, data = os.fspath(path), _read(Path(path))
    if len(data) > MAXIMUM_BYTES:
        raise InputError(f"{name}: too large for an article (over {MAXIMUM_BYTES // 1_000_000} MB)", hint="split it into single articles")
    text, encoding = _decode(data, name)
    if encoding != "utf-8":
        notes(f"{name}: not UTF-8, read as {encoding}")
    return read_article(text, path=None if name == "standard input" else name, language=language, published=published, notes=notes)


def read_article(
    text: str,
    *,
    path: str | None = None,
    language: Language | None = None,
    published: datetime.date | None = None,
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
    return Article(text=text, id=article_id(text), path=path, **_described(known, text, name, language, published))


def _described(
    known: FrontMatter, text: str, name: str, language: Language | None, published: datetime.date | None
) -> dict[str, Any]:
    """Join what options, front matter and detection say of the article."""
    return {
        "title": known.title,
        "publisher": known.publisher,
        "url": known.url,
        "published": published or known.date,
        "language": language or known.language or detect_language(text, name),
    }


def _read(path: Path) -> bytes:
    """Return the bytes of a regular file, one more than the maximum at most."""
    try:
        with path.open("rb") as file:
            return file.read(MAXIMUM_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder", hint="name the files in it") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{str(path)!r}: can't be read: {getattr(error, 'strerror', None) or error}") from None


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of `data` and the encoding it was read in."""
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise InputError(f"{name}: is {kind}, not text", hint="save the article as plain text (UTF-8)")
    encoding = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise InputError(f"{name}: begins as {encoding} and breaks off at byte {error.start}") from None
        if _is_surrogate(data, error.start):
            raise InputError(f"{name}: holds a lone surrogate at byte {error.start}: not valid UTF-8", hint="save it again as UTF-8") from None
        text, encoding = _guess(data, name)
    # UTF-8 bytes may hold NUL and control characters; text of an article does not.
    if sum(character < " " and character not in "\t\n\r\f\v" for character in text) > len(text) / 200:
        raise InputError(f"{name}: binary, not text", hint="save the article as plain text (UTF-8)")
    return text, encoding


def _is_surrogate(data: bytes, position: int) -> bool:
    """Say whether the bytes at `position` are a surrogate written as if it were a character."""
    return data[position] == 0xED and position + 1 < len(data) and 0xA0 <= data[position + 1] <= 0xBF


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """Return text and encoding of bytes that are not UTF-8, as charset-normalizer judges them."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms that most runs don't need

    if b"\x00" in data and not data.count(b"\x00") > len(data) / 4:
        raise InputError(f"{name}: binary, not text", hint="save the article as plain text (UTF-8)")
    best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    if best is None:
        raise InputError(f"{name}: neither UTF-8 nor any encoding of German or English text", hint="save it again as UTF-8")
    return str(best).removeprefix("\ufeff"), best.encoding


def detect_language(text: str, name: str = "text") -> Language:
    """Say whether `text` is German or English; raises InputError where it is clearly neither.

    Short texts are often taken for a neighbour (Luxembourgish, Scots): a third language has to win clearly.
    """
    import py3langid  # noqa: PLC0415 - 0.6 s with its model, not needed where the language is given

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
