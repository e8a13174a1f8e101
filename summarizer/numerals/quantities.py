"""The number that begins at a token: digits or words with their scale, parts of a whole, multiples, vague counts."""

from dataclasses import replace
from decimal import Decimal

from summarizer.numerals import words
from summarizer.numerals.amounts import EXACT, SHARE
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.english import multiply_out, read_english
from summarizer.numerals.german import DURATION_ADJECTIVES, read_german, read_quarter
from summarizer.numerals.tokens import Token
from summarizer.numerals.units import FACTOR

_LONGEST_ENGLISH = 12
_MINUS = frozenset({"-", "−", "–"})
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_ADJECTIVES = {**DURATION_ADJECTIVES, "prozentig": "%", "köpfig": None, "seitig": None, "jährig": "a"}
_GERMAN_FEW = frozenset({"paar", "handvoll"})
_ENGLISH_FEW = frozenset({"few", "couple", "handful"})


class Reader(Cursor):
    """Reads the number at a token of one text."""

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
            found = read_german(self, index) if self.language == "de" else read_english(self, index)
        if found and found.kind == "words" and self.at(index - 1).lower == "minus":
            found = replace(found, first=index - 1, value=-found.value)
        return found or self._ordinal(index)

    def _digits(self, index: int) -> Quantity:
        token = self.tokens[index]
        value = token.value if token.value is not None else Decimal(0)
        found = self.scale(Quantity(index, index + 1, value, "digits"), letters=True)
        before = self.at(index - 1)
        if (
            token.glued and before.text in _MINUS and not before.glued and self.at(index - 2).shape != "number"
        ) or before.lower == "minus":
            found = replace(found, first=index - 1, value=-found.value)
        share = self._slashed(found)
        if share:
            return share
        hyphenated = self.at(found.stop)
        follower = self.at(found.stop + 1)
        if hyphenated.text in _HYPHENS and hyphenated.glued and follower.glued and follower.shape == "word":
            return self._hyphenated(found, follower)
        if self.language == "de" and hyphenated.glued and hyphenated.lower in ("fach", "fache", "fachen"):
            return replace(found, stop=found.stop + 1, kind="multiple", unit=FACTOR)
        return found

    def _slashed(self, found: Quantity) -> Quantity | None:
        """Read "1/3" and "3/4"; "24/7" and "12/02/2025" are no parts."""
        signs = [self.at(index) for index in (found.first - 1, found.stop, found.stop + 1, found.stop + 2)]
        parted = signs[1].text == "/" and signs[1].glued and signs[2].glued and signs[2].is_plain
        if not parted or signs[0].text == "/" or signs[3].text == "/" or signs[2].text not in ("2", "3", "4", "5", "8", "10"):
            return None
        whole = Decimal(signs[2].text)
        if not (0 < found.value < whole and self.tokens[found.first].is_plain):
            return None
        return Quantity(found.first, found.stop + 2, SHARE.divide(found.value, whole), "share")

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
                return replace(found, stop=taken, unit=self.times_or_factor(taken))
        scale = self.scales.get(follower.lower)
        if scale is not None:
            return replace(found, stop=taken, value=EXACT.multiply(found.value, scale), scaled=True)
        return found

    def _cardinal(self, index: int) -> Quantity | None:
        first = self.tokens[index]
        if self.language == "de":
            value = words.read_cardinal(first.lower, "de")
            if value is None:
                return None
            return self.scale(self._with_parts(Quantity(index, index + 1, value, "words")))
        if first.lower not in words.ENGLISH_CARDINALS:
            return None
        run = self._english_run(index)
        for stop in range(len(run), 0, -1):
            value = words.read_cardinal(" ".join(word for _, word in run[:stop] if word != "-"), "en")
            if value is not None:
                scaled = run[stop - 1][1] in words.ENGLISH_SCALES
                return self.scale(self._with_parts(Quantity(index, run[stop - 1][0] + 1, value, "words", scaled)))
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
        # "vier Viertel" and "four quarters" are four of them.
        if parts and plural and found.value < min(parts, 100) and token.lower != "second":
            return replace(found, stop=stop + 1, value=SHARE.divide(found.value, Decimal(parts)), kind="part")
        three = [self.at(found.stop + step).lower for step in range(3)]
        if three[:2] == ["and", "a"] and three[2] in ("half", "quarter"):
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
            # "a couple of hundred"
            of = self.at(index + 2).lower == "of" and self.at(index + 3).lower in self.scales
            return self.scale(Quantity(index, index + 3 if of else index + 2, Decimal(2), "vague"))
        if self.language == "de" and following.lower.startswith("halb"):
            half = read_german(self, index + 1)
            return replace(half, first=index) if half else one
        if self.language == "de" and following.lower.startswith(("viertel", "dreiviertel")):
            quarter = read_quarter(self, index + 1)
            if quarter:
                return replace(quarter, first=index)
        parts = words.PARTS[self.language].get(following.lower)
        if parts and not (self.language == "en" and following.lower in ("fourth", "second")):
            return multiply_out(self, Quantity(index, index + 2, SHARE.divide(Decimal(1), Decimal(parts)), "part"))
        if following.lower in self.scales:
            found = self.scale(one)
            return replace(found, kind="words") if found.scaled else one
        return one

    def _few(self, index: int) -> Quantity | None:
        """Read vague counts: "mehrere", "einige Dutzend", "Tausende", "tens of thousands"."""
        token = self.tokens[index]
        if token.lower in words.VAGUE_FEW[self.language]:
            return self.scale(Quantity(index, index + 1, Decimal(2), "vague"))
        if token.lower in ("tens", "hundreds", "dozens", "scores") and self.at(index + 1).lower == "of":
            outer = words.VAGUE_PLURALS["en"].get(self.at(index + 2).lower)
            if outer is not None:
                inner = {"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100}[token.lower]
                return Quantity(index, index + 3, outer * inner, "vague")
        least = words.VAGUE_PLURALS[self.language].get(token.lower)
        if least is None:
            return None
        found = self.scale(Quantity(index, index + 1, least, "vague"))
        plural = words.VAGUE_PLURALS[self.language].get(self.at(found.stop).lower)
        if plural is not None and not found.scaled:
            return replace(found, stop=found.stop + 1, value=EXACT.multiply(least, plural / 2))
        return found

    def _ordinal(self, index: int) -> Quantity | None:
        number = words.ORDINALS[self.language].get(self.tokens[index].lower)
        return None if number is None else Quantity(index, index + 1, Decimal(number), "ordinal")
