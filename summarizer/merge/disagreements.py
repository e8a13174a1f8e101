"""The disagreements of a story, in the order of the page."""

from collections.abc import Iterator, Sequence

from summarizer.merge.actors import Cast
from summarizer.merge.denials import denials
from summarizer.merge.details import event_differences
from summarizer.merge.differences import Difference, count_differences, loss_differences, scope_differences
from summarizer.merge.facts import Fact
from summarizer.merge.sources import SourceBriefing
from summarizer.merge.story import Story
from summarizer.merge.utterances import attributions, contradictions


def find_differences(story: Story, facts: Sequence[Fact], cast: Cast, sources: Sequence[SourceBriefing]) -> Iterator[Difference]:
    """Yield what the facts of a story say differently."""
    yield from count_differences(story.quantities, story.figures, cast)
    yield from scope_differences(story.quantities, story.figures, story.weights)
    yield from loss_differences(story.quantities, story.figures)
    found = list(contradictions(story.utterances, story.weights))
    yield from found
    yield from denials(story, facts, frozenset(_place(fact) for one in found for fact in one.facts))
    yield from attributions(story.utterances, story.statements, cast)
    yield from event_differences(story.happenings, story.events, sources, story.weights)


def _place(fact: Fact) -> tuple[int, int]:
    """Return the article and the sentence of a fact."""
    return fact.source, fact.item.evidence[0].sentence
