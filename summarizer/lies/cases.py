"""Annotated articles as the draft items that a good model would give: each with the sentences that carry it."""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from summarizer.gold.model import Gold, GoldActor, GoldEvent, GoldFigure, GoldStatement, GoldText
from summarizer.grounding import DraftItem, Source, name_cast
from summarizer.grounding.cast import Others
from summarizer.grounding.words import PRONOUNS, content_words, stem, tokens
from summarizer.lies.lexicon import DATE
from summarizer.numerals import find_amounts, find_numbers
from summarizer.numerals.words import ORDINALS
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section, Span
from summarizer.sentences import split_sentences

_CLAUSE_END = re.compile(r"[,;:.!?„“”\"»«()]|\s[–—]\s")
_ATTRIBUTE = re.compile(r"\w\s+(?:(?:von|vom|der|des|im|in|aus|bei|für|of|from|at|for|in|by|near)\b.*\s*)$|\w['’]s\b", re.I)
_NO_NUMBER = re.compile(r"(?:viel|zahlreich|manch|einzeln|wenig|many|numerous|few)|\d+:\d+$", re.I)
"""Marked in some gold, but not what a briefing gives as a figure: vague words, scores."""
_AGE = re.compile(r"(?:\s*(?:Jahre|Monate|Wochen))?[\s-]*(?:alt(?:e[mnrs]?)?\b|[Jj]ährige|(?:years?|months?)[\s-]old)")
_UNCOUNTED = ("Faktor", "sich")
_PHRASE_WORDS = 5
"""Words after a figure that a model may copy into what is counted."""

GoldItem = GoldFigure | GoldActor | GoldStatement | GoldEvent


class TrueItem(NamedTuple):
    """A draft item that its article bears out; `variant` says how it was written, `gold` what it was made from."""

    section: Section
    variant: str
    draft: DraftItem
    gold: GoldItem


