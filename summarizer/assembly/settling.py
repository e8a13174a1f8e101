"""What makes a report a statement: words of saying, somebody who can speak, and something that is said."""

import dataclasses
import re
from collections.abc import Iterator

from summarizer.assembly.datelines import lead_start
from summarizer.assembly.reports import Report
from summarizer.grounding.verbs import frames
from summarizer.grounding.words import PREPOSITIONS, SENTENCE_ADVERBS
from summarizer.local.spans import TaggedSpan
from summarizer.rules.german import SUBJUNCTIVES
from summarizer.rules.prose import Prose
from summarizer.rules.wordclasses import function_words, word_class
from summarizer.schemas import Language

_ONESELF = re.compile(r"\b(?:[Ii]ch|I)\b")
_PARTICIPLE = re.compile(r"\w{4,}e(?:r|l)?nd")
_HEARSAY = re.compile(r"\bzufolge\b")
_SUBORDINATING = frozenset("indem wobei während weil nachdem obwohl while because although".split())
_PRONOUN_AROUND = re.compile(
    r"(?:(?:er|sie|es|man|he|she|they|it)\b\s*)?(.*?)(?:(?<!\s)\s+(?:er|sie|es|man|he|she|they|it))?", re.I | re.S
)
_DENYING = re.compile(
    r"bestr(?:itt|eit)|dementier|leugne|zurück|widers(?:prach|prich)|\b(?:den(?:y|ies|ied)|reject|disput|dismiss)", re.I
)
_PRONOUN_BEHIND = re.compile(r"\s+(er|sie)\b")
_THING = re.compile(
    r"(?:(?:der|die|das|den|dem|ein|eine|diese[rs]?|the|this|these|those|such)\s+(?:\w+\s+)?)?"
    r"(?:Kosten|Schäden|Schaden|Schätzung(?:en)?|Zahl(?:en)?|"
    r"Verluste?|Preise?|Lage|Situation|Entwicklung(?:en)?|Maßnahmen?|Entscheidung(?:en)?|Forderung(?:en)?|Vorwürfe?|Pläne|Plan|"
    r"costs?|damage|estimates?|numbers?|losses|prices?|situation|measures?|decisions?|demands?|plans?)(?!\w)",
    re.I,
)
"""What is said of, and does not speak."""
_MODALS = frozenset(
    "will wollen wollte wollten soll sollen sollte kann können konnte konnten muss müssen musste ist sind war waren hat haben "
    "hatte hatten wird werden would could should can must is are was were has had".split()
)
_LINKS: dict[Language, frozenset[str]] = {
    language: PREPOSITIONS[language] - {"laut", "nach", "gemäß", "zufolge", "per"} for language in PREPOSITIONS
}
_INDICATIVE = r"\b(?:ist|sind|war|waren|hat|haben|wird|werden|wurde|wurden|kann|muss|bleibt|gibt)\b"


def denies(cue: str | None) -> bool:
    """Say whether words of saying deny what is said: who says them asserts no figure in it.

    >>> denies("bestritt"), denies("wies … zurück"), denies("sagte")
    (True, True, False)
    """
    return bool(cue and _DENYING.search(cue))


def _completed(prose: Prose, report: Report) -> Report:
    """Return a report whose cue has its verb: at the end of what is said or behind who speaks ("wie … berichtet")."""
    if report.speaker and len(report.cues) == 1 and _words(prose, report.cues[0]) in (["wie"], ["as"]):
        behind = next(iter(prose.words_in(report.speaker.end, prose.sentence_at(report.speaker.start).end)), None)
        if behind and behind.lower in frames(prose.language):
            return dataclasses.replace(report, cues=(*report.cues, TaggedSpan(behind.start, behind.end, "cue")))
    if not report.cues or not {word for cue in report.cues for word in _words(prose, cue)} <= _MODALS:
        return report
    words = prose.words_in(report.contents[-1].start, prose.sentence_at(report.contents[-1].start).end)
    last = next((word for word in reversed(words) if word.end <= report.end), None)
    behind = next((word for word in words if word.start >= report.end), None)
    verbs = frames(prose.language)
    if behind and behind.lower in verbs and not prose.text[report.end : behind.start].strip('“”"«» '):
        return dataclasses.replace(report, cues=(*report.cues, TaggedSpan(behind.start, behind.end, "cue")))
    if not last or last.lower not in verbs or last.start <= report.contents[-1].start or prose.language != "de":
        return report
    cut = dataclasses.replace(report.contents[-1], end=last.start)
    cues = (*report.cues, TaggedSpan(last.start, last.end, "cue"))
    return dataclasses.replace(report, contents=[*report.contents[:-1], cut], cues=cues)


