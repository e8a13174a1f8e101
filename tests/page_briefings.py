"""Briefings for tests of pages: an empty one, any one with hostile text, and what the page of one has to say."""

import datetime
from typing import Any, get_args

from babel.dates import format_date
from hypothesis import strategies as st

from summarizer.render.escaping import visible_text
from summarizer.render.phrases import KINDS
from summarizer.schemas import (
    Actor,
    Amount,
    ArticleInfo,
    Briefing,
    Coverage,
    Event,
    Evidence,
    Figure,
    Flag,
    Item,
    Language,
    Line,
    Rejected,
    Run,
    Section,
    Statement,
    Status,
    Uncovered,
    Usage,
    When,
)
from tests.test_escaping import hostile

RUN = Run(
    engine="replay",
    model="m",
    prompt_hash="0",
    schema_hash="0",
    requests=1,
    retries=0,
    reasks=0,
    repairs=0,
    usage=Usage(),
    seconds=None,
)
NOTHING = Coverage(sentences_cited=0, sentences_total=1, numbers_uncovered=(), quotes_uncovered=())


def empty(**known: Any) -> Briefing:
    """Return a briefing without any item."""
    info: dict[str, Any] = {"id": "097b111f3d1b95aa", "language": "de", "characters": 9, "sentences": 1, **known}
    return Briefing(
        article=ArticleInfo(**info),
        headline=None,
        summary=(),
        key_events=(),
        figures=(),
        actors=(),
        statements=(),
        rejected=(),
        coverage=NOTHING,
        run=RUN,
    )


def claims(briefing: Briefing, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Return what a page of the briefing has to say, in the form in which `read_page` gives it back."""

    def end(item: Item, *remarks: str | None) -> dict[str, Any]:
        sentences = list(dict.fromkeys(evidence.sentence for evidence in item.evidence))
        return {"remarks": [*filter(None, remarks), *item.flags], "sentences": sentences}

    def details(when: str | None, where: str | None, date: datetime.date | None = None) -> dict[str, str]:
        words = {
            "when": when,
            "date": date and format_date(date, "d. MMMM y" if language == "de" else "d MMMM y", locale=language),
            "where": where,
        }
        return {name: visible_text(text) for name, text in words.items() if text}

    def event(item: Event) -> dict[str, Any]:
        when = item.when.text if item.when else None
        date = item.when.date if item.when and str(item.when.date and item.when.date.year) not in item.when.text else None
        return {
            "title": visible_text(item.title),
            **details(when, item.where, date),
            **end(item, item.status if item.status != "done" else None),
        }

    def figure(item: Figure) -> dict[str, Any]:
        words = {"amount": visible_text(item.amount.text), "counts": visible_text(item.counts)}
        return {
            **words,
            "claimant": item.claimant and visible_text(item.claimant),
            **details(item.when, item.where),
            **end(item, item.series),
        }

    def actor(item: Actor) -> dict[str, Any]:
        return {"name": visible_text(item.name), "kind": item.kind, "role": item.role and visible_text(item.role), **end(item)}

    def statement(item: Statement) -> dict[str, Any]:
        words = {
            "speaker": item.speaker and visible_text(item.speaker),
            "cue": item.cue and visible_text(item.cue),
            "content": visible_text(item.content),
        }
        return {**words, **end(item, "direct" if item.form == "direct" else None)}

    bodies = {evidence.sentence: visible_text(evidence.text) for _, item in briefing.items() for evidence in item.evidence}
    return {
        "headline": [{"text": visible_text(line.text), **end(line)} for line in (briefing.headline,) if line],
        "summary": [{"text": visible_text(line.text), **end(line)} for line in briefing.summary],
        "key_events": [event(item) for item in briefing.key_events],
        "figures": [figure(item) for item in briefing.figures],
        "actors": sorted((actor(item) for item in briefing.actors), key=lambda actor: KINDS.index(actor["kind"])),
        "statements": [statement(item) for item in briefing.statements],
        # A reader numbers footnotes by their first mark, so their order is not the page's.
        "notes": [{"label": f"{briefing.article.id[:6]}-{number}", "text": text} for number, text in sorted(bodies.items())],
    }


words = hostile.filter(visible_text)
some = st.none() | words
evidence = st.lists(st.integers(1, 9), min_size=1, max_size=3)
SENTENCES = tuple(f"{number}. *Satz* [^097b11-{number}] | # <b>x</b>" for number in range(1, 10))


def proofs(numbers: list[int]) -> tuple[Evidence, ...]:
    """Return evidence of sentences by number."""
    return tuple(Evidence(sentence=number, start=0, end=1, text=SENTENCES[number - 1]) for number in numbers)


base: dict[str, Any] = {
    "evidence": evidence.map(proofs),
    "verdict": st.just("checked"),
    "by": st.just("model"),
    "flags": st.lists(st.sampled_from(get_args(Flag)), max_size=2, unique=True).map(tuple),
}


def several(kind: type[Item], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw up to two items of a kind."""
    return st.lists(st.builds(kind, **fields, **base), max_size=2).map(tuple)


def uncovered(text: str) -> Coverage:
    """Return a coverage with one quotation left over."""
    return NOTHING.model_copy(update={"quotes_uncovered": (Uncovered(sentence=1, start=0, end=1, text=text),)})


def run_of(text: str) -> Run:
    """Return a run whose model and note are `text`."""
    return RUN.model_copy(update={"model": text, "notes": (text,)})


whens = st.none() | st.builds(When, text=words, date=st.none() | st.dates(datetime.date(1900, 1, 1)))
amounts = st.builds(Amount, text=words, low=st.none(), high=st.none(), unit=st.none(), bound=st.just("vague"))
rejects = st.builds(
    Rejected,
    section=st.sampled_from(get_args(Section)),
    item=st.dictionaries(st.sampled_from(["text", "x"]), hostile),
    code=st.just("name"),
    reason=hostile,
)
briefings = st.builds(
    Briefing,
    article=st.just(empty().article),
    headline=st.none() | st.builds(Line, text=words, **base),
    summary=several(Line, text=words),
    key_events=several(Event, title=words, status=st.sampled_from(get_args(Status)), when=whens, where=some),
    figures=several(
        Figure,
        amount=amounts,
        counts=words,
        claimant=some,
        where=some,
        when=some,
        series=st.sampled_from(["new", "cumulative", None]),
    ),
    actors=several(Actor, name=words, kind=st.sampled_from(KINDS), role=some, mentions=st.just(())),
    statements=several(Statement, speaker=some, cue=some, content=words, form=st.sampled_from(["direct", "indirect"])),
    rejected=st.lists(rejects, max_size=2).map(tuple),
    coverage=hostile.map(uncovered),
    run=hostile.map(run_of),
)
