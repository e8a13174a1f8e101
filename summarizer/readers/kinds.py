"""Which kind of document bytes are: by what they begin with, then by what they are said to be."""

import io
import re
import zipfile
from typing import Literal

from summarizer.errors import InputError

Kind = Literal["text", "markdown", "html", "pdf", "docx", "mail"]

FEED_HINT = "its articles become a page with: summarize daily --feed URL --date YYYY-MM-DD"

_LOOKED_AT = 4_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(?:p|div|h[1-6]|article|main|section|meta|title|table|br)\b[^>]*>", re.IGNORECASE)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_HEADER = re.compile(r"(?:From .*|[A-Za-z][A-Za-z0-9-]*:.*|[ \t].*)\Z")
# A pasted "Von: / From:" block at the head of an article has none of these.
_MAIL_ONLY = re.compile(r"(?im)^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|X-Mozilla-Status):")
_MAIL_NEEDS = re.compile(r"(?im)^From:")
_OFFICE = {
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book",
}


def kind_of(data: bytes, name: str, content_type: str = "") -> Kind:
    """Return the kind of a document; raises InputError for a feed, and for a ZIP file of another kind.

    `content_type` is what a server says of it. Name and server are believed only between kinds that are text.

    >>> kind_of(b"%PDF-1.7 ...", "article.txt"), kind_of(b"<!DOCTYPE html><p>", "download"), kind_of(b"# A title", "a.md")
    ('pdf', 'html', 'markdown')
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _in_zip(data, name)
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        return "docx"
    opening = _opening(data)
    suffix = name.lower().rpartition(".")[2]
    if _FEED.match(opening):
        raise InputError(f"{name}: is a feed, not an article", hint=FEED_HINT)
    if _HTML.match(opening) or ((suffix in ("html", "htm", "xhtml") or "html" in content_type) and _TAGS.search(opening)):
        return "html"
    if _is_mail(opening, suffix):
        return "mail"
    return "markdown" if suffix in ("md", "markdown") or content_type == "text/markdown" else "text"


def _opening(data: bytes) -> str:
    """Return the beginning as text, good enough to look for ASCII in it."""
    head = data[:_LOOKED_AT]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _is_mail(opening: str, suffix: str) -> bool:
    """Say whether text begins with the header of a mail."""
    header, blank, _ = opening.replace("\r\n", "\n").partition("\n\n")
    lines = header.split("\n") if blank else header.split("\n")[:-1]
    if not lines or not all(_HEADER.match(line) for line in lines):
        return False
    return bool(_MAIL_NEEDS.search(header) and (suffix == "eml" or _MAIL_ONLY.search(header)))


def _in_zip(data: bytes, name: str) -> Kind:
    """Return the kind of an Office file; one that is damaged is for its reader to report."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "docx" if name.lower().endswith(".docx") or b"word/" in data else "text"
    if "word/document.xml" in names:
        return "docx"
    for member, what in _OFFICE.items():
        if member in names:
            raise InputError(f"{name}: is {what}, not an article", hint="save it as DOCX, PDF or plain text")
    raise InputError(f"{name}: is a ZIP file, not an article", hint="unpack it and name the files in it")
