"""A batch over a real endpoint on loopback: each article once, one line each, and again only what is missing."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batches import FILTERED, GOOD, PRICES, lines, numbers
from tests.conftest import Result
from tests.faults import FaultServer, Reply, Request


def test_each_article_becomes_one_line_and_the_second_run_asks_nothing(
    batch: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    """Ten articles, ten requests, ten lines; then none; then only what is new or has changed."""
    with FaultServer(GOOD) as server:
        assert batch(server).returncode == 0
        assert sorted(numbers(tmp_path)) == list(range(10))
        assert all(set(line) == {"path", "briefing", "error"} for line in lines(tmp_path))
        before = (tmp_path / "out.jsonl").read_bytes()
        again = batch(server)
        assert (again.returncode, len(server.requests)) == (0, 10)
        assert (tmp_path / "out.jsonl").read_bytes() == before
        assert b"10 done before" in again.stderr
        (folder / "3.txt").write_text("Ein anderer Text steht jetzt hier.", encoding="utf-8")
        (folder / "new.txt").write_text("Noch ein Artikel über eine Brücke.", encoding="utf-8")
        assert batch(server).returncode == 0
        assert len(server.requests) == 12


def test_a_lost_output_costs_nothing(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What the file no longer has comes from the store, word for word."""
    with FaultServer(GOOD) as server:
        batch(server, "--ordered")
        first = (tmp_path / "out.jsonl").read_bytes()
        (tmp_path / "out.jsonl").unlink()
        batch(server, "--ordered")
        assert len(server.requests) == 10
    assert (tmp_path / "out.jsonl").read_bytes() == first


