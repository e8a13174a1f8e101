"""Who did what to whom: a line whose subject is the object of its verb in the text, and the other way round, is no news but a lie.

No parser. German: articles tell subject from object, else the first noun phrase of the clause is the subject. English: what stands
before the verb is its subject. A passive turns that round, "von" and "by" name who acts. What can't be told passes.
"""

import dataclasses
import functools
import re
from collections.abc import Sequence

from summarizer.grounding.headlines import BE, is_bare_participle, is_plural
from summarizer.grounding.modality import clauses
from summarizer.grounding.source import Citation
from summarizer.grounding.subjects import Place
from summarizer.grounding.support import Support, Word, is_light
from summarizer.grounding.thesaurus import bases
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token, clause
from summarizer.schemas import Language

REACH = 30
"""Words between a verb and who takes part, at most."""

_OBJECTS = frozenset(
    "den einen diesen jenen ihren seinen keinen unseren dem einem diesem jenem ihrem seinem keinem unserem ihn ihm ihnen".split()
)
_PASSIVE: dict[Language, frozenset[str]] = {
    "de": frozenset("wird werden wurde wurden worden werde würden würde".split()),
    "en": BE,
}
_AGENTS = frozenset("von vom durch by".split())
# Both take part alike, or who suffers is the subject: "Rebellen töten Soldaten", "Soldaten starben".
_ALIKE = frozenset(
    "treffen heiraten telefonieren verhandeln sprechen einigen streiten spielen zusammenarbeiten unterzeichnen vereinbaren "
    "sterben umkommen "
    "ertrinken leben tot tote opfer todesopfer fehlen gelingen sinken steigen fallen gehoren betreffen scheitern enden beginnen "
    "clear meet marry talk agree sign play die drown rise fall sink differ clash argue negotiate begin end collide merge".split()
)
_FEMININE = re.compile(r"(?:in|ung|heit|keit|schaft|tion|ion|tät|frau|behörde|gruppe|bank|partei|polizei|armee|firma)$", re.I)
_PARTICIPLE = re.compile(r"^(?:\w{2,6})?ge\w{2,}(?:t|en)$|^(?:ver|be|ent|er|zer|miss|über|unter)\w{2,}(?:t|en)$|\w{3,}iert$")
_HAVE = frozenset("hat haben hatte hatten habe hätte hätten".split())


@dataclasses.dataclass(frozen=True, eq=False)
class Scene:
    """The words of a clause around a verb, and the text their offsets count in."""

    words: Sequence[Token]
    verb: Token
    text: str
    language: Language

    @functools.cached_property
    def is_passive(self) -> bool:
        """Whether the verb stands in the passive."""
        lower = [token.text.lower() for token in self.words]
        at = next(index for index, token in enumerate(self.words) if token is self.verb)
        if self.language == "en":
            auxiliary = any(word in _PASSIVE["en"] for word in lower[max(0, at - 4) : at])
            behind = "by" in lower[at + 1 : at + 2]
            return (auxiliary and not self.verb.text.endswith("ing")) or behind
        if not _PARTICIPLE.match(self.verb.text) or self._is_finite(at):
            return False
        return any(word in _PASSIVE["de"] for word in lower) or not any(word in _HAVE for word in lower)

    def _is_finite(self, at: int) -> bool:
        """Say whether a German verb in -t is no participle: an object follows, "Stadt verkauft Haus"."""
        after = self.words[at + 1] if at + 1 < len(self.words) else None
        if after is None or not at or not re.match(r"(?!(?:\w{2,6})?ge)\w+t$", self.verb.text):
            return False
        lower = after.text.lower()
        joined = not self.text[self.verb.end : after.start].strip()
        return joined and lower not in PREPOSITIONS["de"] and (after.text[:1].isupper() or lower in _DETERMINED)


_DETERMINED = frozenset("der die das den dem des ein eine einen einem einer sein seine seinen ihr ihre ihren sich".split())


def check_roles(words: Sequence[Word], text: str, support: Support, citation: Citation, numbers: Sequence[tuple[int, int]]) -> None:
    """Check that who acts in a line is not who is acted upon in the text; raises Unsupported. `numbers` are their spans."""
    line = [word.token for word in words]
    everyone = _participants(words, support, citation.language, numbers)
    for word in words:
        if citation.language == "en" and (is_bare_participle(word.token, line) or is_plural(word.token, line)):
            continue
        if any(start <= word.token.start < end for start, end in numbers) or not _is_verb(word, citation.language):
            continue
        scene = Scene(_own_clause(line, word.token, text, citation.language), word.token, text, citation.language)
        others = [(token, places) for token, places in everyone if token is not word.token]
        for place in support.of(word)[:3]:
            found = set(bases(place.text, citation.language))
            if place.text.lower() in PREPOSITIONS[citation.language] | _AUXILIARIES:
                continue
            if not found & _ALIKE and (citation.language == "en" or _is_german_verb(place.text)):
                _compare(scene, others, _scene_at(place, citation), citation)


