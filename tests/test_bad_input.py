"""Whatever is wrong, there is one clear line, the right exit code, no traceback, and nothing half-written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, RECORDINGS, Result
from tests.faults import FaultServer, Reply, chat, fault

Run = Callable[..., Result]

EMPTY_DRAFT: dict[str, object] = {"headline": None, "summary": [], "key_events": [], "figures": [], "actors": [], "statements": []}
GERMAN = "Die Brücke ist seit Montag wieder offen, und der Verkehr läuft über alle Spuren. "


def assert_one_error(result: Result, code: int, *words: str) -> None:
    """Hold a failed call to its promise: nothing on standard output, one error line with `words`, hints at most beside it."""
    lines = result.stderr.decode().splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    others = [line for line in lines if not line.startswith(("error: ", "hint: ", "engine ", "note: "))]
    assert (result.returncode, result.stdout) == (code, b""), result.stderr.decode()
    assert len(errors) == 1, lines
    assert others == []
    for word in words:
        assert word in errors[0]
    assert "internal" not in errors[0]


@pytest.mark.parametrize("command", [[], ["sentences"], ["prompt"]])
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b"\xef\xbb\xbf \n\t\r\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture"),
        ("binary.txt", bytes(range(256)) * 200, "binary"),
        ("surrogates.txt", GERMAN.encode() + b"\xed\xa0\x80 weiter", "surrogate"),
        (
            "french.txt",
            "Le gouvernement a présenté hier son projet de budget devant l'Assemblée nationale. ".encode() * 20,
            "language",
        ),
        ("front.txt", b"---\nlanguage: xx\n---\n" + GERMAN.encode(), "xx"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unusable_articles(
    summarize: Run, tmp_path: Path, command: list[str], name: str, content: bytes | None, words: str
) -> None:
    """A file that is missing, empty, binary or in no language we check is refused before any engine is asked."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = summarize(*command, name, *(["-o", "out.md"] if not command else []))
    assert_one_error(result, 1, name, words)
    assert not (tmp_path / "out.md").exists()


def test_a_folder_is_no_article(summarize: Run, tmp_path: Path) -> None:
    """A folder is refused by name."""
    (tmp_path / "folder").mkdir()
    assert_one_error(summarize("./folder"), 1, "folder", "is a folder")


def test_fifty_megabytes_are_no_article(summarize: Run, tmp_path: Path) -> None:
    """A huge file is refused without being read to its end, on standard input too."""
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert_one_error(summarize("huge.txt"), 1, "huge.txt", "too large")
    assert_one_error(summarize("-", stdin=b"a" * 6_000_000), 1, "standard input", "too large")


def test_another_encoding_is_read_and_said(summarize: Run, tmp_path: Path) -> None:
    """A file in another encoding is read in it, and a note says so."""
    (tmp_path / "old.txt").write_bytes((GERMAN * 5).encode("cp1252"))
    result = summarize("sentences", "old.txt")
    assert result.returncode == 0
    assert json.loads(result.stdout.splitlines()[0])["text"] == GERMAN.strip()
    assert b"note: old.txt: not UTF-8" in result.stderr
    assert summarize("sentences", "old.txt", "-q").stderr == b""


