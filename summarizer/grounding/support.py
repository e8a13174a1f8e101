"""What a line may rest on: the words of its sentences by form, root, compound part and listed words of like meaning."""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.grounding.names import derived, is_form
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.thesaurus import bases, fold, keys, listed, opposites, parts, told_as
from summarizer.grounding.words import (
    FUNCTION_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    Token,
    is_hedge,
    is_negation,
    stem,
    tokens,
)
from summarizer.schemas import Language, Sentence

LEAST_PART = 4
"""Letters of a word that another word may hold as a part."""

PARTICLES = frozenset(
    "ab an auf aus bei ein fest fort frei her herab heraus hin hinzu los mit nach nieder statt teil um vor voran vorbei weg weiter "
    "wieder zu zurück zusammen über unter durch hervor entgegen sicher still bekannt bereit lahm heim fern klar tot".split()
)
"""What German parts from its verbs and puts at the end of the clause."""
_CLOSES = re.compile(r"\s{0,9}(?:$|[.,;:!?()–—„“”»«\"]|\s(?:und|oder|sowie|aber|sondern)\b)")

_LIGHT: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "sein haben werden können müssen sollen wollen dürfen mögen lassen kommen gehen geben machen stehen liegen bleiben "
        "stellen setzen bringen führen tun sorgen gelten weitere weiter weitern ander neu eigen viel mehrere einige zahl "
        "mensch person leute demnach offenbar gut rund etwa circa ganz eben alle allein jede jeder beide deren dessen solch "
        "selbst so wer was wo wann warum mal prozent mindestens höchstens wenigstens bzw darunter davon statt nun bereits "
        "inzwischen vorerst zunächst erneut derzeit aktuell rahmen bereich zeit fall teil angeben infolge angesichts trotz "
        "bevorstehen erwarten betreffen betroffen bord schreiben vorfall ereignis deutlich knapp leicht klar".split()
    ),
    "en": frozenset(
        "be have do will would can could may might must shall should get go come make take put give set see keep let leave "
        "new other another own more most many much several some any all each both every who which that what when where why how "
        "while amid if whether not no than then there here people person number including include per cent percent face "
        "despite due toward towards via onto out up off down away back own us such same one two "
        "incident event local "
        "narrowly sharply slightly significantly heavily largely eventually finally nearly just still yet again already".split()
    ),
}
"""Words, in base form, that say nothing by themselves."""

Keys = frozenset[str]


class Word(NamedTuple):
    """A word of a line or sentence with what it is compared by; no keys where it is a particle parted from its verb."""

    token: Token
    keys: Keys


def read_words(tokens: Sequence[Token], text: str, language: Language, offset: int = 0) -> tuple[Word, ...]:
    """Return words with their keys; a German verb has its particle, wherever in the clause it stands. `offset`: of `text`."""
    particles = _particles(tokens, text, offset) if language == "de" else {}
    parted = set(particles.values())
    found = [
        frozenset[str]() if at in parted else keys(token.text, language, tokens[particles[at]].text if at in particles else "")
        for at, token in enumerate(tokens)
    ]
    for at in range(len(found) - 1):
        one, other = tokens[at : at + 2]
        pair = _pairs(language).get((one.stem, other.stem)) or _pairs(language).get(
            (bases(one.text, language)[-1], bases(other.text, language)[-1])
        )
        if pair:
            found[at : at + 2] = pair, pair
    return tuple(map(Word, tokens, found))


@functools.lru_cache(maxsize=512)
def line_words(text: str, language: Language) -> tuple[Word, ...]:
    """Return the words of a line with their keys."""
    return read_words(tokens(text, language), text, language)


@functools.cache
def _pairs(language: Language) -> dict[tuple[str, str], frozenset[str]]:
    """Return the groups of two words beside each other that stand for one, by their stems."""
    return {
        (stem(first, language), stem(second, language)): frozenset(f"#{group}" for group in groups)
        for pair, groups in listed(language).of.items()
        if pair.count("_") == 1
        for first, second in [pair.split("_")]
    }


