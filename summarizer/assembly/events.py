"""Key events: which sentences they rest on, with title, status, time and place."""

import re
from collections.abc import Iterator, Sequence

from summarizer.assembly.acceptance import holds
from summarizer.assembly.genders import Gender
from summarizer.assembly.register import Known
from summarizer.assembly.salience import Salience, threshold
from summarizer.assembly.speakers import gender_of
from summarizer.assembly.statements import Stated
from summarizer.assembly.times import find_places, find_time
from summarizer.assembly.titles import titles
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftEvent, DraftLine, Language, Sentence, Status

FEWEST, MOST = 3, 7
FEW_SENTENCES = 5
SENTENCES_PER_EVENT = 4
"""A long article has more to tell than the few events that its likeliest sentences make."""
OPENING_SENTENCES = 3
ALIKE = 0.6
"""Share of the shorter one's words that two sentences have in common where they tell the same event."""

_OPENING_PRONOUNS: dict[str, Gender] = {"er": "m", "he": "m", "sie": "f", "she": "f"}
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
        r"\b(?:mutmaßlich|offenbar|angeblich|möglicherweise|soll(?:en)?\b.*\b(?:haben|sein|worden)|vermutlich|"
        r"Berichten zufolge|laut|nach (?:\w*Angaben|Informationen|Einschätzung|Berichten))\b",
        re.I,
    ),
    "en": re.compile(r"\b(?:allegedly|reportedly|apparently|claim\w*|accuse\w*|may|might)\b", re.I),
}
_REPORTED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:soll|sollen)\b[^,;:]*\b\w+(?:t|en)\s+(?:haben|sein|worden sein)\b"),
    "en": re.compile(r"\b(?:is|are) (?:said|alleged|reported|believed|thought) to have\b"),
}
_PLANNED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:will|wollen|soll|sollen|plant|planen|geplant|angesetzt|vorgesehen|beabsichtigt|erwägt|beginnt|"
        r"entscheidet)\b|\b(?:wird|werden)\b(?!.*\b(?:\w{0,5}ge\w+|\w+iert|worden|\w+t)\b).*\b[a-zäöüß]+(?:en|ern|eln)\b"
    ),
    "en": re.compile(r"\b(?:will|plans?|planned|due|scheduled|intends?|aims|is to|are to|expected to|set to|considering)\b"),
}


_LABEL = re.compile(
    r"\W*(?:(?:Presse|Medien)(?:mitteilung|information|bericht)|Presse?[ -](?:release|statement|Info)|Mitteilung|Eilmeldung|"
    r"Interview|Kommentar|Liveticker|Ticker|News|Newsletter|Breaking(?: News)?|For immediate release|Sperrfrist\b.*)\W*",
    re.I,
)
"""A heading that says of which kind a text is."""


def draft_events(prose: Prose, salience: Salience, stated: list[Stated], actors: Sequence[Known]) -> tuple[DraftEvent, ...]:
    """Return the key events in order of weight."""
    events: list[DraftEvent] = []
    told: list[Sentence] = []
    wanted = wanted_events(len(salience.body))
    for probability, sentence in ranked(salience):
        if len(events) >= MOST or (len(events) >= wanted and probability < threshold()):
            break
        if any(salience.share(sentence, other) > ALIKE for other in told):
            continue
        event = next((one for one in _forms(prose, sentence, stated, actors) if holds(one, prose)), None)
        if event:
            events.append(event)
            told.append(sentence)
    return tuple(events)


