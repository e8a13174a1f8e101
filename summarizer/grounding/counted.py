"""What a figure counts: its own noun, the one that it shares or that is understood, and no noun of another figure."""

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.amounts import amounts_in
from summarizer.grounding.names import derived, stands
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token, clause, content_words, tokens
from summarizer.numerals import Amount as Number
from summarizer.schemas import Language, Sentence

FACTOR = "Faktor"
"""The unit of multiples ("verdoppelt"): what they measure stands anywhere in the sentence, or before it."""
FOREIGN_REACH = 5
"""Words after an amount that are taken to belong to it and not to another one of the sentence."""

OWN_REACH = 3
"""Words right behind a number that are its noun: English ones are not told from adjectives by a capital."""
UNDERSTOOD_REACH = 3
"""Sentences back in which the noun of a bare number ("98 stimmten dafür") may stand."""

_BREAK = re.compile(r"(?<!\d)[,;:]|[,;:](?!\d)|\s[–—-]\s|\b(?:und|sowie|oder|and|or)\b")


def check_nouns(words: str, wanted: Number, found: Found, sentence: Sentence, citation: Citation) -> None:
    """Check that the nouns copied with an amount stand with it in the sentence."""
    if found.verdict != "checked":
        return
    outside = words[: wanted.start] + " " + words[wanted.end :]
    for token in content_words(tokens(outside, citation.language), citation.language):
        if not stands(token, _clause_words(found, sentence, citation)):
            raise Unsupported(
                "counted",
                "other_counted",
                at=[sentence],
                claimed=words,
                word=token.text,
                text=citation.source.text[found.start : found.end],
            )


def check_counted(counts: str, found: Found, number: Number, sentence: Sentence, citation: Citation) -> None:
    """Check that the head noun stands with the number, and no further word with another number or in no sentence."""
    words = content_words(tokens(counts, citation.language), citation.language)
    if not words:
        raise Unsupported("counted", "no_counted")
    near, others = _clause_words(found, sentence, citation), _other_words(found, sentence, citation)
    head, amount = _head(words, citation.language), citation.source.text[found.start : found.end]
    if not _holds(head, near, others, found, number, sentence, citation):
        raise Unsupported("counted", "other_counted", at=[sentence], claimed=counts, word=head.text, text=amount)
    for token in words:
        if token is head or stands(token, near) or token.text.lower() in amount.lower():
            continue
        if number.unit != FACTOR and stands(token, others):
            raise Unsupported("counted", "foreign_counted", at=[sentence], word=token.text, text=amount)
        if token.stem not in citation.source.stems and not _anywhere(token, citation):
            raise Unsupported("counted", "unknown_counted", claimed=counts, word=token.text)


def _holds(
    head: Token, near: list[Token], others: list[Token], found: Found, number: Number, sentence: Sentence, citation: Citation
) -> bool:
    """Say whether a number may count what `head` names.

    That is its own noun, or what stands before it. Without a noun of its own, one that it shares ("35 zu 22 Stimmen") or that is
    understood ("von 14 Geräten fielen fünf durch"). Multiples have no noun: what they measure
    stands anywhere, with no other number.
    """
    if head.text.lower() in citation.source.text[found.start : found.end].lower():
        return True
    if number.unit not in (None, FACTOR) and _measures_another(head, number, sentence, citation):
        return False
    own = _own_noun(number, sentence, citation)
    if own:
        before = [token for token in near if token.start < found.start]
        return stands(head, [*own, *before, *_predicate(head, own, found, sentence, citation)])
    if number.unit == FACTOR:
        return not stands(head, others)
    if stands(head, near):
        return True
    if _is_alone(found, number, sentence, citation):
        measured = [
            amount for amount in amounts_in(sentence.text, citation.language) if amount.unit_text and head.text in amount.unit_text
        ]
        scaled = any(word[:1].isupper() for word in citation.source.text[found.start : found.end].split()[1:])
        return stands(head, _before(sentence, citation)) and (not measured or scaled or _is_joined(found, sentence, citation))
    return stands(head, _around(sentence, citation)) and not stands(head, others)


