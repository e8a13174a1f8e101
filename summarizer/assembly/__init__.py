"""Tagged spans become a draft of a briefing: every word of it is copied from the article.

Pure and bounded: the same spans give the same draft, whatever found them, in time that grows with the article's length.
"""

from collections.abc import Sequence

from summarizer.assembly.actors import draft_actors, find_actors, named_actors
from summarizer.assembly.events import draft_events, draft_headline
from summarizer.assembly.figures import Claim, draft_figures
from summarizer.assembly.salience import Salience
from summarizer.assembly.settling import denies
from summarizer.assembly.statements import draft_statements
from summarizer.assembly.summaries import draft_summary
from summarizer.local.spans import TaggedSpan
from summarizer.rules.prose import Prose
from summarizer.schemas import Article, BriefingDraft, Sentence

__all__ = ["assemble", "named_actors"]


def assemble(article: Article, sentences: Sequence[Sentence], spans: Sequence[TaggedSpan]) -> BriefingDraft:
    """Return the draft that an article's tagged spans make."""
    prose = Prose(article, tuple(sentences))
    known = find_actors(prose, spans)
    actors = draft_actors(prose, known)
    stated = draft_statements(prose, spans, known, actors)
    claims = [Claim(one.start, one.end, one.draft.speaker, one.draft.sentences) for one in stated if not denies(one.draft.cue)]
    salience = Salience(prose, stated, spans)
    events = draft_events(prose, salience, stated, known)
    return BriefingDraft(
        headline=draft_headline(prose, events, stated),
        summary=draft_summary(prose, salience),
        key_events=events,
        figures=draft_figures(prose, claims),
        actors=actors,
        statements=tuple(one.draft for one in stated),
    )
