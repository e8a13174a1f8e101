"""Numbers that tell no figure by themselves: scores, a year that only says when, a mother of two, what happened twice."""

import re
from collections.abc import Sequence

from summarizer.numerals import Amount
from summarizer.numerals.units import DURATIONS

# "das 50-Meter-Becken", "im 24-Stunden-Dienst": a name.
_COMPOUND = re.compile(r"-[A-ZÄÖÜ]")
_LENGTHS = frozenset({"m", "km", "cm", "mm"})
_COLON = re.compile(r"\s?:\s?")
_DASH = re.compile(r"[-–]")
_HIGHEST_GOALS = 20
_ARTICLE = re.compile(r"(?:ein|an?)(?:e[nmrs]?)?\s", re.I)
_CHILDREN = re.compile(r"\b(?:mother|father|parent|grandmother|grandfather|Mutter|Vater)\s+(?:of|von)\s+$")
_OFTEN = re.compile(r"(?:once|twice|thrice)$", re.I)
_COMPARED = re.compile(r"\s+(?:as|the|what|that|its|their|his|her)\b")
_COUNTED = re.compile(r"\s+(?:Stimmen|Sitze[n]?|Mandate[n]?|votes?|seats?)\b")


def tells_no_figure(sentence: str, amounts: Sequence[Amount], index: int) -> bool:
    """Say whether the amount at `index` is no figure: half of "3:1", or "eines Jahres", or "mother of two"."""
    amount = amounts[index]
    if amount.unit in DURATIONS and amount.value == 1 and _ARTICLE.match(amount.text):
        return True
    if amount.unit in DURATIONS | _LENGTHS and _COMPOUND.match(sentence, amount.end):
        return True
    if _CHILDREN.search(sentence, 0, amount.start):
        return True
    if _OFTEN.match(amount.text) and not _COMPARED.match(sentence, amount.end):
        return True
    return any(
        _is_score(sentence, *pair)
        for pair in (amounts[index - 1 : index + 1] if index else (), amounts[index : index + 2])
        if len(pair) == 2
    )


def _is_score(sentence: str, one: Amount, other: Amount) -> bool:
    """Say whether two bare numbers are a score; votes and seats behind it make each a count."""
    between = sentence[one.end : other.start]
    if one.unit or other.unit or one.value is None or other.value is None or _COUNTED.match(sentence, other.end):
        return False
    goals = max(one.value, other.value) <= _HIGHEST_GOALS
    return bool(_COLON.fullmatch(between) or (goals and _DASH.fullmatch(between)))
