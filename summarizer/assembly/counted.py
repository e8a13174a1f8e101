"""What a figure counts or measures: the noun behind the number, or what the clause says it of."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.assembly.nouns import clause_before, genitive_after, is_noun, noun_after, noun_phrases, subject_after
from summarizer.numerals import Amount
from summarizer.numerals.units import DURATIONS
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import BREAK, word_class
from summarizer.schemas import Sentence

_HEIGHT = re.compile(r"\s+(?:in\s+Höhe\s+)?(?:von|über|of|in|to|for|um)\s+(?:insgesamt|jeweils|nur|total of|up to|bis zu)?\s*$")
_OF_THEM = re.compile(r"\s*(?:davon|von ihnen|of them|of those|of whom|darunter)\b", re.I)
_JOINED = re.compile(
    r"\s{0,3}(?:,|und|oder|bis|zu|gegen|von|auf|der|and|or|to|of|against|out of)?\s{0,3}(?:den|der|seinen|ihren|insgesamt|the|its|"
    r"their|his|her|all)?\s{0,3}"
    r"(?:state’s|insgesamt)?\s{0,3}$",
    re.I,
)
_ELLIPTIC = {
    "de": re.compile(r"\b(?:es|davon|ihnen|denen|geplant|bisher|bislang|zuvor|gewesen|zuletzt|seien|sind|waren)\b", re.I),
    "en": re.compile(r"\b(?:them|these|those|which|compared|that|there|already|planned|whom)\b", re.I),
}


_MORE = re.compile(r"\s+(?:mehr|weniger|höher|niedriger|more|fewer|less|higher|lower)(?:\s+(?:als|than)|\s*[,.;)]|$)")
_FORMER = re.compile(r"\b(?:from|compared with|against|after|gegenüber|nach|statt|von)\s+(?:zuvor\s+)?$")


class Counted(NamedTuple):
    """Where the words that belong to an amount end, and what it may count, likeliest first."""

    amount_end: int
    things: tuple[str, ...]


def counted_things(
    prose: Prose, sentence: Sentence, amounts: Sequence[Amount], index: int, earlier: str | None, beside: str | None = None
) -> Counted:
    """Return what the amount at `index` may count; `earlier` is what the last plain count counts, `beside` the figure before it."""
    amount = amounts[index]
    start, end = sentence.start + amount.start, sentence.start + amount.end
    limit = sentence.start + amounts[index + 1].start if index + 1 < len(amounts) else sentence.end
    words = prose.words_of(sentence)
    after = noun_after(prose, words, end, limit)
    amount_end = end
    things: list[str] = []
    if after and (amount.unit is None or after[0].start - end <= 1):
        if amount.unit is None:
            amount_end = after[-1].end
        things.append(prose.text[after[0].start : after[-1].end])
    if beside and _is_compared(prose, sentence, amounts, index, words):
        things.insert(0, beside)
    if amount.unit is None and not after:
        things += _shared(prose, sentence, amounts, index)
        if earlier and _ELLIPTIC[prose.language].search(prose.text, max(sentence.start, start - 60), limit):
            things.append(earlier)
    things += _around(prose, words, start, end, limit, counts=amount.unit is None)
    return Counted(amount_end, tuple(dict.fromkeys([*things, *_last_resort(prose, words, start, end, amount)])))


def _is_compared(prose: Prose, sentence: Sentence, amounts: Sequence[Amount], index: int, words: Sequence[Word]) -> bool:
    """Say whether an amount belongs to the figure before it: "18 Prozent mehr", "from 918 million", "die auf 4 Prozent kam"."""
    amount, before = amounts[index], amounts[index - 1]
    start, end = sentence.start + amount.start, sentence.start + amount.end
    if amount.unit is not None and _MORE.match(prose.text, end):
        return True
    if before.unit != amount.unit:
        if before.unit in DURATIONS:
            return False
        return (
            amount.unit is None
            and bool(_FORMER.search(prose.text, sentence.start, start))
            and not noun_after(prose, words, end, sentence.end)
        )
    if amount.unit is None:
        return False
    opening = max((match.end() for match in BREAK.finditer(prose.text, sentence.start, start)), default=sentence.start)
    own = [word for word in words if opening <= word.start < start]
    stop = BREAK.search(prose.text, end, sentence.end)
    behind = [word for word in words if end <= word.start < (stop.start() if stop else sentence.end)]
    return opening > sentence.start + before.start and not any(is_noun(word, prose, words) for word in (*own, *behind))


def _around(prose: Prose, words: Sequence[Word], start: int, end: int, limit: int, *, counts: bool) -> Iterator[str]:
    """Yield what stands behind the amount as its owner, directly before it, and what the clause is about."""
    owner = genitive_after(prose, words, end, limit)
    if owner:
        yield prose.text[owner[0].start : owner[-1].end]
    if _OF_THEM.match(prose.text, end, limit):
        counts = True
    clause = clause_before(prose, words, start)
    phrases = noun_phrases(prose, clause)
    if phrases and not counts and _HEIGHT.fullmatch(prose.text, phrases[-1].words[-1].end, start):
        yield phrases[-1].text(prose)
    free = [phrase for phrase in phrases if not phrase.preposition]
    for phrase in reversed(free):
        yield phrase.text(prose)
    if not counts or not phrases:
        behind = subject_after(prose, words, end, limit)
        if behind:
            yield behind.text(prose)
    for phrase in reversed(phrases):
        yield phrase.text(prose)


def _shared(prose: Prose, sentence: Sentence, amounts: Sequence[Amount], index: int) -> Iterator[str]:
    """Yield the noun of the amount behind to which this one is joined: "98 gegen 79 Stimmen", "four of the nine judges"."""
    following = next(iter(amounts[index + 1 :]), None)
    if following and following.unit is None and _JOINED.fullmatch(sentence.text, amounts[index].end, following.start):
        limit = sentence.start + amounts[index + 2].start if index + 2 < len(amounts) else sentence.end
        noun = noun_after(prose, prose.words_of(sentence), sentence.start + following.end, limit)
        if noun:
            yield prose.text[noun[0].start : noun[-1].end]


def _last_resort(prose: Prose, words: Sequence[Word], start: int, end: int, amount: Amount) -> Iterator[str]:
    """Yield the nouns nearest to the amount, then its unit, then the words beside it."""
    nouns = [word for word in words if is_noun(word, prose, words) and not start <= word.start < end]
    nouns = [word for word in nouns if word.lower not in word_class("times", prose.language)]
    yield from (word.text for word in sorted(nouns, key=lambda word: (word.start < start, abs(word.start - start)))[:3])
    if amount.unit_text:
        yield amount.unit_text
    yield from (word.text for word in words if word.start >= end and word.lower not in word_class("prepositions", prose.language))
