"""The files of recordings: folded text comes back letter for letter, damage is named, odd bodies survive."""

import datetime
import json
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigError, OutputError
from summarizer.recording_files import (
    Case,
    Interaction,
    Recording,
    StoredRequest,
    StoredResponse,
    fold,
    read_index,
    read_recording,
    stored_response,
    unfold,
    write_file,
)

ARTICLE = "0123456789abcdef"
RECORDING = Recording(
    version=1,
    article=ARTICLE,
    engine="endpoint",
    origin="recorded",
    model="m",
    date=datetime.date(2026, 11, 22),
    interactions=(
        Interaction(
            key="0",
            case=Case(ARTICLE, "brief"),
            request=StoredRequest(method="POST", path="/chat/completions", body={"messages": ["Käse\n – „echt“"]}),
            response=stored_response(200, {}, b'{"a": 1}'),
        ),
    ),
)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"<html>\n\xc3\xa4",
        b"\xff\xfe\x00",
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a": 1e999}',
        rb'{"a": "\ud800"}',
        b'{"a":',
        b"[" * 100_000,
    ],
)
def test_odd_body_is_kept_byte_for_byte(raw: bytes) -> None:
    """What JSON would lose is kept as text, what text would lose as base64."""
    stored = stored_response(200, {}, raw)
    written = json.dumps(fold(stored.model_dump(mode="json", by_alias=True, exclude_unset=True)), ensure_ascii=False)
    written.encode()
    again = StoredResponse.model_validate(unfold(json.loads(written)))
    assert again.content() == raw


# Surrogates are no text that UTF-8 can hold, and fold is given only what came out of UTF-8.
ANY_TEXT = st.text('aä😀\n\r\t\u2028 {}[]",:1\\e\x00', max_size=400)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | ANY_TEXT,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$text", "$json", "$style", "$verbatim", "$ref", "a"]) | ANY_TEXT, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(ANY_JSON)
def test_folding_is_undone_exactly(value: Any) -> None:
    """Whatever JSON is folded comes back the same, after a way through a file too."""
    assert unfold(fold(value)) == value
    assert unfold(json.loads(json.dumps(fold(value), indent=1, ensure_ascii=False))) == value


@given(ANY_JSON, st.sampled_from([{"separators": (",", ":")}, {}, {"indent": 2}, {"indent": 1}]), st.booleans())
def test_json_in_text_comes_back_letter_for_letter(value: Any, form: Any, ascii_only: Literal[True, False]) -> None:
    """A reply's own JSON keeps its exact spelling, whichever way it was written."""
    text = json.dumps(value, ensure_ascii=ascii_only, **form)
    assert unfold(json.loads(json.dumps(fold(text), ensure_ascii=False))) == text


def damage(path: Path, change: Any) -> None:
    """Change a file's JSON by a function."""
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


DAMAGES = {
    "version": lambda data: data.update(version=2),
    "no version": lambda data: data.pop("version"),
    "unknown field": lambda data: data.update(more=1),
    "text": lambda data: data.update(model={"$text": "no list"}),
    "piece": lambda data: data.update(model={"$text": [1]}),
    "style": lambda data: data.update(model={"$json": 1, "$style": "odd"}),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damaged_article_file_is_a_config_error(tmp_path: Path, kind: str) -> None:
    """A file of another version or with foreign content is named, on one line, with a way out."""
    path = tmp_path / "file.json"
    write_file(path, RECORDING)
    assert read_recording(path) == RECORDING
    damage(path, DAMAGES[kind])
    with pytest.raises(ConfigError) as caught:
        read_recording(path)
    assert path.name in str(caught.value)
    assert ("is of version" in str(caught.value)) == ("version" in kind)
    assert "\n" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"version": 1}', b"[" * 100_000])
def test_damaged_index_is_a_config_error(tmp_path: Path, raw: bytes) -> None:
    """A damaged or empty `recordings.json` is named, on one line."""
    (tmp_path / "recordings.json").write_bytes(raw)
    with pytest.raises(ConfigError, match=r"recordings\.json") as caught:
        read_index(tmp_path)
    assert "\n" not in str(caught.value)


def test_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """A file is written in UTF-8, unescaped, the same bytes each time, and leaves nothing beside it; also where it fails."""
    path = tmp_path / "file.json"
    write_file(path, RECORDING)
    first = path.read_bytes()
    write_file(path, RECORDING)
    assert path.read_bytes() == first
    assert "„echt“" in first.decode()
    (tmp_path / "folder.json").mkdir()
    with pytest.raises(OutputError, match="can't write"):
        write_file(tmp_path / "folder.json", RECORDING)
    assert sorted(left.name for left in tmp_path.iterdir()) == ["file.json", "folder.json"]
