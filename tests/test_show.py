"""Saved briefings and days as pages again, forms by the name of the output, and our own pages given as articles."""

import datetime
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer import load_article, summarize_day
from summarizer import summarize as brief
from summarizer.inputs import source_name
from summarizer.render.daily import render_daily
from summarizer.render.footnotes import Footnotes
from summarizer.render.html import render_html
from summarizer.render.html_daily import render_daily_html
from summarizer.render.markdown import render_briefing
from tests.conftest import ARTICLES, RECORDINGS, Result

Run = Callable[..., Result]
REPLAY = ("--replay", RECORDINGS, "-q")
DAY = ("--date", "2025-02-12")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples' briefings and their day, saved, and as pages, as Python writes them."""
    folder = tmp_path_factory.mktemp("written")
    articles = [load_article(path) for path in ARTICLES]
    briefings = [brief(article, replay=RECORDINGS) for article in articles]
    day, footnotes = summarize_day(briefings, date=datetime.date(2025, 2, 12)), Footnotes()
    texts = {source_name(article): article.text for article in articles}
    pages = {
        "briefings.jsonl": "".join(f"{briefing.model_dump_json()}\n" for briefing in briefings),
        "report.html": render_html([(briefing, article.text) for briefing, article in zip(briefings, articles, strict=True)]),
        "page.md": "\n".join(render_briefing(briefing, footnotes=footnotes) for briefing in briefings),
        "day.json": day.model_dump_json(indent=2) + "\n",
        "day.html": render_daily_html(day, texts),
        "day.md": render_daily(day),
    }
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def saved(written: Path, tmp_path: Path) -> Path:
    """Return the folder that commands run in, with those files in it."""
    for path in written.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path


def test_what_is_saved_becomes_the_same_pages(summarize: Run, saved: Path) -> None:
    """Briefings and day, read back, give the pages that were written at once, byte for byte; nothing is briefed."""
    for file, page in (
        ("briefings.jsonl", "report.html"),
        ("briefings.jsonl", "page.md"),
        ("day.json", "day.html"),
        ("day.json", "day.md"),
    ):
        again = f"again-{page}"
        result = summarize("show", file, "-o", again)
        assert (result.returncode, result.stderr) == (0, b"")
        assert (saved / again).read_bytes() == (saved / page).read_bytes()
    assert summarize("show", "-", "-f", "json", stdin=(saved / "day.json").read_bytes()).stdout == (saved / "day.json").read_bytes()
    assert summarize("show", "briefings.jsonl", "-f", "csv", "--section", "figures").stdout.startswith(b"article,path,")


def test_a_missing_article_is_said_and_can_be_named(summarize: Run, tmp_path: Path, article: Path) -> None:
    """Where the article is gone or changed its cited sentences stand in its place; --against says where it is now."""
    summarize("article.txt", "--engine", "rules", "-q", "-o", "briefing.json", "--language", "de")
    whole = summarize("show", "briefing.json", "-f", "html")
    assert whole.stderr == b""
    article.rename(tmp_path / "moved.txt")
    article.write_text("Etwas anderes steht nun hier, und es sind 3 Sachen.", encoding="utf-8")
    alone = summarize("show", "briefing.json", "-f", "html")
    assert b"note: article.txt: not at hand unchanged" in alone.stderr
    assert "Der Artikel lag nicht bei" in alone.stdout.decode()
    assert summarize("show", "briefing.json", "-f", "html", "--against", "moved.txt").stdout == whole.stdout


