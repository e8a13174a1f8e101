"""The public Python API: names that load on first use."""

import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer import Settings, load_article, read_article, summarize
from summarizer.errors import ConfigError, InputError
from tests.conftest import ARTICLES, RECORDINGS, clean_environment


def python(code: str, home: Path) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, env=clean_environment(home), cwd=home, capture_output=True, check=True).stdout.decode().strip()


def test_every_public_name_is_there() -> None:
    """Each name in `__all__` loads, is documented, and is listed by dir()."""
    assert dir(summarizer) == sorted(summarizer.__all__)
    for name in set(summarizer.__all__) - {"__version__"}:
        assert getattr(summarizer, name).__doc__, name


def test_names_load_on_first_use(tmp_path: Path) -> None:
    """Importing the package loads no schema and no client; reading an article loads no client."""
    code = """
import sys, summarizer
print("pydantic" in sys.modules, "openai" in sys.modules)
summarizer.read_article("Text.", language="de")
print("pydantic" in sys.modules, "openai" in sys.modules, "py3langid" in sys.modules)
"""
    assert python(code, tmp_path).splitlines() == ["False False", "True False False"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A misspelt name fails like in any module."""
    with pytest.raises(AttributeError, match="module 'summarizer' has no attribute 'summarise'"):
        summarizer.summarise  # noqa: B018


def test_one_class_under_each_name() -> None:
    """The package's names are the classes of their modules, not second copies."""
    from summarizer.schemas import Briefing

    assert summarizer.Briefing is Briefing
    assert summarizer.read_article("Text.", language="de").__class__ is summarizer.Article


def test_the_example_of_the_docstring_runs() -> None:
    """A file becomes a checked briefing in two calls, here from recordings."""
    briefing = summarize(load_article(ARTICLES[0]), replay=RECORDINGS)
    text = load_article(ARTICLES[0]).text
    assert briefing.figures
    spans = [evidence for _, item in briefing.items() for evidence in item.evidence]
    assert [evidence.text for evidence in spans] == [text[evidence.start : evidence.end] for evidence in spans]


def test_settings_by_name_stand_above_settings() -> None:
    """A change given by name replaces the setting, and an unknown one is a TypeError."""
    article = read_article("Text.", language="de")
    with pytest.raises(ConfigError, match="no folder of recordings"):
        summarize(article, Settings(base_url="http://127.0.0.1:1/v1"), base_url=None, replay=Path("missing"))
    with pytest.raises(TypeError, match="modell"):
        summarize(article, modell="m")  # type: ignore[call-arg]


def test_text_that_is_none_is_an_input_error() -> None:
    """Empty text given as an article is refused before any engine is chosen."""
    with pytest.raises(InputError, match="empty"):
        summarize("  ", base_url="http://127.0.0.1:1/v1")


def test_keys_are_not_shown() -> None:
    """Printing settings shows no key."""
    assert "sk-secret" not in repr(Settings(api_key="sk-secret"))
