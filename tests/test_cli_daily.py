"""`summarize daily` as a person meets it: what goes in, which day, what comes out, what is said when something is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ARTICLES, RECORDINGS, Result
from tests.test_daily_inputs import BRIDGE, FIRE, write

Run = Callable[..., Result]
DAY = "2025-02-12"
RULES = ("--engine", "rules", "--language", "de", "--no-store")


def daily(summarize: Run, *arguments: str | Path, **options: Any) -> Result:
    """Run `summarize daily` on rules."""
    return summarize("daily", *arguments, *RULES, **options)


def errors(result: Result) -> list[str]:
    """Return the error lines."""
    return [line for line in result.stderr.decode().splitlines() if line.startswith("error: ")]


def page(result: Result) -> dict[str, Any]:
    """Return the page of a run with -f json."""
    assert result.stdout, result.stderr.decode()
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two articles of one day and one without."""
    write(tmp_path / "day" / "bridge.txt", BRIDGE, date=DAY, publisher="Anzeiger")
    write(tmp_path / "day" / "fire.txt", FIRE, date=DAY, publisher="Bote")
    write(tmp_path / "day" / "undated.txt", "Der Stadtrat stimmt am Freitag über den Haushalt ab.\n")
    return tmp_path / "day"


def test_a_folder_becomes_a_page_of_the_day_that_its_articles_share(summarize: Run, folder: Path) -> None:
    """One day among dated articles is the page's; an article without one belongs to it, and the page says so."""
    result = daily(summarize, "day")
    text = result.stdout.decode()
    assert result.returncode == 0, result.stderr.decode()
    assert "\nTag: 12. Februar 2025 · 3 Artikel · 3 unabhängige Quellen\n" in text
    assert "*Quelle:* Anzeiger [^" in text
    assert text.count("ohne eigenes Datum, der Tag ist angegeben") == 1
    assert "engine rules" in result.stderr.decode()
    assert folder.is_dir()


def test_the_order_of_inputs_and_a_second_run_change_no_byte(summarize: Run, folder: Path) -> None:
    """The same articles give the same bytes, whatever their order, as Markdown and as JSON."""
    names = sorted(f"day/{path.name}" for path in folder.iterdir())
    for form in ("md", "json"):
        first, second, third = (daily(summarize, *paths, "-f", form) for paths in (names, names[::-1], ["day"]))
        assert first.returncode == 0
        assert first.stdout == second.stdout == third.stdout


def test_pages_in_german_and_english(summarize: Run, folder: Path) -> None:
    """--page-language chooses the page's own words, not those of the articles."""
    german, english = (daily(summarize, folder, "--page-language", code).stdout.decode() for code in ("de", "en"))
    assert "## Abweichungen" in german
    assert "## Disagreements" in english
    assert "\nDay: 12 February 2025 · 3 articles" in english
    assert "Lagerhalle" in english


def test_the_page_goes_to_a_file_as_a_whole_or_not_at_all(summarize: Run, folder: Path) -> None:
    """-o replaces the file at the end; where nothing can be made the old one stays."""
    target = folder.parent / "page.md"
    target.write_text("before", encoding="utf-8")
    assert daily(summarize, folder, "--date", "2024-01-01", "-o", target).returncode == 0
    assert target.read_text(encoding="utf-8").startswith("# ")
    (folder / "undated.txt").unlink()
    target.write_text("before", encoding="utf-8")
    assert daily(summarize, folder, "--date", "2024-01-01", "-o", target).returncode == 1
    assert target.read_text(encoding="utf-8") == "before"
    assert list(folder.parent.glob(".summarize*")) == []


def test_unreadable_articles_among_good_ones_are_named_on_the_page(summarize: Run, folder: Path) -> None:
    """What can't be read costs only itself: exit 3, a line on standard error, a line and a count on the page."""
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    write(folder / "empty.txt", "")
    result = daily(summarize, "day")
    text = result.stdout.decode()
    assert result.returncode == 3
    assert len(errors(result)) == 2
    assert "· 2 von 5 Artikeln nicht gelesen\n" in text
    assert "- *nicht gelesen:* day/empty\\.txt: empty" in text


