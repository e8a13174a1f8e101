"""What the head is trained on: annotated articles and GermEval 2014, as units with a tag for every word."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from summarizer.gold.markup import Mark, read_markup
from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS
from summarizer.local.server import MAXIMUM_TOKENS
from summarizer.local.units import Tokenize, Unit, read_units, unit_features
from summarizer.local.words import Features, Span
from summarizer.schemas import Language, Sentence
from summarizer.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Example:
    """A unit, what is seen of its words, and the tag of each word; `statements` is None where nobody marked them."""

    article: str
    language: Language
    text: str
    unit: Unit
    features: Features
    names: tuple[int, ...]
    statements: tuple[int, ...] | None


def read_articles(folder: Path, part: str, tokenize: Tokenize) -> Iterator[Example]:
    """Yield the units of the annotated articles in one part of `split.json`."""
    for name in json.loads((folder / "split.json").read_text(encoding="utf-8"))[part]:
        markup = read_markup((folder / "articles" / name).read_text(encoding="utf-8"), name)
        language: Language = "en" if markup.attributes["lang"] == "en" else "de"
        sentences = split_sentences(markup.text, language)
        units = list(read_units(markup.text, sentences, tokenize, limit=MAXIMUM_TOKENS - 1))
        for unit, features in zip(units, unit_features(markup.text, units, sentences), strict=True):
            yield Example(
                article=name,
                language=language,
                text=markup.text,
                unit=unit,
                features=features,
                names=_tags(unit.words, ((mark, mark.attributes["kind"]) for mark in markup.of("actor")), NAME_TAGS),
                statements=_tags(unit.words, _statement_marks(markup.marks), STATEMENT_TAGS),
            )


def _statement_marks(marks: Sequence[Mark]) -> list[tuple[Mark, str]]:
    """Return contents before speakers and cues: inside a content only the content counts."""
    order = ("content", "speaker", "cue")
    return sorted(((mark, mark.tag) for mark in marks if mark.tag in order), key=lambda pair: order.index(pair[1]))


def _tags(words: Sequence[Span], marks: Iterable[tuple[Mark, str]], names: Sequence[str]) -> tuple[int, ...]:
    """Return the tag of each word; of two marks on a word the first counts."""
    tags = [0] * len(words)
    for mark, name in marks:
        inside = [index for index, (start, end) in enumerate(words) if start < mark.end and end > mark.start]
        begun = False
        for index in inside:
            if not tags[index]:
                tags[index] = names.index(f"{'I' if begun else 'B'}-{name}")
                begun = True
    return tuple(tags)


_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%“’…/")
_NO_SPACE_AFTER = frozenset("([{„‚/")
_KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def read_germeval(files: Sequence[Path], tokenize: Tokenize) -> Iterator[Example]:
    """Yield the sentences of GermEval 2014; parts of words, derived words and other names count as no name."""
    states = _state_names()
    for file in files:
        for block in re.split(r"\n\s*\n", file.read_text(encoding="utf-8").strip()):
            rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
            if not rows:
                continue
            yield from _germeval_examples(rows, states, tokenize)


def _germeval_examples(rows: Sequence[Sequence[str]], states: frozenset[str], tokenize: Tokenize) -> Iterator[Example]:
    """Yield one sentence, as one unit where it fits."""
    text, spans = _join([row[1] for row in rows])
    marks = list(_germeval_marks(text, spans, [row[2] for row in rows], states))
    sentence = Sentence(number=1, start=0, end=len(text), text=text)
    units = list(read_units(text, [sentence], tokenize, limit=MAXIMUM_TOKENS - 1))
    for unit, features in zip(units, unit_features(text, units, [sentence]), strict=True):
        yield Example("germeval", "de", text, unit, features, _tags(unit.words, marks, NAME_TAGS), None)


def _join(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """Return the sentence as it would be printed, and where each token stands in it."""
    text, spans, open_quote, glue = "", [], False, True
    for word in tokens:
        closing = word == '"' and open_quote
        if not (glue or closing or word in _NO_SPACE_BEFORE):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        opening = word == '"' and not open_quote
        open_quote ^= word == '"'
        glue = opening or word in _NO_SPACE_AFTER
    return text, spans


def _germeval_marks(text: str, spans: Sequence[Span], tags: Sequence[str], states: frozenset[str]) -> Iterator[tuple[Mark, str]]:
    """Yield names as marks, with their kind."""
    index = 0
    while index < len(tags):
        kind = _KINDS.get(tags[index][2:])
        stop = index + 1
        if tags[index].startswith("B-") and kind:
            while stop < len(tags) and tags[stop] == f"I-{tags[index][2:]}":
                stop += 1
            start, end = spans[index][0], spans[stop - 1][1]
            name = text[start:end]
            yield Mark("actor", start, end, {}), "state" if kind == "place" and {name, name.removesuffix("s")} & states else kind
        index = stop


def _state_names() -> frozenset[str]:
    """Return the German names of the states of the world, from CLDR."""
    territories = Locale("de").territories
    shorter = {
        "USA",
        "Großbritannien",
        "Tschechien",
        "Vereinigte Staaten",
        "Vereinigten Staaten",
        "DDR",
        "Bundesrepublik Deutschland",
    }
    return frozenset(name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code)) | shorter
