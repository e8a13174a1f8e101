"""Numbers that count nothing: dates, years, clock times, ordinals, ages, names, addresses, codes."""

from summarizer.numerals.digits import LONGEST
from summarizer.numerals.quantities import Quantity, Reader
from summarizer.numerals.tokens import Token
from summarizer.numerals.units import CURRENCY_SIGNS, DOLLAR_PREFIXES, UNITS
from summarizer.schemas import Language

_MONTHS: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "januar jänner februar feber märz april mai juni juli august september oktober november dezember jan feb mrz apr jun jul aug sep sept "
        "okt nov dez".split()
    ),
    "en": frozenset(
        "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
        "dec".split()
    ),
}
_YEAR_ALWAYS = frozenset(
    "jahr jahre jahres jahren ende anfang mitte frühjahr sommer herbst winter frühling jahrgang saison seit anno ostern weihnachten since year "
    "spring summer autumn fall early late mid end season annus agenda horizont horizon".split()
)
_YEAR_OFTEN = frozenset("ab bis von vor nach in im für zu zum by until till from before after during in of to and und oder zwischen between".split())
_ORDINAL_BEFORE = frozenset("der die das dem den des am im zum zur vom beim ins ab seit bis ihr ihre ihren ihrem sein seine seinen seinem unser unsere".split())
_ORDINAL_NOUNS = (
    "liga jahrhundert bundesliga platz etage stock stockwerk runde minute geburtstag jahrestag spieltag klasse weltkrieg senat zivilsenat strafsenat "
    "kammer bezirk wahlperiode legislaturperiode etappe auflage sitzung jahrgang armee brigade division"
).split()
_NAMED = frozenset(
    "artikel art paragraf paragraph absatz abs seite seiten kapitel nummer nr no number zimmer raum halle gleis linie bus route highway flug "
    "leopard boeing airbus marder gepard taurus eurofighter ariane apollo artemis falcon sojus soyuz shahed iskander himars patriot windows iphone android "
    "playstation formel formula gruppe group stufe phase kategorie category stage level tag runde etappe teil part band volume kapitel chapter page "
    "section article resolution gate terminal room interstate flight round typ type modell model version block klasse class grade covid sars "
    "gpt channel kanal tor sektor sector zone bezirk district wahlkreis hausnummer postfach ward unit reaktor reactor stream dienstgrad "
    "pflegestufe pflegegrad besoldungsgruppe entgeltgruppe startnummer rückennummer platz rang place rule regel punkt top spur "
    "autobahn bundesstraße landesstraße kreisstraße junction exit ausfahrt ziffer buchstabe satz saison season episode folge akt act".split()
)
_CODES = frozenset("telefon tel telefonnummer fax hotline rufnummer phone call dial isbn issn iban bic plz aktenzeichen az handynummer".split())
_STREET_ENDS = ("straße", "strasse", "str", "weg", "allee", "gasse", "chaussee", "ufer")
_NOT_STREETS = frozenset({"weg", "hinweg", "durchweg", "unterwegs", "ufer"})
_CLOCK_AFTER = frozenset({"uhr", "pm", "p.m", "am", "a.m", "o'clock", "o’clock"})
_ENGLISH_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_DASHES = frozenset({"-", "–", "—", "‐", "‑", "/"})
_JOINS = frozenset({"bis", "und", "oder", "to", "and", "or", "-", "–", "/", "until", "till"})
_LAST_AGE = 120
_TWO_LETTERS = frozenset({"EU", "UN", "US", "UK", "AN", "IN", "AM", "UM", "ZU"})
_ABOUT = frozenset("höchstens rund etwa knapp fast gut ca circa about some nearly almost roughly around".split())
_AGED = frozenset("sind waren ist war frauen männer menschen personen kinder jugendliche people women men patients those anyone alle leute".split())
_HOURS_BEFORE = frozenset({"um", "at"})
_LEVEL_VERBS = frozenset("stood stands remains remained put estimated peaked ended".split())
_COUNTED_ENGLISH = ("s", "people", "men", "women", "children")


def is_year(reader: Reader, quantity: Quantity) -> bool:
    """Say whether four bare digits are a year, by what stands before and after them."""
    token = reader.tokens[quantity.first]
    if quantity.kind == "digits" and token.is_plain and len(token.text) == 2 and token.glued and reader.at(quantity.first - 1).text in _DASHES:
        return _looks_like_year(reader.at(quantity.first - 2)) and reader.at(quantity.first - 1).glued
    if quantity.kind != "digits" or quantity.scaled or not token.is_plain or len(token.text) != 4 or not 1000 <= quantity.value <= 2199:
        return False
    after, before = reader.at(quantity.first + 1), reader.at(quantity.first - 1)
    if after.glued and after.lower in ("er", "ern", "s"):
        return True
    if after.text in UNITS and not after.glued:
        return False
    if before.lower in _YEAR_ALWAYS or before.lower in _MONTHS[reader.language]:
        return True
    if before.text == "." and before.glued and reader.at(quantity.first - 2).lower in _MONTHS[reader.language]:
        return True
    if after.text == "/" and after.glued and reader.at(quantity.first + 2).shape == "number":
        return True
    if not 1500 <= quantity.value or _counts_noun(reader, after):
        return False
    return before.lower in _YEAR_OFTEN or not _bounded(reader, before, quantity)


