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

    >>> governs("Moskau", "russische"), governs("Washington", "US-Regierung"), governs("Warschau", "Polizei")
    (True, True, False)
    """
    names = _CAPITALS.get(capital.lower())
    return bool(names and re.fullmatch(rf"(?:{names})(?:e[nrsm]?|ns?|s|er[ns]?|in|innen)?(?:-.*)?", word, re.I))


_RUSSIA = "russisch|russland|russ|russia|russian"
_UKRAINE = "ukrainisch|ukrain|ukraine|ukrainian"
_EU = "eu|europäisch|european"
_ITALY = "italienisch|italien|italy|italian"
_POLAND = "polnisch|polen|poland|polish"
_CHINA = "chinesisch|china|chines|chinese"
_JAPAN = "japanisch|japan|japanese"
_IRAN = "iranisch|iran|iranian"
_GREECE = "griechisch|griechenland|griech|greece|greek"
_AUSTRIA = "österreichisch|österreich|austria|austrian"
_CZECHIA = "tschechisch|tschechien|tschech|czech|czechia"
_ROMANIA = "rumänisch|rumänien|rumän|romania|romanian"
_SERBIA = "serbisch|serbien|serb|serbia|serbian"
_CAPITALS = {
    **dict.fromkeys(("moskau", "kreml", "moscow", "kremlin"), _RUSSIA),
    **dict.fromkeys(("kiew", "kyiv"), _UKRAINE),
    "washington": r"us|u\.s\.|usa|amerikanisch|amerika|us-amerikanisch|american|america",
    **dict.fromkeys(("brüssel", "brussels"), _EU),
    "eu": "brüssel|brussel",
    "berlin": "deutsch|deutschland|bundesregierung|bundeskanzler|german|germany",
    "paris": "französisch|frankreich|franzos|französ|french|france",
    "london": "britisch|großbritannien|brit|british|britain|uk",
    **dict.fromkeys(("rom", "rome"), _ITALY),
    "madrid": "spanisch|spanien|spanier|spanish|spain",
    **dict.fromkeys(("warschau", "warsaw"), _POLAND),
    **dict.fromkeys(("peking", "beijing"), _CHINA),
    **dict.fromkeys(("tokio", "tokyo"), _JAPAN),
    **dict.fromkeys(("teheran", "tehran"), _IRAN),
    "ankara": "türkisch|türkei|türk|turkish|turkey|türkiye",
    **dict.fromkeys(("athen", "athens"), _GREECE),
    **dict.fromkeys(("wien", "vienna"), _AUSTRIA),
    "bern": "schweizerisch|schweizer|schweiz|swiss|switzerland",
    "budapest": "ungarisch|ungarn|ungar|hungary|hungarian",
    **dict.fromkeys(("prag", "prague"), _CZECHIA),
    **dict.fromkeys(("bukarest", "bucharest"), _ROMANIA),
    **dict.fromkeys(("belgrad", "belgrade"), _SERBIA),
    "ottawa": "kanadisch|kanada|kanadier|canadian|canada",
    "canberra": "australisch|australien|australier|australian|australia",
}
