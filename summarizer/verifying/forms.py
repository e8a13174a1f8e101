"""The forms of lines in `docs/markdown.md`: the parts of a line become a draft item, its details, remarks and marks."""

import re
from typing import Final, NamedTuple, get_args

from summarizer.grounding import DraftItem
from summarizer.render.escaping import visible_text
from summarizer.render.labels import LABELS
from summarizer.schemas import (
    DraftActor,
    DraftEvent,
    DraftFigure,
    DraftLine,
    DraftStatement,
    Flag,
    Form,
    Kind,
    Section,
    Series,
    Status,
)
from summarizer.verifying.lines import Line, Part, Parts

DETAILS: Final = ("when", "date", "where")
_REMARKS: Final = (*get_args(Status), *get_args(Series), *get_args(Form), *get_args(Flag))
_COLUMNS: Final = ("amount", "counts", "claimant", "evidence")
_OPENING, _CLOSING = "„“”‟«»\"'‚‘‹›", "“”„«»\"'‘’‹›"
_DASHES = frozenset("–-—−")


class NoForm(Exception):
    """A line that is in none of the forms of its section."""


class Read(NamedTuple):
    """What a line claims: a draft item without sentences, what the page says beside it, and the labels of its footnotes."""

    section: Section
    draft: DraftItem
    marks: tuple[str, ...]
    details: dict[str, str]
    series: Series | None = None


class _Tail(NamedTuple):
    """A line behind its beginning: words, then details by name, then remarks."""

    words: str
    details: dict[str, str]
    remarks: tuple[str, ...]

    def one_of(self, names: tuple[str, ...]) -> str | None:
        """Return the one remark of these names, None for none; raises NoForm for several."""
        found = [remark for remark in self.remarks if remark in names]
        if len(found) > 1:
            raise NoForm
        return found[0] if found else None


def meanings(names: tuple[str, ...]) -> dict[str, str]:
    """Return what the page's words for `names` mean, in every language."""
    return {label[name]: name for label in LABELS.values() for name in names if name in label}


def is_header(line: Line) -> bool:
    """Say whether a table row has the column names of the figures, in one language."""
    texts = ["".join(part.text for part in cell).strip() for cell in line.cells]
    return any(texts == [label[name] for name in _COLUMNS] for label in LABELS.values())


def read_form(section: Section, line: Line, group: Kind | None) -> Read:
    """Return what a line of a checked section claims; raises NoForm."""
    if section == "figures":
        return _figure(line)
    if len(line.cells) != 1:
        raise NoForm
    parts, marks = split_marks(line.cells[0])
    if not parts:
        raise NoForm
    if section == "actors":
        return _actor(parts, marks, group)
    if section == "key_events":
        return _event(parts, marks)
    return _statement(parts, marks) if section == "statements" else _free(section, parts, marks)


def split_marks(parts: Parts) -> tuple[Parts, tuple[str, ...]]:
    """Return a line without the marks at its end, and the labels of those; raises NoForm for marks elsewhere."""
    body = list(parts)
    marks: list[str] = []
    while body and (body[-1].kind == "note" or not body[-1].text.strip()):
        part = body.pop()
        if part.kind == "note":
            marks.append(part.text)
    if any(part.kind == "note" for part in body):
        raise NoForm
    return tuple(body), tuple(dict.fromkeys(reversed(marks)))


def _free(section: Section, parts: Parts, marks: tuple[str, ...]) -> Read:
    """Read `TEXT REMARKS …`."""
    tail = _tail(parts)
    if tail.details or not tail.words or tail.one_of((*get_args(Status), *get_args(Series), *get_args(Form))):
        raise NoForm
    return Read(section, DraftLine(text=tail.words, sentences=()), marks, {})


def _event(parts: Parts, marks: tuple[str, ...]) -> Read:
    """Read `**TITLE** DETAILS REMARKS …`."""
    tail = _tail(parts[1:])
    status = tail.one_of(get_args(Status)) or "done"
    if parts[0].kind != "strong" or tail.words or tail.one_of((*get_args(Series), *get_args(Form))):
        raise NoForm
    when, where = (tail.details.get(name) for name in ("when", "where"))
    draft = DraftEvent.model_validate(
        {"title": visible_text(parts[0].text), "status": status, "when": when, "where": where, "sentences": ()}
    )
    return Read("key_events", draft, marks, tail.details)


