"""The forms of output on the command line: HTML, tables, JSON Lines, and pages on a terminal."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from summarizer import load_article, summarize_day
from summarizer.render.table_names import DAILY_TABLES, TABLES
from summarizer.render.tables import briefing_tables, daily_tables, write_csv
from tests.conftest import ARTICLES, RECORDINGS, ROOT, Result, clean_environment
from tests.html_pages import check_harmless, read_html
from tests.test_render import brief

Run = Callable[..., Result]
REPLAY = ("--replay", RECORDINGS, "--quiet")
CLUSTER = ROOT / "fixtures" / "gold" / "clusters" / "development" / "flut-mueglitztal"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def rows(table: str) -> list[dict[str, str]]:
    """Read a table."""
    return list(csv.DictReader(io.StringIO(table, newline="")))


def on_terminal(*arguments: str | Path, home: Path, environment: Mapping[str, str]) -> str:
    """Run `summarize` with a terminal of 80 columns as its standard output, and return what stands there."""
    ours, theirs = pty.openpty()
    variables = {**clean_environment(home), "NO_COLOR": "", "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    command = [sys.executable, "-m", "summarizer", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=variables, cwd=ROOT)
    os.close(theirs)
    shown = b""
    # Linux says EIO where the other side has gone.
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:
        pass
    os.close(ours)
    assert process.wait(60) == 0
    return shown.decode().replace("\r\n", "\n")


def test_html_of_several_articles_is_one_page(summarize: Run, tmp_path: Path) -> None:
    """`-f html -o FILE` writes one page with all briefings, nothing on standard output."""
    result = summarize(*ARTICLES, *REPLAY, "-f", "html", "-o", "page.html", "--page-language", "en")
    assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    page = read_html((tmp_path / "page.html").read_text(encoding="utf-8"))
    check_harmless(page)
    assert page.words.count("How this was made") == 2


def test_html_of_a_day_has_its_texts(summarize: Run) -> None:
    """`daily -f html` shows every sentence of its articles beside the items."""
    result = summarize("daily", *ARTICLES, *REPLAY, "--date", "2025-02-12", "-f", "html")
    assert (result.returncode, result.stderr) == (0, b"")
    page = read_html(result.stdout.decode())
    check_harmless(page)
    sentences = sum(brief(article, RECORDINGS).article.sentences for article in ARTICLES)
    assert sum("sentence" in name.split() for name in page.values("class")) == sentences


def test_an_article_that_fails_leaves_the_others_their_page(summarize: Run, tmp_path: Path) -> None:
    """A page is made of what could be briefed, and the exit code says that not all was."""
    (tmp_path / "empty.txt").write_text("")
    result = summarize("empty.txt", ARTICLES[0], *REPLAY, "-f", "html")
    assert result.returncode == 3
    check_harmless(read_html(result.stdout.decode()))


def test_tables_go_into_a_folder(summarize: Run, tmp_path: Path) -> None:
    """`-f csv -o FOLDER` writes a file for each section, and again in place of the old ones."""
    for _ in range(2):
        result = summarize(*ARTICLES, *REPLAY, "-f", "csv", "-o", "new/tables")
        assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")
    files = sorted((tmp_path / "new" / "tables").iterdir())
    assert [file.name for file in files] == sorted(f"{name}.csv" for name in TABLES)
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in files)
    figures = rows((tmp_path / "new" / "tables" / "figures.csv").read_text(encoding="utf-8-sig"))
    assert len(figures) == sum(len(brief(article, RECORDINGS).figures) for article in ARTICLES)


def test_one_table_goes_to_standard_output(summarize: Run) -> None:
    """`--section` chooses a table; the bound is in columns of its own and the words stay as they were."""
    result = summarize(ARTICLES[0], *REPLAY, "-f", "csv", "--section", "figures")
    first, second = rows(result.stdout.decode())[:2]
    assert (first["amount"], first["low"], first["high"], first["bound"]) == ("mehreren ballistischen Raketen", "2", "", "vague")
    assert (second["low"], second["bound"], second["claimant"], second["sentences"]) == ("1150", "at_least", "op-online", "2")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-f", "csv"), "name a folder"),
        (("--section", "figures"), "--section chooses a table of -f csv"),
        (("-f", "csv", "-o", "file"), "is a file, and a folder is needed"),
        (("-f", "csv", "--section", "sources"), "'sources' is not one of"),
    ],
)
def test_misuse_of_tables_is_one_line(summarize: Run, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    """What can't be written is said before any article is briefed."""
    (tmp_path / "file").write_text("x")
    result = summarize(ARTICLES[0], *REPLAY, *arguments)
    assert (result.returncode != 0, result.stdout) == (True, b"")
    assert words in result.stderr.decode().splitlines()[0]
    assert (tmp_path / "file").read_text() == "x"


