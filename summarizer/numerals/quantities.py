"""The number that begins at a token: digits or words with their scale, parts of a whole, multiples, vague counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from summarizer.numerals import words
from summarizer.numerals.amounts import EXACT, SHARE
from summarizer.numerals.tokens import END, Token
from summarizer.numerals.units import CURRENCY_SIGNS, DURATIONS, FACTOR, TIMES, UNITS
from summarizer.schemas import Language

Kind = Literal["digits", "words", "article", "part", "share", "multiple", "vague", "ordinal"]

_LONGEST_ENGLISH = 12
_MINUS = frozenset({"-", "−", "–"})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_DURATION_ADJECTIVES = {"stündig": "h", "tägig": "d", "wöchig": "wk", "monatig": "mo", "minütig": "min", "sekündig": "s"}
_ADJECTIVES = {**_DURATION_ADJECTIVES, "prozentig": "%", "köpfig": None, "seitig": None, "jährig": "a"}
_QUARTERS = {"viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75"), "halb": Decimal("0.5")}
_MORE_ENGLISH = frozenset({"as", "more", "higher", "larger", "bigger", "greater", "the", "faster", "longer"})
_AFTER_METRES = frozenset(
    "hurdles race races sprint final freestyle relay butterfly backstroke breaststroke medley tall high deep wide long away above below".split()
)
_GERMAN_FEW = frozenset({"paar", "handvoll"})
_ENGLISH_FEW = frozenset({"few", "couple", "handful"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens `first:stop`; `scaled` where a scale word multiplied it; `unit` where its own word names one."""

    first: int
    stop: int
    value: Decimal
    kind: Kind
    scaled: bool = False
    unit: str | None = None


