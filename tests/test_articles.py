"""Files, standard input and text become articles: decoding, language, what is refused."""

import datetime
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summarizer.articles import MAXIMUM_BYTES, detect_language, load_article, read_article
from summarizer.decoding import decode
from summarizer.errors import InputError
from summarizer.schemas import Article, article_id
from tests.conftest import ROOT

GERMAN = "Die Brücke über die Straße ist „vorläufig“ gesperrt – laut Müller für zwölf Öffnungstage.\n"
SHORT = "Größe: für Jürgen"
FRENCH = "Le gouvernement a présenté hier son projet de budget devant l'Assemblée nationale, et l'opposition a protesté. "


def written(folder: Path, data: bytes, name: str = "article.txt") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(data: bytes, folder: Path) -> InputError:
    """Return the error that a file with these bytes meets."""
    with pytest.raises(InputError) as caught:
        load_article(written(folder, data), language="de")
    assert "article.txt" in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


def test_utf8_is_taken_as_it_stands(tmp_path: Path) -> None:
    """UTF-8 needs no note, and the id is the hash of the text."""
    notes: list[str] = []
    article = load_article(written(tmp_path, GERMAN.encode()), language="de", notes=notes.append)
    assert (article.text, article.id, notes) == (GERMAN, article_id(GERMAN), [])
    assert article.path == str(tmp_path / "article.txt")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_removed(tmp_path: Path, encoding: str) -> None:
    """The mark says the encoding, and is no part of the text."""
    assert load_article(written(tmp_path, GERMAN.encode(encoding)), language="de").text == GERMAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [GERMAN, "Bridge closed, says Miller."], ids=["German", "ASCII"])