def _particles(tokens: Sequence[Token], text: str, offset: int) -> dict[int, int]:
    """Return which verb, by index, has which particle, by index."""
    from simplemma import is_known, lemmatize

    found: dict[int, int] = {}
    for at, token in enumerate(tokens):
        if token.text not in PARTICLES or not _CLOSES.match(text, token.end - offset):
            continue
        for verb in range(at - 1, max(-1, at - _PARTICLE_REACH), -1):
            word = tokens[verb].text
            if verb in found or len(word) < 3 or word.lower() in FUNCTION_WORDS["de"] or (word[:1].isupper() and verb):
                continue
            if _is_finite(word) and is_known(token.text + lemmatize(word.lower(), "de"), "de"):
                found[verb] = at
                break
    return found


_PARTICLE_REACH = 30


def _is_finite(word: str) -> bool:
    """Say whether a German word is no infinitive or participle, which keep their particles."""
    return not re.match(r"ge\w{3,}(?:t|en)$", word)


def sentence_words(source: Source, number: int) -> tuple[Word, ...]:
    """Return the words of a sentence of the article, read once."""
    sentence = source.sentences[number - 1]
    return source.recall(
        ("words", number), lambda: read_words(source.tokens[number - 1], sentence.text, source.language, sentence.start)
    )


@functools.lru_cache(maxsize=20_000)
def _meanings_of_head(word: str, language: Language) -> Keys:
    """Return the listed meanings of what a German compound is: those of "Regeln" for "Stromregeln"."""
    if language != "de" or len(word) < 2 * LEAST_PART or not word[:1].isupper():
        return frozenset()
    from simplemma import is_known

    known = (second for first, second in parts(word) if len(second) > LEAST_PART and is_known(second.capitalize(), "de"))
    head = next(known, None)
    return frozenset(key for key in keys(head.capitalize(), language) if key.startswith(("#", "<"))) if head else frozenset()


def _sentence_index(source: Source, number: int) -> dict[str, list[Token]]:
    """Return the words of a sentence by what they are compared by, indexed once."""
    return source.recall(("index", number), lambda: _read_index(sentence_words(source, number), source.language))


def _read_index(words: Iterable[Word], language: Language) -> dict[str, list[Token]]:
    """Return words by what they are compared by."""
    index: dict[str, list[Token]] = {}
    for word in words:
        if word.token.text.lower() not in FUNCTION_WORDS[language]:
            for key in word.keys | _meanings_of_head(word.token.text, language):
                index.setdefault(told_as(key), []).append(word.token)
    return index


class Support:
    """What a line may rest on: the words of the sentences it cites, by key."""

    def __init__(self, source: Source, sentences: Iterable[Sentence]) -> None:
        """Index the words of `sentences`."""
        self.language = source.language
        numbers = [sentence.number for sentence in sentences]
        self.words = [word for number in numbers for word in sentence_words(source, number)]
        self._indexes = [_sentence_index(source, number) for number in numbers]
        self._borne_out: dict[tuple[str, Keys], list[Token]] = {}

    def of(self, word: Word) -> list[Token]:
        """Return the words that bear out `word`: its forms and derivations, else listed words, else what holds it as a part."""
        key = (word.token.text, word.keys)
        if key not in self._borne_out:
            self._borne_out[key] = self._find(word)
        return self._borne_out[key]

    def _find(self, word: Word) -> list[Token]:
        """Return the words that bear out `word`."""
        ordered = sorted(word.keys)
        found = self._having(key for key in ordered if not key.startswith("#"))
        found = found or self._having(key for key in ordered if key.startswith("#"))
        if not found:
            found = [other.token for other in self.words if self._contains(word.token, other.token)]
        return list(dict.fromkeys(found or self._compound(word.token)))

    def _having(self, wanted: Iterable[str]) -> list[Token]:
        """Return the words that have a key, key by key."""
        return [token for key in wanted for index in self._indexes for token in index.get(key, ())]

    def means(self, token: Token) -> bool:
        """Say whether a form of a word stands there, or a listed word of like meaning."""
        return any(key in index for key in keys(token.text, self.language) for index in self._indexes)

    def means_word(self, part: str) -> bool:
        """Say whether anything bears out one part of a compound."""
        return bool(self._part(part))

    def like(self, found: Keys) -> list[Token]:
        """Return the words of like meaning, by the listed ones among the keys of a word."""
        return self._having(key for key in found if key.startswith("#"))

    def turned(self, word: Word) -> list[Token]:
        """Return the words that say the opposite of `word`."""
        return self._having(opposites(word.keys, self.language))

    def _contains(self, one: Token, other: Token) -> bool:
        """Say whether a word is another in other letters, or a part of it at its beginning or end."""
        if derived(one.text, other.text) or is_form(one, other):
            return len(one.text) <= len(other.text) or one.stem == other.stem or derived(one.text, other.text)
        lower, longer = fold(one.stem), fold(other.text)
        return len(lower) >= LEAST_PART and len(lower) < len(longer) and (longer.startswith(lower) or longer.endswith(lower))

    def _compound(self, token: Token) -> list[Token]:
        """Return the words that bear out both parts of a compound."""
        if self.language != "de" or len(token.text) < 2 * LEAST_PART - 1:
            return []
        for first, second in parts(token.text):
            one, other = self._part(first), self._part(second)
            if one and other:
                return [*other, *one]
        return []

    def _part(self, part: str) -> list[Token]:
        """Return the words that bear out one part of a compound."""
        forms = keys(part, self.language) | keys(part.capitalize(), self.language)
        found = self._having(key for key in forms if len(part) >= LEAST_PART or key == part)
        folded = fold(part)
        if len(folded) < LEAST_PART:
            return found or [
                word.token for word in self.words if fold(word.token.text).startswith(folded) and len(word.token.text) < 7
            ]
        stemmed = folded.rstrip("en")
        return found or [
            word.token
            for word in self.words
            if fold(word.token.text).endswith(folded) or (len(stemmed) >= LEAST_PART and fold(word.token.text).startswith(stemmed))
        ]


