"""A briefing as a Markdown page; `docs/markdown.md` is the grammar that `verify` reads it by.

Text of the article never yields markup, so markup is what keeps the parts of a line apart: bold is a title or name,
italics are the page's own words (and a cue, which has a place of its own), and what stands between them is a value.
"""

import functools
import itertools
from collections.abc import Sequence
from pathlib import PurePath

from summarizer.render.environment import page_environment
from summarizer.render.escaping import Markdown, escape_inside, visible_text
from summarizer.render.footnotes import Footnotes
from summarizer.render.labels import LABELS
from summarizer.render.phrases import DASH, by_kind, details, emphasis, quoted, rejected_words, remarks, said, strong, written_day
from summarizer.schemas import Briefing, Language

MOST_GAP_WORDS = 40
"""Words that gaps of one kind take on a page."""
LONGEST_GAP_WORDS = 12
"""Words of a quotation that tell which one it is."""


def render_briefing(briefing: Briefing, *, language: Language | None = None, footnotes: Footnotes | None = None) -> str:
    """Return the page of one briefing, ending in one line end.

    Headings are in `language`, the article's where None; the article's words stay as they are. Pages that will stand
    in one document share `footnotes`, and a blank line goes between them.
    """
    language = language or briefing.article.language
    label = LABELS[language]
    footnotes = footnotes or Footnotes()
    page = (
        page_environment()
        .get_template("briefing.md.jinja")
        .render(
            briefing=briefing,
            label=label,
            title=emphasis(article_names(briefing)[0] if article_names(briefing) else label["no_headline"]),
            origin=" · ".join(origin(briefing, language)),
            actors=by_kind(briefing.actors),
            gaps=gaps(briefing),
            more=more_gaps(briefing),
            facts=run_facts(briefing, language),
            bodies=footnotes.bodies(briefing.article.id, [item for _, item in briefing.items()]),
            marks=functools.partial(footnotes.marks, briefing.article.id),
            remarks=functools.partial(remarks, language),
            details=functools.partial(details, language),
            said=functools.partial(said, briefing.article.language),
            words=rejected_words,
            gap=DASH,
            position=lambda index: Markdown(f"{index}."),
            code=lambda text: Markdown(f"`{text}`"),
            inside=escape_inside,
            strong=strong,
            emphasis=emphasis,
        )
    )
    return page.strip("\n") + "\n"


def article_names(briefing: Briefing) -> list[str]:
    """Return what the article may be called, best first."""
    article = briefing.article
    names = (article.title, PurePath(article.path).name if article.path else None)
    return [name for name in names if name and visible_text(name)]


def origin(briefing: Briefing, language: Language) -> list[str]:
    """Return what is known of the article; its file's name where that is not in the heading and there is no title."""
    article = briefing.article
    names = article_names(briefing)[: 1 if briefing.headline else 0]
    day = written_day(article.published, language) if article.published else None
    return [*names, *(fact for fact in (article.publisher, day, article.url) if fact)]


def gaps(briefing: Briefing) -> list[tuple[int, list[str]]]:
    """Return the numbers, quotations, cues and names that no item has, by sentence, as many as a reader looks through."""
    found: dict[int, list[str]] = {}
    shown = [gap for kind in _uncovered(briefing) for gap in kind[: _shown(kind)]]
    for _, number, text in sorted(shown):
        found.setdefault(number, []).append(text)
    return sorted(found.items())


def more_gaps(briefing: Briefing) -> int:
    """Return how many gaps the page leaves out."""
    return sum(len(kind) - _shown(kind) for kind in _uncovered(briefing))


def _uncovered(briefing: Briefing) -> list[list[tuple[int, int, str]]]:
    """Return position, sentence and words of what is not covered, in order, each kind apart; of a quotation its beginning."""
    coverage, language = briefing.coverage, briefing.article.language
    kinds = (coverage.numbers_uncovered, coverage.cues_uncovered, coverage.actors_uncovered)
    quotes = [(gap.start, gap.sentence, quoted(_beginning(gap.text), language)) for gap in coverage.quotes_uncovered]
    return [quotes, *([(gap.start, gap.sentence, gap.text) for gap in kind] for kind in kinds)]


def _beginning(text: str) -> str:
    """Return the first words of a quotation, with an ellipsis where it goes on."""
    words = text.split()
    return text if len(words) <= LONGEST_GAP_WORDS else " ".join(words[:LONGEST_GAP_WORDS]) + " …"


def _shown(kind: Sequence[tuple[int, int, str]]) -> int:
    """Return how many gaps of a kind fit into the words that it may take."""
    lengths = itertools.accumulate(len(text.split()) for _, _, text in kind)
    return sum(length <= MOST_GAP_WORDS for length in lengths)


def run_facts(briefing: Briefing, language: Language) -> list[str]:
    """Return how the briefing was made."""
    run, coverage, label = briefing.run, briefing.coverage, LABELS[language]
    seconds = None if run.seconds is None else f"{run.seconds:.1f} s"
    facts = [
        label["made"],
        f"{label['engine']} {run.engine}",
        run.model and f"{label['model']} {run.model}",
        f"{label['requests']} {run.requests}",
        f"{label['repairs']} {run.repairs}",
        f"{label['tokens']} {run.usage.input_tokens} + {run.usage.output_tokens}",
        seconds and f"{label['duration']} {seconds.replace('.', ',') if language == 'de' else seconds}",
        label["basis"].format(cited=coverage.sentences_cited, total=coverage.sentences_total),
    ]
    return [fact for fact in facts if fact]