def test_wide_text_needs_no_mark(encoding: str, text: str) -> None:
    """UTF-16 is known by its NUL bytes where the mark is missing."""
    assert decode(text.encode(encoding), "a") == (text, encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859_15", "mac_roman", "cp850"])
@pytest.mark.parametrize(
    "text", [GERMAN, GERMAN * 20, SHORT, "BRÜCKE GESPERRT", "Es war schön."], ids=["line", "article", "short", "capitals", "one"]
)
def test_old_encodings_are_read_right_and_noted(tmp_path: Path, encoding: str, text: str) -> None:
    """German in a single-byte encoding arrives letter for letter, short as it may be, and a note says so."""
    notes: list[str] = []
    text = text.encode(encoding, "ignore").decode(encoding)
    article = load_article(written(tmp_path, text.encode(encoding)), language="de", notes=notes.append)
    assert article.text == text
    assert len(notes) == 1
    assert notes[0].startswith(f"{tmp_path / 'article.txt'}: not UTF-8, read as ")


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\rb\r", "a\nb\n", "a\r\nb\n"])
def test_line_ends_are_one(text: str) -> None:
    """CRLF and CR become LF, and nothing else changes."""
    assert read_article(text, language="de").text == "a\nb\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\t\r\n\xc2\xa0", "empty"),
        (b"---\ntitle: x\n---\n \n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "Office"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"text\x00\x01\x02" * 50, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\xff\xfeD\x00i", "breaks off"),
        (GERMAN.encode() * 5 + b"\xff", "UTF-8 but for byte"),
        (GERMAN.encode() * 5 + "ü".encode()[:1], "UTF-8 but for byte"),
        (GERMAN.encode() + b"\xed\xa0\x80", "lone surrogate"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """Empty files, other kinds of file and broken encodings are refused by name, on one line."""
    assert words in str(refusal(data, tmp_path))


def test_five_megabytes_are_the_limit(tmp_path: Path) -> None:
    """A file at the limit is read, one byte more is refused."""
    path = written(tmp_path, b"word " * (MAXIMUM_BYTES // 5))
    assert len(load_article(path, language="en").text) == MAXIMUM_BYTES
    assert "too large" in str(refusal(path.read_bytes() + b"x", tmp_path))


def test_lone_surrogates_in_text_are_refused() -> None:
    """Text that no encoding can write is refused before any hash or request, in the body and in front matter."""
    for text in ("Ein \ud800 Wort.", '---\ntitle: "\\ud800"\n---\nEin Wort.', "---\ntitle: \ud800\n---\nEin Wort."):
        with pytest.raises(InputError):
            read_article(text, language="de")


def test_options_stand_above_front_matter() -> None:
    """A date and a language that are given replace those that the text names."""
    text = "---\ndate: 2025-02-12\nlanguage: en\n---\nEin Wort."
    article = read_article(text, language="de", published=datetime.date(2024, 1, 2))
    assert (article.language, article.published) == ("de", datetime.date(2024, 1, 2))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        ("Niemand wurde verletzt.", "de"),
        ("Kiew meldet 123 Drohnenangriffe", "de"),
        ("Nobody was hurt.", "en"),
        ("The bridge has been closed since Monday, the council said. " * 5, "en"),
    ],
)
def test_language_is_detected(text: str, language: str) -> None:
    """German and English are told apart, in short texts too."""
    assert detect_language(text) == language


@pytest.mark.parametrize("text", [FRENCH, FRENCH * 20, "Уряд України оголосив про нові санкції проти Росії. " * 3])
def test_other_languages_are_refused_with_a_way_out(text: str) -> None:
    """A third language is named, and the hint says how to insist; with a language given nothing is detected."""
    with pytest.raises(InputError, match="language looks like") as caught:
        read_article(text)
    assert "--language" in str(caught.value.hint)
    assert read_article(text, language="de").language == "de"


def test_front_matter_language_is_taken_over_detection() -> None:
    """What front matter says of the language is believed."""
    assert read_article(f"---\nlanguage: de-AT\n---\n{FRENCH}").language == "de"


@pytest.mark.parametrize("name", ["two\nlines.txt", " blanks .txt", "standard input", "Ü–ß.txt", "a'b\"c.txt", "-"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    """A file of any name is read, kept under that name, and named on one line where it fails."""
    path = written(tmp_path, GERMAN.encode(), name)
    assert load_article(path, language="de").path == str(path)
    path.write_bytes(b"")
    with pytest.raises(InputError) as caught:
        load_article(path)
    assert "\n" not in str(caught.value)


def test_a_name_that_is_no_utf8_can_be_written(tmp_path: Path) -> None:
    """A name of other bytes is kept in a form that JSON can hold."""
    article = load_article(written(tmp_path, GERMAN.encode(), "alt-\udcff.txt"), language="de")
    assert str(article.path).endswith("alt-\\xff.txt")
    assert Article.model_validate_json(article.model_dump_json()) == article


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A missing file, a folder, a file below a file, an empty name and one with NUL are input errors."""
    written(tmp_path, b"x", "file")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "file" / "below", "", "nul\x00l"):
        with pytest.raises(InputError):
            load_article(path)


def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    """A named pipe, as a shell makes for <(command), is read like a file."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(GERMAN.encode(),))
    writer.start()
    assert load_article(path, language="de").text == GERMAN
    writer.join()


@pytest.mark.parametrize(("redirection", "printed"), [("", f"None {GERMAN}"), ("<&-", "standard input is closed")])
def test_standard_input_has_no_path(redirection: str, printed: str) -> None:
    """The name "-" reads standard input; a closed one is an input error."""
    code = """
from summarizer import SummarizerError, load_article
try:
    article = load_article("-", language="de")
    print(article.path, article.text, end="")
except SummarizerError as error:
    print(error, end="")
"""
    shell = ["sh", "-c", f'exec "$0" -X utf8 -c "$1" {redirection}', sys.executable, code]
    result = subprocess.run(shell, input=GERMAN.encode(), capture_output=True, cwd=ROOT, check=True)
    assert result.stdout.decode() == printed


def test_an_article_keeps_its_hash() -> None:
    """An article can't be made with the hash of another text."""
    with pytest.raises(ValueError, match="not the hash"):
        Article(text="a", id=article_id("b"), language="de")
