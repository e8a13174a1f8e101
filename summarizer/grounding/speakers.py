"""Who says something: named where the one who speaks stands, or just before and referred back to."""

import bisect
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.cues import cue_places, is_source_cue, says
from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.subjects import Span, can_speak, is_clause, is_connected
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import (
    DETERMINERS,
    FUNCTION_WORDS,
    NAME_REACH,
    PREPOSITIONS,
    SENTENCE_ADVERBS,
    SUBJUNCTIVES,
    Token,
    content_words,
    is_reported,
    runs_on,
    tokens,
)
from summarizer.schemas import Language, Sentence

_INDEFINITE: dict[Language, frozenset[str]] = {
    "de": frozenset("ein eine einem einen einer eines".split()),
    "en": frozenset("a an".split()),
}
_SUBJECT_PRONOUNS: dict[Language, frozenset[str]] = {
    "de": frozenset("er sie wir ich".split()),
    "en": frozenset("he she they we i".split()),
}


REACH = 9
"""Sentences back to which reported speech that runs on may reach, while nobody else is named as a subject."""
MOST_MENTIONS = 50
"""Mentions of a name that are searched for its title."""
_NOBODY = frozenset("heißt hieß heisst hiess demnach darin danach".split())
"""Cues that name nobody: "hieß es"."""
_AND = frozenset({"und", "and", "sowie"})
_APPOSITION = re.compile(r"\s*[,()]\s*")


class Others(NamedTuple):
    """The names in a draft: between a statement and its speaker none of the `persons` may stand, beside it none of all `names`."""

    persons: Sequence[str] = ()
    names: Sequence[str] = ()


class Frame(NamedTuple):
    """The sentence around what is said: its words outside the content, and where the words of the cue stand among them."""

    sentence: Sentence
    words: Sequence[Token]
    verbs: Sequence[Token]
    by_source: bool


def check_speaker(
    speaker: str | None, cue: str | None, content: Found, home: Sentence, citation: Citation, others: Others
) -> Sentence | None:
    """Return the other sentence that names the speaker, None where the statement's own (`home`) does.

    Raises Unsupported where nobody is named so, somebody else is the subject of the cue, or somebody else is nearer.
    """
    if speaker is None:
        return None
    name = speaker_name(speaker, citation.language)
    if not name or all(token.text.lower() in SENTENCE_ADVERBS[citation.language] for token in name):
        raise Unsupported("speaker", "names_nobody", claimed=speaker)
    frame = _frame(home, cue, content, citation)
    own = {token.text.lower() for token in name}
    names = [other for other in others.names if not own & set(other.lower().split())]
    if speaks(speaker, name, frame, citation):
        rival = _rival(name, frame, citation, names)
        if rival is None:
            return None
        raise Unsupported("speaker", "other_speaker", at=[home], claimed=speaker, text=rival)
    _check_open(speaker, name, frame, citation, names)
    if speaker not in others.persons and frame.words and not runs_on(frame.words, citation.language):
        # A role noun such as "das Unternehmen" passes over persons.
        rivals = [other for other in names if other not in others.persons]
    else:
        rivals = [other for other in others.persons if other in names]
    return _named_before(speaker, name, frame, content, citation, rivals)


def _check_open(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation, others: Sequence[str]) -> None:
    """Check that a sentence leaves its speaker open: it names no other as subject, and this one not as an object."""
    text, language = citation.source.text, citation.language
    here = spans_of(name, frame.words, citation)
    if here and frame.verbs and not any(can_speak(span, speaker, frame.words, text, language) for span in here):
        raise Unsupported("speaker", "no_speaker", at=[frame.sentence], claimed=speaker)
    for other in others if frame.verbs else ():
        if speaks(other, tokens(other, language), frame, citation):
            raise Unsupported("speaker", "other_speaker", at=[frame.sentence], claimed=speaker, text=other)


