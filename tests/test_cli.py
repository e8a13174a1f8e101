"""The command line as a person meets it: words, options, streams, files, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest

from summarizer.cli.article import article as article_command
from summarizer.cli.messages import report
from summarizer.cli.options import make_settings
from summarizer.errors import ReplayMiss
from tests.conftest import ARTICLES, RECORDINGS, ROOT, Result, clean_environment
from tests.faults import FaultServer, Reply, chat

Run = Callable[..., Result]
HEAVY = (
    "openai",
    "instructor",
    "pydantic",
    "jinja2",
    "httpx2",
    "tenacity",
    "platformdirs",
    "summarizer.schemas",
    "summarizer.pipeline",
)


def test_help_shows_options_settings_and_commands(summarize: Run) -> None:
    """`summarize --help` holds what `summarize FILE` takes and the commands, on standard output."""
    result = summarize("--help")
    text = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    for word in ("ARTICLE...", "--format", "--output", "--replay", "SUMMARIZE_MODEL", "Commands:", "prompt", "schema", "sentences"):
        assert word in text
    assert summarize("-q", "--help").stdout == result.stdout


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    """Client, schemas and templates load inside the commands, so that help is there at once."""
    loaded = f"print(*set({HEAVY}) & set(sys.modules), file=sys.stderr, end='')"
    code = f"import sys; from summarizer.cli import main; main(['--help']); {loaded}"
    result = subprocess.run([sys.executable, "-c", code], env=clean_environment(tmp_path), capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_no_arguments_show_help_as_misuse(summarize: Run) -> None:
    """`summarize` alone shows the help on standard error and exits 2."""
    result = summarize()
    assert result.returncode == 2
    assert result.stdout == b""
    assert b"Usage: summarize" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["shema"], "No such command 'shema'. Did you mean 'schema'?"),
        (["--formatt", "json", "a.txt"], "--format"),
        (["-f", "xml", "a.txt"], "'xml' is not one of 'md', 'html', 'json', 'jsonl', 'csv'"),
        (["-q", "schema", "draft"], "the command comes first: summarize schema"),
        (["-", "-"], "standard input can be read only once"),
        (["schema", "day"], "'day' is not one of"),
        (["article.txt", "--date", "12.02.2025"], "does not match the format"),
        (["article.txt", "--language", "fr"], "'fr' is not one of 'de', 'en'"),
        (["article.txt", "--timeout", "nan"], "not a number of seconds above zero"),
        (["article.txt", "--base-url", "localhost:8080"], "not an http or https address"),
        (["article.txt", "--replay", "nowhere"], "nowhere"),
        (["article.txt", "-o", "article.txt", "--replay", "."], "is one of the articles"),
        (["article.txt", "--record", "a", "--replay", "."], "exclude each other"),
        (["sentences"], "Missing argument 'ARTICLE'"),
    ],
)
def test_misuse_is_one_line_and_a_hint(summarize: Run, article: Path, arguments: list[str], words: str) -> None:
    """What is written wrongly gets exit code 2, one error line that says what, and nothing on standard output."""
    result = summarize(*arguments)
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, result.stdout) == (2, b"")
    assert lines[0].startswith("error: ")
    assert words in lines[0]
    assert [line for line in lines[1:] if not line.startswith("hint: ")] == []
    assert article.read_text(encoding="utf-8").startswith("Die Brücke")


@pytest.mark.parametrize("name", ["article.txt", "Meldung", "./schema", "-weird.txt"])
def test_files_of_any_name_are_articles(summarize: Run, tmp_path: Path, article: Path, name: str) -> None:
    """A name without a dot, one like a command (with ./) and one that begins with a dash (after --) are taken for files."""
    article.rename(tmp_path / name)
    result = summarize("--engine", "endpoint", *(["--", name] if name.startswith("-") else [name]))
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"error: engine endpoint needs a key" in result.stderr


def test_schemas_are_json_schema(summarize: Run) -> None:
    """`summarize schema` prints each schema, refusing fields it does not know."""
    for name, required in {"briefing": "coverage", "daily": "disagreements", "draft": "key_events", "article": "text"}.items():
        described = json.loads(summarize("schema", name).stdout)
        assert required in described["required"]
        assert described["additionalProperties"] is False
        assert described["$schema"].startswith("https://json-schema.org/")


def test_sentences_slice_to_the_article(summarize: Run) -> None:
    """`summarize sentences` prints JSON Lines whose offsets slice to their text."""
    for path in ARTICLES:
        text = path.read_text(encoding="utf-8")
        lines = [json.loads(line) for line in summarize("sentences", path, "--language", "de").stdout.splitlines()]
        assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
        assert all(text[line["start"] : line["end"]] == line["text"] for line in lines)


def test_prompt_needs_no_engine(summarize: Run, article: Path) -> None:
    """`summarize prompt` shows the messages with the article's sentences, and -f json one line for the call."""
    text = summarize("prompt", article, "--language", "de").stdout.decode()
    assert "call 1 of 1: system" in text
    assert "[2] Der Umbau kostete 12 Millionen Euro." in text
    messages = json.loads(summarize("prompt", article, "--language", "de", "-f", "json").stdout)
    assert [message["role"] for message in messages] == ["system", "user"]
    assert messages[1]["content"] in text


