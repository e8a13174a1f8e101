"""Words of the news that mean the same, in German and English: what makes two reports in other words comparable.

They stand in `data/concepts.txt`, one concept a line, and are compared by stem.
"""

import functools

from summarizer.grounding.words import stem
from summarizer.merge.data import read_lines
from summarizer.schemas import Language


@functools.cache
def _entries(language: Language) -> tuple[dict[str, str], dict[frozenset[str], str]]:
    """Return the concept of each stem, and of each pair of stems that mean something together."""
    single: dict[str, str] = {}
    pairs: dict[frozenset[str], str] = {}
    for line in read_lines("concepts.txt"):
        name, _, words = line.partition(":")
        german, _, english = words.partition("|")
        for word in (german if language == "de" else english).split():
            parts = [stem(part, language) for part in word.split("+")]
            if len(parts) == 1:
                single.setdefault(parts[0], name)
            else:
                pairs[frozenset(parts)] = name
    return single, pairs


def concept(stemmed: str, language: Language) -> str | None:
    """Return the concept of a stem, None where it has none.

    >>> concept(stem("Brände", "de"), "de") == concept(stem("blaze", "en"), "en")
    True
    """
    return _entries(language)[0].get(stemmed)


def pair_concepts(stems: frozenset[str], language: Language) -> dict[str, frozenset[str]]:
    """Return the concepts of words that mean something only together ("ums Leben kommen"), with those words."""
    return {name: words for words, name in _entries(language)[1].items() if words <= stems}


@functools.lru_cache(maxsize=50_000)
def compound_concepts(word: str, language: Language) -> tuple[str, ...]:
    """Return the concepts that a German compound is made of: its head, and what stands before it.

    >>> compound_concepts("Raketenangriff", "de")
    ('RAKETE', 'ANGRIFF')
    """
    lower = word.lower()
    if language != "de" or len(lower) < _SHORTEST_COMPOUND:
        return ()
    known = _entries("de")[0]
    found: list[str] = []
    for cut in range(len(lower) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first = next((known[form] for form in _first_parts(lower[:cut]) if form in known), None)
        if first:
            found.append(first)
            break
    for cut in range(_SHORTEST_PART - 1, len(lower) - _SHORTEST_PART + 1):
        head = known.get(stem(lower[cut:], "de"))
        if head:
            found.append(head)
            break
    return tuple(dict.fromkeys(found))


_SHORTEST_COMPOUND = 10
_SHORTEST_PART = 5


def _first_parts(part: str) -> tuple[str, ...]:
    """Return the stems that the first part of a compound may be of, with its joining letters taken out."""
    bare = [part.removesuffix(ending) for ending in ("", "s", "es", "n", "en", "er", "-")]
    return tuple(dict.fromkeys(stem(form, "de") for form in bare if len(form) >= _SHORTEST_PART))
