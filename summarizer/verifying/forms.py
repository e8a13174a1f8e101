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
from summarizer.verifying.endings import Ending, NoForm, meanings, split_ending
from summarizer.verifying.lines import Line, Part, Parts

_DETAILS: Final = ("when", "date", "where", "according_to")
_REMARKS: Final = (*get_args(Status), *get_args(Series), *get_args(Form), *get_args(Flag))
_COLUMNS: Final = ("amount", "counts", "claimant", "evidence")
_OPENING, _CLOSING = "„“”‟«»\"'‚‘‹›", "“”„«»\"'‘’‹›"
_DASHES = frozenset("–-—−")


class Read(NamedTuple):
    """What a line claims: a draft item without sentences, how the line ends, and what the page says beside the item."""

    section: Section
    draft: DraftItem
    ending: Ending
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


def is_header(line: Line) -> bool:
    """Say whether a table row has the column names of the figures, in one language."""
    texts = ["".join(part.text for part in cell).strip() for cell in line.cells]
    return any(texts == [label[name] for name in _COLUMNS] for label in LABELS.values())


def read_form(section: Section, line: Line, group: Kind | None) -> Read:
    """Return what a line of a checked section claims; raises NoForm."""
    if line.kind == "tr":
        return _row(line)
    ending = split_ending(line.cells[0])
    if len(line.cells) != 1 or not ending.parts:
        raise NoForm
    if section == "actors":
        return _actor(ending, group)
    if section == "key_events":
        return _event(ending)
    if section == "figures":
        return _figure(ending)
    return _statement(ending) if section == "statements" else _free(section, ending)


def _free(section: Section, ending: Ending) -> Read:
    """Read `TEXT REMARKS …`; a line that tells an event has its status, and is checked as its title."""
    tail = _tail(ending.parts)
    status = tail.one_of(get_args(Status))
    if tail.details or not tail.words or tail.one_of((*get_args(Series), *get_args(Form))):
        raise NoForm
    if status:
        draft = {"title": tail.words, "status": status, "when": None, "where": None, "sentences": ()}
        return Read("key_events", DraftEvent.model_validate(draft), ending, {})
    return Read(section, DraftLine(text=tail.words, sentences=()), ending, {})


def _event(ending: Ending) -> Read:
    """Read `**TITLE** DETAILS REMARKS …`."""
    parts = ending.parts
    tail = _tail(parts[1:])
    status = tail.one_of(get_args(Status)) or "done"
    if parts[0].kind != "strong" or tail.words or tail.one_of((*get_args(Series), *get_args(Form))):
        raise NoForm
    if "according_to" in tail.details:
        raise NoForm
    when, where = (tail.details.get(name) for name in ("when", "where"))
    draft = DraftEvent.model_validate(
        {"title": visible_text(parts[0].text), "status": status, "when": when, "where": where, "sentences": ()}
    )
    return Read("key_events", draft, ending, tail.details)


def _actor(ending: Ending, group: Kind | None) -> Read:
    """Read `**NAME**, ROLE REMARKS …` under a heading that gives the kind."""
    parts = ending.parts
    tail = _tail(parts[1:])
    named = tail.one_of((*get_args(Status), *get_args(Series), *get_args(Form)))
    if parts[0].kind != "strong" or group is None or tail.details or named:
        raise NoForm
    if tail.words and not tail.words.startswith(","):
        raise NoForm
    role = tail.words.removeprefix(",").strip() or None
    return Read("actors", DraftActor(name=visible_text(parts[0].text), kind=group, role=role, sentences=()), ending, {})


def _statement(ending: Ending) -> Read:
    """Read `**SPEAKER** · *CUE*: CONTENT REMARKS …`, without a cue, or without a named source."""
    parts = ending.parts
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
    return Read("statements", draft, ending, {})


def _has_marks(words: str) -> bool:
    """Say whether words begin and end in quotation marks."""
    return len(words) > 2 and words[0] in _OPENING and words[-1] in _CLOSING


def _in_quotes(words: str) -> bool:
    """Say whether words stand in one pair of quotation marks, which claims that somebody said just this.

    >>> _in_quotes("„Ja“"), _in_quotes("„Ja“ und „Nein“")
    (True, False)
    """
    return _has_marks(words) and not re.search(rf"[{_CLOSING}]\W(?:.*\W)?[{_OPENING}]", words[1:-1])


def _figure(ending: Ending) -> Read:
    """Read `**AMOUNT**: COUNTS DETAILS REMARKS …`, the form of the daily page."""
    tail = _tail(ending.parts[1:])
    if ending.parts[0].kind != "strong" or not tail.words.startswith(":"):
        raise NoForm
    claimant = tail.details.get("according_to")
    return _counted(ending.parts[0].text, tail.words.removeprefix(":"), claimant, tail, tail.details, ending)


def _row(line: Line) -> Read:
    """Read a row: `AMOUNT REMARKS`, `COUNTS DETAILS`, `CLAIMANT` or a dash, marks."""
    if len(line.cells) != len(_COLUMNS):
        raise NoForm
    ending = split_ending(line.cells[3])
    amount, counts = (_tail(cell) for cell in line.cells[:2])
    if ending.parts or ending.named or amount.details or counts.remarks or "according_to" in counts.details:
        raise NoForm
    return _counted(amount.words, counts.words, _claimant(line.cells[2]), amount, counts.details, ending)


def _counted(amount: str, counts: str, claimant: str | None, remarks: _Tail, details: dict[str, str], ending: Ending) -> Read:
    """Return a figure of its parts; raises NoForm for details and remarks that no figure has."""
    series = remarks.one_of(get_args(Series))
    words = visible_text(amount), visible_text(counts)
    if not all(words) or "date" in details or remarks.one_of((*get_args(Status), *get_args(Form))):
        raise NoForm
    draft = DraftFigure(amount=words[0], counts=words[1], claimant=claimant, sentences=())
    found: Series | None = "new" if series == "new" else "cumulative" if series else None
    return Read("figures", draft, ending, details, found)


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
    labels, remarks = meanings(_DETAILS), meanings(_REMARKS)
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