def test_a_name_that_is_no_utf8(summarize: Run, tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is briefed or refused like any other, not a crash."""
    name = b"alt-\xff.txt"
    (tmp_path / name.decode("utf-8", "surrogateescape")).write_bytes(ARTICLES[0].read_bytes())
    result = summarize(name, "--replay", RECORDINGS, "-f", "json")
    assert b"internal" not in result.stderr
    assert result.returncode == 0
    json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--engine", "rules", "--record", "new"], "--record"),
        (["--engine", "rules", "--model-file", "some.gguf"], "--model-file"),
        (["--engine", "endpoint", "--replay", "."], "--replay"),
        (["--engine", "endpoint"], "needs a key or a base URL"),
        (["--engine", "endpoint", "--base-url", "http://127.0.0.1:1/v1", "--offline"], "--offline"),
        (["--engine", "replay"], "--replay DIR"),
        (["--replay", "."], "recordings.json"),
    ],
)
def test_no_usable_engine(summarize: Run, tmp_path: Path, article: Path, arguments: list[str], words: str) -> None:
    """Without an engine nothing is produced, and the line says what to give."""
    assert_one_error(summarize(article, *arguments, "-o", "out.md"), 2, words)
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        ([fault(401, message="Incorrect API key provided: sk-secret", code="invalid_api_key")], "key"),
        ([fault(404, message="The model 'm' does not exist", code="model_not_found")], "model"),
        ([fault(500)], "500"),
        ([chat("I am afraid I can't do that.")], ""),
        ([chat({"headline": "of the wrong shape"})], ""),
        ([chat('{"headline": null, "summary": [', finish_reason="length")], ""),
        ([chat(None, refusal="I can't help with that.")], "declined"),
        ([chat("")], ""),
        ([chat(EMPTY_DRAFT, choices=[])], ""),
        ([Reply(raw=b"<html>Bad gateway</html>", content_type="text/html")], ""),
        ([Reply({}, cut="before")], ""),
    ],
    ids=[
        "wrong key",
        "unknown model",
        "failing",
        "not JSON",
        "wrong schema",
        "truncated",
        "refused",
        "empty",
        "no choices",
        "HTML",
        "cut",
    ],
)
def test_unusable_replies(summarize: Run, tmp_path: Path, article: Path, replies: list[Reply], words: str) -> None:
    """An endpoint that refuses, fails or answers nonsense costs one line, exit 1, and leaves the old file as it was."""
    (tmp_path / "out.md").write_text("old", encoding="utf-8")
    with FaultServer(*replies) as server:
        result = summarize(
            article,
            "--base-url",
            server.url,
            "--model",
            "m",
            "--retries",
            "1",
            "-o",
            "out.md",
            environment={"OPENAI_API_KEY": "sk-secret"},
        )
    assert_one_error(result, 1, words)
    assert b"sk-secret" not in result.stderr
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "out.md"]


def test_an_endpoint_that_is_down(summarize: Run, article: Path) -> None:
    """Nobody listens: one line that names the host."""
    assert_one_error(summarize(article, "--base-url", "http://127.0.0.1:1/v1", "--model", "m", "--retries", "0"), 1, "127.0.0.1:1")


def test_an_endpoint_that_never_answers(summarize: Run, article: Path) -> None:
    """--timeout ends the wait."""
    with FaultServer(Reply({}, delay_s=20)) as server:
        result = summarize(article, "--base-url", server.url, "--model", "m", "--retries", "0", "--timeout", "0.2")
    assert_one_error(result, 1)


def test_a_replay_miss_shows_what_differs(summarize: Run, article: Path) -> None:
    """What was never recorded is refused by one line, and a bounded diff to the nearest recording follows."""
    result = summarize(article, "--replay", RECORDINGS)
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, result.stdout) == (1, b"")
    assert [line for line in lines if line.startswith("error: ")] == [lines[1]]
    assert any(line.startswith(("  +", "  -")) for line in lines)
    assert len(lines) < 50
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("place", ["missing/out.md", "article.txt/out.md", ".", "a" * 300])
def test_unwritable_output_costs_no_call(summarize: Run, article: Path, place: str) -> None:
    """Where the result can't be written, nothing is sent first."""
    with FaultServer(chat(EMPTY_DRAFT)) as server:
        result = summarize(article, "--base-url", server.url, "--model", "m", "-o", place)
        assert server.requests == []
    assert_one_error(result, 1, "can't be written")


@pytest.mark.parametrize(
    ("template", "words"),
    [("{% if %}", "line 1"), ("{{ nobody.knows }}", "nobody"), ("{{ 1/0 }}", "ZeroDivisionError"), (b"\xff", "system.jinja")],
    ids=["syntax", "undefined", "raises", "encoding"],
)
def test_broken_templates(summarize: Run, tmp_path: Path, article: Path, template: str | bytes, words: str) -> None:
    """A template of the user's that does not work is a wrong setting: exit 2, template and fault named, once for all articles."""
    folder = tmp_path / "prompts"
    folder.mkdir()
    (folder / "system.jinja").write_bytes(template if isinstance(template, bytes) else template.encode())
    assert_one_error(summarize("prompt", article, "--prompts", folder), 2, "system.jinja", words)
    with FaultServer(chat(EMPTY_DRAFT)) as server:
        result = summarize(article, article, "--prompts", folder, "--base-url", server.url, "--model", "m")
        assert server.requests == []
    assert_one_error(result, 2, "system.jinja", words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"model = ", "not TOML"),
        (b"\xff", "not UTF-8"),
        (b"modell = 'x'", "modell: no such setting"),
        (b"retries = 'many'", "retries: 'many' is not a whole number"),
        (b"retries = true", "retries: True is not a whole number"),
        (b"retries = 99", "retries: 99 is not in the range"),
        (b"model = 5", "model: 5 is not a text"),
        (b"strict = 'yes'", "strict: 'yes' is not true or false"),
        (b"engine = 'magic'", "engine: 'magic' is not one of"),
        (b"timeout = nan", "timeout: nan is not a number of seconds above zero"),
        (b"base_url = 'ftp://x'", "base_url: 'ftp://x' is not an http"),
        (b"prompts = 'nowhere'", "prompts: "),
        (b'prompts = "a\\u0000b"', "prompts: "),
        (b"api_key = 'sk-secret'", "api_key: keys don't belong in a file"),
        (b"output = 'x.md'", "output: no such setting"),
        (b"[model]\nname = 'x'", "model: {'name': 'x'} is not a text"),
    ],
)
def test_bad_config_names_file_and_key(summarize: Run, tmp_path: Path, article: Path, content: bytes, words: str) -> None:
    """A config file that can't be right is refused with its name and the key, in the user's folder as with --config."""
    path = tmp_path / "config" / "summarize" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    result = summarize(article)
    assert_one_error(result, 2, str(path), words)
    assert b"sk-secret" not in result.stderr
    assert_one_error(summarize("sentences", article, "--config", path), 2, str(path), words)


