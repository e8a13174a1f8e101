"""A figure as the merge sees it: what state of what is counted, of which time, whether a demand or a fact."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from summarizer.grounding.words import stem
from summarizer.merge import times
from summarizer.merge.concepts import concept
from summarizer.merge.facts import Fact, features
from summarizer.merge.measures import Measure, measure_whole
from summarizer.merge.nouns import head_noun
from summarizer.merge.scenes import Scene, Scenes
from summarizer.schemas import Figure

BECAME = frozenset("TOT VERLETZT VERMISST GERETTET EVAKUIERT OBDACHLOS FESTGENOMMEN INFIZIERT ENTLASSEN FREIGESPROCHEN".split())
"""What may become of people; what is told of the dead is not told of the injured."""

# What may have become of somebody or something: two counts of different ones are never one count.
STATES = frozenset(
    "TOT VERLETZT VERMISST GERETTET EVAKUIERT OBDACHLOS FESTGENOMMEN INFIZIERT ENTLASSEN VERLUST BESCHÄDIGT ZERSTÖRT ABGEFANGEN "
    "BRAND GESPERRT VERURTEILT FREIGESPROCHEN GEWINN UMSATZ SCHADEN KOSTEN HÖHE TIEFE FLÄCHE BREITE GEWICHT HAFT GELDSTRAFE".split()
)
_LOSSES = frozenset({"TOT", "VERLETZT", "VERLUST", "VERMISST"})
WANTED = {"GEFORDERT": "demand", "ANGEBOTEN": "offer", "GEPLANT": "plan"}
_MODAL = re.compile(
    r"\b(?:soll|sollen|sollte|sollten|will|wollen|könnte|könnten|dürfte|dürften|vorgesehen|geplant|rechnet|rechnen|"
    r"erwartet|erwarten|prognos\w*|bis zu|would|could|may|might|expects?|expected|plans?|planned|aims?|forecasts?|announced)\b"
)
_FORECAST = re.compile(
    r"\b(?:erwartet hatten?|hatten? (?:\w+ ){0,6}erwartet|Analysten|Prognosen? (?:von|lag)|"
    r"(?:had|been) (?:forecast|expected)|forecasts? of)\b"
)
_THAN_FORECAST = re.compile(r"\b(?:than|als|as)\b[^.]*$")
_SUM = re.compile(
    r"\b(?:zusammen|gemeinsam (?:auf|kommen)|kommen beide|beider? (?:kommen|zusammen)|combined|together|between them|jointly)\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:davon|darunter|von ihnen|von denen|unter ihnen|unter den (?:Toten|Opfern|Verletzten|Vermissten|Festgenommenen)|"
    r"(?:of|among) (?:them|whom|these|those|the (?:dead|victims|injured|wounded|missing|detained))|including)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:steigt|stieg|gestiegen|erhöht\w*|inzwischen|mittlerweile|bislang|bisher|zuletzt|vorläufig\w*|"
    r"rises?|rose|risen|climb\w*|so far|latest)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:steigt|stieg|gestiegen|inzwischen|mittlerweile|rises?|rose|risen|climb\w*|by now)\b", re.IGNORECASE)
_EARLY = re.compile(
    r"\b(?:Hochrechnung\w*|Prognose\w*|Zwischenstand|vorläufig\w*|erste Zählung\w*|projections?|exit polls?|provisional|"
    r"preliminary|(?:Auszählung|Auswertung) (?:von|eines|der Hälfte)|(?:ausgezählt|counted) (?:sind|waren|so far)|"
    r"partial (?:count|results?)|(?:votes|ballots|precincts) counted)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:insgesamt|zusammen|seit Beginn|bisher|bereits|aller|total|altogether|overall|so far|since the start)\b", re.IGNORECASE
)
_GROWN = re.compile(r"\b(?:steigt|stieg|gestiegen|erhöhte?|angewachsen|rises|rose|risen|climbed|grown|grew)\b", re.IGNORECASE)
_SCORE = re.compile(r"\b\d{1,3}(?:\s?[:–-]\s?| (?:zu|gegen|to) )\d{1,3}\b")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?= (?!Uhr)[^\W\d_]{2,}|\s?[%€$])")
_REACH = 8
"""Characters on either side of a number in which the other number of a result stands: "31 zu 19 Stimmen"."""
_PRONOUN = re.compile(r"^\W*(?:Er|Sie|Es|It|They|He|She)\b|\b(?:er|sie|es) (?:auf|bei|von)\b")
_LONG_HEAD = 9
_SEVERAL = 2
_WORDS = re.compile(r"[^\W\d_]+")
_ALSO = re.compile(r"[,;]|\b(?:und|sowie|während|and|while)\b")


@dataclass(frozen=True, eq=False)
class Quantity:
    """A figure of one source with what decides whether two count the same."""

    fact: Fact
    figure: Figure
    day: int
    article_minute: int | None
    opening: str
    companions: frozenset[object]
    scenes: Scenes

    @cached_property
    def measure(self) -> Measure:
        """The amount in its base unit, with its smaller part: eight years and six months."""
        return measure_whole(self.figure.amount, self.fact.sentences, self.fact.language)

    @cached_property
    def things(self) -> frozenset[str]:
        """The features of what is counted."""
        return self.fact.own

    @cached_property
    def told(self) -> frozenset[str]:
        """The features of the clause and of what is counted; those of the sentence before where a pronoun stands for it."""
        told = self.fact.near | self.fact.own
        if not _PRONOUN.search(self.fact.clause):
            return told
        return told | features(times.sentences_of(self.fact.context)[-1], self.fact.language)

    @cached_property
    def heads(self) -> frozenset[str]:
        """The heads of the compounds that say what is measured, and the words that may be one: "Wahlbeteiligung", "Beteiligung"."""
        words = _WORDS.findall(self.figure.counts) if self.measure.unit and self.fact.language == "de" else []
        nouns = [word.lower() for word in words if word[:1].isupper() and len(word) >= _LONG_HEAD]
        return frozenset(noun[-_LONG_HEAD:] for noun in nouns)

    @cached_property
    def states(self) -> frozenset[str]:
        """What became of what is counted: of its own words, else of the clause; of several, the nearest to the number."""
        own = self.fact.own & STATES
        near = own or self.fact.near & STATES
        if not self.measure.unit and not own and near & BECAME:
            near &= BECAME
        return near if own or len(near) < _SEVERAL else self._nearest(near) or near

    def _nearest(self, states: frozenset[str]) -> frozenset[str]:
        text, language = self.fact.clause, self.fact.language
        at = text.find(self.figure.amount.text)
        found = []
        for match in _WORDS.finditer(text):
            meaning = concept(stem(match.group(), language), language)
            if meaning in states:
                ahead = match.start() >= at
                distance = match.start() - at if ahead else at - match.end()
                between = text[at : match.start()] if ahead else text[match.end() : at]
                found.append((bool(_ALSO.search(between)), distance, meaning))
        return frozenset({min(found)[2]}) if found else frozenset()

    @cached_property
    def mode(self) -> str:
        """Whether a fact is counted, or what somebody demands, offers or plans."""
        wanted = sorted(WANTED[name] for name in self.fact.near & WANTED.keys())
        if wanted:
            return wanted[0]
        forecast = _FORECAST.search(self.fact.clause)
        if forecast and not _THAN_FORECAST.search(self.fact.clause[: forecast.start()]):
            return "forecast"
        return "plan" if _MODAL.search(self.fact.clause) else "fact"

    @cached_property
    def years(self) -> frozenset[int]:
        """The years of other times that the sentences name; of the day's own year none."""
        return times.years(self.fact.sentences) - {self.day}

    @cached_property
    def is_former(self) -> bool:
        """Whether the figure is an earlier state or one to compare with."""
        if self.figure.when is not None and times.is_former(self.figure.when):
            return True
        found = list(times.former_words(self.fact.clause))
        at = self.fact.clause.find(self.figure.amount.text)
        if not found or at < 0:
            return bool(found)
        numbers = [match.span() for match in _NUMBER.finditer(self.fact.clause)]
        return any(_is_meant((at, at + len(self.figure.amount.text)), numbers, match) for match in found)

    @cached_property
    def is_part(self) -> bool:
        """Whether the figure is a part of another."""
        return bool(_PART.search(self.fact.clause))

    @cached_property
    def is_sum(self) -> bool:
        """Whether the figure is said to be of several together: two firms, both houses."""
        return bool(_SUM.search(self.fact.sentences))

    @cached_property
    def is_running(self) -> bool:
        """Whether the count is said to grow or to be of the moment."""
        return bool(_RUNNING.search(self.fact.sentences))

    @cached_property
    def is_latest(self) -> bool:
        """Whether the count is said to be a later one than was told before."""
        return bool(_LATEST.search(self.fact.sentences))

    @cached_property
    def has_grown(self) -> bool:
        """Whether the count is said to have risen to this."""
        return bool(_GROWN.search(self.fact.clause))

    @cached_property
    def is_broken(self) -> bool:
        """Whether the number is no whole one and has no unit, as on a scale: nobody counts 5.6 dead."""
        size = self.measure.size
        return not self.measure.unit and size is not None and size != size.to_integral_value()

    @cached_property
    def is_score(self) -> bool:
        """Whether the number is one side of a result: 2:1."""
        at = self.fact.sentences.find(self.figure.amount.text)
        around = self.fact.sentences[max(0, at - _REACH) : at + len(self.figure.amount.text) + _REACH]
        return bool(_SCORE.search(around))

    @cached_property
    def is_early(self) -> bool:
        """Whether the count is a projection, or the first of several."""
        return bool(_EARLY.search(f"{self.opening} {self.fact.context} {self.fact.sentences}"))

    @cached_property
    def is_total(self) -> bool:
        """Whether the figure is said to be the sum of all so far."""
        return self.figure.series == "cumulative" or bool(_TOTAL.search(self.fact.clause))

    @cached_property
    def minute(self) -> int | None:
        """As of which minute of the day the count stands, None where nothing says so."""
        text = self.fact.sentences
        if self.is_former:
            return next(iter(times.day_minutes(self.fact.clause)), None)
        found = times.clocks(text) if times.is_told(text, self.fact.language) or times.is_exact_state(text) else ()
        if found:
            return found[-1]
        if self.article_minute is not None:
            return self.article_minute
        parts = times.parts_of_day(text) if times.is_told(text, self.fact.language) or times.reaches_until(text) else ()
        return parts[-1] if parts else None

    @cached_property
    def scene(self) -> tuple[int, ...]:
        """When what is counted happened: a time of its sentence, else the last one before, else the first of the article."""
        found = times.scene_minutes(self.fact.sentences, self.fact.context, self.opening, self.fact.language)
        return tuple(minute for minute in found if minute != self.article_minute)

    @cached_property
    def site(self) -> Scene:
        """Where it is counted."""
        return self.scenes.scene(self.fact, self.fact.clause, self.figure.where, self.opening)

    @cached_property
    def noun(self) -> frozenset[str]:
        """The features of the noun that the number counts, empty where it measures or counts people in general."""
        return head_noun(self.figure, self.fact.sentences, self.fact.language) - ANYBODY

    @cached_property
    def owners(self) -> frozenset[str]:
        """The states whose what is counted is, by the words of the figure itself."""
        return frozenset(name for name in self.fact.own if name.startswith("=") and len(name) == _STATE_CODE)


def _is_meant(own: tuple[int, int], numbers: Iterable[tuple[int, int]], former: re.Match[str]) -> bool:
    """Say whether words for a former state are about this number, the nearest; "compares with" is about the one behind."""
    if former.group().lower().startswith("compare") and own[0] < former.start():
        return False
    return all(_gap(own, former.span()) <= _gap(other, former.span()) for other in numbers)


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return how far two spans of a text are from one another."""
    return max(other[0] - one[1], one[0] - other[1], 0)


ANYBODY = frozenset({"MENSCHEN", "TIERE"})
_STATE_CODE = 3


def same_states(one: Quantity, other: Quantity) -> bool:
    """Say whether nothing else became of the one than of the other; losses may be dead, wounded and missing."""
    left, right = one.states, other.states
    if not left or not right or left & right:
        return True
    return ("VERLUST" in left and right <= _LOSSES) or ("VERLUST" in right and left <= _LOSSES)
