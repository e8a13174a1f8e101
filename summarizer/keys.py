"""What a briefing depends on, as one hash: article, engine, what shapes the requests, and our own code that checks the reply."""

import functools
import hashlib
import json
from pathlib import Path

from summarizer import __path__ as _places
from summarizer import __version__
from summarizer.schemas import Article
from summarizer.settings import OPENAI_MODEL, RunnableEngine, Settings

_CODE = (
    "schemas",
    "prompts",
    "summarizer/grounding",
    "summarizer/numerals",
    "summarizer/assembly",
    "summarizer/rules",
    "summarizer/local",
    "summarizer/asking.py",
    "summarizer/checking.py",
    "summarizer/embedded.py",
    "summarizer/joining.py",
    "summarizer/pipeline.py",
    "summarizer/prompting.py",
    "summarizer/sentences.py",
)
"""What turns an article into a briefing; pages, commands and merging are left out."""


def known_model(engine: RunnableEngine, settings: Settings) -> str | None:
    """Return the model that will be asked, None where only the endpoint can tell."""
    if engine != "endpoint":
        return str(settings.model_file) if settings.model_file else engine
    return settings.model or (OPENAI_MODEL if settings.is_openai else None)


def briefing_key(article: Article, engine: RunnableEngine, model: str, settings: Settings) -> str:
    """Return the key of an article's briefing: two runs with one key would make the same one."""
    known = article.model_dump(mode="json", exclude={"text", "path"})
    asked = [
        settings.host if engine == "endpoint" else None,
        model,
        settings.is_openai if settings.strict is None else settings.strict,
        settings.temperature,
        settings.max_output_tokens,
        settings.passage_tokens,
        _folder_hash(settings.prompts) if settings.prompts else None,
        _file_stamp(settings.model_file) if settings.model_file else None,
    ]
    written = json.dumps([known, engine, asked, __version__, code_hash()], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


@functools.cache
def code_hash() -> str:
    """Return the hash of the files that make a briefing of a reply, so that a change of code checks anew without paying."""
    digest = hashlib.sha256()
    for name in _CODE:
        package, _, below = name.partition("/")
        # In a wheel schemas and prompts lie inside the package, in a checkout beside it.
        roots = [Path(place) / (below or package) for place in _places]
        root = next(place for place in roots if place.exists())
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.relative_to(root)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _folder_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.jinja")):
        digest.update(f"{file.relative_to(folder)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _file_stamp(file: Path) -> tuple[int, int] | None:
    """Return size and time of a model file: gigabytes are not hashed for a key."""
    if not file.is_file():
        return None
    known = file.stat()
    return known.st_size, known.st_mtime_ns
