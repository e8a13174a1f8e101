"""What an article comes in, one module per kind: bytes become a `Reading`.

Plain text and Markdown are read in this process. Everything else is read in a process of its own (`apart.py`), with limits of time
and memory, because the libraries that read it meet hostile files.
"""

from summarizer.readers.apart import list_feed, read_apart
from summarizer.readers.kinds import Kind, kind_of
from summarizer.readers.reading import Listed, Reading

__all__ = ["Kind", "Listed", "Reading", "kind_of", "list_feed", "read_apart"]
