"""Words that deny without "not", and what somebody denies."""

import functools
import re
from collections.abc import Sequence

from summarizer.grounding.source import Citation
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, content_words, is_negation, stem, tokens
from summarizer.schemas import Language


def is_denial(token: Token, language: Language) -> bool:
    """Say whether a word denies without "not": un-, -los, ablehnen, deny."""
    return token.stem in _denial_stems(language) or _is_affixed(token.text, language)


@functools.lru_cache(maxsize=20_000)
def _is_affixed(word: str, language: Language) -> bool:
    """Say whether a word denies by what it begins or ends with."""
    return bool(_AFFIXED[language].search(word)) or word.lower() in {"zurück", "abgelehnt"}


def denied_part(word: str, language: Language) -> str:
    """Return what a word denies by what it begins or ends with, "" where it does not.

    >>> denied_part("unverletzt", "de"), denied_part("winless", "en"), denied_part("Unfall", "de")
    ('verletzt', 'win', '')
    """
    if not _AFFIXED[language].search(word):
        return ""
    return re.sub(r"(?:los|frei)(?:e[nmrs]?)?$|less$", "", re.sub(r"^(?:un|non)", "", word))


def is_refusal(token: Token, language: Language) -> bool:
    """Say whether a word says that somebody won't: a line with it negates."""
    return bool(_REFUSING[language].match(token.text))


_REFUSING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:weiger|verweiger|verzicht|lehn|unterl[aä]ss|unterließ)"),
    "en": re.compile(r"(?:refus|declin)"),
}


@functools.cache
def _denial_stems(language: Language) -> frozenset[str]:
    """Return the stems of words that deny."""
    return frozenset(stem(word, language) for word in _DENIALS[language].split())


_AFFIXED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"^un(?!ter|s|d$|d\w{0,2}$|gef)[a-zäöüß]{4,}$|[a-zäöüß]{3,}(?:los|frei)(?:e[nmrs]?)?$"),
    "en": re.compile(r"^(?:un(?!der|it|i|til|less)|non)[a-z]{4,}$|[a-z]{3,}less$"),
}
_DENIALS: dict[Language, str] = {
    "de": "lehnen lehnte lehnt abgelehnt ablehnen verneinte verneint dementierte dementiert bestritt bestreitet "
    "verweigerte verweigert "
    "scheiterte "
    "scheitert gescheitert fehlt fehlen fehlte verbietet verboten verbot untersagt gestoppt stoppt verliert verzichtet "
    "ausgeschlossen schließt bezweifelt bezweifelte bezweifeln",
    "en": "deny denied denies reject rejected rejects refuse refused refuses fail failed fails lack lacks lacked "
    "ruled declined declines banned doubt doubts doubted",
}


def denies(words: Sequence[Token], text: str, language: Language) -> bool:
    """Say whether a sentence denies something, without "not"."""
    told = any(is_denial(token, language) or is_refusal(token, language) for token in words)
    return told or bool(_DENYING[language].search(text))


def check_denied(text: str, citation: Citation) -> None:
    """Check that what somebody denies is not told as so: a text with the words behind a denial denies too; raises Unsupported."""
    language = citation.language
    words = tokens(text, language)
    if any(is_negation(token, language) or is_denial(token, language) or _DENYING[language].match(token.text) for token in words):
        return
    own = {token.stem for token in content_words(words, language)}
    for sentence in citation.sentences:
        verb = _DENYING_VERB[language].search(sentence.text)
        if not verb:
            continue
        behind = [token for token in citation.source.tokens[sentence.number - 1] if token.start >= sentence.start + verb.end()]
        shared = own & {token.stem for token in content_words(behind, language)}
        if len(shared) > 1 or (shared and shared == own):
            raise Unsupported("negation", "dropped", at=[sentence], text=verb.group(), word=verb.group())


_DENYING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"(?:zurück|zurückweis|dementi|bestreit|bestritt|leugne|widers|vorw[uü]rf|streit|strittig)", re.I),
    "en": re.compile(r"(?:den(?:y|ies|ied|ial)|disput|reject|dismiss|contradict|accus|alleg)", re.I),
}
_DENYING_VERB: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:bestritt(?:en)?|bestreite[nt]|dementier(?:t|te|ten|en)|leugne(?:t|te|ten|n)|(?:wies(?:en)?|weis(?:t|en))\s[^,;:]*?\bzurück)\b"
    ),
    "en": re.compile(r"\b(?:den(?:y|ies|ied|ying)|disput(?:es|ed|ing))\b"),
}
