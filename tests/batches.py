"""Batches over ten short articles: what the endpoint answers, the output as it is read, the program as it is started."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.conftest import clean_environment
from tests.faults import FaultServer, chat

EMPTY: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
GOOD = chat(EMPTY, usage=(1000, 100))
FILTERED = chat("", finish_reason="content_filter")
PRICES = '["m"]\ninput = 1\noutput = 10.0\ncurrency = "USD"\n'


def lines(tmp_path: Path, name: str = "out.jsonl") -> list[dict[str, Any]]:
    """Read the output; every line is whole."""
    text = (tmp_path / name).read_text("utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def numbers(tmp_path: Path) -> list[int]:
    """Return the numbers of the articles that have a briefing, in the order of the file."""
    return [int(Path(line["path"]).stem) for line in lines(tmp_path) if line["briefing"]]


def start(tmp_path: Path, folder: Path, server: FaultServer, *more: str) -> subprocess.Popen[bytes]:
    """Start a batch as a process of its own."""
    command = [sys.executable, "-m", "summarizer", "batch", str(folder), "-o", "out.jsonl", "--base-url", server.url]
    command += ["--model", "m", "--language", "de", *more]
    environment = clean_environment(tmp_path)
    return subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
