"""A number over tokens, and what every reader of numbers needs: the tokens, the language, the scale words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from summarizer.numerals import words
from summarizer.numerals.amounts import EXACT
from summarizer.numerals.tokens import END
from summarizer.numerals.units import CURRENCY_NAMES, CURRENCY_SIGNS, FACTOR, TIMES
from summarizer.numerals.vocabulary import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from summarizer.numerals.tokens import Token
    from summarizer.schemas import Language

Kind = Literal["digits", "words", "article", "part", "share", "multiple", "vague", "ordinal"]

_AFTER_METRES = word_set(
    "hurdles race races sprint final freestyle relay butterfly backstroke breaststroke medley tall high deep wide "
    "long away above below"
)
_COMPARED = word_set("so mehr höher größer as more higher larger bigger greater the faster longer")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens `first:stop`; `scaled` where a scale word multiplied it; `unit` where its own word names one."""

    first: int
    stop: int
    value: Decimal
    kind: Kind
    scaled: bool = False
    unit: str | None = None


class Cursor:
    """The tokens of one text, looked at by index."""

    def __init__(self, tokens: Sequence[Token], language: Language) -> None:
        """Take the tokens of a text and its language."""
        self.tokens = tokens
        self.language: Language = language
        self.scales = words.SCALES[language]

    def at(self, index: int) -> Token:
        """Return the token at an index, or an end mark outside the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def scale(self, found: Quantity, *, letters: bool = False) -> Quantity:
        """Multiply by the scale words that follow: "1,5 Mio.", "3.2bn", "10 hundert tausend"."""
        for _ in range(2):
            token = self.at(found.stop)
            money = self.at(found.first - 1).text in CURRENCY_SIGNS or self.at(found.stop + 1).text in CURRENCY_NAMES
            apart = token.text == "m" and money and self.language == "en"
            if letters and (token.glued or apart) and token.text in words.SCALE_LETTERS and self._is_scale_letter(found, token):
                return replace(
                    found, stop=found.stop + 1, value=EXACT.multiply(found.value, words.SCALE_LETTERS[token.text]), scaled=True
                )
            scale = self.scales.get(token.lower) if token.shape == "word" else None
            if scale is None:
                break
            stop = found.stop + 1
            dot = self.at(stop)
            if token.lower in words.SHORT_SCALES and dot.text == "." and dot.glued and self.at(stop + 1).shape != "line":
                stop += 1
            found = replace(found, stop=stop, value=EXACT.multiply(found.value, scale), scaled=True)
        return found

    def _is_scale_letter(self, found: Quantity, token: Token) -> bool:
        """Tell "£9m" and "2.7m people" from "a 400m race" and "12 m": metres unless money or a count of people or things."""
        if self.at(found.first - 1).text in CURRENCY_SIGNS or self.at(found.stop + 1).text in CURRENCY_NAMES:
            return True
        following = self.at(found.stop + 1)
        if following.lower in _AFTER_METRES:
            return False
        if self.language == "de" or token.text not in ("m", "M"):
            return token.text in ("k", "M") or (token.text in ("b", "B") and following.text in ("€", "$"))
        return following.text in CURRENCY_SIGNS or (following.shape == "word" and following.lower.endswith(("s", "people")))

    def times_or_factor(self, stop: int) -> str:
        """Tell "dreimal so viele" (a factor) from "dreimal" (a count of times)."""
        return FACTOR if self.at(stop).lower in _COMPARED else TIMES
