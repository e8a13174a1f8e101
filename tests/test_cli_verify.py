"""`summarize verify` and `summarize explain`: exit codes, streams, files and folders."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Result

Run = Callable[..., Result]
BRIDGE = "Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro."


@pytest.fixture
def page(summarize: Run, article: Path) -> Path:
    """Return the page of the short article."""
    assert summarize(article, "--engine", "rules", "-o", "page.md", "-q").returncode == 0
    return article.parent / "page.md"


@pytest.fixture
def saved(summarize: Run, article: Path) -> Path:
    """Return the briefing of the short article."""
    assert summarize(article, "--engine", "rules", "-f", "json", "-o", "briefing.json", "-q").returncode == 0
    return article.parent / "briefing.json"


def test_a_true_page_exits_0(summarize: Run, article: Path, page: Path) -> None:
    """Nothing rejected is exit code 0 and one line that says how much is supported."""
    result = summarize("verify", page, "--against", article)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.decode().endswith(" supported, 0 rejected\n")
    assert result.stdout.count(b"\n") == 1


def test_an_edited_page_exits_4_and_names_the_line(summarize: Run, article: Path, page: Path) -> None:
    """A changed number is named with file, line, section, both numbers and the code."""
    page.write_text(page.read_text(encoding="utf-8").replace("| 12 Millionen Euro |", "| 13 Millionen Euro |"), encoding="utf-8")
    result = summarize("verify", page, "--against", article)
    assert result.returncode == 4
    line = result.stdout.decode().splitlines()[0]
    number = next(at for at, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1) if "13 Millionen" in text)
    assert line.startswith(f"{page}:{number}: figures 1: 13 Millionen Euro")
    assert "„12 Millionen Euro“" in line
    assert line.endswith("(number)")


def test_json_has_every_item(summarize: Run, article: Path, saved: Path) -> None:
    """With -f json every claim has section, index, verdict, code and reason, and the counts add up."""
    found = json.loads(summarize("verify", saved, "--against", article, "-f", "json").stdout)
    assert found["supported"] == len(found["items"]) > 0
    assert found["rejected"] == 0
    assert {"section", "index", "verdict", "code", "reason"} <= found["items"][0].keys()


def test_the_files_of_the_shell_and_folders_are_articles(summarize: Run, article: Path, page: Path) -> None:
    """What the shell makes of *.txt goes on behind --against, and a folder stands for the articles in it."""
    other = article.parent / "other.txt"
    other.write_text("Der Bahnhof bleibt bis Freitag geschlossen.", encoding="utf-8")
    assert summarize("verify", page, "--against", other, article).returncode == 0
    assert summarize("verify", "--against", article, page).returncode == 0
    assert summarize("verify", page, "--against", other).returncode == 4
    folder = article.parent / "articles"
    folder.mkdir()
    (folder / "a.txt").write_bytes(article.read_bytes())
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "empty.txt").write_bytes(b"")
    found = summarize("verify", page, "--against", folder)
    # The page's heading without a headline is the file's name, which the copy does not have.
    assert found.stdout.decode().splitlines()[-1].endswith(("0 rejected", "1 rejected"))


def test_a_day_given_by_option_is_taken_from_the_page(summarize: Run, article: Path) -> None:
    """An article that does not say its day is of the day that the page gives; --date has it checked."""
    article.write_text("Heute wurde die Brücke geöffnet. Der Umbau kostete 12 Millionen Euro.", encoding="utf-8")
    for form, name in (("md", "dated.md"), ("json", "dated.json")):
        assert summarize(article, "--engine", "rules", "--date", "2025-02-12", "-f", form, "-o", name, "-q").returncode == 0
        assert summarize("verify", name, "--against", article).returncode == 0
        assert summarize("verify", name, "--against", article, "--date", "2025-02-12").returncode == 0
        assert summarize("verify", name, "--against", article, "--date", "2025-02-13").returncode == 4


def test_standard_input_is_a_file_too(summarize: Run, article: Path, page: Path) -> None:
    """A page in a pipe is read as `-`; both sides can't be."""
    assert summarize("verify", "-", "--against", article, stdin=page.read_bytes()).returncode == 0
    assert summarize("verify", "-", "--against", "-", stdin=page.read_bytes()).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("junk.json", "--against", "article.txt"), "no JSON"),
        (("missing.md", "--against", "article.txt"), "no such file"),
        (("article.txt", "--against", "article.txt"), "no page"),
        (("page.md", "--against", "missing.txt"), "no such file"),
        (("page.md",), "name the articles"),
        (("page.md", "--against", "junk.json"), ""),
        ((".", "--against", "article.txt"), "is a folder"),
        (("briefing.json", "--against", "other.txt"), "not among those given"),
        (("draft.json", "--against", "article.txt", "other.txt"), "several were given"),
    ],
)
def test_misuse_is_one_line_and_exit_2(summarize: Run, page: Path, saved: Path, arguments: tuple[str, ...], said: str) -> None:
    """Junk, missing files and missing articles are exit code 2 with one error line, nothing on standard output."""
    assert saved.exists()
    folder = page.parent
    (folder / "junk.json").write_bytes(b'{"schema": "briefing/1", "art')
    (folder / "other.txt").write_text("Der Bahnhof bleibt bis Freitag geschlossen.", encoding="utf-8")
    (folder / "draft.json").write_text('{"actors": []}', encoding="utf-8")
    result = summarize("verify", *arguments)
    if arguments[-1] == "junk.json":
        # Any text can be an article; the page is of another one then.
        assert result.returncode in (2, 4)
        return
    assert (result.returncode, result.stdout) == (2, b"")
    lines = result.stderr.decode().splitlines()
    assert said in lines[0]
    assert len([line for line in lines if line.startswith("error: ")]) == 1


