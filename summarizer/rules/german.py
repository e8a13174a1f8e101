"""Who says what in a German sentence: by the frames in which verbs of saying stand."""

import re
from collections.abc import Iterator

from summarizer.grounding.verbs import Frame, finite, frames
from summarizer.local.spans import TaggedSpan
from summarizer.rules.attributions import clause_end, read_as_said, read_source
from summarizer.rules.clauses import Clause
from summarizer.rules.phrases import speaker_from
from summarizer.rules.wordclasses import function_words, word_class

SHORTEST_REST_CHARACTERS = 12
"""Fewer characters behind an inserted "sagte X" are no content of their own."""
SUBJUNCTIVES = re.compile(
    r"\b(?:sei|seien|habe|werde|könne|müsse|solle|wolle|dürfe|gebe|gehe|komme|bleibe|stehe|liege|lasse|mache|wisse|sehe|"
    r"halte|nehme|finde|brauche|"
    r"führe|bringe|zeige|laufe|reiche|gelte|handle|handele|bestehe|drohe|koste|fehle|lege|entspreche|trage|falle|steige|"
    r"sinke|wäre|wären|hätte|hätten|"
    r"würde|würden|gäbe|stünden|lägen|kämen|gingen|könnten|müssten|sollten|dürften)\b"
)


def tag_sentence(clause: Clause) -> list[TaggedSpan]:
    """Return the speakers, cues and contents of a sentence; of its frames the first that fits."""
    for frame in (read_source, read_as_said, _closing, _quoted, _leading):
        found = list(frame(clause))
        if found:
            return found
    return []


