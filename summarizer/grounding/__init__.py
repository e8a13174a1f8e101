"""Grounding: a draft item against the sentences it cites. Out come a checked item, or a code and a reason.

One checker per section (`events` has the free text too), one verdict rule (`verdicts`). Pure: no model, no IO,
the same answer in whatever order items come.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from summarizer.grounding.actors import check_actor
from summarizer.grounding.addressing import DraftItem, check_addressing
from summarizer.grounding.cast import Others
from summarizer.grounding.coverage import measure_coverage
from summarizer.grounding.events import check_event, check_line
from summarizer.grounding.figures import check_figure
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.statements import check_statement
from summarizer.grounding.tidying import tidy
from summarizer.grounding.verdicts import By, Unsupported
from summarizer.schemas import (
    BriefingDraft,
    DraftActor,
    DraftEvent,
    DraftFigure,
    DraftLine,
    DraftStatement,
    Item,
    Rejected,
    RepairDraft,
    Section,
)

__all__ = ["By", "DraftItem", "Outcome", "Source", "ground", "ground_item", "measure_coverage", "name_cast", "split_draft"]

Span: TypeAlias = tuple[int, int]


class Outcome(NamedTuple):
    """What became of one draft item: `item` where it holds, else `rejected`; `covers` are the spans it accounts for."""

    section: Section
    draft: DraftItem
    item: Item | None
    rejected: Rejected | None
    covers: tuple[Span, ...] = ()


def ground(draft: BriefingDraft, source: Source, *, by: By = "model") -> list[Outcome]:
    """Check every item of a draft, in its order.

    >>> from summarizer.articles import read_article
    >>> from summarizer.sentences import split_sentences
    >>> article = read_article("Sieben Raketen fielen auf Kiew.", language="de")
    >>> draft = BriefingDraft(headline=DraftLine(text="Acht Raketen auf Kiew", sentences=(1,)), summary=(), key_events=(),
    ...                       figures=(), actors=(), statements=())
    >>> ground(draft, Source(article, split_sentences(article.text, "de")))[0].rejected.code
    'number'
    """
    items = [(section, item) for section, item in split_draft(draft) if item]
    cast = name_cast(item for _, item in items)
    return [ground_item(section, item, source, by=by, cast=cast) for section, item in items]


def name_cast(items: Iterable[DraftItem]) -> Others:
    """Return who else could be meant: the actors of a draft, and speakers named by first and last name."""
    known = list(items)
    actors = [item for item in known if isinstance(item, DraftActor)]
    speakers = [item.speaker or "" for item in known if isinstance(item, DraftStatement)]
    full = [name for name in speakers if 1 < len(name.split()) < 4 and all(word[:1].isupper() for word in name.split())]
    persons = tuple(actor.name for actor in actors if actor.kind == "person")
    return Others(persons, tuple(dict.fromkeys([*(actor.name for actor in actors), *full])))


def split_draft(draft: BriefingDraft | RepairDraft) -> Iterator[tuple[Section, DraftItem | None]]:
    """Yield every item of a draft with its section; None for one that a repair withdraws."""
    if draft.headline:
        yield "headline", draft.headline
    yield from (("summary", line) for line in draft.summary)
    yield from (("key_events", event) for event in draft.key_events)
    yield from (("figures", figure) for figure in draft.figures)
    yield from (("actors", actor) for actor in draft.actors)
    yield from (("statements", statement) for statement in draft.statements)


def ground_item(section: Section, draft: DraftItem, source: Source, *, by: By, cast: Others) -> Outcome:
    """Check one draft item; `cast` is who else its draft names (`name_cast`)."""
    try:
        item, covers = _check(tidy(draft), source.cite(draft.sentences), by, cast)
    except Unsupported as finding:
        rejected = Rejected(
            section=section, item=draft.model_dump(mode="json"), code=finding.code, reason=finding.explain(source.language)
        )
        return Outcome(section, draft, None, rejected)
    return Outcome(section, draft, item, None, covers)


def _check(draft: DraftItem, citation: Citation, by: By, others: Others) -> tuple[Item, tuple[Span, ...]]:
    """Check whom the cited sentences speak to, then the item itself."""
    flags = check_addressing(draft, citation)
    item, covers = _check_section(draft, citation, by, others)
    return (item.model_copy(update={"flags": (*item.flags, *flags)}) if flags else item), covers


def _check_section(draft: DraftItem, citation: Citation, by: By, others: Others) -> tuple[Item, tuple[Span, ...]]:
    """Send a draft item to the checker of its kind."""
    match draft:
        case DraftLine():
            return check_line(draft, citation, by, others), ()
        case DraftEvent():
            return check_event(draft, citation, by, others), ()
        case DraftFigure():
            figure, span = check_figure(draft, citation, by)
            return figure, (span,)
        case DraftActor():
            return check_actor(draft, citation, by, others), ()
        case DraftStatement():
            statement, span = check_statement(draft, citation, by, others)
            return statement, (span,)