def test_standard_input_is_an_article(summarize: Run, article: Path) -> None:
    """`-` reads standard input."""
    result = summarize("sentences", "-", stdin=article.read_bytes())
    assert json.loads(result.stdout.splitlines()[1])["text"] == "Der Umbau kostete 12 Millionen Euro."


def test_output_is_utf8_in_any_locale(tmp_path: Path, article: Path) -> None:
    """Where the locale says ASCII, standard output is UTF-8 all the same."""
    plain = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "summarizer", "sentences", str(article), "--language", "de"]
    result = subprocess.run(command, env=clean_environment(tmp_path, plain), capture_output=True, check=True)
    assert "Die Brücke" in result.stdout.decode("utf-8")


def test_a_missing_file_with_terminal_codes_is_shown_harmless(summarize: Run) -> None:
    """A file name can't move the cursor or colour the terminal of who reads the error."""
    result = summarize("\x1b[31m\x07red.txt")
    assert result.returncode == 1
    assert b"\x1b" not in result.stderr
    assert rb"\x1b[31m" in result.stderr


def test_a_long_difference_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    """A replay miss that differs everywhere does not fill the screen."""
    report(ReplayMiss("never recorded", difference="\n".join(f"+{number}" for number in range(100))))
    lines = capsys.readouterr().err.splitlines()
    assert lines[:2] == ["error: never recorded", "  +0"]
    assert lines[-2:] == ["  +39", "  (60 more lines differ)"]


def test_replay_writes_the_same_bytes_twice(summarize: Run) -> None:
    """A replayed briefing is the same page again, and its JSON is the typed briefing."""
    first, second = (summarize(ARTICLES[0], "--replay", RECORDINGS, "-f", "json") for _ in range(2))
    assert (first.returncode, first.stdout) == (0, second.stdout)
    briefing = json.loads(first.stdout)
    assert (briefing["schema"], briefing["run"]["engine"], briefing["run"]["seconds"]) == ("briefing/1", "replay", None)
    assert first.stdout.startswith(b"{\n  ")
    assert b"nothing is sent" in first.stderr


def test_several_articles_are_lines_or_pages(summarize: Run, tmp_path: Path) -> None:
    """Several articles give JSON Lines in the order of the call, or one page after the other."""
    lines = summarize(*ARTICLES, "--replay", RECORDINGS, "-f", "json").stdout.splitlines()
    assert [Path(json.loads(line)["article"]["path"]) for line in lines] == list(ARTICLES)
    pages = summarize(*ARTICLES, "--replay", RECORDINGS, "-q", "-o", "pages.md")
    assert (pages.returncode, pages.stdout, pages.stderr) == (0, b"", b"")
    page = (tmp_path / "pages.md").read_text(encoding="utf-8")
    singles = [summarize(path, "--replay", RECORDINGS).stdout.decode() for path in ARTICLES]
    assert page == "\n".join(singles)


def test_output_files_are_replaced_as_a_whole(summarize: Run, tmp_path: Path) -> None:
    """A file keeps its mode, and no part file stays."""
    old = tmp_path / "old.md"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    assert summarize(ARTICLES[0], "--replay", RECORDINGS, "-o", "old.md").returncode == 0
    assert old.read_text(encoding="utf-8").startswith("#")
    assert old.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["old.md"]


def test_pipes_and_devices_are_written_to(summarize: Run, tmp_path: Path) -> None:
    """A named pipe or /dev/stdout given as output gets the page; a file in its place would be a surprise."""
    page = summarize(ARTICLES[0], "--replay", RECORDINGS).stdout
    assert summarize(ARTICLES[0], "--replay", RECORDINGS, "-o", "/dev/stdout").stdout == page
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor() as pool:
        read = pool.submit((tmp_path / "pipe").read_bytes)
        assert summarize(ARTICLES[0], "--replay", RECORDINGS, "-o", "pipe").returncode == 0
        assert read.result(timeout=30) == page
    assert (tmp_path / "pipe").is_fifo()


