"""`summarize doctor`: it says what is there, what would run and why, and what to do about what does not work."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.cli.findings import EXTRAS
from tests.conftest import RECORDINGS, ROOT, Result
from tests.faults import FaultServer, chat, fault

Run = Callable[..., Result]
KEY = "sk-0123456789abcdefghij"


def findings(result: Result) -> dict[str, dict[str, str]]:
    """Return what was found, by part."""
    return {one["part"]: one for one in json.loads(result.stdout)["findings"]}


def test_extras_are_those_that_can_be_installed() -> None:
    """Every extra for users is looked for, with all its packages."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = {
        extra: sorted(re.match(r"[A-Za-z0-9._-]+", one)[0] for one in packages)  # type: ignore[index]
        for extra, packages in project["optional-dependencies"].items()
        if extra not in ("dev", "train")
    }
    assert {extra: sorted(packages) for extra, (_, packages) in EXTRAS.items()} == known


def test_settings_say_where_they_come_from_and_the_key_is_not_shown(summarize: Run, tmp_path: Path) -> None:
    """Option, environment, config file and default are told apart; of the key only that there is one."""
    (tmp_path / "own.toml").write_text("retries = 2\n", encoding="utf-8")
    given = {"SUMMARIZE_BASE_URL": "http://user:word@127.0.0.1:1/v1", "SUMMARIZE_API_KEY": KEY, "SUMMARIZE_LANGUAGE": "de"}
    result = summarize("doctor", "--model", "m", "--config", "own.toml", "-f", "json", environment=given)
    found = findings(result)
    says = {part.removeprefix("setting "): one["says"] for part, one in found.items() if part.startswith("setting ")}
    assert says == {
        "engine": "auto (default)",
        "model": "m (option)",
        "base-url": "http://127.0.0.1:1/v1 (SUMMARIZE_BASE_URL)",
        "language": "de (SUMMARIZE_LANGUAGE)",
        "retries": "2 (own.toml)",
    }
    assert found["key"]["says"] == "yes, in SUMMARIZE_API_KEY"
    # The address can't carry a user: that is what is broken here.
    assert (result.returncode, found["engine"]["state"]) == (3, "broken")
    for secret in (KEY, "word@", "user:"):
        assert secret not in result.stdout.decode() + result.stderr.decode()


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (["--engine", "rules"], 0, "rules: named by the setting engine"),
        (["--replay", RECORDINGS], 0, "replay: recordings were named"),
        (["--base-url", "http://127.0.0.1:1/v1"], 0, "endpoint: a base URL is set; text goes to 127.0.0.1:1"),
        (["--replay", "."], 3, "recordings.json"),
        (["--engine", "endpoint"], 3, "engine endpoint needs a key or a base URL"),
        (["--engine", "local", "--model-file", "none.gguf"], 3, "there is no file none.gguf"),
    ],
)
def test_the_engine_is_named_with_its_reason(summarize: Run, given: list[str], code: int, says: str) -> None:
    """Which engine would run and why, or why none can."""
    result = summarize("doctor", "-f", "json", *given)
    assert (result.returncode, says in findings(result)["engine"]["says"]) == (code, True)
    text = summarize("doctor", *given).stdout.decode()
    assert text.splitlines()[-1] == ("broken: engine" if code else "usable")


def test_the_store_is_looked_at_and_left_alone(summarize: Run, tmp_path: Path, article: Path) -> None:
    """A store is counted, none is not made, a damaged one is named and not touched."""
    assert "not there yet" in findings(summarize("doctor", "-f", "json", "--store", "new.sqlite"))["store"]["says"]
    assert not (tmp_path / "new.sqlite").exists()
    summarize(article, "--engine", "rules", "--store", "kept.sqlite")
    assert ": 1 briefings, 0 replies, " in findings(summarize("doctor", "-f", "json", "--store", "kept.sqlite"))["store"]["says"]
    (tmp_path / "bad.sqlite").write_bytes(b"\0" * 5000)
    result = summarize("doctor", "--store", "bad.sqlite")
    assert result.returncode == 3
    assert "! store" in result.stdout.decode()
    assert [path.name for path in tmp_path.glob("bad*")] == ["bad.sqlite"]


def test_a_call_is_made_on_demand_only(summarize: Run) -> None:
    """Without --call nothing is sent; with it the endpoint's own reply or error is told, with the tokens it took."""
    with FaultServer(chat({"result": 7}, usage=(120, 8))) as server:
        assert b"--call tries the engine" in summarize("doctor", "--base-url", server.url).stdout
        assert server.requests == []
        result = summarize("doctor", "--base-url", server.url, "--call", "-f", "json")
        assert re.fullmatch(r"test-model replied in [\d.]+ s, 1 request, 120 \+ 8 tokens", findings(result)["call"]["says"])
        assert result.returncode == 0
    with FaultServer(fault(401, message=f"wrong key {KEY}")) as server:
        given = {"OPENAI_API_KEY": KEY}
        result = summarize("doctor", "--base-url", server.url, "--model", "m", "--call", environment=given)
        assert result.returncode == 3
        assert "refused the key (401)" in result.stdout.decode()
        assert KEY not in result.stdout.decode()
