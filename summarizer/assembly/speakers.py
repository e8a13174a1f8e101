"""Speakers by name: a pronoun, a role noun or a run-on report brought back to whom it stands for."""

import bisect
import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.assembly.baseforms import base_form
from summarizer.assembly.genders import Gender, gender_of_name, gender_of_role
from summarizer.assembly.register import Known
from summarizer.assembly.reports import Report
from summarizer.grounding.verbs import finite
from summarizer.local.spans import TaggedSpan
from summarizer.rules.labels import is_body, is_role
from summarizer.rules.phrases import speaker_from
from summarizer.rules.prose import Prose
from summarizer.schemas import Kind, Language

_PRONOUNS: dict[str, Gender | None] = {
    **dict.fromkeys("er he ihm him sein seine seinen seiner his".split(), "m"),
    **dict.fromkeys("sie she ihr ihre ihren ihrer her".split(), "f"),
    **dict.fromkeys("they them their wir we man i ich ihnen it es diese dieser dieses deren dessen its".split(), None),
}
_PLURAL = frozenset("they them their".split())
_ROLE_NOUN = re.compile(r"^(?:der|die|das|the|dieser|diese|this)\s+(?:[a-zäöüß]+\s+)?([\w-]+)$", re.I)
_PERSONAL_END = re.compile(r"(?:er|or|ist|ant|ent|ige|ose|loge|ot|at|eur|är|mann|chef|at)$")
_UNNAMED = re.compile(
    r"\b(?:berichte\w*|medienberichte\w*|presseberichte\w*|\w*angaben|darstellung|schätzung\w*|hei(?:ß|ss)t|hie(?:ß|ss)|verlaute\w*|"
    r"reportedly|rede|"
    r"allegedly|demnach|sources|reports)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:eigenen?|own|seinen?|ihren?|his|her|their)\b", re.I)
