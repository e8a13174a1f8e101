"""What a day is made of: files, folders, saved briefings, mixed and with all that can be wrong with them."""

import datetime
import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer import load_article, summarize
from summarizer.day import choose_day
from summarizer.errors import ConfigError
from summarizer.inputs import Inputs, Source, gather_inputs
from summarizer.inputs.aliases import read_aliases
from summarizer.schemas import Briefing

BRIDGE = "Die Brücke ist seit Montag wieder offen. Der Umbau kostete 12 Millionen Euro.\n"
FIRE = "In Halle brannte am Dienstag eine Lagerhalle. Zwei Menschen wurden verletzt.\n"


def gather(*paths: Path | str, notes: Callable[[str], None] = lambda _note: None, **options: Any) -> Inputs:
    """Gather inputs, German ones."""
    return gather_inputs(paths, notes=notes, language="de", **options)


def write(path: Path, text: str, **known: str) -> Path:
    """Write an article with what is known of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    front = "".join(f"{name}: {value}\n" for name, value in known.items())
    path.write_text(f"---\n{front}---\n{text}" if known else text, encoding="utf-8")
    return path


def briefed(path: Path) -> Briefing:
    """Return the briefing of an article in a file, made without a model."""
    return summarize(load_article(path, language="de"), engine="rules")


def test_a_folder_is_read_at_any_depth_without_what_is_hidden_or_of_another_kind(tmp_path: Path) -> None:
    """Articles and saved briefings below a folder count, sorted; other kinds are named in a note, hidden files are not."""
    write(tmp_path / "b.txt", BRIDGE)
    write(tmp_path / "deep" / "er" / "a.TXT", FIRE)
    for name in (".hidden.txt", ".git/x.txt", "photo.jpg", "table.xlsx", "more.jpg"):
        write(tmp_path / name, "x")
    notes: list[str] = []
    found = gather(tmp_path, notes=notes.append)
    assert [source.name for source in found.sources] == [str(tmp_path / "b.txt"), str(tmp_path / "deep" / "er" / "a.TXT")]
    assert found.failed == ()
    assert notes == [
        f"{tmp_path}: 2 files of another kind passed over (.jpg)",
        f"{tmp_path}: 1 file of another kind passed over (.xlsx)",
    ]


def test_links_can_make_no_loop_and_pipes_no_wait(tmp_path: Path) -> None:
    """A link to a folder is not followed, a link to itself fails alone, a named pipe in a folder is passed over."""
    write(tmp_path / "a.txt", BRIDGE)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    notes: list[str] = []
    found = gather(tmp_path, notes=notes.append)
    assert [Path(source.name).name for source in found.sources] == ["a.txt"]
    assert [Path(failed.source).name for failed in found.failed] == ["self.txt"]
    assert any("a link to a folder is not followed" in note for note in notes)
    assert any("passed over" in note for note in notes)


def test_the_output_in_the_folder_is_no_input(tmp_path: Path) -> None:
    """The page that is written into the folder of its articles is not read as one of them the next time."""
    write(tmp_path / "a.txt", BRIDGE)
    page = write(tmp_path / "page.json", "{}")
    notes: list[str] = []
    assert [source.name for source in gather(tmp_path, without=page, notes=notes.append).sources] == [str(tmp_path / "a.txt")]
    assert notes == []


def test_a_page_of_ours_is_no_article(tmp_path: Path) -> None:
    """A page among the articles of a folder is passed over with a note; named itself it is refused with a hint."""
    page = write(tmp_path / "day.md", "# Brücke offen [^3fa9c1-1]\n\n[^3fa9c1-1]: Die Brücke ist offen.\n")
    former = write(tmp_path / "day.json", '{"schema": "daily/1"}')
    notes: list[str] = []
    assert gather(tmp_path, notes=notes.append) == Inputs(())
    assert len(notes) == 2
    for path in (page, former):
        (failed,) = gather(path).failed
        assert "not a" in str(failed.error)
        assert failed.error.hint


def test_one_file_under_several_names_counts_once(tmp_path: Path) -> None:
    """The same path twice is one input; a link to it is listed as the same file, a copy as the same text."""
    article = write(tmp_path / "a.txt", BRIDGE)
    (tmp_path / "link.txt").symlink_to(article)
    write(tmp_path / "copy.txt", BRIDGE)
    assert gather(article, article).left_out == ()
    for paths in itertools.permutations([article, tmp_path / "copy.txt", tmp_path / "link.txt"]):
        found = gather(*paths)
        assert [Path(source.name).name for source in found.sources] == ["a.txt"]
        assert {(Path(one.source).name, one.reason, Path(str(one.of)).name) for one in found.left_out} == {
            ("link.txt", "same_file", "a.txt"),
            ("copy.txt", "same_text", "a.txt"),
        }


def test_one_text_of_two_publishers_is_two_sources(tmp_path: Path) -> None:
    """An agency's text that two papers print stays with both of them."""
    write(tmp_path / "a.txt", BRIDGE, publisher="Anzeiger")
    write(tmp_path / "b.txt", BRIDGE, publisher="Bote")
    write(tmp_path / "c.txt", BRIDGE, publisher="Bote")
    found = gather(tmp_path)
    assert [source.info.publisher for source in found.sources] == ["Anzeiger", "Bote"]
    assert [(Path(one.source).name, one.reason) for one in found.left_out] == [("c.txt", "same_text")]


