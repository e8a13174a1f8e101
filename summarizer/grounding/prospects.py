"""Verbs that a sentence leaves open: behind a modal, "to" or "zu", in the future."""

import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.words import FUNCTION_WORDS, Token
from summarizer.schemas import Language

_MODALS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:will|wollen|wolle|wollten?|soll|sollen|solle|sollten?|könnten?|möchten?|dürften?|würden?|möge|mag|"
        r"plan(?:t|en|te|ten)|beabsichtig\w+|erwäg\w+|erwog\w*)$"
    ),
    "en": re.compile(r"^(?:will|would|shall|should|could|may|might|to)$"),
}
_FUTURES = frozenset("wird werden werde werdet".split())
# "was able to", "managed to": what follows did happen.
_FACTIVE = re.compile(
    r"^(?:manag|beg[aiu]n|start|continu|forc|help|used?$|c[ao]me|g[eo]t|prov|had|have|has|able|enough|seem|appear|rush|"
    r"went|cling|agree)"
)
_FACTIVE_DE = re.compile(
    r"^(?:gel[aiu]ng|beg[aio]n|schein|schien|schaff|hör|ohne|zwang|gezwungen|veranlass|bracht|half|erlaub)", re.I
)


def open_in_english(words: Sequence[Token], wanting: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield the verb behind each modal or "to", over adverbs, "be" and "have"; `wanting` are stems of verbs before a "to"."""
    for at, token in enumerate(words):
        lower = token.text.lower()
        before = words[at - 1].text.lower() if at else ""
        if not _MODALS["en"].match(lower) or token.text == "May" or (lower == "to" and not _is_aim(words, at, wanting)):
            continue
        said = f"{before} {token.text}" if lower == "to" else token.text
        for follower in words[at + 1 : at + 5]:
            yield follower.start, said.strip()
            if follower.text.lower() not in _LINKS and not follower.text.endswith("ly"):
                break


def _is_aim(words: Sequence[Token], at: int, wanting: frozenset[str]) -> bool:
    """Say whether "to" before a verb leaves open what follows: "is to close", "plans to close", "to close the plant"."""
    before = words[at - 1].text.lower() if at else ""
    behind = words[at + 2].text.lower() if at + 2 < len(words) else ""
    if _FACTIVE.match(before) or at + 1 == len(words) or words[at + 1].text.lower() in FUNCTION_WORDS["en"] - _LINKS:
        return False
    return before in _AIMING or words[at - 1].stem in wanting or behind in OBJECTS


_AIMING = frozenset("is are was were due set likely ready willing plans going wants wanted vowed promised pledged not".split())
OBJECTS = frozenset("the a an its his her their them it him for from with more all any no over up by".split())
_LINKS = frozenset("be been have not also then only never always soon".split())


def open_in_german(words: Sequence[Token], text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield the infinitives that a modal governs in its clause, and those with "zu"."""
    yield from _condition(words, text)
    for start, end in spans:
        inside = [token for token in words if start <= token.start < end]
        modal = next((token for token in inside if _MODALS["de"].match(token.text.lower())), None)
        future = next((token for token in inside if token.text.lower() in _FUTURES), None)
        hearsay = modal is not None and modal.text.lower().startswith("soll") and any(t.text in {"haben", "sein"} for t in inside)
        for at, token in enumerate(inside):
            before = inside[at - 1].text if at else ""
            if (before == "zu" and _is_infinitive(token.text)) or _INNER_ZU.match(token.text):
                if not any(_FACTIVE_DE.match(other.text) for other in words if other.start < token.start):
                    yield token.start, f"{before} {token.text}".strip() if before == "zu" else token.text
            elif modal and token is not modal and (_is_infinitive(token.text) or hearsay or _is_passive(inside, at)):
                yield token.start, modal.text
            elif future and token is not future and at + 1 >= len(inside) - 1 and _is_pure_infinitive(token.text):
                yield token.start, future.text


def _condition(words: Sequence[Token], text: str) -> Iterator[tuple[int, str]]:
    """Yield all words of a sentence that begins with its verb and has one behind a comma: "Gelingt sie nicht, setzt er …"."""
    from simplemma import lemmatize

    first = words[0].text.lower() if words else ""
    if len(words) < _LEAST_CONDITION or (first not in _CONDITIONS and (lemmatize(first, "de") == first or not first.endswith("t"))):
        return
    if words[1].text in {"wird", "wurde", "werden", "wurden", "ist", "sind", "war", "waren", "hat", "haben", "hatte"}:
        return
    for one, other in itertools.pairwise(words):
        behind = text[one.end : other.start].strip() == ","
        if behind and other.text[:1].islower() and (other.text in {"so", "dann"} or _is_inflected_verb(other.text)):
            yield from ((token.start, words[0].text) for token in words)
            return


_LEAST_CONDITION = 5
_CONDITIONS = frozenset(
    "sollte sollten wird werden würde würden kommt käme bleibt ist sind hat haben muss müssen kann können".split()
)


def _is_inflected_verb(word: str) -> bool:
    """Say whether a German word is a finite verb: its base form is an infinitive in other letters."""
    from simplemma import lemmatize

    lemma = lemmatize(word, "de")
    return lemma != word and bool(re.search(r"(?:[er]n|eln|sein|tun)$", lemma))


_INNER_ZU = re.compile(
    r"^(?:ab|an|auf|aus|bei|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|statt|um|vor|weg|weiter|zurück|zusammen)zu\w{3,}n$"
)


def _is_infinitive(word: str) -> bool:
    """Say whether a German word may be an infinitive."""
    return word[:1].islower() and bool(re.search(r"(?:en|ern|eln|tun)$", word)) and len(word) > 3


def _is_pure_infinitive(word: str) -> bool:
    """Say whether a German word is an infinitive and no participle: the dictionary's base form."""
    from simplemma import lemmatize

    return _is_infinitive(word) and lemmatize(word, "de") == word and not _AS_PARTICIPLE.match(word)


# "verlassen", "betragen": infinitive and participle in one.
_AS_PARTICIPLE = re.compile(
    r"(?:\w{2,5})?ge\w+en$|(?:ver|be|ent|er|zer|über|unter|miss)(?:lass|geb|fall|halt|komm|trag|lauf|rat|stoß|ruf|"
    r"schlag|fahr|tret|seh|les|mess|"
    r"grab|wachs)en$"
)


def _is_passive(inside: Sequence[Token], at: int) -> bool:
    """Say whether a participle stands before "werden" or "worden": "soll gebaut werden"."""
    return any(token.text in {"werden", "worden"} for token in inside[at + 1 : at + 3]) and bool(
        re.search(r"(?:t|en)$", inside[at].text)
    )
