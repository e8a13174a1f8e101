"""The store: what goes in comes out, whoever else uses it, and damage costs the store, not the run."""

import datetime
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import ConfigError, OutputError
from summarizer.store import Pruned, Store

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def keep(store: Store, key: str, body: bytes = b"{}", *, article: str = "a" * 16, name: str = "one") -> None:
    """Keep a briefing."""
    store.keep_briefing(key, body, article=article, name=name, engine="endpoint", model="m")


def test_what_was_kept_comes_back_in_another_process(tmp_path: Path) -> None:
    """Replies, briefings and languages are there after the file was closed, byte for byte."""
    path = tmp_path / "deep" / "store.sqlite"
    body = "„Käse“ \x00 😀".encode() * 1000
    with Store(path) as store:
        store.keep_reply("r", body, article="a", step="brief", host="h", model="m")
        keep(store, "b", body)
        store.keep_language("a", "de")
    program = (
        "import sys, pathlib; from summarizer.store import Store\n"
        "with Store(pathlib.Path(sys.argv[1])) as s:\n"
        "    sys.stdout.buffer.write((s.reply('r') or b'') + (s.briefing('b') or b'') + (s.language('a') or '').encode())"
    )
    found = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=True).stdout
    assert found == body + body + b"de"


def test_what_was_not_kept_is_none(tmp_path: Path) -> None:
    """A miss is None, an empty body is not."""
    with Store(tmp_path / "s") as store:
        assert (store.reply("x"), store.briefing("x"), store.language("x")) == (None, None, None)
        keep(store, "empty", b"")
        assert store.briefing("empty") == b""


def test_the_file_is_for_its_user_alone(tmp_path: Path) -> None:
    """The store and its companions are readable by nobody else, also where the file was there before."""
    path = tmp_path / "s"
    path.touch(mode=0o644)
    with Store(path) as store:
        keep(store, "k")
        for file in tmp_path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_damaged_file_is_set_aside_and_named(tmp_path: Path) -> None:
    """What is no database stays under another name; a new store begins, and a note says both."""
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"this was a store once \0" * 500)
    notes: list[str] = []
    with Store(path, notes=notes.append, clock=lambda: NOON) as store:
        keep(store, "k", b"new")
        assert store.briefing("k") == b"new"
    aside = [file for file in tmp_path.iterdir() if "damaged" in file.name]
    assert [file.read_bytes() for file in aside] == [b"this was a store once \0" * 500]
    assert len(notes) == 1
    assert aside[0].name in notes[0]


def test_what_is_somebody_elses_is_refused_untouched(tmp_path: Path) -> None:
    """An article or another program's database, named as the store by mistake, stays as it is, in its place."""
    article, database = tmp_path / "article.txt", tmp_path / "places.sqlite"
    article.write_text("Die Brücke ist wieder offen.\n" * 50, encoding="utf-8")
    for version in (0, 1):
        with sqlite3.connect(database) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS places (name)")
            connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        for path, what in ((article, "a text"), (database, "another program")):
            with pytest.raises(ConfigError, match=what), Store(path):
                pass
        with sqlite3.connect(database) as connection:
            assert [name for (name,) in connection.execute("SELECT name FROM sqlite_master")] == ["places"]
        connection.close()
    assert article.read_text("utf-8").startswith("Die Brücke")
    assert not list(tmp_path.glob("*damaged*"))


def test_damage_that_shows_later_costs_the_entry_only(tmp_path: Path) -> None:
    """Pages overwritten in the middle make a miss and a new store, never an error."""
    path = tmp_path / "store.sqlite"
    with Store(path) as store:
        for number in range(200):
            keep(store, f"k{number}", os.urandom(2000))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    notes: list[str] = []
    with Store(path, notes=notes.append) as store:
        assert [store.briefing(f"k{number}") for number in range(200)].count(None) == 200
        keep(store, "new", b"x")
        assert store.briefing("new") == b"x"
    assert len(notes) == 1


def test_a_store_of_a_newer_program_is_refused_untouched(tmp_path: Path) -> None:
    """A version that this program does not know is an error with a hint, and the file stays as it is."""
    path = tmp_path / "s"
    with Store(path) as store:
        keep(store, "k", b"kept")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(ConfigError, match="newer version"), Store(path):
        pass
    assert len(list(tmp_path.glob("*damaged*"))) == 0


