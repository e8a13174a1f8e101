"""Matching one to one: as many pairs as possible, and of those matchings the one of greatest weight.

Successive shortest augmenting paths (Jewell 1958, Busacker and Gowen 1960), with Bellman-Ford since weights change sign in the
residual graph. Up to some 100 items a side, which is more than an article has.
"""

from collections.abc import Mapping

Pair = tuple[int, int]


def match(weights: Mapping[Pair, int]) -> dict[int, int]:
    """Return left -> right for the allowed pairs `weights` (left, right) -> weight; equal weights go by the lower number.

    >>> match({(0, 0): 5, (0, 1): 1, (1, 0): 1})
    {0: 1, 1: 0}
    """
    # Equal in number and weight, the pairing that keeps the order of both sides wins: scaled, it never outweighs a weight.
    scale = 10_000
    scaled = {pair: weight * scale - abs(pair[0] - pair[1]) for pair, weight in sorted(weights.items())}
    left_to_right: dict[int, int] = {}
    while True:
        path = _best_path(scaled, left_to_right)
        if path is None:
            return dict(sorted(left_to_right.items()))
        left_to_right.update(path)


def _best_path(weights: Mapping[Pair, int], matched: Mapping[int, int]) -> dict[int, int] | None:
    """Return the pairs that the augmenting path of greatest gain puts in place, or None where there is none."""
    taken = {right: left for left, right in matched.items()}
    gain = {left: 0 for left, _ in weights if left not in matched}
    came_from: dict[int, tuple[int, int]] = {}
    best: dict[int, tuple[int, int]] = {}
    for _ in range(len(matched) + 1):
        changed = False
        for (left, right), weight in weights.items():
            if left not in gain or matched.get(left) == right:
                continue
            reached = gain[left] + weight
            if right not in best or reached > best[right][0]:
                best[right] = (reached, left)
                changed = True
                other = taken.get(right)
                if other is not None and gain.get(other, reached - weights[other, right] - 1) < reached - weights[other, right]:
                    gain[other] = reached - weights[other, right]
                    came_from[other] = (left, right)
        if not changed:
            break
    free = [(reached, -right, left) for right, (reached, left) in best.items() if right not in taken]
    if not free:
        return None
    _, negative_right, left = max(free)
    return _unwind(left, -negative_right, came_from)


def _unwind(left: int, right: int, came_from: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Return the pairs of the path that ends at (left, right)."""
    pairs = {left: right}
    while left in came_from:
        left, right = came_from[left]
        pairs[left] = right
    return pairs