def test_json_lines_are_lines(summarize: Run) -> None:
    """`-f jsonl` is one line for each briefing, also where there is but one, and for a day."""
    for arguments in ((ARTICLES[0],), ("daily", *ARTICLES, "--date", "2025-02-12")):
        result = summarize(*arguments, *REPLAY, "-f", "jsonl")
        assert result.stdout.count(b"\n") == 1
        assert json.loads(result.stdout)["schema"]


def test_tables_hold_every_item() -> None:
    """No item, rejected item or gap is missing, and every row says where it comes from."""
    briefing = brief(ARTICLES[0], ROOT / "fixtures" / "wrong-replies")
    tables = {name: rows(table) for name, table in briefing_tables([briefing]).items()}
    assert sum(len(tables[name]) for name in TABLES[1:6]) == sum(1 for _ in briefing.items())
    assert [row["code"] for row in tables["rejected"]] == [one.code for one in briefing.rejected]
    gaps = [gap for _, kind in briefing.coverage if isinstance(kind, tuple) for gap in kind]
    assert [row["text"] for row in tables["not_covered"]] == [gap.text for gap in gaps]
    assert {row["article"] for table in tables.values() for row in table} == {briefing.article.id}
    assert [row["number"] for row in tables["actors"]] == [str(number + 1) for number in range(len(briefing.actors))]


def test_tables_of_a_day_have_a_row_for_each_report() -> None:
    """What belongs together has one number, and each value stands with its source."""
    daily = summarize_day([load_article(path) for path in sorted(CLUSTER.glob("*.txt"))], engine="rules")
    tables = {name: rows(table) for name, table in daily_tables(daily).items()}
    assert tuple(tables) == DAILY_TABLES
    for name in ("figures", "key_events", "statements", "actors", "disagreements"):
        entries = getattr(daily, name)
        assert len(tables[name]) == sum(len(entry.reports) for entry in entries)
        assert {row["entry"] for row in tables[name]} == {str(number + 1) for number in range(len(entries))}
    assert all(row["source"] and row["evidence"] for row in tables["figures"])
    assert {row["class"] for row in tables["disagreements"]} == {one.class_ for one in daily.disagreements}


@pytest.mark.parametrize("attack", ["=HYPERLINK(1)", "+1+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", " =1", "\u200b=1"])
def test_no_cell_is_a_formula(attack: str) -> None:
    """What a spreadsheet would run gets an apostrophe in front; numbers stay numbers."""
    cell = rows(write_csv(["a"], [{"a": attack}]))[0]["a"]
    assert cell.startswith("'")
    assert rows(write_csv(["a"], [{"a": "-12.5"}]))[0]["a"] == "-12.5"


def test_a_terminal_shows_the_page_in_colour(tmp_path: Path) -> None:
    """Lines fit the window, marks are in brackets so that nobody reads them as figures, and no Markdown is left."""
    shown = on_terminal(ARTICLES[0], *REPLAY, home=tmp_path, environment={})
    assert "\x1b[" in shown
    lines = STYLE.sub("", shown).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("600.000" in line for line in lines)
    assert any(line.lstrip(" •").startswith("[10] NATO-Generalsekretär Mark Rutte gab an") for line in lines)
    assert not re.search(r"\*\*|\[\^|\| ---|\\", "\n".join(lines))


@pytest.mark.parametrize(("arguments", "environment"), [(("--plain",), {}), ((), {"TERM": "dumb"}), ((), {"NO_COLOR": "1"})])
def test_a_terminal_without_colour(tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    """`--plain` and a dumb terminal give the page as a pipe gets it; NO_COLOR gives no colour."""
    shown = on_terminal(ARTICLES[0], *REPLAY, *arguments, home=tmp_path, environment=environment)
    is_plain = "NO_COLOR" not in environment
    assert is_plain == ("\x1b[" not in shown) == ("[^097b11-1]" in shown)
    # 30 to 49 and 90 to 107 are colours.
    assert not re.search(r"\x1b\[(?:[0-9;]*;)?(?:[34][0-9]|9[0-7]|10[0-7])[;m]", shown)
