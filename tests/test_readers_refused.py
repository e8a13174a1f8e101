"""Which kind bytes are, and what no reader can read: other files, damaged, encrypted, hostile; each is one line."""

import zlib
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.errors import InputError
from summarizer.readers import kind_of
from summarizer.readers.apart import _Process
from summarizer.readers.reading import require
from tests.documents import DOCUMENTS, TWO_PARAGRAPHS, document, pdf, read, zipped


@pytest.mark.parametrize(
    ("data", "name", "said", "kind"),
    [
        (b"%PDF-1.7 ...", "article.txt", "text/plain", "pdf"),
        (b"\n<!-- x --><!DOCTYPE html><p>", "download", "", "html"),
        (b'<?xml version="1.0"?><html xmlns="x">', "a.txt", "", "html"),
        ("<html>".encode("utf-16"), "a", "", "html"),
        (b"<p>Only a fragment.</p>", "a.html", "", "html"),
        (b"<p>Only a fragment.</p>", "a.txt", "", "text"),
        (b"Plain words.", "a.html", "text/html", "text"),
        (b"From: a@b\r\nMessage-ID: <1>\r\n\r\nWords.", "a.txt", "", "mail"),
        (b"From: the editor\nDate: today\n\nWords.", "a.txt", "", "text"),
        (b"From: the editor\nDate: today\n\nWords.", "a.eml", "", "mail"),
        (b"# Title", "a.md", "", "markdown"),
        (b"# Title", "a", "text/markdown", "markdown"),
        (b"# Title", "a.txt", "", "text"),
        (b"Message to <b> and others", "a.txt", "", "text"),
    ],
)
def test_the_kind_is_told_by_content(data: bytes, name: str, said: str, kind: str) -> None:
    """What bytes begin with stands above their name and what a server says; between kinds of text the name decides."""
    assert kind_of(data, name, said) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?><rss version="2.0">', "a feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a feed"),
        (zipped(xl__workbook_xml=""), "a spreadsheet"),
        (zipped(content_xml=""), "OpenDocument"),
        (zipped(a_txt=""), "a ZIP file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an old Office file"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, data: bytes, words: str) -> None:
    """What is no article is called what it is, on one line."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words):
        load_article(path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("encrypted.pdf", "encrypted with a password"),
        ("encrypted.docx", "encrypted with a password"),
        ("encrypted.eml", "encrypted"),
        ("scan.pdf", "has no text, only pictures"),
    ],
)
def test_what_no_reader_can_open_is_one_line(name: str, words: str) -> None:
    """Encrypted and scanned documents are refused with a way out."""
    with pytest.raises(InputError) as caught:
        load_article(DOCUMENTS / name)
    assert str(caught.value).endswith(f"{name}: {words}" if name != "scan.pdf" else ": a scan?")
    assert words in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("pdf", (DOCUMENTS / "memo.pdf").read_bytes()[:9_000], "a damaged PDF file"),
        ("pdf", b"%PDF-1.7\n" + bytes(range(256)) * 50, "a damaged PDF file"),
        ("pdf", pdf(zlib.compress(bytes(100_000_000))), "has no text"),
        ("pdf", pdf(zlib.compress(b"[" * 100_000)), "has no text"),
        ("pdf", pdf(b"", pages=501), "has 501 pages"),
        ("docx", (DOCUMENTS / "memo.docx").read_bytes()[:3_000], "a damaged Word file"),
        ("docx", document(""), "has no text"),
        ("docx", document("<w:p/>" * 20_000_000), "unpacks to more than 100 MB"),
        ("docx", document("<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000), "nested too deeply"),
        ("docx", document("<"), "damaged"),
        ("html", b"<html><body></body></html>", "no article found"),
        ("html", b"<html><body><noscript>Bitte JavaScript aktivieren, danke</noscript></body></html>", "no article found"),
        ("html", b"<html><body>" + b"<div>" * 100_000 + b"Seven people were hurt, the police said.", "no article found"),
        ("mail", b"From: a@b\r\nMIME-Version: 1.0\r\n\r\n", "no text"),
        (
            "mail",
            b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nword\n" * 300 + b"--x--\n",
            "more than 200 parts",
        ),
        ("feed", b"<html><body>Words</body></html>", "no feed"),
        ("feed", b"", "no feed"),
    ],
)
def test_damaged_and_hostile_documents_are_named(kind: str, data: bytes, words: str) -> None:
    """Cut off, empty, unpacking to gigabytes, nested without end: each is refused with what is wrong with it."""
    assert words in read(kind, data)


def test_a_missing_extra_is_named() -> None:
    """Without the library that reads a kind the line says what to install."""
    with pytest.raises(InputError) as caught:
        require("a_library_that_is_missing", "a PDF file", extra="pdf")
    assert str(caught.value) == "a PDF file needs the extra 'pdf'"
    assert caught.value.hint == "in the checkout: pip install '.[pdf]'"


def test_a_reader_that_does_not_end_is_ended() -> None:
    """A document that takes too long costs one line; the next one is read by a new process."""
    reading = _Process(time_limit_s=0.01)
    with pytest.raises(InputError, match="could not be read within"):
        reading.ask({"kind": "html", "name": "x", "url": None, "charset": None}, b"<html>")
    reading.time_limit_s = 60
    page = f"<html><body>{TWO_PARAGRAPHS}</body></html>".encode()
    assert "entgleist" in reading.ask({"kind": "html", "name": "x", "url": None, "charset": None}, page)["text"]
    reading.close()


def test_a_reader_that_dies_is_one_line() -> None:
    """A process that is gone half way is an error of that document."""
    reading = _Process()
    reading.ask({"kind": "html", "name": "x", "url": None, "charset": None}, f"<html><body>{TWO_PARAGRAPHS}".encode())
    assert reading._running
    reading._running.kill()
    page = f"<html><body>{TWO_PARAGRAPHS}</body></html>".encode()
    with pytest.raises(InputError, match="could not be read"):
        reading.ask({"kind": "html", "name": "x", "url": None, "charset": None}, page)
    assert "entgleist" in reading.ask({"kind": "html", "name": "x", "url": None, "charset": None}, page)["text"]
    reading.close()
