"""Nouns and noun phrases without a parser: in German by capitals, in English by what stands around them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import BREAK, function_words, is_lexical, word_class
from summarizer.schemas import Language

_ADJECTIVE = re.compile(r"[a-zäöüß-]{3,}(?:e[nmrs]?|er)$")
_OWNED = {
    "de": re.compile(r"\s+(der|des|aller|dieser|ihrer|seiner|von|vom|an|am)\s", re.I),
    "en": re.compile(r"\s+(of|in)\s", re.I),
}
_ATTRIBUTES = frozenset(
    "weitere weiteren weiterer solche solcher solchen andere anderen anderer seiner ihrer seine ihre mehr solches".split()
)
_PARTICIPLE = re.compile(r"[a-z]{3,}(?:ed|ing)$")
_IRREGULAR = frozenset(
    "taken seen given known made sold built found led lost cut set shown drawn born written hit rose fell slid shrank".split()
)
_TRAILING = re.compile(r"[a-z]{3,}ed$")
# "profit falls as prices rise by a third": the clause begins at the conjunction, without a comma.
_CONJUNCTIONS = frozenset("as after while because when but since although that if whether where before who which said".split())
LONGEST_PHRASE_WORDS = 5


_NOUNS_TOO = frozenset("costs plans needs wants works lives stays falls rises cuts".split())
_MODALS = frozenset("will would shall should can could may might must".split())
_BEFORE_PARTICIPLES = frozenset("before after while when by without and or who which that".split())
# "closing 8.3 percent lower", "three points clear", "85 people overnight": what stands behind a noun, or in its place, and is none.
_PREDICATIVE = frozenset(
    "lower higher clear overnight up down apart off out daily weekly monthly annually yearly adrift nationwide worldwide overall "
    "total alone altogether afterwards thereafter beforehand longer shorter better worse".split()
)
_PLURAL_LOOKING = frozenset("sales sports goods arms news savings operations earnings customs systems communications".split())

NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve hundred thousand million billion dozen".split()
)


class Phrase(NamedTuple):
    """A noun phrase without its article, and the preposition before it, "" where there is none."""

    words: tuple[Word, ...]
    preposition: str

    def text(self, prose: Prose) -> str:
        """Return the phrase as it stands."""
        return prose.text[self.words[0].start : self.words[-1].end]


def _is_before_modal(word: Word, words: Sequence[Word]) -> bool:
    """Say whether a word in the plural is the subject of the verb behind it: "costs could rise"."""
    index = words.index(word)
    return index + 1 < len(words) and words[index + 1].lower in _MODALS | {"are", "were", "have", "rose", "fell"}


def is_noun(word: Word, prose: Prose, words: Sequence[Word]) -> bool:
    """Say whether a word of a sentence may be a noun or name."""
    language = prose.language
    if language == "en" and word.lower in _NOUNS_TOO and _is_before_modal(word, words):
        return True
    if not word.text[0].isalpha() or word.lower in function_words(language):
        return False
    if language == "en":
        index = words.index(word)
        before = words[index - 1].lower if index else ""
        opening = before in _BEFORE_PARTICIPLES or (index == 0 and word.text.islower() and word.text.endswith("ing"))
        if before in _MODALS or word.lower in _PREDICATIVE or (opening and _PARTICIPLE.match(word.text)):
            return False
        if _TRAILING.match(word.text) or word.lower in _IRREGULAR:
            # "operating profit dropped": a verb behind its noun; "wounded soldiers" begins a phrase.
            behind = index > 0 and words[index - 1].lower not in function_words("en") and _contiguous(prose, words[index - 1], word)
            return not behind and not _is_verb(word, language)
        return not _is_verb(word, language) and not word.lower.endswith("ly") and word.lower not in NUMBER_WORDS
    return word.capital and not (_opens(word, prose, words) and is_lexical(word.text, "de"))


def _opens(word: Word, prose: Prose, words: Sequence[Word]) -> bool:
    """Say whether a word begins a sentence, a quotation or what follows a colon."""
    return word is words[0] or prose.text[max(0, word.start - 2) : word.start].strip(" ")[-1:] in set(':.!?„“»«"')


def _is_verb(word: Word, language: Language) -> bool:
    return word.lower in word_class("verbs", language)


def _contiguous(prose: Prose, one: Word, other: Word) -> bool:
    """Say whether only white space stands between two words."""
    return not prose.text[one.end : other.start].strip()


def noun_after(prose: Prose, words: Sequence[Word], end: int, limit: int) -> list[Word] | None:
    """Return the words from the first adjective to the head noun directly behind a place, None where no noun stands there."""
    following = [word for word in words if end <= word.start and word.end <= limit]
    if not following or prose.text[end : following[0].start].strip(' \u00a0\u202f-„“"»«'):
        return None
    run: list[Word] = []
    for word in following:
        if run and not _contiguous(prose, run[-1], word):
            break
        run.append(word)
    return _german_head(prose, run, words) if prose.language == "de" else _english_head(run)


# "600.000 getötete oder verwundete Soldaten": adjectives may be joined.
_JOINING = frozenset(("und", "oder", "sowie", "bzw"))


def _german_head(prose: Prose, run: Sequence[Word], words: Sequence[Word]) -> list[Word] | None:
    for index, word in enumerate(run[:LONGEST_PHRASE_WORDS]):
        if is_noun(word, prose, words):
            following = run[index + 1] if index + 1 < len(run) else None
            adjective = following is not None and word.lower.endswith("er") and word.text[:-2] and index == 0 and following.capital
            pair = [other.text for other in run[index + 1 : index + 3]]
            if len(pair) == 2 and pair[0] == "und" and word.text.removesuffix("innen")[:4] == pair[1][:4]:
                return list(run[: index + 3])
            last = index + 1 if adjective and following and is_noun(following, prose, words) else index
            return list(run[: last + 1])
        if index and word.lower in _JOINING:
            continue
        following = run[index + 1] if index + 1 < len(run) else None
        if (
            following
            and word.lower in word_class("adverbs", "de")
            and following.text.islower()
            and _ADJECTIVE.match(following.text)
        ):
            # "drei bislang unbekannte Täter"
            continue
        if (word.lower in function_words("de") and word.lower not in _ATTRIBUTES) or not (
            _ADJECTIVE.match(word.text) or word.lower in ("und", "noch") or word.lower in _ATTRIBUTES
        ):
            return None
    return None


def _english_head(run: Sequence[Word]) -> list[Word] | None:
    head: list[Word] = []
    for word in run[:LONGEST_PHRASE_WORDS]:
        participle = bool(_PARTICIPLE.match(word.text)) and "-" not in (head[-1].text if head else "")
        # "One in five products contains cocoa": behind a plural a word with an s is the verb.
        plural = head and head[-1].lower.endswith("s") and head[-1].lower not in _PLURAL_LOOKING
        timed = head and (word.lower in ("next", "last") or word.lower in word_class("times", "en"))
        if (plural and word.text.islower() and word.lower.endswith("s")) or word.lower in _PREDICATIVE or timed:
            break
        stop = (
            word.lower in function_words("en") or (head and (participle or word.lower in _IRREGULAR)) or word.lower.endswith("ly")
        )
        if stop or not word.text[0].isalpha():
            break
        head.append(word)
    return head or None


def genitive_after(prose: Prose, words: Sequence[Word], end: int, limit: int) -> list[Word] | None:
    """Return the noun phrase that owns what ends at a place: "der Stimmen", "of the votes", "an Hilfen"."""
    match = _OWNED[prose.language].match(prose.text, end, limit)
    if not match:
        return None
    position = match.end()
    following = next((word for word in words if word.start >= position), None)
    if following and following.lower in word_class("times", prose.language):
        return None
    if following and following.lower in word_class("determiners", prose.language):
        position = following.end
    return noun_after(prose, words, position, limit)


def clause_before(prose: Prose, words: Sequence[Word], start: int) -> list[Word]:
    """Return the words of the clause before a place; where the clause has no noun before it, those of the sentence."""
    before = [word for word in words if word.end <= start]
    if not before:
        return []
    breaks = [match.end() for match in BREAK.finditer(prose.text, before[0].start, start)]
    if prose.language == "en":
        breaks = sorted([*breaks, *(word.end for word in before[1:] if word.lower in _CONJUNCTIONS)])
    for opening in reversed(breaks):
        clause = [word for word in before if word.start >= opening]
        if any(is_noun(word, prose, words) and word.lower not in word_class("times", prose.language) for word in clause):
            return clause
    return before


def noun_phrases(prose: Prose, words: Sequence[Word]) -> list[Phrase]:
    """Return the noun phrases of a run of words, genitives joined to the noun before them; words for times are left out."""
    times = word_class("times", prose.language)
    phrases: list[Phrase] = []
    index = 0
    while index < len(words):
        stop = _phrase_end(prose, words, index)
        if stop is None:
            index += 1
            continue
        phrase = Phrase(tuple(words[index:stop]), _governor(prose, words, index))
        joined = phrases and _owns(prose, words, index, phrases[-1])
        if joined:
            phrases[-1] = Phrase(
                (*phrases[-1].words, *_between(words, phrases[-1].words[-1], phrase.words[0]), *phrase.words),
                phrases[-1].preposition,
            )
        elif phrase.words[-1].lower not in times:
            phrases.append(phrase)
        index = stop
    return phrases


def _phrase_end(prose: Prose, words: Sequence[Word], index: int) -> int | None:
    """Return the index behind the noun phrase that begins at `index`, None where none does."""
    stop = index
    while stop < len(words) and stop - index < LONGEST_PHRASE_WORDS:
        word = words[stop]
        if stop > index and not _contiguous(prose, words[stop - 1], word):
            break
        if not is_noun(word, prose, words):
            break
        stop += 1
    return stop if stop > index else None


def _governor(prose: Prose, words: Sequence[Word], index: int) -> str:
    """Return the preposition before the noun phrase at `index`, over its article and adjectives."""
    for back in range(index - 1, max(-1, index - 5), -1):
        if not _contiguous(prose, words[back], words[back + 1]):
            return ""
        lower = words[back].lower
        if lower in word_class("prepositions", prose.language):
            return lower
        if lower not in word_class("determiners", prose.language) and not _ADJECTIVE.match(words[back].text):
            return ""
    return ""


def _owns(prose: Prose, words: Sequence[Word], index: int, before: Phrase) -> bool:
    """Say whether the noun phrase at `index` is a genitive: "Start eines Satelliten", "Rendite zehnjähriger Anleihen"."""
    between = _between(words, before.words[-1], words[index])
    if len(between) > 3 or prose.text[before.words[-1].end : words[index].start].strip(
        " \n" + "".join(word.text for word in between)
    ):
        return False
    if prose.language == "en":
        return bool(between) and between[0].lower == "of"
    first = between[0].lower if between else ""
    if first in ("der", "des", "eines", "einer", "dieses", "dieser", "seiner", "ihrer", "seines", "ihres", "von"):
        return all(_ADJECTIVE.match(word.text) for word in between[1:])
    return bool(between) and len(between) == 1 and first.endswith("er") and first not in function_words("de")


def _between(words: Sequence[Word], one: Word, other: Word) -> list[Word]:
    return [word for word in words if one.end <= word.start and word.end <= other.start]


def subject_after(prose: Prose, words: Sequence[Word], end: int, limit: int) -> Phrase | None:
    """Return the first noun phrase behind a place, up to the end of its clause, that no preposition governs."""
    stop = BREAK.search(prose.text, end, limit)
    following = [word for word in words if end <= word.start and word.end <= (stop.start() if stop else limit)]
    return next((phrase for phrase in noun_phrases(prose, following) if not phrase.preposition), None)