def test_names_that_differ_only_in_case_are_two_articles(tmp_path: Path) -> None:
    """`Meldung.txt` and `meldung.txt` are told apart."""
    write(tmp_path / "Meldung.txt", BRIDGE)
    write(tmp_path / "meldung.txt", FIRE)
    if len(list(tmp_path.iterdir())) == 2:
        assert [Path(source.name).name for source in gather(tmp_path).sources] == ["Meldung.txt", "meldung.txt"]


def test_saved_briefings_come_in_every_form(tmp_path: Path) -> None:
    """Pretty JSON, one line, a list, JSON Lines and batch lines all give the same briefing, with or without the article."""
    article = write(tmp_path / "a.txt", BRIDGE)
    briefing = briefed(article)
    line = briefing.model_dump_json()
    forms = {
        "pretty.json": briefing.model_dump_json(indent=2),
        "line.json": line + "\n",
        "list.json": f"[{line}]",
        "lines.jsonl": f"\n{line}\n\n",
        "batch.ndjson": f'{{"path": "a.txt", "briefing": {line}, "error": null}}\n',
        "saved.txt": line,
        "bom.json": "\ufeff" + briefing.model_dump_json(indent=2),
    }
    for name, text in forms.items():
        found = gather(write(tmp_path / name, text))
        assert [(source.article, source.briefing) for source in found.sources] == [(None, briefing)], name
        together = gather(article, tmp_path / name)
        assert [(source.article and source.article.text, source.briefing) for source in together.sources] == [(BRIDGE, briefing)]
        assert (together.left_out, together.failed) == ((), ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"schema": "briefing/2"}', "schema 'briefing/2', but this version reads briefing/1"),
        ('{"schema": "gold/1"}', "'gold/1' is no briefing"),
        ('{"headline": null}', "it names no schema"),
        ('{"schema": "briefing/1"}', "no briefing: article"),
        ("[1]", "it names no schema"),
        ("{", "no JSON"),
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ('{"schema": "briefing/1", "x": "\\ud800"}', "lone surrogates"),
        ('{"schema": ' + "[" * 100_000 + "}", "no JSON"),
    ],
)
def test_what_is_no_briefing_fails_alone(tmp_path: Path, text: str, words: str) -> None:
    """JSON that is broken, of another version or something else is one failure with a reason; the article beside it is read."""
    found = gather(write(tmp_path / "a.txt", BRIDGE), write(tmp_path / "wrong.json", text))
    assert len(found.sources) == 1
    assert [failed.source.partition(",")[0] for failed in found.failed] == [str(tmp_path / "wrong.json")]
    assert words in str(found.failed[0].error)