def _actor(parts: Parts, marks: tuple[str, ...], group: Kind | None) -> Read:
    """Read `**NAME**, ROLE REMARKS …` under a heading that gives the kind."""
    tail = _tail(parts[1:])
    named = tail.one_of((*get_args(Status), *get_args(Series), *get_args(Form)))
    if parts[0].kind != "strong" or group is None or tail.details or named:
        raise NoForm
    if tail.words and not tail.words.startswith(","):
        raise NoForm
    role = tail.words.removeprefix(",").strip() or None
    return Read("actors", DraftActor(name=visible_text(parts[0].text), kind=group, role=role, sentences=()), marks, {})


def _statement(parts: Parts, marks: tuple[str, ...]) -> Read:
    """Read `**SPEAKER** · *CUE*: CONTENT REMARKS …`, without a cue, or without a named source."""
    first = visible_text(parts[0].text)
    if parts[0].kind not in ("strong", "em") or (parts[0].kind == "em" and first not in meanings(("no_speaker",))):
        raise NoForm
    has_cue = len(parts) > 2 and parts[1].kind == "text" and parts[1].text.strip() == "·" and parts[2].kind == "em"
    tail = _tail(parts[3 if has_cue else 1 :])
    if tail.details or not tail.words.startswith(":") or tail.one_of((*get_args(Status), *get_args(Series))):
        raise NoForm
    words, direct = tail.words.removeprefix(":").strip(), tail.one_of(get_args(Form)) == "direct"
    quoted = _in_quotes(words) or (direct and _has_marks(words))
    draft = DraftStatement(
        speaker=first if parts[0].kind == "strong" else None,
        cue=visible_text(parts[2].text) if has_cue else None,
        content=words[1:-1].strip() if quoted else words,
        # Whole words in quotation marks are read as verbatim, whatever stands behind them.
        form="direct" if direct or quoted else "indirect",
        sentences=(),
    )
    return Read("statements", draft, marks, {})


def _has_marks(words: str) -> bool:
    """Say whether words begin and end in quotation marks."""
    return len(words) > 2 and words[0] in _OPENING and words[-1] in _CLOSING


def _in_quotes(words: str) -> bool:
    """Say whether words stand in one pair of quotation marks, which claims that somebody said just this.

    >>> _in_quotes("„Ja“"), _in_quotes("„Ja“ und „Nein“")
    (True, False)
    """
    return _has_marks(words) and not re.search(rf"[{_CLOSING}]\W(?:.*\W)?[{_OPENING}]", words[1:-1])


def _figure(line: Line) -> Read:
    """Read a row: `AMOUNT REMARKS`, `COUNTS DETAILS`, `CLAIMANT` or a dash, marks."""
    if line.kind != "tr" or len(line.cells) != len(_COLUMNS):
        raise NoForm
    rest, marks = split_marks(line.cells[3])
    amount, counts = (_tail(cell) for cell in line.cells[:2])
    series = amount.one_of(get_args(Series))
    named = amount.one_of((*get_args(Status), *get_args(Form)))
    if rest or amount.details or counts.remarks or named or not amount.words or "date" in counts.details:
        raise NoForm
    draft = DraftFigure(amount=amount.words, counts=counts.words, claimant=_claimant(line.cells[2]), sentences=())
    found: Series | None = "new" if series == "new" else "cumulative" if series else None
    return Read("figures", draft, marks, counts.details, found)


def _claimant(parts: Parts) -> str | None:
    """Return who asserts a figure; a dash or nothing stands for nobody; raises NoForm for more than plain text."""
    text = visible_text("".join(part.text for part in parts))
    if not text or text in _DASHES:
        return None
    if any(part.kind != "text" for part in parts):
        raise NoForm
    return text


def _tail(parts: Parts) -> _Tail:
    """Take a line apart behind its beginning; raises NoForm where something in it is none of the page's words."""
    labels, remarks = meanings(DETAILS), meanings(_REMARKS)
    words, details, found = "", dict[str, str](), list[str]()
    at: str | None = None
    for index, part in enumerate(parts):
        text = visible_text(part.text)
        if part.kind == "text":
            value = _value(part, is_last=index + 1 == len(parts))
            if at is not None:
                details[at], at = value, None
            elif index == 0:
                words = value
            elif value:
                raise NoForm
        elif part.kind != "em" or at is not None or not (text in labels or text in remarks):
            raise NoForm
        elif text in remarks:
            found.append(remarks[text])
        elif labels[text] in details:
            raise NoForm
        else:
            at = labels[text]
    if at is not None or not all(details.values()):
        raise NoForm
    return _Tail(words, details, tuple(found))


def _value(part: Part, *, is_last: bool) -> str:
    """Return a value without the middle dot that leads on to italics; raises NoForm where that is missing."""
    text = part.text.strip()
    if is_last:
        return visible_text(text)
    if not text.endswith("·"):
        raise NoForm
    return visible_text(text.removesuffix("·"))
