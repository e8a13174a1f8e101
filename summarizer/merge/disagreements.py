"""The disagreements of a story, in the order of the page."""

from collections.abc import Iterator, Sequence

from summarizer.merge.actors import Cast
from summarizer.merge.denials import denials
from summarizer.merge.details import event_differences
from summarizer.merge.differences import Difference, count_differences, loss_differences, scope_differences
from summarizer.merge.facts import Fact, Place
from summarizer.merge.sources import SourceBriefing
from summarizer.merge.story import Story
from summarizer.merge.utterances import attributions, contradictions


def find_differences(story: Story, facts: Sequence[Fact], cast: Cast, sources: Sequence[SourceBriefing]) -> Iterator[Difference]:
    """Yield what the facts of a story say differently."""
    counts = list(count_differences(story.quantities, story.figures, cast))
    yield from counts
    yield from scope_differences(story.quantities, story.figures, story.weights)
    yield from loss_differences(story.quantities, story.figures)
    contradicted = list(contradictions(story.utterances, story.weights, _places(counts)))
    yield from contradicted
    yield from denials(story, facts, _places(contradicted))
    yield from attributions(story.utterances, story.statements, cast)
    yield from event_differences(story.happenings, story.events, sources, story.weights)


def _places(differences: Sequence[Difference]) -> frozenset[Place]:
    """Return the articles and sentences of what is shown already."""
    return frozenset(fact.cited for one in differences for fact in one.facts)
