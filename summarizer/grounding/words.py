"""Words of a text: tokens with stems, the small closed word classes, clauses."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from summarizer.grounding.moods import is_second_subjunctive, is_subjunctive
from summarizer.schemas import Language

_TOKEN = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(r"[,;:.!?()]|\n\s*\n|\s[–—-]\s|[„“”\"»«]")
# "auch nicht nach …, sagte er" ends a clause at the comma; "1,5" and "12.000" do not.
_IN_NUMBER = re.compile(r"(?<=\d)[.,:](?=\d)")

NEGATIONS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "nicht nichts nie niemals niemand niemanden niemandem niemandes kein keine keinen keinem keiner keines keinerlei "
        "weder nirgends nirgendwo keineswegs keinesfalls mitnichten ohne".split()
    ),
    "en": frozenset(
        # "won't" and "don't" are two words each, and "won" and "Don" are others.
        "not no never none nobody nothing neither nor nowhere cannot without didn doesn isn wasn aren weren wouldn couldn shouldn "
        "hasn haven hadn t".split()
    ),
}
HEDGES: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "möglich möglicherweise offenbar angeblich vermutlich vermeintlich mutmaßlich mutmasslich womöglich wahrscheinlich "
        "wohl anscheinend potenziell potentiell eventuell vielleicht voraussichtlich".split()
    ),
    "en": frozenset(
        "possible possibly apparent apparently alleged allegedly reportedly suspected presumed presumably supposedly likely "
        "probably potential potentially perhaps maybe might could may".split()
    ),
}
PRONOUNS: dict[Language, frozenset[str]] = {
    "de": frozenset("er sie ihm ihr ihn ihnen wir ich man eigener eigenen seinen seiner seine sein ihren ihrer ihre".split()),
    "en": frozenset("he she they him her them we i his their".split()),
}
# Reported speech in German runs on in Konjunktiv I without naming the speaker again.
SUBJUNCTIVES = frozenset("sei seien habe werde wolle könne müsse solle dürfe gebe gehe komme bleibe stehe".split())
DETERMINERS: dict[Language, frozenset[str]] = {
    "de": frozenset("der die das dem den des dieser diese sein seine seiner ihr ihre ihrer".split()),
    "en": frozenset("the this his her their".split()),
}
NAME_REACH = 3
"""Sentences back in which the name behind a pronoun or a run-on report may stand."""

SENTENCE_ADVERBS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "abschließend allerdings allein auch außerdem bislang bisher dabei dadurch dafür dagegen daher damals damit "
        "danach dann daran darauf daraufhin darüber davon davor dazu demnach dennoch derweil derzeit deshalb deswegen "
        "ebenso erst ferner gestern gleichzeitig heute hier hingegen hinzu immerhin indes insgesamt inzwischen jedoch "
        "jetzt kürzlich laut mittlerweile morgen nun nur schließlich schon seitdem später so somit sonst stattdessen "
        "trotzdem unterdessen weiter weiterhin wenig wiederum zuerst zudem zugleich zuletzt zunächst zusätzlich zuvor "
        "zwar".split()
    ),
    "en": frozenset(
        "additionally afterwards again also although besides but earlier finally first furthermore hence here however "
        "indeed instead last later meanwhile moreover nevertheless nonetheless now only otherwise rather recently "
        "separately similarly since so still subsequently then there therefore though thus today tomorrow yesterday yet".split()
    ),
}
"""Words that open a sentence with a capital and name nobody."""

PREPOSITIONS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "ab an am auf aus bei beim bis durch für gegen im in infolge inmitten mit nach seit unter vom von vor wegen zu zum "
        "zur".split()
    ),
    "en": frozenset("after at before by during for from in into of on since through to under with".split()),
}
FUNCTION_WORDS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "der die das den dem des ein eine einen einem einer eines und oder aber sowie als wie in im an am auf aus bei beim bis "
        "durch für gegen mit nach seit über um unter von vom vor während wegen zu zum zur zwischen dass ob weil wenn ist sind war "
        "waren wird werden wurde wurden worden hat haben hatte hatten sein seine seinen seiner seinem seines ihre ihren ihrer "
        "ihrem ihres sich es er sie auch noch nur schon sehr mehr dabei damit davon dazu innerhalb insgesamt".split()
    ),
    "en": frozenset(
        "the a an and or but as in on at by for from of to with into over under about after before during between against is are "
        "was were be been being has have had its his her their this that these those it he she they also more than".split()
    ),
}


class Token(NamedTuple):
    """A word: `text[start:end]`, and its stem."""

    text: str
    start: int
    end: int
    stem: str


def tokens(text: str, language: Language, offset: int = 0) -> list[Token]:
    """Return the words of `text`, parts of hyphen compounds apart, with spans moved by `offset`."""
    if offset == 0 and len(text) < _LONGEST_NAME:
        return list(_short_tokens(text, language))
    return [
        Token(match.group(), offset + match.start(), offset + match.end(), stem(match.group(), language))
        for match in _TOKEN.finditer(text)
    ]


# Names of actors are looked for with every statement.
_LONGEST_NAME = 120


@functools.lru_cache(maxsize=4_096)
def _short_tokens(text: str, language: Language) -> tuple[Token, ...]:
    """Return the words of a name or another short text."""
    return tuple(Token(match.group(), match.start(), match.end(), stem(match.group(), language)) for match in _TOKEN.finditer(text))


LONGEST_WORD = 100
"""The stemmer takes time with the square of a word's length: 7 s for 10,000 letters, which only encoded data has."""


