"""Numbers of one sentence kept apart: a whole is no part, what is said of one number is not said of another."""

import re
from collections.abc import Sequence

from summarizer.grounding.amounts import amounts_in, numbers_in, same_number
from summarizer.grounding.bindings import SHARE, Claim, Place
from summarizer.grounding.occasions import is_past
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token
from summarizer.numerals import Amount
from summarizer.schemas import Language

_OF_THEM = re.compile(r"\b(?:davon|darunter|von ihnen|unter ihnen|of (?:whom|them|which|those)|among them)\b")
_PEOPLE = frozenset("mensch menschen person personen leute people person persons".split())
_THINGS = re.compile(
    r"(?:haushalt|wohnung|haus|häus|gebäude|firm|betrieb|unternehm|fahrzeug|auto|flüg|flug|schiff|tier|kühe|rind|famili|stimm|euro|dollar|prozent|"
    r"household|home|house|flat|apartment|building|compan|business|vehicle|car|flight|ship|animal|famil|vote|percent)\w*$",
    re.I,
)


def check_shares(claims: Sequence[Claim], text: str, support: Support, citation: Citation) -> None:
    """Check that no number of a line is a whole told as its part, counts people for things, or has what belongs to another."""
    stated = [*(claim.amount for claim in claims), *numbers_in(text, citation.language)]
    for claim in claims:
        if not claim.places:
            continue
        for check in (_check_whole, _check_own, _check_people):
            check(claim, stated, support, citation)


def _fail(claim: Claim, place: Place, citation: Citation) -> Unsupported:
    """Return why a number does not hold."""
    words = " ".join(word.token.text for word in claim.words)
    said = citation.source.text[place.start : place.end].strip(" ,;")
    return Unsupported("counted", "other_noun", at=[place.sentence], claimed=claim.amount.text, word=words, text=said)


def _check_whole(claim: Claim, stated: Sequence[Amount], support: Support, citation: Citation) -> None:
    """Check that the verb of "124 der 240 Abgeordneten stimmten dafür" is not said of all 240."""
    parts = [_part_before(place, citation) for place in claim.places]
    if not all(parts) or any(same_number(one, part) for one in stated for part in parts if part):
        return
    for word in claim.words:
        if any(_is_verb(token, citation.language) for token in support.of(word)):
            raise _fail(claim, claim.places[0], citation)


def _part_before(place: Place, citation: Citation) -> Amount | None:
    """Return the number that a number of the text is the whole of."""
    text = place.sentence.text
    for other in amounts_in(text, citation.language):
        if other.end <= place.amount.start and SHARE.fullmatch(text, other.end, place.amount.start):
            return other
    return None


def _check_own(claim: Claim, stated: Sequence[Amount], support: Support, citation: Citation) -> None:
    """Check that no word said of a number stands only with another one: "22 flights were delayed and six diverted"."""
    for place in claim.places:
        others = _others(place, stated, citation)
        own = [token for token in _tokens(place, citation) if place.start <= token.start < place.end]
        wrong = next((word for word in claim.words if _is_others(word, own, others, support, citation)), None)
        if wrong is None:
            return
    raise _fail(claim, claim.places[0], citation)


def _others(place: Place, stated: Sequence[Amount], citation: Citation) -> list[tuple[int, int]]:
    """Return the stretches of the sentence behind a number that belong to numbers which the line does not state."""
    text, end = place.sentence.text, place.end - place.sentence.start
    behind = [one for one in amounts_in(text, citation.language) if one.start >= end - 1]
    if not behind or any(same_number(one, other) for one in stated for other in behind):
        return []
    return [(place.end, place.sentence.end)]


def _is_others(word: Word, own: Sequence[Token], others: Sequence[tuple[int, int]], support: Support, citation: Citation) -> bool:
    """Say whether a word of a line stands only with other numbers, while the number has a verb of its own, or is their whole."""
    found = support.of(word)
    if not others or not found or not all(any(start <= token.start < end for start, end in others) for token in found):
        return False
    start, end = others[0]
    part = bool(_OF_THEM.search(citation.source.text, start, end)) and not re.search(
        r"[;.]", citation.source.text[start : found[0].start]
    )
    verbs = _is_verb(found[0], citation.language) and any(
        _is_verb(token, citation.language) and re.search(r"(?:ed|en|t)$", token.text) for token in own
    )
    between = citation.source.text[start - 1 : found[0].start]
    apart = citation.language == "en" or bool(re.search(r",\s|\b(?:und|sowie|aber)\b", between))
    return part or (verbs and apart and not re.search(r"[;:]", between))


def _check_people(claim: Claim, stated: Sequence[Amount], support: Support, citation: Citation) -> None:
    """Check that things of which the text gives the number are not told as people."""
    del stated, support
    if not any(word.token.text.lower() in _PEOPLE for word in claim.counted):
        return
    nouns = [_noun_behind(place, citation) for place in claim.places]
    if nouns and all(_THINGS.search(noun) for noun in nouns):
        raise _fail(claim, claim.places[0], citation)


def _noun_behind(place: Place, citation: Citation) -> str:
    """Return the word right behind a number of the text, or the one behind an adjective."""
    text = citation.source.text
    behind = re.match(
        r"\s+(?:[a-zäöüß]+\s+)?([A-ZÄÖÜ]\w+)|\s+(\w+)", text[place.sentence.start + place.amount.number_end : place.sentence.end]
    )
    return (behind[1] or behind[2]) if behind else ""


def _tokens(place: Place, citation: Citation) -> Sequence[Token]:
    """Return the words of the sentence of a number."""
    return citation.source.tokens[place.sentence.number - 1]


def _is_verb(token: Token, language: Language) -> bool:
    """Say whether a word of the text is a verb in the past or a participle."""
    if language == "en":
        return is_past(token, "en") and token.text not in {"was", "were", "had"}
    if token.text in _AUXILIARIES:
        return False
    return is_past(token, "de") or bool(re.match(r"(?:\w{2,6})?ge\w{2,}(?:t|en)$|(?:ver|be|ent|er|zer)\w{3,}(?:t|en)$", token.text))


_AUXILIARIES = frozenset("hat haben hatte hatten war waren wurde wurden".split())
