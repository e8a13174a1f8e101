"""Who a draft names: everybody who could be meant in place of the one that an item gives."""

import dataclasses
import functools
import re
from collections.abc import Iterable, Sequence

from summarizer.grounding.names import forms

_WORD = re.compile(r"[^\W_]+")


@dataclasses.dataclass(frozen=True, eq=False)
class Others:
    """The names in a draft: between a statement and its speaker none of the `persons` may stand, beside it none of all `names`."""

    persons: Sequence[str] = ()
    names: Sequence[str] = ()

    def is_person(self, name: str) -> bool | None:
        """Say whether the draft names somebody as a person or as something else; None where it does not name them."""
        return self._kinds.get(name)

    def near(self, words: Iterable[frozenset[str]]) -> "Others":
        """Return those of whose names a word in capitals may stand among `words`: a long draft names thousands, a sentence few.

        Words are given by their forms, those of a sentence together or each apart.

        >>> others = Others(("Anna Weber", "Jan Rust"), ("Anna Weber", "Jan Rust", "Kiel"))
        >>> others.near(forms(word) for word in "Rust lebt in Kiel".split()).names
        ('Jan Rust', 'Kiel')
        """
        keys = {key for some in words for key in some & self._keys}
        found = sorted({place for key in (*keys, "") for place in self._places.get(key, ())})
        names = tuple(self._every[place] for place in found)
        return Others(tuple(name for name in names if self.is_person(name)), tuple(name for name in names if name in self._named))

    @functools.cached_property
    def _every(self) -> tuple[str, ...]:
        """Every name once."""
        return tuple(dict.fromkeys((*self.names, *self.persons)))

    @functools.cached_property
    def _named(self) -> frozenset[str]:
        return frozenset(self.names)

    @functools.cached_property
    def _kinds(self) -> dict[str, bool]:
        """Whether each name is a person's."""
        return dict.fromkeys(self.names, False) | dict.fromkeys(self.persons, True)

    @functools.cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self._places)

    @functools.cached_property
    def _places(self) -> dict[str, list[int]]:
        """The names, by place, that have a word in some form; "" has those without a capital."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self._every):
            for key in {form for word in _WORD.findall(name) if word[:1].isupper() for form in forms(word)} or {""}:
                places.setdefault(key, []).append(place)
        return places


NOBODY = Others()
"""A draft that names nobody."""