def wanted_events(sentences: int) -> int:
    """Return how many events an article of so many sentences has at least, where it has sentences that can be told."""
    return max(FEWEST, sentences // SENTENCES_PER_EVENT) if sentences > FEW_SENTENCES else max(1, sentences // 2)


def ranked(salience: Salience) -> list[tuple[float, Sentence]]:
    """Return the sentences that can stand as an event with their probability, likeliest first."""
    told = [(salience.probability(sentence), sentence) for sentence in salience.body if _tells(salience, sentence)]
    return sorted(told, key=lambda pair: (-pair[0], pair[1].number))


def _tells(salience: Salience, sentence: Sentence) -> bool:
    """Say whether a sentence can stand as an event: words enough, no question, not a bare quotation."""
    words = salience.prose.words_of(sentence)
    return (
        len(words) >= 3
        and any(word.text[0].isalpha() for word in words)
        and not sentence.text.rstrip().endswith("?")
        and salience.quoted[sentence.number] < 0.8 * len(sentence.text)
    )


def _forms(prose: Prose, sentence: Sentence, stated: list[Stated], actors: Sequence[Known]) -> Iterator[DraftEvent]:
    """Yield the forms in which a sentence may be told as an event, best first."""
    meant = antecedent(prose, sentence, actors)
    numbers = {sentence.number, *([meant[1]] if meant else [])}
    for title in titles(prose, sentence, stated, subject=meant[0] if meant else None):
        told = " ".join(title.split(": ", 1)[-1].split()).strip("„“")
        said = any(
            one.start < sentence.end
            and sentence.start < one.end
            and told[-20:] in " ".join(prose.text[one.start : one.end].split())
            for one in stated
        )
        time = find_time(told, prose.language) or (None if said else find_time(sentence.text, prose.language))
        place = next(iter(find_places(prose, sentence, actors, told)), None)
        for when in dict.fromkeys((time, None)):
            for status in dict.fromkeys(
                (status_of(sentence.text, title, prose.language, said=said), "claimed" if said else "planned")
            ):
                yield DraftEvent(title=title, status=status, when=when, where=place, sentences=tuple(sorted(numbers)))


def antecedent(prose: Prose, sentence: Sentence, actors: Sequence[Known]) -> tuple[str, int] | None:
    """Return whom the pronoun stands for that opens a sentence, and the sentence that names them; None where that is open.

    Only the one person of the sentence before can be meant, and only where role or first name agree with the pronoun.
    """
    words = prose.words_of(sentence)
    gender = _OPENING_PRONOUNS.get(words[0].lower) if words else None
    if gender is None or sentence.number < 2:
        return None
    before = prose.sentences[sentence.number - 2]
    named = [known for known in actors if any(before.start <= one.start < before.end for one in known.mentions)]
    persons = [known for known in named if known.kind == "person"]
    if len(persons) != 1 or gender_of(persons[0], prose.language) != gender:
        return None
    return persons[0].name, before.number


def status_of(text: str, title: str, language: Language, *, said: bool) -> Status:
    """Return how a sentence tells what its title says; `said` where the title is what somebody says.

    >>> status_of("Er soll das Geld gestohlen haben.", "Er soll das Geld gestohlen haben", "de", said=False)
    'claimed'
    >>> status_of("Die Brücke soll 2027 öffnen.", "Die Brücke soll 2027 öffnen", "de", said=False)
    'planned'
    """
    if _DENIED[language].search(text) and ": " not in title:
        return "denied"
    if _REPORTED[language].search(title):
        return "claimed"
    if _ANNOUNCED[language].search(text):
        return "announced"
    if _PLANNED[language].search(title):
        return "planned"
    return "claimed" if said or _HEDGED[language].search(text) else "done"


def draft_headline(prose: Prose, events: Sequence[DraftEvent], stated: Sequence[Stated]) -> DraftLine | None:
    """Return the article's own heading, or else the title of the first event, rather one that nobody is the source of."""
    headings = [sentence for sentence in prose.sentences if sentence.number in prose.headings]
    named = [sentence for sentence in headings if not _LABEL.fullmatch(sentence.text)]
    first = next(iter(named), None)
    if first and first.number <= 2 + len(headings) - len(named):
        line = DraftLine(text=first.text, sentences=(first.number,))
        if holds(line, prose):
            return line
    said = {number for one in stated for number in one.draft.sentences}
    firm = [event for event in events if event.status != "claimed" and said.isdisjoint(event.sentences)]
    # What an article opens with is what it is about, however weighty an arrest further down.
    event = next((one for one in firm if one.sentences[0] <= OPENING_SENTENCES), next(iter([*firm, *events]), None))
    return DraftLine(text=event.title, sentences=event.sentences) if event else None
