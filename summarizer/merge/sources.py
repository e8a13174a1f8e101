"""What is merged: briefings with the names of their sources, in an order of their own."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from summarizer.schemas import Briefing


class SourceBriefing(NamedTuple):
    """One source's briefing, with the article's text where it is at hand."""

    source: str
    briefing: Briefing
    text: str | None = None
    dated_by: Literal["article", "option"] = "article"


def in_order(sources: Iterable[SourceBriefing]) -> tuple[SourceBriefing, ...]:
    """Return each source once, sorted by name; articles that share a name are told apart by their ids.

    >>> in_order([])
    ()
    """
    known: dict[tuple[str, str], SourceBriefing] = {}
    for one in sources:
        key = one.source, one.briefing.article.id
        kept = known.get(key)
        if kept is None or (kept != one and _rank(one) < _rank(kept)):
            known[key] = one
    names = Counter(name for name, _ in known)
    return tuple(
        one if names[name] == 1 else one._replace(source=f"{name} ({article[:6]})")
        for (name, article), one in sorted(known.items())
    )


def _rank(one: SourceBriefing) -> tuple[bool, str, str]:
    """Return what decides between two briefings of one article: the one with its text, then the one that sorts first."""
    return one.text is None, one.briefing.model_dump_json(), one.dated_by
