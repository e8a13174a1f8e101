"""`make recordings`: gives hand-written exchanges the requests and keys of today's prompts.

Replies that were recorded from a model can't be mended so: record them again with `summarize FILE --record DIR`.
"""

import asyncio
from pathlib import Path

from summarizer.articles import load_article
from summarizer.desk import Desk
from summarizer.pipeline import brief
from summarizer.recording import Rekeyer, unplayed
from summarizer.schemas import Article
from summarizer.settings import Settings

FIXTURES = Path(__file__).parent.parent / "fixtures"
FOLDERS = (FIXTURES / "recordings", FIXTURES / "wrong-replies")


def sample_articles() -> list[Article]:
    """Return the sample articles, in the order of their names."""
    return [load_article(path) for path in sorted((FIXTURES / "articles").glob("*.txt"))]


async def rekey(directory: Path) -> list[str]:
    """Ask every recorded question again with today's prompts, answered by the stored replies; return those not asked for."""
    rekeyer = Rekeyer(directory)
    desk = Desk(Settings(replay=directory), transport=rekeyer)
    async with desk:
        for article in sample_articles():
            await brief(article, desk)
    return unplayed(rekeyer)


def main() -> None:
    """Re-key every folder of hand-written recordings; fail where a reply is no longer asked for."""
    left = [f"{directory.name}: {name}" for directory in FOLDERS for name in asyncio.run(rekey(directory))]
    if left:
        raise SystemExit("not asked for any more: " + ", ".join(left))


if __name__ == "__main__":
    main()
