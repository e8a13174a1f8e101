"""The metric: briefing and gold give counts and reasons. Pure; docs/evaluation.md has the rules."""

from summarizer.scoring.article import ArticleScore, find_unsupported, score
from summarizer.scoring.counts import Count, f1_interval, total
from summarizer.scoring.remarks import ACCURACIES, MEASURES, Measure, Remark

__all__ = [
    "ACCURACIES",
    "MEASURES",
    "ArticleScore",
    "Count",
    "Measure",
    "Remark",
    "f1_interval",
    "find_unsupported",
    "score",
    "total",
]