_ARTICLE = re.compile(r"^(?:der|die|das|dem|den|des|the)\s+", re.I)
_TRAILING = re.compile(r"(?<=[a-z])\s(?:published|released|conducted|issued|led|seen|obtained|carried out|commissioned)$")
_ADJUNCT = re.compile(
    r"\s+(?:(?:am|an diesem|on|late on)\s+(?:\w+tag(?:abend|morgen|nachmittag)?|Mittwoch\w*|\w+day)|now|then|today|heute|gestern|"
    r"zuletzt|nun|\([^()]*)$"
)
_OWN_VIEW = re.compile(
    r"(ihre[rmn]?|seine[rmn]?)\s+(?:Angaben|Ansicht|Auffassung|Aussagen?|Darstellung|Einschätzung|Meinung|Überzeugung|Worten)$",
    re.I,
)
_APPOSITION = re.compile(r"\)?(?:\s*\([^()]{1,30}\))?,\s+")
_TOLD_PRESS = re.compile(
    r"((?:die|das|der|ihre?|seine?)\s+[A-ZÄÖÜ][\w-]+)\s+(?:der|dem|den)\s+"
    r"(?=[^,]*(?:[Aa]gentur|[Zz]eitung|magazin|[Ss]ender|AFP|dpa)\b)\S.*",
    re.S,
)
_PLACE_FIRST = re.compile(r"^(?:in|aus|im|vom|von|bei|beim)\s+(?=\S)", re.I)
MOST_OTHERS = 3
KINDS: tuple[Kind, ...] = ("person", "organisation", "state", "place", "group")
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
        self.mentions = sorted(((mention, known) for known in actors for mention in known.mentions), key=lambda pair: pair[0].start)
        self.starts = [mention.start for mention, _ in self.mentions]
        self.last: Speaker | None = None
        self.last_sentence = 0

    def resolve(self, report: Report) -> list[Speaker]:
        """Return who may say a report, likeliest first."""
        home = self.prose.sentence_at(report.start).number
        if not report.speaker:
            return [self._inferred(report, home), Speaker(None)]
        named = self._named(report)
        person = (self._by_role(named.words, report) or self._called(report)) if named.words else None
        others = self._others(report)
        if not named.words:
            return [*others, Speaker(None)] if others else [named]
        base = Speaker(base_form(named.words, self.prose.language), named.sentences)
        return list(dict.fromkeys([*([person] if person else []), base, named, *others]))

    def remember(self, speaker: Speaker, report: Report) -> None:
        """Keep who said a report: the next one may leave its speaker to this one."""
        if speaker.words:
            self.last, self.last_sentence = speaker, self.prose.sentence_at(report.start).number

    def _others(self, report: Report) -> list[Speaker]:
        """Return whom else the words for a speaker may mean: of a pronoun the persons before, else those named in its sentence."""
        assert report.speaker
        words = self.prose.text[report.speaker.start : report.speaker.end].lower()
        home = self.prose.sentence_at(report.speaker.start)
        if words not in _PRONOUNS or self._is_plural(report):
            return []
        gender = _PRONOUNS[words]
        reach = self.prose.sentences[max(0, home.number - 1 - REACH_SENTENCES)].start
        persons = [
            Speaker(known.name, (self.prose.sentence_at(mention.start).number,))
            for mention, known in reversed(self._between(reach, report.speaker.start))
            if known.kind == "person" and (gender is None or gender_of(known, self.prose.language) in (None, gender))
        ]
        return list(dict.fromkeys(persons))[:MOST_OTHERS]

    def _by_role(self, words: str, report: Report) -> Speaker | None:
        """Return the one actor whose role a bare noun names: "der Forscherin" behind "Forscherin Johanna Vester"."""
        noun = _ARTICLE.sub("", base_form(words, self.prose.language)).lower()
        if " " in noun:
            return None
        fitting = [known for known in self.actors if noun in (role.split()[-1].lower() for role in known.roles if role.split())]
        before = [one for one in fitting[0].mentions if one.start < report.end] if len(fitting) == 1 else []
        return Speaker(fitting[0].name, (self.prose.sentence_at(before[-1].start).number,)) if before else None

    def _called(self, report: Report) -> Speaker | None:
        """Return the person whom a role noun with its article stands for, None where it is none or nobody fits."""
        assert report.speaker
        match = _ROLE_NOUN.match(" ".join(self.prose.text[report.speaker.start : report.speaker.end].split()))
        if not match or self._actor_in(report.speaker.start, report.speaker.end):
            return None
        noun, language = match[1], self.prose.language
        article = match[0].split()[0].lower()
        if language == "de":
            feminine = article in ("die", "diese") and noun.endswith(("in", "ährige", "lose"))
            masculine = article in ("der", "dieser") and bool(_PERSONAL_END.search(noun)) and not is_body(noun, "de")
            gender: Gender | None = "f" if feminine else "m"
            if not (feminine or masculine):
                return None
        elif not is_role(noun, "en"):
            return None
        else:
            gender = gender_of_role(noun, "en")
        return self._person(report.speaker.start, gender, self.prose.sentence_at(report.speaker.start).number)

    def _named(self, report: Report) -> Speaker:
        assert report.speaker
        words = _PLACE_FIRST.sub("", " ".join(self.prose.text[report.speaker.start : report.speaker.end].split()))
        place = self.prose.sentence_at(report.speaker.start).number
        words = _TRAILING.sub("", words) if self.prose.language == "en" else words
        words = _ADJUNCT.sub("", words)
        told = _TOLD_PRESS.fullmatch(words)
        # "der Chef der Agentur" owns, "die Polizei der Agentur" told it.
        words = told[1] if told and not is_role(told[1].split()[-1], "de") else words
        owner = _OWN_VIEW.match(words)
        if owner:
            known = self._person(report.speaker.start, "f" if owner[1].lower().startswith("i") else "m", place)
            return known or Speaker(words, (place,))
        if self._is_plural(report):
            # "they wrote", "erklärten sie": several, and no person who spoke before.
            near = self.last if self.last and place - self.last_sentence <= REACH_SENTENCES else None
            return near if near and not self._is_person(near) else Speaker(None)
        if words.lower() in _PRONOUNS:
            known = self._person(report.speaker.start, _PRONOUNS[words.lower()], place)
            return known or Speaker(None)
        person = self._actor_in(report.speaker.start, report.speaker.end, kinds=("person",))
        apposed = None if person else self._apposed(report.speaker.end)
        if apposed:
            return Speaker(apposed.name, (place,))
        actor = person or self._actor_in(report.speaker.start, report.speaker.end)
        apposition = bool(actor and actor.kind != "person" and re.match(rf"{re.escape(actor.name)},\s", words))
        if actor and (person or apposition or self._is_bare(actor, report.speaker.start, report.speaker.end)):
            return Speaker(self._written(actor, report.speaker.start, report.speaker.end), (place,))
        return Speaker(words, (place,))

    def _actor_in(self, start: int, end: int, *, kinds: Sequence[Kind] = KINDS) -> Known | None:
        """Return the actor of some kinds named in a span, the first where there are several; a genitive owns and does not speak."""
        found = [
            (mention.start, known)
            for mention, known in self._between(start, end)
            if known.kind in kinds and mention.end <= end and not self._owns(mention, known, end)
        ]
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _between(self, start: int, end: int) -> Sequence[tuple[TaggedSpan, Known]]:
        """Return the mentions that begin between two places, in the order of the text."""
        return self.mentions[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def _apposed(self, end: int) -> Known | None:
        """Return the person named between commas behind a role: "der Sprecher der Partei (FDP), Anna Kraus,"."""
        match = _APPOSITION.match(self.prose.text, end)
        at = match.end() if match else 0
        return next((known for _, known in self._between(at, at + 1) if match and known.kind == "person"), None)

    def _owns(self, mention: TaggedSpan, known: Known, end: int) -> bool:
        """Say whether a mention stands in the genitive before what it owns: "Müllers Sprecher"."""
        text = self.prose.text
        rest = text[mention.end : end].strip()
        marked = text[mention.start : mention.end].split()[-1] != known.words[-1] or rest[:2] in ("'s", "’s")
        return bool(rest) and marked and rest[:1] not in ",(" and known.kind == "person"

    def _is_bare(self, actor: Known, start: int, end: int) -> bool:
        """Say whether a span is a mention of an actor and at most an article."""
        rest = self.prose.text[start:end]
        for mention, known in self._between(start, end):
            if known is actor and mention.end <= end:
                rest = self.prose.text[start : mention.start] + self.prose.text[mention.end : end]
                break
        return not _ARTICLE.sub("", rest.strip() + " ").strip(" '’s")

    def _written(self, actor: Known, start: int, end: int) -> str:
        """Return the name as it stands in a span, in base form."""
        mention = next(one for one, known in self._between(start, end) if known is actor and one.end <= end)
        text = " ".join(self.prose.text[mention.start : mention.end].split())
        name = actor.name.split()
        return " ".join(name[-len(text.split()) :]) if text.split()[-1].startswith(name[-1]) else text

    def _inferred(self, report: Report, home: int) -> Speaker:
        """Return who goes on speaking where nobody is named."""
        cue = " ".join(self.prose.text[piece.start : piece.end] for piece in report.cues)
        if cue and _UNNAMED.search(cue) and not _OWN.search(cue):
            return Speaker(None)
        if (own := self._own_subject(report)) and _OWN.search(cue):
            return own
        if self.last and home - self.last_sentence <= REACH_SENTENCES:
            return self.last
        if cue and (subject := self._person(report.start, None, home)):
            return subject
        return Speaker(None)

    def _own_subject(self, report: Report) -> Speaker | None:
        """Return who opens the sentence and tells of itself: "Die Heimaufsicht hatte nach eigenen Angaben …"."""
        sentence = self.prose.sentence_at(report.start)
        words = self.prose.words_of(sentence)
        stop = speaker_from(self.prose, words, 0)
        if not stop or stop >= len(words) or words[0].lower in _PRONOUNS or not words[stop].text.islower():
            return None
        return Speaker(" ".join(self.prose.text[words[0].start : words[stop - 1].end].split()), (sentence.number,))

    def _person(self, position: int, gender: Gender | None, home: int) -> Speaker | None:
        """Return the nearest person before a place whom a pronoun may stand for: who spoke last comes first."""
        if self.last and home - self.last_sentence <= REACH_SENTENCES and self._fits(self.last, gender):
            return self.last
        reach = self.prose.sentences[max(0, home - 1 - REACH_SENTENCES)].start
        for mention, known in reversed(self._between(reach, position)):
            if known.kind == "person" and (gender is None or gender_of(known, self.prose.language) in (None, gender)):
                return Speaker(known.name, (self.prose.sentence_at(mention.start).number,))
        return None

    def _is_plural(self, report: Report) -> bool:
        """Say whether a pronoun stands for several: "they", or "sie" beside "erklärten"."""
        assert report.speaker
        words = self.prose.text[report.speaker.start : report.speaker.end].lower()
        verbs = [word for cue in report.cues for word in self.prose.text[cue.start : cue.end].lower().split()]
        plural = any(word.endswith("en") for word in verbs if word in finite("de"))
        return words in _PLURAL or (words == "sie" and self.prose.language == "de" and plural)

    def _actor_of(self, speaker: Speaker) -> Known | None:
        """Return the actor whom a speaker's words name."""
        assert speaker.words
        last = speaker.words.split()[-1]
        return next((known for known in self.actors if known.words[-1] == last or known.name in speaker.words), None)

    def _is_person(self, speaker: Speaker) -> bool:
        actor = self._actor_of(speaker)
        return actor is not None and actor.kind == "person"

    def _fits(self, speaker: Speaker, gender: Gender | None) -> bool:
        """Say whether a speaker may be called by a pronoun of a gender."""
        actor = self._actor_of(speaker)
        if actor is None or actor.kind != "person":
            return gender is None or self.prose.language == "de"
        return gender is None or gender_of(actor, self.prose.language) in (None, gender)


def gender_of(known: Known, language: Language) -> Gender | None:
    """Return the gender that a person's role says, or else the first name; None where neither does."""
    for role in known.roles:
        gender = gender_of_role(role.split()[-1] if role.split() else role, language)
        if gender:
            return gender
    return gender_of_name(known.words[0])