def speaker_name(speaker: str, language: Language) -> list[Token]:
    """Return the words of a speaker without a leading article."""
    words = tokens(re.sub(r"(?<=\w)['’]s?$", "", speaker.strip()) if language == "en" else speaker, language)
    while words and words[0].text.lower() in DETERMINERS[language] | _INDEFINITE[language]:
        words = words[1:]
    return words


def _frame(home: Sentence, cue: str | None, content: Found | None, citation: Citation) -> Frame:
    """Return the cited sentence that has the cue, nearest to the content; the content's own where none has."""
    cued = tokens(cue or "", citation.language)
    for sentence in sorted(citation.sentences, key=lambda one: (abs(one.number - home.number), one.number)):
        words = _outside(sentence, content, citation)
        places = cue_places(cued, words)
        if places and abs(sentence.number - home.number) <= NAME_REACH:
            if any(token.text.lower().startswith("eigen") for token in cued):
                words = list(citation.source.tokens[sentence.number - 1])
            verbs = [token for token in words if token.stem in {word.stem for word in cued}]
            by_source = is_source_cue(cued, citation.language) or any(token.text.lower() == "man" for token in words)
            return Frame(sentence, words, verbs, by_source)
    return Frame(home, _outside(home, content, citation), (), is_source_cue(cued, citation.language))


def _outside(sentence: Sentence, content: Found | None, citation: Citation) -> list[Token]:
    """Return the words of a sentence that are not in the content."""
    return [token for token in citation.source.tokens[sentence.number - 1] if content is None or not content.covers(token.start)]


def spans_of(name: Sequence[Token], words: Sequence[Token], citation: Citation) -> list[Span]:
    """Return where words name somebody; its last or first word will do where the article has the whole."""
    text = citation.source.text
    found = _found_among(name, words, citation)
    if found or len(name) < 2 or not all(token.stem in citation.source.stems for token in name):
        return found
    if name[-1].text[:1].isupper():
        found = _found_among(name[-1:], words, citation)
    if not found and name[0].text[:1].isupper():
        found = [span for span in find_name(name[:1], words, text) if not text[span[1] : span[1] + 2].strip()[:1].isupper()]
    return found


def _found_among(name: Sequence[Token], words: Sequence[Token], citation: Citation) -> list[Span]:
    """Return where words read as a name; most names are told to be elsewhere without looking at the words."""
    places = citation.source.places_of(name)
    at = bisect.bisect_left(places, (words[0].start, 0)) if words else len(places)
    near = at < len(places) and places[at][0] < words[-1].end
    return list(find_name(name, words, citation.source.text)) if near else []


def speaks(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation) -> bool:
    """Say whether a name stands in the frame as the one who speaks."""
    return any(_is_subject(span, speaker, frame, citation) for span in phrases(speaker, name, frame, citation))


def phrases(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation) -> list[Span]:
    """Return where a speaker is named; of "Kerr, the judge" or "Kerr (SPD)" the first part, where the rest is there too."""
    cut = _APPOSITION.search(speaker)
    if not cut:
        return spans_of(name, frame.words, citation)
    rest = [tokens(part, citation.language) for part in _APPOSITION.split(speaker)[1:]]
    if not all(any(True for _ in find_name(part, frame.words, citation.source.text)) for part in rest if part):
        return []
    return spans_of([token for token in name if token.start < cut.start()], frame.words, citation)


def _is_subject(span: Span, name: str, frame: Frame, citation: Citation) -> bool:
    """Say whether the name at `span` may be the subject of the cue, or the source behind it."""
    text, language = citation.source.text, citation.language
    if not (frame.by_source or can_speak(span, name, frame.words, text, language)):
        return False
    if not frame.verbs:
        return True
    return any(
        is_connected(span, verb, text)
        and (frame.by_source or (_is_put_in(span, verb, text) and not _has_subject(verb, span, frame, citation)))
        for verb in frame.verbs
    )


_PUT_IN = re.compile(
    r"[“”\"»«]?\s*(?:[,(–—](?:.*[,)–—])?(?:\s+(?!(?:the|an?|der|die|das|eine?|its|his|her|sein|ihr)\s)(?:[a-zäöüß]+|[A-Z][a-z]+day)){0,3})?"
    r"\s*",
    re.S,
)


