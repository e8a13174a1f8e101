"""What a figure counts: its own noun, the one that it shares or that is understood, and no noun of another figure."""

import re
from collections.abc import Sequence

from summarizer.grounding.amounts import amounts_in, numbers_in
from summarizer.grounding.names import derived, is_name, stands
from summarizer.grounding.nouns import clause_words, is_span_of_time, noun_phrase, other_words, own_noun, segment_words
from summarizer.grounding.owners import country_of
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.states import states_in
from summarizer.grounding.understood import is_alone, taken_nouns, understood_nouns, words_around, words_before
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, clause, content_words, tokens
from summarizer.numerals import Amount as Number
from summarizer.numerals import parse_amount, same_value
from summarizer.numerals.units import UNITS
from summarizer.schemas import Language, Sentence

FACTOR = "Faktor"
"""The unit of multiples ("verdoppelt"): what they measure stands anywhere in the sentence, or before it."""


def check_nouns(words: str, wanted: Number, found: Found, sentence: Sentence, citation: Citation) -> None:
    """Check that the nouns copied with an amount stand with it in the sentence."""
    if found.verdict != "checked":
        return
    outside = words[: wanted.start] + " " + words[wanted.end :]
    for token in content_words(tokens(outside, citation.language), citation.language):
        if token.text.lower() in _WITHIN_WORDS:
            continue
        value = parse_amount(token.text, citation.language)
        if value and any(same_value(value, other) for other in numbers_in(sentence.text, citation.language)):
            continue
        if not stands(token, clause_words(found, sentence, citation)):
            raise Unsupported(
                "counted",
                "other_counted",
                at=[sentence],
                claimed=words,
                word=token.text,
                text=citation.source.text[found.start : found.end],
            )


_WITHIN_WORDS = frozenset({"within", "binnen", "innerhalb", "among", "darunter"})


def check_counted(counts: str, found: Found, number: Number, sentence: Sentence, citation: Citation) -> None:
    """Check that the head noun stands with the number, and no further word with another number or in no sentence."""
    language, amount = citation.language, citation.source.text[found.start : found.end]
    words = _meaning(counts, number, language)
    if not words:
        raise Unsupported("counted", "no_counted")
    near, others = clause_words(found, sentence, citation), other_words(found, sentence, citation)
    head = _head(words, language)
    _check_state(words, found, sentence, citation)
    if not _holds(head, near, others, found, number, sentence, citation):
        raise Unsupported("counted", "other_counted", at=[sentence], claimed=counts, word=head.text, text=amount)
    for token in words:
        other = _other_owner(token, number, sentence, citation)
        if other:
            raise Unsupported("counted", "other_owner", at=[sentence], claimed=counts, text=other)
        if token is head or stands(token, near) or token.text.lower() in amount.lower():
            continue
        if number.unit != FACTOR and stands(token, others):
            raise Unsupported("counted", "foreign_counted", at=[sentence], word=token.text, text=amount)
        if is_name(token, language, first=False) and not _cited(token, citation):
            raise Unsupported("counted", "unknown_counted", claimed=counts, word=token.text)
        if token.stem not in citation.source.stems and not _anywhere(token, citation):
            raise Unsupported("counted", "unknown_counted", claimed=counts, word=token.text)


def _meaning(counts: str, number: Number, language: Language) -> list[Token]:
    """Return the words that say what is counted, without "je" and, of a part, without "share of"."""
    words = content_words(tokens(counts.replace("per cent", "percent"), language), language)
    words = [token for token in words if token.text.lower() not in _PER]
    if len(words) > 1 and words[0].text.lower() in _SHARE and number.unit in (None, "share", "%"):
        return words[1:]
    return words or content_words(tokens(counts, language), language)


_PER = frozenset({"je", "pro", "per", "each", "jeder", "jedes", "jede"})

_SHARE = frozenset({"share", "anteil", "proportion", "teil", "part"})