def stem(word: str, language: Language) -> str:
    """Return the Snowball stem of a word, with the ge- of a German participle taken out; what is too long for a word stays.

    >>> stem("abgefangene", "de") == stem("Abfang", "de"), len(stem("x" * 100_000, "de"))
    (True, 100000)
    """
    return _stem(word, language) if len(word) <= LONGEST_WORD else word.lower()


@functools.lru_cache(maxsize=50_000)
def _stem(word: str, language: Language) -> str:
    stemmed: str = _stemmer(language).stemWord(word.lower())
    if language == "de":
        stemmed = re.sub(r"^((?:ab|an|auf|aus|ein|vor|zu|fest|nach)?)ge(?=\w{4})", r"\1", stemmed) if _participle(word) else stemmed
    return stemmed


def _participle(word: str) -> bool:
    """Say whether a German word looks like a participle: …ge…t or …ge…en, inflected or not."""
    return bool(re.search(r"ge\w{2,}(?:t|en)(?:e[nmrs]?)?$", word.lower()) or re.search(r"ge\w{3,}ene[nmrs]?$", word.lower()))


@functools.cache
def _stemmer(language: Language) -> Any:
    """Return a Snowball stemmer (Porter, snowballstem.org)."""
    import snowballstemmer

    return snowballstemmer.stemmer({"de": "german", "en": "english"}[language])


def content_words(words: Sequence[Token], language: Language) -> list[Token]:
    """Return the words that carry meaning: no articles, prepositions, auxiliaries."""
    return [token for token in words if token.text.lower() not in FUNCTION_WORDS[language]]


