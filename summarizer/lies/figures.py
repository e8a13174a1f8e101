"""Lies about figures: another number, bound, unit, thing counted or claimant."""

from collections.abc import Iterator
from typing import cast

from summarizer.gold.model import GoldActor, GoldFigure
from summarizer.lies.cases import Case, TrueItem, around, stated
from summarizer.lies.choice import Change
from summarizer.lies.citing import cite_neighbours
from summarizer.lies.lexicon import INVENTED_NAMES, PART_OF
from summarizer.lies.numbers import change_numbers
from summarizer.lies.texts import absent
from summarizer.lies.wording import apart, overlap
from summarizer.numerals import find_amounts
from summarizer.schemas import DraftFigure


def lie_about_figure(item: TrueItem, case: Case) -> Iterator[Change]:
    """Yield lies about one figure."""
    draft, gold = cast("DraftFigure", item.draft), cast("GoldFigure", item.gold)
    yield from _amounts(draft, gold, case)
    if item.variant == "noun":
        yield from _things(draft, gold, case)
        yield from _claimants(draft, gold, case)
        yield from cite_neighbours(draft, case)
    yield from _places(draft, case)


def _amounts(draft: DraftFigure, gold: GoldFigure, case: Case) -> Iterator[Change]:
    """Yield the figure with its amount changed, where no cited sentence states the new one."""
    language, known = case.source.language, case.values(draft.sentences)
    for kind, amount in change_numbers(draft.amount, language):
        if kind.startswith("bound"):
            true = _accepted(gold, draft, case)
            read = next(iter(find_amounts(amount, language)), None)
            if read is None or read.bound in true:
                continue
        elif not kind.endswith("swapped") and not stated(amount, case) - known:
            continue
        counts = draft.counts
        if kind.endswith("swapped") and counts in draft.amount:
            counts = amount[draft.amount.index(counts) :]
        yield Change(kind, draft.model_copy(update={"amount": amount, "counts": counts}))


def _accepted(gold: GoldFigure, draft: DraftFigure, case: Case) -> frozenset[str]:
    """Return the bounds with which the number stands in the cited sentences."""
    same = [
        figure
        for figure in case.gold.figures
        if figure.value == gold.value and set(case.sentences_of([figure.span])) & set(draft.sentences)
    ]
    amounts = find_amounts(case.cited(draft.sentences), case.source.language)
    ambiguous = [amount.bound for amount in amounts if amount.ambiguous_bound and gold.value in amount.stated]
    return frozenset(bound for figure in same for bound in figure.bounds) | frozenset(ambiguous)


def _things(draft: DraftFigure, gold: GoldFigure, case: Case) -> Iterator[Change]:
    """Yield the figure with what another one counts: in the same sentence, and in another one that is cited too."""
    for other in case.items:
        if other.section != "figures" or other.variant != "noun":
            continue
        theirs, figure = cast("DraftFigure", other.draft), cast("GoldFigure", other.gold)
        if not apart(theirs.counts, draft.counts) or not apart(figure.unit or theirs.counts, gold.unit or draft.counts):
            continue
        if not figure.unit or not overlap(figure.unit, theirs.counts, case.source.language):
            continue
        if theirs.sentences == draft.sentences:
            if not PART_OF.search(case.cited(draft.sentences)) and theirs.counts.lower() not in draft.amount.lower():
                yield Change("counted thing swapped", draft.model_copy(update={"counts": theirs.counts}))
        elif figure.value != gold.value and absent(theirs.counts, case.cited(draft.sentences)):
            both = tuple(sorted({*draft.sentences, *theirs.sentences}))
            yield Change("facts spliced", draft.model_copy(update={"counts": theirs.counts, "sentences": both}))


def _claimants(draft: DraftFigure, gold: GoldFigure, case: Case) -> Iterator[Change]:
    """Yield the figure as somebody else's claim; whoever is part of the true claim, or near one that nobody makes, is left out."""
    statements = around(case.gold, gold)
    claimed = [words for statement in statements for words in _words_of(statement.speaker_span, *statement.speaker_pieces)]
    refs = {statement.ref for statement in statements}
    for actor in case.gold.actors:
        if actor.id in refs or actor.kind == "place" or any(not absent(actor.name, words) for words in claimed):
            continue
        if draft.claimant and not apart(actor.name, draft.claimant):
            continue
        here = not absent(actor.name, case.cited(draft.sentences)) or _is_mentioned(actor, draft, case)
        if here and not statements:
            continue
        told = "swapped" if draft.claimant else "given"
        place = "same sentence" if here else "elsewhere"
        yield Change(f"claimant {told}, {place}", draft.model_copy(update={"claimant": actor.name}))
    for name in INVENTED_NAMES[case.source.language]["person"]:
        if absent(name, case.source.text):
            yield Change("name invented", draft.model_copy(update={"claimant": name}))


def _words_of(*spans: object) -> list[str]:
    return [str(getattr(span, "text", "")) for span in spans if span]


def _is_mentioned(actor: GoldActor, draft: DraftFigure, case: Case) -> bool:
    return bool(set(draft.sentences) & set(case.sentences_of(actor.mentions)))


def _places(draft: DraftFigure, case: Case) -> Iterator[Change]:
    """Yield the figure counted in another place."""
    places = [actor for actor in case.gold.actors if actor.kind in ("place", "state")]
    for here in places:
        if here.name in draft.counts:
            for other in places:
                if absent(other.name, case.cited(draft.sentences)):
                    counts = draft.counts.replace(here.name, other.name)
                    yield Change("place swapped, elsewhere", draft.model_copy(update={"counts": counts}))
