"""German attributions: "laut X", "nach Angaben von X", "X zufolge", "wie X mitteilte", "so X"."""

import re
from collections.abc import Iterator

from summarizer.grounding.verbs import finite, frames
from summarizer.local.spans import TaggedSpan
from summarizer.rules.clauses import Clause
from summarizer.rules.phrases import speaker_from
from summarizer.rules.wordclasses import function_words, word_class

_SOURCE_NOUNS = frozenset(
    "angaben angabe einschätzung ansicht auffassung darstellung überzeugung worten informationen erkenntnissen schätzung "
    "schätzungen "
    "berechnung berechnungen aussage aussagen meinung zählung daten bericht berichten behördenangaben polizeiangaben "
    "medienberichten "
    "agenturberichten medieninformationen firmenangaben".split()
)
_UNNAMED = frozenset(
    "berichten medienberichten presseberichten schätzungen insidern angaben agenturberichten behördenangaben polizeiangaben".split()
)


def read_source(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "laut X", "nach Angaben von X", "X zufolge"."""
    for index, word in enumerate(clause.words):
        if clause.quoted(word):
            continue
        lower = word.lower
        if lower in ("laut", "gemäß", "gemäss") and clause.lower(index + 1) in _SOURCE_NOUNS:
            yield from _by_noun(clause, index, index + 1)
            return
        if lower in ("laut", "gemäß", "gemäss") and index + 1 < len(clause.words):
            stop = speaker_from(clause.prose, clause.words, index + 1)
            if stop and clause.lower(index + 1) not in word_class("pronouns", "de"):
                yield from _attributed(clause, index, index, index + 1, stop)
                return
        if lower in ("nach", "aus"):
            noun = next(
                (at for at in range(index + 1, min(index + 4, len(clause.words))) if clause.lower(at) in _SOURCE_NOUNS), None
            )
            if noun:
                yield from _by_noun(clause, index, noun)
                return
        if lower == "zufolge" and index:
            yield from _following(clause, index)
            return


def _by_noun(clause: Clause, index: int, noun: int) -> Iterator[TaggedSpan]:
    """Read "nach Angaben des Ministeriums", "nach Einschätzung von X", "nach eigenen Angaben"."""
    first = noun + 1
    if clause.lower(first) in ("von", "vom", "aus"):
        first += 1
    stop = (
        speaker_from(clause.prose, clause.words, first)
        if clause.lower(noun + 1) in ("mehrerer", "von", "vom", "aus", "der", "des", "dieser", "eines", "einer")
        else None
    )
    if stop:
        yield from _attributed(clause, index, noun, first, stop)
    else:
        yield from _attributed(clause, index, noun, noun + 1, noun + 1)


def _following(clause: Clause, index: int) -> Iterator[TaggedSpan]:
    """Read "dem Ministerium zufolge", "Berichten zufolge"."""
    first = index - 1
    while clause.lower(index - 1) not in _UNNAMED and first > 0 and not clause.mark_before(first) and index - first < 9:
        before = clause.words[first - 1]
        if (
            before.lower in finite("de")
            or before.lower in word_class("verbs", "de")
            or (
                before.lower in function_words("de")
                and before.lower not in word_class("determiners", "de") | {"von", "für", "des", "der"}
            )
        ):
            break
        if (
            before.text[0].islower()
            and before.lower not in word_class("determiners", "de") | {"von", "für"}
            and not re.match(r"\w{3,}(?:en|er|es|e)$", before.text)
        ):
            break
        first -= 1
    if index - first == 1 and clause.lower(first) in _UNNAMED:
        yield from _attributed(clause, first, index, index + 1, index + 1)
        return
    cue = [clause.cue(index, index)]
    yield from cue
    yield clause.speaker(first, index)
    yield from _around(clause, clause.words[first].start, clause.words[index].end)


def _attributed(clause: Clause, first: int, last: int, speaker: int, stop: int) -> Iterator[TaggedSpan]:
    """Yield an attribution from word `first` to `last`, its speaker from `speaker` to `stop`, and what is said around them."""
    yield clause.cue(first, last)
    if stop > speaker:
        yield clause.speaker(speaker, stop)
    yield from _around(clause, clause.words[first].start, clause.words[max(stop, last + 1) - 1].end)


def _around(clause: Clause, start: int, end: int) -> Iterator[TaggedSpan]:
    """Yield what stands before and behind an attribution."""
    yield from clause.contents(clause.sentence.start, start)
    yield from clause.contents(end, clause.sentence.end)


def read_as_said(clause: Clause) -> Iterator[TaggedSpan]:
    """Read "Wie X mitteilte, …", "…, wie X mitteilte" and "…, so X"."""
    for index, word in enumerate(clause.words):
        if clause.quoted(word):
            continue
        if word.lower == "so" and "," in clause.mark_before(index) and index:
            stop = speaker_from(clause.prose, clause.words, index + 1)
            if stop and (
                stop == len(clause.words)
                or "," in clause.mark_after(stop - 1)
                or clause.lower(stop) in ("am", "im", "in", "bei", "vor", "weiter")
            ):
                yield clause.cue(index, index)
                yield clause.speaker(index + 1, stop)
                yield from _around(clause, word.start, clause_end(clause, stop - 1))
                return
        if word.lower == "wie" and (index == 0 or "," in clause.mark_before(index)):
            last = next(
                (
                    at
                    for at in range(index + 1, min(index + 16, len(clause.words)))
                    if (clause.mark_after(at)[:1] in (",", ".", "") and clause.mark_after(at)) or at == len(clause.words) - 1
                ),
                None,
            )
            if last is None or clause.lower(last) not in frames("de"):
                continue
            stop = speaker_from(clause.prose, clause.words, index + 1)
            if not stop or stop > last:
                continue
            yield clause.cue(last, last)
            yield clause.speaker(index + 1, stop)
            yield from _around(clause, word.start, clause.words[last].end)
            return


def clause_end(clause: Clause, index: int) -> int:
    """Return where the clause around a word ends: at the next comma, or with the sentence."""
    for at in range(index, len(clause.words)):
        if clause.mark_after(at)[:1] == ",":
            return clause.words[at].end
    return clause.sentence.end