def test_an_older_store_is_brought_to_this_version(tmp_path: Path) -> None:
    """A file of version 0, made and left empty by a process that was killed, gets its tables."""
    path = tmp_path / "s"
    sqlite3.connect(path).close()
    with Store(path) as store:
        keep(store, "k", b"kept")
        assert store.briefing("k") == b"kept"


def test_a_place_that_can_not_be_opened_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    """A folder in the file's place is named, with the option that does without."""
    with pytest.raises(OutputError) as caught, Store(tmp_path):
        pass
    assert "--no-store" in str(caught.value.hint)


def test_a_full_disk_costs_the_store_not_the_run(tmp_path: Path) -> None:
    """Where nothing more can be written, the rest goes on as if there were no store, and one note says so."""
    notes: list[str] = []
    with Store(tmp_path / "s", notes=notes.append) as store:
        keep(store, "first", b"x")
        connection = store._connection
        assert connection
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(20):
            keep(store, f"k{number}", os.urandom(50_000))
        assert store.briefing("first") == b"x"
    assert len(notes) == 1
    assert "full" in notes[0]


def test_a_disk_that_turns_read_only_costs_the_store_not_the_run(tmp_path: Path) -> None:
    """What is there is still found; what comes is not kept, said once."""
    notes: list[str] = []
    with Store(tmp_path / "s", notes=notes.append) as store:
        keep(store, "first", b"x")
        assert store._connection
        store._connection.execute("PRAGMA query_only = ON")
        for number in range(3):
            keep(store, f"k{number}")
        assert (store.briefing("first"), store.briefing("k0")) == (b"x", None)
        assert store.prune() == Pruned(0, 0)
    assert len(notes) == 1
    assert "readonly" in notes[0]


def test_a_clock_that_jumps_back_loses_nothing(tmp_path: Path) -> None:
    """What is kept before and after is found; by age, each goes at the time that it was kept at."""
    times = [NOON, NOON - datetime.timedelta(days=3650)]
    with Store(tmp_path / "s", clock=lambda: times.pop(0)) as store:
        keep(store, "before")
        keep(store, "after")
        assert {row.key for row in store.rows()} == {"before", "after"}
        assert store.prune(before=NOON) == Pruned(1, 0)
        assert store.briefing("before")


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    """Four writers of 50 entries each lose none."""
    path = tmp_path / "s"
    program = (
        "import sys, pathlib; from summarizer.store import Store\n"
        "with Store(pathlib.Path(sys.argv[1]), notes=lambda t: sys.exit(t)) as s:\n"
        "    for n in range(50): s.keep_reply(sys.argv[2] + str(n), b'x' * 999, article='a', step='brief', host='h', model='m')"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "abcd"]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    with Store(path) as store:
        assert all(store.reply(f"{name}{number}") == b"x" * 999 for name in "abcd" for number in range(50))


def test_prune_removes_by_age_or_all(tmp_path: Path) -> None:
    """What is older than the time goes, the rest stays; without a time everything goes."""
    times = [NOON - datetime.timedelta(days=9), NOON]
    with Store(tmp_path / "s", clock=lambda: times[0]) as store:
        for key in ("old", "new"):
            keep(store, key)
            store.keep_reply(key, b"r", article="a", step="brief", host="h", model="m")
            times.reverse()
        assert store.prune(before=NOON - datetime.timedelta(days=5)) == Pruned(1, 1)
        assert [row.key for row in store.rows()] == ["new"]
        assert store.prune() == Pruned(1, 1)
        assert list(store.rows()) == []


def test_replies_are_forgotten_by_article_and_step(tmp_path: Path) -> None:
    """Forgetting takes one article's replies, of one step where one is named."""
    with Store(tmp_path / "s") as store:
        for article, step in (("a", "brief"), ("a", "repair"), ("b", "brief")):
            store.keep_reply(article + step, b"r", article=article, step=step, host="h", model="m")
        store.forget_replies("a", step="repair")
        assert [store.reply(key) for key in ("abrief", "arepair", "bbrief")] == [b"r", None, b"r"]
        store.forget_replies("a")
        assert [store.reply(key) for key in ("abrief", "bbrief")] == [None, b"r"]
