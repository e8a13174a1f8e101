"""Verifying a day: pages and typed daily briefings of real clusters hold, and whatever is changed in them is caught."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import load_article, summarize_day, verify
from summarizer.render.daily import render_daily
from summarizer.schemas import Article, DailyBriefing, Language
from summarizer.settings import Settings
from tests.conftest import ROOT

CLUSTERS = sorted(path.parent for path in (ROOT / "fixtures" / "gold" / "clusters" / "development").glob("*/cluster.json"))


@functools.cache
def articles(cluster: Path) -> tuple[Article, ...]:
    """Return the articles of a cluster."""
    return tuple(load_article(path) for path in sorted(cluster.glob("*.txt")))


@functools.cache
def daily(cluster: Path) -> DailyBriefing:
    """Return the day of a cluster, briefed by rules."""
    return summarize_day(articles(cluster), Settings(engine="rules"))


@functools.cache
def page(cluster: Path, language: Language) -> str:
    """Return the page of a cluster."""
    return render_daily(daily(cluster), language=language)


@pytest.mark.parametrize("cluster", CLUSTERS, ids=lambda cluster: cluster.name)
def test_a_day_holds_as_it_was_written(cluster: Path) -> None:
    """Page in both languages and typed briefing: every line, entry, disagreement and source is supported."""
    assert verify(daily(cluster), articles(cluster)).rejected == 0
    for language in ("de", "en"):
        found = verify(page(cluster, language), articles(cluster))
        assert [item.reason for item in found.items if item.reason] == []
        assert found.supported > len(daily(cluster).key_events)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(CLUSTERS), st.data())
def test_a_digit_or_source_changed_in_a_page_is_caught(cluster: Path, data: st.DataObject) -> None:
    """A changed digit of a claim and a line given to another source are rejected; near-copies are told by the whole texts only."""
    text = page(cluster, "de")
    claims = text[: text.index("\n## Verworfen")]
    digits = [match.span() for match in re.finditer(r"(?<![\w\[^-])\d(?![\w\]]|\. \*\*| unabh)", claims)]
    names = [match.span(1) for match in re.finditer(r"\*Quelle:\* ([^\[]+?) \[\^", claims)]
    start, end = data.draw(st.sampled_from(digits + names))
    if (start, end) in names:
        other = data.draw(st.sampled_from(sorted({claims[slice(*span)] for span in names} | {"Ein anderer"})))
    else:
        other = data.draw(st.sampled_from("123456789"))
    if other != text[start:end]:
        assert verify(text[:start] + other + text[end:], articles(cluster)).rejected


EDITS = {
    "a sentence": ("key_events.0.reports.0.item.evidence.0.text", "Nichts geschah."),
    "a report's title": ("key_events.0.reports.0.item.title", "Nichts geschah"),
    "an entry's title": ("key_events.0.title", "Nichts geschah"),
    "the number of independent sources": ("key_events.0.lineages", 9),
    "an amount": ("figures.0.reports.0.item.amount.low", "9999"),
    "a name": ("actors.0.name", "Xaver Zwiebelbaum"),
    "another spelling": ("actors.0.names.0", "Xaver Zwiebelbaum"),
    "the headline": ("headline.text", "Nichts geschah"),
    "a line of the overview": ("overview.0.text", "Nichts geschah"),
    "what a disagreement is about": ("disagreements.0.what", "Nichts"),
    "a publisher": ("sources.0.article.publisher", "Ein anderer"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_a_typed_day_is_caught(name: str) -> None:
    """Whatever field of a daily briefing is changed, its reports or articles say otherwise."""
    cluster = next(cluster for cluster in CLUSTERS if daily(cluster).disagreements)
    value: Any = json.loads(daily(cluster).model_dump_json())
    path, new = EDITS[name]
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    at = value
    for step in steps:
        at = at[step]
    assert at[last] != new
    at[last] = new
    assert verify(json.dumps(value), articles(cluster)).rejected


def test_what_only_stands_among_the_changes_is_not_taken_for_checked() -> None:
    """A line of the page's own kind in a skipped section is rejected; a footnote there is none of the page."""
    text = page(CLUSTERS[0], "de")
    line = next(line for line in text.splitlines() if line.startswith("- **") and "[^" in line)
    assert verify(text.replace("## Nicht verwendet\n", f"## Nicht verwendet\n\n{line}\n"), articles(CLUSTERS[0])).rejected == 1


@pytest.mark.parametrize(("label", "rejected"), [("Organisation:", 0), ("Gruppe:", 0), ("Quelle:", 1), ("Zahl:", 1)])
def test_an_actor_may_be_of_another_kind_elsewhere(label: str, rejected: int) -> None:
    """Below an actor, the label of a kind says what another article takes it for; other labels, and one at the top, are no form."""
    text = page(CLUSTERS[0], "de")
    line = next(line for line in text[text.index("### Orte") :].splitlines() if line.startswith("- **"))
    labelled = line.replace("- **", f"- *{label}* **", 1)
    assert verify(text.replace(line, f"{line}\n  {labelled}", 1), articles(CLUSTERS[0])).rejected == rejected
    assert verify(text.replace(line, labelled, 1), articles(CLUSTERS[0])).rejected == 1
