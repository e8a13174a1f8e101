"""Words of a text exchanged for others."""

import re
from collections.abc import Iterable, Iterator, Mapping

from summarizer.grounding.words import stem
from summarizer.schemas import Language


def swap(text: str, table: Mapping[str, str], *, capitals: bool = True) -> str | None:
    """Return `text` with the first word of `table` that it holds changed, None where it holds none.

    With `capitals` a word with a capital is replaced by one with a capital.

    >>> swap("Mindestens 20 Prozent", {"mindestens": "höchstens"})
    'Höchstens 20 Prozent'
    """
    pattern = "|".join(re.escape(word) for word in sorted(table, key=len, reverse=True))
    match = re.search(rf"(?<![^\W\d_])(?:{pattern})(?!\w)", text, re.I)
    if not match:
        return None
    other = table[match.group().lower()]
    other = capital(other) if capitals and match.group()[0].isupper() else other
    # "2.5%" becomes "2.5 percentage points".
    space = " " if other[0].isalpha() and text[: match.start()][-1:].isdigit() else ""
    return text[: match.start()] + space + other + text[match.end() :]


def capital(words: str) -> str:
    """Return words with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def apart(one: str, other: str) -> bool:
    """Say whether two names or nouns share no word of three letters or more."""
    first, second = ({word[:4].lower() for word in re.findall(r"\w{3,}", text)} for text in (one, other))
    return bool(first and second) and not first & second


def overlap(one: str, other: str, language: Language) -> float:
    """Return which part of the words of `one`, of four letters or more and numbers, stands in `other` in some inflection."""
    mine, others = ({stem(word, language) for word in re.findall(r"[^\W\d_]{4,}|\d+", text)} for text in (one, other))
    return len(mine & others) / len(mine) if mine else 1.0


def removals(text: str, rules: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield `text` with the first word that each rule matches replaced; the text goes on with a capital where it began with one."""
    for pattern, replacement in rules:
        changed = re.sub(pattern, replacement, text, count=1, flags=re.I).strip()
        if changed != text and changed:
            yield capital(changed) if text[0].isupper() else changed
