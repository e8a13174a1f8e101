"""The one rule for verdicts: an item is as well supported as its weakest part, and one unsupported part rejects it."""

from collections.abc import Iterable, Sequence
from typing import Literal

from summarizer.grounding.reasons import REASONS, Reason
from summarizer.schemas import Code, Language, Sentence, Verdict

By = Literal["model", "rules"]
"""Who proposed a draft item."""

_ORDER: tuple[Verdict, ...] = ("exact", "normalised", "checked")


class Unsupported(Exception):
    """A draft item, or a part of it, that its evidence does not bear out."""

    def __init__(self, code: Code, reason: Reason, *, at: Sequence[Sentence] = (), **words: str) -> None:
        """Keep what was claimed and what the text says; `at` are the sentences that say it, `words` go into the reason."""
        super().__init__(reason)
        self.code: Code = code
        self._reason = reason
        self._numbers = [sentence.number for sentence in at]
        self._words = words

    def explain(self, language: Language) -> str:
        """Return the reason as one sentence in the language of the article."""
        words = {name: value if value.isdigit() else quote(value, language) for name, value in self._words.items()}
        reason = REASONS[language][self._reason].format(at=place(self._numbers, language), **words)
        return reason[:1].upper() + reason[1:]


def weakest(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the weakest of several verdicts.

    >>> weakest(["exact", "checked", "normalised"])
    'checked'
    """
    return max(verdicts, key=_ORDER.index, default="exact")


def quote(words: str, language: Language, *, characters: int = 120) -> str:
    """Return `words` on one line, shortened, in the quotation marks of the language."""
    words = " ".join(words.split()).rstrip(" .,;:")
    opening, closing = ("„", "“") if language == "de" else ("“", "”")
    return f"{opening}{words if len(words) <= characters else words[: characters - 1] + '…'}{closing}"


def place(numbers: Sequence[int], language: Language) -> str:
    """Return sentence numbers as a reason names them.

    >>> place([3, 4], "de"), place([7], "en")
    ('Satz 3, 4', 'sentence 7')
    """
    return f"{'Satz' if language == 'de' else 'sentence'} {', '.join(map(str, numbers))}"