def _looks_like_year(token: Token) -> bool:
    return token.is_plain and len(token.text) == 4 and token.text[:2] in ("18", "19", "20")


def _bounded(reader: Reader, before: Token, quantity: Quantity) -> bool:
    """Say whether a bound word makes a bare number no year; "mehr als 2024" compares with a year, "mehr als 2000" does not."""
    if quantity.value % 100 == 0 and before.lower in ("mindestens", "als", "über", "least", "than", "over"):
        return True
    return before.lower in _ABOUT


def _counts_noun(reader: Reader, after: Token) -> bool:
    """Say whether the word after a number can be the thing counted: a noun in German, a plural in English."""
    if after.shape != "word" or after.glued:
        return False
    if reader.language == "de":
        return after.is_capitalised
    return not after.is_capitalised and after.lower.endswith(_COUNTED_ENGLISH) and after.lower not in ("was", "has", "is", "as", "its", "this", "us", "his")


def _is_early_year(reader: Reader, quantity: Quantity) -> bool:
    """Find "im Jahr 100" where nothing counted follows."""
    token, after = reader.tokens[quantity.first], reader.at(quantity.stop)
    if not token.is_plain or len(token.text) > 4 or quantity.scaled or reader.at(quantity.first - 1).lower not in ("jahr", "jahre", "year"):
        return False
    return not _counts_noun(reader, after) and after.text not in UNITS


def is_excluded(reader: Reader, quantity: Quantity, linked: dict[int, str]) -> bool:
    """Say whether a number is a date, time, ordinal, age, name, address or code; `linked` are tokens inside addresses."""
    if quantity.kind == "ordinal" or quantity.first in linked:
        return True
    if quantity.kind == "words":
        return _is_clock(reader, quantity) or _is_age_words(reader, quantity) or _is_hour(reader, quantity)
    if quantity.kind != "digits":
        return False
    if quantity.stop - quantity.first == 1 and len(reader.tokens[quantity.first].text) > LONGEST:
        return True
    return (
        is_year(reader, quantity)
        or _is_early_year(reader, quantity)
        or _is_clock(reader, quantity)
        or _is_date(reader, quantity)
        or _is_ordinal(reader, quantity)
        or _is_age(reader, quantity)
        or _is_name(reader, quantity)
        or _is_code(reader, quantity)
    )


def _is_clock(reader: Reader, quantity: Quantity) -> bool:
    token, after = reader.tokens[quantity.first], reader.at(quantity.stop)
    if after.lower in ("uhr", "o'clock", "o’clock", "oʼclock"):
        return True
    if after.lower in ("pm", "am") and (after.glued or reader.language == "en"):
        return after.lower == "pm" or quantity.value <= 12
    if after.lower in ("p", "a") and reader.at(quantity.stop + 1).text == "." and reader.at(quantity.stop + 2).lower == "m":
        return True
    if not token.is_plain:
        return False
    if after.text == ":" and after.glued:
        minutes = reader.at(quantity.stop + 1)
        return minutes.glued and minutes.is_plain and len(minutes.text) == 2 and quantity.value < 24 and int(minutes.text) < 60
    colon, hours = reader.at(quantity.first - 1), reader.at(quantity.first - 2)
    if colon.text == ":" and colon.glued and token.glued and hours.is_plain and len(token.text) == 2:
        return int(hours.text) < 24 and quantity.value < 60 if len(hours.text) <= 2 else False
    return False


def _is_hour(reader: Reader, quantity: Quantity) -> bool:
    """Find hours in words: "um acht in der Früh", "kurz vor acht", "at four in the morning"."""
    if quantity.value > 12 or quantity.scaled or quantity.unit is not None:
        return False
    before, earlier, after = reader.at(quantity.first - 1), reader.at(quantity.first - 2), reader.at(quantity.stop)
    if after.is_capitalised or after.text in UNITS or after.text in ("-", "%"):
        return False
    if reader.language == "de":
        if before.lower == "um":
            return after.lower in ("in", "vor", "nach", "am", "früh", "morgens", "abends", "nachts") or after.shape != "word"
        return before.lower in ("vor", "nach") and earlier.lower in ("kurz", "viertel", "zehn", "fünf", "zwanzig")
    if before.lower != "at" or earlier.lower in _LEVEL_VERBS:
        return False
    return after.shape != "word" or (after.lower == "in" and reader.at(quantity.stop + 1).lower == "the")