def test_the_page_can_be_in_another_language(summarize: Run) -> None:
    """--page-language changes the page's headings, not the article's words."""
    german, english = (
        summarize(ARTICLES[0], "--replay", RECORDINGS, "--page-language", language).stdout.decode() for language in ("de", "en")
    )
    assert german != english
    assert german.splitlines()[0] == english.splitlines()[0]


def test_who_gets_the_text_is_said_before(summarize: Run, article: Path) -> None:
    """Engine, host and model are named on standard error, a password in the address is not."""
    with FaultServer(chat("no JSON")) as server:
        address = server.url.replace("http://", "http://user:secret@")
        result = summarize(article, "--base-url", address, "--model", "m", "--language", "de")
        assert f"goes to {address.split('@')[1].removesuffix('/v1')}, model: m" in result.stderr.decode()
        assert b"secret" not in result.stderr
        assert b"engine" not in summarize(article, "-q", "--base-url", server.url, "--language", "de").stderr


def test_settings_come_from_option_environment_config_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each place stands above the next one: option, environment, config file, default."""
    config = tmp_path / "settings.toml"
    config.write_text('model = "of-config"\nretries = 1\nbase-url = "http://127.0.0.1:1/v1"\nstrict = true\n', encoding="utf-8")
    for name in ("MODEL", "RETRIES", "BASE_URL", "STRICT", "TIMEOUT"):
        monkeypatch.delenv(f"SUMMARIZE_{name}", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)

    def settings(*arguments: str) -> tuple[object, ...]:
        group = click.Context(click.Group("summarize"))
        found = make_settings(article_command.make_context("", ["a.txt", *arguments], parent=group).params)
        return found.model, found.retries, found.base_url, found.strict, found.timeout_s

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "empty"))
    assert settings() == (None, 4, None, None, 120.0)
    given = ("--config", str(config))
    assert settings(*given) == ("of-config", 1, "http://127.0.0.1:1/v1", True, 120.0)
    monkeypatch.setenv("SUMMARIZE_MODEL", "of-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:2/v1")
    assert settings(*given) == ("of-environment", 1, "http://127.0.0.1:2/v1", True, 120.0)
    assert settings("--model", "of-option", "--no-strict", *given) == ("of-option", 1, "http://127.0.0.1:2/v1", False, 120.0)


def test_the_user_config_is_read_and_the_current_folder_is_not(summarize: Run, tmp_path: Path, article: Path) -> None:
    """Settings come from the user's config folder; a config.toml beside the article could redirect the key."""
    (tmp_path / "config.toml").write_text('base_url = "http://127.0.0.1:1/v1"', encoding="utf-8")
    assert b"needs a key or a base URL" in summarize("--engine", "endpoint", article).stderr
    (tmp_path / "config" / "summarize").mkdir(parents=True)
    (tmp_path / "config.toml").rename(tmp_path / "config" / "summarize" / "config.toml")
    assert b"goes to 127.0.0.1:1" in summarize(article, "--retries", "0").stderr


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    """`summarize … | head -1` says nothing and does not fail."""
    command = [sys.executable, "-m", "summarizer", "schema", "briefing"]
    process = subprocess.Popen(command, env=clean_environment(tmp_path), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_leave_no_part_file(tmp_path: Path, article: Path, number: signal.Signals, code: int) -> None:
    """Interrupted while it waits for the model, the command ends at once, with the signal's code and nothing half-written."""
    with FaultServer(Reply({}, delay_s=30)) as server:
        command = [sys.executable, "-m", "summarizer", str(article), "-o", "out.md", "--base-url", server.url, "--model", "m"]
        process = subprocess.Popen(command, cwd=tmp_path, env=clean_environment(tmp_path), stderr=subprocess.PIPE)
        deadline = time.monotonic() + 30
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.02)
        began = time.monotonic()
        process.send_signal(number)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == code
    assert time.monotonic() - began < 10
    assert b"Traceback" not in errors
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


def test_an_internal_error_is_one_line(tmp_path: Path, article: Path) -> None:
    """What nobody foresaw (here a broken installation) is one line with a hint; --traceback shows the rest."""
    (tmp_path / "sentencex.py").write_text("raise RuntimeError('broken\\ninstallation')", encoding="utf-8")
    environment = clean_environment(tmp_path) | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, "-m", "summarizer", "sentences", str(article)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.splitlines()[0] == "error: internal: RuntimeError: broken installation"
    assert len(result.stderr.splitlines()) == 2
    shown = subprocess.run([*command, "--traceback"], env=environment, capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr
