"""The daily page: it says what the daily briefing says, each value with its source, whatever stands in the articles."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.render.daily import render_daily
from summarizer.schemas import DailyBriefing, Language
from tests.daily_pages import daily_briefings, expected_page, read_daily_page


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
