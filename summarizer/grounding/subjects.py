"""Whether a name stands where the one who speaks stands: as a subject, or behind "laut"; never as object, attribute or place.

No parser: what decides is the preposition or article before the name, its genitive, and where it stands to the verb.
"""

import re
from collections.abc import Sequence

from summarizer.grounding.words import DETERMINERS, PREPOSITIONS, Token
from summarizer.schemas import Language

Span = tuple[int, int]

_OBLIQUE = frozenset("dem den des einem einen eines diesem diesen dieses seinem seinen seines ihrem ihren ihres".split())
_MORE_PREPOSITIONS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "über um zwischen neben hinter vor innerhalb außerhalb trotz statt ohne samt gegenüber entlang nahe namens".split()
    ),
    "en": frozenset("about between against without within near beside behind above over among via as than like".split()),
}
_ARTICLES: dict[Language, frozenset[str]] = {
    "de": DETERMINERS["de"] | frozenset("ein eine einer eines einem einen".split()),
    "en": DETERMINERS["en"] | frozenset("a an its".split()),
}
_ADJECTIVE = re.compile(r"^[a-zäöüß]{3,}e[nmrs]?$")
_GENITIVE = re.compile(r"^(?:'s|’s|s)$")


class Place:
    """What stands before and behind a name in its sentence."""

    def __init__(self, span: Span, words: Sequence[Token], text: str, language: Language) -> None:
        """Find the article and the preposition that go with the name at `span`."""
        self.words, self.text, self.language = words, text, language
        self.first = next(index for index, token in enumerate(words) if token.end > span[0])
        self.last = max(index for index, token in enumerate(words) if token.start < span[1])
        self.article, self.preposition, self.left = "", "", self.first
        self._walk()

    def _walk(self) -> None:
        """Go left over titles and adjectives to the article or preposition of the noun phrase."""
        index = self.first
        while index > 0 and self._joined(index - 1):
            before = self.words[index - 1].text
            lower = before.lower()
            if lower in _ARTICLES[self.language]:
                self.article = lower
                index -= 1
                continue
            # "Sein Gegenüber Klose": a noun.
            if self.is_preposition(lower) and (index == 1 or before != "Gegenüber"):
                self.preposition = lower
                break
            if self.article or not self._title(index - 1):
                break
            index -= 1
        self.left = index

    def is_preposition(self, word: str) -> bool:
        """Say whether a word in lower case is a preposition."""
        return word in PREPOSITIONS[self.language] or word in _MORE_PREPOSITIONS[self.language]

    def _joined(self, index: int) -> bool:
        """Say whether only white space or a hyphen stands between a word and the next."""
        return not self.text[self.words[index].end : self.words[index + 1].start].strip(" \u00a0-‐‑.")

    def _title(self, index: int) -> bool:
        """Say whether a word may be a title or an adjective before a name; an adjective has an article or preposition before it."""
        word = self.words[index].text
        if word[:1].isupper():
            return True
        if index == 0 or self.language != "de" or not _ADJECTIVE.match(word):
            return False
        before = self.words[index - 1].text.lower()
        return before in _ARTICLES["de"] or self.is_preposition(before)

    @property
    def before(self) -> Token | None:
        """The word before the noun phrase, None where a comma or the start of the sentence is."""
        return self.words[self.left - 1] if self.left and self._joined(self.left - 1) else None

    def is_attribute(self) -> bool:
        """Say whether the name belongs to a noun before it ("Chef der IG Metall")."""
        before = self.before
        if (
            self.language == "de"
            and self.article in {"der", "des", "dieser", "ihrer", "seiner", "einer"}
            and before
            and before.text[:1].isupper()
        ):
            return self.left > 1
        return False

    def possesses(self, name: str) -> bool:
        """Say whether the name stands in the genitive that `name` does not have: "Müllers", "Smith's"."""
        last = self.words[self.last]
        after = self.text[last.end : last.end + 2]
        if after in ("'s", "’s"):
            return True
        end = name.rsplit(None, 1)[-1] if name.split() else ""
        return self.language == "de" and len(end) > 2 and last.text.startswith(end) and bool(_GENITIVE.match(last.text[len(end) :]))


def can_speak(span: Span, name: str, words: Sequence[Token], text: str, language: Language) -> bool:
    """Say whether the name at `span` may be the subject of its sentence, or the agent of a passive, or whose report it is."""
    place = Place(span, words, text, language)
    before = place.words[place.left - 1].text.lower() if place.left else ""
    if place.preposition:
        reporting = place.left > 1 and bool(_REPORT.search(place.words[place.left - 2].text.lower()))
        passive = any(token.text.lower() in _PASSIVE for token in words)
        return (place.preposition in {"von", "by", "from", "of", "durch", "vom"}) and (
            reporting or (passive and before in {"von", "by", "durch", "vom"})
        )
    if (place.is_attribute() or place.article in {"des", "der", "eines", "einer"}) and _REPORT.search(before):
        return True
    if place.article in _OBLIQUE and language == "de":
        return False
    return not (place.is_attribute() or place.possesses(name))


_PASSIVE = frozenset("wird werden wurde wurden worden is are was were been being".split())
_REPORT = re.compile(
    r"(?:bericht|angabe|studie|umfrage|zahl|statistik|erklärung|mitteilung|schätzung|auswertung|analyse|untersuchung|gutachten|papier|daten|"
    r"report|figure|data|stud|survey|poll|statement|estimate|stati?stic|analys|review)\w{0,4}$"
)


def is_clause(start: int, end: int, text: str) -> bool:
    """Say whether no punctuation stands between two places."""
    return not _MARK.search(text, start, end)


def is_connected(span: Span, verb: Token, text: str) -> bool:
    """Say whether a name and a verb belong to one clause, nothing between but a clause put in or an apposition."""
    if span[0] <= verb.start < span[1]:
        return False
    if text[span[0] - 1 : span[0]] in _QUOTES and text[span[1] : span[1] + 1] in _QUOTES and span[0]:
        # A newspaper's name in quotation marks: laut „Rheinischer Post“.
        span = (span[0] - 1, span[1] + 1)
    if span[1] <= verb.start:
        marks = len(_MARK.findall(text, span[1], verb.start))
        apposed = bool(_AFTER_COMMA.search(text, max(0, span[0] - 60), span[0])) and text[span[1] : span[1] + 1] == ","
        return marks != 1 or apposed or verb.text.endswith("ing")
    marks = len(_MARK.findall(text, verb.end, span[0]))
    apposed = bool(_AFTER_COMMA.search(text, verb.end, span[0])) and bool(_ENDS.match(text, span[1]))
    return marks == 0 or (marks == 1 and apposed) or (marks == 2 and not apposed and bool(_PUT_IN.search(text, verb.end, span[0])))


_QUOTES = tuple('„“”"»«')
_MARK = re.compile(r"[,;:()](?!\d)|\s[–—-]\s|[„“”\"»«]")
_AFTER_COMMA = re.compile(r",\s+(?:[^\W\d_][\w.-]*\s+){0,3}$")
_PUT_IN = re.compile(r"^\s*,[^,]*,\s|^\s*\([^)]*\)\s")
_ENDS = re.compile(r"\W*(?:$|[,.;:!?()„“”\"»«\n]|\s(?:am|im|in|auf|bei|nach|vor|on|at|in|after|last|the)\b)")
