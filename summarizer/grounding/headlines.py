"""English verbs in headlines: participles without their auxiliary, and plurals that look like verbs."""

import re
from collections.abc import Sequence

from summarizer.grounding.thesaurus import bases
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token

BE = frozenset("is are was were be been being get gets got".split())
"""What makes a participle a passive."""


def is_bare_participle(verb: Token, line: Sequence[Token]) -> bool:
    """Say whether an English word of a headline may be a passive without its auxiliary: "18 killed in shelling"."""
    at = next(index for index, token in enumerate(line) if token is verb)
    behind = line[at + 1].text.lower() if at + 1 < len(line) else ""
    inflected = bases(verb.text, "en")[0] != verb.text.lower() and not verb.text.endswith("s")
    if not behind:
        return True
    return inflected and (behind in _BEHIND) and not (at and line[at - 1].text.lower() in BE)


def is_plural(verb: Token, line: Sequence[Token]) -> bool:
    """Say whether an English word in -s is what the verb before it takes: "rejects claims"."""
    at = next(index for index, token in enumerate(line) if token is verb)
    before = line[at - 1].text if at else ""
    return bool(verb.text.endswith("s") and re.search(r"[a-z]{2}(?:s|ed)$", before)) and before.lower() not in FUNCTION_WORDS["en"]


_BEHIND = PREPOSITIONS["en"] - {"by", "up"} | {"as", "over", "and", "but", "when", "while", "off", "near", "amid", "to"}