def support_of(citation: Citation, sentences: Sequence[Sentence]) -> Support:
    """Return what a line may rest on in `sentences`, indexed once for all lines that cite the same."""
    key = ("support", *(sentence.number for sentence in sentences))
    return citation.source.recall(key, lambda: Support(citation.source, sentences))


def is_light(word: Word, language: Language) -> bool:
    """Say whether a word says nothing by itself, or is checked elsewhere: markers of negation and doubt, numbers."""
    return _is_light(word.token.text, word.keys, language)


@functools.lru_cache(maxsize=50_000)
def _is_light(text: str, keys: Keys, language: Language) -> bool:
    """Say whether a word with its keys says nothing, wherever it stands."""
    token, lower = Token(text, 0, len(text), ""), text.lower()
    return (
        not keys
        or (len(lower) < 3 and text.islower())
        or lower.isdigit()
        or lower in FUNCTION_WORDS[language]
        or lower in PREPOSITIONS[language]
        or lower in PRONOUNS[language]
        or lower in SENTENCE_ADVERBS[language]
        or lower in _LIGHT[language]
        or any(base in _FOLDED_LIGHT[language] and base in keys for base in bases(text, language))
        or is_negation(token, language)
        or is_hedge(token, language)
    )


_FOLDED_LIGHT: dict[Language, frozenset[str]] = {
    language: frozenset(fold(word) for word in words) for language, words in _LIGHT.items()
}


def around(citation: Citation) -> list[Sentence]:
    """Return the sentences that say what the cited ones are about: the heading, and the one before a pronoun.

    A heading that negates says what did not happen; it is left out.
    """
    source, language = citation.source, citation.language
    first = source.sentences[0]
    found = (
        [] if first.text.rstrip().endswith(_ENDS) or any(is_negation(token, language) for token in source.tokens[0]) else [first]
    )
    found += [
        source.sentences[sentence.number - 2]
        for sentence in citation.sentences
        if sentence.number > 1 and any(token.text.lower() in _ANAPHORS[language] for token in source.tokens[sentence.number - 1])
    ]
    return [sentence for sentence in found if sentence not in citation.sentences]


_ENDS = (".", "!", "?", "“", "”", '"', "«")
_ANAPHORS: dict[Language, frozenset[str]] = {
    "de": frozenset("er sie es ihm ihn ihnen dieser diese dieses dies das demnach davon dabei".split()),
    "en": frozenset("he she it they him them this that these those".split()),
}
