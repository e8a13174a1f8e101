"""Word lists written as plain text, many words to the line."""


def word_set(spelled: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(spelled.split())


def word_tuple(spelled: str) -> tuple[str, ...]:
    """Return the words of a list in order."""
    return tuple(spelled.split())
