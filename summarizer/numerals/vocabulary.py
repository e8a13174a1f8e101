"""Word lists written as plain text, many words to the line."""

import re


def word_set(spelled: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(spelled.split())


def word_tuple(spelled: str) -> tuple[str, ...]:
    """Return the words of a list in order."""
    return tuple(spelled.split())


def stem_pattern(spelled: str) -> re.Pattern[str]:
    """Return what matches a word that begins with one of these stems; stems of up to three letters must be the whole word."""
    stems = spelled.split()
    return re.compile("|".join(re.escape(stem) + ("$" if len(stem) <= 3 else "") for stem in stems))