def _measures_another(head: Token, number: Number, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a word is the unit of another number of the sentence, and not of this one."""
    return any(
        amount.unit != number.unit and head.text in (amount.unit_text or "").split()
        for amount in amounts_in(sentence.text, citation.language)
    )


def _own_noun(number: Number, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the noun right behind a number without a unit, with what stands right behind that ("sieben Kisten Munition")."""
    if number.unit is not None:
        return []
    text, position, nouns = citation.source.text, sentence.start + number.number_end, list[Token]()
    for token in citation.source.tokens[sentence.number - 1]:
        if token.start < position:
            continue
        lower = token.text.lower()
        if text[position : token.start].strip() or lower in FUNCTION_WORDS[citation.language]:
            break
        if citation.language == "en" or token.text[:1].isupper():
            nouns.append(token)
        elif nouns or not re.search(r"e[nmrs]?$", lower):
            break
        position = token.end
    return nouns[:OWN_REACH]


def _predicate(head: Token, own: list[Token], found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return what the clause says behind an amount with a noun of its own: "zwölf Verfahren" are counted as "eingestellt"."""
    if head.text[:1].isupper():
        return []
    _, end = clause(citation.source.text, found.start, sentence.start, sentence.end)
    return [token for token in _clause_words(found, sentence, citation) if own[0].end <= token.start < end]


def _is_joined(found: Found, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a number shares its unit with the next: "von 3,1 auf 4,2 Prozent"."""
    following = next(
        (amount for amount in amounts_in(sentence.text, citation.language) if sentence.start + amount.start >= found.end), None
    )
    return bool(following and _JOINT.fullmatch(citation.source.text, found.end, sentence.start + following.start))


_JOINT = re.compile(
    r"\s*(?:zu|gegen|von|auf|bis|und|oder|beziehungsweise|bzw\.|to|of|and|or|against|from|[–:/-])?(?:\s+(?:den|der|the|rund|etwa|about))?\s*"
)


def _is_alone(found: Found, number: Number, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a number has no noun of its own, in it or behind it."""
    text = citation.source.text
    if number.unit is not None or text[sentence.start + number.number_end : found.end].strip():
        return False
    following = next((token for token in citation.source.tokens[sentence.number - 1] if token.start >= found.end), None)
    return (
        following is None
        or bool(text[found.end : following.start].strip())
        or following.text[:1].islower()
        or following.text.isdigit()
    )


def _before(sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of a sentence and of those just before it."""
    words = citation.source.tokens
    return [
        token for number in range(max(1, sentence.number - UNDERSTOOD_REACH), sentence.number + 1) for token in words[number - 1]
    ]


def _around(sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words of the cited sentences that may say what a number of `sentence` counts.

    None that are far away, and none behind it with a number of their own.
    """
    return [
        token
        for other in citation.sentences
        if sentence.number - UNDERSTOOD_REACH <= other.number <= sentence.number + 1
        and (other.number <= sentence.number or not amounts_in(other.text, citation.language))
        for token in citation.source.tokens[other.number - 1]
    ]


def _head(words: list[Token], language: str) -> Token:
    """Return the head noun: in German the first capitalised word, in English the first word."""
    if language == "de":
        return next((token for token in words if token.text[:1].isupper()), words[0])
    return words[0]


def _anywhere(token: Token, citation: Citation) -> bool:
    """Say whether a word stands in the article as part of a compound or in another inflection."""
    return stands(token, citation.source.words) or any(derived(token.text, other.text) for other in citation.source.words)


def _segments(found: Found, sentence: Sentence, citation: Citation) -> list[tuple[int, int, int]]:
    """Return (amount, start, end) of the stretch that belongs to each figure of a sentence.

    Between two figures the last comma, "und" or "sowie" divides; where there is none, the second amount itself.
    """
    amounts = [sentence.start + amount.start for amount in amounts_in(sentence.text, citation.language)]
    amounts = sorted({start for start in amounts if not found.start < start < found.end} | {found.start})
    text = citation.source.text
    starts = amounts[:1]
    for one, other in itertools.pairwise(amounts):
        breaks = list(_BREAK.finditer(text, one, other))
        starts.append(breaks[-1].start() if breaks else other)
    return list(zip(amounts, starts, [*starts[1:], sentence.end], strict=True))


def _clause_words(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words that may belong to a figure: those up to the next figure, and those before the first."""
    segments = _segments(found, sentence, citation)
    _, start, end = next(segment for segment in segments if segment[0] == found.start)
    return [
        token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end or token.start < segments[0][1]
    ]


def _other_words(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the nouns and participles that stand directly with another figure of the sentence, and nowhere near this one."""
    near = {token.stem for token in _clause_words(found, sentence, citation)}
    words = citation.source.tokens[sentence.number - 1]
    others = [segment for segment in _segments(found, sentence, citation) if segment[0] != found.start]
    return [
        token
        for amount, _, end in others
        for token in _belonging([token for token in words if amount <= token.start < end], citation.language)
        if token.stem not in near
    ]


def _belonging(words: Sequence[Token], language: Language) -> Iterator[Token]:
    """Yield the words that belong to the amount that they follow, and to no other.

    Nouns behind a preposition may be shared ("ein Toter und fünf Verletzte durch die Angriffe"); a participle is not.
    """
    shared = False
    for token, following in itertools.islice(itertools.zip_longest(words, words[1:]), FOREIGN_REACH):
        shared = shared or token.text.lower() in PREPOSITIONS[language]
        predicate = token.text.islower() and (
            token.text.endswith("ed") if language == "en" else not (following and following.text.istitle())
        )
        if not shared or predicate:
            yield token