def _is_verb(word: Word, language: Language) -> bool:
    """Say whether a word of a line may be its verb."""
    if is_light(word, language) or set(bases(word.token.text, language)) & _ALIKE:
        return False
    if language == "en" and word.token.text.endswith("ing"):
        return False
    return word.token.text[:1].islower() and (language == "en" or _is_german_verb(word.token.text))


def _is_german_verb(word: str) -> bool:
    """Say whether a German word may be a verb: an infinitive is its base form."""
    return word[:1].islower() and any(base.endswith("n") for base in bases(word, "de"))


def _own_clause(line: Sequence[Token], verb: Token, text: str, language: Language) -> list[Token]:
    """Return the words of the clause of a verb; in English, of its line."""
    if language == "en":
        return list(line)
    start, end = clause(text, verb.start)
    return [token for token in line if start <= token.start < end]


def _participants(
    words: Sequence[Word], support: Support, language: Language, numbers: Sequence[tuple[int, int]]
) -> list[tuple[Token, list[Token]]]:
    """Return who may take part in a line, with where in the text they stand."""
    return [
        (word.token, support.of(word))
        for word in words
        if word.keys
        and (language == "en" or word.token.text[:1].isupper() or word.token.text.isdigit())
        and word.token.text.lower() not in FUNCTION_WORDS[language]
        and not any(start <= word.token.start < end for start, end in numbers)
    ]


def _scene_at(verb: Token, citation: Citation) -> Scene:
    """Return the clause of the text around a verb; in English, words within reach in its sentence."""
    text, language = citation.source.text, citation.language
    sentence = citation.sentence_at(verb.start)
    words = citation.source.tokens[sentence.number - 1]
    if language == "de":
        start, end = next(span for span in clauses(text, sentence) if span[0] <= verb.start < span[1])
        return Scene([token for token in words if start <= token.start < end], verb, text, language)
    at = next(index for index, token in enumerate(words) if token.start == verb.start)
    return Scene(words[max(0, at - REACH) : at + REACH], words[at], text, language)


def _compare(line: Scene, everyone: Sequence[tuple[Token, list[Token]]], scene: Scene, citation: Citation) -> None:
    """Raise Unsupported where who acts in a line does not act in the text, but another of the line does, or a pronoun beside it."""
    if scene.language == "en" and not _is_verbal(scene):
        return
    taking = [token for token, _ in everyone if token in line.words]
    here = [
        (token, [place for place in places if place in scene.words and place is not scene.verb][:1]) for token, places in everyone
    ]
    mine = _acting(taking, line)
    theirs = _acting([places[0] for _, places in here if places], scene)
    for token, places in here:
        if token not in mine or (places and places[0] in theirs):
            continue
        other = next((one for one, its in here if its and its[0] in theirs and one not in mine), None)
        if _is_wrong(token, places, other, everyone, line, scene) and not _beside(token, other, line):
            said = scene.text[min(word.start for word in scene.words) : max(word.end for word in scene.words)]
            raise Unsupported("not_found", "exchanged_roles", at=citation.sentences, claimed=line.text, text=said)


def _is_wrong(
    token: Token,
    places: Sequence[Token],
    other: Token | None,
    everyone: Sequence[tuple[Token, list[Token]]],
    line: Scene,
    scene: Scene,
) -> bool:
    """Say whether one who acts in a line is acted upon in the text, or acts elsewhere while `other` of another clause acts here."""
    if places:
        return other is not None or (not line.is_passive and _is_object(places[0], scene))
    elsewhere = any(one is token and its for one, its in everyone)
    same_verb = set(bases(line.verb.text, "de")) & set(bases(scene.verb.text, "de"))
    return scene.language == "de" and bool(same_verb) and other is not None and other not in line.words and elsewhere


def _is_verbal(scene: Scene) -> bool:
    """Say whether an English word stands as a verb: inflected, behind an auxiliary, or before what only verbs take."""
    word = scene.verb.text
    at = next(index for index, token in enumerate(scene.words) if token is scene.verb)
    before = scene.words[at - 1].text.lower() if at else ""
    after = scene.words[at + 1].text.lower() if at + 1 < len(scene.words) else ""
    if before in {"the", "a", "an", "its", "their", "his", "her", "of"}:
        return False
    if word.lower() in {"less", "more", "fewer", "better", "worse"}:
        return False
    inflected = bases(word, "en")[0] != word.lower() and not word.endswith("s")
    return inflected or before in _AUXILIARIES or after in _TAKEN


