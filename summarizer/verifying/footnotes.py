"""The footnotes of a file: whose sentence a mark names, and whether the body below it is that sentence."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from summarizer.grounding.folding import fold
from summarizer.render.escaping import visible_text
from summarizer.schemas import Language
from summarizer.verifying.lines import Line
from summarizer.verifying.reasons import Fault, Finding, find_fault
from summarizer.verifying.shelf import Shelf

_MARK = re.compile(r"(?P<article>[0-9a-f]{6,16})-(?P<sentence>[1-9][0-9]{0,8})")


class Cited(NamedTuple):
    """A footnote's article and sentence number."""

    article: str
    sentence: int


def seen(text: str) -> str:
    """Return text for comparison: as a page shows it, quotation marks and dashes alike."""
    return fold(visible_text(text)).text


class Bodies:
    """The footnotes of a file with what is wrong with each."""

    def __init__(self, bodies: Mapping[str, Sequence[Line]], shelf: Shelf, language: Language) -> None:
        """Check every body, also of a footnote that no line has."""
        self._shelf = shelf
        self._language: Language = language
        self.faults = {label: self._fault(label, lines) for label, lines in bodies.items()}

    def resolve(self, labels: Sequence[str]) -> list[Cited] | Finding:
        """Return the sentences that marks name, or what is wrong with the first that does not hold."""
        found: list[Cited] = []
        for label in labels:
            cited = self._cited(label)
            if isinstance(cited, Finding):
                return cited
            if label not in self.faults:
                return find_fault("no_body", self._speech(cited), mark=label)
            fault = self.faults[label]
            if fault:
                return fault
            found.append(cited)
        return found

    def _cited(self, label: str) -> Cited | Finding:
        """Return the article and sentence that a label names."""
        match = _MARK.fullmatch(label)
        if not match:
            return find_fault("bad_mark", self._language, mark=label[:40])
        known = self._shelf.matches(match["article"])
        if len(known) == 1:
            return Cited(known[0], int(match["sentence"]))
        fault: Fault = "several_articles" if known else "no_article"
        return find_fault(fault, self._language, mark=label)

    def _speech(self, cited: Cited) -> Language:
        return self._shelf.articles[cited.article].language

    def _fault(self, label: str, bodies: Sequence[Line]) -> Finding | None:
        """Return what is wrong with a footnote's body: it has to be the sentence that its label names, there once."""
        cited = self._cited(label)
        if isinstance(cited, Finding):
            return cited
        language, body = self._speech(cited), bodies[0]
        if len(bodies) != 1:
            return find_fault("second_body", language, mark=label)
        sentences = self._shelf.source(cited.article).sentences
        if cited.sentence > len(sentences):
            return find_fault("no_sentence", language, mark=label, number=len(sentences))
        sentence = sentences[cited.sentence - 1].text
        if body.has("strong", "em", "code", "note", "markup") or seen(body.text) != seen(sentence):
            return find_fault("other_body", language, mark=label, claimed=body.text, text=sentence)
        return find_fault("turned", language, claimed=body.text) if body.is_turned else None
