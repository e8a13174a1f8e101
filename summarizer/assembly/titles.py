"""Titles: a sentence cut down to what happened, in its own words."""

import re
from collections.abc import Iterator

from summarizer.assembly.statements import Stated
from summarizer.assembly.times import find_time
from summarizer.rules.phrases import speaker_from
from summarizer.rules.prose import Prose, words_of
from summarizer.rules.wordclasses import word_class
from summarizer.schemas import Language, Sentence

LONGEST_TITLE_WORDS = 14
SHORTEST_TITLE_WORDS = 4
DATELINE = re.compile(
    r"^[A-ZÄÖÜ][\w./ -]{2,40}?\s*(?:\([\w/. -]{2,20}\)|,\s*\d{1,2}\.\s*\w+)\s*(?:[–—:-]\s*|\s)|^[A-ZÄÖÜ]{3,}[\w./ -]{0,30}\s[–—]\s"
)
_SUBORDINATE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r",\s+(?=(?:(?:in|mit|auf|an|bei|von|aus|für|über|unter|zu|nach|vor|gegen|um|durch)\s+)?(?:der|die|das|den|dem|"
        r"dessen|deren|denen)\s+(?!\w+\s*,)|"
        r"(?:wie|wo|wobei|während|nachdem|weil|obwohl|obgleich|wodurch|womit|sodass|so|da|damit|bevor|indem|ehe|falls|wenn|"
        r"als|ohne|statt|um|was|woraufhin|"
        r"darunter|nachdem|hieß|teilte|sagte|erklärte|berichtete|meldete|bestätigte|gab|nämlich|also|nach|laut|allerdings|"
        r"jedoch|zumal)\b)|;\s|\s[–—]\s|\s\("
    ),
    "en": re.compile(
        r",\s+(?=(?:who|which|where|when|while|whose|although|though|because|after|before|since|as|if|so|with|including|"
        r"according|said|says|saying|"
        r"adding|but|and\s+(?:said|that)|reports?|a\s+spokes\w+|having|being|leaving|making|\w+ing)\b)|;\s|\s[–—]\s|\s\("
    ),
}
_OPENING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:(?:Laut|Nach|Gemäß)\s+(?:\w*[Aa]ngaben|\w*[Ii]nformationen|\w*[Bb]erichten|\w*[Ee]inschätzung)?|"
        r"Berichten zufolge|Medienberichten zufolge|"
        r"Wie\b[^,]{3,120},)\s*"
    ),
    "en": re.compile(r"^(?:According to [^,]{3,80},|Reportedly,?)\s*"),
}
_SOURCE = re.compile(r"(?:Laut|Nach|Gemäß|Zufolge|\w+ zufolge)\b")
_PRONOUN = re.compile(
    r"^(?:er|sie|es|das|dies|diese[rsn]?|he|she|it|they|this|that|these|those|we|wir|ich|man|doch|aber|und|denn|but|and|so)\b", re.I
)
_ANNOUNCED = re.compile(r"^[^:„“\"]{3,45}:\s+(?=[A-ZÄÖÜ„“\"])")


def leans(title: str) -> bool:
    """Say whether a title begins with a pronoun or a conjunction: it makes sense behind another sentence only."""
    return bool(_PRONOUN.match(title))


def titles(prose: Prose, sentence: Sentence, stated: list[Stated]) -> Iterator[str]:
    """Yield titles of a sentence, best first; the whole sentence comes last."""
    text = lead(sentence)
    own = [one for one in stated if sentence.start <= one.start and one.end <= sentence.end]
    cued = next((one for one in own if one.draft.cue and one.end - one.start > 0.55 * len(text)), None)
    found: list[str] = list(_cut(told, prose.language)) if (told := _told(prose, sentence)) else []
    if cued and not prose.text[cued.start].islower():
        found += _cut(prose.text[cued.start : cued.end], prose.language)
    found += _cut(text, prose.language)
    seen = [_clean(title) for title in found]
    good = [title for title in seen if len(words_of(title)) >= SHORTEST_TITLE_WORDS and not leans(title)]
    good.sort(key=lambda title: len(words_of(title)) > LONGEST_TITLE_WORDS)
    yield from dict.fromkeys([*good, *seen, _clean(text), sentence.text])


def _told(prose: Prose, sentence: Sentence) -> str | None:
    """Return a German sentence that opens with its source or a time with its subject in front: "Laut X hat der Konzern …"."""
    if prose.language != "de":
        return None
    words = prose.words_of(sentence)
    times = find_time(sentence, "de")
    opening = _SOURCE.match(sentence.text)
    if not opening and not (times and sentence.text.lower().startswith(times.lower())):
        return None
    verb = next((at for at, word in enumerate(words[:14]) if at and word.lower in word_class("verbs", "de")), None)
    if verb is None or (not opening and words[verb].start > sentence.start + len(times or "") + 1):
        return None
    stop = speaker_from(prose, words, verb + 1)
    if (
        not stop
        or words[verb + 1].lower in ("den", "dem", "des", "einen", "einem", "sich", "es", "er", "sie")
        or stop >= len(words)
    ):
        return None
    subject = prose.text[words[verb + 1].start : words[stop - 1].end]
    rest = prose.text[words[stop - 1].end : sentence.end]
    return f"{subject[:1].upper()}{subject[1:]} {words[verb].text}{rest}"


def lead(sentence: Sentence) -> str:
    """Return a sentence without a dateline: "Berlin (dpa) – "."""
    return sentence.text[match.end() :] if (match := DATELINE.match(sentence.text)) else sentence.text


def _cut(text: str, language: Language) -> Iterator[str]:
    """Yield a sentence cut at its first subordinate clause, then at later ones."""
    announced = _ANNOUNCED.match(text)
    if announced and len(words_of(text[announced.end() :])) >= SHORTEST_TITLE_WORDS + 1:
        text = text[announced.end() :]
    if _OPENING[language].match(text):
        return
    ends = [match.start() for match in _SUBORDINATE[language].finditer(text)]
    for end in ends:
        if len(words_of(text[:end])) >= SHORTEST_TITLE_WORDS:
            yield text[:end]
            break
    joined = _without_inserted(text)
    if joined:
        yield joined
    if not ends or len(words_of(text)) <= LONGEST_TITLE_WORDS:
        yield text


def _without_inserted(text: str) -> str | None:
    """Return a sentence without a relative clause between two commas, None where it has none."""
    match = re.search(r",\s+(?:der|die|das|den|dem|dessen|deren|wie|who|which|whose)\s[^,;:„“\"]{8,120},\s+(?=[a-zäöüß])", text)
    if not match or re.match(r"(?:und|oder|and|or|dass|sagte|teilte|said)\b", text[match.end() :]):
        return None
    return text[: match.start()] + " " + text[match.end() :]


def _clean(title: str) -> str:
    """Return a title on one line, without outer marks and a final full stop."""
    title = " ".join(title.split()).strip(" ,;:–—-")
    if title[:1] in '„“"»«' and not re.search(r"[“”\"«»]", title[1:]):
        title = title[1:]
    return title[:-1].rstrip() if title.endswith(".") and not re.search(r"\b\w{1,3}\.$", title) else title
