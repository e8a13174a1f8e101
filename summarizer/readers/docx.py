"""Word files (DOCX): the paragraphs, tables and footnotes of the document (mammoth)."""

import io
import re
import zipfile
import zlib
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from summarizer.errors import InputError
from summarizer.readers.reading import Reading, join_paragraphs, known_language, line, person, raised, require

MAXIMUM_UNPACKED_BYTES = 100_000_000
"""Text of 100 MB is no article, and pictures are not unpacked."""

_HINT = "open it in a word processor and save it again"
_DOCUMENT = "word/document.xml"
_SUPERSCRIPT = b'<w:vertAlign w:val="superscript"/>'
_LIFTED = re.compile(rb'<w:position w:val="[1-9][0-9]{0,2}"\s*/>')
_STYLE = re.compile(rb'<w:style\b[^>]*\bw:styleId="([^"]{1,80})".*?</w:style>', re.DOTALL)
_DC = "{http://purl.org/dc/elements/1.1/}"
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "pre"})


def read_docx(data: bytes) -> Reading:
    """Read a DOCX file; raises InputError where it is encrypted, damaged, empty, or unpacks to too much."""
    require("mammoth", "a Word file", extra="docx")
    if not data.startswith(b"PK"):
        raise InputError("encrypted with a password", hint="save it without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except zipfile.BadZipFile:
        raise InputError("a damaged Word file", hint=_HINT) from None
    # zipfile never unpacks more of a member than it declares.
    if sum(one.file_size for one in members if not one.filename.startswith("word/media/")) > MAXIMUM_UNPACKED_BYTES:
        raise InputError(f"unpacks to more than {MAXIMUM_UNPACKED_BYTES // 1_000_000} MB", hint="save the text as plain text")
    if any(one.flag_bits & 1 for one in members):
        raise InputError("encrypted with a password", hint="save it without a password")
    import mammoth

    # A picture stays packed.
    found = mammoth.convert_to_html(
        io.BytesIO(_with_raised_runs(data, archive)), convert_image=mammoth.images.img_element(lambda _image: {"src": ""})
    )
    blocks = _Blocks()
    blocks.feed(found.value)
    blocks.close()
    text = join_paragraphs(blocks.paragraphs)
    if not text.strip():
        raise InputError("has no text")
    return _described(text, archive)


def _with_raised_runs(data: bytes, archive: zipfile.ZipFile) -> bytes:
    """Return a file whose raised runs say so as mammoth reads it: LibreOffice lifts them by points, or a style raises them."""
    try:
        body, styles = archive.read(_DOCUMENT), archive.read("word/styles.xml")
    # What zipfile raises for a part that is missing, damaged, encrypted or packed in a way it does not know; mammoth then names it.
    except (KeyError, OSError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return data
    lifted = _LIFTED.sub(_SUPERSCRIPT, body)
    for style in _STYLE.finditer(styles):
        if b'w:vertAlign w:val="superscript"' in style[0]:
            mark = b'<w:rStyle w:val="%b"/>' % style[1]
            lifted = lifted.replace(mark, mark + _SUPERSCRIPT)
    if lifted == body:
        return data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as changed:
        for one in archive.infolist():
            if not one.filename.startswith("word/media/"):
                changed.writestr(one, lifted if one.filename == _DOCUMENT else archive.read(one))
    return buffer.getvalue()


def _described(text: str, archive: zipfile.ZipFile) -> Reading:
    """Add what the file's properties say; its times are those of the file, not of the article."""
    try:
        core = ET.fromstring(archive.read("docProps/core.xml"))  # noqa: S314 - expat bounds what entities unfold to
    except (KeyError, ET.ParseError, zipfile.BadZipFile):
        return Reading(text=text)
    return Reading(
        text=text,
        title=line(core.findtext(f"{_DC}title")),
        author=person(core.findtext(f"{_DC}creator")),
        publisher=line(core.findtext(f"{_DC}publisher")),
        declared=known_language(core.findtext(f"{_DC}language")),
    )


class _Blocks(HTMLParser):
    """The paragraphs in what mammoth writes: a row of a table is one, its cells between bars; marks of footnotes are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = [""]
        self._row = 0
        self._marks = 0
        self._raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a row or a cell."""
        if tag == "tr":
            self._row += 1
            self.paragraphs.append("")
        elif tag in _BLOCKS and not self._row:
            self.paragraphs.append("")
        elif tag in ("td", "th") and self.paragraphs[-1].strip():
            self.paragraphs[-1] += " | "
        elif tag in ("br", "p"):
            self.paragraphs[-1] += " "
        elif tag == "sup":
            self._raised += 1
        elif tag == "a" and (dict(attrs).get("href") or "").startswith(("#footnote-", "#endnote-")):
            self._marks += 1

    def handle_endtag(self, tag: str) -> None:
        """End a row; what follows is a paragraph of its own."""
        if tag == "tr":
            self._row -= 1
            self.paragraphs.append("")
        elif tag == "sup" and self._raised:
            self._raised -= 1
        elif tag == "a":
            self._marks = 0

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._marks:
            self.paragraphs[-1] += raised(data, self.paragraphs[-1]) if self._raised else data