def clause(text: str, position: int, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return the span of the clause around `position`, between commas, colons, dashes and quotation marks."""
    end = len(text) if end is None else end
    before, after = start, end
    lead = text[max(0, start - 1) : start]
    for first, last in _clause_ends(lead, text[start:end]):
        if start + last <= position:
            before = start + last
        elif start + first >= position:
            after = start + first
            break
    return before, after


@functools.lru_cache(maxsize=2_048)
def _clause_ends(lead: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where clauses end in a text, which follows on `lead`, a character at most."""
    size, whole = len(lead), lead + text
    numbers = {match.start() for match in _IN_NUMBER.finditer(whole, size)}
    return tuple(
        (match.start() - size, match.end() - size) for match in _CLAUSE_END.finditer(whole, size) if match.start() not in numbers
    )


def is_negation(token: Token, language: Language) -> bool:
    """Say whether a word negates."""
    return token.text.lower() in NEGATIONS[language]


def runs_on(words: Sequence[Token], language: Language) -> bool:
    """Say whether words stand for a person named before: a personal pronoun, or a run-on subjunctive."""
    return any(
        token.text.lower() in PRONOUNS[language] or (language == "de" and token.text.lower() in SUBJUNCTIVES) for token in words
    )


def is_reported(words: Sequence[Token], text: str, language: Language) -> bool:
    """Say whether a German sentence stands in the subjunctive of reported speech: "Das treffe Frauen", "stünden", "hätten".

    An -e that no noun or adjective follows is a subjunctive, as is a verb with an umlaut in its stem.
    """
    if language != "de":
        return any(token.text.lower() in {"would", "had"} for token in words)
    for index, token in enumerate(words):
        word = token.text
        if word in SUBJUNCTIVES:
            return True
        if is_second_subjunctive(word):
            return True
        if word in _E_WORDS or not is_subjunctive(word):
            continue
        following = words[index + 1] if index + 1 < len(words) else None
        if following is None or not following.text[:1].isupper() or text[token.end : following.start].strip():
            return True
        if index and words[index - 1].text[:1].isupper():
            return True
    return False


_E_WORDS = frozenset(
    "heute gestern ohne alle viele beide seine ihre eine keine meine deine unsere diese jene jede welche solche manche einige "
    "mehrere lange gerade beinahe nahe "
    "sowie gerne bitte erste zweite dritte letzte weitere nächste ganze neue andere die sie wie nie je etwa hatte wurde konnte "
    "sollte musste "
    "wollte durfte machte sagte erste leute heutige weite sofortige solange bislange früher bereite vorne "
    "hinte ende mitte meiste wenige welche fünfte".split()
)


# "has not yet approved": between a marker and the word that it governs.
_BETWEEN: dict[Language, frozenset[str]] = {
    "de": frozenset("bislang bisher jetzt einmal mal unbedingt".split()),
    "en": frozenset("yet ever even any so far".split()),
}


def is_hedge(token: Token, language: Language) -> bool:
    """Say whether a word leaves open that something is so; German adjectives in any inflection. May is also a month."""
    return token.text != "May" and _hedges(token.text.lower(), language)


@functools.lru_cache(maxsize=20_000)
def _hedges(word: str, language: Language) -> bool:
    """Say whether a word in lower case hedges; asked for every word of the article with every item."""
    if language == "de" and word not in HEDGES["de"]:
        word = re.sub(r"e[nmrs]?$", "", word)
    return word in HEDGES[language]


Scope: TypeAlias = tuple[Token, Token, Literal["negation", "hedge"]]
"""A marker, the word that it governs, and what it does to it."""


def scoped(words: Sequence[Token], language: Language) -> Iterator[Scope]:
    """Yield (marker, word, "negation" or "hedge") for each marker of a sentence and the word that it governs.

    That is the next word that carries meaning, or the one before where nothing follows ("er komme nicht").
    """
    for index, token in enumerate(words):
        kind: Literal["negation", "hedge"] | None = (
            "negation" if is_negation(token, language) else "hedge" if is_hedge(token, language) else None
        )
        if kind is None:
            continue
        behind = [word for word in words[index + 1 : index + 6] if word.text.lower() not in _BETWEEN[language]]
        following = content_words(behind[:3], language)
        target = following[0] if following else next(iter(reversed(content_words(words[:index], language))), None)
        if target:
            yield token, target, kind
    if language == "de":
        yield from _hearsay(words)


HEARSAY = frozenset({"soll", "sollen"})
"""Verbs that make a German perfect infinitive hearsay: "er soll Hinweise ignoriert haben"."""


def _hearsay(words: Sequence[Token]) -> Iterator[tuple[Token, Token, Literal["hedge"]]]:
    """Yield each "soll" with the participle before the "haben" or "sein" that it governs."""
    lower = [token.text.lower() for token in words]
    for index, word in enumerate(lower):
        if word not in HEARSAY:
            continue
        for at in range(index + 2, len(words)):
            if lower[at] in {"haben", "sein"}:
                participle = at - 2 if lower[at - 1] in {"worden", "gewesen"} else at - 1
                if participle > index and re.search(r"(?:t|en)$", lower[participle]):
                    yield words[index], words[participle], "hedge"
                break
