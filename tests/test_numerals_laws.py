"""Laws of the numeral parser, with random and adversarial input."""

import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarizer.numerals import find_amounts, find_numbers, parse_amount
from summarizer.schemas import Language
from tests.test_numerals import read

SEPARATORS = {"de": (".", "\u00a0", "\u202f", " ", "’", "'", ""), "en": (",", "\u00a0", "\u202f", " ", "’", "")}


@given(
    whole=st.integers(0, 10**15),
    decimals=st.integers(0, 999),
    places=st.integers(0, 3),
    language=st.sampled_from(["de", "en"]),
    data=st.data(),
)
def test_parse_of_print_is_the_number(whole: int, decimals: int, places: int, language: Language, data: st.DataObject) -> None:
    """Any number from a thousandth to 10^15, printed with any separator, reads back as itself."""
    separator = data.draw(st.sampled_from(SEPARATORS[language]))
    fraction = f"{decimals:03d}"[:places]
    point = "," if language == "de" else "."
    printed = f"{whole:,}".replace(",", separator) + (point + fraction if fraction else "")
    assert read(f"{printed} Euro", language).value == Decimal(f"{whole}.{fraction}" if fraction else whole)


SPELLED = (
    "1|12.|2025|3,5|1.5|mindestens|über|bis zu|zwei|bis|drei|Millionen|Mio.|ein|eine|halbe|und|-|–|:|/|(|)|%|€|$|einhalb|Hälfte"
    "|jeder|zweite|one|in|five|half|a|million|to|from|\u202e|\u2066|\u200b|\n|A7|-fache|243-mal|Viertelstunde|oder mehr"
    "|+|.|,|½|1’|US$"
)
PIECES = st.sampled_from(SPELLED.split("|"))


TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@example(text="0HÄLFTE ODER MEHR0", language="de")
@given(text=TEXTS, language=st.sampled_from(["de", "en"]))
def test_any_text_is_read_without_a_crash(text: str, language: Language) -> None:
    """Spans slice to their text, stand in order, never overlap, and reading twice gives the same."""
    for find in (find_amounts, find_numbers):
        found = find(text, language)
        assert found == find(text, language)
        last = 0
        for amount in found:
            assert last <= amount.start <= amount.number_start < amount.number_end <= amount.end
            assert amount.text == text[amount.start : amount.end]
            assert amount.low is None or amount.high is None or amount.low <= amount.high
            last = amount.end
    parse_amount(text, language)


LONG = (
    "7",
    "ein ",
    "1.",
    "1 ",
    "zwei und ",
    "1 111 ",
    "one hundred and ",
    "1’",
    "über ",
    "drei- bis ",
    "zehn",
    "½",
    "www.",
    "ein bis ",
)


@pytest.mark.parametrize("piece", LONG)
def test_long_lines_take_linear_time(piece: str) -> None:
    """Eight times an adversarial line is far from 64 times the work; processor time, so that a busy machine does not matter."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        find_amounts(text, "de")
        find_amounts(text, "en")
        return time.process_time() - started

    seconds(1000)
    assert seconds(40_000) < 24 * min(seconds(5_000) for _ in range(3)) + 0.15
