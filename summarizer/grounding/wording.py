"""The words of a line: each stands in what it cites, in any form or as one of like meaning; what may be a paraphrase passes.

What words mean is known of listed ones only. So a verb or adjective that the text lacks passes unless it is listed with an
opposite, or takes the place of another word in what is otherwise copied. A noun has to stand somewhere in the article.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.grounding.cues import attributions, says
from summarizer.grounding.denials import denied_part
from summarizer.grounding.modality import negation_of
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word, around, is_light, sentence_words, support_of
from summarizer.grounding.thesaurus import bases, fold, keys, listed, opposites, parts
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, is_negation, is_reported
from summarizer.schemas import Language

LONGEST_GAP = 2
"""Words of the text between two neighbours in whose place a line may have put a word of its own."""
LEAST_BORNE_OUT = 2
"""Words besides names and numbers that the article has where a line says another in its own words: what it is about is one."""


def check_wording(
    words: Sequence[Word],
    text: str,
    support: Support,
    citation: Citation,
    *,
    names: Iterable[tuple[int, int]],
    numbers: Sequence[tuple[int, int]],
) -> None:
    """Check that the words of a line stand in what it cites; `names` and `numbers` are spans that are checked elsewhere."""
    _check_addresses(text, citation)
    skipped = [*names, *numbers]
    wanted = [word for word in words if not is_light(word, citation.language)]
    borne_out = 0
    own: list[Token] = []
    for at, word in enumerate(wanted):
        token = word.token
        if any(start <= token.start < end for start, end in skipped) or text[token.end : token.end + 2] in {"'t", "’t"}:
            continue
        turned, found = _turned(word, support, citation), support.of(word)
        if found and not (turned and _may_turn(word, found) and _is_nearer(turned, found, _beside(at, wanted, support))):
            borne_out += 1
            continue
        if not found and (_tells(word, support, citation) or _is_denied(word, support, citation)):
            continue
        if turned:
            raise Unsupported("negation", "turned", at=citation.sentences, claimed=token.text, text=turned[0].text)
        if not _may_paraphrase(at, wanted, text, support, citation, numbers):
            raise Unsupported("not_found", "unsupported_word", at=citation.sentences, word=token.text)
        if _is_nominal(token, citation.language):
            borne_out += 1
        else:
            own.append(token)
    if own and borne_out + bool(skipped) < LEAST_BORNE_OUT:
        raise Unsupported("not_found", "unsupported_word", at=citation.sentences, word=own[0].text)


def _turned(word: Word, support: Support, citation: Citation) -> list[Token]:
    """Return the words that say the opposite of one, without those that the text negates."""
    return [token for token in support.turned(word) if not negation_of(token, citation)]


_ADDRESS = re.compile(
    r"https?://[^\s<>()]{1,500}|\b[\w.+-]{1,64}@[\w.-]{1,100}|\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\b(?:/[^\s<>()]{0,200})?"
)


def _check_addresses(text: str, citation: Citation) -> None:
    """Check that an address on the web or of a mailbox stands as it is in what is cited."""
    for found in _ADDRESS.finditer(text):
        if not any(found.group() in sentence.text for sentence in citation.sentences):
            raise Unsupported("not_found", "unsupported_word", at=citation.sentences, word=found.group())


def _may_paraphrase(
    at: int, wanted: Sequence[Word], text: str, support: Support, citation: Citation, numbers: Sequence[tuple[int, int]]
) -> bool:
    """Say whether a word that what is cited lacks may be another way to say it."""
    word, language = wanted[at], citation.language
    if _SOURCE[language].search(text[: word.token.start]):
        return False
    if support_of(citation, around(citation)).of(word) and _is_nominal(word.token, language):
        return True
    turns = opposites(word.keys, language) or _ends_turned(word.token, language)
    if turns or _is_counted(word.token, text, numbers) or _replaces(at, wanted, support, citation):
        return False
    if _is_nominal(word.token, language):
        held = _stands_anywhere(word.token, citation) or _is_compound_of(word.token, support, language)
        return held and not _is_other_compound(word.token, support, language)
    return True


_SOURCE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:laut|gemäß|nach Angaben (?:der|des|von))\s+(?:\w+\s+)?$", re.I),
    "en": re.compile(r"\b(?:according to|say|says|said)\s+(?:the\s+)?$", re.I),
}


def _is_nominal(token: Token, language: Language) -> bool:
    """Say whether a word may be a noun: in German one with a capital, in English one that looks like no participle."""
    return token.text[:1].isupper() if language == "de" else not token.text.endswith(("ed", "ing"))


def _may_turn(word: Word, found: Sequence[Token]) -> bool:
    """Say whether a word of opposite meaning may belong where a word stands: a verb, or a word of like meaning only."""
    return word.token.text[:1].islower() and (
        bool(re.search(r"(?:s|ed|t|te|en|ten)$", word.token.text)) or all(token.stem != word.token.stem for token in found)
    )


def _is_counted(token: Token, text: str, numbers: Sequence[tuple[int, int]]) -> bool:
    """Say whether a word is what a number counts: right behind it, in German with an adjective between at most."""
    between = r"\s+(?:[a-zäöüß]+e[nrs]?\s+)?" if token.text[:1].isupper() else r"\s+"
    return any(re.fullmatch(between, text[end : token.start]) for _, end in numbers if end <= token.start)


def _stands_anywhere(token: Token, citation: Citation) -> bool:
    """Say whether a form of a word stands in the article, or in one of its compounds."""
    source, own = citation.source, keys(token.text, citation.language)
    if "article" not in source.read:
        found = {key for sentence in source.sentences for word in sentence_words(source, sentence.number) for key in word.keys}
        source.read["article"] = frozenset(found), "\n".join(fold(word.text) for word in source.words)
    every, folded = source.read["article"]
    stemmed = fold(token.stem)
    return bool(own & every) or (len(stemmed) > 3 and stemmed in folded)


def _is_compound_of(token: Token, support: Support, language: Language) -> bool:
    """Say whether what is cited bears out the first part of a German compound: "Streikgeld" for "die Streikkasse"."""
    if language != "de":
        return False
    return any(
        min(len(first), len(second)) > LONGEST_JOINT and support.means_word(first) and not _turns(second, language)
        for first, second in parts(token.text)
    )


LONGEST_JOINT = 3
"""Letters that are too few for a part of a compound."""


def _ends_turned(token: Token, language: Language) -> bool:
    """Say whether a German noun is a compound of one that has an opposite."""
    return language == "de" and token.text[:1].isupper() and any(_turns(second, language) for _, second in parts(token.text))


def _turns(part: str, language: Language) -> bool:
    """Say whether a part of a compound has an opposite: "Umsatzplus"."""
    return bool(opposites(keys(part.capitalize(), language) | keys(part, language), language))


def _is_other_compound(token: Token, support: Support, language: Language) -> bool:
    """Say whether what is cited has a compound of the same head with something else before it: Textilfabrik, Düngerfabrik."""
    if language != "de":
        return False
    for first, second in parts(token.text):
        if len(second) > 3 and not support.means_word(first):
            for word in support.words:
                lower = word.token.text.lower()
                if lower.endswith(second) and len(lower) > len(second) + 2:
                    return True
    return False


def _replaces(at: int, wanted: Sequence[Word], support: Support, citation: Citation) -> bool:
    """Say whether a word stands between two neighbours of the text in place of the word between those."""
    if not 0 < at < len(wanted) - 1:
        return False
    for left in support.of(wanted[at - 1])[:3]:
        for right in support.of(wanted[at + 1])[:3]:
            between = [
                word
                for word in support.words
                if left.start < word.token.start < right.start and not is_light(word, citation.language)
            ]
            parted = citation.source.text[left.end : right.start]
            if (
                1 <= len(between) <= LONGEST_GAP
                and not re.search(r"\d", parted)
                and citation.sentence_at(left.start) == citation.sentence_at(right.start)
            ):
                return True
    return False


def _beside(at: int, wanted: Sequence[Word], support: Support) -> list[Token]:
    """Return what bears out the words before a word of a line, or the one behind where it is the first."""
    return [token for other in (wanted[max(0, at - 2) : at] or wanted[at + 1 : at + 2]) for token in support.of(other)[:3]]


def _is_nearer(turned: Sequence[Token], found: Sequence[Token], beside: Sequence[Token]) -> bool:
    """Say whether a word of opposite meaning is nearer to the words beside than every word of like meaning is."""
    if not beside:
        return True
    one, other = (min(abs(token.start - near.start) for token in words for near in beside) for words in (turned, found))
    return one < other


def _tells(word: Word, support: Support, citation: Citation) -> bool:
    """Say whether a word only says that somebody says something, or that he finds fault where he praises nothing; and he does."""
    language = citation.language
    plain = {f"#{group}" for head in _TELLING[language] for group in listed(language).of[head]}
    base = set(bases(word.token.text, language))
    if not (plain & word.keys or base & _FINDS_FAULT | base & _REPORTS) or not any(_telling(citation)):
        return False
    return not base & _FINDS_FAULT or (any(_quoting(citation)) and not support.turned(word))


_TELLING: dict[Language, tuple[str, ...]] = {"de": ("sagen",), "en": ("say",)}
_REPORTS = frozenset(
    "vorwurf gerucht kommentar stellungnahme reaktion reagieren kommentieren aussern comment react reaction remark".split()
)
_FINDS_FAULT = frozenset("kritik kritisieren rugen kritisch criticise criticize criticism slam".split())


def _is_denied(word: Word, support: Support, citation: Citation) -> bool:
    """Say whether a word denies by what it begins or ends with, and the text negates the rest of it: "unhurt", "winless"."""
    bare = denied_part(word.token.text, citation.language)
    if not bare:
        return False
    places = support.of(Word(word.token._replace(text=bare), keys(bare, citation.language)))
    return any(is_negation(token, citation.language) for token in citation.words) and bool(places)


def _quoting(citation: Citation) -> Iterator[bool]:
    """Yield whether a cited sentence has quotation marks."""
    yield from (bool(citation.source.quotations_in(sentence.start, sentence.end)) for sentence in citation.sentences)


def _telling(citation: Citation) -> Iterator[bool]:
    """Yield whether a cited sentence quotes, or says whose words it gives."""
    for sentence in citation.sentences:
        yield any(sentence.start < end and start < sentence.end for start, end in citation.source.quotations)
        yield bool(attributions(sentence.text, citation.language))
        yield is_reported(citation.source.tokens[sentence.number - 1], citation.source.text, citation.language)
        yield any(says(token, citation.language) for token in citation.source.tokens[sentence.number - 1])
