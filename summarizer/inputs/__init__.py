"""What a day is made of: articles and saved briefings, from files, folders, addresses, feeds and standard input (IO)."""

from summarizer.inputs.feeds import Feeds
from summarizer.inputs.files import is_same_file
from summarizer.inputs.gathering import Inputs, gather_inputs
from summarizer.inputs.saved import Failed, read_daily
from summarizer.inputs.sources import Source, settle, source_name

__all__ = ["Failed", "Feeds", "Inputs", "Source", "gather_inputs", "is_same_file", "read_daily", "settle", "source_name"]