def test_one_bad_article_among_good_ones(summarize: Run, tmp_path: Path) -> None:
    """The good articles are briefed, the bad one is named, and the exit code says that a part failed."""
    (tmp_path / "bad.txt").write_bytes(b"")
    result = summarize(ARTICLES[0], "bad.txt", ARTICLES[1], "--replay", RECORDINGS, "-f", "json", "-o", "out.jsonl")
    assert (result.returncode, result.stdout) == (3, b"")
    assert [line for line in result.stderr.splitlines() if line.startswith(b"error: ")] == [
        b"error: bad.txt: empty, there is nothing to brief"
    ]
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [Path(line["article"]["path"]) for line in lines] == list(ARTICLES)


def test_one_failed_call_among_good_ones(summarize: Run, article: Path) -> None:
    """A call that fails takes only its own article with it."""
    second = article.with_name("second.txt")
    second.write_text(GERMAN, encoding="utf-8")
    with FaultServer(chat(EMPTY_DRAFT), fault(400, message="no"), chat(EMPTY_DRAFT)) as server:
        places = (article, second, article)
        result = summarize(
            *places, "--base-url", server.url, "--model", "m", "--concurrency", "1", "-f", "json", "--language", "de"
        )
    assert result.returncode == 3
    assert len(result.stdout.splitlines()) == 2
    errors = [line for line in result.stderr.decode().splitlines() if line.startswith("error: ")]
    assert len(errors) == 1
    assert errors[0].startswith(f"error: {second}: ")