def test_articles_of_another_day_are_left_out_and_listed(summarize: Run, folder: Path) -> None:
    """With --date, dated articles of another day are left out, named on the page and on standard error; nothing failed."""
    write(folder / "old.txt", "Am Hafen legte ein Schiff an.\n", date="2025-02-11")
    result = daily(summarize, "day", "--date", DAY)
    assert result.returncode == 0
    assert "- *Artikel eines anderen Tages:* day/old\\.txt (2025-02-11)" in result.stdout.decode()
    assert "note: day/old.txt: of another day (2025-02-11), left out" in result.stderr.decode()
    assert page(daily(summarize, "day", "--date", DAY, "-f", "json"))["left_out"][0]["reason"] == "other_day"


def test_two_days_or_none_are_asked_for(summarize: Run, folder: Path) -> None:
    """Without --date, articles of two days and articles of none exit 2 and ask; nothing is guessed."""
    none = daily(summarize, "day/undated.txt")
    write(folder / "old.txt", "Am Hafen legte ein Schiff an.\n", date="2025-02-11")
    two = daily(summarize, "day")
    for result, words in ((none, "no article says of which day"), (two, "of 2 days: 2025-02-11 (1), 2025-02-12 (2)")):
        assert (result.returncode, result.stdout) == (2, b"")
        assert words in errors(result)[0]
        assert b"hint: give" in result.stderr


def test_nothing_of_that_day_is_nothing_produced(summarize: Run, folder: Path) -> None:
    """Where every article is of another day, exit 1 and one line."""
    (folder / "undated.txt").unlink()
    result = daily(summarize, "day", "--date", "2025-02-01")
    assert (result.returncode, result.stdout) == (1, b"")
    assert errors(result) == ["error: no page of 2025-02-01: 2 articles, all of another day"]


def test_one_article_has_a_page_without_comparison(summarize: Run, folder: Path) -> None:
    """One article is a page on which nothing is counted and nothing set apart."""
    result = daily(summarize, folder / "bridge.txt")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "1 Artikel · 1 unabhängige Quelle\n" in text
    assert "## Nur eine Quelle" not in text
    assert "**12 Millionen Euro**" in text
    assert "*1 Artikel*" not in text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["empty"], 2, "no article"),
        (["nowhere"], 1, "no such file"),
        ([], 2, "Missing argument 'INPUT...'"),
        (["-", "-"], 2, "only once"),
        (["day/bridge.txt", "-o", "day/bridge.txt"], 2, "is one of the inputs"),
        (["day", "-o", "day"], 2, "is one of the inputs"),
        (["day", "--since", "day/bridge.txt"], 2, "no JSON"),
        (["day", "--since", "briefing.json"], 2, "no daily briefing (schema 'briefing/1')"),
        (["day", "--since", "nowhere.json"], 2, "nowhere.json"),
        (["day", "--alias", "briefing.json"], 2, "is no name"),
        (["day", "--templates", "empty"], 2, "there is no template daily.md.jinja in this folder"),
        (["day", "--templates", "broken"], 2, "page template daily.md.jinja, line 2"),
        (["day", "--templates", "escape"], 2, "page template daily.md.jinja, line 1"),
        (["day", "--date", "12.02.2025"], 2, "does not match"),
        (["briefing.json"], 1, "no briefing"),
        (["other.json"], 1, "schema 'briefing/2', but this version reads briefing/1"),
        (["page.json"], 1, "a daily page, not a briefing"),
    ],
)
def test_misuse_is_one_line(summarize: Run, folder: Path, arguments: list[str], code: int, words: str) -> None:
    """What can't be meant or used is one clear error line and nothing on standard output."""
    (folder.parent / "empty").mkdir()
    write(folder.parent / "briefing.json", '{"schema": "briefing/1", "x": 1}')
    write(folder.parent / "other.json", '{"schema": "briefing/2"}')
    write(folder.parent / "page.json", '{"schema": "daily/1"}')
    write(folder.parent / "broken" / "daily.md.jinja", "# {{ day }}\n{% if %}\n")
    write(folder.parent / "escape" / "daily.md.jinja", "{{ daily.__class__.__mro__ }}\n")
    result = daily(summarize, *arguments)
    assert (result.returncode, result.stdout) == (code, b""), result.stderr.decode()
    assert len(errors(result)) == 1
    assert words in errors(result)[0]
    assert b"internal" not in result.stderr


