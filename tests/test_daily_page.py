"""The daily page: it says what the daily briefing says, each value with its source, whatever stands in the articles."""

import functools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import load_article, summarize_day, verify
from summarizer.merge import compare
from summarizer.render.daily import render_daily
from summarizer.schemas import Article, DailyBriefing, Language
from tests.conftest import ROOT
from tests.daily_pages import daily_briefings, expected_page
from tests.daily_reader import read_daily_page
from tests.merged import DAY, brief, merged

CLUSTERS = sorted(path for path in (ROOT / "fixtures" / "gold" / "clusters" / "development").iterdir() if path.is_dir())


def sorted_lines(lines: list[Any]) -> list[str]:
    """Return lines in an order of their own: the page groups statements by speaker and actors by kind."""
    return sorted(map(repr, lines))


@settings(max_examples=150, deadline=None)
@given(daily_briefings(), st.sampled_from(["de", "en"]))
def test_any_page_reads_back_as_its_briefing(daily: DailyBriefing, language: Language) -> None:
    """Every report stands on the page with its source and marks, and no text, however hostile, adds a line or changes one."""
    page = render_daily(daily, language=language)
    read = read_daily_page(page, language)
    expected = expected_page(daily, language)
    for section, lines in expected.items():
        assert sorted_lines(read.sections[section]) == sorted_lines(lines), section
    assert (read.headline is None) == (daily.headline is None)


@functools.cache
def cluster_page(cluster: Path) -> tuple[DailyBriefing, tuple[Article, ...]]:
    """Return the daily briefing of a cluster, made on rules, and its articles."""
    articles = tuple(load_article(path) for path in sorted(cluster.glob("*.txt")))
    return summarize_day(articles, engine="rules"), articles


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("cluster", CLUSTERS, ids=lambda path: path.name)
def test_every_line_of_a_page_is_borne_out_by_its_articles(cluster: Path, language: Language) -> None:
    """`verify` reads the page of each development cluster back and supports every line of it."""
    daily, articles = cluster_page(cluster)
    found = verify(render_daily(daily, language=language), against=articles)
    assert [item for item in found.items if item.verdict is None] == []
    assert found.supported > 40


def test_a_change_is_told_of_those_who_say_it() -> None:
    """Who still has the former amount is no source of the new one; a change of one day is told once."""
    before = "In Lüneburg brannte am Mittwoch ein Haus. Drei Menschen wurden bei dem Brand in Lüneburg verletzt."
    after = "Am Mittwoch brannte ein Haus in Lüneburg. Bei dem Brand in Lüneburg wurden fünf Menschen verletzt."
    old = brief("a.txt", before, figures=[("Drei Menschen", "Menschen")])
    both = [brief("b.txt", after, figures=[("fünf Menschen", "Menschen")]), old]
    (figure,) = merged(*both).figures
    former = merged(old).model_copy(update={"date": DAY.replace(day=11)})
    # The new amount leads.
    page = merged(*both).model_copy(update={"figures": (figure.model_copy(update={"amount": both[0].briefing.figures[0].amount}),)})
    since = compare(page, former)
    assert [(change.before, change.after) for change in since.changed] == [("Drei Menschen", "fünf Menschen")]
    text = render_daily(page.model_copy(update={"since": since}), language="de")
    told = [line for line in text.splitlines() if "Drei Menschen → fünf Menschen" in line]
    assert len(told) == 1
    assert "*Quelle:* b [" in told[0]
    assert "· a [" not in told[0]
    assert "*Verlauf:*" not in text
