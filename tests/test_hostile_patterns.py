"""Regular expressions are linear: no text that an attacker writes makes one of them search for long."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.patterns import PIECES, patterns

DEADLINE_S = 280.0


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
@pytest.mark.parametrize("part", range(4))
def test_no_pattern_searches_for_long(part: int) -> None:
    """Each pattern is through with each of many adversarial texts within the limit of time."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.patterns", str(part), "4"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=DEADLINE_S,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert len(PIECES) >= 40
