"""Contents brought to their cue and their speaker, before anybody is named: spans in, groups of spans out."""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from summarizer.grounding.verbs import frames
from summarizer.local.spans import TaggedSpan
from summarizer.rules.prose import Prose

_LINKS = frozenset("als für auf mit as of to at".split())
_PARTICLES = frozenset(
    "mit recht nicht wissen mitteilen ausrichten aufrecht dementieren bestätigen verantwortlich bereit "
    "bekannt gerechnet ernst".split()
)
_VERB_LIKE = re.compile(r"(?:[bcdfghklmnprsßtzw]t|te|ten|en|ed|am|ing|says?)$")
OWN_CUES = frozenset("laut nach zufolge so wie demnach wonach according gemäß gemäss".split())
_OPENING_CUES = frozenset("aus in von nach den dem der ist wird hat hatte haben war waren wurde has had did by for".split())
_CONJUNCTION = re.compile(r"[,;]?\s{0,9}(?:und|aber|sondern|doch|and|but|while|wie auch|sowie)\b|;", re.I)
LONGEST_CUE_CHARACTERS = 250
INSERTED_CHARACTERS = 160
"""A cue with its speaker that is put into what is said; longer ones are another sentence's business."""


@dataclasses.dataclass
class Report:
    """What is said, in one or more pieces, with the words that say that it is said and who says it."""

    contents: list[TaggedSpan]
    cues: tuple[TaggedSpan, ...] = ()
    speaker: TaggedSpan | None = None

    @property
    def start(self) -> int:
        """Where what is said begins."""
        return self.contents[0].start

    @property
    def end(self) -> int:
        """Where what is said ends."""
        return self.contents[-1].end


def link(prose: Prose, spans: Iterable[TaggedSpan]) -> list[Report]:
    """Return every content with the cue and the speaker of its sentence, in the order of the text."""
    by_sentence: dict[int, dict[str, list[TaggedSpan]]] = defaultdict(lambda: defaultdict(list))
    for span in sorted(set(spans), key=lambda one: (one.start, one.end)):
        if span.end > span.start:
            by_sentence[prose.sentence_at(span.start).number][span.tag].append(span)
    reports: list[Report] = []
    for number in sorted(by_sentence):
        found = by_sentence[number]
        reports += _link_sentence(prose, found["content"], _phrases(prose, found["cue"]), found["speaker"])
    _link_neighbours(prose, reports, by_sentence)
    return sorted(reports, key=lambda report: report.start)


def _phrases(prose: Prose, cues: Sequence[TaggedSpan]) -> list[tuple[TaggedSpan, ...]]:
    """Return the cues of a sentence, verb and particle ("wies … zurück") as one."""
    phrases: list[list[TaggedSpan]] = []
    for cue in cues:
        words = prose.text[cue.start : cue.end].lower().split()
        before = _words(prose, phrases[-1][0]) if phrases else [""]
        if before[0] in OWN_CUES and len(words) == 1 and words[0] in _LINKS:
            # "nach Angaben aus Kiew mit 430 Drohnen": no part of the source.
            continue
        # "sprach von" has its verb, "hat" and "war von" have not.
        opened = (
            phrases and len(phrases[-1]) == 1 and before[-1] in _OPENING_CUES and frames(prose.language).keys().isdisjoint(before)
        )
        if phrases and (opened or _goes_on(prose, words)) and cue.start - phrases[-1][-1].end <= LONGEST_CUE_CHARACTERS:
            phrases[-1].append(cue)
        else:
            phrases.append([cue])
    return [tuple(phrase) for phrase in phrases]


def _words(prose: Prose, span: TaggedSpan) -> list[str]:
    return prose.text[span.start : span.end].lower().split() or [""]


def _goes_on(prose: Prose, words: Sequence[str]) -> bool:
    """Say whether a cue without a verb of saying is the rest of the one before: "… zurück", "… nicht aus", "… of"."""
    verbs = (
        word in frames(prose.language) or word in OWN_CUES or _VERB_LIKE.search(word) for word in words if word not in _PARTICLES
    )
    return not any(verbs) or words == ["zufolge"]


def _link_sentence(
    prose: Prose, contents: Sequence[TaggedSpan], cues: Sequence[tuple[TaggedSpan, ...]], speakers: Sequence[TaggedSpan]
) -> list[Report]:
    """Return the reports of one sentence."""
    reports: list[Report] = []
    for content in contents:
        if any(
            other is not content and other.start <= content.start and content.end <= other.end and other != content
            for other in contents
        ):
            continue
        cue = min(cues, key=lambda one: _cue_cost(prose, content, one, contents), default=())
        if reports and _is_continued(prose, reports[-1], content, cue):
            reports[-1].contents.append(content)
            continue
        reports.append(Report([content], cue, _speaker(prose, content, cue, speakers)))
    return reports


