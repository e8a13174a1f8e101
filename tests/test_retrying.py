"""When a failed request is sent again, after which wait, and how often."""

import datetime
import email.utils
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import RateLimited
from summarizer.llm import Tally
from summarizer.retrying import retry_after_s
from tests.faults import FaultServer, fault
from tests.questions import GOOD, VALUE, WRONG, ask


def date_in(seconds: float) -> str:
    """Write the time in so many seconds as an HTTP date."""
    return email.utils.format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "least_s"),
    [
        (lambda: {"retry-after": "1"}, 1.0),
        (lambda: {"retry-after-ms": "300", "retry-after": "60"}, 0.3),
        (lambda: {"retry-after": date_in(2)}, 0.5),
        (lambda: {"retry-after": date_in(-100)}, 0.0),
    ],
    ids=["seconds", "milliseconds", "date", "past"],
)
def test_wait_that_the_endpoint_asks_for_is_kept(headers: Any, least_s: float) -> None:
    """A 429 is sent again after the time named in Retry-After, in each of its three forms."""
    with FaultServer(fault(429, headers=headers()), GOOD) as server:
        tally = Tally()
        start = time.monotonic()
        assert ask(server, tally=tally) == VALUE
        assert least_s <= time.monotonic() - start < least_s + 4
    assert (tally.requests, tally.retries, tally.reasks) == (2, 1, 0)


def test_wait_that_is_too_long_is_not_waited() -> None:
    """Asked to wait for more than two minutes, the call gives up at once and says how long it would be."""
    with FaultServer(fault(429, headers={"retry-after": "3600"})) as server:
        with pytest.raises(RateLimited) as caught:
            ask(server)
        assert len(server.requests) == 1
    assert "3600 s" in str(caught.value.hint)


@given(
    st.dictionaries(
        st.sampled_from(["retry-after", "retry-after-ms"]), st.text("0123456789.-+einfaNov:, GMTSu") | st.floats().map(str)
    )
)
def test_any_retry_after_is_read_without_a_crash(headers: dict[str, str]) -> None:
    """Whatever stands in the header, the wait is a number of seconds that is not negative, or unknown."""
    wait_s = retry_after_s(headers)
    assert wait_s is None or 0 <= wait_s < float("inf")


def test_dates_with_and_without_a_zone_are_read() -> None:
    """A date that names no zone is read as UTC."""
    assert 55 < (retry_after_s({"retry-after": date_in(60)}) or 0) <= 60
    assert 55 < (retry_after_s({"retry-after": date_in(60).replace("GMT", "-0000")}) or 0) <= 60


def test_retries_add_up_over_an_article() -> None:
    """Retries of one article share one budget, however many questions and re-asks spend it: 2 + 2 retries, then no more."""
    script = [fault(429), fault(429), WRONG, fault(429), fault(429), WRONG, fault(429), GOOD]
    with FaultServer(*script) as server:
        tally = Tally()
        with pytest.raises(RateLimited):
            ask(server, tally=tally, retries=4, reasks=2)
        assert len(server.requests) == 7
        assert (tally.requests, tally.retries, tally.reasks) == (7, 4, 2)
        assert ask(server, tally=tally, retries=4) == VALUE
    assert tally.requests == 8