_AUXILIARIES = frozenset(
    "to will would could may might must shall should has have had was were is are been be not they he she it who".split()
)
_TAKEN = frozenset("the a an its their his her them him it about up down out into off".split())


def _acting(tokens: Sequence[Token], scene: Scene) -> list[Token]:
    """Return who acts of several who take part."""
    labels = [(token, _label(token, scene)) for token in sorted(tokens, key=lambda token: token.start)]
    agents = [token for token, label in labels if label == "agent"]
    if agents or scene.is_passive:
        return _phrase(agents[:1], [token for token, _ in labels], scene) + agents[1:]
    free = [token for token, label in labels if label == "free"]
    if scene.language == "en":
        before = [token for token in free if token.start < scene.verb.start]
        return _phrase(before[-1:], before, scene)
    return _phrase(free[:1], free, scene)


def _phrase(chosen: Sequence[Token], tokens: Sequence[Token], scene: Scene) -> list[Token]:
    """Return the tokens that stand in one noun phrase with the chosen one: "Betriebsratschef Müller", "A und B"."""
    if not chosen:
        return []
    return [
        token
        for token in tokens
        if _JOINED.fullmatch(scene.text, min(token.end, chosen[0].end), max(token.start, chosen[0].start)) or token is chosen[0]
    ]


_JOINED = re.compile(
    r"(?:[\s-]|\b(?:und|and)\s+\w+|\b(?:und|and|der|die|des|the)\b|\bof\b(?:\s+[a-z-]+){0,2}|(?<=\s)[A-ZÄÖÜ]\w*|’s|'s)*"
)


def _label(token: Token, scene: Scene) -> str:
    """Return what the words around a noun phrase say of it: agent, object, free (a subject or object), or none of these."""
    place = Place((token.start, token.end), scene.words, scene.text, scene.language)
    if place.preposition and not (scene.language == "en" and _opens(place.preposition, token, scene)):
        if scene.is_passive and place.preposition in _AGENTS:
            return "other" if _TIME.match(token.text) else "agent"
        inside = scene.language == "en" and place.preposition == "of" and token.start < scene.verb.start
        return "free" if inside else "other"
    if place.article in {"des", "eines"} or place.is_attribute() or scene.text[token.end : token.end + 2] in ("'s", "’s"):
        return "other"
    if scene.language == "de":
        if place.article in _OBJECTS or (place.article in {"der", "einer", "ihrer", "seiner"} and _FEMININE.search(token.text)):
            return "object"
        if place.article in {"der", "ein"} and not scene.is_passive and not _FEMININE.search(token.text) and place.article == "der":
            return "agent"
    return "free"


def _opens(preposition: str, token: Token, scene: Scene) -> bool:
    """Say whether "as" or "after" before a subject opens a clause: "after a ferry struck a dredger"."""
    return (
        preposition in {"as", "after", "before", "since", "until", "than"}
        and token.end < scene.verb.start
        and "," not in scene.text[token.end : scene.verb.start]
    )


_TIME = re.compile(
    r"(?:\d|end$|ende$|(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"jan|feb|mar|apr|may$|jun|jul|aug|sep|oct|nov|dec|okt|dez|mai$|mär|week|month|year|woche|monat|jahr)",
    re.I,
)


def _is_object(token: Token, scene: Scene) -> bool:
    """Say whether the article of a noun phrase makes it an object beyond doubt, or a preposition beside a pronoun as subject."""
    if scene.language != "de" or scene.is_passive:
        return False
    label = _label(token, scene)
    if label == "other" and any(word.text.lower() in {"er", "sie", "es"} for word in scene.words):
        return Place((token.start, token.end), scene.words, scene.text, scene.language).preposition not in {
            "",
            "von",
            "durch",
        }
    return label == "object" and _has_singular(token, scene)


def _has_singular(token: Token, scene: Scene) -> bool:
    """Say whether the article is "dem", "einen", "der" with a feminine or the like: "den" may be a plural."""
    return Place((token.start, token.end), scene.words, scene.text, scene.language).article not in {"den", ""}


def _beside(one: Token, other: Token | None, scene: Scene) -> bool:
    """Say whether two of a line stand in one noun phrase."""
    if other is None:
        return False
    return bool(_JOINED.fullmatch(scene.text, min(one.end, other.end), max(one.start, other.start)))
