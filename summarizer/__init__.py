"""The summarizer that can be trusted: an article becomes a typed briefing, checked against its sentences.

    from summarizer import load_article, summarize
    briefing = summarize(load_article("article.txt"))

The public names load on first use, which keeps `summarize --help` fast.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from summarizer.articles import load_article, read_article
    from summarizer.day import summarize_day
    from summarizer.errors import SummarizerError
    from summarizer.pipeline import summarize, summarize_async
    from summarizer.schemas import Article, Briefing, BriefingDraft, DailyBriefing
    from summarizer.settings import Settings
    from summarizer.verification import verify

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Briefing",
    "BriefingDraft",
    "DailyBriefing",
    "Settings",
    "SummarizerError",
    "__version__",
    "load_article",
    "read_article",
    "summarize",
    "summarize_async",
    "summarize_day",
    "verify",
]

# A wheel carries prompts/ and schemas/ inside this package. A checkout keeps them
# beside it, so there the package also looks one folder up.
if not Path(__file__).with_name("schemas").is_dir():
    __path__.append(str(Path(__file__).parent.parent))

_HOMES = {
    "Article": "schemas",
    "Briefing": "schemas",
    "BriefingDraft": "schemas",
    "DailyBriefing": "schemas",
    "Settings": "settings",
    "SummarizerError": "errors",
    "load_article": "articles",
    "read_article": "articles",
    "summarize": "pipeline",
    "summarize_async": "pipeline",
    "summarize_day": "day",
    "verify": "verification",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
