"""Amounts as small drawings: intervals on one axis, a running count as a line. Their words stand beside them as well."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from markupsafe import Markup

from summarizer.numerals.amounts import EXACT
from summarizer.numerals.units import CONVERSIONS
from summarizer.render.escaping import visible_text
from summarizer.schemas import Amount, Bound

WIDTH = 160
HEIGHT = 14
_EDGE = 8
_LABEL_CHARACTERS = 24
_OPEN = ("more_than", "less_than")


def interval_plots(amounts: Sequence[Amount]) -> list[Markup]:
    """Return a drawing for each amount: a dot for a value, a bar for a range, an arrow where it has no end.

    Those of one kind, hours and minutes for one, share an axis, which begins at zero where none is below. A kind that has but one
    exact value is not drawn.
    """
    axes: dict[str, set[_Interval]] = {}
    intervals = [_interval(amount) for amount in amounts]
    for one in intervals:
        axes.setdefault(one.unit, set()).add(one)
    plots = []
    for one in intervals:
        shown = axes[one.unit]
        ends = [end for other in shown for end in (other.low, other.high) if end is not None]
        is_telling = ends and (len(shown) > 1 or one.bound != "exact")
        plots.append(_plot(one, min([Decimal(0), *ends]), max([Decimal(0), *ends])) if is_telling else Markup(""))
    return plots


class _Interval(NamedTuple):
    """An amount in the base unit of its kind: 54 months and four and a half years are the same."""

    unit: str
    low: Decimal | None
    high: Decimal | None
    bound: Bound


def _interval(amount: Amount) -> _Interval:
    """Return an amount in its base unit."""
    unit = amount.unit or ""
    if not (conversion := CONVERSIONS.get(unit)):
        return _Interval(unit, amount.low, amount.high, amount.bound)
    low, high = (None if end is None else EXACT.multiply(end, conversion.factor) for end in (amount.low, amount.high))
    return _Interval(conversion.unit, low, high, amount.bound)


def running_plot(points: Sequence[tuple[datetime.date, Amount]]) -> Markup:
    """Return a line through the values of several days above zero, the first and the last with their words; empty below two."""
    known = [(day, _middle(amount), amount.text) for day, amount in points]
    values = [(Decimal(day.toordinal()), value, text) for day, value, text in known if value is not None]
    if len(values) < 2:
        return Markup("")
    days, heights = [day for day, _, _ in values], [Decimal(0), *(value for _, value, _ in values)]
    low, high = min(heights), max(heights)
    places = [(_scaled(day, min(days), max(days), 10, 310), _scaled(value, low, high, 72, 20)) for day, value, _ in values]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = Markup("").join(Markup('<circle cx="{}" cy="{}" r="3.5"/>').format(f"{x:.1f}", f"{y:.1f}") for x, y in places)
    words = Markup("").join(
        Markup('<text class="{}" x="{}" y="{}">{}</text>').format(name, x, f"{y - 10:.1f}", visible_text(text)[:_LABEL_CHARACTERS])
        for name, x, (_, y), text in (("first", 2, places[0], values[0][2]), ("last", 318, places[-1], values[-1][2]))
    )
    zero = f"{_scaled(Decimal(0), low, high, 72, 20):.1f}"
    axis = Markup('<path class="axis" d="M0 {0}H320"/>').format(zero)
    return Markup('<svg class="line" viewBox="0 0 320 80" aria-hidden="true">{}<polyline points="{}"/>{}{}</svg>').format(
        axis, line, dots, words
    )


def _plot(amount: _Interval, low: Decimal, high: Decimal) -> Markup:
    """Return the drawing of one amount on an axis from `low` to `high`."""
    left, right = (None if end is None else _scaled(end, low, high, _EDGE, WIDTH - 4 * _EDGE) for end in (amount.low, amount.high))
    if left is None and right is None:
        return Markup("")
    middle = HEIGHT // 2
    begin, end = (_EDGE if left is None else left), (WIDTH - _EDGE if right is None else right)
    zero = f"{_scaled(Decimal(0), low, high, _EDGE, WIDTH - 4 * _EDGE):.1f}"
    shapes = [Markup('<path class="axis" d="M0 {0}H{1}M{2} 2V{3}"/>').format(middle, WIDTH, zero, HEIGHT - 2)]
    if begin != end:
        kind = "about" if amount.bound in ("about", "vague") else "span"
        shapes.append(Markup('<path class="{}" d="M{:.1f} {}H{:.1f}"/>').format(kind, begin, middle, end))
    if right is None:
        shapes.append(Markup('<path class="tip" d="M{0} {1}l-6 -4v8z"/>').format(WIDTH - 2, middle))
    if left is None:
        shapes.append(Markup('<path class="tip" d="M2 {0}l6 -4v8z"/>').format(middle))
    dot = "open" if amount.bound in _OPEN else "dot"
    if amount.bound == "about" and left is not None and right is not None:
        shapes.append(_dot("dot", (left + right) / 2))
    else:
        shapes.extend(_dot(dot, end) for end in dict.fromkeys((left, right)) if end is not None)
    return Markup('<svg class="plot" viewBox="0 0 {0} {1}" aria-hidden="true">{2}</svg>').format(
        WIDTH, HEIGHT, Markup("").join(shapes)
    )


def _dot(kind: str, place: float) -> Markup:
    """Return a dot on the axis."""
    return Markup('<circle class="{}" cx="{}" cy="{}" r="4"/>').format(kind, f"{place:.1f}", HEIGHT // 2)


def _scaled(value: Decimal, low: Decimal, high: Decimal, first: int, last: int) -> float:
    """Return where a value lies between `first` and `last`; in the middle where there is but one value."""
    share = (value - low) / (high - low) if high > low else Decimal("0.5")
    return float(first + share * (last - first))


def _middle(amount: Amount) -> Decimal | None:
    """Return the value that a line goes through: the middle of a closed interval, else the end that is known."""
    if amount.low is not None and amount.high is not None:
        return (amount.low + amount.high) / 2
    return amount.high if amount.low is None else amount.low
