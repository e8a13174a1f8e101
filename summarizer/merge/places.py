"""Places and bodies under their German and English names: states from CLDR, its time zone cities, and a short list beside."""

import functools

from babel import Locale

from summarizer.grounding.names import derived
from summarizer.merge.data import read_lines
from summarizer.schemas import Language


@functools.cache
def _codes() -> dict[str, str]:
    """Return the code of every known name, by its folded form."""
    codes: dict[str, str] = {}
    german, english = Locale("de"), Locale("en")
    for code, name in german.territories.items():
        if _is_state(code):
            codes.update({_fold(given): f"={code}" for given in (name, english.territories.get(code, name))})
    for zone, entry in german.time_zones.items():
        city = entry.get("city")
        if city and "/" in zone:
            foreign = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            codes.update({_fold(name): f"={zone}" for name in (city, foreign) if _fold(name) not in codes})
    for line in read_lines("exonyms.txt"):
        known = [_fold(name) for name in line.split("=")]
        code = next((codes[name] for name in known if name in codes), f"={known[0]}")
        codes.update(dict.fromkeys(known, code))
    return codes


def _is_state(code: str) -> bool:
    return len(code) == 2 and code.isalpha()


def _fold(name: str) -> str:
    return name.casefold().strip()


@functools.lru_cache(maxsize=50_000)
def place_code(name: str) -> str | None:
    """Return what stands for a place or body under any of its names, None where the name is not known.

    >>> place_code("Belgien") == place_code("Belgium"), place_code("Kiews") == place_code("Kyiv")
    (True, True)
    """
    folded, codes = _fold(name), _codes()
    if folded in codes:
        return codes[folded]
    for ending in ("'s", "’s", "s", "'", "’"):
        if folded.endswith(ending) and len(folded) > len(ending) + 2 and folded.removesuffix(ending) in codes:
            return codes[folded.removesuffix(ending)]
    return None


_DEMONYM = (
    "isch",
    "ische",
    "ischen",
    "ischer",
    "isches",
    "ischem",
    "er",
    "ern",
    "ian",
    "ians",
    "an",
    "ans",
    "ish",
    "ese",
    "i",
    "is",
)


@functools.lru_cache(maxsize=50_000)
def origin(word: str, language: Language) -> str | None:
    """Return the code of the state that an adjective or a people is named after: "russische", "Ukrainer", "British".

    >>> origin("russischen", "de") == place_code("Russland"), origin("deutsche", "de") == place_code("Deutschland")
    (True, True)
    """
    lower = word.lower()
    if lower.startswith("deutsch"):
        return place_code("Deutschland")
    if len(lower) < 6 or not lower.endswith(_DEMONYM) or (language == "en" and not word[:1].isupper()):
        return None
    if language == "de" and word[:1].islower() and "isch" not in lower[-6:]:
        return None
    return next((code for name, code in _states(language) if derived(name, word)), None)


@functools.cache
def _states(language: Language) -> tuple[tuple[str, str], ...]:
    """Return the states with their codes, the name in the language."""
    names = Locale(language).territories
    return tuple(
        (name, _codes().get(_fold(name), f"={code}")) for code, name in sorted(names.items()) if _is_state(code) and " " not in name
    )
