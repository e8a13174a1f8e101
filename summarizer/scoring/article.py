"""The score of one briefing: every count, every reason, and the items whose evidence is not in the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.gold.model import Gold
from summarizer.schemas import Actor, Briefing, Language
from summarizer.scoring.actors import score_actors
from summarizer.scoring.counts import Count
from summarizer.scoring.events import score_events
from summarizer.scoring.figures import score_figures
from summarizer.scoring.remarks import Measure, Remark, short
from summarizer.scoring.statements import score_statements


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """What one briefing is worth against its gold; `pairs` are section -> item index -> gold id."""

    article: str
    file: str
    language: Language
    counts: Mapping[Measure, Count]
    remarks: tuple[Remark, ...]
    unsupported: tuple[str, ...]
    pairs: Mapping[str, Mapping[int, str]]


def score(gold: Gold, briefing: Briefing, text: str) -> ArticleScore:
    """Return the score of a briefing of `text` against its gold; docs/evaluation.md has the rules of matching."""
    sections = {
        "figures": score_figures(gold, briefing),
        "actors": score_actors(gold, briefing),
        "statements": score_statements(gold, briefing),
        "key_events": score_events(gold, briefing),
    }
    return ArticleScore(
        article=gold.article.id,
        file=gold.article.file,
        language=gold.article.language,
        counts={measure: count for section in sections.values() for measure, count in section.counts.items()},
        remarks=tuple(remark for section in sections.values() for remark in section.remarks),
        unsupported=find_unsupported(briefing, text),
        pairs={name: section.pairs for name, section in sections.items()},
    )


def find_unsupported(briefing: Briefing, text: str) -> tuple[str, ...]:
    """Return the items whose evidence, or whose mentions, are not what stands in the text at that place."""
    wrong = []
    for section, item in briefing.items():
        spans = [*item.evidence, *(item.mentions if isinstance(item, Actor) else ())]
        bad = next((span for span in spans if text[span.start : span.end] != span.text), None)
        if bad:
            wrong.append(f"{section}: {short(bad.text)!r} does not stand at {bad.start}–{bad.end}")
    return tuple(wrong)
