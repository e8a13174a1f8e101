"""Verbs of saying in a sentence, with their particles and what they take."""

import functools
import re
from importlib.resources import files
from typing import NamedTuple

from summarizer.schemas import Language


class Frame(NamedTuple):
    """How one verb of saying is used: its particle, the prepositions before what is said, whether that may be a bare noun."""

    particle: str
    prepositions: frozenset[str]
    noun: bool


@functools.cache
def frames(language: Language) -> dict[str, tuple[Frame, ...]]:
    """Return the frames of every form of a verb of saying."""
    text = files("summarizer.grounding").joinpath(f"data/verbs_{language}.txt").read_text(encoding="utf-8")
    found: dict[str, list[Frame]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        forms, particle, prepositions, noun = ([part.strip() for part in line.split("|")] + ["", "", ""])[:4]
        frame = Frame(particle, frozenset(prepositions.split()), noun == "noun")
        for form in forms.split():
            found.setdefault(form, []).append(frame)
    return {form: tuple(every) for form, every in found.items()}


@functools.cache
def finite(language: Language) -> frozenset[str]:
    """Return the forms that may be the verb of a main clause: no participles, no infinitives of particle verbs."""
    return frozenset(
        form for form in frames(language) if not (language == "de" and re.match(r"(?:ge|\w{2,6}ge)\w+(?:t|en)$", form))
    )
