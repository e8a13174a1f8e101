"""Serve as a process: what it refuses to start with, what survives a kill, how it ends."""

import contextlib
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

from summarizer.cli.serve import require
from summarizer.errors import ConfigError
from tests.conftest import ROOT, Result, clean_environment
from tests.faults import FaultServer
from tests.served import TEXT, empty_reply
from tests.test_serve_guard import TOKEN

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what is asked for is refused
STARTED = re.compile(rb"serving on (http://127\.0\.0\.1:\d+)/")


@contextlib.contextmanager
def process(model: FaultServer, home: Path) -> Iterator[tuple[subprocess.Popen[bytes], httpx2.Client]]:
    """Run `summarize serve` on a free port, and end it where the block has not."""
    command = [sys.executable, "-W", "error", "-m", "summarizer", "serve", "--port", "0", "--model", "m", "--base-url", model.url]
    environment = clean_environment(home, {"SUMMARIZE_API_KEY": "none"})
    with subprocess.Popen([*command, "--retries", "0"], cwd=ROOT, env=environment, stderr=subprocess.PIPE) as running:
        try:
            assert running.stderr
            lines = iter(running.stderr.readline, b"")
            found = next(match for line in lines if (match := STARTED.match(line)))
            with httpx2.Client(base_url=found[1].decode(), timeout=30, trust_env=False) as client:
                yield running, client
        finally:
            running.kill()


def hand_in(client: httpx2.Client, text: str) -> httpx2.Response:
    """Hand in a German text."""
    return client.post("/briefings", json={"text": text, "language": "de"})


def test_a_kill_loses_no_briefing_and_a_second_interruption_ends_at_once(tmp_path: Path) -> None:
    """After kill -9 the briefing is there, with its text, and costs nothing again; who presses Ctrl-C twice waits for no model."""
    with FaultServer(empty_reply(), empty_reply(delay_s=20.0)) as model:
        with process(model, tmp_path) as (running, client):
            key = hand_in(client, TEXT).json()["id"]
            while client.get(f"/briefings/{key}").json()["state"] != "done":
                time.sleep(0.05)
            running.kill()
        with process(model, tmp_path) as (running, client):
            again = hand_in(client, TEXT)
            assert (again.status_code, again.json()["state"], len(model.requests)) == (200, "done", 1)
            assert TEXT[:20] in client.get(f"/pages/briefings/{key}").text
            model.arrived.clear()
            hand_in(client, f"{TEXT} Kurz vor Schluss.")
            assert model.arrived.wait(30)
            running.send_signal(signal.SIGINT)
            assert running.stderr
            assert running.stderr.readline() == b"ending: 1 under way, given 10 s; again ends at once\n"
            running.send_signal(signal.SIGINT)
            assert running.wait(8) == 130
            assert b"Traceback" not in running.stderr.read()


def test_what_cannot_be_served_is_one_line_and_exit_code_2(summarize: Callable[..., Result]) -> None:
    """A port in use, a host that is not ours or none, an open address without a token or with a weak one, offline and addresses."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        calls: tuple[tuple[tuple[str, ...], dict[str, str], bytes], ...] = (
            (("--port", port), {}, b"error: 127.0.0.1:%s is in use\n" % port.encode()),
            (("--host", "192.0.2.1"), {"SUMMARIZE_TOKEN": TOKEN}, b"error: can't listen on 192.0.2.1:8765: "),
            (("--host", EVERYWHERE), {}, b"error: 0.0.0.0, which other machines reach, needs a token\n"),
            (("--allow-host", "desk.example"), {}, b"error: a name that others use needs a token\n"),
            (("--host", EVERYWHERE), {"SUMMARIZE_TOKEN": "short"}, b"error: SUMMARIZE_TOKEN needs 16 characters"),
            (("--offline", "--allow-addresses"), {}, b"error: --offline forbids fetching addresses\n"),
        )
        for arguments, environment, message in calls:
            result = summarize("serve", "--engine", "rules", *arguments, environment=environment)
            assert result.returncode == 2
            assert result.stderr.startswith(message)
            assert result.stderr.count(b"\n") <= 2
            assert TOKEN.encode() not in result.stderr


def test_a_missing_extra_is_named() -> None:
    """Without the extra `web` the line says what to install."""
    with pytest.raises(ConfigError, match="serve needs no_such_package") as caught:
        require(["starlette", "no_such_package"])
    assert caught.value.hint == "in the checkout: pip install '.[web]'"
