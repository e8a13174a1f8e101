"""Key events: which sentences they rest on, with title, status, time and place."""

import re
from collections.abc import Iterator, Sequence

from summarizer.assembly.acceptance import holds
from summarizer.assembly.actors import Known
from summarizer.assembly.salience import Salience, threshold
from summarizer.assembly.statements import Stated
from summarizer.assembly.times import find_places, find_time
from summarizer.assembly.titles import leans, titles
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftEvent, DraftLine, Language, Sentence, Status

FEWEST, MOST = 3, 7
FEW_SENTENCES = 5
SENTENCES_PER_EVENT = 5
"""A long article has more to tell than the few events that its likeliest sentences make."""

_ANNOUNCED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:kündig\w+|angekündigt|versprach|verspricht|stellte\w* in Aussicht|Ankündigung)\b"),
    "en": re.compile(r"\b(?:announce\w*|promise\w*|pledge\w*|vow\w*)\b"),
}
_DENIED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:dementier\w+|bestr[ei]+t\w*|wies\b.*\bzurück|weist\b.*\bzurück|leugne\w+)\b"),
    "en": re.compile(r"\b(?:denie[sd]|deny|rejects?|rejected|dismisse[sd])\b"),
}
_HEDGED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:mutmaßlich\w*|offenbar|angeblich\w*|möglicherweise|soll(?:en)?\b.*\b(?:haben|sein|worden)|vermutlich|"
        r"Berichten zufolge|laut|nach (?:\w*Angaben|Informationen|Einschätzung|Berichten))\b",
        re.I,
    ),
    "en": re.compile(r"\b(?:alleged\w*|reportedly|apparently|suspected|claim\w*|accuse\w*|may|might)\b", re.I),
}
_PLANNED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:will|wollen|soll|sollen|plant|planen|geplant|angesetzt|vorgesehen|beabsichtigt|erwägt|beginnt|"
        r"entscheidet)\b|\b(?:wird|werden)\b(?!.*\b(?:\w{0,5}ge\w+|\w+iert|worden|\w+t)\b)"
    ),
    "en": re.compile(r"\b(?:will|plans?|planned|due|scheduled|intends?|aims|is to|are to|expected to|set to|considering)\b"),
}


def draft_events(prose: Prose, salience: Salience, stated: list[Stated], actors: Sequence[Known]) -> tuple[DraftEvent, ...]:
    """Return the key events in order of weight."""
    events: list[DraftEvent] = []
    for sentence in choose(salience):
        event = next((one for one in _forms(prose, sentence, stated, actors) if holds(one, prose)), None)
        if event:
            events.append(event)
    return tuple(events)


def choose(salience: Salience) -> list[Sentence]:
    """Return the sentences of the key events, likeliest first."""
    ranked = sorted(
        ((salience.probability(sentence), -sentence.number, sentence) for sentence in salience.body if _tells(salience, sentence)),
        reverse=True,
    )
    limit = threshold()
    length = len(salience.body)
    fewest = max(FEWEST, length // SENTENCES_PER_EVENT) if length > FEW_SENTENCES else max(1, length // 2)
    return [sentence for index, (probability, _, sentence) in enumerate(ranked[:MOST]) if index < fewest or probability >= limit]


def _tells(salience: Salience, sentence: Sentence) -> bool:
    """Say whether a sentence can stand as an event: words enough, not a bare quotation."""
    words = salience.prose.words_of(sentence)
    return (
        len(words) >= 3
        and any(word.text[0].isalpha() for word in words)
        and salience.quoted[sentence.number] < 0.8 * len(sentence.text)
    )


def _forms(prose: Prose, sentence: Sentence, stated: list[Stated], actors: Sequence[Known]) -> Iterator[DraftEvent]:
    """Yield the forms in which a sentence may be told as an event, best first."""
    place = next(iter(find_places(prose, [sentence], actors)), None)
    time = find_time(sentence, prose.language)
    for title in titles(prose, sentence, stated):
        for status in dict.fromkeys((status_of(prose, sentence, title, stated), "planned")):
            yield DraftEvent(title=title, status=status, when=time, where=place, sentences=(sentence.number,))


def status_of(prose: Prose, sentence: Sentence, title: str, stated: Sequence[Stated]) -> Status:
    """Return how a sentence tells what its title says."""
    text, language = sentence.text, prose.language
    said = any(
        one.start < sentence.end and sentence.start < one.end and title[:30] in prose.text[one.start : one.end] for one in stated
    )
    if _DENIED[language].search(text):
        return "denied"
    if _ANNOUNCED[language].search(text):
        return "announced"
    if _HEDGED[language].search(text) and (said or not _PLANNED[language].search(title)):
        return "claimed"
    if _PLANNED[language].search(title):
        return "planned"
    return "claimed" if said else "done"


def draft_headline(prose: Prose, events: Sequence[DraftEvent]) -> DraftLine | None:
    """Return the article's own heading, or else the title of the first event."""
    first = next((sentence for sentence in prose.sentences if sentence.number in prose.headings), None)
    if first and first.number <= 2:
        line = DraftLine(text=first.text, sentences=(first.number,))
        if holds(line, prose):
            return line
    event = next((event for event in events if not leans(event.title)), next(iter(events), None))
    return DraftLine(text=event.title, sentences=event.sentences) if event else None