def _is_date(reader: Reader, quantity: Quantity) -> bool:
    token, after, before = reader.tokens[quantity.first], reader.at(quantity.stop), reader.at(quantity.first - 1)
    months = _MONTHS[reader.language]
    if token.is_plain and quantity.value <= 31:
        if after.lower in months and after.is_capitalised:
            return True
        if reader.language == "en" and before.is_capitalised and before.lower in months:
            return True
        if reader.language == "en" and before.text == "." and reader.at(quantity.first - 2).lower in months and reader.at(quantity.first - 2).is_capitalised:
            return len(reader.at(quantity.first - 2).lower) <= 4
        if after.text == "." and reader.at(quantity.stop + 1).lower in months:
            return True
    if after.text in (".", "/", "-", "–") and after.glued and reader.at(quantity.stop + 1).glued and reader.at(quantity.stop + 1).shape == "number":
        third = reader.at(quantity.stop + 2)
        if third.text == after.text and third.glued and reader.at(quantity.stop + 3).shape == "number":
            return True
    if before.text in (".", "/", "-") and before.glued and token.glued and reader.at(quantity.first - 2).shape == "number":
        earlier = reader.at(quantity.first - 3)
        later = reader.at(quantity.stop)
        return (earlier.text == before.text and earlier.glued) or (later.text == before.text and reader.at(quantity.stop + 1).shape == "number")
    day, _, month = token.text.partition(".")
    if month and len(token.text) <= 5 and after.text == "." and after.glued and int(day or 0) <= 31 and month.isdecimal() and int(month) <= 12:
        return before.lower in _ORDINAL_BEFORE or before.lower in ("vom", "stand", "und")
    return False


def _is_ordinal(reader: Reader, quantity: Quantity) -> bool:
    after = reader.at(quantity.stop)
    if after.glued and after.lower in _ENGLISH_ORDINAL_ENDS:
        return True
    token, before = reader.tokens[quantity.first], reader.at(quantity.first - 1)
    if not token.is_plain or not after.glued:
        return False
    if after.text == ")" and before.shape == "line":
        return True
    if after.text != "." or quantity.value > 999:
        return False
    following = reader.at(quantity.stop + 1)
    if following.text == ",":
        return True
    if before.shape == "line":
        return following.shape != "line"
    if following.shape == "line":
        return before.lower in ("am", "zum", "vom")
    if following.shape == "word" and not following.is_capitalised:
        return True
    if following.shape == "word" and following.lower.endswith(tuple(_ORDINAL_NOUNS)):
        return True
    return reader.language == "de" and before.lower in _ORDINAL_BEFORE and following.shape == "word"


def _is_age(reader: Reader, quantity: Quantity) -> bool:
    token, after, before = reader.tokens[quantity.first], reader.at(quantity.stop), reader.at(quantity.first - 1)
    if _is_age_words(reader, quantity):
        return True
    if not token.is_plain or quantity.value > _LAST_AGE:
        return False
    if after.glued and after.text in ("-", "‑", "‐") and reader.at(quantity.stop + 1).lower.startswith(("jährig", "year")):
        return reader.at(quantity.stop + 1).lower.startswith("jährig") or reader.at(quantity.stop + 3).lower in ("old", "olds")
    name = reader.at(quantity.first - 2)
    if before.text == "(" and after.text in (")", ","):
        return name.is_capitalised
    if before.text == "," and after.text == "," and name.shape == "word":
        return name.is_capitalised or reader.language == "en"
    if before.lower in ("über", "unter", "ab", "over", "under", "als", "than") and _is_age_limit(reader, quantity, name.lower):
        return True
    return before.lower == "aged" or (before.text == "," and name.is_capitalised and after.lower in ("said", "told", "from", "of", "aus", "sagte"))


def _is_age_limit(reader: Reader, quantity: Quantity, earlier: str) -> bool:
    """Find "Frauen über 55", "jünger als 35", "are over 70" where nothing counted follows."""
    after = reader.at(quantity.stop)
    if quantity.value < 12 or after.is_capitalised or after.text in UNITS or after.text in ("%", "°"):
        return False
    if after.shape == "word" and reader.language == "en":
        return False
    return earlier in _AGED or earlier in ("jünger", "älter", "younger", "older")


