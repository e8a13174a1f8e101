"""Ratios in words: "one in five", "zwei von fünf Deutschen"; "fünf von 14 Geräten" stays two numbers."""

from dataclasses import replace

from summarizer.numerals.amounts import SHARE
from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.vocabulary import word_tuple

# A ratio speaks of a whole population; for other nouns "vier von fünf Geräten" counts two things.
_POPULATIONS = word_tuple(
    "deutschen österreichern schweizern europäern amerikanern briten franzosen befragten bürgern bürgerinnen wählern "
    "wählerinnen einwohnern erwachsenen haushalten häusern jugendlichen kindern schülern frauen männern menschen "
    "unternehmen betrieben beschäftigten arbeitnehmern rentnern familien patienten kunden"
)
_BASES = frozenset({3, 4, 5, 10, 100})


def join_ratios(reader: Cursor, quantities: list[Quantity]) -> list[Quantity]:
    """Join the two numbers of a ratio into one share, leave all others."""
    joined: list[Quantity] = []
    for here in quantities:
        previous = joined[-1] if joined else None
        if previous is not None and _is_ratio(reader, previous, here):
            joined[-1] = replace(previous, stop=here.stop, value=SHARE.divide(previous.value, here.value), kind="share")
        else:
            joined.append(here)
    return joined


def _is_ratio(reader: Cursor, part: Quantity, whole: Quantity) -> bool:
    if part.scaled or whole.scaled or part.kind not in ("words", "article", "digits") or whole.kind not in ("words", "digits"):
        return False
    if part.kind == "digits" and (reader.language == "de" or whole.kind != "digits" or whole.value not in _BASES):
        return False
    if not 0 < part.value < whole.value:
        return False
    between = [token.lower for token in reader.tokens[part.stop : whole.first]]
    if reader.language == "en":
        near = len(between) <= 2 and bool(between) and between[-1] == "in"
        if not near or part.kind == "article" or (whole.value not in _BASES and len(between) > 1):
            return False
        return whole.value <= 20 and (len(between) == 1 or whole.value <= 10)
    following = reader.at(whole.stop).lower
    return between == ["von"] and whole.value in _BASES and whole.kind == "words" and following.endswith(_POPULATIONS)