def _check_state(words: Sequence[Token], found: Found, sentence: Sentence, citation: Citation) -> None:
    """Check that nobody counted as dead is told as injured: the words beside the number say one state and the claim another."""
    language = citation.language
    claimed = states_in(words, language)
    stated = states_in(segment_words(found, sentence, citation), language) or states_in(
        clause_words(found, sentence, citation), language
    )
    if claimed and stated and not claimed & stated:
        word = next(token.text for token in words if states_in([token], language) - stated)
        text = citation.source.text[found.start : found.end]
        raise Unsupported("counted", "other_counted", at=[sentence], claimed=word, word=word, text=text)


def _other_owner(token: Token, number: Number, sentence: Sentence, citation: Citation) -> str | None:
    """Return the words of the number's own noun phrase that give it to another country than `token` does, None for no conflict."""
    language = citation.language
    claimed = country_of(token.text, language)
    if claimed is None:
        return None
    phrase = noun_phrase(number, sentence, citation)
    owners = {country for word in phrase if (country := country_of(word.text, language))}
    loser = None if owners else _loser(number, sentence, citation)
    if loser and not derived(loser.text, token.text):
        return loser.text
    if not owners or claimed in owners or any(derived(word.text, token.text) for word in phrase):
        return None
    return citation.source.text[sentence.start + number.start : phrase[-1].end]


def _loser(number: Number, sentence: Sentence, citation: Citation) -> Token | None:
    """Return the country beside a verb of losing in the clause of a number: whose losses they are, whoever tells them."""
    start, end = clause(citation.source.text, sentence.start + number.start, sentence.start, sentence.end)
    words = [token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end]
    for index, verb in enumerate(words):
        if _LOSES.match(verb.text):
            beside = (*words[index + 1 : index + 3], *reversed(words[max(0, index - 2) : index]))
            return next((token for token in beside if token.text[:1].isupper() and country_of(token.text, citation.language)), None)
    return None


_LOSES = re.compile(r"(?:verlor|verliert|verlieren|verloren|büßte|lost|loses|losing|lose)$")


def _holds(
    head: Token, near: list[Token], others: list[Token], found: Found, number: Number, sentence: Sentence, citation: Citation
) -> bool:
    """Say whether a number may count what `head` names.

    That is its own noun, or what stands before it. Without a noun of its own, one that it shares ("35 zu 22 Stimmen") or that is
    understood ("von 14 Geräten fielen fünf durch"). Multiples have no noun: what they measure
    stands anywhere, with no other number.
    """
    amount = citation.source.text[found.start : found.end]
    if head.text.lower() in amount.lower().split() or (head.text == "percent" and number.unit == "%"):
        return True
    if _is_other_unit(head, found, number, sentence, citation):
        return False
    if head.text.lower() in amount.lower() or _in_compound(head, amount):
        return True
    own = own_noun(number, sentence, citation)
    if is_span_of_time(number, found.start, citation.source.text):
        return stands(head, noun_phrase(number, sentence, citation))
    if _counts_people(head, own, number, citation):
        return True
    taken = taken_nouns(found, citation) if not _is_part(number, found, citation) else set()
    near = [token for token in _near(near, number, found, sentence, citation) if token.start not in taken]
    if own:
        before = [token for token in near if token.start < found.start]
        phrase = noun_phrase(number, sentence, citation)
        return stands(head, [*own, *phrase, *before, *_predicate(head, own, found, sentence, citation)])
    if number.unit == FACTOR:
        return stands(head, words_before(sentence, citation)) and not stands(head, others)
    return stands(head, near) or _is_understood(head, others, taken, found, number, sentence, citation)


def _is_understood(
    head: Token, others: list[Token], taken: set[int], found: Found, number: Number, sentence: Sentence, citation: Citation
) -> bool:
    """Say whether what a number counts stands apart from it: in its sentence or a cited one, and with no other figure."""
    understood = understood_nouns(found, sentence, citation) if number.unit is None else []
    alone = is_alone(found, number, sentence, citation)
    apart = words_before(sentence, citation) if alone else words_around(sentence, citation)
    said = stands(head, [*(token for token in apart if token.start not in taken), *understood])
    return said and (alone or not stands(head, others))