def test_a_template_of_ones_own_escapes_as_ours_does(summarize: Run, folder: Path) -> None:
    """A template of a user's folder makes the page, and what an article says stays text in it."""
    write(folder / "fire.txt", "In *Halle* brannte am Dienstag eine <b>Lagerhalle</b>. Zwei Menschen wurden verletzt.\n", date=DAY)
    events = "{% for event in key_events %}\n{{ event.listed() }}\n{{ daily.key_events[0].title }}\n{% endfor %}\n"
    write(folder.parent / "own" / "daily.md.jinja", "{{ label.day_of }} {{ day }}\n" + events)
    result = daily(summarize, folder / "fire.txt", "--templates", "own")
    text = result.stdout.decode()
    assert result.returncode == 0, result.stderr.decode()
    assert text.startswith("Tag: 12\\. Februar 2025\n")
    assert "<b>" not in text.replace("\\<b>", "")
    assert "\\<b>Lagerhalle" in text


def test_saved_briefings_are_not_made_again(summarize: Run, folder: Path) -> None:
    """A page of saved briefings needs no engine: no article text at hand, JSON Lines, standard input, or beside its article."""
    saved = folder.parent / "day.jsonl"
    paths = [f"day/{path.name}" for path in folder.iterdir()]
    saved.write_bytes(summarize(*paths, "-f", "json", *RULES).stdout)
    fresh = page(daily(summarize, "day", "-f", "json"))
    for arguments, stdin in ((["day.jsonl"], b""), (["-"], saved.read_bytes()), (["day", "day.jsonl"], b"")):
        result = summarize("daily", *arguments, "-f", "json", "--engine", "endpoint", "--language", "de", stdin=stdin)
        assert result.returncode == 0, result.stderr.decode()
        assert b"engine" not in result.stderr
        again = page(result)
        assert [entry["title"] for entry in again["key_events"]] == [entry["title"] for entry in fresh["key_events"]]


def test_since_says_what_is_new_and_what_is_gone(summarize: Run, folder: Path) -> None:
    """Compared with the page of the day before, new and withdrawn entries are named; a later page can't be compared with."""
    write(
        folder.parent / "before" / "a.txt",
        "In Halle brannte am Dienstag eine Lagerhalle. Drei Menschen wurden verletzt.\n",
        date="2025-02-11",
    )
    assert daily(summarize, "before", "-f", "json", "-o", "before.json").returncode == 0
    result = daily(summarize, "day", "--since", "before.json")
    text = result.stdout.decode()
    assert result.returncode == 0, result.stderr.decode()
    assert "## Seit der letzten Ausgabe\n\nVerglichen mit der Seite vom 11. Februar 2025" in text
    assert "*Neu:*" in text
    assert daily(summarize, "day", "-f", "json", "-o", "today.json").returncode == 0
    later = daily(summarize, "before", "--since", "today.json")
    assert later.returncode == 2
    assert "of a later day" in errors(later)[0]


def test_the_samples_are_one_page_by_replay(summarize: Run, tmp_path: Path) -> None:
    """Both sample articles become one page from recordings, byte for byte the same; every line of it is borne out."""
    arguments = ("daily", *ARTICLES, "--replay", RECORDINGS, "--date", DAY)
    first, second = summarize(*arguments), summarize(*arguments)
    assert first.returncode == 0, first.stderr.decode()
    assert first.stdout == second.stdout
    assert "2 Artikel, 2 unabhängige Quellen" in first.stdout.decode()
    page_file = tmp_path / "page.md"
    page_file.write_bytes(first.stdout)
    checked = summarize("verify", page_file, "--against", *ARTICLES)
    assert checked.returncode == 0, checked.stdout.decode()
