"""What sites allow programs to read (robots.txt, RFC 9309), asked once for each site."""

import urllib.robotparser
from collections.abc import Callable
from urllib.parse import urlsplit

AGENT = "summarizer"
_MAXIMUM_BYTES = 512_000


class Robots:
    """The rules of the sites met so far."""

    def __init__(self, fetch: Callable[[str], tuple[int, bytes]]) -> None:
        """Take what fetches an address as status and body."""
        self._fetch = fetch
        self._rules: dict[str, urllib.robotparser.RobotFileParser] = {}

    def allows(self, url: str) -> bool:
        """Say whether a page may be read: a site without rules allows all, one whose rules can't be had nothing."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        return self._rules[site].can_fetch(AGENT, url)

    def _read(self, address: str) -> urllib.robotparser.RobotFileParser:
        rules = urllib.robotparser.RobotFileParser()
        status, body = self._fetch(address)
        if status == 200:
            rules.parse(body[:_MAXIMUM_BYTES].decode("utf-8-sig", "replace").splitlines())
        elif 400 <= status < 500 and status != 429:
            rules.parse([])
        else:
            rules.parse(["User-agent: *", "Disallow: /"])
        return rules
