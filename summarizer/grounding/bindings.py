"""Numbers of a line bound to what they count and whose they are in the text: exchanged or moved numbers are found here."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.amounts import amounts_in, same_number
from summarizer.grounding.counted import check_counted
from summarizer.grounding.rounding import stands_for
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.support import Support, Word, is_light
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, Token
from summarizer.numerals import Amount
from summarizer.schemas import Language, Sentence

_BREAK = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|\s[–—-]\s|\b(?:und|sowie|oder|and|or|while|but|aber)\b")
_OLD = re.compile(
    r"\b(?:nach|statt|von|gegenüber|anstelle\s+von|zuvor|from|instead\s+of|against|nach\s+zuvor|compared\s+with)\s+(?:\w+\s+)?$",
    re.I,
)
_JOINT = re.compile(r"\s*(?:\w+\s+)?(?:zu|gegen|to|:|-)\s*")
SHARE = re.compile(r"\s*(?:von|of|out\s+of|der|aus)\s+(?:den\s+|der\s+|insgesamt\s+|the\s+)*")


class Place(NamedTuple):
    """A number of the text with the stretch of its sentence that belongs to it."""

    amount: Amount
    sentence: Sentence
    start: int
    end: int


class Claim(NamedTuple):
    """A number of a line, the words that go with it, and where the number stands in the text."""

    amount: Amount
    words: tuple[Word, ...]
    places: tuple[Place, ...]
    counted: tuple[Word, ...] = ()


def check_numbers(words: Sequence[Word], text: str, support: Support, citation: Citation) -> None:
    """Check that each number of a line counts what it counts in the text, and that no two are exchanged; raises Unsupported."""
    claims = claims_of(words, text, citation)
    nouns = [_check_noun(claim, text, support, citation) for claim in claims]
    for claim in claims:
        _check_sentence(claim, text, support, citation)
    for (one, one_noun), (other, other_noun) in itertools.combinations(zip(claims, nouns, strict=True), 2):
        if one.places and other.places and not same_number(one.amount, other.amount):
            _check_pair(one, other, text, support, citation, bound=one_noun or other_noun)


def claims_of(words: Sequence[Word], text: str, citation: Citation) -> list[Claim]:
    """Return the numbers of a line."""
    return list(_claims(words, text, citation))


def _claims(words: Sequence[Word], text: str, citation: Citation) -> Iterator[Claim]:
    """Yield the numbers of a line; `counted` is the word right behind one, even one that says nothing by itself."""
    known = [place for sentence in citation.sentences for place in _places(sentence, citation)]
    amounts = amounts_in(text, citation.language)
    for amount, (start, end) in zip(amounts, _stretches(text, amounts, 0, len(text)), strict=True):
        own = [
            word
            for word in words
            if start <= word.token.start < end
            and _says(word, citation.language)
            and not amount.number_start <= word.token.start < amount.number_end
        ]
        behind = next((word for word in words if word.token.start >= amount.number_end), None)
        places = tuple(place for place in known if stands_for(amount, place.amount))
        yield Claim(amount, tuple(own), places, (behind,) if behind else ())


def _says(word: Word, language: Language) -> bool:
    """Say whether a word tells numbers apart."""
    return word.token.text.lower() in _SIDES or not is_light(word, language)


_SIDES = frozenset("dafür dagegen for against".split())


def _places(sentence: Sentence, citation: Citation) -> Iterator[Place]:
    """Yield the numbers of a sentence with their stretches."""
    amounts = amounts_in(sentence.text, citation.language)
    for amount, (start, end) in zip(amounts, _stretches(sentence.text, amounts, 0, len(sentence.text)), strict=True):
        yield Place(amount, sentence, sentence.start + start, sentence.start + end)


def _stretches(text: str, amounts: Sequence[Amount], first: int, last: int) -> list[tuple[int, int]]:
    """Return the stretch of a text that belongs to each number, up to the last break before the next; without one they overlap."""
    starts, ends = [first], list[int]()
    for one, other in itertools.pairwise(amounts):
        breaks = list(_BREAK.finditer(text, one.end, other.start)) if one.end <= other.start else []
        starts.append(breaks[-1].start() if breaks else one.end)
        ends.append(breaks[-1].start() if breaks else other.start)
    return list(zip(starts, [*ends, last], strict=True)) if amounts else []


def _check_noun(claim: Claim, text: str, support: Support, citation: Citation) -> bool:
    """Check that the noun right behind a number is what the number counts in the text; say whether it has one that is."""
    noun = _noun(claim, text, citation)
    if noun is None or not claim.places:
        return False
    backing = support.of(noun)
    if citation.language == "en" and any(token.text.endswith(("ed", "ing")) for token in backing):
        return False
    said = claim.places[0]
    for place in claim.places:
        here = [token for token in backing if place.sentence.start <= token.start < place.sentence.end]
        if not here and not (backing and _has_noun(place, citation)):
            return False
        if any(_counts(token, place, citation) for token in here):
            # A noun that two numbers share ("341 Abgeordnete dafür, 262 dagegen") tells them not apart.
            return any(place.start <= token.start < place.end for token in here)
        said = place
    raise Unsupported(
        "counted",
        "other_noun",
        at=[said.sentence],
        claimed=text[claim.amount.start : noun.token.end],
        word=noun.token.text,
        text=citation.source.text[said.start : said.end].strip(" ,;"),
    )


def _has_noun(place: Place, citation: Citation) -> bool:
    """Say whether a number of the text has a noun right behind it."""
    behind = place.sentence.start + place.amount.number_end
    token = next((token for token in citation.source.tokens[place.sentence.number - 1] if token.start >= behind), None)
    if token is None or citation.source.text[behind : token.start].strip():
        return False
    return token.text[:1].isupper() if citation.language == "de" else token.text.lower() not in FUNCTION_WORDS["en"]


def _noun(claim: Claim, text: str, citation: Citation) -> Word | None:
    """Return the word that a number of a line counts: the noun behind it; None where it has a unit or none follows."""
    if claim.amount.unit is not None:
        return None
    position = claim.amount.number_end
    for word in claim.words:
        token = word.token
        if token.start < position:
            continue
        if text[position : token.start].strip() or token.text.lower() in FUNCTION_WORDS[citation.language]:
            return None
        if (citation.language == "en" or token.text[:1].isupper()) and not is_light(word, citation.language):
            return word
        if citation.language == "de" and token.text[:1].isupper():
            return None
        position = token.end
    return None


def _counts(token: Token, place: Place, citation: Citation) -> bool:
    """Say whether a number of the text counts what a word of its sentence names."""
    start = place.sentence.start
    found = Found(start + place.amount.start, start + place.amount.end, "exact")
    try:
        check_counted(token.text, found, place.amount, place.sentence, citation)
    except Unsupported:
        return False
    return True


def _check_sentence(claim: Claim, text: str, support: Support, citation: Citation) -> None:
    """Check that something of what a line says of a number stands in the sentence of the number."""
    backing = [
        tokens
        for word in claim.words
        if not _is_unit(word, claim) and not is_light(word, citation.language)
        for tokens in [support.of(word)]
        if tokens
    ]
    if not backing or not claim.places:
        return
    for place in claim.places:
        near = [token for tokens in backing for token in tokens if place.sentence.start <= token.start < place.sentence.end]
        if near:
            return
    raise Unsupported(
        "counted",
        "exchanged_numbers",
        at=citation.sentences,
        claimed=text,
        text=citation.source.text[claim.places[0].start : claim.places[0].end].strip(" ,;"),
    )


def _is_unit(word: Word, claim: Claim) -> bool:
    """Say whether a word is the unit of the number."""
    return word.token.text in (claim.amount.unit_text or "").split()


def _check_pair(one: Claim, other: Claim, text: str, support: Support, citation: Citation, *, bound: bool) -> None:
    """Check that two numbers of a line are not exchanged; `bound` where one has a noun that holds."""
    share = SHARE.fullmatch(text, one.amount.end, other.amount.start)
    if share and one.amount.low is not None and other.amount.low is not None and one.amount.low <= other.amount.low:
        return
    for first, second in itertools.product(one.places, other.places):
        turned = bool(share) or _is_turned(one, other, first, second, text)
        if not turned and (bound or _is_joined(first, second) or not _is_crossed(one, other, first, second, support)):
            return
    pair = (one.places[0], other.places[0])
    span = min(place.start for place in pair), max(place.end for place in pair)
    raise Unsupported(
        "counted",
        "exchanged_numbers",
        at=citation.sentences,
        claimed=text,
        text=citation.source.text[span[0] : span[1]].strip(" ,;"),
    )


def _is_joined(first: Place, second: Place) -> bool:
    """Say whether no break parts two numbers of a sentence: what stands around them belongs to both."""
    return first.sentence == second.sentence and first.start < second.end and second.start < first.end


def _is_crossed(one: Claim, other: Claim, first: Place, second: Place, support: Support) -> bool:
    """Say whether more of what a line says of each number stands with the other number."""
    straight = _shared(one, first, second, support) + _shared(other, second, first, support)
    return _shared(one, second, first, support) + _shared(other, first, second, support) > straight


def _shared(claim: Claim, place: Place, against: Place, support: Support) -> int:
    """Return how many words that a line says of a number stand in the stretch of `place` and not in that of `against`."""
    count = 0
    for word in claim.words:
        starts = [token.start for token in support.of(word)]
        here = any(place.start <= start < place.end for start in starts)
        count += here and not any(against.start <= start < against.end for start in starts)
    return count


def _is_turned(one: Claim, other: Claim, first: Place, second: Place, text: str) -> bool:
    """Say whether a pair such as "189 to 183", or what was before and what is now, stands the other way round in the text."""
    if first.sentence != second.sentence:
        return False
    left, right = (one, other) if one.amount.start < other.amount.start else (other, one)
    here = (first, second) if left is one else (second, first)
    sentence = first.sentence.text
    if _JOINT.fullmatch(text, left.amount.end, right.amount.start) and here[0].amount.start > here[1].amount.start:
        return True
    was = [bool(_OLD.search(text[: claim.amount.start])) for claim in (left, right)]
    said = [bool(_OLD.search(sentence[: place.amount.start])) for place in here]
    return was[0] != was[1] and said[0] != said[1] and was != said