def _gap(one: TaggedSpan, other: TaggedSpan) -> tuple[int, int]:
    """Return the span between two spans; empty where they meet or overlap."""
    start, end = min(one.end, other.end), max(one.start, other.start)
    return (start, end) if start < end else (end, end)


def _distance(prose: Prose, one: TaggedSpan, other: TaggedSpan) -> int:
    """Return the characters between two spans; a conjunction between them counts as many."""
    start, end = _gap(one, other)
    return end - start + 60 * bool(_CONJUNCTION.match(prose.text, start, end))


def _cue_cost(prose: Prose, content: TaggedSpan, cue: Sequence[TaggedSpan], contents: Sequence[TaggedSpan]) -> int:
    """Return how far a cue is from a content; others between them push it away, one inside belongs to what is inside."""
    cost = min(_distance(prose, content, piece) for piece in cue)
    start, end = _gap(content, min(cue, key=lambda piece: _distance(prose, content, piece)))
    cost += 200 * sum(start <= other.start and other.end <= end for other in contents if other != content)
    inside = any(content.start < piece.start and piece.end < content.end for piece in cue)
    return cost + 500 * inside


def _speaker(prose: Prose, content: TaggedSpan, cue: Sequence[TaggedSpan], speakers: Sequence[TaggedSpan]) -> TaggedSpan | None:
    """Return the speaker nearest to the cue, or to the content where there is no cue."""
    outside = [one for one in speakers if not (content.start <= one.start and one.end <= content.end)]
    if cue:
        return min(outside, key=lambda one: _speaker_cost(prose, one, cue), default=None)
    return min(outside, key=lambda one: _distance(prose, one, content), default=None)


def _speaker_cost(prose: Prose, speaker: TaggedSpan, cue: Sequence[TaggedSpan]) -> int:
    """Return how far a speaker is from a cue; behind a conjunction or another clause stands the next one's."""
    cost = min(_distance(prose, speaker, piece) for piece in cue)
    return cost + (40 if speaker.start > cue[0].start and _CONJUNCTION.search(prose.text, *_gap(speaker, cue[0])) else 0)


def _is_continued(prose: Prose, report: Report, content: TaggedSpan, cue: tuple[TaggedSpan, ...]) -> bool:
    """Say whether a content goes on with the one before: the same cue stands between them, or with both and little between."""
    if cue != report.cues or not cue:
        return False
    start, end = report.end, content.start
    between = prose.text[start:end]
    inner = [piece for piece in cue if start <= piece.start and piece.end <= end]
    if inner and len(cue) > len(inner) and all(_words(prose, piece)[-1] in _LINKS for piece in inner):
        return end - start <= 30
    if len(inner) == len(cue) > 1 and _words(prose, cue[-1])[-1] in _LINKS:
        # "Den Schaden schätzten die Ermittler auf 3 Millionen Euro."
        return end - start <= INSERTED_CHARACTERS
    if inner:
        return end - start <= INSERTED_CHARACTERS and len(cue) == 1 and not re.search(r"\b(?:und|and)\s+\w+\s*$", between)
    return end - start <= 30 and not re.search(r"[.;:]|\b(?:und|and)\b", between)


def _link_neighbours(prose: Prose, reports: list[Report], by_sentence: dict[int, dict[str, list[TaggedSpan]]]) -> None:
    """Give contents without a cue the one that stands alone in a sentence beside: "Das teilte die Behörde mit."."""
    taken = {prose.sentence_at(piece.start).number for report in reports for piece in report.cues}
    for report in reports:
        if report.cues or report.speaker:
            continue
        home = prose.sentence_at(report.end - 1).number
        for number in (home + 1, prose.sentence_at(report.start).number - 1):
            found = by_sentence.get(number)
            if not found or number in taken or found["content"] or not found["cue"]:
                continue
            if number < home and not prose.text[
                prose.sentences[number - 1].start : prose.sentences[number - 1].end
            ].rstrip().endswith(":"):
                continue
            report.cues = _phrases(prose, found["cue"])[0]
            report.speaker = _speaker(prose, report.contents[0], report.cues, found["speaker"])
            break