def _is_put_in(span: Span, verb: Token, text: str) -> bool:
    """Say whether what stands between a subject and the verb behind it, where parted by marks, is one thing put in."""
    if span[1] > verb.start or is_clause(span[1], verb.start, text):
        return True
    return bool(_PUT_IN.fullmatch(text, span[1], verb.start))


def _has_subject(verb: Token, span: Span, frame: Frame, citation: Citation) -> bool:
    """Say whether the verb before a name has its subject already: a pronoun beside it, "and" before it; in English any word."""
    if verb.start > span[0] or not says(verb, citation.language):
        return False
    at = next(index for index, token in enumerate(frame.words) if token.start == verb.start)
    pronouns = _SUBJECT_PRONOUNS[citation.language]
    before = frame.words[at - 1] if at and is_clause(frame.words[at - 1].end, verb.start, citation.source.text) else None
    after = frame.words[at + 1] if at + 1 < len(frame.words) else None
    if (before and before.text.lower() in pronouns | _AND) or (after and after.text.lower() in pronouns):
        return True
    if citation.language == "en":
        return bool(before and before.text[-2:] != "ly")
    return _opens_with_subject(at, frame, citation)


def _opens_with_subject(at: int, frame: Frame, citation: Citation) -> bool:
    """Say whether a German clause opens with a noun phrase that can only be the subject of the verb behind it."""
    text, first = citation.source.text, at
    while first and is_clause(frame.words[first - 1].end, frame.words[first].start, text):
        first -= 1
    opening = frame.words[first:at]
    if not opening or not opening[-1].text[:1].isupper():
        return False
    head, following = opening[0], opening[min(1, len(opening) - 1)].text
    lower = head.text.lower()
    if lower in {"der", "ein"}:
        return lower == "der" or following.endswith("er") or following[:1].isupper()
    named = head.text[:1].isupper() and lower not in PREPOSITIONS["de"] | DETERMINERS["de"] | SENTENCE_ADVERBS["de"]
    return named and lower not in _INDEFINITE["de"] | FUNCTION_WORDS["de"] and all(word.text[:1].isupper() for word in opening)


def _rival(name: Sequence[Token], frame: Frame, citation: Citation, others: Sequence[str]) -> str | None:
    """Return somebody else who is rather the subject of the cue than the speaker."""
    mine = [span for span in spans_of(name, frame.words, citation) if _is_subject(span, "", frame, citation)]
    if not frame.verbs or not mine:
        return None
    for other in others:
        for span in spans_of(tokens(other, citation.language), frame.words, citation):
            if _is_subject(span, other, frame, citation) and all(
                _is_nearer(span, own, frame, citation.source.text) for own in mine
            ):
                return other
    return None


def _is_nearer(other: Span, own: Span, frame: Frame, text: str) -> bool:
    """Say whether another name is rather the subject: before the verb, first behind it, or alone in its clause."""
    between = text[min(other[1], own[1]) : max(other[0], own[0])].strip()
    if other[0] <= own[0] < other[1] or own[0] <= other[0] < own[1] or between in {"und", "and", "sowie", "&", "/", "-"}:
        return False
    verb = min(frame.verbs, key=lambda one: abs(one.start - own[0]))
    if frame.by_source:
        return abs(other[0] - verb.start) < abs(own[0] - verb.start)
    if other[0] < verb.start < own[0]:
        return True
    if verb.start < other[0] < own[0]:
        return "," not in between
    return own[0] < other[0] < verb.start and "," in between and "," not in text[other[1] : verb.start]


