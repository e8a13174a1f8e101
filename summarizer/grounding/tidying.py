"""Names and nouns of a draft item as they are compared: composed letters, single spaces, no invisible characters.

Words that are looked for letter for letter stay as they are: how they were found is the verdict.
"""

import functools
import re
import unicodedata
from typing import TypeVar

from pydantic import BaseModel

_Draft = TypeVar("_Draft", bound=BaseModel)
_COPIED = frozenset({"amount", "content", "text", "title"})
_SPACE = re.compile(r"\s+")


def tidy(draft: _Draft) -> _Draft:
    """Return a draft item with its words tidied; the item itself where there is nothing to tidy."""
    changed = {
        name: tidied
        for name in type(draft).model_fields
        if name not in _COPIED and isinstance(value := getattr(draft, name), str) and (tidied := tidy_words(value)) != value
    }
    return draft.model_copy(update=changed) if changed else draft


@functools.lru_cache(maxsize=1_024)
def tidy_words(words: str) -> str:
    """Return words as they are compared.

    >>> tidy_words("  u\\u0308ber\\u200b 110\\n Schiffe")
    'über 110 Schiffe'
    """
    if words.isascii():
        return _SPACE.sub(" ", words).strip()
    composed = unicodedata.normalize("NFC", words)
    return _SPACE.sub(" ", "".join(mark for mark in composed if unicodedata.category(mark) != "Cf")).strip()
