"""Who says what in an English sentence: by the frames in which verbs of saying stand."""

import re
from collections.abc import Iterator

from summarizer.grounding.verbs import finite, frames
from summarizer.local.spans import TaggedSpan
from summarizer.rules.clauses import Clause
from summarizer.rules.phrases import speaker_from
from summarizer.rules.wordclasses import word_class

_AUXILIARIES = frozenset("has have had will would is are was were did does also later then".split())


def tag_sentence(clause: Clause) -> list[TaggedSpan]:
    """Return the speakers, cues and contents of a sentence; of its frames the first that fits."""
    for frame in (_source, _closing, _leading):
        found = list(frame(clause))
        if found:
            return found
    return []


def _source(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "according to X"."""
    for index, word in enumerate(clause.words[:-2]):
        if word.lower == "according" and clause.lower(index + 1) == "to" and not clause.quoted(word):
            stop = speaker_from(clause.prose, clause.words, index + 2)
            if stop:
                yield clause.cue(index, index + 1)
                yield clause.speaker(index + 2, stop)
                yield from clause.contents(clause.sentence.start, word.start)
                yield from clause.contents(clause.words[stop - 1].end, clause.sentence.end)
            return


def _closing(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "…, X said" and "…,” said X"."""
    for index in range(1, len(clause.words)):
        word = clause.words[index]
        if word.lower not in finite("en") or clause.quoted(word):
            continue
        inverted = "," in clause.mark_before(index) or re.search('[”"’]', clause.mark_before(index))
        if inverted and not clause.quotes and not _opens_with_clause(clause, index):
            continue
        if inverted and word.lower not in ("told", "tells"):
            stop = speaker_from(clause.prose, clause.words, index + 1)
            if stop and index + 1 < len(clause.words):
                yield clause.cue(index, index)
                yield clause.speaker(index + 1, stop)
                yield from _said(clause, word.start, clause.words[stop - 1].end)
                return
            continue
        opening = _opening(clause, index)
        if opening is None:
            continue
        last = (
            index == len(clause.words) - 1
            or clause.mark_after(index)[:1] in (",", ".")
            or clause.lower(index + 1) in ("on", "in", "at", "after", "last")
            or clause.lower(index + 1) in word_class("times", "en")
        )
        if word.lower in ("told", "tells"):
            last = True
        if last:
            yield clause.speaker(opening, index)
            yield clause.cue(index, index)
            end = next(
                (clause.words[at].end for at in range(index, len(clause.words)) if clause.mark_after(at)[:1] in (",", ":")),
                clause.sentence.end,
            )
            yield from _said(clause, clause.words[opening].start, end)
            return


def _opens_with_clause(clause: Clause, verb: int) -> bool:
    """Say whether a verb stands before the first comma: what is before it is said, and no name with an apposition."""
    for index in range(verb):
        if clause.lower(index) in word_class("verbs", "en") or (index and clause.lower(index).endswith("ed")):
            return True
        if clause.mark_after(index)[:1] == ",":
            return False
    return False


def _opening(clause: Clause, verb: int) -> int | None:
    """Return where the subject begins that stands between a comma and the verb, None where none does."""
    for first in range(verb - 1, max(0, verb - 14), -1):
        mark = clause.mark_before(first)
        if mark:
            stop = speaker_from(clause.prose, clause.words, first)
            return first if re.search(r"[,”\"’]", mark) and stop is not None and stop >= verb - 1 else None
    return None


def _said(clause: Clause, start: int, end: int) -> Iterator[TaggedSpan]:
    """Yield what is said before and behind an inserted clause: the quotation where there is one, else the rest of the sentence."""
    before = [quote for quote in clause.quotes if quote[1] <= start]
    behind = [quote for quote in clause.quotes if quote[0] >= end]
    if before and before[0][0] - clause.sentence.start < 3:
        yield from clause.contents(*before[0])
        if behind:
            yield from clause.contents(*behind[0])
        return
    yield from clause.contents(clause.sentence.start, start)
    if clause.sentence.end - end > 12:
        yield from clause.contents(behind[0][0], behind[0][1]) if behind else clause.contents(end, clause.sentence.end)


def _leading(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "X said (that) …", "X warned of …", "X demanded a pause"."""
    for verb, word in enumerate(clause.words[:-1]):
        if verb == 0 or word.lower not in finite("en") or clause.quoted(word):
            continue
        subject = _subject(clause, verb)
        if subject is None:
            continue
        first, stop = subject
        options = frames("en")[word.lower]
        at = verb + 1
        cues = [clause.cue(verb, verb)]
        if word.lower in ("told", "tells", "urged", "asked", "warned", "accused", "advised"):
            behind = speaker_from(clause.prose, clause.words, at)
            if behind and behind < len(clause.words) and clause.lower(behind) in ("that", "of", "to", "for", "not"):
                at = behind
        if clause.lower(at) == "that":
            at += 1
        elif any(clause.lower(at) in frame.prepositions for frame in options):
            cues.append(clause.cue(at, at))
            at += 1
        if at >= len(clause.words):
            return
        yield clause.speaker(first, stop)
        yield from cues
        quote = next((one for one in clause.quotes if one[0] >= clause.words[verb].end), None)
        if quote and re.fullmatch(r"[,:]?\s*[“\"]?", clause.text[clause.words[verb].end : quote[0]]):
            yield from clause.contents(*quote)
        else:
            yield from clause.contents(clause.words[at].start, clause.sentence.end)
        return


def _subject(clause: Clause, verb: int) -> tuple[int, int] | None:
    """Return the first and the last index of the subject before a verb: from the start, or behind a comma."""
    stop = verb
    while stop > 0 and clause.lower(stop - 1) in _AUXILIARIES:
        stop -= 1
    for first in range(stop):
        if first and not clause.mark_before(first):
            continue
        end = speaker_from(clause.prose, clause.words, first)
        if end == stop:
            return first, stop
        if end and "," in clause.mark_after(end - 1) and end < stop and "," in clause.mark_after(stop - 1):
            return first, end
    return None
