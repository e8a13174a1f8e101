"""Lists for rules, read once."""

import functools
from typing import Literal


@functools.cache
def first_names() -> dict[str, Literal["f", "m"]]:
    """Return first names with their gender."""
    return {}
