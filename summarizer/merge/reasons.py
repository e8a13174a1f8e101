"""Why two names were taken for one actor, in the page's language."""

from summarizer.merge.spellings import Rule
from summarizer.schemas import Language

_TEXTS: dict[Language, dict[Rule, str]] = {
    "de": {
        "alias": "{name} = {other}: so in der Namensliste",
        "same": "{name} = {other}: derselbe Name",
        "spelling": "{name} = {other}: andere Schreibung",
        "translation": "{name} = {other}: anderer Name in der anderen Sprache",
        "last_name": "{name} = {other}: Nachname, den in diesem Zusammenhang nur eine Person hat",
        "first_name": "{name} = {other}: derselbe Vor- und Nachname",
        "abbreviation": "{name} = {other}: Abkürzung, im Artikel eingeführt",
        "legal_form": "{name} = {other}: mit und ohne Rechtsform oder Gattung",
    },
    "en": {
        "alias": "{name} = {other}: by the list of names",
        "same": "{name} = {other}: the same name",
        "spelling": "{name} = {other}: another spelling",
        "translation": "{name} = {other}: the name in the other language",
        "last_name": "{name} = {other}: last name that only one person has in this story",
        "first_name": "{name} = {other}: the same first and last name",
        "abbreviation": "{name} = {other}: abbreviation that the article introduces",
        "legal_form": "{name} = {other}: with and without legal form or kind",
    },
}


def explain(rule: Rule, name: str, other: str, language: Language) -> str:
    """Return one sentence on a join.

    >>> explain("spelling", "Zelensky", "Selenskyj", "en")
    'Zelensky = Selenskyj: another spelling'
    """
    return _TEXTS[language][rule].format(name=name, other=other)
