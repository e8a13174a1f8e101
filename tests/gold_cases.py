"""Gold for tests, and the briefing that says exactly what its gold says."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from summarizer.gold.conversion import to_gold
from summarizer.gold.markup import read_markup
from summarizer.gold.model import GoldActor, GoldFigure, GoldText
from summarizer.schemas import (
    Actor,
    Amount,
    Article,
    ArticleInfo,
    Bound,
    Briefing,
    Coverage,
    Event,
    Evidence,
    Figure,
    Run,
    Sentence,
    Span,
    Statement,
    Usage,
    article_id,
)
from summarizer.sentences import split_sentences

EXAMPLE = """<article lang="de" date="2026-03-09" publisher="Lenne-Kurier" topic="disaster" style="agency">
<h>Hochwasser: <figure value="2" bound="exact" unit="Menschen">Zwei Menschen</figure> vermisst</h>
<p><event rank="1" status="done">In <actor ref="A3" kind="place">Altena</actor> sind
   <figure value="340" bound="at_least" unit="Häuser">mindestens 340 Häuser</figure> geräumt worden.</event>
Wie <speaker of="S1">Landrätin <actor ref="A1" kind="person" role="Landrätin">Petra Osthoff</actor>
(<actor ref="A2" kind="organisation">SPD</actor>)</speaker>
am Montag <cue of="S1">mitteilte</cue>, <content of="S1" form="indirect">werden noch
<figure value="2" bound="exact" unit="Personen">zwei Personen</figure> vermisst</content>.</p>
<p>„<content of="S2" form="direct">Wir haben so etwas seit 1962 nicht mehr erlebt</content>“, <cue of="S2">sagte</cue>
<speaker of="S2" ref="A1">sie</speaker>.
<speaker of="S3">Landrat <actor ref="A4" kind="person">Jan Petersen</actor></speaker> <cue of="S3">wies</cue>
<content of="S3" form="indirect">den Vorwurf der späten Warnung</content> <cue of="S3">zurück</cue>.
<cue of="S4">Berichten zufolge</cue> <content of="S4" form="indirect" speaker="none">fielen
<figure value="80" bound="about" unit="Liter">rund 80 Liter</figure> Regen</content>.
<event rank="2" status="planned">Die Talsperre soll
<figure value="3..5" bound="range" unit="Tage">drei bis fünf Tage</figure> Wasser ablassen, an
<figure value="" bound="vague" unit="Orten">mehreren Orten</figure>.</event></p>
</article>
"""


def example(markup: str = EXAMPLE) -> GoldText:
    """Return the gold of an annotated article, the one above unless another is given."""
    read = read_markup(markup, "example.xml")
    gold = to_gold(read, file="example.txt", slice_name="tests")
    article = Article(text=read.text, id=article_id(read.text), language=gold.article.language)
    return GoldText(gold, article, Path("example.json"))


def perfect(text: GoldText) -> Briefing:
    """Return the briefing that holds every item of the gold, as the gold has it."""
    sentences = split_sentences(text.article.text, text.article.language)

    def common(*spans: Span) -> dict[str, Any]:
        return {"evidence": _evidence(sentences, spans), "verdict": "exact", "by": "model"}

    gold = text.gold
    info = ArticleInfo(
        **text.article.model_dump(exclude={"text", "pages"}), characters=len(text.article.text), sentences=len(sentences)
    )
    return Briefing(
        article=info,
        headline=None,
        summary=(),
        key_events=tuple(
            Event(title=event.evidence.text, status="done", when=None, where=None, **common(event.evidence))
            for event in gold.events
        ),
        figures=tuple(_figure(figure, common(figure.span)) for figure in gold.figures),
        actors=tuple(_actor(actor, common(actor.mentions[0])) for actor in gold.actors),
        statements=tuple(
            Statement(
                speaker=statement.speaker,
                cue=statement.cue,
                content=statement.words,
                form=statement.type,
                **common(*(statement.pieces or (statement.content,))),
            )
            for statement in gold.statements
        ),
        rejected=(),
        coverage=Coverage(sentences_cited=0, sentences_total=len(sentences), numbers_uncovered=(), quotes_uncovered=()),
        run=Run(
            engine="replay",
            model=None,
            prompt_hash="",
            schema_hash="",
            requests=0,
            retries=0,
            reasks=0,
            repairs=0,
            usage=Usage(),
            seconds=None,
        ),
    )


def _evidence(sentences: tuple[Sentence, ...], spans: tuple[Span, ...]) -> list[Evidence]:
    touched = [one for one in sentences if any(one.start < span.end and span.start < one.end for span in spans)]
    return [Evidence(sentence=one.number, start=one.start, end=one.end, text=one.text) for one in touched]


def _figure(figure: GoldFigure, common: dict[str, Any]) -> Figure:
    low, high = interval(figure.qualifier, figure.value, figure.high)
    amount = Amount(text=figure.span.text, low=low, high=high, unit=figure.unit, bound=figure.qualifier)
    counts = figure.unit or figure.counts or figure.span.text
    return Figure(amount=amount, counts=counts, claimant=None, where=None, when=None, series=None, **common)


def interval(bound: Bound, value: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return low and high of an amount as a briefing has them."""
    if value is None:
        return Decimal(2), None
    if bound == "about":
        return value * Decimal("0.9"), value * Decimal("1.1")
    if bound in ("at_least", "more_than"):
        return value, None
    if bound in ("at_most", "less_than"):
        return None, value
    return value, value if high is None else high


def _actor(actor: GoldActor, common: dict[str, Any]) -> Actor:
    mentions = tuple(Span(start=mention.start, end=mention.end, text=mention.text) for mention in actor.mentions)
    return Actor(name=actor.name, kind=actor.kind, role=None, mentions=mentions, **common)


def change(briefing: Briefing, section: str, index: int, **fields: Any) -> Briefing:
    """Return the briefing with other values in one item."""
    items = list(getattr(briefing, section))
    items[index] = items[index].model_copy(update=fields)
    return briefing.model_copy(update={section: tuple(items)})


def without(briefing: Briefing, section: str, index: int) -> Briefing:
    """Return the briefing without one item."""
    items = getattr(briefing, section)
    return briefing.model_copy(update={section: items[:index] + items[index + 1 :]})
