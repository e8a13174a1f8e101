"""Words compared: by token F1, by shared stem, by place."""

from collections import Counter
from collections.abc import Iterable

from summarizer.grounding.words import PRONOUNS, content_words, tokens
from summarizer.schemas import Language, Span

SHORTEST_HEAD = 4


def token_f1(one: str, other: str, language: Language) -> float:
    """Return the F1 of the words two texts share, as often as both have them, whatever their case.

    >>> round(token_f1("der Plan sei falsch", "Der Plan sei gut", "de"), 2)
    0.75
    """
    left = Counter(token.text.casefold() for token in tokens(one, language))
    right = Counter(token.text.casefold() for token in tokens(other, language))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def stems(words: str, language: Language) -> set[str]:
    """Return the stems of the words that carry meaning."""
    return {token.stem for token in content_words(tokens(words, language), language)}


def share_stem(one: Iterable[str], other: Iterable[str]) -> bool:
    """Say whether two sets of stems share one, or one is the head of a compound of the other: Raketenangriff, Angriff."""
    others = set(other)
    return any(
        left == right or (min(len(left), len(right)) >= SHORTEST_HEAD and (left.endswith(right) or right.endswith(left)))
        for left in one
        for right in others
    )


def names(words: str, language: Language) -> set[str]:
    """Return the words of a name, folded, a genitive's s taken off; articles and pronouns left out."""
    found = (token.text.casefold() for token in content_words(tokens(words, language), language))
    return {word.removesuffix("s") if len(word) > 3 else word for word in found if word not in PRONOUNS[language]}


def overlap(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlaps(spans: Iterable[Span], other: Span) -> bool:
    """Say whether one of the spans shares a character with the other."""
    return any(overlap(span, other) for span in spans)
