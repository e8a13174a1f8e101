"""Words before and behind a number are its bound only where they mean one; each case outlived a change of the code once."""

import pytest

from summarizer.numerals import find_amounts
from summarizer.schemas import Bound, Language

CASES: list[tuple[Language, str, list[tuple[str, Bound]]]] = [
    ("de", "Sie sprach von über 200 Menschen.", [("über 200", "more_than")]),
    ("de", "Sie redete über 200 Menschen.", [("200", "exact")]),
    ("de", "Er gewann über 400 m.", [("400 m", "exact")]),
    ("de", "Der Turm ist über 400 m hoch.", [("über 400 m", "more_than")]),
    ("de", "Es gibt einen Vertrag über 12 Millionen Euro.", [("12 Millionen Euro", "exact")]),
    ("de", "Der Fluss trat über 300 Meter hinweg aus.", [("300 Meter", "exact")]),
    ("de", "Unter 200 Demonstranten war Unruhe.", [("200", "exact")]),
    ("de", "Das kostet unter 200 Euro.", [("unter 200 Euro", "less_than")]),
    ("de", "Es gab drei oder mehr Tote.", [("drei oder mehr", "at_least")]),
    ("de", "Es gab drei Tote und mehr Verletzte.", [("drei", "exact")]),
    ("de", "Es gab sechs Tote und mehr als 11.000 Vertriebene.", [("sechs", "exact"), ("mehr als 11.000", "more_than")]),
    ("en", "Six dead and over 11,000 displaced.", [("Six", "exact"), ("over 11,000", "more_than")]),
    ("en", "They found 12 and over, then 40 of them.", [("12 and over", "at_least"), ("40", "exact")]),
    ("de", "Es waren 214 Euro mehr als zwölf Monate zuvor.", [("214 Euro", "exact"), ("zwölf Monate", "exact")]),
    ("de", "Es kamen gegen 20 Menschen.", [("gegen 20", "about")]),
    ("de", "Es kamen gegen 17 Menschen.", [("17", "exact")]),
    ("en", "He spoke about 200 people.", [("200", "exact")]),
    ("en", "Police reported about 200 cases.", [("about 200", "about")]),
    ("en", "It happened over three days.", [("three days", "exact")]),
    ("en", "It lasted over three days.", [("over three days", "more_than")]),
    ("en", "Inflation fell below 5 per cent.", [("below 5 per cent", "less_than")]),
    ("en", "The rate is under 20 per cent.", [("under 20 per cent", "less_than")]),
    ("en", "A 100-plus crowd came.", [("100-plus", "at_least")]),
    ("en", "They found 50+ graves.", [("50+", "at_least")]),
    ("en", "Three or more people died.", [("Three or more", "at_least")]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_bound(language: Language, text: str, wanted: list[tuple[str, Bound]]) -> None:
    """A number has the bound that its sentence gives it, and no other."""
    assert [(amount.text, amount.bound) for amount in find_amounts(text, language)] == wanted
