"""How a line ends: its footnotes, on a daily page each behind the name of its source, and how many articles report it."""

import re
from typing import Final, NamedTuple

from summarizer.render.escaping import visible_text
from summarizer.render.labels import LABELS
from summarizer.verifying.lines import Part, Parts


class NoForm(Exception):
    """A line that is in none of the forms of its section."""


class Ending(NamedTuple):
    """A line without its end; the labels of its footnotes, in order and once; those of each source by its name; how many say so."""

    parts: Parts
    marks: tuple[str, ...] = ()
    named: tuple[tuple[str, tuple[str, ...]], ...] = ()
    counts: tuple[int, int] | None = None


def meanings(names: tuple[str, ...]) -> dict[str, str]:
    """Return what the page's words for `names` mean, in every language."""
    return {label[name]: name for label in LABELS.values() for name in names if name in label}


def counting(*names: str) -> str:
    """Return a pattern of the page's words for numbers, in every language."""
    words = {label[name] for label in LABELS.values() for name in names}
    return "|".join(re.sub(r"\\\{\w+\\\}", r"(?:\\d{1,6})", re.escape(word)) for word in sorted(words))


_SOURCE: Final = meanings(("source",))
_COUNT: Final = re.compile(
    rf"(?:{counting('article_count', 'articles_count')})(?:, (?:{counting('lineage_count', 'lineages_count')}))?"
)


def split_ending(parts: Parts) -> Ending:
    """Return a line and its end apart; raises NoForm for footnotes elsewhere."""
    at = next((index for index, part in enumerate(parts) if part.kind == "em" and visible_text(part.text) in _SOURCE), None)
    if at is None:
        body, marks = _split_marks(parts)
        return Ending(body, marks)
    named = _named(parts[at + 1 :])
    body, counts = _split_count(_undotted(parts[:at]))
    if any(part.kind == "note" for part in body):
        raise NoForm
    marks = tuple(dict.fromkeys(mark for _, own in named for mark in own))
    return Ending(body, marks, named, counts)


def _split_marks(parts: Parts) -> tuple[Parts, tuple[str, ...]]:
    """Return a line without the footnotes at its end, and their labels."""
    body = list(parts)
    marks: list[str] = []
    while body and (body[-1].kind == "note" or not body[-1].text.strip()):
        part = body.pop()
        if part.kind == "note":
            marks.append(part.text)
    if any(part.kind == "note" for part in body):
        raise NoForm
    return tuple(body), tuple(dict.fromkeys(reversed(marks)))


def _named(parts: Parts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Read `NAME … · NAME …`."""
    found: list[tuple[str, list[str]]] = []
    for part in parts:
        text = visible_text(part.text)
        if part.kind == "note" and found:
            found[-1][1].append(part.text)
        elif part.kind == "text" and text:
            found.append((text.removeprefix("·").strip() if found else text, []))
        elif part.kind != "text":
            raise NoForm
    if not all(name and marks for name, marks in found):
        raise NoForm
    return tuple((name, tuple(marks)) for name, marks in found)


def _split_count(parts: Parts) -> tuple[Parts, tuple[int, int] | None]:
    """Return a line without the words that say how many articles report it, and the two numbers."""
    words = visible_text(parts[-1].text) if parts and parts[-1].kind == "em" else ""
    if not _COUNT.fullmatch(words):
        return parts, None
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    return _undotted(parts[:-1]), (numbers[0], numbers[-1])


def _undotted(parts: Parts) -> Parts:
    """Return a line without the middle dot at its end that led on to italics; raises NoForm where there is none."""
    if not parts or parts[-1].kind != "text" or not parts[-1].text.rstrip().endswith("·"):
        raise NoForm
    rest = parts[-1].text.rstrip().removesuffix("·").rstrip()
    return (*parts[:-1], Part("text", rest)) if rest else parts[:-1]
