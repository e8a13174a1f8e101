"""What a server takes at most; beyond it, it says so at once."""

import dataclasses


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits of one server: sizes in bytes or characters, times in seconds."""

    upload_bytes: int = 20_000_000
    """One request's body, a PDF with its pictures for one."""
    upload_s: float = 60.0
    """How long a body may take to arrive."""
    header_s: float = 15.0
    """How long a connection may take to say what it wants."""
    characters: int = 500_000
    """One article: ten times the longest report of a magazine, about 130 requests to a model."""
    waiting: int = 200
    """Articles that wait or are worked on."""
    waiting_for_one: int = 50
    """The same, of one browser or address."""
    readings: int = 8
    """Uploads and addresses that are read at once; others wait for their turn."""
    kept: int = 200
    """Briefings in memory that no store keeps, and failures; the oldest make room."""
    connections: int = 500
    """Open connections."""
    stop_s: float = 10.0
    """How long a server that is to end waits for what is under way."""
