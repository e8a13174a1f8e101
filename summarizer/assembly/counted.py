"""What a figure counts or measures: the noun behind the number, or what the clause says it of."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.assembly.nouns import Phrase, clause_before, genitive_after, is_noun, noun_after, noun_phrases, subject_after
from summarizer.numerals import Amount
from summarizer.numerals.units import DURATIONS, FACTOR
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import BREAK, word_class
from summarizer.schemas import Sentence

_HEIGHT = re.compile(
    r"\s+(?:in\s+(?:Höhe|Wert|Umfang)\s+|im\s+(?:Wert|Umfang)\s+)?(?:totall?ing|worth|valued at|von|über|of|in|to|for|um)\s+"
    r"(?:insgesamt|jeweils|nur|total of|up to|bis zu)?\s*$"
)
# "Umsatz (Mio. Euro) | 2.187 | 2.464": a row of a table counts what its first cell says.
_ROW = re.compile(r"\A\s*+((?:[^\w|\t]|_)*+[^\W\d_][^|\t]*+)(?:\||\t)(?=[^|\t]*+(?:\||\t))")
_OF_THEM = re.compile(r"\s*(?:davon|von ihnen|of them|of those|of whom|darunter)\b", re.I)
_JOINED = re.compile(
    r"\s{0,3}(?:,|und|oder|bis|zu|gegen|von|auf|der|and|or|to|of|against|out of)?\s{0,3}(?:den|der|seinen|ihren|insgesamt|the|its|"
    r"their|his|her|all)?\s{0,3}"
    r"(?:state’s|insgesamt)?\s{0,3}$|\s(?:von|der|of|out of)\s(?:[\w’'-]+\s){0,3}$",
    re.I,
)
_ELLIPTIC = {
    "de": re.compile(r"\b(?:es|davon|ihnen|denen|geplant|bisher|bislang|zuvor|gewesen|zuletzt|seien|sind|waren)\b", re.I),
    "en": re.compile(r"\b(?:them|these|those|which|compared|that|there|already|planned|whom)\b", re.I),
}


_MORE = re.compile(r"\s+(?:mehr|weniger|höher|niedriger|more|fewer|less|higher|lower)(?:\s+(?:als|than|at)|\s*[,.;)]|$)")
# "im 9 km entfernten Wiesental", "ein 50 Meter langes Becken": the adjective belongs to the measure.
_MEASURED = re.compile(r"(?:entfernt|lang|hoh|breit|tief|groß|schwer|weit|dick|teur|stark|alt)e[nrms]?$")
_HYPHENATED = re.compile(r"-([a-z]{3,})\b")
_LENGTHS = frozenset({"m", "km", "cm", "mm", "mi", "ft", "in", "yd"})
# What is said to be so, and in what height, is never what is counted.
_HOLLOW = frozenset(
    "angaben angabe bericht berichte berichten medienberichten schätzung schätzungen einschätzung informationen meldungen höhe "
    "umfang wert größenordnung auskunft darstellung".split()
)
_PAYS = re.compile(
    r"\b(?:zahl(?:t|te|ten|en)|bezahl\w+|stell(?:t|e|te|en|ten)|(?:ge)?brauch\w+|benötig\w+|erh(?:ält|ielt|alten|ielten)|"
    r"bek(?:ommt|am|ommen|amen)|zurückbekommen|investier\w+|spen[dt]s?|needs?|receive[sd]?|approve[sd]?|raise[sd]?|invest(?:s|ed)?|"
    r"übern(?:immt|ahm|ehmen|ahmen)|spendet?\w*|überweist|überwies|verlangt?\w*|bietet|bot|pays?|paid|"
    r"donate[sd]?|offer(?:s|ed)?|covers?|covered)\b"
)
_PAID = re.compile(
    r"\b(?:bezahlt|gezahlt|erhalten|(?:zurück)?bekommen|bereitgestellt|zugesagt|investiert|gespendet|abgezweigt|ausgegeben|eingenommen|"
    r"erbeutet|verlangt|gefordert|angeboten|gebraucht|benötigt|bereit|zur\s+Verfügung)\b"
)
_ELLIPSIS = re.compile(r"\s*(?:[.,;!?)”“\"»«]|$)|\s+(?:und|sowie|and)\s+(?:auf|für|bei|in|an|to|for)\s")
_PRONOUN_SUBJECT = re.compile(r"(?:Dies|Das|Diese|Sie|Er|Es|This|That|It|They)\b")
_FORMER = re.compile(r"\b(?:from|compared with|against|after|gegenüber|nach|statt|von)\s+(?:zuvor\s+)?$")


_GOVERNING = word_class("prepositions", "de") | word_class("prepositions", "en") | {"und", "and", "("}


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
    row = _ROW.match(sentence.text)
    if row and amount.start > row.end():
        return Counted(end, (row[1].strip(),))
    limit = sentence.start + amounts[index + 1].start if index + 1 < len(amounts) else sentence.end
    words = prose.words_of(sentence)
    after = _behind(prose, words, amount, end, limit)
    amount_end = end
    hyphenated = _HYPHENATED.match(prose.text, end) if amount.unit is None and prose.language == "en" else None
    things = [hyphenated[1]] if hyphenated else []
    if after and (amount.unit is None or after[0].start - end <= 1):
        if amount.unit is None:
            amount_end = after[-1].end
        things.append(prose.text[after[0].start : after[-1].end])
    if beside and (_is_compared(prose, sentence, amounts, index, words) or _is_bracketed(sentence, amounts, index, after)):
        things.insert(0, beside)
    if amount.unit is None and not after:
        if earlier and _is_elliptic(sentence, amount):
            things.append(earlier)
        things += _shared(prose, sentence, amounts, index)
        if earlier and _ELLIPTIC[prose.language].search(prose.text, max(sentence.start, start - 60), limit):
            things.append(earlier)
    if amount.unit == FACTOR and earlier and _PRONOUN_SUBJECT.match(sentence.text):
        things.append(earlier)
    if amount.unit in DURATIONS and amount.unit_text:
        # Who did something for three days is not counted in days.
        return Counted(amount_end, tuple(dict.fromkeys([*things, amount.unit_text])))
    things += _around(prose, words, start, end, limit, amount)
    return Counted(amount_end, tuple(dict.fromkeys([*things, *_last_resort(prose, words, start, end, amount)])))


def _is_bracketed(sentence: Sentence, amounts: Sequence[Amount], index: int, after: Sequence[Word] | None) -> bool:
    """Say whether an amount stands in the brackets behind the one before it: "9,8 Prozent (2021: 9,3)"."""
    between = sentence.text[amounts[index - 1].end : amounts[index].start]
    return index > 0 and not after and between.lstrip().startswith("(") and ")" not in between


def _is_elliptic(sentence: Sentence, amount: Amount) -> bool:
    """Say whether a bare number ends its clause behind no preposition: "Wir hatten 19 Torschüsse, Kiel hatte sieben."."""
    before = sentence.text[: amount.start].split()[-1:]
    governed = before and before[0].lower() in _GOVERNING
    return not governed and bool(_ELLIPSIS.match(sentence.text, amount.end))


def _behind(prose: Prose, words: Sequence[Word], amount: Amount, end: int, limit: int) -> list[Word] | None:
    """Return the noun phrase directly behind an amount, without an adjective of its measure."""
    after = noun_after(prose, words, end, limit)
    return after[1:] if after and amount.unit and _MEASURED.match(after[0].text) else after


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


def _around(prose: Prose, words: Sequence[Word], start: int, end: int, limit: int, amount: Amount) -> Iterator[str]:
    """Yield what stands behind the amount as its owner, directly before it, and what the clause is about."""
    counts = amount.unit is None or bool(_OF_THEM.match(prose.text, end, limit))
    owner = genitive_after(prose, words, end, limit)
    located = amount.unit in _LENGTHS and prose.text[end:limit].lstrip().startswith("in ")
    if owner and not located and not owner[-1].text.endswith(("'s", "’s")):
        yield prose.text[owner[0].start : owner[-1].end]
    phrases = [phrase for phrase in _phrases_before(prose, words, start, amount) if phrase.words[-1].lower not in _HOLLOW]
    if phrases and not counts and _HEIGHT.fullmatch(prose.text, phrases[-1].words[-1].end, start):
        yield phrases[-1].text(prose)
    if amount.unit and phrases and _is_paid(prose, phrases[-1].words[-1].end, start, end, limit):
        # Who pays, gets or needs an amount is not what is measured.
        phrases = [phrase for phrase in phrases if phrase.preposition]
    for phrase in reversed(phrases):
        if not phrase.preposition:
            yield phrase.text(prose)
    if not counts or not phrases:
        behind = subject_after(prose, words, end, limit)
        if behind:
            yield behind.text(prose)
    for phrase in reversed(phrases):
        yield phrase.text(prose)


def _is_paid(prose: Prose, before: int, start: int, end: int, limit: int) -> bool:
    """Say whether an amount is paid, got or needed: by the verb before it, or the participle at the end of its clause."""
    stop = BREAK.search(prose.text, end, limit)
    return bool(_PAYS.search(prose.text, before, start) or _PAID.search(prose.text, end, stop.start() if stop else limit))


def _phrases_before(prose: Prose, words: Sequence[Word], start: int, amount: Amount) -> list[Phrase]:
    """Return the noun phrases of the clause before an amount, without a verb at their end: "profit slumps 38%"."""
    phrases = noun_phrases(prose, clause_before(prose, words, start))
    if prose.language == "en" and amount.unit == "%" and phrases and len(phrases[-1].words) > 1:
        last = phrases[-1]
        if last.words[-1].text.endswith("s") and not prose.text[last.words[-1].end : start].strip():
            phrases[-1] = Phrase(last.words[:-1], last.preposition)
    return phrases


def _shared(prose: Prose, sentence: Sentence, amounts: Sequence[Amount], index: int) -> Iterator[str]:
    """Yield the noun of the amount behind to which this one is joined: "98 gegen 79 Stimmen", "four of the nine judges"."""
    following = next(iter(amounts[index + 1 :]), None)
    if following and following.unit is None and _JOINED.fullmatch(sentence.text, amounts[index].end, following.start):
        limit = sentence.start + amounts[index + 2].start if index + 2 < len(amounts) else sentence.end
        noun = noun_after(prose, prose.words_of(sentence), sentence.start + following.end, limit)
        if noun:
            yield prose.text[noun[0].start : noun[-1].end]
            yield noun[-1].text


def _last_resort(prose: Prose, words: Sequence[Word], start: int, end: int, amount: Amount) -> Iterator[str]:
    """Yield the unit of the amount, then the nouns nearest to it, then the words beside it."""
    if amount.unit_text:
        # A unit says less than a noun, and nothing false.
        yield amount.unit_text
    nouns = [word for word in words if is_noun(word, prose, words) and not start <= word.start < end]
    nouns = [word for word in nouns if word.lower not in word_class("times", prose.language)]
    yield from (word.text for word in sorted(nouns, key=lambda word: (word.start < start, abs(word.start - start)))[:3])
    yield from (word.text for word in words if word.start >= end and word.lower not in word_class("prepositions", prose.language))