def test_refresh_makes_all_anew(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --refresh every article is asked for again, and stands in the file once."""
    with FaultServer(GOOD) as server:
        batch(server)
        batch(server, "--refresh")
        assert len(server.requests) == 20
    assert sorted(numbers(tmp_path)) == list(range(10))


def test_what_another_engine_made_is_kept_and_said(batch: Callable[..., Result], tmp_path: Path) -> None:
    """Briefings of another engine or model stay in the file with a note; with --refresh all are of one."""
    with FaultServer(GOOD) as server:
        batch(server, "--max-requests", "4")
        assert b"--refresh" not in batch(server, "--max-requests", "2").stderr
        other = batch(server, "--model", "n")
        assert b"in the output stay 6 done before by engine endpoint, model m; --refresh makes all anew" in other.stderr
        assert b"by engine endpoint, model" in batch(server, "--engine", "rules").stderr
        assert [line["briefing"]["run"]["model"] for line in lines(tmp_path)].count("n") == 4
        assert b"in the output" not in batch(server, "--engine", "rules", "--refresh").stderr
    assert {line["briefing"]["run"]["engine"] for line in lines(tmp_path)} == {"rules"}


def test_failures_are_lines_and_are_tried_again(batch: Callable[..., Result], tmp_path: Path, folder: Path) -> None:
    """A reply that is none and a file that can't be read cost one line each, exit 3; the next run mends them."""
    (folder / "empty.txt").write_text("")
    with FaultServer(GOOD, FILTERED, GOOD) as server:
        first = batch(server, "--concurrency", "1")
        assert first.returncode == 3
        errors = [line for line in lines(tmp_path) if line["error"]]
        assert (len(errors), all(line["briefing"] is None for line in errors)) == (2, True)
        assert b"2 failed" in first.stderr
        (folder / "empty.txt").write_text("Jetzt steht hier etwas.")
        assert batch(server).returncode == 0
    assert [line["error"] for line in lines(tmp_path)] == [None] * 11


def test_fail_fast_begins_nothing_after_the_first_failure(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --fail-fast the first failure ends the run."""
    with FaultServer(GOOD, FILTERED, GOOD) as server:
        assert batch(server, "--concurrency", "1", "--fail-fast").returncode == 3
        assert len(server.requests) == 2
    assert len(lines(tmp_path)) == 2


def test_ordered_lines_come_in_the_order_of_the_articles(batch: Callable[..., Result], tmp_path: Path) -> None:
    """With --ordered a slow first article holds the others back, and none is lost."""
    slow = Reply(GOOD.json, delay_s=0.5)
    with FaultServer(slow, GOOD) as server:
        assert batch(server, "--ordered", "--concurrency", "4").returncode == 0
    assert numbers(tmp_path) == list(range(10))


class LastFirst(FaultServer):
    """Holds the first reply back until eight requests have come."""

    def _next(self, request: Request) -> Reply:
        reply = super()._next(request)
        until = time.monotonic() + 60
        while reply is FILTERED and len(self.requests) < 8 and time.monotonic() < until:
            time.sleep(0.01)
        return reply


def test_an_ordered_run_that_ends_begins_nothing_more(batch: Callable[..., Result], tmp_path: Path) -> None:
    """Articles that waited for the slow first one are not begun once a failure ended the run."""
    with LastFirst(FILTERED, GOOD) as server:
        assert batch(server, "--ordered", "--concurrency", "2", "--fail-fast").returncode == 3
        assert len(server.requests) == 8
    # Of the two that are begun at once either may ask first, and fail.
    assert numbers(tmp_path) in (list(range(1, 8)), [0, *range(2, 8)])


def test_dry_run_sends_nothing_and_writes_nothing(batch: Callable[..., Result], tmp_path: Path) -> None:
    """It says how much would be sent, before and after a run."""
    (tmp_path / "prices.toml").write_text(PRICES)
    with FaultServer(GOOD) as server:
        told = batch(server, "--dry-run", "--prices", "prices.toml")
        assert (told.returncode, len(server.requests)) == (0, 0)
        assert not (tmp_path / "out.jsonl").exists()
        assert b"requests           10" in told.stdout
        assert b"USD" in told.stdout
        batch(server, "--max-requests", "4")
        told = batch(server, "--dry-run")
    assert b"done before        4" in told.stdout
    assert b"articles to brief  6" in told.stdout


def test_a_folder_without_articles_is_an_error(summarize: Callable[..., Result], tmp_path: Path) -> None:
    """Nothing to do is said, and no file is made."""
    (tmp_path / "none").mkdir()
    refused = summarize("batch", "none", "-o", "out.jsonl", "--engine", "rules")
    assert refused.returncode == 1
    assert b"no article" in refused.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_half_line_and_a_double_are_taken_out(batch: Callable[..., Result], tmp_path: Path) -> None:
    """What a crash left of the last line goes, its article is made again; other lines stay as they are."""
    with FaultServer(GOOD) as server:
        batch(server)
        whole = (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)
        (tmp_path / "out.jsonl").write_bytes(b"".join([*whole[:9], whole[0], whole[9][:50]]))
        assert batch(server).returncode == 0
    assert sorted(numbers(tmp_path)) == list(range(10))
    assert (tmp_path / "out.jsonl").read_bytes().splitlines(keepends=True)[:9] == whole[:9]


def test_a_file_of_something_else_is_not_touched(batch: Callable[..., Result], tmp_path: Path) -> None:
    """An output that no batch wrote is refused."""
    (tmp_path / "out.jsonl").write_text("My notes.\n")
    with FaultServer(GOOD) as server:
        refused = batch(server)
        assert (refused.returncode, len(server.requests)) == (1, 0)
    assert b"line 1: not written by a batch" in refused.stderr
    assert (tmp_path / "out.jsonl").read_text() == "My notes.\n"


@pytest.mark.parametrize("name", ["out.html", "out.MD", "out.csv", "out.pdf"])
def test_a_name_that_promises_another_form_is_refused(batch: Callable[..., Result], tmp_path: Path, name: str) -> None:
    """A page or table is not what a batch writes: exit 2, nothing sent, no file."""
    with FaultServer(GOOD) as server:
        refused = batch(server, "-o", name)
        assert (refused.returncode, len(server.requests)) == (2, 0)
    assert b"JSON Lines" in refused.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["out", "out.json", "out.ndjson"])
def test_other_names_are_written_as_lines(batch: Callable[..., Result], tmp_path: Path, name: str) -> None:
    """JSON Lines go by several names, or none."""
    with FaultServer(GOOD) as server:
        assert batch(server, "-o", name).returncode == 0
    assert len(lines(tmp_path, name)) == 10


def test_pages_of_ours_in_the_folder_are_passed_over(
    batch: Callable[..., Result], summarize: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    """What summarize wrote there is no article: a note, no line, no failure; named itself it is one, like any other wrong file."""
    for name in ("page.md", "page.html"):
        assert summarize(folder / "0.txt", "--engine", "rules", "-o", folder / name).returncode == 0
    (folder / "saved.txt").write_text('{"path": "a"}\n', encoding="utf-8")
    with FaultServer(GOOD) as server:
        told = batch(server, "--dry-run")
        assert b"articles to brief  10" in told.stdout
        assert b"of our own         3" in told.stdout
        done = batch(server)
        assert (done.returncode, len(server.requests)) == (0, 10)
        assert done.stderr.count(b": passed over\n") == 3
        assert b"3 passed over" in done.stderr
        assert len(lines(tmp_path)) == 10
        named = summarize("batch", folder / "page.md", folder / "saved.json", "-o", "named.jsonl", "--engine", "rules")
    assert named.returncode == 1
    assert b"2 failed" in named.stderr
    assert [line["briefing"] for line in lines(tmp_path, "named.jsonl")] == [None, None]


def test_a_store_in_the_folder_is_no_article(batch: Callable[..., Result], folder: Path) -> None:
    """Who keeps articles, output and store in one folder gets a line for each article, also in the second run."""
    with FaultServer(GOOD) as server:
        for _ in range(2):
            assert batch(server, "-o", str(folder / "out"), "--store", str(folder / "store")).returncode == 0
        assert len(server.requests) == 10
    assert len(lines(folder, "out")) == 10


def test_a_file_given_twice_is_one_article(summarize: Callable[..., Result], tmp_path: Path, folder: Path) -> None:
    """Named beside its folder, and under another spelling of its path, it gets one line."""
    done = summarize("batch", "articles", "articles/3.txt", folder / "3.txt", "-o", "out.jsonl", "--engine", "rules")
    assert done.returncode == 0
    assert done.stderr.count(b"given twice, taken once") == 2
    assert sorted(numbers(tmp_path)) == list(range(10))


def test_copies_of_an_article_are_paid_for_once(batch: Callable[..., Result], tmp_path: Path, folder: Path) -> None:
    """One text in several files makes a line for each and one request, also where all are under way at once."""
    for file in folder.iterdir():
        file.write_text("Die Brücke ist wieder offen.", encoding="utf-8")
    with FaultServer(Reply(GOOD.json, delay_s=0.3)) as server:
        assert batch(server, "--concurrency", "10").returncode == 0
        assert len(server.requests) == 1
    assert sorted(numbers(tmp_path)) == list(range(10))
    assert sum(line["briefing"]["run"]["requests"] for line in lines(tmp_path)) == 1


def test_a_name_that_is_no_utf8_makes_a_line_that_can_be_read(
    summarize: Callable[..., Result], tmp_path: Path, folder: Path
) -> None:
    """Names with stray bytes and line ends are done once, and their briefings are read again like all others."""
    for name in (b"sur\xff.txt", b"line\nend.txt"):
        Path(os.fsdecode(bytes(folder / "0.txt").replace(b"0.txt", name))).write_text(
            "Die Brücke ist wieder offen.", encoding="utf-8"
        )
    call = ("batch", "articles", "-o", "out.jsonl", "--engine", "rules", "--no-store")
    assert b"12 briefed" in summarize(*call).stderr
    assert b"12 done before" in summarize(*call).stderr
    assert {line["path"] for line in lines(tmp_path)} > {"articles/sur\\xff.txt", "articles/line\nend.txt"}
    shown = summarize("show", "out.jsonl", "-f", "jsonl")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count(b"\n") == 12
