"""Lists of names and words, read once from the data files beside this module; docs/lists.md says where they come from."""

import functools
from importlib.resources import files
from typing import Literal

from babel import Locale

from summarizer.schemas import Language

_STATES: dict[Language, str] = {
    "de": (
        "USA, Vereinigte Staaten, Großbritannien, England, Türkei, Tschechien, Niederlande, Slowakei, Moldau, "
        "Belarus, Iran, Irak, Syrien, "
        "Südkorea, Nordkorea, Elfenbeinküste, Kongo, Taiwan, Vatikan, Palästina, Kosovo, Nordmazedonien, Weißrussland, Burma, Birma"
    ),
    "en": (
        "US, USA, UK, Britain, America, United States, United Kingdom, Great Britain, Turkey, Czech Republic, "
        "Iran, Syria, South Korea, "
        "North Korea, Russia, Congo, Taiwan, Vatican, Palestine, Kosovo, Holland, Ivory Coast, Burma, Scotland"
    ),
}
# CLDR counts these among territories; no article means them as a state.
_NO_STATES = frozenset(("EU", "Europäische Union", "Eurozone", "European Union", "UN", "Vereinte Nationen", "United Nations"))


def _lines(name: str) -> list[str]:
    text = files("summarizer.rules").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def first_names() -> dict[str, Literal["f", "m"] | None]:
    """Return first names with their gender, None for one that both bear."""
    genders: dict[str, Literal["f", "m"] | None] = {"f": "f", "m": "m", "-": None}
    return {name: genders[mark] for name, mark in (line.rsplit(" ", 1) for line in _lines("first_names.txt"))}


@functools.cache
def places() -> frozenset[str]:
    """Return cities, regions and waters."""
    by_hand = {name.strip() for line in _lines("places.txt") for name in line.split(",")}
    return frozenset(by_hand) | frozenset(_lines("cities.txt"))


@functools.cache
def known_places() -> frozenset[str]:
    """Return the places of the list written by hand: none of them is a common word."""
    return frozenset(name.strip() for line in _lines("places.txt") for name in line.split(","))


@functools.cache
def states(language: Language) -> frozenset[str]:
    """Return the names of states: CLDR's territories with two letters, and what news calls them."""
    names = {
        name for code, name in Locale(language).territories.items() if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ", "QO")
    }
    return frozenset(names | {name.strip() for name in _STATES[language].split(",")}) - _NO_STATES


@functools.cache
def organisation_words() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return words that make a name an organisation's, and the ends of German compounds that do."""
    whole: set[str] = set()
    tails: list[str] = []
    for line in _lines("organisations.txt"):
        mark, *words = line.split()
        whole.update(words) if mark == "whole" else tails.extend(words)
    return frozenset(whole) | frozenset(tails), tuple(tails)


@functools.cache
def roles() -> frozenset[str]:
    """Return role nouns and titles in lower case."""
    return frozenset(word for line in _lines("roles.txt") for word in line.split())


@functools.cache
def bodies() -> frozenset[str]:
    """Return bodies and parties that are known by name alone."""
    return frozenset(name.strip() for line in _lines("bodies.txt") for name in line.split(","))


@functools.cache
def persons() -> frozenset[str]:
    """Return last names of people who are known by them alone."""
    return frozenset(name.strip() for line in _lines("persons.txt") for name in line.split(","))