def _named_before(
    speaker: str, name: Sequence[Token], frame: Frame, content: Found, citation: Citation, rivals: Sequence[str]
) -> Sentence:
    """Return the sentence just before that names the speaker; raises Unsupported where it names somebody else."""
    home = frame.sentence
    if not _refers_back(content, frame, citation):
        here = next((rival for rival in rivals if speaks(rival, tokens(rival, citation.language), frame, citation)), None)
        if here:
            raise Unsupported("speaker", "other_speaker", at=[home], claimed=speaker, text=here)
        raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)
    titled = _titled(name, frame, citation)
    for sentence in _near(home, citation, REACH):
        words = citation.source.tokens[sentence.number - 1]
        mine = spans_of(name, words, citation)
        if mine and (titled or any(can_speak(span, speaker, words, citation.source.text, citation.language) for span in mine)):
            return sentence
        rival = next((rival for rival in rivals if _named_as_subject(rival, words, citation)), None)
        if rival and not titled:
            raise Unsupported("speaker", "nearer_speaker", at=[home], claimed=speaker, text=rival)
        if mine:
            return sentence
    if titled:
        return titled
    raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)


def _named_as_subject(name: str, words: Sequence[Token], citation: Citation) -> bool:
    """Say whether words name somebody where a subject may stand."""
    spans = spans_of(tokens(name, citation.language), words, citation)
    return any(can_speak(span, name, words, citation.source.text, citation.language) for span in spans)


def _titled(name: Sequence[Token], frame: Frame, citation: Citation) -> Sentence | None:
    """Return the sentence that gives the speaker the title by which the frame calls them: "der Minister", "the mayor"."""
    language = citation.language
    titles = {noun.stem for _, noun in _role_nouns(frame.words, language)}
    if not titles:
        return None
    places = {*citation.source.near_words(name[0].text), *citation.source.near_words(name[-1].text)}
    for index in sorted((place for place in places if place < frame.sentence.number - 1), reverse=True)[:MOST_MENTIONS]:
        sentence, words = citation.source.sentences[index], citation.source.tokens[index]
        for start, end in spans_of(name, words, citation):
            text = citation.source.text
            beside = [
                token for token in words if token.start < end + 40 and (token.start >= end or is_clause(token.end, start, text))
            ]
            if titles & {token.stem for token in beside}:
                return sentence
    return None


def _refers_back(content: Found, frame: Frame, citation: Citation) -> bool:
    """Say whether the frame leaves its speaker to one named before: nothing but content, or a pronoun or role noun as subject."""
    language = citation.language
    words = citation.source.tokens[frame.sentence.number - 1]
    if not frame.words or not content_words(frame.words, language):
        return citation.source.is_quoted(content.start, content.end) or is_reported(words, citation.source.text, language)
    # "Moosmann warb um ihre Wähler: …" has its subject: a possessive before a colon refers to nobody who speaks.
    led = citation.source.text[frame.sentence.start : content.start].rstrip(' \n„“"»').endswith(":")
    pronouns = [token for token in frame.words if not led or token.text.lower() in _SUBJECT_PRONOUNS[language] | SUBJUNCTIVES]
    if runs_on(pronouns, language) or any(verb.text.lower() in _NOBODY for verb in frame.verbs):
        return True
    return any(_is_subject((other.start, other.end), "", frame, citation) for _, other in _role_nouns(frame.words, language))


def _role_nouns(words: Sequence[Token], language: Language) -> Iterator[tuple[Token, Token]]:
    """Yield each article with the noun that it may make a role: "der Minister", "der 58-Jährige", "the company"."""
    for index, one in enumerate(words):
        if one.text.lower() in DETERMINERS[language]:
            ahead = [token for token in words[index + 1 : index + 4] if language == "en" or not token.text[:1].islower()]
            if ahead:
                yield one, ahead[0]


def _near(home: Sentence, citation: Citation, reach: int) -> Iterator[Sentence]:
    """Yield the sentences that may name the speaker, nearest first: those before, then a cited one that follows."""
    sentences = citation.source.sentences
    yield from (sentences[number - 1] for number in range(home.number - 1, max(0, home.number - 1 - reach), -1))
    yield from (sentence for sentence in citation.sentences if sentence.number == home.number + 1)
