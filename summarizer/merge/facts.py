"""Items as the merge compares them: their words as features, their numbers in base units, the names beside them."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from summarizer.grounding.words import FUNCTION_WORDS, HEDGES, NEGATIONS, PRONOUNS, SENTENCE_ADVERBS, clause, stem
from summarizer.merge.concepts import compound_concepts, concept, pair_concepts
from summarizer.merge.places import origin, place_code
from summarizer.merge.sounds import sound
from summarizer.merge.sources import SourceBriefing
from summarizer.numerals.units import UNITS
from summarizer.schemas import Actor, Briefing, Event, Evidence, Figure, Item, Language, Line, Statement

Merged: TypeAlias = Event | Figure | Statement | Actor
Place: TypeAlias = tuple[int, int]
SectionName = Literal["key_events", "figures", "statements", "actors"]
SECTIONS: tuple[SectionName, ...] = ("key_events", "figures", "statements", "actors")

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NONE: frozenset[str] = frozenset()
_CONTEXT_CHARACTERS = 350
_CONTEXT_SENTENCES = 2


@dataclass(frozen=True, eq=False)
class Fact:
    """One item of one source.

    `clause` are the words that decide what it means, `sentences` those it cites, `context` is the text before them. Of an
    actor, whose sentences are many, only the name is compared.
    """

    source: int
    section: SectionName
    index: int
    item: Merged
    language: Language
    clause: str
    sentences: str = field(repr=False)
    context: str = field(repr=False)

    @functools.cached_property
    def own(self) -> frozenset[str]:
        """The features of the item's own words."""
        return features(_own_words(self.item), self.language)

    @functools.cached_property
    def near(self) -> frozenset[str]:
        """The features of the clause."""
        return _NONE if self.section == "actors" else features(self.clause, self.language)

    @functools.cached_property
    def said(self) -> frozenset[str]:
        """The features of the sentences."""
        return _NONE if self.section == "actors" else features(self.sentences, self.language)

    def forget(self) -> None:
        """Let go of the features, which are most of what a day weighs."""
        for name in ("own", "near", "said"):
            self.__dict__.pop(name, None)

    @property
    def cited(self) -> Place:
        """The article and the first sentence that the item cites."""
        return self.source, self.item.evidence[0].sentence

    @property
    def place(self) -> tuple[int, int]:
        """Where the item stands among the items of its section, over all sources."""
        return self.source, self.index


def read_facts(number: int, one: SourceBriefing) -> Iterator[Fact]:
    """Yield the items of a source that are merged, with their features."""
    briefing = one.briefing
    language = briefing.article.language
    known = _sentences(briefing)
    for section in SECTIONS:
        for index, item in enumerate(getattr(briefing, section)):
            said = " ".join(sentence.text for sentence in item.evidence[: 1 if section == "actors" else None])
            clause_text, context = _clause(item, said), _before(item.evidence[0], one.text, known)
            yield Fact(
                number, section, index, item, language, clause=clause_text, sentences=said, context=context
            )  # fmt: skip


def _sentences(briefing: Briefing) -> dict[int, Evidence]:
    """Return the sentences that a briefing cites, by number."""
    return {sentence.sentence: sentence for _, item in briefing.items() for sentence in item.evidence}


def _before(first: Evidence, text: str | None, known: dict[int, Evidence]) -> str:
    """Return what precedes a sentence: from the text where it is at hand, else the sentences that are cited."""
    if text is not None:
        return text[max(0, first.start - _CONTEXT_CHARACTERS) : first.start]
    numbers = range(max(1, first.sentence - _CONTEXT_SENTENCES), first.sentence)
    return " ".join(known[number].text for number in numbers if number in known)


def _own_words(item: Item) -> str:
    match item:
        case Event():
            return " ".join(filter(None, (item.title, item.where)))
        case Figure():
            return f"{item.amount.text} {item.counts}"
        case Statement():
            return item.content
        case Actor():
            return item.name
        case Line():
            return item.text
    return ""


def _clause(item: Item, said: str) -> str:
    """Return the clause around the amount of a figure, the words of a statement; of other items the sentences."""
    if isinstance(item, Figure):
        at = said.find(item.amount.text)
        if at >= 0:
            start, end = clause(said, at)
            return said[start:end]
    if isinstance(item, Statement):
        return f"{item.cue or ''} {item.content}"
    return said


@functools.lru_cache(maxsize=20_000)
def features(text: str, language: Language) -> frozenset[str]:
    """Return what a text is compared by: concepts, places, names by their sound, stems of the other words.

    >>> features("Zwei Tote in Kiew", "de") == features("two dead in Kyiv", "en")
    True
    """
    found: dict[str, tuple[str, ...]] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        found.setdefault(stem(word, language), word_features(word, language))
    together = pair_concepts(frozenset(found), language)
    # In "das Leben gekostet" nothing costs.
    used = {part for parts in together.values() for part in parts}
    return frozenset(together) | {name for part, names in found.items() if part not in used for name in names}


@functools.lru_cache(maxsize=100_000)
def word_features(word: str, language: Language) -> tuple[str, ...]:
    """Return the features of one word, none where it carries no meaning of its own."""
    lower = word.lower()
    if len(lower) < 3 and not word.isupper():
        return ()
    if lower in _empty(language):
        return ()
    code = place_code(word) if word[:1].isupper() else None
    if code:
        return (code,)
    state = origin(word, language)
    if state:
        return (state,)
    stemmed = stem(word, language)
    meaning = concept(stemmed, language)
    if meaning:
        return (meaning,)
    parts = [part for piece in word.split("-") for part in compound_concepts(piece, language)] if language == "de" else []
    if "-" in word:
        parts += [part for piece in word.split("-") for part in word_features(piece, language)]
    return (*dict.fromkeys(parts), sound(stemmed, language))


@functools.cache
def _empty(language: Language) -> frozenset[str]:
    """Return the words that carry no meaning of their own."""
    return (
        FUNCTION_WORDS[language] | HEDGES[language] | NEGATIONS[language] | PRONOUNS[language] | SENTENCE_ADVERBS[language]
        | _NUMBER_WORDS[language] | _ADVERBS[language]
        | frozenset(unit.lower() for unit in UNITS)
    )  # fmt: skip


_NUMBER_WORDS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "ein eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend million millionen milliarde milliarden "
        "mio mrd mindestens wenigstens höchstens rund etwa knapp gut fast über unter bis zirka circa ungefähr mehr weniger mehrere "
        "mehreren dutzende hunderte tausende etliche einige wenige viele zahlreiche uhr".split()
    ),
    "en": frozenset(
        "one two three four five six seven eight nine ten eleven twelve hundred thousand million millions billion least most about "
        "around nearly almost over under more less several dozens hundreds thousands some few many said".split()
    ),
}

# "Bereits" has the stem of "bereit", and no adverb of order or degree says what an event was.
_ADVERBS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "abermals anschließend ausschließlich bald beinahe bereits besonders bloß demnächst ebenfalls einst erneut folglich "
        "früher gleichfalls gleichwohl größtenteils hierbei hinaus indessen insbesondere jüngst kaum künftig lediglich letztlich "
        "nachher nahezu namentlich neulich nochmals nunmehr soeben sofort sogar stets teils teilweise umgehend vielmehr vorerst "
        "vorher vornehmlich vorwiegend währenddessen wieder überwiegend".split()
    ),
    "en": frozenset(
        "already always currently especially even eventually ever formerly initially just largely mainly merely often once "
        "originally particularly partly previously simply soon".split()
    ),
}
