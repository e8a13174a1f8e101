"""Actors from spans: mentions joined, base form, role."""

import pytest

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


@pytest.mark.parametrize(
    ("text", "tagged", "expected"),
    [
        ("Dann kam Putin nach Köln.", {"Putin": "organisation"}, ("Putin", "person", None)),
        ("Der Netzbetreiber Ukrenerho warnte.", {"Ukrenerho": "place"}, ("Ukrenerho", "organisation", "Netzbetreiber")),
        ("Dort kam Brüssel zur Sprache.", {"Brüssel": "person"}, ("Brüssel", "place", None)),
        ("Liberias Flagge wehte.", {"Liberias": "place"}, ("Liberia", "state", None)),
        ("Das sagte Jens P. am Montag.", {"Jens P": "person"}, ("Jens P.", "person", None)),
        (
            "Die Worte des Präsidenten Wolodymyr Selenskyj.",
            {"Wolodymyr Selenskyj": "person"},
            ("Wolodymyr Selenskyj", "person", "Präsident"),
        ),
        (
            "Rumäniens Verteidigungsministerium tagte.",
            {"Verteidigungsministerium": "organisation"},
            ("Verteidigungsministerium", "organisation", None),
        ),
    ],
)
def test_kind_and_role_of_lists(text: str, tagged: dict[str, Kind], expected: tuple[str, str, str | None]) -> None:
    """Lists, and the noun before a name, know its kind better than a tag; roles and names stand in base form."""
    assert expected in actors(text, tagged)


def test_office_is_no_person() -> None:
    """A word for an office alone names nobody."""
    assert actors("Ermittler suchen in Köln.", {"Ermittler": "person", "Köln": "place"}) == [("Köln", "place", None)]


def test_listed_bodies_are_found_untagged() -> None:
    """A body that is known by its name alone is an actor where nothing was tagged, also inside a compound."""
    assert actors("Der Bundestag tagte mit dem Nato-Chef.", {}) == [
        ("Bundestag", "organisation", None),
        ("Nato", "organisation", None),
    ]


def test_club_without_its_letters() -> None:
    """The name of a club without its letters is the club."""
    text = "Der SV Hochberg gewann. Hochberg feierte."
    kinds: dict[str, Kind] = {"SV Hochberg": "organisation"}
    assert actors(text, {**kinds, "Hochberg": "organisation"}) == [("SV Hochberg", "organisation", None)]


@pytest.mark.parametrize(
    ("text", "kinds", "wanted"),
    [
        ("Kämmerer Jörg Haberland kam.", {"Kämmerer Jörg Haberland": "person"}, [("Jörg Haberland", "person", "Kämmerer")]),
        (
            "NATO-Generalsekretär Mark Rutte kam.",
            {"NATO": "organisation", "Mark Rutte": "person"},
            [("Mark Rutte", "person", "NATO-Generalsekretär")],
        ),
        ("Der Anwalt Dr. Felix Aumann kam.", {"Felix Aumann": "person"}, [("Felix Aumann", "person", "Anwalt")]),
        ("Frau Sattler kam.", {"Sattler": "person"}, [("Sattler", "person", None)]),
        (
            "Hartwig spart. Die Hartwig AG baut um.",
            {"Hartwig AG": "organisation", "Hartwig": "person"},
            [("Hartwig AG", "organisation", None)],
        ),
        (
            "Hinnerk Claasen fährt. Sie habe Claasen gefragt.",
            {"Hinnerk Claasen": "person", "Claasen": "place"},
            [("Hinnerk Claasen", "person", None)],
        ),
        ("Köln (dpa) – Peter Halder kam.", {"dpa": "organisation", "Peter Halder": "person"}, [("Peter Halder", "person", None)]),
    ],
)
def test_one_actor_under_the_right_name(text: str, kinds: dict[str, Kind], wanted: list[tuple[str, str, str | None]]) -> None:
    """Titles and degrees are no names, "Frau" is no office, a firm called like a person is a firm, an agency reports."""
    found = [one for one in actors(text, kinds) if one[0] != "NATO"]
    assert found == wanted


def test_known_place_stands_in_base_form() -> None:
    """A place in the genitive that is known by its name needs no second mention."""
    assert actors("Niedersachsens Minister reiste.", {"Niedersachsens": "place"}) == [("Niedersachsen", "place", None)]
