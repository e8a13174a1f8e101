"""When and where an event took place: its own time and place, not those of another sentence; and whether it lies ahead."""

import re
from collections.abc import Sequence

from summarizer.grounding.modality import clauses
from summarizer.grounding.moods import is_second_subjunctive
from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Word, is_light, line_words, support_of
from summarizer.grounding.thesaurus import bases
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, PRONOUNS, Token, tokens
from summarizer.schemas import Code, Language, Sentence

_DAY = (
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)\w*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"\d{1,2}\.\s?(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2}"
)
_TIME = re.compile(rf"\b(?:{_DAY}|heute|gestern|morgen|today|yesterday|tomorrow|19\d\d|20\d\d)\b")
_PLACE = re.compile(r"\b(?:in|bei|nahe|near|at)\s+(?:[A-ZÄÖÜ]\w+)")
_AHEAD: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        rf"\b(?:(?:[Aa]m|[Aa]b|vom)\s+(?:kommenden\s+)?(?:{_DAY})|von\s+(?:{_DAY})\s+an|morgen|demnächst|voraussichtlich|kommende\w*|"
        r"nächste\w*|[Aa]ls\s+Nächstes|wird\s+(?:\w+\s+)?(?:neue[rs]?|künftige[rs]?)|(?:im|Im)\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Sommer|Herbst|"
        r"Winter|Frühjahr))\b"
    ),
    "en": re.compile(r"\b(?:next|tomorrow|due|before\s+20\d\d)\b"),
}
_PAST: dict[Language, frozenset[str]] = {
    "de": frozenset("hat haben hatte hatten ist sind war waren wurde wurden worden".split()),
    "en": frozenset("was were had has have did said been".split()),
}


def check_occasion(words: str | None, title: str, code: Code, citation: Citation) -> None:
    """Check that a time or place stands where the title does, or where nothing else says so; raises Unsupported."""
    if not words:
        return
    wanted = tokens(words, citation.language)
    own = [
        word
        for word in line_words(title, citation.language)
        if not is_light(word, citation.language) and word.token.text not in words
    ]
    spans = [span for sentence in citation.sentences for span in _spans(sentence, citation)]
    shares = [_share(own, span, citation) for span in spans]
    best = max(shares, default=0)
    holding = [share for span, share in zip(spans, shares, strict=True) if _holds(words, wanted, span, citation)]
    pattern = _TIME if code == "date" else _PLACE
    rivals = [span for span, share in zip(spans, shares, strict=True) if share == best]
    if not holding or max(holding) > 0 or best < 2:
        return
    if all(pattern.search(citation.source.text, start, end) for start, end in rivals):
        raise Unsupported(code, "elsewhere_date" if code == "date" else "elsewhere_place", at=citation.sentences, claimed=words)


def _spans(sentence: Sentence, citation: Citation) -> list[tuple[int, int]]:
    """Return the clauses of a sentence."""
    return clauses(citation.source.text, sentence)


def _share(own: Sequence[Word], span: tuple[int, int], citation: Citation) -> int:
    """Return how many words of a title a clause bears out."""
    support = support_of(citation, citation.sentences)
    return sum(any(span[0] <= token.start < span[1] for token in support.of(word)) for word in own)


def _holds(words: str, wanted: Sequence[Token], span: tuple[int, int], citation: Citation) -> bool:
    """Say whether a time or place stands in a clause."""
    found = citation.find_all(words)
    inside = [token for token in citation.tokens if span[0] <= token.start < span[1]]
    return any(span[0] <= one.start < span[1] for one in found) or any(
        True for _ in find_name(wanted, inside, citation.source.text)
    )


def lies_ahead(span: tuple[int, int], words: Sequence[Token], text: str, language: Language) -> str | None:
    """Return the words by which a clause in the present tense speaks of what is to come, None where it does not.

    `words` are those of its sentence: nothing in them may stand in the past.
    """
    ahead = _AHEAD[language].search(text, *span)
    if ahead is None:
        return None
    inside = [token for token in words if span[0] <= token.start < span[1]]
    beside = [token for token in words if not _PARTED.search(text, *sorted((token.start, span[0]))) or token in inside]
    if any(is_past(token, language) for token in beside):
        return None
    return ahead.group() if language == "en" or any(_is_present(token) for token in inside) else None


_PARTED = re.compile(r";|[a-zäöüß]\.\s")


def _is_present(token: Token) -> bool:
    """Say whether a German word is a verb in the third person of the present; its plural looks like the infinitive."""
    base = bases(token.text, "de")[0]
    plural = token.text.endswith("en") and base == token.text and token.text not in FUNCTION_WORDS["de"]
    return token.text.islower() and base.endswith("n") and (plural or bool(re.search(r"[^t]t$|^wird$", token.text)))


# Participles, which "wird" and "soll" govern too.
_UNMARKED = re.compile(r"(?:\w{2,6})?ge\w+en$|(?:ver|be|ent|er|zer|über|unter|miss)\w+en$")


def is_past(token: Token, language: Language) -> bool:
    """Say whether a word is a verb in the past, or the auxiliary of one."""
    word = token.text
    if word in _PAST[language]:
        return True
    base = bases(word, language)[0]
    if not word.islower() or base == word or word in FUNCTION_WORDS[language] or word in PRONOUNS[language]:
        return False
    if language == "en":
        return not word.endswith(("s", "ing", "er", "est", "ly")) and not base.startswith("be")
    if word.endswith(("er", "em", "es")):
        return False
    if word.endswith("en"):
        return base.endswith("en") and not _UNMARKED.match(word) and not is_second_subjunctive(word)
    return base.endswith("n") and (word.endswith("te") or not re.search(r"(?:t|en|e|n|st|s)$", word))
