"""Gold and given items of one section brought together one to one."""

from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.scoring.matching import match

_REQUIRED = 1_000


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which item stands for which gold; `neutral` items stand for optional gold."""

    matched: Mapping[int, int]
    neutral: Mapping[int, int]
    spurious: tuple[int, ...]
    missed: tuple[int, ...]


def pair(fits: Mapping[tuple[int, int], int], items: int, optional: list[bool]) -> Pairing:
    """Pair `items` with gold, as many as can be; `fits` is (item, gold) -> how well, up to 999.

    Gold that is required comes before gold that is optional: among the largest matchings there is always one that
    covers as much of it as any matching can.
    """
    weights = {(item, gold): weight + (0 if optional[gold] else _REQUIRED) for (item, gold), weight in fits.items()}
    chosen = match(weights)
    taken = set(chosen.values())
    return Pairing(
        matched={item: gold for item, gold in chosen.items() if not optional[gold]},
        neutral={item: gold for item, gold in chosen.items() if optional[gold]},
        spurious=tuple(item for item in range(items) if item not in chosen),
        missed=tuple(gold for gold, free in enumerate(optional) if gold not in taken and not free),
    )
