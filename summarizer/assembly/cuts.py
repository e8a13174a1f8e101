"""Where a sentence may be cut so that what is left is still true: asides, relative clauses, subordinate clauses at its end."""

import re
from collections.abc import Iterator

from summarizer.rules.prose import words_of
from summarizer.schemas import Language

LONGEST_TITLE_WORDS = 16
SHORTEST_TITLE_WORDS = 4
_SUBORDINATE: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r",\s+(?=(?:(?:in|mit|auf|an|bei|von|aus|für|über|unter|zu|nach|vor|gegen|um|durch)\s+)?(?:der|die|das|den|dem|"
        r"dessen|deren|denen)\s+(?!\w+\s*,)|"
        r"(?:wie|wo|wobei|während|nachdem|weil|obwohl|obgleich|wodurch|womit|sodass|so|da|damit|bevor|indem|ehe|falls|wenn|"
        r"als|ohne|statt|um|was|woraufhin|"
        r"darunter|hieß|teilte|sagte|erklärte|berichtete|meldete|bestätigte|gab|nämlich|also|nach|laut|allerdings|"
        r"jedoch|zumal)\b)|;\s|\s[–—]\s"
    ),
    "en": re.compile(
        r",\s+(?=(?:who|which|where|when|while|whose|although|though|because|after|before|since|as|if|so|with|including|"
        r"according|said|says|saying|"
        r"adding|but|and\s+(?:said|that)|reports?|a\s+spokes\w+|having|being|leaving|making|\w+ing)\b)|;\s|\s[–—]\s"
    ),
}
_OPENING: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"^(?:Berichten zufolge|Medienberichten zufolge|Wie\b[^,]{3,120},)\s*"),
    "en": re.compile(r"^(?:According to [^,]{3,80},|Reportedly,?)\s*"),
}
# "kündigte an, die Fahrten auszusetzen": what looks like a relative clause is what is announced.
_INFINITIVE = re.compile(
    r",[^,;:]*\b(?:zu\s+[a-zäöüß]+n|(?:ab|an|auf|aus|ein|vor|zurück|weiter|fest|nach|mit|um|los|her|hin|weg)zu[a-zäöüß]+n)\b"
)
_INSERTED = re.compile(
    r",\s+(?:der|die|das|den|dem|dessen|deren|wie|in dem|in der|who|which|whose)\s(?:[^,;:.!?„“\"]|\.(?=\d)){8,120},\s+"
    r"(?=[a-zäöüß])"
)
_GOES_ON = re.compile(r"(?:und|oder|and|or|dass|sagte|teilte|said|unter|darunter|including)\b")
# "Menschen, die wenig schlafen, erkranken häufiger" does not say that people do.
_IN_PLURAL = re.compile(r"(?:sind|[a-zäöüß]+n|are|were|have|do)\b")
_ALL = re.compile(r"\b(?:jede[rsmn]?|keine?[rsmn]?|niemand|wer|alle[rsn]?|every|each|no|any|anyone|those)\b[^,]*$", re.I)
_CONDITION = re.compile(r"(?:wenn|falls|sofern|solange|ohne|statt|if|unless)\b")
"""What is cut off before these is not true without them."""
_BRACKET = re.compile(r"\s\([^()]{1,40}\)")
_CATAPHORIC = re.compile(
    r"^(?:Das|Dies|Genau das|In diesem (?:Zusammenhang|Kontext)|Fest steht|This|That)\b[^:„“\"]{0,110}:\s+(?=[A-ZÄÖÜ])"
)
_ANNOUNCED = re.compile(
    r"^(?:[^:„“\"]{3,45}|[^:„“\"]{0,60}\b(?:es|das|dies|fest|klar|eindeutig)\b[^:„“\"]{0,60}):\s+(?=[A-ZÄÖÜ„“\"])"
)


def cut(text: str, language: Language) -> Iterator[str]:
    """Yield a sentence without asides, cut at its first subordinate clause, then whole."""
    text = _CATAPHORIC.sub("", _BRACKET.sub("", text))
    announced = _ANNOUNCED.match(text)
    if announced and len(words_of(text[announced.end() :])) > SHORTEST_TITLE_WORDS:
        yield from cut(text[announced.end() :], language)
    if _OPENING[language].match(text):
        return
    joined = _without_inserted(text)
    if joined:
        yield joined
    parted = False
    ends = [match.start() for match in _SUBORDINATE[language].finditer(text)]
    conditional = bool(ends and _CONDITION.match(text[ends[0] :].lstrip(", ")))
    if ends and not conditional and len(words_of(text[: ends[0]])) >= SHORTEST_TITLE_WORDS and not _INFINITIVE.match(text, ends[0]):
        parted = True
        yield text[: ends[0]]
    # What can't be cut short is told whole.
    if not (joined or parted) or len(words_of(text)) <= LONGEST_TITLE_WORDS:
        yield text


def _without_inserted(text: str) -> str | None:
    """Return a sentence without a relative clause between two commas, None where it has none or is true only with it."""
    match = _INSERTED.search(text)
    if not match or _GOES_ON.match(text, match.end()) or _IN_PLURAL.match(text, match.end()) or _ALL.search(text[: match.start()]):
        return None
    return text[: match.start()] + " " + text[match.end() :]


def main_end(text: str, start: int, end: int, language: Language) -> int:
    """Return where the first subordinate clause of a span begins."""
    match = _SUBORDINATE[language].search(text, start, end)
    return match.start() if match else end
