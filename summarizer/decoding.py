"""Bytes become text: UTF-8, what a byte order mark says, or the encoding in which German and English read best."""

from collections.abc import Iterator
from typing import NamedTuple

from summarizer.errors import InputError

# What a desk saves by mistake for a text file, by its first bytes.
_MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Encodings that German and English files come in, commonest first.
_ENCODINGS = ("cp1252", "iso8859_15", "cp850", "mac_roman")
_SAMPLE_BYTES = 100_000
_SAVE_AS_TEXT = "save the article as plain text (UTF-8)"


class Decoded(NamedTuple):
    """Text without its byte order mark, and the encoding it was read in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a file's bytes; raises InputError, with `name` in it, where they are no text.

    >>> decode("Die Brücke".encode("mac_roman"), "old.txt")
    Decoded(text='Die Brücke', encoding='mac_roman')
    """
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise InputError(f"{name}: is {kind}, not text", hint=_SAVE_AS_TEXT)
    encoding = (
        next((encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
        or (_wide(data) if data else None)
        or "utf-8"
    )
    try:
        decoded = Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise InputError(f"{name}: begins as {encoding} and breaks off at byte {error.start}") from None
        decoded = _read_narrow(data, name, error.start)
    # UTF-8 bytes may hold NUL and control characters; text of an article does not.
    if sum(character < " " and character not in "\t\n\r\f\v" for character in decoded.text) > len(decoded.text) / 200:
        raise InputError(f"{name}: binary, not text", hint=_SAVE_AS_TEXT)
    return decoded


def _wide(data: bytes) -> str | None:
    """Name the encoding of UTF-16 without a byte order mark: every other byte of Western text is NUL."""
    half = len(data) // 2
    if len(data) % 2 or data.count(0) < half * 0.8:
        return None
    low, high = data[1::2].count(0), data[0::2].count(0)
    if min(low, high) > half * 0.1:
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _read_narrow(data: bytes, name: str, broken: int) -> Decoded:
    """Return text in the single-byte encoding in which it reads best; `broken` is the first byte that is no UTF-8."""
    from charset_normalizer import from_bytes  # 40 ms that most runs don't need

    if data[broken] == 0xED and broken + 1 < len(data) and 0xA0 <= data[broken + 1] <= 0xBF:
        raise InputError(f"{name}: holds a lone surrogate at byte {broken}: not valid UTF-8", hint="save it again as UTF-8")
    if b"\x00" in data:
        raise InputError(f"{name}: binary, not text", hint=_SAVE_AS_TEXT)
    # Read as another encoding, all its umlauts would be wrong.
    whole = data.decode("utf-8", "ignore")
    if len(whole.encode()) - len(whole) > 2 * (len(data) - len(whole.encode())):
        raise InputError(f"{name}: is UTF-8 but for byte {broken} and maybe others", hint="save it again as UTF-8")
    if from_bytes(data[:_SAMPLE_BYTES], cp_isolation=[*_ENCODINGS]).best() is None:
        raise InputError(f"{name}: neither UTF-8 nor any encoding of German or English text", hint="save it again as UTF-8")
    # Asked which one it is, charset-normalizer takes 54 of 100 German texts of 60 characters for another.
    return min(_readings(data), key=lambda reading: _oddity(reading.text))


def _readings(data: bytes) -> Iterator[Decoded]:
    """Yield the text in each encoding that has all its bytes; mac_roman has any."""
    for encoding in _ENCODINGS:
        try:
            yield Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue


def _oddity(text: str) -> int:
    """Say how odd a text's special characters are where they stand: a quotation mark in a word, a capital behind a small letter."""
    text = f" {text[:_SAMPLE_BYTES]} "
    return sum(_odd(text[at - 1], text[at], text[at + 1]) for at in range(1, len(text) - 1) if not text[at].isascii())


def _odd(before: str, character: str, after: str) -> int:
    """Weigh one special character between its neighbours; 0 is what German and English texts are full of."""
    inside = before.isalpha() and after.isalpha()
    if character in "äöüß":
        return 0 if before.isalpha() or after.isalpha() else 2
    if character.isalpha():
        misplaced = character.isupper() and before.islower()
        return 3 if misplaced else 0 if character in "ÄÖÜ" else 1 if character in "éèêëàâáçñôøåóíïúÉ" else 2
    if character in "’‘":
        return 0
    if character in "„“”‚»«›‹":
        return 3 if inside else 0
    if character in "–—…·•€§°²\u00a0£½%":
        return 3 if inside else 0
    return 4
