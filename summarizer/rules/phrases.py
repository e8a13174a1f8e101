"""Where the noun phrase that names a speaker begins and ends."""

import re
from collections.abc import Sequence

from summarizer.grounding.verbs import finite
from summarizer.rules.labels import is_word, label
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import function_words, is_lexical, word_class

_ADJECTIVE = re.compile(r"[a-zäöüß-]{3,}(?:e[nmrs]?|er)$")
_LINKS = frozenset("der des von vom für beim bei aus zu zur zum".split())
_SITE = re.compile(r"[\w-]+\.(?:de|at|ch|com|org|net|eu)|[a-z]+-online|[a-z]+\.[a-z]{2,3}")
_PERSONAL = {"de": frozenset("er sie ich wir man es".split()), "en": frozenset("he she they it we i".split())}
_ENGLISH_LINKS = frozenset("of for at from the and on".split())
_ENGLISH_NOUNS = frozenset("reports states claims calls plans offers demands estimates forecasts notes promises warning".split())
_ENGLISH_VERBS = frozenset({verb for verb in finite("en") if verb.endswith(("ed", "s"))} - _ENGLISH_NOUNS) | frozenset(
    "said told wrote thought found".split()
)
LONGEST_WORDS = 14


def speaker_from(prose: Prose, words: Sequence[Word], index: int) -> int | None:
    """Return the index behind the noun phrase that begins at `index`, None where none does."""
    if index >= len(words):
        return None
    if words[index].lower in _PERSONAL[prose.language]:
        return index + 1
    return _german(prose, words, index) if prose.language == "de" else _english(prose, words, index)


def _joined(prose: Prose, words: Sequence[Word], index: int) -> bool:
    return index > 0 and not prose.text[words[index - 1].end : words[index].start].strip(' \n\u00a0„“"»«()')


def _german(prose: Prose, words: Sequence[Word], index: int) -> int | None:
    start = index
    index = _opening(words, index)
    head = _nouns(prose, words, index, start)
    if head is None:
        return None
    while head < len(words) and head - start < LONGEST_WORDS and _joined(prose, words, head):
        following = words[head].lower
        if following not in _LINKS or (
            following in ("bei", "aus", "zu", "zum", "zur", "für") and words[head - 1].lower == "sprecher"
        ):
            break
        inner = _nouns(prose, words, _opening(words, head + 1), head + 1)
        if inner is None:
            break
        head = inner
    return head


def _opening(words: Sequence[Word], index: int) -> int:
    """Skip an article and adjectives."""
    steps = 0
    while index < len(words) and steps < 5:
        word = words[index]
        if word.lower in word_class("determiners", "de") or (
            not _SITE.fullmatch(word.text)
            and word.text[0].islower()
            and _ADJECTIVE.match(word.text)
            and word.lower not in function_words("de")
        ):
            index += 1
            steps += 1
        else:
            break
    return index


def _nouns(prose: Prose, words: Sequence[Word], index: int, start: int) -> int | None:
    """Return the index behind the capitalised words from `index`, None where there is none."""
    stop = index
    while stop < len(words) and (stop in (start, index) or _joined(prose, words, stop)):
        word = words[stop]
        if _SITE.fullmatch(word.text):
            stop += 1
            continue
        if (stop == 0 and is_lexical(word.text, "de")) or (stop > index and _begins_anew(words[stop - 1], word)):
            break
        if not word.capital or word.lower in word_class("times", "de") or (word.lower in function_words("de") and stop == index):
            small = (
                stop > index
                and word.lower in ("und", "van", "de", "al", "von", "der", "bin", "el", "ben", "di")
                and stop + 1 < len(words)
            )
            if not (small and words[stop + 1].capital and word.lower not in ("und", "von", "der")):
                break
        stop += 1
    return stop if stop > index else None


def _begins_anew(before: Word, word: Word) -> bool:
    """Say whether a noun behind a noun is another phrase: "die Opposition Neuwahlen"; a name goes on with its office."""
    return label(before.text, "de") in ("common", "body", "role") and label(word.text, "de") == "common" and is_word(word.text)


def _english(prose: Prose, words: Sequence[Word], index: int) -> int | None:
    stop = index
    capital = False
    while stop < len(words) and stop - index < LONGEST_WORDS and (stop == index or _joined(prose, words, stop)):
        word = words[stop]
        lower = word.lower
        linked = lower in _ENGLISH_LINKS and stop > index and stop + 1 < len(words) and lower != "on"
        opening = lower in word_class("determiners", "en") and (stop == index or words[stop - 1].lower in _ENGLISH_LINKS)
        if (
            lower in _ENGLISH_VERBS
            or lower in word_class("times", "en")
            or (lower in function_words("en") and not linked and not opening)
        ):
            break
        capital = capital or word.capital
        stop += 1
    while stop > index and words[stop - 1].lower in (_ENGLISH_LINKS | word_class("determiners", "en")):
        stop -= 1
    return stop if stop > index else None