def _without_adjuncts(prose: Prose, report: Report) -> Report:
    """Return a report without prepositions in its cue that its verb does not take: "sagte sie vor Analysten"."""
    verbs = [frame for cue in report.cues for word in _words(prose, cue) for frame in frames(prose.language).get(word, ())]
    taken = {word for frame in verbs for word in (frame.particle, *frame.prepositions)}
    loose = [cue for cue in report.cues if verbs and _words(prose, cue)[0] in _LOOSE - taken and len(_words(prose, cue)) == 1]
    if not loose or len(loose) == len(report.cues):
        return report
    first = report.contents[0]
    before = next((cue for cue in loose if cue.end <= first.start and not prose.text[cue.end : first.start].strip()), None)
    contents = [dataclasses.replace(first, start=before.start), *report.contents[1:]] if before else report.contents
    return dataclasses.replace(report, contents=contents, cues=tuple(cue for cue in report.cues if cue not in loose))


def _opened(prose: Prose, report: Report) -> Report:
    """Return a report with the words before a source put into it: "Im Haus waren nach Angaben der Feuerwehr 84 Menschen"."""
    cue = report.cues[0] if report.cues else None
    if cue is None or prose.language != "de" or _words(prose, cue)[0] not in _SOURCES or cue.end > report.start:
        return report
    sentence = prose.sentence_at(cue.start)
    start = lead_start(prose, sentence)
    before = prose.words_in(start, cue.start)
    if len(before) < 2 or re.search('[,;:„“"»«]', prose.text[start : cue.start]) or prose.sentence_at(report.start) != sentence:
        return report
    opening = TaggedSpan(start, before[-1].end, "content", form="indirect")
    return dataclasses.replace(report, contents=[opening, *report.contents])


_SOURCES = frozenset("nach laut gemäß gemäss".split())
_LOOSE = frozenset("vor nach in an bei für gegenüber before at in to for".split())


def settle(prose: Prose, report: Report) -> Report:
    """Return a report whose cue is words of saying only, and whose speaker is somebody who can speak."""
    cues = tuple(piece for cue in report.cues for piece in _without_pronoun(prose, cue))
    stop = next((index for index, cue in enumerate(cues) if index and _begins_clause(prose, cues[index - 1].end, cue)), len(cues))
    # "wies … zurück, indem er auf … verwies": what stands behind the conjunction is the second content's.
    own = cues[:stop] if stop == len(cues) or report.start < cues[stop].start else cues[stop:]
    own = tuple(cue for cue in own if _words(prose, cue)[0] not in _SUBORDINATING)
    report = _opened(prose, _without_adjuncts(prose, _completed(prose, dataclasses.replace(report, cues=own))))
    speaker = report.speaker
    if speaker and _THING.match(prose.text, speaker.start, speaker.end):
        pronoun = _PRONOUN_BEHIND.match(prose.text, max((cue.end for cue in report.cues), default=speaker.end))
        speaker = TaggedSpan(pronoun.start(1), pronoun.end(1), "speaker") if pronoun else None
    return dataclasses.replace(report, speaker=speaker)


def _begins_clause(prose: Prose, start: int, cue: TaggedSpan) -> bool:
    """Say whether a conjunction opens a clause of its own between two pieces of a cue, or with the second."""
    return any(word in _SUBORDINATING for word in re.findall(r"\w+", prose.text[start : cue.end].lower()))


def _words(prose: Prose, span: TaggedSpan) -> list[str]:
    return prose.text[span.start : span.end].lower().split() or [""]


def _without_pronoun(prose: Prose, cue: TaggedSpan) -> Iterator[TaggedSpan]:
    """Yield a cue without the pronoun that was tagged with it: "wies er"."""
    match = _PRONOUN_AROUND.fullmatch(prose.text, cue.start, cue.end)
    assert match
    if match[1]:
        yield dataclasses.replace(cue, start=match.start(1), end=match.end(1))


def is_statement(prose: Prose, report: Report) -> bool:
    """Say whether a report tells what somebody says: more than a pronoun, and a plain sentence only where a word says so."""
    words = prose.text[report.start : report.end].lower().split()
    empty = function_words(prose.language) | word_class("times", prose.language)
    if not words or all(word.strip('„“",.') in empty for word in words):
        return False
    cues = [word for cue in report.cues for word in _words(prose, cue)]
    quoted = prose.quotation_at(report.start, report.end)
    if cues and not quoted and (all(word in _LINKS[prose.language] for word in cues) or (len(words) < 3 and set(cues) <= _MODALS)):
        return False
    told = prose.text[report.start : report.end]
    bare = not cues and not report.speaker and not quoted and not re.search('[„“"”»«]', told)
    if bare and (prose.language == "en" or (re.search(_INDICATIVE, told) and not SUBJUNCTIVES.search(told))):
        return False
    if not quoted and not report.speaker and _ONESELF.search(told):
        # An answer in an interview: whose it is, no word of it says.
        return False
    if not quoted and (_is_topic(prose, report) or _is_deed(prose, report)):
        return False
    return not (_is_hearsay_of_its_subject(prose, report) or _is_circumstance(prose, report) or _is_parted(prose, report))