def test_a_page_of_a_day_is_verified(summarize: Run, article: Path) -> None:
    """The daily page and its JSON hold against their articles; a changed number, source or count does not."""
    folder = article.parent / "day"
    folder.mkdir()
    (folder / "post.txt").write_text("---\npublisher: Post\n---\n" + BRIDGE, encoding="utf-8")
    (folder / "welt.txt").write_text("---\npublisher: Welt\n---\nDer Umbau der Brücke kostete 13 Millionen Euro.", encoding="utf-8")
    for form in ("md", "json"):
        name = f"day.{form}"
        made = summarize("daily", folder, "--engine", "rules", "--date", "2025-02-12", "-f", form, "-o", name, "-q")
        assert made.returncode == 0, made.stderr
        result = summarize("verify", name, "--against", folder)
        assert result.returncode == 0, result.stdout.decode()
    page = (article.parent / "day.md").read_text(encoding="utf-8")
    for old, new in (
        ("**12 Millionen Euro**", "**14 Millionen Euro**"),
        ("*Quelle:* Post", "*Quelle:* Welt"),
        ("· 2 Artikel", "· 1 Artikel"),
    ):
        assert old in page
        (article.parent / "edited.md").write_text(page.replace(old, new, 1), encoding="utf-8")
        assert summarize("verify", "edited.md", "--against", folder).returncode == 4, old


def test_explain_shows_sentence_and_checks(summarize: Run, article: Path, saved: Path) -> None:
    """An item is explained by section and number in either language, by a footnote, with and without the article."""
    shown = [
        summarize("explain", saved, *words).stdout.decode()
        for words in (("figures", "1"), ("figures:1",), ("Zahlen 1",), ("figures", "1", "--against", str(article)))
    ]
    assert len(set(shown)) == 1
    assert "⟦12 Millionen Euro⟧" in shown[0]
    assert "✓ Zahl" in shown[0]
    number = json.loads(saved.read_bytes())["article"]["id"][:6]
    assert "⟦12 Millionen Euro⟧" in summarize("explain", saved, f"[^{number}-2]").stdout.decode()


def test_explain_says_what_does_not_hold(summarize: Run, article: Path, saved: Path) -> None:
    """An edited item is exit code 4 with the reason, a missing one exit code 2 with a hint how items are named."""
    text = saved.read_text(encoding="utf-8").replace('"text": "12 Millionen Euro"', '"text": "13 Millionen Euro"')
    saved.write_text(text, encoding="utf-8")
    result = summarize("explain", saved, "figures", "1", "--against", article)
    assert result.returncode == 4
    assert "✗ Zahl" in result.stdout.decode()
    assert "(number)" in result.stdout.decode()
    missing = summarize("explain", saved, "figures", "99")
    assert (missing.returncode, missing.stdout) == (2, b"")
    assert b"hint: " in missing.stderr
