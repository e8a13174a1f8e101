"""Runs of capitalised words in a sentence: what may be a name, before anybody says whose."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.rules.labels import label
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import function_words, is_lexical, word_class

_PARTICLES = frozenset("von van de der den al bin ben el da di du le la del dos ter ten y zu".split())


class Token(NamedTuple):
    """A capitalised word with its label and the word before it in lower case."""

    word: Word
    label: str
    before: str


def read_runs(prose: Prose, words: Sequence[Word]) -> Iterator[list[Token]]:
    """Yield runs of capitalised words of a sentence, particles of names inside them."""
    run: list[Token] = []
    shouted = sum(word.text.isupper() for word in words) > len(words) / 2 and len(words) > 3
    for index, word in enumerate(words):
        before = words[index - 1].lower if index and not prose.text[words[index - 1].end : word.start].strip() else ""
        joined = bool(run) and not prose.text[run[-1].word.end : word.start].strip(" .")
        if run and not joined:
            yield run
            run = []
        if _is_name_word(prose, words, index) and not shouted:
            run.append(Token(word, label(word.text, prose.language), before))
        elif _links(prose, run, words, index) or (
            run
            and word.lower in _PARTICLES
            and index + 1 < len(words)
            and words[index + 1].capital
            and run[-1].label in ("first", "unknown")
        ):
            run.append(Token(word, "particle", before))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _links(prose: Prose, run: Sequence[Token], words: Sequence[Word], index: int) -> bool:
    """Say whether an English word joins the parts of a body's name: "Bank of Canada", "Ministry for Health and Care"."""
    if (
        prose.language != "en"
        or not any(one.label == "body" for one in run)
        or words[index].lower not in ("of", "for", "and", "the")
    ):
        return False
    if words[index].lower == "and" and not any(one.label == "particle" for one in run):
        return False
    behind = words[index + 1 : index + 3]
    return bool(behind) and (behind[0].capital or (behind[0].lower == "the" and len(behind) > 1 and behind[1].capital))


def _is_name_word(prose: Prose, words: Sequence[Word], index: int) -> bool:
    """Say whether a word may be part of a name: capitalised, and not only because it begins a sentence."""
    word, language = words[index], prose.language
    if label(word.text, language) == "acronym" and "." in word.text:
        return True
    if not word.capital or word.lower in word_class("times", language):
        return False
    opens = index == 0 or prose.text[words[index - 1].end : word.start].strip(" ")[-1:] in set(':.!?„“»«"”')
    if word.lower in function_words(language):
        return False if opens or language == "de" else word.text.isupper() and len(word.text) > 1 and word.text != "I"
    if opens and is_lexical(word.text, language):
        return label(word.text, language) in ("state", "place", "acronym", "first", "adjective") and index + 1 < len(words)
    return True
