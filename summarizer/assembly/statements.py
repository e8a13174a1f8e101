"""Statements: what is said, by whom, with which words, as draft items."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarizer.assembly.acceptance import holds
from summarizer.assembly.datelines import lead_start
from summarizer.assembly.register import Known
from summarizer.assembly.reports import Report, link
from summarizer.assembly.settling import is_adverb, is_statement, is_taken_up, settle
from summarizer.assembly.speakers import Resolver, Speaker
from summarizer.grounding import name_cast
from summarizer.local.spans import TaggedSpan
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftActor, DraftStatement, Form

_OUTER = " \n\t,;:–—-"
_CLOSING_OF = {"„": ("“", "”", '"'), "“": ("”",), '"': ('"',), "»": ("«",), "«": ("»",)}
_INTRODUCTION = re.compile(r"^(?:dass|daß|that)\s+", re.I)
_WHETHER = re.compile(r"\b(?:ob|wann|warum|weshalb|whether|when|why)\s+$", re.I)
_ANOTHER = re.compile(r"\b(?:aber|doch|und|sondern|während|but|and|while|as)\b")
# "Am selben Tag erklärte der Minister, dass …": what stands before belongs to the verb of saying.
_BEGINS = re.compile(r"(?!\s*,).*[,:]\s*(?:\w+\s*)?$", re.S)
_LINK = re.compile(r"\b(?:als|für|auf|mit|as|at|to)\s+$")
_JOINED_ON = re.compile(r"(?:und|and)\s+", re.I)
_HANGING = re.compile(r",?\s+(?:und|and|oder|or|but|sowie)\s*$", re.I)


class Stated(NamedTuple):
    """A draft statement and the span of its content."""

    start: int
    end: int
    draft: DraftStatement


def draft_statements(
    prose: Prose, spans: Iterable[TaggedSpan], actors: Sequence[Known], drafts: Sequence[DraftActor]
) -> list[Stated]:
    """Return the statements of an article in the order of the text."""
    resolver, cast = Resolver(prose, actors), name_cast(drafts)
    stated: list[Stated] = []
    tagged = (span for span in spans if span.tag != "actor" and not is_adverb(prose, span))
    reports = [settle(prose, report) for report in link(prose, tagged)]
    for report, following in itertools.zip_longest(reports, reports[1:]):
        if not is_statement(prose, report) or is_taken_up(prose, report, following):
            continue
        forms = [(speaker, form) for speaker in resolver.resolve(report) for form in _forms(prose, report, speaker)]
        held = next((pair for pair in forms if holds(pair[1].draft, prose, cast=cast)), None)
        if held is None and _is_bare(prose, report):
            continue
        speaker, chosen = held or next(iter(forms), (None, None))
        if speaker and chosen:
            resolver.remember(speaker, report)
            stated.append(chosen)
    return stated


def _is_bare(prose: Prose, report: Report) -> bool:
    """Say whether nothing but a tag says that words are said."""
    return not (report.cues or report.speaker or prose.quotation_at(report.start, report.end))


def _forms(prose: Prose, report: Report, speaker: Speaker) -> Iterator[Stated]:
    """Yield the forms in which a report may be given: without a source put in, whole, its longest piece; direct, then indirect."""
    whole = trim(prose, report.start, report.end)
    longest = max(report.contents, key=lambda piece: piece.end - piece.start)
    for pieces in dict.fromkeys((_pieces(prose, report, *whole), (whole,), (trim(prose, longest.start, longest.end),))):
        start, end = pieces[0][0], pieces[-1][1]
        if start >= end:
            continue
        outside = [cue for cue in report.cues if not any(first <= cue.start < last for first, last in pieces)]
        cue = " … ".join(" ".join(prose.text[piece.start : piece.end].split()) for piece in outside or report.cues) or None
        content = " ".join(
            prose.text[first:last].strip(_OUTER) if len(pieces) > 1 else prose.text[first:last] for first, last in pieces
        )
        sentences = {prose.sentence_at(start).number, prose.sentence_at(end - 1).number, *speaker.sentences}
        sentences |= {prose.sentence_at(piece.start).number for piece in report.cues}
        for form in dict.fromkeys((_form(prose, start, end), "indirect")):
            draft = DraftStatement(speaker=speaker.words, cue=cue, content=content, form=form, sentences=tuple(sorted(sentences)))
            yield Stated(start, end, draft)


def _pieces(prose: Prose, report: Report, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return what is said from `start` to `end` without a source put into it: "Im Haus waren … 84 Menschen"; whole if quoted.

    "Den Schaden schätzten die Ermittler auf 3 Millionen Euro" keeps "auf".
    """
    if re.search('[„“"”»«]', prose.text[start:end]):
        return ((start, end),)
    taken = [*report.cues, *([report.speaker] if report.speaker else [])]
    bounds = [start]
    for before, content in itertools.pairwise(report.contents):
        if any(before.end <= span.start and span.end <= content.start for span in taken):
            if _BEGINS.match(prose.text[before.end : content.start]):
                bounds = [content.start]
                continue
            if _ANOTHER.search(prose.text, before.end, content.start):
                # "The outbreak slows, but officials warn against complacency": two clauses, no source put into one.
                return ((start, end),)
            link = _LINK.search(prose.text, before.end, content.start)
            bounds += [before.end, link.start() if link else content.start]
    bounds.append(end)
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def trim(prose: Prose, start: int, end: int) -> tuple[int, int]:
    """Return a span without outer marks, a full stop at its end, quotation marks around the whole, and "dass"."""
    text = prose.text
    start = max(start, lead_start(prose, prose.sentence_at(start)))
    while start < end and text[start] in _OUTER:
        start += 1
    # "ließ offen, ob er Revision einlegt": without the conjunction he does.
    open_question = _WHETHER.search(text, max(0, start - 10), start)
    start = open_question.start() if open_question else start
    match = _INTRODUCTION.match(text[start:end])
    # „Dass niemand starb, ist ein Glück“: inside quotation marks the clause is the subject of what follows.
    if match and not (prose.quotation_at(start, end) and "," in text[start:end]):
        start += match.end()
    joined = _JOINED_ON.match(text[start:end])
    start += joined.end() if joined else 0
    end += prose.text[end : end + 1] == "%"
    hanging = _HANGING.search(text[start:end])
    end = start + hanging.start() if hanging else end
    opened = re.search('[„“"»«][^„“”"»«]*$', text[start:end])
    if opened and text[end : end + 1] in _CLOSING_OF[text[start + opened.start()]]:
        end += 1
    while end > start and (text[end - 1] in _OUTER or (text[end - 1] == "." and text[end - 3 : end] != "...")):
        end -= 1
    if (
        end - start > 2
        and text[start] in '„“”"»«'
        and text[end - 1] in '“”"«»'
        and not re.search('[„“”"»«]', text[start + 1 : end - 1])
    ):
        start, end = start + 1, end - 1
        if text[end - 1] in ".,":
            end -= 1
    return start, end


def _form(prose: Prose, start: int, end: int) -> Form:
    """Return direct where the whole stands inside quotation marks."""
    return "direct" if prose.quotation_at(start, end) else "indirect"
