"""What a test reads of files of requests, and of the briefings that came of their replies."""

import json
from pathlib import Path
from typing import Any

HOST = "http://gpu.invalid/v1"


def asked(tmp_path: Path, name: str = "requests.jsonl") -> list[dict[str, Any]]:
    """Return the requests in a file."""
    return [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]


def briefed(tmp_path: Path) -> list[str]:
    """Return the names of the articles that have a briefing."""
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    return sorted(Path(line["path"]).name for line in lines if line["briefing"])
