"""What a line may not bring along: a superlative, a day or month, words in quotation marks, a whole for its part.

These are closed classes, so nothing else can stand for them: what the cited sentences lack is not said there.
"""

import functools
import re

from summarizer.grounding.folding import fold
from summarizer.grounding.names import derived, is_name, same_word
from summarizer.grounding.quotations import find_quotations
from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, Token, tokens
from summarizer.schemas import Language

LONGEST_TERM = 3
"""Words in quotation marks, at most, that a line may quote where the text has them without marks: names and terms."""

_TOPS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:\w*[Rr]ekord\w*|historisch\w*|beispiellos\w*|noch\s+nie|Höchst(?:stand|wert)|[Ee]rstmals|zum\s+ersten\s+Mal)\b"
    ),
    "en": re.compile(
        r"\b(?:most\s+[a-z]{4,20}(?<!people)|[Rr]ecord(?:-\w+)?(?!\s+of)|[Bb]est|historic|unprecedented|never\s+before|[Ff]irst(?:[\s-]ever|\s+time))\b"
    ),
}
"""What says that nothing was ever more so, besides superlatives."""
_FORM: dict[Language, re.Pattern[str]] = {"de": re.compile(r"(?:st|ßt)e[nmrs]?$"), "en": re.compile(r"est$|^worst$")}
# Superlatives that only order or approximate.
_ORDERING = frozenset("letzter letzt erst nah früh spät ober unter äußer inner meist hinter vorder late".split())
_DAY: dict[Language, tuple[str, ...]] = {
    "de": tuple(
        "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april juni juli august "
        "september oktober november dezember vormittag nachmittag mitternacht wochenende frühjahr frühling herbst".split()
    ),
    "en": tuple(
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
        "october november december afternoon midnight weekend autumn".split()
    ),
}
# Words that stand for one another, and what holds another.
_SAME_DAY = {
    "sonnabend": ("samstag",),
    "samstag": ("sonnabend",),
    "wochenende": ("samstag", "sonntag", "sonnabend"),
    "weekend": ("saturday", "sunday"),
    "frühling": ("frühjahr",),
    "frühjahr": ("frühling",),
    "januar": ("jänner",),
    "februar": ("feber",),
    "autumn": ("fall",),
}


def check_specifics(text: str, citation: Citation) -> None:
    """Check the superlatives, days, months and quoted words of a line; raises Unsupported."""
    language = citation.language
    cited = " ".join(sentence.text for sentence in citation.sentences)
    _check_quoted(text, citation)
    superlative = _superlative(text, language)
    if superlative and not _superlative(cited, language):
        raise Unsupported("not_found", "unsupported_word", at=citation.sentences, word=superlative)
    every = _EVERY[language].search(text)
    if every and not _EVERY[language].search(cited) and not _NONE[language].search(cited):
        raise Unsupported("not_found", "unsupported_word", at=citation.sentences, word=every.group())
    _check_places(text, cited, citation)
    lower, said = text.lower(), cited.lower()
    for day in _DAY[language]:
        if re.search(_WHOLE[language].format(day), lower) and not any(
            one in said for one in (day, *_SAME_DAY.get(day, ()), day[:3] + ".")
        ):
            raise Unsupported("date", "no_date", at=citation.sentences, claimed=day.capitalize())


_EVERY: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:alle[nr]?|sämtliche[nr]?|jede[rsnm]?|überall|immer|ausnahmslos\w*)\b(?!\s+\d)", re.I),
    "en": re.compile(r"\b(?:all|every(?:one|body|where)?|each|entire|always)\b", re.I),
}
"""What says that nothing is left out; where the text says that nothing is there, it may be told so."""
_NONE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:kein\w*|niemand\w*|nie|beide\w*|gesamt\w*|ganz\w*|total|vollständig\w*|komplett\w*|nicht ein\w+)\b", re.I
    ),
    "en": re.compile(r"\b(?:no|none|nobody|both|whole|entirely|full|complete\w*|total|not one|never)\b", re.I),
}
_IN_PLACE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:in|nach|bei|aus)\s+(?-i:(?P<name>[A-ZÄÖÜ][\w-]+))"),
    "en": re.compile(r"\b(?:in|at|near|outside)\s+(?P<name>[A-Z][\w-]+)"),
}


def _check_places(text: str, cited: str, citation: Citation) -> None:
    """Check that no place known only from the heading is put where the sentences have another."""
    pattern, language = _IN_PLACE[citation.language], citation.language
    if not any(_reads_as_place(found["name"], language) for found in pattern.finditer(cited)):
        return
    for found in pattern.finditer(text):
        name = found["name"]
        near = any(same_word(name, token.text) or derived(name, token.text) or name in token.text for token in citation.words)
        if _reads_as_place(name, language) and not near and citation.source.near_words(name):
            raise Unsupported("place", "no_place", at=citation.sentences, claimed=name)


def _reads_as_place(word: str, language: Language) -> bool:
    """Say whether a word behind "in" is a name."""
    return is_name(Token(word, 0, len(word), word), language, first=False)


@functools.lru_cache(maxsize=2_048)
def _superlative(text: str, language: Language) -> str:
    """Return the first word of a text that says that nothing is more so, "" for none."""
    top = _TOPS[language].search(text)
    if top:
        return top.group()
    return next((token.text for token in tokens(text, language) if _is_superlative(token.text, language)), "")


@functools.lru_cache(maxsize=20_000)
def _is_superlative(word: str, language: Language) -> bool:
    """Say whether a word is a superlative: the dictionary knows the adjective that it raises.

    >>> _is_superlative("größte", "de"), _is_superlative("letzte", "de"), _is_superlative("forest", "en")
    (True, False, False)
    """
    from simplemma import lemmatize

    lower = word.lower()
    if not _FORM[language].search(lower):
        return False
    lemma = lemmatize(lower, language)
    return lemma != lower and lemma not in _ORDERING and not lemma.endswith(("en", "st"))


# A German day may begin a compound: "Freitagabend".
_WHOLE: dict[Language, str] = {"de": r"\b{}", "en": r"\b{}s?\b"}


def _check_quoted(text: str, citation: Citation) -> None:
    """Check that what a line has in quotation marks stands so in the text, more than a term in quotation marks too."""
    for start, end in find_quotations(text):
        words = text[start:end].strip(" .,;:!?…")
        for piece in re.split(r"\s*(?:\[?…\]?|\[?\.\.\.\]?)\s*", words):
            if not piece or not re.search(r"\w", piece):
                continue
            found = list(citation.find_all(piece)) or list(citation.find_all(piece[:1].swapcase() + piece[1:]))
            if not found and not _is_inflected(piece, citation):
                raise Unsupported("quote", "other_content", at=citation.sentences, claimed=piece, text=citation.sentences[0].text)
            long = len(piece.split()) > LONGEST_TERM
            if long and found and not any(citation.source.is_quoted(one.start, one.end) for one in found):
                raise Unsupported("not_direct", "not_quoted", at=citation.sentences, claimed=piece)


def _is_inflected(piece: str, citation: Citation) -> bool:
    """Say whether a term in quotation marks stands in another case or number: each word but for its ending."""
    words = [word for word in re.findall(r"\w+", fold(piece).text.lower()) if word not in FUNCTION_WORDS[citation.language]]
    if not words or len(piece.split()) > LONGEST_TERM:
        return False
    cited = [token.text.lower() for token in citation.words]
    return all(
        any(word[: max(3, len(word) - 3)] == one[: max(3, len(word) - 3)] and abs(len(word) - len(one)) < 4 for one in cited)
        for word in words
    )
