"""What a caller's type checker sees of the public API; read by mypy and pyright (`make types`), never run."""

from decimal import Decimal
from pathlib import Path
from typing import assert_type

from summarizer import (
    Article,
    Briefing,
    BriefingDraft,
    Settings,
    SummarizerError,
    load_article,
    read_article,
    summarize,
    summarize_async,
)
from summarizer.schemas import Evidence, Figure


async def types() -> None:
    """State the type of each public name."""
    article = load_article(Path("article.txt"), language="de")
    assert_type(article, Article)
    assert_type(read_article("Text.", language="en"), Article)
    assert_type(summarize(article), Briefing)
    briefing = summarize("Text.", Settings(engine="endpoint"), model="m", timeout_s=3.0, replay=Path("recordings"))
    assert_type(await summarize_async(article, concurrency=2), Briefing)
    assert_type(briefing.figures, tuple[Figure, ...])
    assert_type(briefing.figures[0].amount.low, Decimal | None)
    assert_type(briefing.figures[0].evidence, tuple[Evidence, ...])
    assert_type(briefing.model_dump_json(), str)
    assert_type(SummarizerError("no").hint, str | None)
    assert_type(BriefingDraft.model_validate_json("{}"), BriefingDraft)


def refused(article: Article) -> None:
    """Each line would be refused: a checker that accepts it reports the unneeded comment."""
    summarize(article, modell="m")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
    summarize(article, timeout_s="3")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    load_article("article.txt", language="fr")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
