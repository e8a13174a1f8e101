"""Figures: the amount with its bound and unit, what it counts, who asserts it, where, when and in which series."""

import dataclasses

from summarizer.grounding.amounts import amounts_in, numbers_in, same_bound, same_number
from summarizer.grounding.claimants import check_claimant
from summarizer.grounding.counted import check_counted, check_nouns
from summarizer.grounding.listed import find_listed
from summarizer.grounding.scope import find_scope
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.tidying import tidy_words
from summarizer.grounding.verdicts import By, Unsupported, weakest
from summarizer.numerals import Amount as Number
from summarizer.numerals import parse_amount, same_value
from summarizer.numerals.units import DURATIONS
from summarizer.schemas import Amount, DraftFigure, Figure, Flag, Sentence

_SHARES = frozenset({"%", "pp"})
_LEVELS = frozenset({"m", "cm", "mm", "ft", "km/h", "mph", "°C", "°F"})
"""Units of what stands at a level and adds up to nothing: "die Elbe stieg auf 5,78 Meter"."""
"""Units of what, like durations, neither adds up nor is new."""


def check_figure(draft: DraftFigure, citation: Citation, by: By) -> tuple[Figure, tuple[int, int]]:
    """Return the checked figure and the span of its amount; raises Unsupported."""
    wanted = parse_amount(tidy_words(draft.amount), citation.language)
    found, number, sentence = _locate_counted(draft, wanted, citation) if wanted else _locate_listed(draft, citation)
    check_claimant(draft.claimant, found, sentence, citation)
    start = found.start - sentence.start
    scope = find_scope(sentence.text, start, found.end - sentence.start, citation.language)
    flags: tuple[Flag, ...] = ("ambiguous_bound",) if number.ambiguous_bound else ()
    # The bound is the claimed one where both readings pass.
    chosen = wanted if wanted and number.ambiguous_bound else number
    figure = Figure(
        amount=Amount(
            text=citation.source.text[found.start : found.end],
            low=chosen.low,
            high=chosen.high,
            unit=number.unit,
            bound=chosen.bound,
        ),
        counts=draft.counts,
        claimant=draft.claimant,
        where=scope.where,
        when=scope.when,
        series=None if number.unit in _SHARES | _LEVELS or number.unit in DURATIONS else scope.series,
        evidence=citation.evidence(),
        verdict=weakest([found.verdict]),
        by=by,
        flags=flags,
    )
    return figure, (found.start, found.end)


def _locate_listed(draft: DraftFigure, citation: Citation) -> tuple[Found, Number, Sentence]:
    """Return where a list of names stands that tells the number."""
    if listed := find_listed(draft.amount, draft.counts, citation):
        return listed
    raise Unsupported("number", "no_number", claimed=draft.amount)


def _locate_counted(draft: DraftFigure, wanted: Number, citation: Citation) -> tuple[Found, Number, Sentence]:
    """Return where the number stands, checked with its bound and with what it counts."""
    found, number, sentence = _locate(draft.amount, wanted, citation)
    if not _bound_holds(wanted, number):
        raise Unsupported("bound", "other_bound", at=[sentence], claimed=draft.amount, text=_words(number, sentence))
    check_nouns(tidy_words(draft.amount), wanted, found, sentence, citation)
    check_counted(draft.counts, found, number, sentence, citation)
    return found, number, sentence


def _locate(words: str, wanted: Number, citation: Citation) -> tuple[Found, Number, Sentence]:
    """Return where the amount stands, the number that stands there, and its sentence."""
    misread = None
    for found in citation.find_all(words):
        sentence = citation.sentence_at(found.start)
        number = _number_at(found, sentence, wanted, citation)
        if number:
            return found, number, sentence
        misread = sentence
    if misread:
        raise Unsupported("number", "not_a_figure", at=[misread], claimed=words)
    amounts = [(amount, sentence) for sentence in citation.sentences for amount in amounts_in(sentence.text, citation.language)]
    same = [(amount, sentence) for amount, sentence in amounts if same_number(wanted, amount)]
    if not same:
        others = ", ".join(_words(amount, sentence) for amount, sentence in amounts[:6]) or "–"
        raise Unsupported("number", "other_number", at=citation.sentences, claimed=words, text=others)
    same.sort(key=lambda pair: (not same_value(wanted, pair[0]), not _bound_holds(wanted, pair[0])))
    number, sentence = same[0]
    if not (wanted.unit is None or wanted.unit == number.unit or same_value(wanted, number)):
        raise Unsupported("unit", "other_unit", at=[sentence], claimed=words, text=_words(number, sentence))
    return Found(sentence.start + number.start, sentence.start + number.end, "checked"), number, sentence


def _number_at(found: Found, sentence: Sentence, wanted: Number, citation: Citation) -> Number | None:
    """Return the figure that stands in a found span; an article ("einen Toten") counts as the number it was read as."""
    start, end = found.start - sentence.start, found.end - sentence.start
    for amount in amounts_in(sentence.text, citation.language):
        if amount.start < end and start < amount.end and same_number(wanted, amount):
            return amount
    if any(number.start < end and start < number.end for number in numbers_in(sentence.text, citation.language)):
        return None
    # An article counts as the number that the claim reads it as, where it stands in the text.
    shift = start - wanted.start
    return dataclasses.replace(
        wanted, start=start, end=end, number_start=wanted.number_start + shift, number_end=wanted.number_end + shift
    )


def _bound_holds(wanted: Number, number: Number) -> bool:
    """Say whether the bound claimed is the bound in the text, or one that its words also allow."""
    return same_bound(wanted, number)


def _words(number: Number, sentence: Sentence) -> str:
    """Return a figure's words with the two that follow: what it counts."""
    return number.text + " " + " ".join(sentence.text[number.end :].split()[:2])