class Reader:
    """Reads the number at a token of one text."""

    def __init__(self, tokens: Sequence[Token], language: Language) -> None:
        """Take the tokens of a text and its language."""
        self.tokens = tokens
        self.language: Language = language
        self.scales = words.SCALES[language]

    def at(self, index: int) -> Token:
        """Return the token at an index, or an end mark outside the text."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else END

    def read(self, index: int) -> Quantity | None:
        """Return the number that begins at this token, None where none does."""
        token = self.tokens[index]
        if token.shape == "number":
            return self._digits(index)
        if token.shape != "word" or not words.may_count(token.lower, self.language):
            return None
        if token.lower in words.ARTICLES[self.language]:
            return self._after_article(index)
        found = self._few(index) or self._cardinal(index)
        if found is None:
            found = self._german(index) if self.language == "de" else self._english(index)
        return found or self._ordinal(index)

    def _digits(self, index: int) -> Quantity:
        token = self.tokens[index]
        value = token.value if token.value is not None else Decimal(0)
        found = self._scale(Quantity(index, index + 1, value, "digits"), letters=True)
        before = self.at(index - 1)
        if token.glued and before.text in _MINUS and not before.glued and self.at(index - 2).shape != "number":
            found = replace(found, first=index - 1, value=-found.value)
        elif before.lower == "minus":
            found = replace(found, first=index - 1, value=-found.value)
        hyphenated = self.at(found.stop)
        follower = self.at(found.stop + 1)
        if hyphenated.text in _HYPHENS and hyphenated.glued and follower.glued and follower.shape == "word":
            return self._hyphenated(found, follower)
        if self.language == "de" and hyphenated.glued and hyphenated.lower in ("fach", "fache", "fachen"):
            return replace(found, stop=found.stop + 1, kind="multiple", unit=FACTOR)
        return found

    def _hyphenated(self, found: Quantity, follower: Token) -> Quantity:
        """Read the word after "24-": a duration, a multiple, a scale; other words leave the number as it is."""
        taken = found.stop + 2
        if self.language == "de":
            for ending, unit in _ADJECTIVES.items():
                if follower.lower.startswith(ending):
                    return replace(found, stop=taken, unit=unit)
            if follower.lower.startswith("fach"):
                return replace(found, stop=taken, kind="multiple", unit=FACTOR)
            if follower.lower == "mal":
                return replace(found, stop=taken, unit=self._times_or_factor(taken))
        scale = self.scales.get(follower.lower)
        if scale is not None:
            return replace(found, stop=taken, value=EXACT.multiply(found.value, scale), scaled=True)
        return found

    def _scale(self, found: Quantity, *, letters: bool = False) -> Quantity:
        """Multiply by the scale words that follow: "1,5 Mio.", "3.2bn", "10 hundert tausend"."""
        for _ in range(2):
            token = self.at(found.stop)
            if letters and token.glued and token.text in words.SCALE_LETTERS and self._is_scale_letter(found, token):
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
        before = self.at(found.first - 1).text
        if before in CURRENCY_SIGNS:
            return True
        following = self.at(found.stop + 1)
        if following.lower in _AFTER_METRES:
            return False
        if self.language == "de" or token.text not in ("m", "M"):
            return token.text in ("k", "M") or (token.text in ("b", "B") and following.text in ("€", "$"))
        return following.text in CURRENCY_SIGNS or (following.shape == "word" and following.lower.endswith(("s", "people")))

    def _cardinal(self, index: int) -> Quantity | None:
        first = self.tokens[index]
        if self.language == "de":
            value = words.read_cardinal(first.lower, "de")
            if value is None:
                return None
            return self._scale(self._with_parts(Quantity(index, index + 1, value, "words")))
        if first.lower not in words.ENGLISH_CARDINALS:
            return None
        run = self._english_run(index)
        for stop in range(len(run), 0, -1):
            value = words.read_cardinal(" ".join(word for _, word in run[:stop] if word != "-"), "en")
            if value is not None:
                scaled = run[stop - 1][1] in words.ENGLISH_SCALES
                return self._scale(self._with_parts(Quantity(index, run[stop - 1][0] + 1, value, "words", scaled)))
        return None

    def _english_run(self, index: int) -> list[tuple[int, str]]:
        """Collect number words from here on, with the hyphens and the "and" between them."""
        run: list[tuple[int, str]] = []
        at = index
        while len(run) < _LONGEST_ENGLISH:
            token = self.at(at)
            following = self.at(at + 1)
            if token.shape == "word" and token.lower in words.ENGLISH_CARDINALS:
                run.append((at, token.lower))
            elif run and token.text == "-" and token.glued and following.glued and following.lower in words.ENGLISH_CARDINALS:
                run.append((at, "-"))
            elif run and token.lower == "and" and run[-1][1] in words.ENGLISH_SCALES and following.lower in words.ENGLISH_CARDINALS:
                run.append((at, "and"))
            else:
                break
            at += 1
        while run and run[-1][1] in ("-", "and"):
            run.pop()
        return run

    def _with_parts(self, found: Quantity) -> Quantity:
        """Read on where parts follow: "zwei Drittel", "two-thirds", "two and a half"."""
        stop = found.stop
        token = self.at(stop)
        if token.text in _HYPHENS and token.glued:
            stop += 1
            token = self.at(stop)
        parts = words.PARTS[self.language].get(token.lower)
        plural = self.language == "de" or token.lower.endswith("s") or found.value == 1
        if parts and plural and found.value < 100 and token.lower != "second":
            return replace(found, stop=stop + 1, value=SHARE.divide(found.value, Decimal(parts)), kind="part")
        three = [self.at(found.stop + step).lower for step in range(3)]
        if three == ["and", "a", "half"] or three == ["and", "a", "quarter"]:
            extra = words.HALF if three[2] == "half" else Decimal("0.25")
            return replace(found, stop=found.stop + 3, value=found.value + extra)
        return found

    def _after_article(self, index: int) -> Quantity:
        """Read "eine Million", "ein Drittel", "a dozen", "half" after "a"; else the article as one."""
        one = Quantity(index, index + 1, Decimal(1), "article")
        following = self.at(index + 1)
        if following.shape != "word":
            return one
        if following.lower in _GERMAN_FEW | _ENGLISH_FEW and not following.glued:
            return self._scale(Quantity(index, index + 2, Decimal(2), "vague"))
        if self.language == "de" and following.lower.startswith("halb"):
            half = self._german(index + 1)
            return replace(half, first=index) if half else one
        if self.language == "de" and following.lower.startswith(("viertel", "dreiviertel")):
            quarter = self._quarter_compound(index + 1)
            if quarter:
                return replace(quarter, first=index)
        parts = words.PARTS[self.language].get(following.lower)
        if parts and not (self.language == "en" and following.lower in ("fourth", "second")):
            return self._of_scale(Quantity(index, index + 2, SHARE.divide(Decimal(1), Decimal(parts)), "part"))
        if following.lower in self.scales:
            found = self._scale(one)
            return replace(found, kind="words") if found.scaled else one
        return one

    def _of_scale(self, found: Quantity) -> Quantity:
        """Multiply "a quarter of a million" out."""
        if self.at(found.stop).lower == "of" and self.at(found.stop + 1).lower in ("a", "an", "one"):
            scale = self.scales.get(self.at(found.stop + 2).lower)
            if scale:
                return replace(found, stop=found.stop + 3, value=EXACT.multiply(found.value, scale), kind="words", scaled=True)
        return found

    def _few(self, index: int) -> Quantity | None:
        """Read vague counts: "mehrere", "einige Dutzend", "Tausende", "tens of thousands"."""
        token = self.tokens[index]
        if token.lower in words.VAGUE_FEW[self.language]:
            return self._scale(Quantity(index, index + 1, Decimal(2), "vague"))
        if token.lower in ("tens", "hundreds", "dozens", "scores") and self.at(index + 1).lower == "of":
            outer = words.VAGUE_PLURALS["en"].get(self.at(index + 2).lower)
            if outer is not None:
                inner = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}[token.lower]
                return Quantity(index, index + 3, outer * inner, "vague")
        least = words.VAGUE_PLURALS[self.language].get(token.lower)
        if least is None:
            return None
        found = self._scale(Quantity(index, index + 1, least, "vague"))
        plural = words.VAGUE_PLURALS[self.language].get(self.at(found.stop).lower)
        if plural is not None and not found.scaled:
            return replace(found, stop=found.stop + 1, value=EXACT.multiply(least, plural / 2))
        return found

    def _german(self, index: int) -> Quantity | None:
        token = self.tokens[index]
        word = token.lower
        if word in ("halbe", "halben", "halber", "halbes", "halb"):
            found = self._scale(Quantity(index, index + 1, words.HALF, "words"))
            measured = self.at(found.stop).text in UNITS
            return found if found.scaled or measured else None
        if word == "hälfte":
            return Quantity(index, index + 1, words.HALF, "part")
        quarter = self._quarter_compound(index)
        if quarter:
            return quarter
        if word in ("jeder", "jede", "jedes", "jeden", "jedem"):
            ordinal = words.ORDINALS["de"].get(self.at(index + 1).lower, 1)
            return Quantity(index, index + 2, SHARE.divide(Decimal(1), Decimal(ordinal)), "share") if ordinal > 1 else None
        if word.startswith("doppel"):
            return self._double(index)
        factor = words.read_multiplied(word, "de")
        if factor is not None:
            return Quantity(index, index + 1, factor, "multiple", unit=FACTOR)
        return self._compound(index)

    def _compound(self, index: int) -> Quantity | None:
        """Read a number inside one German word: "dreimal", "Dreifache", "sechsstündigen"."""
        word = self.tokens[index].lower
        if word.endswith("mal") and word not in ("einmal", "keinmal"):
            value = words.read_prefix(word, ("mal",))
            return None if value is None else Quantity(index, index + 1, value, "words", unit=self._times_or_factor(index + 1))
        if "fach" in word and not word.startswith("einfach"):
            value = words.read_prefix(word, ("fach",))
            if value is not None and word.endswith(("fach", "fache", "fachen")):
                return Quantity(index, index + 1, value, "multiple", unit=FACTOR)
        value = words.read_prefix(word, tuple(_DURATION_ADJECTIVES))
        if value is not None:
            unit = next(unit for ending, unit in _DURATION_ADJECTIVES.items() if ending in word)
            return Quantity(index, index + 1, value, "words", unit=unit)
        return None

    def _quarter_compound(self, index: int) -> Quantity | None:
        """Read "Viertelstunde", "Viertelmillion", "Viertelprozentpunkt"."""
        word = self.tokens[index].lower
        for prefix, value in _QUARTERS.items():
            rest = word.removeprefix(prefix)
            if rest == word or not rest:
                continue
            unit = UNITS.get(rest.capitalize())
            if unit == "h":
                return Quantity(index, index + 1, value * 60, "words", unit="min")
            if unit in DURATIONS or unit in ("pp", "l"):
                return Quantity(index, index + 1, value, "words", unit=unit)
            if rest in ("million", "milliarde"):
                return Quantity(index, index + 1, EXACT.multiply(value, self.scales[rest]), "words", scaled=True)
        return None

    def _double(self, index: int) -> Quantity | None:
        word = self.tokens[index].lower
        noun = word in ("doppelte", "doppelten") and self.tokens[index].is_capitalised
        if noun or (word == "doppelt" and self.at(index + 1).lower == "so"):
            return Quantity(index, index + 1, Decimal(2), "multiple", unit=FACTOR)
        return Quantity(index, index + 1, Decimal(2), "multiple", unit=FACTOR) if word in ("doppelt", "doppelte", "doppelten") else None

    def _times_or_factor(self, stop: int) -> str:
        following = self.at(stop).lower
        return FACTOR if following in ("so", "mehr", "höher", "größer") or following in _MORE_ENGLISH else TIMES

    def _english(self, index: int) -> Quantity | None:
        word = self.tokens[index].lower
        if word == "half":
            if self.at(index + 1).lower in ("a", "an") and self.at(index + 2).lower in self.scales:
                found = self._scale(Quantity(index, index + 2, words.HALF, "words"))
                return found
            return Quantity(index, index + 1, words.HALF, "part")
        if word == "quarter" and self.at(index + 1).lower == "of":
            found = self._of_scale(Quantity(index, index + 1, Decimal("0.25"), "part"))
            return found if found.scaled else None
        if word in ("twice", "thrice"):
            return Quantity(index, index + 1, Decimal(2 if word == "twice" else 3), "words", unit=self._times_or_factor(index + 1))
        if word.endswith("fold") and word.removesuffix("fold") in words.ENGLISH_CARDINALS:
            value = words.read_cardinal(word.removesuffix("fold"), "en")
            return None if value is None else Quantity(index, index + 1, value, "multiple", unit=FACTOR)
        factor = words.read_multiplied(word, "en")
        if factor is None and word in ("double", "triple", "treble", "quadruple"):
            factor = Decimal({"double": 2, "quadruple": 4}.get(word, 3))
        return None if factor is None else Quantity(index, index + 1, factor, "multiple", unit=FACTOR)

    def _ordinal(self, index: int) -> Quantity | None:
        number = words.ORDINALS[self.language].get(self.tokens[index].lower)
        return None if number is None else Quantity(index, index + 1, Decimal(number), "ordinal")
