"""Short gold, spans given as strings, becomes `gold/1`: each string is looked up in its text.

Values and bounds, which it does not give, are read by the numeral parser; the result is to be read by a person.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from summarizer.errors import InputError
from summarizer.gold.conversion import named_in
from summarizer.gold.derived import quotes, source_of
from summarizer.gold.model import Gold, GoldActor, GoldArticle, GoldEvent, GoldFigure, GoldStatement, Mention
from summarizer.numerals import Amount, find_amounts, find_numbers, parse_amount
from summarizer.schemas import Article, Form, Kind, Span
from summarizer.sentences import split_sentences

SHORT_SLICE = "short"
_KINDS: Mapping[str, Kind] = {"org": "organisation", "person": "person", "place": "place", "state": "state", "group": "group"}
# Votes and scores are two figures.
_TWO = re.compile(r"\d:\d| der \d| of the ")
_QUOTED = re.compile(r"[„“”\"»«]")


def convert_short(data: Mapping[str, Any], article: Article, file: str) -> Gold:
    """Return short gold as `gold/1`; what stands under `opt_…` is neutral. Raises InputError where a string is not in the text."""
    text = article.text
    actors = tuple(_actors(data, text, file))
    statements = tuple(_statements(data.get("statements", ()), text, actors, file))
    return Gold(
        schema="gold/1",
        article=GoldArticle(
            file=file,
            id=article.id,
            language=article.language,
            published=article.published,
            slice=SHORT_SLICE,
            characters=len(text),
            headings=(1,),
        ),
        figures=tuple(_figures(data, article, statements, file)),
        statements=statements,
        direct_quotes=quotes(statements, text),
        actors=actors,
        events=tuple(_events(data.get("events", ()), article, file)),
    )


def _find(words: str, text: str, file: str, after: int = 0) -> Span:
    """Return the first place of `words` behind `after`, else the first of all; never inside a longer word or number."""
    pattern = re.compile(rf"(?<!\w)(?<!\d[.,]){re.escape(words)}(?!\w)")
    found = pattern.search(text, after) or pattern.search(text) or re.search(re.escape(words), text)
    if found is None:
        raise InputError(f"{file}: {words!r} is not in the text")
    return Span(start=found.start(), end=found.end(), text=found.group())


def _both(data: Mapping[str, Any], key: str) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Yield the entries of a section, and whether each is optional."""
    yield from ((entry, False) for entry in data.get(key, ()))
    yield from ((entry, True) for entry in data.get(f"opt_{key}", ()))


def _figures(data: Mapping[str, Any], article: Article, statements: Iterable[GoldStatement], file: str) -> Iterator[GoldFigure]:
    """Yield a figure for each number in each string: "53 der 101" holds two."""
    amounts = find_amounts(article.text, article.language)
    body = article.text.find("\n") + 1
    number = 0
    for entry, optional in _both(data, "figures"):
        whole = _find(entry["span"], article.text, file, body)
        single = parse_amount(whole.text, article.language)
        for amount in find_numbers(whole.text, article.language) if single is None or _TWO.search(whole.text) else [single]:
            number += 1
            yield _figure(f"F{number}", entry, whole, _in_context(amount, whole, amounts), statements, optional=optional)


def _in_context(amount: Amount, whole: Span, amounts: Iterable[Amount]) -> Amount:
    """Return the same amount as the text has it: there, a bound may stand before it."""
    same = (other for other in amounts if other.number_start < whole.end and whole.start < other.number_end)
    return next((other for other in same if other.stated == amount.stated), amount)


def _figure(
    name: str, entry: Mapping[str, Any], whole: Span, amount: Amount, statements: Iterable[GoldStatement], *, optional: bool
) -> GoldFigure:
    stated = amount.stated
    source = source_of(whole.start, whole.end, statements)
    return GoldFigure(
        id=name,
        span=whole,
        value=stated[0] if stated else None,
        high=stated[1] if len(stated) > 1 else None,
        unit=amount.unit_text,
        counts=entry.get("counted"),
        qualifier=amount.bound,
        vague=amount.bound == "vague",
        source=source.speaker if source else None,
        optional=optional,
    )


def _actors(data: Mapping[str, Any], text: str, file: str) -> Iterator[GoldActor]:
    """Yield the actors with every mention of the given name, or of a person's surname."""
    for number, (entry, optional) in enumerate(_both(data, "actors"), 1):
        name = entry["name"]
        _find(name, text, file)
        forms = [name, *(name.split()[-1:] if entry["kind"] == "person" else [])]
        found = re.finditer(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:s(?!\w)|(?!\w))", text)
        mentions = tuple(Mention(start=match.start(), end=match.end(), text=match.group()) for match in found)
        yield GoldActor(id=f"A{number}", name=name, kind=_KINDS[entry["kind"]], mentions=mentions, optional=optional)


def _statements(
    entries: Iterable[Mapping[str, Any]], text: str, actors: tuple[GoldActor, ...], file: str
) -> Iterator[GoldStatement]:
    """Yield the statements; the speaker is looked up next to what is said."""
    for number, entry in enumerate(entries, 1):
        content = _find(entry["content"], text, file)
        speaker = _nearest(entry["speaker"], text, content, file) if entry.get("speaker") else None
        ref = named_in([speaker], actors) if speaker else None
        name = next((actor.name for actor in actors if actor.id == ref), None)
        yield GoldStatement(
            id=f"S{number}",
            speaker=name or (speaker.text if speaker else None),
            ref=ref,
            speaker_span=speaker,
            content=content,
            type=_form(content, text),
            kind="statement" if speaker else "unnamed_report",
        )


def _nearest(words: str, text: str, content: Span, file: str) -> Span:
    """Return the place of `words` nearest to what is said."""
    _find(words, text, file)
    found = [match.span() for match in re.finditer(re.escape(words), text)]
    start, end = min(found, key=lambda span: max(span[0] - content.end, content.start - span[1]))
    return Span(start=start, end=end, text=words)


def _form(content: Span, text: str) -> Form:
    """Say whether the whole content stands in quotation marks."""
    line = text[text.rfind("\n", 0, content.start) + 1 : content.start]
    return "direct" if len(_QUOTED.findall(line)) % 2 else "indirect"


def _events(entries: Iterable[str], article: Article, file: str) -> Iterator[GoldEvent]:
    """Yield the sentences that begin, or hold, the given words."""
    sentences = split_sentences(article.text, article.language)
    for number, words in enumerate(entries, 1):
        found = _find(words, article.text, file)
        sentence = next(sentence for sentence in sentences if sentence.start <= found.start < sentence.end)
        evidence = Span(start=sentence.start, end=sentence.end, text=sentence.text)
        yield GoldEvent(id=f"E{number}", evidence=evidence, rank=number, status="done")
