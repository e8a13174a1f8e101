"""Briefings as one HTML file: items left, the article right; nothing is loaded from anywhere, no word of an article is markup."""

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from summarizer import __version__
from summarizer.render.escaping import drawn_text, visible_text
from summarizer.render.html_cards import VERDICTS, Card, Cards, KnownActor, Said
from summarizer.render.html_labels import HTML_LABELS
from summarizer.render.labels import LABELS
from summarizer.render.markdown import article_names, gaps, more_gaps, origin, run_facts
from summarizer.render.phrases import by_kind, rejected_words, written_day
from summarizer.schemas import ArticleInfo, Briefing, Event, Language, Section

Link = tuple[str, str]
"""What a link says, and where it leads."""


def render_html(
    briefings: Sequence[tuple[Briefing, str | None]], *, language: Language | None = None, links: Sequence[Link] = ()
) -> str:
    """Return a page of one or several briefings, each with its article's text, None where that is not at hand.

    The page's words are in `language`, the first article's where None; `links` stand above it. Raises ValueError where there is
    no briefing.
    """
    if not briefings:
        raise ValueError("a page needs a briefing")
    language = language or briefings[0][0].article.language
    cards = Cards(language)
    reports = [_report(str(number), *pair, cards=cards, language=language) for number, pair in enumerate(briefings)]
    return render_document("briefing.html.jinja", {"reports": reports, "title": reports[0]["title"]}, cards, language, links)


def render_document(template: str, values: Mapping[str, Any], cards: Cards, language: Language, links: Sequence[Link] = ()) -> str:
    """Return a whole page: style and script stand in it, and its policy lets nothing else in."""
    style, script = _asset("report.css"), _asset("report.js")
    sources = f"style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    common = {
        "label": LABELS[language] | HTML_LABELS[language],
        "language": language,
        "links": links,
        "version": __version__,
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'",
        "actors": sorted(enumerate(cards.actors), key=lambda actor: actor[1].casefold()),
        "verdicts": VERDICTS,
    }
    return _environment().get_template(template).render(**values, **common)


def web_address(url: str | None) -> str | None:
    """Return an address that may stand in a link: http and https with a host, else None."""
    try:
        parts = urlsplit(visible_text(url or ""))
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def timeline(dated: Iterable[tuple[Event | Any, Card]], language: Language) -> list[tuple[str, list[tuple[str, Card]]]]:
    """Return the days of events, the earliest first; nothing where all are of one day."""
    days: dict[Any, list[tuple[str, Card]]] = {}
    for event, card in dated:
        if event.when and event.when.date:
            days.setdefault(event.when.date, []).append((event.title, card))
    return [(written_day(day, language), days[day]) for day in sorted(days)] if len(days) > 1 else []


def article_facts(info: ArticleInfo, facts: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return facts of an article, each with the address that it links to."""
    return [(fact, web_address(fact) if fact == info.url else None) for fact in facts]


def _report(key: str, briefing: Briefing, text: str | None, *, cards: Cards, language: Language) -> dict[str, Any]:
    """Return what the template shows of one briefing."""
    items = [item for _, item in briefing.items()]
    source = cards.add_source(key, briefing.article, text, items)
    cards.add_actors(KnownActor((actor.name,), (Said(key, actor),)) for actor in briefing.actors)
    cards.add_gaps(key, briefing.coverage)

    def made(section: Section, found: Iterable[Any]) -> list[Card]:
        return [cards.card(section, [Said(key, item)]) for item in found]

    headline = made("headline", [briefing.headline] if briefing.headline else [])
    names = article_names(briefing)
    sections = {name: made(name, getattr(briefing, name)) for name in ("summary", "key_events", "figures", "statements")}
    return {
        "key": key,
        "source": source,
        "headline": headline,
        "title": briefing.headline.text if briefing.headline else names[0] if names else LABELS[language]["no_headline"],
        "facts": article_facts(briefing.article, origin(briefing, language)),
        **sections,
        "timeline": timeline(zip(briefing.key_events, sections["key_events"], strict=True), language),
        "actors_by_kind": [(kind, made("actors", members)) for kind, members in by_kind(briefing.actors)],
        "rejected": [(cards.refused(one), one, rejected_words(one)) for one in briefing.rejected],
        "more": more_gaps(briefing),
        "gaps": [(number, cards.target(key, number), words) for number, words in gaps(briefing)],
        "run": run_facts(briefing, language),
        "notes": briefing.run.notes,
        "paragraphs": cards.paragraphs(key),
    }


@functools.cache
def _environment() -> jinja2.Environment:
    """Return the environment: whatever a template prints is escaped and folded to what can be seen, unless it is markup already."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("summarizer", "render/templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible_text(str(value)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["piece"] = _piece
    return environment


def _piece(text: str) -> Markup:
    """Return a piece of a sentence with its white space as single blanks, also at its ends."""
    return Markup.escape(re.sub(r"\s+", " ", drawn_text(text)))


@functools.cache
def _asset(name: str) -> Markup:
    """Return a style or script that stands beside the templates, and is ours."""
    return Markup(resources.files("summarizer").joinpath("render", "templates", name).read_text(encoding="utf-8"))  # noqa: S704


def _digest(text: str) -> str:
    """Return what a content security policy calls an inline style or script by."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