@pytest.mark.parametrize(
    ("name", "begins"),
    [("out.MD", "#"), ("out.htm", "<!DOCTYPE html>"), ("out.json", "{\n"), ("out.jsonl", '{"schema"'), ("out", "#")],
)
def test_the_form_follows_the_name(summarize: Run, tmp_path: Path, name: str, begins: str) -> None:
    """What a file is called says its form; without a name that says one it is Markdown."""
    for words, plain in (((), ()), (("daily",), DAY)):
        result = summarize(*words, ARTICLES[0], *REPLAY, *plain, "-o", name)
        assert (result.returncode, result.stderr) == (0, b"")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_the_option_stands_above_the_name(summarize: Run, tmp_path: Path) -> None:
    """-f wins, and a note says that the name says otherwise; lines of JSON in a .json are no contradiction."""
    result = summarize(ARTICLES[0], "--replay", RECORDINGS, "-f", "json", "-o", "page.html")
    assert b"note: page.html: written as json, which -f says, though its name says html" in result.stderr
    assert json.loads((tmp_path / "page.html").read_bytes())["schema"] == "briefing/1"
    assert b"note" not in summarize(ARTICLES[0], "--replay", RECORDINGS, "-f", "jsonl", "-o", "page.json").stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-o", "page.pdf"], "pdf is not written; forms are md, html"),
        (["-o", "tables.csv"], "csv is a table per section"),
        (["-f", "csv", "-o", "tables.csv"], "csv is a table per section"),
        (["-f", "csv"], "csv is a table per section"),
        (["--section", "figures", "-o", "page.html"], "--section chooses a table of -f csv"),
    ],
)
def test_forms_that_can_not_be_meant_are_refused(summarize: Run, tmp_path: Path, words: list[str], says: str) -> None:
    """Before anything is briefed, with one line, and nothing is written."""
    for call in ([ARTICLES[0]], ["daily", ARTICLES[0], *DAY]):
        result = summarize(*call, *REPLAY, *words)
        assert (result.returncode, result.stdout) == (2, b"")
        assert says in result.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_csv_name_is_enough_for_one_table(summarize: Run, tmp_path: Path) -> None:
    """One section goes into a file that is called so; all go into a folder."""
    assert summarize(ARTICLES[0], *REPLAY, "--section", "figures", "-o", "figures.csv").returncode == 0
    assert (tmp_path / "figures.csv").read_text(encoding="utf-8").startswith("article,path,")
    assert summarize(ARTICLES[0], *REPLAY, "-f", "csv", "-o", "tables").returncode == 0
    assert (tmp_path / "tables" / "figures.csv").is_file()


def test_verify_and_eval_follow_the_name_too(summarize: Run, saved: Path) -> None:
    """A .json is JSON there as well."""
    assert summarize("verify", "page.md", "--against", *ARTICLES, "-o", "checked.json").returncode == 0
    assert json.loads((saved / "checked.json").read_bytes())["rejected"] == 0


def test_our_own_pages_are_no_articles(summarize: Run, saved: Path) -> None:
    """Report, page and saved briefing are each refused with one line that says what to name instead."""
    for name, says in (
        ("report.html", "a report that summarize wrote, not an article"),
        ("day.html", "a report that summarize wrote, not an article"),
        ("page.md", "a page that summarize wrote, not an article"),
        ("day.md", "a page that summarize wrote, not an article"),
        ("day.json", "JSON, not an article"),
        ("briefings.jsonl", "JSON, not an article"),
    ):
        result = summarize(name, "--engine", "rules")
        assert (result.returncode, result.stdout) == (1, b"")
        assert result.stderr.decode().splitlines()[0] == f"error: {name}: {says}"
        assert summarize("sentences", name).returncode == 1
    renamed = saved / "article.txt"
    renamed.write_bytes((saved / "report.html").read_bytes())
    assert b"a report that summarize wrote" in summarize("article.txt").stderr


def test_our_own_pages_in_a_folder_are_passed_over(summarize: Run, saved: Path) -> None:
    """Among a day's articles each costs one line; saved briefings are used as such, whatever they are called."""
    folder = saved / "mixed"
    folder.mkdir()
    for path in (ARTICLES[0], saved / "report.html", saved / "page.md"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "second.txt").write_bytes((saved / "briefings.jsonl").read_bytes())
    result = summarize("daily", "mixed", "--engine", "rules", *DAY, "-o", "again.json")
    assert result.returncode == 0
    notes = [line for line in result.stderr.decode().splitlines() if "that summarize wrote" in line]
    assert [note.endswith("passed over") for note in notes] == [True, True]
    assert len(json.loads((saved / "again.json").read_bytes())["sources"]) == 2


@pytest.mark.parametrize(
    "text", ["[1] Der Rat tagt. 3 Anträge liegen vor.", "{Eilmeldung} Der Rat tagt.", "[1]\nDer Rat tagt heute in Bonn."]
)
def test_an_article_may_begin_with_brackets(summarize: Run, tmp_path: Path, text: str) -> None:
    """Only what is JSON is taken for JSON."""
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    assert summarize("sentences", "article.txt", "--language", "de").returncode == 0
