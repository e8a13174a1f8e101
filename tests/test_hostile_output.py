"""Whatever an article, its front matter and its file's name hold: pages have no markup but their own, a terminal gets text only."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from summarizer.cli.messages import printable
from tests.conftest import Result

Run = Callable[..., Result]
READER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"]).use(footnote_plugin)
OWN = frozenset(
    "heading_open paragraph_open bullet_list_open ordered_list_open list_item_open table_open thead_open tbody_open tr_open "
    "th_open td_open strong_open em_open text softbreak inline footnote_ref footnote_block_open footnote_open footnote_anchor "
    "hr".split()
)
NASTY = (
    ("=1+1", "<script>alert(1)</script>", "[x](javascript:alert(1))", "`x`", "&lt;b&gt;"),
    ('=HYPERLINK("https://evil.example")', "<img src=x onerror=alert(1)>", "![x](https://evil.example/x.png)", "[^a-1]"),
    ("+1+cmd|' /C calc'!A0", "<svg/onload=alert(1)>", "| a | b |", "javascript:alert(1)", "[^a-1]: Lüge"),
    ("@SUM(A1)", "</textarea><b>x", "</script><script>x", "https://evil.example", "# x"),
    ("-2+3", "'\"><b>", "{{ 7 * 7 }}", "{% include 'x' %}", "${x}", "\\", "%0d%0aSet-Cookie: x"),
    ("\x9b31m", "\u202eedoc", "\u200b\u2066", "<!--", "-->"),
    ("\x1b[2J\x1b]0;x\x07", "\x08\x08"),
)
HOST = "{0} hat am Montag 12 Brücken gebaut. „Wir bauen {0} weiter“, sagte Karin Vogt von {0}. In {0} waren 300 Menschen."


class Tags(HTMLParser):
    """Collects what a page would do in a browser: its elements with their attributes."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.found: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, tuple(attrs)))


def nasty_article(folder: Path, pieces: Sequence[str]) -> Path:
    """Write an article full of `pieces`, in its title, publisher and, as far as a file system takes them, its name."""
    words = " ".join(pieces)
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", quoted)
    head = f'---\ntitle: "{plain}"\npublisher: "{plain}"\n---\n'
    path = folder / f"a{words.replace('/', '_')[:60]}.txt"
    path.write_text(head + HOST.format(words) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("words", NASTY, ids=lambda words: ascii(words[0]))
def test_pages_and_messages_have_no_markup_of_an_article(words: Sequence[str], summarize: Run, tmp_path: Path) -> None:
    """Markdown has only the page's own forms, and neither stream has a character that a terminal would obey; binary is refused."""
    result = summarize(nasty_article(tmp_path, words), "--engine", "rules", "--language", "de")
    assert result.returncode == (1 if "\x1b" in words[0] else 0), result.stderr
    page = result.stdout.decode()
    tokens = [one for token in READER.parse(page) for one in (token, *(token.children or ()))]
    assert {token.type for token in tokens if token.nesting >= 0} <= OWN
    for stream in (page, result.stderr.decode()):
        assert all(printable(line) == line for line in stream.split("\n"))


@pytest.mark.parametrize("words", NASTY[:-1], ids=lambda words: ascii(words[0]))
def test_html_runs_and_loads_nothing_of_an_article(words: Sequence[str], summarize: Run, tmp_path: Path) -> None:
    """The page in HTML has no script, handler, picture or address but its own."""
    scripts = []
    for path in (nasty_article(tmp_path, words), nasty_article(tmp_path, ["Wort"])):
        reader = Tags()
        reader.feed(summarize(path, "--engine", "rules", "--language", "de", "-f", "html").stdout.decode())
        assert not {tag for tag, _ in reader.found} & {"img", "iframe", "object", "embed", "form", "base", "textarea"}
        for name, value in (pair for _, attributes in reader.found for pair in attributes):
            assert not name.startswith("on")
            assert name not in ("href", "src") or (value or "").startswith(("#", "data:"))
        scripts.append(sum(tag == "script" for tag, _ in reader.found))
    assert scripts[0] == scripts[1]


@pytest.mark.parametrize("words", NASTY[:-1], ids=lambda words: ascii(words[0]))
def test_no_cell_is_a_formula(words: Sequence[str], summarize: Run, tmp_path: Path) -> None:
    """No cell of a table begins with what a spreadsheet takes for a formula."""
    for section in ("articles", "statements"):
        options = ["--engine", "rules", "--language", "de", "-f", "csv", "--section", section]
        result = summarize(nasty_article(tmp_path, words), *options)
        assert result.returncode == 0, result.stderr
        for row in csv.reader(io.StringIO(result.stdout.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r")) or re.match(r"-(?!\d+$)", cell)]


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_line_on_standard_error_is_one_line(text: str) -> None:
    """Text of any kind is shown on one line, with nothing in it that moves a cursor, and twice the same."""
    line = printable(text)
    assert line.isprintable()
    assert printable(line) == line
