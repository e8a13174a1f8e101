"""The German subjunctive, by which reported speech runs on without naming its speaker again."""

import functools
import re

_MODAL = re.compile(r"(?:könn|müss|dürf|möch)te(?:n|st|t)?$")
_UMLAUT = re.compile(r"[äöü]")


@functools.lru_cache(maxsize=20_000)
def is_subjunctive(word: str) -> bool:
    """Say whether a German word in lower case can be a verb in the subjunctive, in the first form or the second.

    The infinitive tells (simplemma): "lägen" has an umlaut that "liegen" has not, "arbeite" only lacks the -n of "arbeiten",
    "ginge" is the preterite "ging" with an -e. The preterite of weak verbs ("machte") is no subjunctive here.

    >>> [word for word in "läge hätten müssten koste ginge sei machte zählte größere heute".split() if is_subjunctive(word)]
    ['läge', 'hätten', 'müssten', 'koste', 'ginge', 'sei']
    """
    if word in ("sei", "seien") or _MODAL.match(word):
        return True
    if not word.endswith(("e", "en")) or not word.islower():
        return False
    return is_second_subjunctive(word) or _is_first(word)


@functools.lru_cache(maxsize=20_000)
def is_second_subjunctive(word: str) -> bool:
    """Say whether a word can be nothing but a verb in the second subjunctive: "läge", "hätten", "könnte"."""
    if _MODAL.match(word):
        return True
    if not (word.endswith(("e", "en")) and _UMLAUT.search(word) and word.islower()):
        return False
    infinitive = _infinitive(word)
    return infinitive is not None and not _UMLAUT.search(infinitive)


def _is_first(word: str) -> bool:
    """Say whether a word ends like the first subjunctive, or is a strong preterite with an -e."""
    infinitive = _infinitive(word)
    if infinitive is None or word.endswith("en"):
        return False
    if f"{word}n" == infinitive or (word.endswith("le") and f"{word[:-2]}eln" == infinitive):
        return True
    return not word.endswith("te") and infinitive != word[:-1] and _infinitive(word[:-1]) == infinitive


def _infinitive(word: str) -> str | None:
    """Return the infinitive of a verb form, None for a word that has none."""
    from simplemma import lemmatize

    lemma = lemmatize(word, "de")
    return lemma if lemma.endswith("n") and lemma.islower() else None
