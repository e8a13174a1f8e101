"""What every schema of ours shares: frozen values, no unknown fields."""

from typing import Any

from pydantic import BaseModel, ConfigDict

_GIVEN: dict[frozenset[str], set[str]] = {}
"""The sets of field names that occur, a few for each class; pydantic copies one before it changes it."""


class Frozen(BaseModel):
    """A value that can't be changed and refuses fields it does not know."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        validate_by_name=True,
        validate_by_alias=True,
        # Half of the import time of the schemas goes into validators that most runs never need.
        defer_build=True,
    )

    def model_post_init(self, _context: Any, /) -> None:
        """Share the note of which fields were given: a set of its own takes more memory than all else of a small value."""
        given = self.__pydantic_fields_set__
        object.__setattr__(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))
