"""Raised digits: the mark of a footnote is no digit of the number before it, in whatever way a document writes it."""

import io
import zipfile

import pytest

from summarizer.articles import load_article
from summarizer.readers.markdown import unmark
from tests.documents import DOCUMENTS, document, read

SAID = "sagte die Polizei am Montag in Neudorf, und niemand wurde verletzt."


def test_raised_digits_of_a_pdf() -> None:
    """What stands higher and smaller is raised: mark, power, square."""
    text = load_article(DOCUMENTS / "raised.pdf").text
    assert "Es waren 1.150² Menschen auf 10⁶ Metern. Die Fläche beträgt 12 m², sagte" in text


@pytest.mark.parametrize("shape", ['<w:vertAlign w:val="superscript"/>', '<w:position w:val="8"/><w:sz w:val="19"/>'])
def test_raised_digits_of_a_word_file(shape: str) -> None:
    """A run in superscript is raised, as is one that LibreOffice lifted; cents behind their comma are not."""

    def run(text: str, *, up: bool = False) -> str:
        return f"<w:r>{f'<w:rPr>{shape}</w:rPr>' if up else ''}<w:t>{text}</w:t></w:r>"

    body = f"<w:p>{run('Es waren 1.150')}{run('2', up=True)}{run(' zu 1,')}{run('99', up=True)}{run(' Euro.')}</w:p>"
    assert "Es waren 1.150² zu 1,99 Euro." in read("docx", document(body))


def test_digits_that_a_style_raises() -> None:
    """A character style whose letters are raised raises its digits."""
    memo = io.BytesIO(
        document('<w:p><w:r><w:t>1.150</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Note"/></w:rPr><w:t>2</w:t></w:r></w:p>')
    )
    style = '<w:style w:type="character" w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
    changed = io.BytesIO()
    with zipfile.ZipFile(memo) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            body = before.read(name).decode() if name == "word/styles.xml" else ""
            after.writestr(name, body.replace("</w:styles>", style) if body else before.read(name))
    assert read("docx", changed.getvalue()).strip() == "1.150²"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1.150<sup>2</sup> Menschen, <del>900</del>", "1.150² Menschen,"),
        ('1.150<sup><a href="#fn1">1</a></sup> Menschen', "1.150¹ Menschen"),
        ('1.150<a href="#fn1"><sup>1</sup></a> Menschen', "1.150¹ Menschen"),
        ('1.150<sup class="reference"><a href="#cite_note-3"><span>[</span>3<span>]</span></a></sup> Menschen', "1.150³ Menschen"),
        ('1.150<a role="doc-noteref" href="#x">12</a> Menschen', "1.150¹² Menschen"),
        ('1.150<a class="footnote-ref" href="#x">(1)</a> Menschen', "1.150¹ Menschen"),
        ('1.150<span style="font-size: small; vertical-align: super">2</span> Menschen', "1.150² Menschen"),
        ("1.150<sup>1,2</sup> Menschen", "1.150¹,² Menschen"),
        ("1.150<sup> 1) </sup>Menschen", "1.150¹ Menschen"),
        ('1.150<sup><a href="#fn1">a</a></sup> Menschen', "1.150 Menschen"),
        ('1.150<sup><a href="#fn1">*</a></sup> Menschen', "1.150 Menschen"),
        ("10<sup>6</sup> und 10<sup>−3</sup> Meter", "10⁶ und 10⁻³ Meter"),
        ("5 km<sup>2</sup> und CO<sub>2</sub>", "5 km² und CO2"),
        ("der 3<sup>rd</sup> Versuch", "der 3rd Versuch"),
        ("zu 1,<sup>99</sup> Euro", "zu 1,99 Euro"),
        ('im Jahr <a href="#note-2024">2024</a> noch', "im Jahr 2024 noch"),
        ('nur <a href="https://example.org/a#note">12</a> Orte', "nur 12 Orte"),
    ],
)
def test_raised_digits_of_a_page(written: str, text: str) -> None:
    """Marks are links or not, in brackets or not; ordinals, years and cents are no marks."""
    page = f"<html><body><article><p>Es waren {written} {SAID}</p></article></body></html>"
    assert f"Es waren {text} {SAID}" in " ".join(read("html", page.encode()).split())


def test_raised_digits_of_markdown() -> None:
    """Markdown's own footnotes, and HTML within it, are raised."""
    text = unmark("Es waren 1.150[^1] Menschen auf 12 km<sup>2</sup>, 3 davon [^12].\n").text
    assert text == "Es waren 1.150¹ Menschen auf 12 km², 3 davon ¹².\n"


@pytest.mark.parametrize(
    ("written", "text"),
    [("1.<b>150</b> Menschen", "1.150 Menschen"), ("<a href='/x'>150</a>.", "150."), ("Brand<em>anschläge</em>", "Brandanschläge")],
)
def test_words_of_a_short_page_stay_whole(written: str, text: str) -> None:
    """Bold words and links do not break a number or a word, nor part it from its full stop."""
    page = f"<html><body><article><p>Es waren {written} {SAID}</p></article></body></html>"
    assert read("html", page.encode()).strip() == f"Es waren {text} {SAID}"
