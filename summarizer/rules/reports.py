"""Statements of an article: the frames of each sentence, quotations that stand alone, reports that run on."""

import re
from collections.abc import Iterator

from summarizer.local.spans import TaggedSpan
from summarizer.rules import english, german
from summarizer.rules.clauses import LEAST_QUOTED_WORDS, Clause
from summarizer.rules.prose import Prose

REACH_SENTENCES = 2
"""How far behind a statement one in the subjunctive, without a verb of saying, still goes on with it."""
_RUNS_ON = re.compile(
    r"\b(?:sei|seien|habe|werde|könne|müsse|solle|wolle|dürfe|möge|wisse|gebe|gehe|komme|bleibe|stehe|liege|brauche|handle|"
    r"handele|reiche|mache|arbeite|"
    r"verstoße|spiele|fehle|drohe|koste|zeige|bestehe|gelte|führe|bringe|trage|nehme|sehe|halte|lasse|fordere|erwarte|"
    r"prüfe|verkaufe|benötige|"
    r"verfüge|gehöre|scheine|heiße|setze|stelle|finde|suche|schaffe|laufe|fahre|falle|helfe|verliere|liefere|zahle|"
    r"profitiere|betreffe|stamme|"
    r"diene|sinke|steige|lebe|hoffe|glaube|rechne|plane|unterstütze|erhalte|bekomme|wirke|sorge|hätte|hätten|wäre|wären|"
    r"würde|würden|müssten|"
    r"könnten|sollten|dürften|gäbe|gäben|käme|kämen|lägen|läge|stünde|stünden|gingen|blieben|ließen|ließe|fehlten|betrügen|"
    r"seiest)\b"
)

_INDICATIVE = frozenset(
    "ist sind war waren hat haben hatte hatten wird werden wurde wurden kann können konnte konnten muss "
    "müssen will soll sollen äußerte steht "
    "gibt gab".split()
)


def tag_reports(prose: Prose) -> Iterator[TaggedSpan]:
    """Yield the speakers, cues and contents of an article, sentence by sentence."""
    last = -REACH_SENTENCES - 1
    for sentence in prose.sentences:
        clause = Clause(prose, sentence)
        found = _heading(clause) if sentence.number in prose.headings else _sentence(clause)
        if not found and prose.language == "de" and sentence.number - last <= REACH_SENTENCES and _runs_on(clause):
            found = list(clause.contents(sentence.start, sentence.end))
        if found:
            last = sentence.number
        yield from _once(prose, found)


def _sentence(clause: Clause) -> list[TaggedSpan]:
    found = german.tag_sentence(clause) if clause.prose.language == "de" else english.tag_sentence(clause)
    said = [span for span in found if span.tag == "content"]
    for start, end in clause.quotes:
        opens = clause.sentence.start <= start
        covered = any(span.start <= start + 1 and end - 1 <= span.end for span in said)
        if opens and not covered and not any(span.start < end and start < span.end for span in said):
            whole = len(clause.text[start:end].split()) > 2 * LEAST_QUOTED_WORDS or end - start > 0.7 * len(clause.sentence.text)
            found += clause.contents(start, end) if whole else ()
    return found


def _heading(clause: Clause) -> list[TaggedSpan]:
    """Read "X: „…“" and "X: …" where what follows is quoted."""
    match = re.match(r"([^:„“\"]{3,40}):\s+[„“\"»](.+)[“”\"«]$", clause.sentence.text)
    if not match:
        return []
    start = clause.sentence.start
    return [
        TaggedSpan(start + match.start(1), start + match.end(1), "speaker"),
        *clause.contents(start + match.start(2), start + match.end(2)),
    ]


def _runs_on(clause: Clause) -> bool:
    """Say whether a sentence reports on in the subjunctive, outside quotations."""
    text = clause.sentence.text
    for start, end in clause.quotes:
        offset = clause.sentence.start
        text = text[: max(0, start - offset)] + " " * (max(0, min(end, clause.sentence.end) - start)) + text[max(0, end - offset) :]
    match = _RUNS_ON.search(text)
    return match is not None and not any(word.lower() in _INDICATIVE for word in re.findall(r"\w+", text[: match.start()]))


def _once(prose: Prose, spans: list[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Yield spans that hold words, each once."""
    for span in dict.fromkeys(spans):
        if span.start < span.end and prose.text[span.start : span.end].strip():
            yield span
