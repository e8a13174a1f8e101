"""An HTML page read back, for tests: its elements, its addresses, its visible words; and articles that attack it."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import NamedTuple

from summarizer.articles import read_article
from summarizer.render.escaping import visible_text
from summarizer.schemas import Article

VOID = {"meta", "input", "circle", "path", "polyline"}
TAGS = set(
    "html head meta title style body script a article aside b blockquote button code div figcaption figure footer header h1 h2 h3 "
    "i input label li main mark ol option p s section select span ul svg circle path polyline text".split()
)
ATTACKS = (
    "<script>attacked=1</script>",
    "<img src=x onerror=attacked=1>",
    '"><svg onload=attacked=1>',
    "' autofocus onfocus=attacked=1 x='",
    "</style><script>attacked=1</script>",
    "</script><script>attacked=1</script>",
    "</title><script>attacked=1</script>",
    "<iframe src=https://evil.example></iframe>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<a href=javascript:attacked=1>Klick</a>",
    "{{ 7 * 7 }}{% raw %}",
    "<!--",
    "]]>",
    "&lt;script&gt;",
    "\u2028alert(1)\u2029",
    "\u202egnihtemos",
)


class Page(NamedTuple):
    """What a page holds: elements with their attributes, and the words that can be seen."""

    elements: tuple[tuple[str, dict[str, str]], ...]
    words: str
    style: str
    script: str
    unclosed: tuple[str, ...]

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    @property
    def policy(self) -> str:
        """Return the content security policy."""
        return next(found["content"] for _, found in self.elements if found.get("http-equiv") == "Content-Security-Policy")


class _Reader(HTMLParser):
    """Collects elements and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {"style": [], "script": [], "": []}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        last = self.open[-1] if self.open else ""
        self.texts[last if last in self.texts else ""].append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read_html(page: str) -> Page:
    """Read a page; fails where its elements are not nested or hold a comment."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    style, script, words = ("".join(reader.texts[name]) for name in ("style", "script", ""))
    return Page(tuple(reader.elements), visible_text(words), style, script, tuple(reader.open))


def check_harmless(page: Page) -> None:
    """Fail where a page holds elements, handlers or addresses that are not ours, or where its policy lets others in."""
    assert page.unclosed == ()
    assert {tag for tag, _ in page.elements} <= TAGS
    assert sum(tag in ("script", "style") for tag, _ in page.elements) == 2
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcdoc", "action", "style", "xlink:href")}
    identifiers = page.values("id")
    assert len(set(identifiers)) == len(identifiers)
    for address in page.values("href"):
        assert address[1:] in identifiers if address.startswith("#") else re.match(r"https?://\w", address), address
    for name in ("data-at", "data-cards", "data-words"):
        assert {one for value in page.values(name) for one in value.split()} <= set(identifiers)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (page.style, page.script)]
    allowed = f"style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; base-uri 'none'; form-action 'none'"
    assert page.policy == f"default-src 'none'; {allowed}"


def hostile_article(number: int = 0) -> Article:
    """Return an article whose words, title, publisher, address and file name attack the page; they differ by `number`."""
    said = " ".join(
        f"Anna Berg sagte: „{attack} kostet {7 + number} Euro“. In Bonn gab es {9 + number} Tote {attack}." for attack in ATTACKS
    )
    known = {
        "title": ATTACKS[number],
        "publisher": ATTACKS[number + 2],
        "url": "javascript:attacked=1",
        "path": f"{ATTACKS[number + 1]}/{ATTACKS[3]}.txt",
    }
    return read_article(said, language="de").model_copy(update=known)
