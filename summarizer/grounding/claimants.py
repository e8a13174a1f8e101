"""Claimants: who asserts a figure, as subject of a verb of saying or behind "laut"."""

import re

from summarizer.grounding.cues import attributions, saying_verbs, says
from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation
from summarizer.grounding.speakers import Frame, phrases, spans_of, speaker_name, speaks
from summarizer.grounding.subjects import Span
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import DETERMINERS, FUNCTION_WORDS, NAME_REACH, PREPOSITIONS, Token, is_reported, tokens
from summarizer.schemas import Language, Sentence

LONGEST_SOURCE = 120
"""Characters between "laut" and the name of the source."""
AUXILIARIES = frozenset(
    "ist sind war waren "
    "wird werden wurde wurden hat haben hatte hatten sei seien habe kann können is are was were has had have will would".split()
)
_ADJECTIVE = re.compile(r"e[nmrs]?$")
_BREAKS = re.compile(r"[;:.„“”»«\"]|,.*,")


def check_claimant(claimant: str | None, sentence: Sentence, citation: Citation) -> None:
    """Check that the claimant is the source of the sentence, or of one just before that it runs on from."""
    if claimant is None or is_source(claimant, sentence, citation):
        return
    words = citation.source.tokens
    for back in citation.sentences:
        near = 0 < sentence.number - back.number <= NAME_REACH and is_reported(
            words[sentence.number - 1], citation.source.text, citation.language
        )
        if near and any(
            True for _ in find_name(speaker_name(claimant, citation.language), words[back.number - 1], citation.source.text)
        ):
            return
    raise Unsupported("claimant", "no_claimant", at=[sentence], claimed=claimant)


def is_source(claimant: str, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a sentence names somebody as the source of what it says: subject of a verb of saying, or behind "laut"."""
    language, text = citation.language, citation.source.text
    words = citation.source.tokens[sentence.number - 1]
    name = speaker_name(claimant, language)
    if any(span[0] == sentence.start and text[span[1] : span[1] + 1] == ":" for span in spans_of(name, words, citation)):
        return True
    if any(
        _stands_behind(span, match, sentence, citation)
        for match in attributions(sentence.text, language)
        for span in phrases(claimant, name, Frame(sentence, words, (), by_source=True), citation)
    ):
        return True
    frame = Frame(sentence, words, saying_verbs(words, language), by_source=False)
    return bool(frame.verbs) and speaks(claimant, name, frame, citation)


def _stands_behind(name: Span, attribution: Span, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a name goes with an attribution: behind "laut", before "zufolge", in one noun phrase with it."""
    start, end = attribution[0] + sentence.start, attribution[1] + sentence.start
    text = citation.source.text
    if start <= name[0] < end:
        return True
    between = text[end : name[0]] if end <= name[0] else text[name[1] : start]
    postposed = "zufolge" in text[start:end].lower()
    if postposed == (end <= name[0]) or len(between) > LONGEST_SOURCE:
        return False
    between = between.rstrip('„“”»«"') if end <= name[0] else between
    if "," in between and not _is_apposed(between.rsplit(",", 1)[1], name, citation):
        return False
    return all(_in_noun_phrase(word, citation.language) for word in tokens(between, citation.language)) and not _BREAKS.search(
        between
    )


def _is_apposed(before: str, name: Span, citation: Citation) -> bool:
    """Say whether a name behind a comma is an apposition: titles at most before it, and a mark behind it."""
    titles = all(
        word.text[:1].isupper() or word.text.lower() in DETERMINERS[citation.language] for word in tokens(before, citation.language)
    )
    return titles and bool(re.match(r"\s*[,.;:)]|\s*$", citation.source.text[name[1] : name[1] + 2]))


def _in_noun_phrase(word: Token, language: Language) -> bool:
    """Say whether a word may stand inside a noun phrase: no verb."""
    if word.text[:1].isupper() or word.text.isdigit():
        return True
    lower = word.text.lower()
    if says(word, language) or lower in AUXILIARIES:
        return False
    return language == "en" or lower in FUNCTION_WORDS["de"] or lower in PREPOSITIONS["de"] or bool(_ADJECTIVE.search(lower))
