"""Regular expressions are linear: no text that an attacker writes makes one of them search for long."""

import re

import pytest

from tests.patterns import PIECES, patterns, slow

PARTS = 2


def test_patterns_are_found() -> None:
    """The patterns of modules, of tables in them and of cached functions are all looked at."""
    names = {name for name, _ in patterns()}
    assert len(names) > 200
    assert {name.partition(":")[0] for name in names} >= {
        "summarizer.grounding.orders",
        "summarizer.sentences",
        "summarizer.frontmatter",
    }


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_no_pattern_searches_for_long(part: int) -> None:
    """Each pattern is through with each of many adversarial texts within the limit of time."""
    assert list(slow(patterns()[part::PARTS])) == []
    assert len(PIECES) >= 40


def test_a_pattern_that_searches_for_long_is_named() -> None:
    """A pattern that reads the same letters in two ways is found out."""
    (line,) = slow([("here", re.compile(r"(?:a+)+b"))])
    assert line.startswith("here: 'aaaa")
