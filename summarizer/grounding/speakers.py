"""Who says something: named where the one who speaks stands, or just before and referred back to."""

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.cast import Others
from summarizer.grounding.cues import attributions
from summarizer.grounding.framing import (
    SUBJECT_PRONOUNS,
    Frame,
    frame_of,
    is_subject,
    rival_of,
    saying_frame,
    spans_of,
    speaker_name,
    speaks,
)
from summarizer.grounding.references import POSSESSIVES, SPOKESPERSON, agrees, being_of, role_nouns, stands_for
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.subjects import can_speak, is_clause
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import PRONOUNS, SENTENCE_ADVERBS, SUBJUNCTIVES, Token, content_words, is_reported, runs_on
from summarizer.schemas import Sentence

REACH = 9
"""Sentences back to which reported speech that runs on may reach, while nobody else is named as a subject."""

MOST_MENTIONS = 50
"""Mentions of a name that are searched for its title."""

_NOBODY = frozenset("heißt hieß heisst hiess demnach darin danach".split())
"""Cues that name nobody: "hieß es"."""


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
    frame = frame_of(home, cue, content, citation)
    own = {token.text.lower() for token in name}
    near = others.near(_words_near(frame.sentence, citation))
    names = [other for other in near.names if not own & set(other.lower().split())]
    if speaks(speaker, name, frame, citation):
        rival = rival_of(name, frame, citation, names)
        if rival is None:
            return None
        raise Unsupported("speaker", "other_speaker", at=[home], claimed=speaker, text=rival)
    _check_open(speaker, name, frame, citation, names)
    person = others.is_person(speaker)
    # A role noun such as "das Unternehmen" passes over persons.
    of_persons = bool(person) or not frame.words or runs_on(frame.words, citation.language)
    rivals = [other for other in names if of_persons == bool(others.is_person(other))]
    return _named_before(speaker, name, frame, content, citation, rivals, person=person)


def _words_near(home: Sentence, citation: Citation) -> Iterator[frozenset[str]]:
    """Yield the words, in every form, of the sentences in which a speaker may be named."""
    for sentence in (*citation.sentences, home, *_near(home, citation, REACH)):
        yield citation.source.forms[sentence.number - 1]


def _check_open(speaker: str, name: Sequence[Token], frame: Frame, citation: Citation, others: Sequence[str]) -> None:
    """Check that a sentence leaves its speaker open: it names no other as subject, and this one not as an object."""
    text, language = citation.source.text, citation.language
    here = spans_of(name, frame.words, citation)
    if here and frame.verbs and not any(can_speak(span, speaker, frame.words, text, language) for span in here):
        raise Unsupported("speaker", "no_speaker", at=[frame.sentence], claimed=speaker)
    for other in others if frame.verbs else ():
        if speaks(other, speaker_name(other, language), frame, citation):
            raise Unsupported("speaker", "other_speaker", at=[frame.sentence], claimed=speaker, text=other)


def _named_before(
    speaker: str,
    name: Sequence[Token],
    frame: Frame,
    content: Found,
    citation: Citation,
    rivals: Sequence[str],
    *,
    person: bool | None,
) -> Sentence:
    """Return the sentence just before that names the speaker; raises Unsupported where it names somebody else."""
    home, titled = frame.sentence, _titled(name, frame, citation)
    if not _refers_back(name, content, frame, citation, person=person, titled=titled):
        here = next((rival for rival in rivals if speaks(rival, speaker_name(rival, citation.language), frame, citation)), None)
        if here:
            raise Unsupported("speaker", "other_speaker", at=[home], claimed=speaker, text=here)
        raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)
    if titled:
        return titled
    pronouns = _fitting_pronouns(name, frame, citation, person=person)
    own = [span for span in spans_of(name, frame.words, citation) if pronouns and span[1] <= pronouns[-1].start]
    if any(can_speak(span, speaker, frame.words, citation.source.text, citation.language) for span in own):
        return home
    if _is_report(frame, citation):
        return _reporter(speaker, name, home, content, citation, person=person)
    for sentence in _near(home, citation, REACH):
        words = citation.source.tokens[sentence.number - 1]
        mine = spans_of(name, words, citation)
        if any(can_speak(span, speaker, words, citation.source.text, citation.language) for span in mine):
            return sentence
        rival = next((rival for rival in rivals if _named_as_subject(rival, words, citation)), None)
        if rival:
            raise Unsupported("speaker", "nearer_speaker", at=[home], claimed=speaker, text=rival)
        if mine and (person is not False or any(verb.text.lower() in _NOBODY for verb in frame.verbs)):
            return sentence
    raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)


def _is_report(frame: Frame, citation: Citation) -> bool:
    """Say whether a sentence is nothing but what is said: quoted, or in the subjunctive without a subject that refers back."""
    language = citation.language
    if not content_words(frame.words, language):
        return True
    pronouns = any(token.text.lower() in PRONOUNS[language] for token in frame.words)
    return not frame.verbs and not pronouns and not list(role_nouns(frame.words, language))


def _reporter(
    speaker: str, name: Sequence[Token], home: Sentence, content: Found, citation: Citation, *, person: bool | None
) -> Sentence:
    """Return the sentence in which the one speaks whose report runs on; raises Unsupported where somebody else speaks between."""
    text, language = citation.source.text, citation.language
    quoted = citation.source.is_quoted(content.start, content.end)
    for sentence in _near(home, citation, REACH):
        if sentence.number > home.number and not quoted:
            continue
        frame = saying_frame(sentence, citation)
        if any(can_speak(span, speaker, frame.words, text, language) for span in spans_of(name, frame.words, citation)):
            return sentence
        sourced = attributions(sentence.text, language)
        if sourced and spans_of(name, frame.words, citation):
            return sentence
        if (frame.verbs or sourced) and not _leaves_open(name, frame, citation, person=person):
            break
    raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=speaker)


