"""The clusters that were written before the merge saw them: no false flag, and what engines reach of the rest."""

import functools

import pytest

from summarizer.evaluation import Answers, score_merged
from summarizer.gold.clusters import read_cluster
from summarizer.pipeline import summarize
from summarizer.scoring.counts import Count
from summarizer.scoring.daily import DailyScore
from tests.conftest import ROOT

# A part of them: the others are measured with `summarize eval --daily`, see docs/evaluation.md.
WRITTEN = [
    ROOT / "fixtures" / "gold" / "clusters" / "written" / name
    for name in (
        "cholera-malawi cyber-kliniken demo-zwei-staedte flugzeug-rostock landtagswahl-saar quartal-maschinenbau sport-kreuzband "
        "sturm-hamburg urteil-anlagebetrug clean-merger clean-zwei-braende"
    ).split()
]
LEAST_FLAGGED, LEAST_MERGED = 0.7, 0.75


@functools.cache
def _scores() -> tuple[DailyScore, ...]:
    clusters = [read_cluster(path)[0] for path in WRITTEN]
    briefings = tuple(summarize(text.article, engine="rules") for cluster in clusters for text in cluster.texts)
    return tuple(score_merged(clusters, Answers("rules", briefings)))


@pytest.mark.parametrize("number", range(len(WRITTEN)), ids=[path.name for path in WRITTEN])
def test_no_flag_is_false(number: int) -> None:
    """What rules brief of each cluster shows no disagreement that a careful reader did not see."""
    found = _scores()[number]
    assert found.flagged.spurious == 0, [remark for remark in found.remarks if remark.code == "false_flag"]
    assert "sprung" not in {outcome for _, outcome in found.traps}


def test_most_of_what_is_one_or_differs_is_found() -> None:
    """Over all clusters, by rules: disagreements, and what was within reach of the merge."""
    flagged = sum((score.flagged for score in _scores()), Count())
    merged = sum((score.within_reach for score in _scores()), Count())
    assert (flagged.f1 or 0) >= LEAST_FLAGGED
    assert (merged.f1 or 0) >= LEAST_MERGED
