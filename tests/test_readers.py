"""Documents of every kind, made by real programs, become articles."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.articles import load_article
from summarizer.pipeline import summarize as brief
from summarizer.readers.layout import Line, without_margins
from tests.conftest import Result
from tests.documents import DOCUMENTS, MEMO, TWO_PARAGRAPHS


@pytest.mark.parametrize("name", ["memo.docx", "memo.pdf", "printed.pdf"])
def test_one_memo_reads_alike_from_every_program(name: str) -> None:
    """Word file, LibreOffice's PDF and Chromium's print have the same paragraphs, no header, footer or page number among them."""
    article = load_article(DOCUMENTS / name)
    assert article.text == MEMO
    assert (article.title, article.language) == ("Lagebericht Hochwasser", "de")
    assert article.author == (None if name == "printed.pdf" else "Anna Müller")
    # A file's own times are no day of publication.
    assert article.published is None


@pytest.mark.parametrize("name", ["memo.pdf", "printed.pdf"])
def test_the_page_is_kept_in_the_evidence(name: str) -> None:
    """Each sentence that an item rests on says on which page it stands."""
    briefing = brief(load_article(DOCUMENTS / name), engine="rules")
    pages = {proof.text.split()[0]: proof.page for _, item in briefing.items() for proof in item.evidence}
    assert pages["Mindestens"] == 1
    assert pages["Der"] in (1, 2)
    assert {proof.page for _, item in briefing.items() for proof in item.evidence if "3 Millionen" in proof.text} == {2}
    assert brief(load_article(DOCUMENTS / "memo.docx"), engine="rules").figures[0].evidence[0].page is None


def test_columns_and_broken_words_are_made_whole() -> None:
    """Two columns are read one after the other; a word broken at a line's end, or with soft hyphens in it, is one word."""
    text = load_article(DOCUMENTS / "columns.pdf").text
    assert [paragraph.split()[0] for paragraph in text.strip().split("\n\n")] == ["Hochwasser", "Der", "Nach", "„Wir"]
    for words in (
        "Das teilte das Landesumweltministerium am Dienstag mit.",
        "Die Ost- und Westbezirke waren besonders betroffen. Der Ukraine-Krieg spielt",
        "das Bundesverfassungsgericht sind nicht betroffen",
        "die Wasserwirtschaftsverwaltung der Landeshauptstadt",
    ):
        assert words in text


def test_headers_and_footers_are_left_out_and_tables_stay() -> None:
    """What stands apart at the edge of several pages is no text, nor is the page's number; numbers of a table are."""
    body = [Line(f"Zeile {row} des Textes mit Worten.", 50, 700 - 14 * row, 10) for row in range(5)]
    table = [Line(text, 50, 620 - 14 * row, 10) for row, text in enumerate(("87 Keller", "12 Keller", "3"))]

    def page(number: int) -> list[Line]:
        return [Line(f"Lagebericht – Seite {number}", 50, 780, 8), *body, *table, Line("Landkreis Altdorf", 50, 30, 8)]

    assert without_margins([page(1), page(2), page(3)]) == [[*body, *table]] * 3
    assert without_margins([[*body, Line("1", 300, 30, 8)]]) == [body]
    assert without_margins([[*body, Line("- 7 -", 300, 30, 8)]])[0][-1].text == "- 7 -"
    assert without_margins([[*body, *table]]) == [[*body, *table]]


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (
            "bridge-de.html",
            [
                "Der Umbau kostete 12 Millionen Euro, sagte Bürgermeister Jens Vogel.",
                "„Wir sind froh“",
                "14 Firmen",
                "2023 | 8.000",
            ],
            ["173", "42 neue", "7 Brücken", "90.000", "©", "Start"],
        ),
        (
            "bridge-en.html",
            ["At least 8,000 cars a day had to take a detour.", "Fourteen firms", "Length: 240 metres"],
            ["812", "15 killed", "70%", "7 bridges", "300 jobs", "900 people", "50 million", "Storm", "1,200"],
        ),
        (
            "budget.html",
            ["mit 84 gegen 61 Stimmen", "230 Millionen Euro mehr", "Schulen | 5.100", "Der Haushalt in Zahlen"],
            ["214", "Tote", "1 Euro", "50.000", "dpa"],
        ),
        (
            "tables.html",
            [
                "\nAltdorf, 12. Februar 2025. Nach dem Regen standen in Altdorf 87 Keller unter Wasser.",
                "\nLandrätin Petra Schröder",
            ],
            ["WasserAltdorf", "niemand.Landrätin"],
        ),
    ],
)
def test_a_page_is_its_article_alone(name: str, inside: list[str], outside: list[str]) -> None:
    """Banners, menus, teasers, hidden words, comments and advertisements are no article; lists and tables are."""
    text = load_article(DOCUMENTS / name).text
    assert [words for words in inside if words not in text] == []
    assert [words for words in outside if words in text] == []


def test_a_page_says_what_is_known_of_it() -> None:
    """Title, author, publisher, day and address are taken from the page's metadata."""
    german, english = load_article(DOCUMENTS / "bridge-de.html"), load_article(DOCUMENTS / "bridge-en.html")
    assert (german.title, german.author, german.publisher) == ("Brücke wieder offen", "Anna Müller", "Stadtanzeiger")
    assert (german.published, german.url) == (datetime.date(2025, 2, 12), "https://www.stadtanzeiger.example/bruecke")
    assert (english.title, english.author, english.publisher) == ("Bridge reopens after eleven months", "Tom Reed", "The Aue Times")
    assert (english.published, english.language) == (datetime.date(2025, 2, 12), "en")
    assert load_article(DOCUMENTS / "tables.html").published is None


