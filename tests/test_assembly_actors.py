"""Actors from spans: mentions joined, base form, role."""

from summarizer.schemas import Kind
from tests.spans import draft


def actors(text: str, kinds: dict[str, Kind]) -> list[tuple[str, str, str | None]]:
    """Return name, kind and role of the actors of a text."""
    return [(one.name, one.kind, one.role) for one in draft(text, kinds).actors]


def test_last_name_joins_the_full_name() -> None:
    """A last name, also in the genitive, is the person of the full name."""
    text = "Ministerin Anna Kowalczyk kam. Kowalczyk ging. Kowalczyks Auto blieb."
    kinds: dict[str, Kind] = {"Anna Kowalczyk": "person", "Kowalczyk": "person", "Kowalczyks": "person"}
    assert actors(text, kinds) == [("Anna Kowalczyk", "person", "Ministerin")]


def test_abbreviation_joins_its_name() -> None:
    """What stands in brackets behind a name, or has its initials, is the same body."""
    text = "Die Europäische Zentralbank (EZB) tagt. Die EZB wartet."
    kinds: dict[str, Kind] = {"Europäische Zentralbank": "organisation", "EZB": "organisation"}
    assert actors(text, kinds) == [("Europäische Zentralbank", "organisation", None)]


def test_genitive_is_put_in_base_form() -> None:
    """A name met in the genitive first is given in base form."""
    assert actors("Polens Regierung tagt. Polen wartet.", {"Polens": "state", "Polen": "state"}) == [("Polen", "state", None)]


def test_role_behind_the_name() -> None:
    """An apposition is a role."""
    assert actors("Es sprach Peter Halder, Leiter der Klinik, am Montag.", {"Peter Halder": "person"}) == [
        ("Peter Halder", "person", "Leiter der Klinik")
    ]


def test_persons_of_one_last_name_stay_apart() -> None:
    """Two full names are two persons."""
    assert len(actors("Anna Halder traf Peter Halder.", {"Anna Halder": "person", "Peter Halder": "person"})) == 2
