"""PDF files: pages become paragraphs, and where each page begins is kept (pypdf)."""

import io
import re
from collections import Counter
from typing import Any

from summarizer.errors import InputError
from summarizer.readers.layout import Line, paragraphs_of, without_margins
from summarizer.readers.reading import Reading, clean, known_language, line, person, raised, require

MAXIMUM_PAGES = 500
_LEAST_LETTERS = 20
# What programs write into the title: a file's name.
_NO_TITLE = re.compile(r"(?i)^(?:microsoft word - .*|.*\.(?:docx?|odt|pdf|indd|qxp|rtf|txt|html?)|(?:untitled|unbenannt)\S*)$")


def read_pdf(data: bytes) -> Reading:
    """Read a PDF; raises InputError where it is encrypted, damaged, too long, or holds pictures only."""
    require("pypdf", "a PDF file", extra="pdf")
    reader = _opened(data)
    count = len(reader.pages)
    if count > MAXIMUM_PAGES:
        raise InputError(f"has {count} pages, more than an article ({MAXIMUM_PAGES})", hint="split it into single articles")
    pages = without_margins([_lines(page) for page in reader.pages])
    text, starts = _joined(pages)
    if sum(character.isalpha() for character in text) < _LEAST_LETTERS:
        raise InputError("has no text, only pictures: a scan?", hint="let text recognition (OCR) run over it")
    blank = [number for number, lines in enumerate(pages, 1) if not lines]
    notes = (f"no text on page {', '.join(map(str, blank[:10]))}{' and others' if len(blank) > 10 else ''}",) if blank else ()
    known = reader.metadata or {}
    title = line(_said(known, "/Title"))
    return Reading(
        text=text,
        title=None if title and _NO_TITLE.match(title) else title,
        author=person(_said(known, "/Author")),
        declared=known_language(_said(reader.trailer.get("/Root", {}), "/Lang")),
        pages=starts,
        notes=notes,
    )


def _opened(data: bytes) -> Any:
    """Return the open file; one that only its owner may change needs no password."""
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    hint = "save it without a password"
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("encrypted with a password", hint=hint)
        _ = reader.pages[0]
    except DependencyError:
        raise InputError("encrypted", hint=hint) from None
    except (PyPdfError, IndexError) as error:
        raise InputError(f"a damaged PDF file ({str(error) or 'no page'})", hint="print or export it anew") from None
    return reader


def _said(known: Any, key: str) -> str | None:
    """Return an entry of a PDF dictionary as text; entries may be broken one by one."""
    try:
        value = known.get(key)
    except Exception:  # noqa: BLE001 - a broken title costs the title
        return None
    return str(value) if value is not None else None


def _lines(page: Any) -> list[Line]:
    """Return the lines of a page, in the order in which it writes them, with place and size."""
    lines: list[Line] = []
    words: list[str] = []
    place: tuple[float, float, float] | None = None

    def take(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        nonlocal place
        # The text's matrix within the page's: x, y and the height of a letter on the paper.
        here = (
            tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
            tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
            abs(size * (tm[3] * cm[3] + tm[2] * cm[1])) or size,
        )
        for number, piece in enumerate(text.split("\n")):
            if number:
                end()
            if piece.strip() and place is None:
                place = here
            words.append(raised(piece, "".join(words[-1:])) if place and _is_raised(piece, here, place) else piece)

    def end() -> None:
        nonlocal place
        text = " ".join(clean("".join(words)).split())
        if text and place:
            lines.append(Line(text, *place))
        words.clear()
        place = None

    page.extract_text(visitor_text=take, visitor_operand_before=_Unhyphened())
    end()
    return lines


def _is_raised(piece: str, here: tuple[float, float, float], place: tuple[float, float, float]) -> bool:
    """Say whether digits stand higher and smaller than their line: a power, or the mark of a footnote."""
    return piece.strip().isdigit() and here[2] < 0.92 * place[2] and here[1] > place[1] + 0.15 * place[2]


class _Unhyphened:
    """Takes out what browsers print where a word may be broken: a blank without width that stands for a soft hyphen."""

    def __init__(self) -> None:
        self._inside = False

    def __call__(self, operator: bytes, operands: list[Any], _cm: Any, _tm: Any) -> None:
        """See an operation before pypdf does."""
        if operator == b"BDC":
            said = operands[1].get("/ActualText") if len(operands) > 1 and isinstance(operands[1], dict) else None
            self._inside = said in (b"\xfe\xff\x00\xad", "\u00ad")
        elif operator == b"EMC":
            self._inside = False
        elif operator == b"Tj" and self._inside and operands:
            operands[0] = type(operands[0])()


def _joined(pages: list[list[Line]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of all pages and where in it each begins; a paragraph may run over the end of a page."""
    sizes = Counter(round(one.size, 1) for lines in pages for one in lines for _ in one.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    text = ""
    starts = []
    for lines in pages:
        paragraphs = paragraphs_of(lines)
        open_end = text and not re.search(r"[.!?:…][\"'“”«»)\]]*$", text)
        runs_on = bool(open_end and paragraphs and abs(lines[0].size - body) < 0.1 * body and paragraphs[0][:1].islower())
        text += "" if not text or not paragraphs else " " if runs_on else "\n\n"
        starts.append(len(text))
        text += "\n\n".join(paragraphs)
    return text + "\n", tuple(starts)
