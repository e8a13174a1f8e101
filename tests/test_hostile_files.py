"""Files and secrets: a key is nowhere but in the request, nothing is written through a link, recordings can be passed on."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.recording_files import read_recording, scrub
from tests.conftest import ARTICLES, RECORDINGS, Result, clean_environment
from tests.faults import FaultServer, Reply, chat, fault

Run = Callable[..., Result]
KEY = "sk-this-must-never-show-0815"
EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
ACTOR = {"name": "Brücke", "kind": "place", "role": None, "sentences": [1]}


def left_behind(*folders: Path) -> dict[str, bytes]:
    """Return every file below the folders."""
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "replies",
    [
        [chat({**EMPTY, "actors": [ACTOR]})],
        [fault(401, message=f"Incorrect API key provided: {KEY}", code="invalid_api_key")],
        [fault(500, message=f"upstream said: Bearer {KEY}")],
        [Reply(raw=f"<html>Authorization: Bearer {KEY}</html>".encode(), content_type="text/html")],
        [chat(f"no JSON, but {KEY}")],
    ],
    ids=["good", "401", "500", "page", "prose"],
)
def test_a_key_is_left_nowhere(replies: list[Reply], summarize: Run, article: Path, tmp_path: Path) -> None:
    """No file and no line that a run leaves has the key, also where the endpoint sends it back."""
    options = ["-o", "page.json", "-f", "json", "--traceback", "--verbose", "--retries", "1", "--model", "m", "--language", "de"]
    with FaultServer(*replies) as server:
        for more in ([], ["--record", "kept"], ["--refresh", "--store", "own.sqlite"]):
            result = summarize(article, "--base-url", server.url, *options, *more, environment={"OPENAI_API_KEY": KEY})
            assert KEY.encode() not in result.stdout + result.stderr
            assert b"127.0.0.1" in result.stderr
        assert any(KEY in value for request in server.requests for value in request.headers.values())
    for path, content in left_behind(tmp_path, Path(f"{tmp_path}-data")).items():
        assert KEY.encode() not in content, path


def test_a_key_is_in_no_process_list(article: Path, tmp_path: Path) -> None:
    """While a request is under way, no command line on the machine has the key: there is no option for it."""
    environment = clean_environment(tmp_path, {"OPENAI_API_KEY": KEY})
    with FaultServer(Reply(delay_s=30)) as server:
        command = [sys.executable, "-m", "summarizer", str(article), "--base-url", server.url, "--model", "m", "--language", "de"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert server.arrived.wait(60)
            lines = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.parent.name == str(process.pid)]
            process.terminate()
    assert lines
    assert KEY.encode() not in b"".join(lines)


def test_no_option_takes_a_key(summarize: Run) -> None:
    """A key on the command line would be in the process list and the shell's history."""
    options = re.findall(rb"--[a-z-]+", summarize("--help").stdout + summarize("batch", "--help").stdout)
    assert b"--base-url" in options
    assert not [option for option in options if b"key" in option or b"token=" in option]


@pytest.mark.parametrize("command", [[], ["daily", "--date", "2025-02-12"]])
@pytest.mark.parametrize("target", ["old.md", "missing.md"])
def test_nothing_is_written_through_a_link(command: list[str], target: str, summarize: Run, tmp_path: Path) -> None:
    """An output that is a symbolic link is refused before anything is asked, and what it points at stays as it was."""
    (tmp_path / "old.md").write_text("old", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / target)
    result = summarize(*command, *ARTICLES, "--replay", RECORDINGS, "-o", "link.md")
    assert result.returncode == 1
    assert result.stderr.decode().splitlines()[-2:] == [
        "error: link.md: is a symbolic link, which nothing is written through",
        "hint: name its target",
    ]
    assert (tmp_path / "old.md").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "missing.md").exists()


def test_a_batch_writes_through_no_link(summarize: Run, article: Path, tmp_path: Path) -> None:
    """Neither does a batch."""
    (tmp_path / "old.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "old.jsonl")
    result = summarize("batch", article, "--engine", "rules", "--language", "de", "-o", "link.jsonl")
    assert result.returncode != 0
    assert b"symbolic link" in result.stderr
    assert (tmp_path / "old.jsonl").read_bytes() == b""


def test_no_name_from_content_becomes_a_path(summarize: Run, tmp_path: Path) -> None:
    """Titles, publishers and addresses with paths in them make no file; recordings are named by the article's id."""
    text = "---\ntitle: ../../title\npublisher: ../publisher\nurl: https://a.example/../../x\n---\nDie Brücke ist offen.\n"
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    with FaultServer(chat({**EMPTY, "actors": [ACTOR]})) as server:
        options = ["--base-url", server.url, "--model", "m", "--record", "kept", "-o", "out.md", "--language", "de"]
        assert summarize("article.txt", *options).returncode == 0
    made = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in made if not name.endswith(".endpoint.json")] == ["article.txt", "out.md", "recordings.json"]
    assert all(len(name.partition(".")[0]) == 16 for name in made if name.endswith(".endpoint.json"))


def test_a_store_is_its_users_alone(summarize: Run, article: Path, tmp_path: Path) -> None:
    """The store and what lies beside it can be read by nobody else, also where it was open to all before."""
    own = tmp_path / "own.sqlite"
    own.touch(0o666)
    own.chmod(0o666)
    assert summarize(article, "--engine", "rules", "--language", "de", "--store", own).returncode == 0
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("own.sqlite*")} == {0}


def test_scrubbed_recordings_replay_and_hold_no_article(summarize: Run, tmp_path: Path) -> None:
    """After a scrub no sentence that was sent is left, and a replay gives the same pages."""
    for path in RECORDINGS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = summarize(*ARTICLES, "--replay", RECORDINGS, "-q").stdout
    result = summarize("recording", "scrub", ".")
    assert (result.returncode, result.stderr) == (0, b"2 recordings hold replies only\n")
    assert summarize(*ARTICLES, "--replay", ".", "-q").stdout == before
    for path in tmp_path.glob("*.endpoint.json"):
        known = read_recording(path)
        assert known.path is None
        assert all(exchange.request is None for exchange in known.interactions)
        assert scrub(known) == known
        assert "<article" not in path.read_text("utf-8")


@pytest.mark.parametrize("content", [None, "{}", "[" * 9_000])
def test_what_is_no_folder_of_recordings_is_left_alone(content: str | None, summarize: Run, tmp_path: Path) -> None:
    """An empty folder and damaged files are refused by name, and nothing is changed."""
    if content:
        (tmp_path / "recordings.json").write_text(content, encoding="utf-8")
    before = left_behind(tmp_path)
    result = summarize("recording", "scrub", ".")
    assert result.returncode == 2
    assert b"recordings.json" in result.stderr
    assert left_behind(tmp_path) == before