def _is_age_words(reader: Reader, quantity: Quantity) -> bool:
    """Find "43 Jahre alt", "im Alter von 43 Jahren", "43 years old", "43-year-old", "aged twelve"."""
    after, before = reader.at(quantity.stop), reader.at(quantity.first - 1)
    if quantity.value > _LAST_AGE:
        return False
    if before.lower in ("about", "around", "only", "just", "etwa"):
        before = reader.at(quantity.first - 2)
    if before.lower in ("bis", "und", "to", "and") and reader.at(quantity.first - 3).lower == "von" and reader.at(quantity.first - 4).lower == "alter":
        return True
    if quantity.unit == "a" and quantity.kind == "digits":
        return True
    if before.lower in ("aged", "age") or (before.lower == "von" and reader.at(quantity.first - 2).lower == "alter"):
        return True
    words = [reader.at(quantity.stop + step) for step in range(4)]
    if after.lower in ("jahre", "jahren", "jahr", "monate", "wochen", "tage"):
        return words[1].lower.startswith("alt") and len(words[1].lower) <= 5
    if after.lower in ("years", "year", "months", "weeks"):
        return words[1].lower == "old"
    return after.text == "-" and words[1].lower in ("year", "month", "week") and words[3].lower in ("old", "olds")


def _is_name(reader: Reader, quantity: Quantity) -> bool:
    token, before, after = reader.tokens[quantity.first], reader.at(quantity.first - 1), reader.at(quantity.stop)
    if before.text in ("§", "#", "№"):
        return True
    if after.glued and after.shape == "word" and after.text not in UNITS and not quantity.scaled:
        return not (after.lower == "p" and reader.language == "en")
    if token.is_plain and before.shape == "word" and len(before.text) <= 2 and before.text.isupper() and not token.glued:
        spared = before.text in _TWO_LETTERS or before.text in CURRENCY_SIGNS or before.text == "I"
        return not spared and (before.text != "A" or reader.language == "de")
    if token.glued and before.shape == "word":
        return not (before.text in CURRENCY_SIGNS and (quantity.scaled or not token.is_plain or len(token.text) >= 3))
    if token.glued and before.text in ("-", "‑", "‐") and before.glued and reader.at(quantity.first - 2).shape == "word":
        return reader.at(quantity.first - 2).text not in DOLLAR_PREFIXES
    if token.glued and before.text == "_":
        return True
    if before.text == "." and reader.at(quantity.first - 2).lower in ("nr", "no", "art", "abs", "str", "kap", "s", "az", "tel") and before.glued:
        return reader.at(quantity.first - 2).lower != "s" or reader.at(quantity.first - 2).is_capitalised
    if before.shape != "word" or quantity.scaled:
        return False
    if after.text in UNITS or after.text in CURRENCY_SIGNS:
        return False
    if before.is_capitalised and before.lower in _NAMED or before.lower in ("resolution", "page", "chapter", "section", "seite"):
        return not token.glued
    return before.is_capitalised and before.lower.endswith(_STREET_ENDS) and before.lower not in _NOT_STREETS


def _is_code(reader: Reader, quantity: Quantity) -> bool:
    token = reader.tokens[quantity.first]
    if len(token.text) > 1 and token.text[0] == "0" and token.text[1:].isdecimal():
        return True
    for index in range(quantity.first - 1, quantity.first - 9, -1):
        found = reader.at(index)
        if found.lower in _CODES:
            return True
        if found.shape == "line" or (found.shape == "word" and not (found.text.isupper() and len(found.text) <= 2)):
            return False
        if found.shape == "number" and len(found.text) > 2 and found.text[0] == "0" and found.text.isdecimal():
            return True
        if found.text == "+" and index < quantity.first - 1:
            return True
    return reader.at(quantity.first - 1).text == "+" and not reader.at(quantity.first - 2).glued and len(token.text) <= 3 and _is_phone(reader, quantity)


def _is_phone(reader: Reader, quantity: Quantity) -> bool:
    return reader.at(quantity.stop).shape == "number"


def propagate(reader: Reader, quantities: list[Quantity], excluded: list[bool]) -> None:
    """Exclude also the first of two joined numbers where the second is excluded: "zwischen 14 und 16 Uhr", "3. bis 5. März"."""
    for at in range(len(quantities) - 2, -1, -1):
        here, following = quantities[at], quantities[at + 1]
        between = [token for token in reader.tokens[here.stop : following.first] if token.text != "."]
        joined = len(between) == 1 and between[0].lower in _JOINS
        if excluded[at + 1] and joined and following.kind == here.kind and not here.scaled and not excluded[at]:
            dotted = following.first - here.stop == 2
            clock = _is_clock(reader, following)
            dated = following.value <= 31 and here.value <= 31 and _is_date(reader, following)
            years = is_year(reader, following) and len(reader.tokens[here.first].text) == 4 and reader.tokens[here.first].is_plain
            excluded[at] = dotted or clock or dated or years or between[0].text in _DASHES
