"""Lies in titles of events and in lines of free text, and about time, place and status of an event."""

from collections.abc import Iterator
from typing import cast

from summarizer.gold.model import GoldEvent
from summarizer.lies.cases import Case, Named, TrueItem, mentions
from summarizer.lies.choice import Change
from summarizer.lies.citing import cite_neighbours
from summarizer.lies.numbers import Changed, exchange_numbers, replace_number
from summarizer.lies.texts import absent, change_markers, change_names, other_dates
from summarizer.lies.wording import apart
from summarizer.schemas import DraftEvent, DraftLine, Span


def lie_about_event(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lies about one event."""
    draft, gold = cast("DraftEvent", item.draft), cast("GoldEvent", item.gold)
    for kind, title in _texts(draft.title, draft.sentences, gold, case):
        yield Change(kind, draft.model_copy(update={"title": title}))
    for kind, title, numbers in _splices(draft.title, draft.sentences, gold, case):
        yield Change(kind, draft.model_copy(update={"title": title, "sentences": numbers}))
    yield from cite_neighbours(draft, case)
    if item.variant == "title":
        if draft.status in ("planned", "announced", "claimed", "denied") and not _tells_itself(gold, case):
            yield Change(f"{draft.status} made done", draft.model_copy(update={"status": "done"}))
        yield from _circumstances(draft, case)


def lie_in_line(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lies in one line of free text."""
    draft, gold = cast("DraftLine", item.draft), cast("GoldEvent", item.gold)
    for kind, text in _texts(draft.text, draft.sentences, gold, case):
        yield Change(kind, draft.model_copy(update={"text": text}))
    for kind, text, numbers in _splices(draft.text, draft.sentences, gold, case):
        yield Change(kind, draft.model_copy(update={"text": text, "sentences": numbers}))
    yield from cite_neighbours(draft, case)


def _texts(text: str, numbers: tuple[int, ...], gold: GoldEvent, case: Case) -> Iterator[Changed]:
    """Yield a title or a line that says something else."""
    cited = case.cited(numbers)
    yield from change_markers(text, case, cited)
    yield from (Changed("two numbers exchanged", other) for other in exchange_numbers(text, case.source.language))
    yield from change_names(text, _named(text, gold, case), case, cited)


def _named(text: str, gold: GoldEvent, case: Case) -> list[Named]:
    """Return the names in a title that is a slice of the article."""
    start = case.source.text.find(text, gold.evidence.start)
    if start == -1:
        start = case.source.text.find(text)
    return mentions(case, Span(start=start, end=start + len(text), text=text)) if start != -1 else []


def _splices(text: str, numbers: tuple[int, ...], gold: GoldEvent, case: Case) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield a text with a number or a name of another event, whose sentences are cited too."""
    for other in case.gold.events:
        theirs = case.sentences_of([other.evidence])
        if other.id == gold.id or set(theirs) & set(numbers):
            continue
        both = tuple(sorted({*numbers, *theirs}))
        for spliced in replace_number(text, other.evidence.text, case.source.language):
            yield "number spliced", spliced, both
        for one in _named(text, gold, case):
            for another in mentions(case, other.evidence):
                if another.actor.kind == one.actor.kind and apart(another.text, one.text) and absent(another.text, text):
                    yield "name spliced", text[: one.start] + another.text + text[one.end :], both


def _tells_itself(gold: GoldEvent, case: Case) -> bool:
    """Say whether a title names who says so: what somebody announced or claimed is announced or claimed, and that was done."""
    span = gold.evidence
    return any(span.start <= cue.start < span.end for statement in case.gold.statements for cue in statement.cue_pieces)


def _circumstances(draft: DraftEvent, case: Case) -> Iterator[Change]:
    """Yield the event on another day, and in another place."""
    cited = case.cited(draft.sentences)
    for date in other_dates(draft.when or "", case.source.language):
        if date not in cited:
            yield Change("date shifted", draft.model_copy(update={"when": date}))
    for actor in case.gold.actors:
        if actor.kind == "place" and absent(actor.name, cited):
            yield Change("place swapped, elsewhere", draft.model_copy(update={"where": actor.name}))
