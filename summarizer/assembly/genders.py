"""The grammatical gender that a role noun or a first name shows."""

import re
from typing import Literal

from summarizer.schemas import Language

Gender = Literal["f", "m"]

_FEMININE = re.compile(r"(?:in|frau|dame|mutter|tochter|schwester|woman|queen|mother|daughter|sister|princess|actress)$", re.I)
_MASCULINE = re.compile(
    r"(?:mann|herr|vater|sohn|bruder|er|or|ent|ist|ler|eur|minister|präsident|chef|man|king|father|son|brother|prince)$", re.I
)
_ENGLISH_MARKED = re.compile(
    r"(?:woman|man|queen|king|mother|father|daughter|son|sister|brother|princess|prince|actress|actor)$", re.I
)


def gender_of_role(noun: str, language: Language) -> Gender | None:
    """Return the gender of a role noun, None where it shows none.

    >>> gender_of_role("Ministerin", "de"), gender_of_role("Sprecher", "de"), gender_of_role("minister", "en")
    ('f', 'm', None)
    """
    if language == "en" and not _ENGLISH_MARKED.search(noun):
        return None
    if _FEMININE.search(noun):
        return "f"
    return "m" if _MASCULINE.search(noun) else None


def gender_of_name(first: str) -> Gender | None:
    """Return the gender of a first name, None where lists have it for both or not at all."""
    from summarizer.rules.lexicon import first_names

    return first_names().get(first)
