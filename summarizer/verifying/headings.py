"""The headings and fixed words of pages, in every language: what stands under them is checked, skipped, or unknown."""

from typing import Final, Literal, get_args

from summarizer.render.escaping import visible_text
from summarizer.render.labels import CHECKED, CLASSES, DAILY_CHECKED, DAILY_SKIPPED, LABELS, SKIPPED
from summarizer.schemas import Kind, Language, Section
from summarizer.verifying.endings import meanings
from summarizer.verifying.lines import Line

CheckedHeading = Section | Literal["overview", "disagreements", "one_source"]

_FORMS: tuple[Section, ...] = get_args(Section)
_OTHERS: tuple[CheckedHeading, ...] = ("overview", "disagreements", "one_source")
_HEADINGS: tuple[CheckedHeading, ...] = tuple(name for name in (*_FORMS, *_OTHERS) if name in (*CHECKED, *DAILY_CHECKED))
FORM_SECTIONS: Final[dict[str, Section]] = {label[name]: name for label in LABELS.values() for name in _FORMS if name in CHECKED}
SECTIONS: Final[dict[str, CheckedHeading]] = {label[name]: name for label in LABELS.values() for name in _HEADINGS}
SKIPPED_SECTIONS: Final = meanings((*SKIPPED, *DAILY_SKIPPED))
LANGUAGES: Final[dict[str, Language]] = {
    label[name]: language
    for language, label in LABELS.items()
    for name in (*CHECKED, *SKIPPED, *DAILY_CHECKED, *DAILY_SKIPPED, "article", "day_of")
}
KINDS: Final[dict[str, Kind]] = {label[kind]: kind for label in LABELS.values() for kind in get_args(Kind)}
CLASS_WORDS: Final = meanings(tuple(f"class_{name}" for name in CLASSES))
EMPTY: Final = meanings(("no_items", "nothing", "none_shared"))
FORM_LABELS: Final[dict[str, Section]] = {
    label[f"one_{name}"]: name for label in LABELS.values() for name in _FORMS if name != "actors"
}
"""What stands before the lines below a disagreement; those of actors name the kind."""
KIND_LABELS: Final[dict[str, Kind]] = {label[f"one_{kind}"]: kind for label in LABELS.values() for kind in get_args(Kind)}

_NOTES = meanings(("rejected_note", "not_covered_note"))
_ONE = meanings(tuple(f"one_{section}" for section in _FORMS))
_LEFT = meanings(("not_read", "other_day"))
_CHANGES = meanings(("is_new", "changed", "withdrawn", "series", "repeated"))


def is_italic(line: Line) -> bool:
    """Say whether a line is wholly in italics."""
    return all(part.kind == "em" or not part.text.strip() for cell in line.cells for part in cell)


def is_about_sources(line: Line) -> bool:
    """Say whether a paragraph begins as the one that says what is known of the article, or of the day."""
    starts = tuple(label[name] for label in LABELS.values() for name in ("article", "day_of"))
    return line.kind == "p" and len(line.cells[0]) == 1 and line.cells[0][0].kind == "text" and line.text.startswith(starts)


def claims_nothing(line: Line, skipped: str) -> bool:
    """Say whether a line under a skipped heading is what stands there, so that nobody takes it for a checked one."""
    text = visible_text(line.text)
    if line.kind == "p" and not line.has("strong", "code", "note", "markup"):
        if is_italic(line):
            return text in EMPTY
        made = tuple(label["made"] for label in LABELS.values())
        compared = tuple(label["compared"].partition("{")[0] for label in LABELS.values())
        return text in _NOTES or (skipped == "run" and text.startswith(made)) or (skipped == "since" and text.startswith(compared))
    if line.kind != "li" or line.has("markup"):
        return False
    first = line.cells[0][0]
    words = visible_text(first.text) if first.kind == "em" else ""
    if skipped == "since":
        return words in _CHANGES
    if line.has("note") or (skipped != "sources" and line.has("strong")):
        return False
    sentences = tuple(f"{label['sentence']} " for label in LABELS.values())
    return {
        "rejected": words in _ONE,
        "not_covered": words.startswith((*sentences, *(label["more_gaps"].partition("{")[0] for label in LABELS.values()))),
        "not_used": words in _LEFT or first.kind == "text",
        "sources": first.kind == "strong",
        "run": first.kind == "text",
    }[skipped]