@dataclass(frozen=True)
class Case:
    """An annotated article with its true items, and what lies need to know of it."""

    source: Source
    gold: Gold

    @functools.cached_property
    def items(self) -> tuple[TrueItem, ...]:
        """Every true item, in the order of the sections."""
        return (*_figures(self), *_actors(self), *_statements(self), *_events(self))

    @functools.cached_property
    def cast(self) -> Others:
        """Who else a draft with all these items names."""
        return name_cast(item.draft for item in self.items)

    def sentences_of(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Return the numbers of the sentences in which spans lie."""
        numbers: set[int] = set()
        for span in spans:
            first, last = self.source.index_at(span.start), self.source.index_at(span.end - 1)
            numbers |= set(range(max(0, first) + 1, last + 2))
        return tuple(sorted(numbers))

    def cited(self, numbers: Iterable[int]) -> str:
        """Return the text of sentences, one after the other."""
        return "\n".join(self.source.sentences[number - 1].text for number in numbers)

    def values(self, numbers: Iterable[int]) -> frozenset[Decimal]:
        """Return every number that sentences state."""
        return stated(self.cited(numbers), self)


def stated(text: str, case: Case) -> frozenset[Decimal]:
    """Return every number that a text states, figures and other numbers."""
    language = case.source.language
    found = (*find_amounts(text, language), *find_numbers(text, language))
    return frozenset(value for amount in found for value in (amount.low, amount.high, *amount.stated) if value is not None)


def case_of(text: GoldText) -> Case:
    """Return an annotated article as a case."""
    article = text.article
    return Case(Source(article, split_sentences(article.text, article.language)), text.gold)


def _figures(case: Case) -> Iterator[TrueItem]:
    gold = case.gold
    for figure in gold.figures:
        if _NO_NUMBER.match(figure.span.text) or _is_age_or_ordinal(figure, case.source):
            continue
        numbers = case.sentences_of([figure.span])
        statement = innermost(gold, figure)
        claimant = None
        if statement and statement.speaker_span and case.sentences_of([statement.speaker_span]) == numbers:
            spoken = statement.speaker_span.text
            claimant = spoken if spoken.lower() not in PRONOUNS[case.source.language] else None
        for variant, counts in _counted(figure, case.source):
            draft = DraftFigure(amount=_amount(figure, case.source), counts=counts, claimant=claimant, sentences=numbers)
            yield TrueItem("figures", variant, draft, figure)


def _is_age_or_ordinal(figure: GoldFigure, source: Source) -> bool:
    """Say whether a marked number is an age or an ordinal ("ein 38 Jahre alter Mann", "zum ersten Mal"): both are no figures."""
    number = next(iter(find_numbers(figure.span.text, source.language)), None)
    if number is None:
        return False
    return bool(_AGE.match(source.text, figure.span.start + number.number_end)) or number.text.lower() in ORDINALS[source.language]


def _amount(figure: GoldFigure, source: Source) -> str:
    """Return the words of a figure with the bound that stands before them in the text, where the gold's qualifier names one."""
    span = figure.span
    if figure.qualifier == "exact":
        return span.text
    sentence = source.sentences[source.index_at(span.start)]
    start, end = span.start - sentence.start, span.end - sentence.start
    firsts = [found.start for found in find_amounts(sentence.text, source.language) if start <= found.number_start < end]
    return sentence.text[min([start, *firsts]) : end]


def around(gold: Gold, figure: GoldFigure) -> list[GoldStatement]:
    """Return the statements whose content holds a figure, the innermost first."""
    holding = [
        (piece.end - piece.start, statement.id, statement)
        for statement in gold.statements
        for piece in statement.pieces or (statement.content,)
        if piece.start <= figure.span.start and figure.span.end <= piece.end
    ]
    return [statement for _, _, statement in sorted(holding, key=lambda entry: entry[:2])]


def innermost(gold: Gold, figure: GoldFigure) -> GoldStatement | None:
    """Return the innermost statement whose content holds a figure."""
    return next(iter(around(gold, figure)), None)


def _counted(figure: GoldFigure, source: Source) -> Iterator[tuple[str, str]]:
    """Yield what is counted: the noun in the mark or the unit alone, and with the words that follow in the clause."""
    span, text = figure.span, source.text
    amount = next(iter(find_amounts(span.text, source.language)), None)
    inside = span.text[amount.number_end :].strip() if amount else ""
    if find_numbers(inside, source.language):
        inside = ""
    line_end = text.find("\n", span.end)
    rest = text[span.end : line_end if line_end != -1 else None]
    stops = [match.start() for match in _CLAUSE_END.finditer(rest)]
    stops += [found.start for found in find_numbers(rest[:200], source.language)]
    following = " ".join(rest[: min(stops, default=None)].split()[:_PHRASE_WORDS])
    known = figure.unit and stem(figure.unit.split()[-1], source.language) in source.stems
    noun = inside or (figure.unit if known else None) or " ".join(following.split()[:2])
    if not re.search(r"[^\W\d_]{4,}", noun):
        noun = span.text.split()[-1]
    if content_words(tokens(noun, source.language), source.language) and noun not in _UNCOUNTED:
        yield "noun", noun
        if re.search(r"[^\W\d_]{4,}", following):
            yield "phrase", f"{inside} {following}".strip()


def _actors(case: Case) -> Iterator[TrueItem]:
    for actor in case.gold.actors:
        mention = next((one for one in actor.mentions if one.text == actor.name), actor.mentions[0])
        titled = next((one for one in actor.mentions if one.role), mention)
        spans = [mention, titled] if titled.role else [mention]
        role = titled.role if titled.role and _is_copied(titled.role, titled, case) else None
        draft = DraftActor(name=actor.name, kind=actor.kind, role=role, sentences=case.sentences_of(spans))
        yield TrueItem("actors", "name", draft, actor)


def _is_copied(role: str, mention: Span, case: Case) -> bool:
    """Say whether every word of a role stands in the sentence, inflected or not: the markup may put it in words of its own."""
    here = {token.stem for number in case.sentences_of([mention]) for token in case.source.tokens[number - 1]}
    return all(token.stem in here for token in tokens(role, case.source.language))


def _statements(case: Case) -> Iterator[TrueItem]:
    """Yield the statements; none of gold that marks no cues, since a statement that leaves out its cue is not borne out."""
    if not any(statement.cue for statement in case.gold.statements):
        return
    for statement in case.gold.statements:
        pieces = statement.pieces or (statement.content,)
        named, spans = _speaker(case.gold, statement)
        numbers = case.sentences_of([*pieces, *spans, *statement.cue_pieces])
        contents = [("pieces", " ".join(piece.text for piece in pieces)), *(("piece", piece.text) for piece in pieces)]
        if len(pieces) == 1:
            contents = [("whole", pieces[0].text)]
        for variant, content in contents:
            for kind, speaker in named:
                draft = DraftStatement(speaker=speaker, cue=statement.cue, content=content, form=statement.type, sentences=numbers)
                yield TrueItem("statements", f"{variant}, {kind}", draft, statement)


def _speaker(gold: Gold, statement: GoldStatement) -> tuple[list[tuple[str, str | None]], list[Span]]:
    """Return the names a model may give for a speaker, and the spans it would cite for them."""
    span = statement.speaker_span
    actor = next((one for one in gold.actors if one.id == statement.ref), None)
    here = [one for one in (actor.mentions if actor else ()) if span and span.start <= one.start and one.end <= span.end]
    if actor is None:
        return [("as written", span.text)] if span else [("nobody", None)], [span] if span else []
    # "ein Sprecher der IG Metall" is not the IG Metall.
    if span and here and _ATTRIBUTE.search(span.text[: here[0].start - span.start]):
        return [("as written", span.text)], [span]
    if span and here:
        names: list[tuple[str, str | None]] = [("as written", span.text), ("name", here[0].text)]
        return [*names, *([("full name", actor.name)] if actor.name != here[0].text else [])], [span]
    before = [one for one in actor.mentions if one.start < statement.content.start]
    nearest = before[-1] if before else actor.mentions[0]
    return [("resolved", actor.name)], [nearest, *([span] if span else [])]


def _events(case: Case) -> Iterator[TrueItem]:
    """Yield each marked passage as title and as line, and each sentence of the article as a line."""
    for event in case.gold.events:
        span, language = event.evidence, case.source.language
        dates = re.findall(DATE[language], span.text)
        places = [one for one in mentions(case, span) if one.actor.kind == "place"]
        draft = DraftEvent(
            title=span.text,
            status=event.status,  # type: ignore[arg-type]  # gold holds nothing else, and pydantic refuses it
            when=dates[0] if len(dates) == 1 else None,
            where=places[0].text if len(places) == 1 else None,
            sentences=case.sentences_of([span]),
        )
        yield TrueItem("key_events", "title", draft, event)
        yield TrueItem("summary", "line", DraftLine(text=span.text, sentences=draft.sentences), event)
    yield from _lines(case)


def _lines(case: Case) -> Iterator[TrueItem]:
    """Yield each sentence as a line of free text."""
    for sentence in case.source.sentences:
        span = Span(start=sentence.start, end=sentence.end, text=sentence.text)
        line = DraftLine(text=sentence.text, sentences=(sentence.number,))
        yield TrueItem("summary", "sentence", line, GoldEvent(id=f"L{sentence.number}", evidence=span, status="done"))


class Named(NamedTuple):
    """A mention of an actor in a passage, offsets within the passage."""

    start: int
    end: int
    text: str
    actor: GoldActor


def mentions(case: Case, span: Span) -> list[Named]:
    """Return the mentions of actors in a passage, in order."""
    found = [
        Named(one.start - span.start, one.end - span.start, one.text, actor)
        for actor in case.gold.actors
        for one in actor.mentions
        if span.start <= one.start and one.end <= span.end
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.actor.id))