@pytest.mark.parametrize(
    ("text", "is_foreign"), [('{"schema": "gold/1"}', True), ('{"x": 1}', True), ("{", False), ('{"schema": "briefing/2"}', False)]
)
def test_foreign_json_in_a_folder_is_passed_over_a_lost_briefing_is_not(tmp_path: Path, text: str, is_foreign: bool) -> None:  # noqa: FBT001
    """JSON that is no briefing is no article that was lost; broken JSON and a briefing of another version are."""
    write(tmp_path / "other.json", text)
    notes: list[str] = []
    assert (len(gather(tmp_path, notes=notes.append).failed), len(notes)) == ((0, 1) if is_foreign else (1, 0))


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    """Of a JSON Lines file the good lines count; the broken one and the article that failed are named."""
    good = [briefed(write(tmp_path / name, text)).model_dump_json() for name, text in (("a.txt", BRIDGE), ("b.txt", FIRE))]
    failed = '{"path": "c.txt", "briefing": null, "error": "rate limit"}'
    saved = tmp_path / "day.jsonl"
    saved.write_bytes("\n".join([good[0], '{"broken', good[1], failed]).encode() + b"\n\xff\n")
    found = gather(saved)
    assert [Path(source.name).name for source in found.sources] == ["a.txt", "b.txt"]
    assert [one.source for one in found.failed] == [f"{saved}, line 2", "c.txt", f"{saved}, line 5"]
    assert "rate limit" in str(found.failed[1].error)


def test_a_saved_briefing_that_does_not_fit_its_article_is_made_again(tmp_path: Path) -> None:
    """Where the article is at hand, evidence that it does not have is found out: a note says so, the article is briefed."""
    article = write(tmp_path / "a.txt", BRIDGE)
    changed = json.loads(briefed(article).model_dump_json())
    for item in changed["figures"]:
        for evidence in item["evidence"]:
            evidence["text"] = evidence["text"].replace("12", "15")
    assert changed["figures"]
    notes: list[str] = []
    found = gather(article, write(tmp_path / "a.json", json.dumps(changed)), notes=notes.append)
    assert [(source.article is not None, source.briefing) for source in found.sources] == [(True, None)]
    assert found.failed == ()
    assert "cites what the article does not say" in notes[-1]


def dated(*days: str | None) -> list[Source]:
    """Return sources of these days."""
    article = load_article(Path(__file__), language="en")
    published = [day and datetime.date.fromisoformat(day) for day in days]
    return [Source(str(number), article.model_copy(update={"published": day})) for number, day in enumerate(published)]


def test_the_day_is_told_never_guessed() -> None:
    """The day is the option, else the one that all dated articles share; no day or several days are asked for."""
    day = datetime.date(2025, 2, 12)
    assert choose_day(dated("2025-02-12", None), None).date == day
    assert choose_day(dated(None, None), day).date == day
    for wrong in (dated(None), dated("2025-02-12", "2025-02-11", None)):
        with pytest.raises(ConfigError) as raised:
            choose_day(wrong, None)
        assert "--date" in str(raised.value.hint)


def test_only_dated_articles_of_another_day_are_left_out() -> None:
    """With a day given, articles without one belong to it, and those of another are listed with theirs."""
    day = choose_day(dated("2025-02-12", None, "2025-02-11"), datetime.date(2025, 2, 12))
    assert [source.name for source in day.sources] == ["0", "1"]
    assert [(one.source, one.reason, one.of) for one in day.left_out] == [("2", "other_day", "2025-02-11")]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", "[]", "not a table"),
        ("a.json", '{"Zelensky": 1}', "is no name"),
        ("a.json", '{"Zelensky": " "}', "is no name"),
        ("a.json", '{"A": "B", "B": "C"}', "name the last one"),
        ("a.json", '{"A": "B", "A": "C"}', "twice"),
        ("a.toml", "Zelensky = ", "not TOML"),
        ("a.txt", "Zelensky: x", "not JSON"),
    ],
)
def test_wrong_aliases_are_refused_by_entry(tmp_path: Path, name: str, text: str, words: str) -> None:
    """A file of aliases that says nothing usable is an error that names it."""
    with pytest.raises(ConfigError, match=words) as raised:
        read_aliases(write(tmp_path / name, text))
    assert name in str(raised.value)


def test_aliases_are_json_or_toml(tmp_path: Path) -> None:
    """Both forms give the same names; a name may stand for itself."""
    expected = {"Zelensky": "Selenskyj", "Selenskyj": "Selenskyj"}
    assert read_aliases(write(tmp_path / "a.toml", 'Zelensky = "Selenskyj"\nSelenskyj = "Selenskyj"\n')) == expected
    assert read_aliases(write(tmp_path / "a.json", json.dumps(expected))) == expected