def _is_other_unit(head: Token, found: Found, number: Number, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a word is a unit, and not that of this number: metres for kilometres; "15 Dollar a barrel" has both."""
    if number.unit in (None, FACTOR):
        return False
    unit, behind = UNITS.get(head.text), citation.source.text[found.end : found.end + 40]
    if unit and unit.split("/")[0] != (number.unit or "").split("/")[0]:
        return not re.match(rf"\s*(?:an?|per|je|pro|im)\s+{re.escape(head.text)}", behind)
    return _measures_another(head, number, sentence, citation)


def _near(near: list[Token], number: Number, found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the words near an amount; of one with a unit, behind it those of its clause alone."""
    if number.unit in (None, FACTOR):
        return near
    _, end = clause(citation.source.text, found.start, sentence.start, sentence.end)
    return [token for token in near if token.start < max(end, found.end)]


def _is_part(number: Number, found: Found, citation: Citation) -> bool:
    """Say whether an amount is a part of what another counts: "60 Prozent davon", "46 Prozent weniger"."""
    return bool(_PART.match(citation.source.text, found.end)) and number.unit not in _MEASURES


_PART = re.compile(r"\s+(?:\w+\s+)?(?:davon|weniger|mehr|von ihnen|of them|of those|of these|fewer|more|less)\b")

_MEASURES = frozenset({"EUR", "USD", "GBP", "CHF", "m", "km", "kg", "t"})


def _in_compound(head: Token, amount: str) -> bool:
    """Say whether an amount is an adjective of its unit: "24-stündig" counts hours, "dreitägig" days."""
    folded = amount.lower().translate(_UMLAUTS)
    stem = re.sub(r"(?:en|e|n|s|es)$", "", head.text.lower().translate(_UMLAUTS))
    return len(stem) > 2 and bool(re.search(rf"{re.escape(stem)}ig", folded))


_UMLAUTS = str.maketrans("äöü", "aou")


def _counts_people(head: Token, own: Sequence[Token], number: Number, citation: Citation) -> bool:
    """Say whether a bare number counts people without saying so: "31 dead", "Zehntausende demonstrieren"."""
    if head.text.lower() not in _PEOPLE:
        return False
    states = [token for token in own if states_in([token], citation.language)]
    if not own:
        return number.bound == "vague" and number.unit is None
    return len(states) == len(own) if citation.language == "de" else own[0] in states


_PEOPLE = frozenset("menschen personen leute people persons person".split())


def _measures_another(head: Token, number: Number, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a word is the unit of another number of the sentence, and not of this one."""
    return any(
        amount.unit != number.unit and head.text in (amount.unit_text or "").split()
        for amount in amounts_in(sentence.text, citation.language)
    )


def _predicate(head: Token, own: list[Token], found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return what the clause says behind an amount with a noun of its own: "zwölf Verfahren" are counted as "eingestellt"."""
    if head.text[:1].isupper():
        return []
    _, end = clause(citation.source.text, found.start, sentence.start, sentence.end)
    return [token for token in clause_words(found, sentence, citation) if own[0].end <= token.start < end]


def _head(words: list[Token], language: str) -> Token:
    """Return the head noun: in German the first capitalised word, in English the first word."""
    if language == "de":
        return next((token for token in words if token.text[:1].isupper()), words[0])
    return words[0]


def _cited(token: Token, citation: Citation) -> bool:
    """Say whether a name stands in the cited sentences, or its country or people does."""
    return stands(token, citation.words) or any(derived(token.text, other.text) for other in citation.words)


def _anywhere(token: Token, citation: Citation) -> bool:
    """Say whether a word stands in the article as part of a compound or in another inflection."""
    return stands(token, citation.source.words) or any(derived(token.text, other.text) for other in citation.source.words)
