"""Figures: found by value and sentence; then the bound, then what is counted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from summarizer.gold.model import Gold, GoldFigure
from summarizer.schemas import Briefing, Figure, Language, plain_decimal
from summarizer.scoring.counts import Count
from summarizer.scoring.pairing import Pairing, pair
from summarizer.scoring.remarks import Remark, SectionScore, short
from summarizer.scoring.words import overlaps, share_stem, stems, token_f1

# A third is written 0.33, 0.333 or 0.3333.
_FRACTION_TOLERANCE = Decimal("0.005")
_SECTION = "figures"


def score_figures(gold: Gold, briefing: Briefing) -> SectionScore:
    """Return how the figures of a briefing stand to gold."""
    language = gold.article.language
    places = {figure.id: [figure, *(other for other in gold.figures if other.same_as == figure.id)] for figure in gold.figures}
    fits = {}
    for item, given in enumerate(briefing.figures):
        for number, figure in enumerate(gold.figures):
            fit = _fit(places[figure.id], given, language)
            if fit is not None:
                fits[item, number] = fit
    pairing = pair(fits, len(briefing.figures), [figure.optional for figure in gold.figures])
    bounds = {
        item: _bound_right(places[gold.figures[number].id], briefing.figures[item], language)
        for item, number in pairing.matched.items()
    }
    counted = {
        item: _counted_right(gold.figures[number], briefing.figures[item], language) for item, number in pairing.matched.items()
    }
    value = Count(len(pairing.matched), len(pairing.spurious), len(pairing.missed), len(pairing.neutral))
    return SectionScore(
        counts={"figures.value": value, "figures.bound": _stricter(value, bounds), "figures.counted": _stricter(value, counted)},
        remarks=(
            *_wrong(gold, briefing, pairing, bounds, counted),
            *(_spurious(item, gold, briefing, fits) for item in pairing.spurious),
            *(_missed(number, gold, briefing, fits) for number in pairing.missed),
        ),
        pairs={item: gold.figures[number].id for item, number in (*pairing.matched.items(), *pairing.neutral.items())},
    )


def _stricter(value: Count, right: Mapping[int, bool]) -> Count:
    """Return the count in which a pair that is not right is spurious and missed."""
    wrong = sum(not good for good in right.values())
    return Count(value.right - wrong, value.spurious + wrong, value.missed + wrong, value.neutral)


def _fit(places: Sequence[GoldFigure], given: Figure, language: Language) -> int | None:
    """Return how well an item fits a gold figure, None where it does not."""
    if not any(_same(place, given, language) for place in places):
        return None
    near = any(given.amount.text in place.span.text or place.span.text in given.amount.text for place in places)
    return 4 * _bound_right(places, given, language) + 2 * _counted_right(places[0], given, language) + near


def _same(figure: GoldFigure, given: Figure, language: Language) -> bool:
    """Say whether the item has the value of the gold figure and cites its sentence."""
    if not overlaps(given.evidence, figure.span):
        return False
    if figure.value is None or given.amount.bound == "vague":
        both_vague = figure.value is None and given.amount.bound == "vague"
        return both_vague and share_stem(stems(figure.span.text, language), stems(given.amount.text, language))
    gold_values = [value for value in (figure.value, figure.high) if value is not None]
    return any(_equal(one, other) for one in stated(given) for other in gold_values)


def stated(given: Figure) -> list[Decimal]:
    """Return the numbers of an item as its article states them: the middle of an "about", else the ends there are."""
    low, high = given.amount.low, given.amount.high
    if given.amount.bound == "about" and low is not None and high is not None:
        return [(low + high) / 2]
    return [value for value in (low, high) if value is not None]


def _equal(one: Decimal, other: Decimal) -> bool:
    return one == other or (abs(one) < 1 and abs(other) < 1 and abs(one - other) <= _FRACTION_TOLERANCE)


def _bound_right(places: Sequence[GoldFigure], given: Figure, language: Language) -> bool:
    """Say whether the bound is one that the gold accepts, at a place that the item cites."""
    return any(given.amount.bound in place.bounds for place in places if _same(place, given, language))


def _counted_right(figure: GoldFigure, given: Figure, language: Language) -> bool:
    """Say whether the item counts what the gold counts: they share a stem.

    Gold may say it in words of its own; a unit, or failing that what it says is counted, is asked for only where the cited
    sentence has it.
    """
    evidence = stems(" ".join(sentence.text for sentence in given.evidence), language)
    words = stems(" ".join(filter(None, (given.counts, given.amount.text, given.amount.unit))), language)
    for described in (figure.unit, figure.counts):
        known = {stem for stem in stems(described or "", language) if share_stem([stem], evidence)}
        if known:
            return share_stem(known, words)
    return True


def _wrong(
    gold: Gold, briefing: Briefing, pairing: Pairing, bounds: Mapping[int, bool], counted: Mapping[int, bool]
) -> list[Remark]:
    remarks = []
    for item, number in pairing.matched.items():
        figure, given = gold.figures[number], briefing.figures[item]
        if not bounds[item]:
            reason = f"{short(figure.span.text)!r} is {figure.qualifier}, given as {given.amount.bound}"
            remarks.append(Remark(_SECTION, "wrong", "bound", reason, figure.id, item))
        if not counted[item]:
            reason = f"{short(figure.span.text)!r} counts {figure.unit or figure.counts}, given as {short(given.counts)!r}"
            remarks.append(Remark(_SECTION, "wrong", "counted", reason, figure.id, item))
    return remarks


def _spurious(item: int, gold: Gold, briefing: Briefing, fits: Mapping[tuple[int, int], int]) -> Remark:
    """Name why an item stands for no gold figure."""
    given = briefing.figures[item]
    words = repr(short(given.amount.text))
    twin = next((gold.figures[number] for other, number in fits if other == item), None)
    if twin:
        return Remark(_SECTION, "spurious", "duplicate", f"{words} stands for {twin.id} a second time", twin.id, item)
    other = next(
        (one for one in gold.not_figures if overlaps(given.evidence, one.span) and one.span.text in given.amount.text), None
    )
    if other:
        return Remark(_SECTION, "spurious", "not_a_figure", f"{words} is none: {other.why}", None, item)
    near = next(
        (one for one in gold.figures if overlaps(given.evidence, one.span) and _same_words(one, given, gold.article.language)), None
    )
    if near:
        reason = f"{words}: read as {_values(stated(given))}, gold has {_values([near.value, near.high])}"
        return Remark(_SECTION, "spurious", "value", reason, near.id, item)
    return Remark(_SECTION, "spurious", "not_in_gold", f"{words} is no figure of the gold in the sentences it cites", None, item)


def _same_words(figure: GoldFigure, given: Figure, language: Language) -> bool:
    return token_f1(figure.span.text, given.amount.text, language) >= 0.5


def _values(values: Sequence[Decimal | None]) -> str:
    return "..".join(plain_decimal(value) for value in values if value is not None) or "vague"


def _missed(number: int, gold: Gold, briefing: Briefing, fits: Mapping[tuple[int, int], int]) -> Remark:
    """Name why a gold figure is not there."""
    figure, language = gold.figures[number], gold.article.language
    words = repr(short(figure.span.text))
    if any(other == number for _, other in fits):
        return Remark(_SECTION, "missed", "taken", f"{words}: the item that fits stands for another figure", figure.id)
    for item, given in enumerate(briefing.figures):
        if overlaps(given.evidence, figure.span) and _same_words(figure, given, language):
            reason = f"{words} is {_values([figure.value, figure.high])}, read as {_values(stated(given))}"
            return Remark(_SECTION, "missed", "value", reason, figure.id, item)
    rejected = next(
        (
            entry
            for entry in briefing.rejected
            if entry.section == _SECTION and token_f1(str(entry.item.get("amount", "")), figure.span.text, language) >= 0.5
        ),
        None,
    )
    if rejected:
        return Remark(_SECTION, "missed", "rejected", f"{words} was given and rejected: {rejected.reason}", figure.id)
    elsewhere = figure.value is not None and any(
        _equal(figure.value, value) for given in briefing.figures for value in stated(given)
    )
    if elsewhere:
        return Remark(_SECTION, "missed", "sentence", f"{words}: that value cites another sentence", figure.id)
    return Remark(_SECTION, "missed", "absent", words, figure.id)
