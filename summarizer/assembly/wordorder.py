"""Clauses told with their subject first: "Dabei starben drei Menschen" and "dass drei Menschen gestorben sind" as main clauses."""

import functools
import re
from collections.abc import Sequence

from summarizer.assembly.nouns import noun_after
from summarizer.numerals import find_amounts
from summarizer.rules.phrases import speaker_from
from summarizer.rules.prose import Prose, Word
from summarizer.rules.wordclasses import function_words, word_class

_OBLIQUE = frozenset("den dem des einen einem eines sich ihn ihm ihnen uns man es".split())
_LAST_VERBS = frozenset(
    "hat haben hatte hatten habe hätten hätte ist sind war waren sei seien wäre wären wird werden wurde wurden werde würde würden "
    "kann können konnte könne könnte könnten muss müssen müsse müsste soll sollen solle sollte sollten will wollen wolle wollte "
    "wollten darf dürfen dürfe dürfte dürften".split()
)
"""Verbs that may move from a clause's end to its second place as they are; others may leave a particle behind."""
_NUMBERS = frozenset("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend".split())
_PLURAL_GENITIVES = frozenset("beider zweier dreier mehrerer vieler aller einiger zahlreicher".split())
_CLOSING_MARK = re.compile(r"\s[A-ZÄÖÜ]\.|\w\w[“”«»\"]")
_CLAUSE_END = re.compile(r"[,;:]|\s[–—]\s")


@functools.lru_cache(maxsize=20_000)
def is_finite(word: str) -> bool:
    """Say whether a German word in lower case may be the verb of a main clause.

    >>> is_finite("verurteilte"), is_finite("starben"), is_finite("mindestens")
    (True, True, False)
    """
    from simplemma import is_known, lemmatize

    if word in word_class("verbs", "de"):
        return True
    if not word[:1].islower() or word in function_words("de") or word in _NUMBERS:
        return False
    lemma = lemmatize(word, "de")
    return is_known(word, "de") and lemma[:1].islower() and lemma.endswith("n") and (lemma != word or not word.endswith("en"))


def is_plural(word: str) -> bool:
    """Say whether a German word in lower case may be a verb in the plural, which looks like the infinitive: "planen"."""
    from simplemma import is_known, lemmatize

    return word.islower() and word.endswith("en") and is_known(word, "de") and lemmatize(word, "de") == word


def subject_end(prose: Prose, words: Sequence[Word], index: int, limit: int) -> int | None:
    """Return where the noun phrase ends that begins at a word and may be a subject, an amount before its noun included."""
    if index >= len(words) or words[index].lower in _OBLIQUE:
        return None
    start = words[index].start
    amount = next((one for one in find_amounts(prose.text[start:limit], "de") if one.start == 0), None)
    if amount:
        noun = noun_after(prose, words, start + amount.end, limit)
        return noun[-1].end if noun else None
    stop = speaker_from(prose, words, index)
    if stop and stop + 1 < len(words) and words[stop].lower in _PLURAL_GENITIVES:
        owner = noun_after(prose, words, words[stop].end, limit)
        stop = words.index(owner[-1]) + 1 if owner else None
    # "Vertreter der Huthi und der Regierung": where the second part ends is not known.
    joined = stop is not None and stop < len(words) and words[stop].lower in ("und", "sowie", "oder")
    return words[stop - 1].end if stop and not joined and words[stop - 1].end <= limit else None


def turned(prose: Prose, words: Sequence[Word], verb: int, limit: int) -> str | None:
    """Return a German clause told from its verb on with the subject in front of it; None where no subject follows the verb."""
    end = subject_end(prose, words, verb + 1, limit)
    # "legte Marco T. Feuer", "soll die „Gretje“ fahren": the mark belongs to the name.
    end = end + 1 if end is not None and _CLOSING_MARK.match(prose.text, end - 2, end + 1) else end
    if end is None or prose.text[words[verb].end : words[verb + 1].start].strip():
        return None
    subject, rest = prose.text[words[verb + 1].start : end], prose.text[end:limit]
    if not re.search(r"\w", rest) or rest.lstrip()[:1] == ",":
        return None
    return _opened(f"{subject} {words[verb].text}{rest}")


def straightened(prose: Prose, start: int, end: int) -> str | None:
    """Return a German subordinate clause as a main clause: "drei Menschen gestorben sind" as "Drei Menschen sind gestorben"."""
    stop = _CLAUSE_END.search(prose.text, start, end)
    end = stop.start() if stop else end
    words = prose.words_in(start, end)
    if len(words) < 4 or words[-1].lower not in _LAST_VERBS:
        return None
    if words[-2].lower in ("werden", "worden", "haben", "sein") and words[-1].lower in ("wird", "werden"):
        return None
    subject = subject_end(prose, words, 0, words[-1].start)
    if subject is None:
        return None
    middle = prose.text[subject : words[-1].start].strip()
    return _opened(f"{prose.text[words[0].start : subject]} {words[-1].text} {middle}") if middle else None


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