def test_a_mail_is_its_body() -> None:
    """Signature and quoted mails are left out, broken lines are whole; the header says the rest, and a note what was not read."""
    notes: list[str] = []
    article = load_article(DOCUMENTS / "mail.eml", notes=notes.append)
    assert article.text == (
        "Guten Tag,\n\nder Pegel der Aue ist bis Montagabend auf 4,35 Meter gestiegen. Das teilte das Landesamt für Umwelt am "
        "Dienstag mit.\n\nMindestens 1.150 Menschen mussten ihre Häuser verlassen, sagte Landrätin Petra Schröder.\n"
    )
    assert (article.title, article.author, article.publisher) == ("Lagebericht Hochwasser", "Anna Müller", "Landkreis Altdorf")
    assert article.published == datetime.date(2025, 2, 12)
    assert [note.partition("mail.eml: ")[2] for note in notes] == [
        "2 quoted lines of another mail left out",
        "1 attachment not read",
    ]


def test_a_mail_in_html_alone_is_read(tmp_path: Path) -> None:
    """Where a mail has no plain part, its page is read."""
    mail = tmp_path / "mail.eml"
    body = f"<html><body><div>{TWO_PARAGRAPHS}</div></body></html>"
    mail.write_text(f"From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{body}", encoding="utf-8")
    assert load_article(mail).text == "Bei Neudorf ist ein Zug entgleist.\n\nSieben Menschen wurden verletzt, sagte die Polizei.\n"


def test_quoted_mails_in_html_are_left_out_but_forwards_are_read(tmp_path: Path) -> None:
    """An answer's quotation is no part of it; in a forwarded mail the quotation is the article."""
    quoted = f"<div>{TWO_PARAGRAPHS}</div><blockquote type='cite'><p>Es sollen 900 Menschen gewesen sein.</p></blockquote>"
    for subject, inside in (("AW: Zug", False), ("WG: Zug", True)):
        head = f"From: a@b.example\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
        (tmp_path / "mail.eml").write_text(f"{head}<html><body>{quoted}</body></html>", encoding="utf-8")
        article = load_article(tmp_path / "mail.eml", language="de")
        assert ("900" in article.text, article.title) == (inside, "Zug")
        assert "entgleist" in article.text


def test_markdown_loses_its_marks(tmp_path: Path) -> None:
    """No asterisk, address or hash stands in a sentence; front matter and the first heading say what is known."""
    path = tmp_path / "article.md"
    path.write_text(
        "---\ndate: 2025-02-12\nauthor: Anna Müller\n---\n# Brücke *offen*\n\nSie ist [wieder](https://x.example/1) **offen**,\n"
        "sagt die Stadt.\n\n- 14 Firmen\n- 3 Länder\n\n| Jahr | Autos |\n|--|--|\n| 2023 | 8.000 |\n\n"
        "![Bild](b.png)\n\n<div>Am Rand</div>\n",
        encoding="utf-8",
    )
    article = load_article(path, language="de")
    assert article.text.split("\n\n") == [
        "Brücke offen",
        "Sie ist wieder offen, sagt die Stadt.",
        "14 Firmen",
        "3 Länder",
        "Jahr | Autos",
        "2023 | 8.000",
        "Am Rand\n",
    ]
    assert (article.title, article.author, article.published) == ("Brücke offen", "Anna Müller", datetime.date(2025, 2, 12))


def test_nothing_beside_the_articles_is_imported(tmp_path: Path, summarize: Callable[..., Result]) -> None:
    """A file called like a library, in the folder where somebody works, is not run."""
    (tmp_path / "pypdf.py").write_text("raise SystemExit('run')")
    (tmp_path / "memo.pdf").write_bytes((DOCUMENTS / "memo.pdf").read_bytes())
    assert summarize("sentences", "memo.pdf").returncode == 0


def test_several_kinds_at_once(summarize: Callable[..., Result]) -> None:
    """One call takes files of all kinds and standard input; what can't be read is named, the rest goes on."""
    names = [DOCUMENTS / name for name in ("memo.pdf", "memo.docx", "scan.pdf", "mail.eml", "bridge-en.html")]
    result = summarize(*names, "-", "--engine", "rules", "--no-store", stdin=(DOCUMENTS / "bridge-de.html").read_bytes())
    assert result.returncode == 3
    assert b"scan.pdf: has no text" in result.stderr
    assert b"Traceback" not in result.stderr
    assert result.stdout.count(b"\n# ") + result.stdout.startswith(b"# ") == 5


def test_a_folder_of_all_kinds_becomes_a_day(tmp_path: Path, summarize: Callable[..., Result]) -> None:
    """A folder's documents are its articles, and what can't be read stands on the page."""
    for name in ("memo.docx", "bridge-de.html", "encrypted.pdf", "mail.eml"):
        (tmp_path / name).write_bytes((DOCUMENTS / name).read_bytes())
    result = summarize("daily", ".", "--date", "2025-02-12", "--engine", "rules", "--no-store")
    assert result.returncode == 3
    assert b"encrypted.pdf: encrypted with a password" in result.stderr
    assert b"Landkreis Altdorf" in result.stdout
    assert b"Stadtanzeiger" in result.stdout
