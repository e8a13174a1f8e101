"""Laws of the merge, on random selections and orders of briefings."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.merge import SourceBriefing, compare, merge_briefings
from tests.merged import DAY, samples


def _sources() -> list[SourceBriefing]:
    """Return the samples, each also as a copy under another name and without its text."""
    both = samples()
    return [
        *both,
        *(one._replace(source=f"copy of {one.source}") for one in both),
        *(one._replace(source=f"z {one.source}", text=None) for one in both),
    ]


PICKED = st.lists(st.integers(min_value=0, max_value=5), min_size=1, max_size=6)


@settings(max_examples=12, deadline=None)
@given(PICKED, st.randoms(use_true_random=False))
def test_the_order_of_the_sources_changes_nothing(picked: list[int], luck: random.Random) -> None:
    """Any permutation gives the same bytes."""
    chosen = [_sources()[place] for place in picked]
    other = list(chosen)
    luck.shuffle(other)
    one, two = (merge_briefings(order, date=DAY, language="de").model_dump_json() for order in (chosen, other))
    assert one == two


@settings(max_examples=8, deadline=None)
@given(PICKED)
def test_a_source_given_twice_changes_nothing(picked: list[int]) -> None:
    """Merging is idempotent."""
    chosen = [_sources()[place] for place in picked]
    assert merge_briefings(chosen, date=DAY, language="de") == merge_briefings([*chosen, *chosen], date=DAY, language="de")


@settings(max_examples=8, deadline=None)
@given(PICKED)
def test_every_report_is_an_item_of_its_source(picked: list[int]) -> None:
    """No amount, name or word stands on the page that no report has, and each item stands in exactly one entry."""
    chosen = {one.source: one for one in (_sources()[place] for place in picked)}
    page = merge_briefings(chosen.values(), date=DAY, language="de")
    seen = set()
    for section, entry in page.entries():
        for report in entry.reports:
            assert getattr(chosen[report.source].briefing, section)[report.index] == report.item
            assert (report.source, section, report.index) not in seen
            seen.add((report.source, section, report.index))
    assert len(seen) == sum(
        len(getattr(one.briefing, section))
        for one in chosen.values()
        for section in ("key_events", "figures", "statements", "actors")
    )
    for found in page.disagreements:
        assert all(getattr(chosen[report.source].briefing, report.section)[report.index] == report.item for report in found.reports)
        assert len({report.source for report in found.reports}) > 1


@settings(max_examples=6, deadline=None)
@given(PICKED)
def test_nothing_is_new_against_the_same_day(picked: list[int]) -> None:
    """A page compared with itself repeats everything."""
    page = merge_briefings([_sources()[place] for place in picked], date=DAY, language="de")
    since = compare(page, page)
    assert not since.new
    assert not since.changed
    assert not since.withdrawn
    assert len(since.repeated) == len(list(page.entries()))
