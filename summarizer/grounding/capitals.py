"""Capitals that stand for their state: "Moskau" where the text has "das russische Ministerium"."""

import re

from summarizer.grounding.source import Citation
from summarizer.grounding.words import PREPOSITIONS, Token


def is_capital(token: Token, text: str, citation: Citation) -> bool:
    """Say whether a capital stands for its state, and not for a place: no preposition before it."""
    before = re.search(r"(\w+)\s+$", text[: token.start])
    alone = before is None or before[1].lower() not in PREPOSITIONS[citation.language]
    return alone and any(governs(token.text, other.text) for other in citation.words)


def governs(capital: str, word: str) -> bool:
    """Say whether a capital stands for the state or its institutions that a word names: Moskau and russische, Brüssel and EU.

    >>> governs("Moskau", "russische"), governs("Paris", "deutsche")
    (True, False)
    """
    return any(word.lower().startswith(root) for root in _CAPITALS.get(capital.lower(), "").split())


_CAPITALS = {
    **dict.fromkeys(("moskau", "kreml", "moscow", "kremlin"), "russ"),
    **dict.fromkeys(("kiew", "kyiv"), "ukrain"),
    "washington": "us amerik americ",
    **dict.fromkeys(("brüssel", "brussels"), "eu europ"),
    "eu": "brüssel brussels",
    "berlin": "deutsch bundes german",
    "paris": "franz frank french fran",
    "london": "brit",
    **dict.fromkeys(("rom", "rome"), "ital"),
    "madrid": "span",
    **dict.fromkeys(("warschau", "warsaw"), "pol"),
    **dict.fromkeys(("peking", "beijing"), "chin"),
    **dict.fromkeys(("tokio", "tokyo"), "japan"),
    **dict.fromkeys(("teheran", "tehran"), "iran"),
    "ankara": "türk turk",
    **dict.fromkeys(("athen", "athens"), "griech gree"),
    **dict.fromkeys(("wien", "vienna"), "österreich austria"),
    "bern": "schweiz swiss switz",
    "budapest": "ungar hungar",
    **dict.fromkeys(("prag", "prague"), "tschech czech"),
    **dict.fromkeys(("bukarest", "bucharest"), "rumän roman"),
    **dict.fromkeys(("belgrad", "belgrade"), "serb"),
    "ottawa": "kanad canad",
    "canberra": "austral",
}
