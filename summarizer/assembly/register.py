"""The register of an article's actors: which mention is of whom, found by the words of its name."""

import dataclasses
import re
from collections import Counter

from summarizer.grounding.names import forms, same_word
from summarizer.local.spans import TaggedSpan
from summarizer.rules.labels import is_body
from summarizer.rules.lexicon import first_names, known_places
from summarizer.rules.names import LEGAL
from summarizer.rules.prose import Prose
from summarizer.schemas import Kind

MOST_MENTIONS = 20
"""How many mentions of one actor are searched for roles and abbreviations: work stays in step with the text."""
_BRACKET = re.compile(r"\s*\(\s*([^\s(),;]{2,})\s*[),;]")
_BRACKET_REACH = 5
"""Characters between a name and its abbreviation in brackets, fewer than."""
_JOINING = frozenset("of the and for der die das des dem den von vom und für & de la del al van".split())


@dataclasses.dataclass(eq=False)
class Known:
    """An actor as it is found: the words of its fullest name, and where it is mentioned."""

    words: tuple[str, ...]
    mentions: list[TaggedSpan]
    kinds: Counter[Kind] = dataclasses.field(default_factory=Counter)
    roles: list[str] = dataclasses.field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest name."""
        return " ".join(self.words)

    @property
    def kind(self) -> Kind:
        """The kind that most mentions have."""
        return self.kinds.most_common(1)[0][0] if self.kinds else "organisation"


class Register:
    """The actors found so far, in the order in which they were entered, by what may be said of them."""

    def __init__(self, prose: Prose) -> None:
        """Begin with nobody."""
        self.prose = prose
        self.actors: list[Known] = []
        self._by_form: dict[str, list[int]] = {}
        self._by_abbreviation: dict[str, list[int]] = {}
        self._by_end: dict[int, list[int]] = {}
        self._numbers: dict[Known, int] = {}

    def find(self, words: tuple[str, ...], mention: TaggedSpan) -> Known | None:
        """Return the first actor whom a mention names, else whom it abbreviates; None where there is none."""
        alike = {number for form in forms(words[-1]) for number in self._by_form.get(form, ())}
        found = (self.actors[number] for number in sorted(alike, key=lambda one: (self.actors[one].kind != mention.kind, one)))
        named = next((known for known in found if _same(known, words, mention)), None)
        return named or self._abbreviated(mention)

    def enter(self, words: tuple[str, ...]) -> Known:
        """Return a new actor of a name."""
        known, number = Known(words, []), len(self.actors)
        self.actors.append(known)
        self._numbers[known] = number
        for form in {form for word in words for form in forms(word)}:
            self._by_form.setdefault(form, []).append(number)
        self._by_abbreviation.setdefault(_initials(known), []).append(number)
        return known

    def add(self, known: Known, mention: TaggedSpan) -> None:
        """Add a mention of an actor."""
        known.mentions.append(mention)
        kind = mention.kind or "organisation"
        # "Hartwig" tagged as a person and joined to "Hartwig AG" says nothing of what that is.
        if kind in known.kinds or not known.kinds or _words_in(self.prose, mention) >= len(known.words):
            known.kinds[kind] += 1
        if len(known.mentions) > MOST_MENTIONS:
            return
        number = self._numbers[known]
        self._by_end.setdefault(mention.end, []).append(number)
        bracket = _BRACKET.match(self.prose.text, mention.end)
        if bracket:
            self._by_abbreviation.setdefault(bracket[1], []).append(number)

    def _abbreviated(self, mention: TaggedSpan) -> Known | None:
        """Return the first actor for whom a mention in brackets behind the name, or of its initials, is short."""
        text = self.prose.text[mention.start : mention.end]
        if not text.isupper() or len(text) < 2:
            return None
        near = range(mention.start - _BRACKET_REACH + 1, mention.start)
        bracketed = {
            number
            for end in near
            for number in self._by_end.get(end, ())
            if re.fullmatch(r"\s*\(\s*", self.prose.text[end : mention.start])
        }
        numbers = sorted(bracketed | set(self._by_abbreviation.get(text, ())))
        fitting = (self.actors[number] for number in numbers)
        return next((known for known in fitting if known.kind in ("organisation", "state", "group") and len(known.words) > 1), None)


def _initials(known: Known) -> str:
    """Return the capitals with which the parts of a name begin."""
    return "".join(word[0] for word in re.split(r"[\s-]+", known.name) if word[:1].isupper()).upper()


def _words_in(prose: Prose, mention: TaggedSpan) -> int:
    return len(prose.text[mention.start : mention.end].split())


def _is_mistaken(known: Known, word: str, mention: TaggedSpan) -> bool:
    """Say whether a single word tagged as a place is a person's last name, or one tagged as a person the first of a firm's name."""
    if known.kind == "person":
        return mention.kind == "place" and word not in known_places() and same_word(known.words[-1], word)
    return (
        known.kind == "organisation" and mention.kind == "person" and word not in first_names() and same_word(known.words[0], word)
    )


def _same(known: Known, words: tuple[str, ...], mention: TaggedSpan) -> bool:
    """Say whether a mention names a known actor: the same words in any inflection, or part of a person's or firm's name."""
    full = known.words
    if len(full) == len(words):
        return all(map(same_word, full, words))
    if (
        len(words) == 1
        and known.kind == "organisation"
        and mention.kind in ("place", "person")
        and full[-1].lower().strip(".") in LEGAL
    ):
        return same_word(full[0], words[0])
    if len(full) == len(words) + 1 and known.kind == "organisation" and mention.kind in ("organisation", "person", None):
        # "SV Hochberg" and "Hochberg", "Oppositionsbündnis Morgenrot" and "Morgenrot"
        head = full[0].isupper() or is_body(full[0], "de")
        if head and all(map(same_word, full[1:], words)):
            return True
    if len(words) > len(full) or any(word.lower() in _JOINING for word in words[:1]):
        return False
    if len(words) == 1 < len(full) and _is_mistaken(known, words[0], mention):
        return True
    if known.kind == "person" and mention.kind in ("person", None):
        return all(map(same_word, full[-len(words) :], words)) or (
            len(words) == 1 and same_word(full[0], words[0]) and len(full) == 2
        )
    if known.kind in ("organisation", "group") and mention.kind in ("organisation", "group", None):
        return all(map(same_word, full[: len(words)], words)) and words[-1][:1].isupper()
    return False
