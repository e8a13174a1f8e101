"""Speakers by name: a pronoun, a role noun or a run-on report brought back to whom it stands for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.assembly.actors import Known
from summarizer.assembly.genders import Gender, gender_of_name, gender_of_role
from summarizer.assembly.prose import Prose
from summarizer.assembly.reports import Report
from summarizer.assembly.wordclasses import word_class

_PRONOUNS: dict[str, Gender | None] = {"er": "m", "he": "m", "she": "f", "sie": "f", "they": None, "wir": None, "we": None, "man": None, "i": None, "ich": None}
_UNNAMED = re.compile(
    r"\b(?:berichte\w*|medienberichte\w*|presseberichte\w*|angaben|schätzung\w*|hei(?:ß|ss)t|hie(?:ß|ss)|verlaute\w*|reportedly|rede|"
    r"allegedly|demnach|sources|reports)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:eigenen?|own|seinen?|ihren?|his|her|their)\b", re.I)
_ARTICLE = re.compile(r"^(?:der|die|das|dem|den|des|the)\s+", re.I)
REACH_SENTENCES = 3
"""Sentences back in which somebody unnamed may have been named; grounding reads as far (NAME_REACH)."""


class Speaker(NamedTuple):
    """Who says something, in words of the article, and the sentences that name them beside the statement's own."""

    words: str | None
    sentences: tuple[int, ...] = ()


class Resolver:
    """Names the speakers of an article's reports, one after the other in the order of the text."""

    def __init__(self, prose: Prose, actors: Sequence[Known]) -> None:
        """Know the actors, and nobody who has spoken yet."""
        self.prose, self.actors = prose, actors
        self.last: Speaker | None = None
        self.last_sentence = 0

    def resolve(self, report: Report) -> Speaker:
        """Return who says a report."""
        home = self.prose.sentence_at(report.start).number
        speaker = self._named(report, home) if report.speaker else self._inferred(report, home)
        if speaker.words:
            self.last, self.last_sentence = speaker, home
        return speaker

    def _named(self, report: Report, home: int) -> Speaker:
        assert report.speaker
        words = " ".join(self.prose.text[report.speaker.start : report.speaker.end].split())
        place = self.prose.sentence_at(report.speaker.start).number
        if words.lower() in _PRONOUNS:
            known = self._person(report.speaker.start, _PRONOUNS[words.lower()], place)
            return known or Speaker(None)
        actor = self._actor_in(report.speaker.start, report.speaker.end)
        if actor and self._is_bare(actor, report.speaker.start, report.speaker.end):
            return Speaker(self._written(actor, report.speaker.start, report.speaker.end), (place,))
        return Speaker(words, (place,))

    def _actor_in(self, start: int, end: int) -> Known | None:
        """Return the actor named in a span, the first where there are several."""
        found = [(mention.start, known) for known in self.actors for mention in known.mentions if start <= mention.start and mention.end <= end]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _is_bare(self, actor: Known, start: int, end: int) -> bool:
        """Say whether a span is a mention of an actor and at most an article."""
        rest = self.prose.text[start:end]
        for mention in actor.mentions:
            if start <= mention.start and mention.end <= end:
                rest = self.prose.text[start : mention.start] + self.prose.text[mention.end : end]
                break
        return not _ARTICLE.sub("", rest.strip() + " ").strip(" '’s")

    def _written(self, actor: Known, start: int, end: int) -> str:
        """Return the name as it stands in a span, in base form."""
        mention = next(one for one in actor.mentions if start <= one.start and one.end <= end)
        text = " ".join(self.prose.text[mention.start : mention.end].split())
        name = actor.name.split()
        return " ".join(name[-len(text.split()) :]) if text.split()[-1].startswith(name[-1]) else text

    def _inferred(self, report: Report, home: int) -> Speaker:
        """Return who goes on speaking where nobody is named."""
        cue = " ".join(self.prose.text[piece.start : piece.end] for piece in report.cues)
        if cue and _UNNAMED.search(cue) and not _OWN.search(cue):
            return Speaker(None)
        if self.last and home - self.last_sentence <= REACH_SENTENCES:
            return self.last
        if cue and (subject := self._person(report.start, None, home)):
            return subject
        return Speaker(None)

    def _person(self, position: int, gender: Gender | None, home: int) -> Speaker | None:
        """Return the nearest person before a place whom a pronoun may stand for: who spoke last comes first."""
        if self.last and home - self.last_sentence <= REACH_SENTENCES and self._fits(self.last, gender):
            return self.last
        near = [
            (mention.start, known)
            for known in self.actors
            if known.kind == "person" and gender in (None, self._gender(known), *([gender] if self._gender(known) is None else []))
            for mention in known.mentions
            if mention.start < position and home - self.prose.sentence_at(mention.start).number <= REACH_SENTENCES
        ]
        if not near:
            return None
        start, known = max(near, key=lambda pair: pair[0])
        return Speaker(known.name, (self.prose.sentence_at(start).number,))

    def _fits(self, speaker: Speaker, gender: Gender | None) -> bool:
        """Say whether a speaker may be called by a pronoun of a gender."""
        assert speaker.words
        actor = next((known for known in self.actors if known.name in speaker.words or speaker.words.split()[-1] == known.words[-1]), None)
        if actor is None or actor.kind != "person":
            role = gender_of_role(speaker.words.split()[-1], self.prose.language)
            return gender is None or role in (None, gender)
        return gender is None or self._gender(actor) in (None, gender)

    def _gender(self, known: Known) -> Gender | None:
        """Return the gender that a person's role says, or else the first name; None where neither does."""
        for role in known.roles:
            gender = gender_of_role(role.split()[-1] if role.split() else role, self.prose.language)
            if gender:
                return gender
        return gender_of_name(known.words[0])


def is_function_word(word: str, prose: Prose) -> bool:
    """Say whether a word names nobody."""
    return word.lower() in word_class("pronouns", prose.language)