def is_taken_up(prose: Prose, report: Report, following: Report | None) -> bool:
    """Say whether a report is one noun that the next spells out: "wies Vorwürfe zurück, es habe zu wenige Melder gegeben"."""
    if following is None or not report.cues or report.cues != following.cues or " " in prose.text[report.start : report.end]:
        return False
    told = prose.text[following.start : following.end]
    return bool(re.search(_INDICATIVE, told) or SUBJUNCTIVES.search(told))


def _is_topic(prose: Prose, report: Report) -> bool:
    """Say whether a report tells what somebody spoke about and not what they said: "äußerte sich zur Mitgliedschaft"."""
    cue = " ".join(prose.text[piece.start : piece.end] for piece in report.cues)
    told = prose.text[report.start : report.end]
    finite = re.search(_INDICATIVE, told) or SUBJUNCTIVES.search(told) or "," in told
    return bool(_TOPICAL.search(cue)) and not finite


_TOPICAL = re.compile(
    r"(?:äußer\w+\s+sich\b.*\bzu[rm]?|(?:sprach|sprachen|spricht|sprechen|gesprochen|redete\w*|diskutier\w+|berie?t\w*)\b.*\büber|"
    r"(?:spoke|talked|commented|speaking)\b.*\b(?:about|on))$",
    re.I,
)


def _is_deed(prose: Prose, report: Report) -> bool:
    """Say whether the cue is no word of saying but an auxiliary alone, or what somebody does: "senkte sein Kursziel"."""
    words = {word.strip(",") for cue in report.cues for word in _words(prose, cue)} - PREPOSITIONS[prose.language]
    if not words or words & set(frames(prose.language)):
        return bool(report.cues) and not words and not report.speaker
    return words <= _MODALS - _WILLS or any(_DEED.fullmatch(word) for word in words)


_WILLS = frozenset("will wollen wollte wollten soll sollen sollte".split())
_DEED = re.compile(
    r"(?:ge)?senk\w*|beließ\w*|wertete\w*|rief|riefen|streicht?|streichen|übernahm\w*|zahl(?:t|te|ten|en)|traf\w*|legte\w*|baut\w*|"
    r"cut|cuts|lowered|raised|given|paid|built|bought|sold|left|took"
)


def _is_parted(prose: Prose, report: Report) -> bool:
    """Say whether a semicolon parts a content from a cue that has another behind it: "… gemeldet; sie bestätigte 17 Fälle"."""
    if not report.cues or report.cues[0].start < report.end:
        return False
    behind = prose.text[report.cues[-1].end : prose.sentence_at(report.cues[-1].start).end]
    return ";" in prose.text[report.end : report.cues[0].start] and len(behind.split()) > 2


def is_adverb(prose: Prose, span: TaggedSpan) -> bool:
    """Say whether a word that opens the sentence was tagged as who speaks: "Außerdem wies er …", "Strafmildernd wertete …"."""
    from simplemma import lemmatize

    if span.tag != "speaker":
        return False
    word = prose.text[span.start : span.end]
    participle = prose.language == "de" and bool(_PARTICIPLE.fullmatch(word)) and not lemmatize(word, "de")[:1].isupper()
    return participle or word.lower() in SENTENCE_ADVERBS[prose.language]


def _is_hearsay_of_its_subject(prose: Prose, report: Report) -> bool:
    """Say whether the one called speaker is who others report about: "die Behörden planen Berichten zufolge Angriffe"."""
    words = " ".join(prose.text[piece.start : piece.end] for piece in report.cues)
    if report.speaker is None or not _HEARSAY.search(words):
        return False
    between = prose.text[report.speaker.end : min((piece.start for piece in report.cues), default=report.speaker.end)]
    behind = prose.text[report.speaker.end : report.speaker.end + 10]
    return not _HEARSAY.match(behind.strip()) and "zufolge" not in between


def _is_circumstance(prose: Prose, report: Report) -> bool:
    """Say whether what was tagged as said only tells when or where it was: "Inmitten dieser Angriffe"."""
    words = prose.text[report.start : report.end].split()
    return len(words) < 5 and words[0].lower() in PREPOSITIONS[prose.language] and not prose.quotation_at(report.start, report.end)
