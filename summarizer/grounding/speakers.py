"""Who says a statement: named with it, or just before it and referred back to."""

from collections.abc import Iterator, Sequence

from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import DETERMINERS, NAME_REACH, Token, refers_back, tokens
from summarizer.schemas import Language, Sentence

_INDEFINITE: dict[Language, frozenset[str]] = {
    "de": frozenset("ein eine einem einen einer eines".split()),
    "en": frozenset("a an".split()),
}


def check_speaker(
    speaker: str | None, content: Found, home: Sentence, citation: Citation, persons: Sequence[str]
) -> Sentence | None:
    """Return the other sentence that names the speaker, None where the statement's own (`home`) does.

    `persons` are the persons that the draft names. Raises Unsupported where nobody is named so, or somebody else is nearer.
    """
    if speaker is None:
        return None
    name = _name(speaker, citation.language)
    if not name:
        raise Unsupported("speaker", "names_nobody", claimed=speaker)
    if _names(name, home, citation, content):
        return None
    rivals = [person for person in persons if name[-1].text.lower() not in person.lower().split()]
    for person in rivals:
        if _names(tokens(person, citation.language), home, citation, content):
            raise Unsupported("speaker", "other_speaker", at=[home], claimed=speaker, text=person)
    if not _refers_back(content, home, citation):
        raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)
    for sentence in _near(home, citation):
        if _names(name, sentence, citation, None):
            return sentence
        rival = next((person for person in rivals if _names(tokens(person, citation.language), sentence, citation, None)), None)
        if rival:
            raise Unsupported("speaker", "nearer_speaker", at=[home], claimed=speaker, text=rival)
    raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)


def _name(speaker: str, language: Language) -> list[Token]:
    """Return the words of a speaker without articles."""
    return [token for token in tokens(speaker, language) if token.text.lower() not in DETERMINERS[language] | _INDEFINITE[language]]


def _refers_back(content: Found, home: Sentence, citation: Citation) -> bool:
    """Say whether the sentence leaves its speaker to one named before: nothing but content, or a pronoun or role noun beside it."""
    words = citation.source.tokens[home.number - 1]
    outside = [token for token in words if not content.start <= token.start < content.end]
    if not outside:
        quoted = any(start <= content.start and content.end <= end for start, end in citation.source.quotations)
        return quoted or refers_back(words, citation.language)
    return refers_back(outside, citation.language)


def _near(home: Sentence, citation: Citation) -> Iterator[Sentence]:
    """Yield the sentences that may name the speaker, nearest first: a few before, then a cited one that follows."""
    sentences = citation.source.sentences
    yield from (sentences[number - 1] for number in range(home.number - 1, max(0, home.number - 1 - NAME_REACH), -1))
    yield from (sentence for sentence in citation.sentences if sentence.number == home.number + 1)


def _names(name: Sequence[Token], sentence: Sentence, citation: Citation, content: Found | None) -> bool:
    """Say whether a sentence names somebody outside the content of the statement; a person's last name will do."""
    words = [
        token
        for token in citation.source.tokens[sentence.number - 1]
        if content is None or not content.start <= token.start < content.end
    ]
    alone = [name[-1:]] if len(name) > 1 and name[-1].text[:1].isupper() else []
    return any(True for wanted in (name, *alone) for _ in find_name(wanted, words, citation.source.text))
