"""The briefings of one day become one: what is the same, what differs, who says so. Pure, the same in any order."""

from summarizer.merge.daily import merge_briefings
from summarizer.merge.since import compare
from summarizer.merge.sources import SourceBriefing

__all__ = ["SourceBriefing", "compare", "merge_briefings"]