def _closing(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "…, sagte X am Montag": a comma or closing mark, the verb, who speaks."""
    for index in range(1, len(clause.words)):
        word = clause.words[index]
        mark = clause.mark_before(index)
        if word.lower not in finite("de") | {"heißt", "hieß", "heisst", "hiess"} or "," not in mark or clause.quoted(word):
            continue
        if word.lower in ("heißt", "hieß", "heisst", "hiess"):
            yield from _is_said(clause, index)
            return
        if (not clause.quotes and not _opens_with_clause(clause, index)) or not _nominative(clause, index + 1):
            continue
        stop = speaker_from(clause.prose, clause.words, index + 1)
        if stop is None:
            continue
        end = clause_end(clause, index)
        particle = _particle(clause, index, stop, end)
        if particle is None:
            continue
        yield clause.cue(index, index)
        yield from particle
        yield clause.speaker(index + 1, stop)
        quote = next((one for one in clause.quotes if one[1] <= word.start), None)
        if quote and quote[0] - clause.sentence.start > 3 and ":" not in clause.text[clause.sentence.start : quote[0]]:
            quote = None
        yield from clause.contents(*(quote or (clause.sentence.start, word.start)))
        if end < clause.sentence.end - SHORTEST_REST_CHARACTERS:
            yield from clause.contents(end, clause.sentence.end)
        return


def _opens_with_clause(clause: Clause, verb: int) -> bool:
    """Say whether a verb stands before the first comma: what is before it is said, and no name with an apposition."""
    for index in range(verb):
        lower = clause.lower(index)
        if lower in word_class("verbs", "de") or (
            clause.words[index].text[0].islower()
            and re.search(r"(?:[^aeiou]t|te|ten|[kmndlrsb]en)$", lower)
            and lower not in function_words("de")
            and not _is_attribute(clause, index)
        ):
            return True
        if clause.mark_after(index)[:1] == ",":
            return False
    return False


def _is_attribute(clause: Clause, index: int) -> bool:
    """Say whether a word in lower case stands as an adjective before a noun."""
    return (
        index + 1 < len(clause.words)
        and clause.words[index + 1].capital
        and not clause.mark_after(index)
        and clause.lower(index).endswith(("en", "te"))
    )


def _nominative(clause: Clause, index: int) -> bool:
    """Say whether the noun phrase that begins at a word may be a subject."""
    return clause.lower(index) not in (
        "den",
        "dem",
        "des",
        "einen",
        "einem",
        "eines",
        "keinen",
        "sich",
        "ihn",
        "ihm",
        "ihnen",
        "uns",
    )


def _is_said(clause: Clause, index: int) -> Iterator[TaggedSpan]:
    """Read "…, heißt es in X"."""
    last = index + 1 if clause.lower(index + 1) == "es" else index
    if clause.lower(last + 1) in ("in", "im", "aus", "von", "vom", "beim", "bei"):
        last += 1
        stop = speaker_from(clause.prose, clause.words, last + 1)
        if stop:
            yield clause.speaker(last + 1, stop)
    yield clause.cue(index, last)
    yield from clause.contents(clause.sentence.start, clause.words[index].start)


def _particle(clause: Clause, index: int, stop: int, end: int) -> list[TaggedSpan] | None:
    """Return the particle of a verb at the end of its clause, [] where it needs none, None where it lacks one."""
    options = frames("de")[clause.lower(index)]
    last = [word for word in clause.words if word.start >= clause.words[stop - 1].end and word.end <= end]
    for frame in options:
        if frame.particle and last and clause.text[last[0].start : last[-1].end].endswith(frame.particle):
            length = len(frame.particle.split())
            return [TaggedSpan(last[-length].start, last[-1].end, "cue")]
    return [] if any(not frame.particle for frame in options) else None


def _quoted(clause: Clause) -> Iterator[TaggedSpan]:
    """Read a quotation with a verb of saying before it or behind it."""
    if not clause.quotes:
        return
    start, end = clause.quotes[0]
    before = [at for at, word in enumerate(clause.words) if word.end <= start]
    behind = [at for at, word in enumerate(clause.words) if word.start >= end]
    verb = next((at for at in behind[:2] if clause.lower(at) in finite("de")), None)
    if verb is not None:
        stop = speaker_from(clause.prose, clause.words, verb + 1)
        yield clause.cue(verb, verb)
        if stop and _nominative(clause, verb + 1):
            yield clause.speaker(verb + 1, stop)
        yield from clause.contents(start, end)
        return
    colon = bool(before) and ":" in clause.text[clause.words[before[-1]].end : start]
    verb = next((at for at in before if clause.lower(at) in finite("de")), None)
    if colon and before:
        yield from (_subject(clause, verb) if verb is not None else [])
        yield from clause.contents(start, end)


def _leading(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "X sagte, …", "X kündigte an, …", "X forderte eine Pause"."""
    verb = next(
        (at for at, word in enumerate(clause.words) if word.lower in finite("de") and not clause.quoted(word) and at < 16), None
    )
    if verb is None or verb == len(clause.words) - 1:
        return
    subject = _subject(clause, verb)
    speakers = [span for span in subject if span.tag == "speaker"]
    if not speakers:
        return
    after = max(verb + 1, next((at + 1 for at, word in enumerate(clause.words) if word.end == speakers[0].end), 0))
    comma = next(
        (at for at in range(after - 1, len(clause.words) - 1) if clause.mark_after(at)[:1] in (",", ":") and at >= verb), None
    )
    options = frames("de")[clause.lower(verb)]
    if comma is not None and not any(clause.quoted(word) for word in clause.words[:comma]):
        rest = clause.words[comma + 1].start
        taken = _taken(clause, options, verb, after, comma)
        reported = clause.lower(comma + 1) in ("dass", "daß", "ob", "wie") or SUBJUNCTIVES.search(
            clause.text, rest, clause.sentence.end
        )
        infinitive = re.search(r"\b(?:zu \w+en|\w+zu\w+en)\b", clause.text[rest : clause.sentence.end])
        if taken is not None and (reported or infinitive or clause.mark_after(comma)[:1] == ":"):
            skip = (
                clause.words[comma + 2].start
                if clause.lower(comma + 1) in ("dass", "daß") and comma + 2 < len(clause.words)
                else rest
            )
            yield from subject
            yield from taken
            yield from clause.contents(skip, clause.sentence.end)
            return
    yield from _with_noun(clause, options, verb, after, subject)


def _taken(clause: Clause, options: tuple[Frame, ...], verb: int, after: int, comma: int) -> list[TaggedSpan] | None:
    """Return the particle that stands before the comma; None where the verb can't stand without one and has none."""
    between = clause.text[clause.words[verb].end : clause.words[comma].end]
    for frame in options:
        if frame.particle and re.search(rf"(?:^|\s){re.escape(frame.particle)}$", between):
            length = len(frame.particle.split())
            return [clause.cue(comma - length + 1, comma)]
    if after - 1 == comma or all(
        word.text[0].islower() or word.lower in word_class("times", "de") for word in clause.words[after : comma + 1]
    ):
        return [] if any(not frame.particle for frame in options) else None
    return [] if any(not frame.particle and not frame.noun for frame in options) else None


def _with_noun(
    clause: Clause, options: tuple[Frame, ...], verb: int, after: int, subject: list[TaggedSpan]
) -> Iterator[TaggedSpan]:
    """Read what is said as a noun phrase: "warnte vor einer Eskalation", "wies die Vorwürfe zurück"."""
    end = clause.words[-1].end
    for frame in options:
        last = len(clause.words) - 1
        stop = end
        found: list[TaggedSpan] = []
        if frame.particle:
            length = len(frame.particle.split())
            if not clause.text[clause.words[verb].end : end].endswith(" " + frame.particle):
                continue
            found.append(clause.cue(last - length + 1, last))
            stop = clause.words[last - length].end
        if frame.prepositions:
            at = next(
                (at for at in range(after, min(after + 5, len(clause.words))) if clause.lower(at) in frame.prepositions), None
            )
            if at is not None and at + 1 < len(clause.words) and clause.words[at].end < stop:
                yield from subject
                yield clause.cue(at, at)
                yield from found
                yield from clause.contents(clause.words[at + 1].start, stop)
                return
        if frame.noun and after < len(clause.words) and clause.words[after].start < stop:
            yield from subject
            yield from found
            yield from clause.contents(clause.words[after].start, stop)
            return


def _subject(clause: Clause, verb: int) -> list[TaggedSpan]:
    """Return a verb as cue and its subject: what stands before it from the start, else the noun phrase behind it."""
    cue = clause.cue(verb, verb)
    opening = clause.lower(0)
    if (
        verb
        and _nominative(clause, 0)
        and opening not in word_class("prepositions", "de") | word_class("adverbs", "de") | word_class("conjunctions", "de")
    ):
        stop = speaker_from(clause.prose, clause.words, 0)
        between = clause.text[clause.words[stop - 1].end : clause.words[verb].start].strip(" )") if stop and stop <= verb else None
        if stop and between is not None and (not between or between.startswith((",", "(", "und "))):
            return [clause.speaker(0, stop), cue]
    stop = speaker_from(clause.prose, clause.words, verb + 1)
    if stop and _nominative(clause, verb + 1) and not (verb and _nominative(clause, 0) and clause.mark_before(verb)):
        return [cue, clause.speaker(verb + 1, stop)]
    return []