def _leaves_open(name: Sequence[Token], frame: Frame, citation: Citation, *, person: bool | None) -> bool:
    """Say whether a sentence of saying may be that of somebody named before: by a pronoun, a role noun, or a report itself."""
    language = citation.language
    if _fitting_pronouns(name, frame, citation, person=person) or is_reported(frame.words, citation.source.text, language):
        return True
    lower = {token.text.lower() for token in frame.words}
    # "nach Angaben seines Hauses", "ihm zufolge": of somebody named before.
    if lower & POSSESSIVES or lower & (PRONOUNS[language] - SUBJECT_PRONOUNS[language]):
        return True
    return any(
        stands_for(one.text, noun.text, language, person=person, title=_title_of(name, citation))
        and is_subject((noun.start, noun.end), "", frame, citation)
        for one, noun in role_nouns(frame.words, language)
    )


def _fitting_pronouns(name: Sequence[Token], frame: Frame, citation: Citation, *, person: bool | None) -> list[Token]:
    """Return the subject pronouns of a sentence that agree with a speaker in number and gender."""
    title = _title_of(name, citation)
    fitting = []
    for index, token in enumerate(frame.words):
        if token.text.lower() in SUBJECT_PRONOUNS[citation.language]:
            beside = [word for word in frame.words[max(0, index - 1) : index + 2] if word in frame.verbs]
            verb = beside[0].text if beside else None
            if agrees(token.text.lower(), verb, title, citation.language, person=person):
                fitting.append(token)
    return fitting


def _title_of(name: Sequence[Token], citation: Citation) -> str | None:
    """Return the word that stands before the first mention of a name: its title, if it has one."""
    places = citation.source.places_of(name)
    before = re.search(r"(\w+)\s+$", citation.source.text[max(0, places[0][0] - 40) : places[0][0]]) if places else None
    return before.group(1) if before else None


def _named_as_subject(name: str, words: Sequence[Token], citation: Citation) -> bool:
    """Say whether words name somebody where a subject may stand."""
    spans = spans_of(speaker_name(name, citation.language), words, citation)
    return any(can_speak(span, name, words, citation.source.text, citation.language) for span in spans)


def _titled(name: Sequence[Token], frame: Frame, citation: Citation) -> Sentence | None:
    """Return the sentence that gives the speaker the title by which the frame calls them: "der Minister", "the mayor"."""
    language = citation.language
    titles = {noun.stem for _, noun in role_nouns(frame.words, language)}
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


def _refers_back(
    name: Sequence[Token], content: Found, frame: Frame, citation: Citation, *, person: bool | None, titled: Sentence | None
) -> bool:
    """Say whether the frame leaves its speaker to one named before: nothing but content, or a pronoun or role noun that fits."""
    language = citation.language
    words = citation.source.tokens[frame.sentence.number - 1]
    if not frame.words or not content_words(frame.words, language):
        return citation.source.is_quoted(content.start, content.end) or is_reported(words, citation.source.text, language)
    # "Moosmann warb um ihre Wähler: …" has its subject: a possessive before a colon refers to nobody who speaks.
    led = citation.source.text[frame.sentence.start : content.start].rstrip(' \n„“"»').endswith(":")
    subjects = [token for token in frame.words if token.text.lower() in SUBJECT_PRONOUNS[language]]
    if subjects:
        return bool(_fitting_pronouns(name, frame, citation, person=person))
    pronouns = [token for token in frame.words if not led or token.text.lower() in SUBJUNCTIVES]
    if any(verb.text.lower() in _NOBODY for verb in frame.verbs):
        # "heißt es in dem Bericht": a paper has no person for its speaker.
        return person is not True or not any(being_of(token.text, language) == "body" for token in frame.words)
    if person is not True and _is_unnamed_spokesperson(frame):
        return True
    subject_nouns = [
        (one, noun)
        for one, noun in role_nouns(frame.words, language)
        if noun not in frame.verbs and _may_speak(noun, frame, citation)
    ]
    if subject_nouns and frame.verbs:
        return titled is not None or any(
            stands_for(one.text, noun.text, language, person=person, title=_title_of(name, citation)) for one, noun in subject_nouns
        )
    return runs_on(pronouns, language)


def _is_unnamed_spokesperson(frame: Frame) -> bool:
    """Say whether somebody speaks for a body who is not named."""
    return any(
        SPOKESPERSON.search(token.text) and not (following and following.text[:1].isupper())
        for token, following in itertools.zip_longest(frame.words, frame.words[1:])
    )


def _may_speak(noun: Token, frame: Frame, citation: Citation) -> bool:
    """Say whether a role noun stands where the one who speaks does."""
    return is_subject((noun.start, noun.end), "", frame, citation)


def _near(home: Sentence, citation: Citation, reach: int) -> Iterator[Sentence]:
    """Yield the sentences that may name the speaker, nearest first: those before, then a cited one that follows."""
    sentences = citation.source.sentences
    yield from (sentences[number - 1] for number in range(home.number - 1, max(0, home.number - 1 - reach), -1))
    yield from (sentence for sentence in citation.sentences if sentence.number == home.number + 1)
