"""Annotated articles as the draft items that a good model would give: each with the sentences that carry it."""

import bisect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from summarizer.articles import read_article
from summarizer.gold.conversion import to_gold
from summarizer.gold.files import open_markup
from summarizer.gold.model import Gold, GoldActor, GoldFigure, GoldStatement
from summarizer.grounding import DraftItem, Source
from summarizer.grounding.speakers import Others
from summarizer.grounding.words import stem, tokens
from summarizer.numerals import find_amounts, find_numbers
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine, DraftStatement, Section, Span
from summarizer.sentences import split_sentences

_CLAUSE_END = re.compile(r"[,;:.!?„“”\"»«()]|\s[–—]\s")
_ATTRIBUTE = re.compile(r"\w\s+(?:(?:von|vom|der|des|im|in|aus|bei|für|of|from|at|for|in|by|near)\b.*\s*)$|\w['’]s\b", re.I)
PRONOUNS = frozenset("er sie he she they ihr ihren ihm wir we i ich".split())
PHRASE_WORDS = 5
"""Words after a figure that a model may copy into what is counted."""


class TrueItem(NamedTuple):
    """A draft item that its article bears out; `variant` says how it was written, `gold` what it was made from."""

    section: Section
    variant: str
    draft: DraftItem
    gold: GoldFigure | GoldActor | GoldStatement | None = None


class Case(NamedTuple):
    """An annotated article with its items."""

    name: str
    source: Source
    gold: Gold
    items: tuple[TrueItem, ...]

    def sentences_of(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """Return the numbers of the sentences in which spans lie."""
        return sentences_of(self.source, spans)


def read_case(path: Path) -> Case:
    """Return an annotated article as true draft items."""
    markup = open_markup(path)
    gold = to_gold(markup, file=path.name)
    article = read_article(markup.text, language=gold.article.language, published=gold.article.published)
    # Offsets of the gold count in the text of the markup.
    article = article.model_copy(update={"text": markup.text})
    source = Source(article, split_sentences(markup.text, article.language))
    items = (*_figures(gold, source), *_actors(gold, source), *_statements(gold, source), *_events(gold, source))
    return Case(f"{path.parent.name}/{path.name}", source, gold, items)


def cast_of(case: Case) -> Others:
    """Return the names of the persons, and of all actors, in an article."""
    actors = case.gold.actors
    return Others([actor.name for actor in actors if actor.kind == "person"], [actor.name for actor in actors])


def sentences_of(source: Source, spans: Iterable[Span]) -> tuple[int, ...]:
    """Return the numbers of the sentences in which spans lie."""
    starts = [sentence.start for sentence in source.sentences]
    numbers: set[int] = set()
    for span in spans:
        first, last = bisect.bisect_right(starts, span.start), bisect.bisect_right(starts, span.end - 1)
        numbers |= set(range(max(1, first), last + 1))
    return tuple(sorted(numbers))


def _figures(gold: Gold, source: Source) -> Iterator[TrueItem]:
    for figure in gold.figures:
        numbers = sentences_of(source, [figure.span])
        statement = _around(gold, figure)
        claimant = None
        if statement and statement.speaker_span and sentences_of(source, [statement.speaker_span]) == numbers:
            claimant = statement.speaker_span.text if statement.speaker_span.text.lower() not in PRONOUNS else None
        for variant, counts in _counted(figure, source):
            draft = DraftFigure(amount=figure.span.text, counts=counts, claimant=claimant, sentences=numbers)
            yield TrueItem("figures", variant, draft, figure)


def _around(gold: Gold, figure: GoldFigure) -> GoldStatement | None:
    """Return the innermost statement whose content holds a figure."""
    around = [
        (piece.end - piece.start, statement)
        for statement in gold.statements
        for piece in statement.pieces or (statement.content,)
        if piece.start <= figure.span.start and figure.span.end <= piece.end
    ]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def _counted(figure: GoldFigure, source: Source) -> Iterator[tuple[str, str]]:
    """Yield what is counted: the noun in the mark or the unit alone, and with the words that follow in the clause."""
    span, text = figure.span, source.text
    amount = next(iter(find_amounts(span.text, source.language)), None)
    inside = span.text[amount.number_end :].strip() if amount else ""
    line_end = text.find("\n", span.end)
    rest = text[span.end : line_end if line_end != -1 else None]
    stops = [match.start() for match in _CLAUSE_END.finditer(rest)] + [
        found.start for found in find_numbers(rest[:200], source.language)
    ]
    following = " ".join(rest[: min(stops, default=None)].split()[:PHRASE_WORDS])
    known = figure.unit and stem(figure.unit.split()[-1], source.language) in source.stems
    noun = inside or (figure.unit if known else None) or " ".join(following.split()[:2])
    if not re.search(r"[^\W\d_]{4,}", noun):
        noun = span.text.split()[-1]
    if noun and re.search(r"[^\W\d_]", noun) and noun != "Faktor":
        yield "noun", noun
        if re.search(r"[^\W\d_]{4,}", following):
            yield "phrase", f"{inside} {following}".strip()


def _actors(gold: Gold, source: Source) -> Iterator[TrueItem]:
    for actor in gold.actors:
        mention = next(one for one in actor.mentions if one.text == actor.name)
        titled = next((one for one in actor.mentions if one.role), mention)
        spans = [mention, titled] if titled.role else [mention]
        role = titled.role if titled.role and _is_copied(titled.role, titled, source) else None
        draft = DraftActor(name=actor.name, kind=actor.kind, role=role, sentences=sentences_of(source, spans))
        yield TrueItem("actors", "name", draft, actor)


def _is_copied(role: str, mention: Span, source: Source) -> bool:
    """Say whether every word of a role stands in the sentence, inflected or not: the markup may put it in words of its own."""
    here = {token.stem for number in sentences_of(source, [mention]) for token in source.tokens[number - 1]}
    return all(token.stem in here for token in tokens(role, source.language))


def _statements(gold: Gold, source: Source) -> Iterator[TrueItem]:
    for statement in gold.statements:
        pieces = statement.pieces or (statement.content,)
        named, spans = _speaker(gold, statement)
        numbers = sentences_of(source, [*pieces, *spans, *statement.cue_pieces])
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


def _events(gold: Gold, source: Source) -> Iterator[TrueItem]:
    for event in gold.events:
        numbers = sentences_of(source, [event.evidence])
        status = event.status
        draft = DraftEvent(title=event.evidence.text, status=status, when=None, where=None, sentences=numbers)  # type: ignore[arg-type]  # gold holds nothing else, and pydantic refuses it
        yield TrueItem("key_events", "title", draft)
        yield TrueItem("summary", "line", DraftLine(text=event.evidence.text, sentences=numbers))
