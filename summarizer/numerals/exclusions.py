"""Numbers that count nothing: dates, years, clock times, ordinals, ages, names, addresses, codes."""

from summarizer.numerals.cursor import Cursor, Quantity
from summarizer.numerals.dates import counts_noun, is_clock, is_date, is_early_year, is_hour, is_ordinal, is_year
from summarizer.numerals.digits import LONGEST
from summarizer.numerals.units import CURRENCY_SIGNS, DOLLAR_PREFIXES, UNITS
from summarizer.numerals.vocabulary import word_set, word_tuple

_NAMED = word_set(
    "artikel art paragraf paragraph absatz abs seite seiten kapitel nummer nr no number highway leopard boeing airbus "
    "marder gepard taurus eurofighter ariane apollo artemis falcon sojus soyuz shahed iskander himars patriot windows "
    "iphone android playstation formel formula category stage chapter page section article resolution gate terminal "
    "interstate round typ type modell model version covid sars gpt ftse max area hausnummer postfach unit reactor stream "
    "dienstgrad "
    "pflegestufe pflegegrad besoldungsgruppe entgeltgruppe startnummer rückennummer rule regel top junction exit "
    "ausfahrt ziffer buchstabe satz road schuhgröße konfektionsgröße"
)
# After these a number followed by a noun counts: "pro Tag 12 Fälle", but "Tag 12 der Verhandlung".
_PLACES_AND_TIMES = word_set(
    "zimmer raum halle gleis linie bus route flug gruppe group stufe phase kategorie level tag runde etappe teil part "
    "band volume room flight block klasse class grade kanal channel tor sektor sector zone bezirk district wahlkreis "
    "ward reaktor platz rang place punkt spur season saison episode folge akt act autobahn bundesstraße landesstraße "
    "kreisstraße"
)
_NAMED_SMALL = frozenset({"resolution", "page", "chapter", "section", "seite", "size"})
_RANKS = word_set("rang platz tabellenplatz position stufe rank")
_ABBREVIATIONS = word_set("nr no art abs str kap s az tel")
_SIGNS = frozenset({"§", "#", "№"})
_HYPHENS = frozenset({"-", "‑", "‐"})
# "5 KLs 1640 Js 20817/23": the registers of German courts.
_REGISTERS = frozenset("Js KLs Ks Ds Cs Ls OWi UJs Gs Qs Ns Ss StR".split())
_CODES = word_set(
    "notruf polizeiruf "
    "telefon tel telefonnummer fax hotline rufnummer phone call dial isbn issn iban bic plz aktenzeichen az handynummer"
)
_STREET_ENDS = word_tuple("straße strasse str weg allee gasse chaussee ufer")
_ENGLISH_STREETS = word_set("Street Road Avenue Lane Drive Boulevard Square St Rd Ave")
_NOT_STREETS = frozenset({"weg", "hinweg", "durchweg", "unterwegs", "ufer"})

_DASHES = frozenset({"-", "–", "—", "‐", "‑", "/"})
_JOINS = word_set("bis und oder to and or - – / until till")
_LAST_AGE = 120
_TWO_LETTERS = word_set("EU UN US UK AN IN AM UM ZU")
_AGED = word_set(
    "sind waren ist war frau mann frauen männer menschen personen kinder jugendliche people women men patients those anyone "
    "alle leute rente pension ruhestand patienten patientinnen senioren beide bewohner versicherte"
)


def is_excluded(reader: Cursor, quantity: Quantity, linked: dict[int, str]) -> bool:
    """Say whether a number is a date, time, ordinal, age, name, address or code; `linked` are tokens inside addresses."""
    if quantity.kind == "ordinal" or quantity.first in linked:
        return True
    if quantity.kind == "words":
        told = is_clock(reader, quantity) or _is_age_words(reader, quantity) or is_hour(reader, quantity)
        return told or _is_rank(reader, quantity)
    if quantity.kind != "digits":
        return False
    if quantity.stop - quantity.first == 1 and len(reader.tokens[quantity.first].text) > LONGEST:
        return True
    return (
        is_year(reader, quantity)
        or is_early_year(reader, quantity)
        or is_clock(reader, quantity)
        or is_date(reader, quantity)
        or is_ordinal(reader, quantity)
        or _is_age(reader, quantity)
        or _is_name(reader, quantity)
        or _is_rank(reader, quantity)
        or _is_margin(reader, quantity)
        or _is_code(reader, quantity)
    )


def _is_rank(reader: Cursor, quantity: Quantity) -> bool:
    """Find "hinter Rang drei", "Stufe 2"; "auf Platz vier Zuschauer" counts."""
    before = reader.at(quantity.first - 1)
    return (
        before.lower in _RANKS
        and (before.is_capitalised or before.lower == "rank")
        and not counts_noun(reader, reader.at(quantity.stop))
    )


def _is_margin(reader: Cursor, quantity: Quantity) -> bool:
    """Find the error in "plus or minus 6 percent", and the months of "9M 2025"."""
    words = [reader.at(quantity.first + step).lower for step in (-2, -1, 0)]
    if words[:2] in (["plus", "or"], ["plus", "oder"]) and words[2] == "minus":
        return True
    last, after = reader.at(quantity.stop - 1), reader.at(quantity.stop)
    return last.text == "M" and last.glued and len(after.text) == 4 and after.text[:2] in ("19", "20") and after.is_plain


def _is_age(reader: Cursor, quantity: Quantity) -> bool:
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
    if before.lower in ("is", "ist", "was", "war") and name.lower in ("he", "she", "er", "sie"):
        return quantity.value >= 12 and not counts_noun(reader, after) and after.text not in UNITS and after.text not in ("%", "-")
    if before.lower in ("über", "unter", "ab", "over", "under", "als", "than") and _is_age_limit(reader, quantity, name.lower):
        return True
    return (
        _is_age_at(reader, quantity)
        or before.lower == "aged"
        or (before.text == "," and name.is_capitalised and after.lower in ("said", "told", "from", "of", "aus", "sagte"))
    )


def _is_age_at(reader: Cursor, quantity: Quantity) -> bool:
    """Find "Mit 17 debütierte sie" and "At 17, she"; "Mit 17 neuen Filialen" counts."""
    before, after, then = reader.at(quantity.first - 1), reader.at(quantity.stop), reader.at(quantity.stop + 1)
    if reader.language == "en":
        return before.text == "At" and after.text == "," and then.lower in ("he", "she")
    verb = after.shape == "word" and after.text.islower() and not after.text.endswith(("en", "er", "em"))
    return before.text == "Mit" and verb and then.lower in ("er", "sie")


def _is_age_limit(reader: Cursor, quantity: Quantity, earlier: str) -> bool:
    """Find "Frauen über 55", "jünger als 35", "are over 70" where nothing counted follows."""
    after = reader.at(quantity.stop)
    if quantity.value < 12 or after.is_capitalised or after.text in UNITS or after.text in ("%", "°"):
        return False
    if after.shape == "word" and reader.language == "en":
        return False
    return earlier in _AGED or earlier in ("jünger", "älter", "younger", "older")


def _is_age_words(reader: Cursor, quantity: Quantity) -> bool:
    """Find "43 Jahre alt", "im Alter von 43 Jahren", "43 years old", "43-year-old", "aged twelve"."""
    after, before = reader.at(quantity.stop), reader.at(quantity.first - 1)
    if quantity.value > _LAST_AGE:
        return False
    if before.lower in ("about", "around", "only", "just", "etwa"):
        before = reader.at(quantity.first - 2)
    if (
        before.lower in ("bis", "und", "to", "and")
        and reader.at(quantity.first - 3).lower == "von"
        and reader.at(quantity.first - 4).lower == "alter"
    ):
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


def _is_name(reader: Cursor, quantity: Quantity) -> bool:
    """Find numbers that belong to a name: "F-16", "A7", "§ 12", "Nr. 4", "Leopard 2", "Hauptstraße 12"."""
    return (
        _is_slashed(reader, quantity)
        or _is_glued_name(reader, quantity)
        or _is_abbreviated(reader, quantity)
        or _is_named(reader, quantity)
    )


def _is_slashed(reader: Cursor, quantity: Quantity) -> bool:
    """Find "24/7" and "9/11"."""
    token, before, after = reader.tokens[quantity.first], reader.at(quantity.first - 1), reader.at(quantity.stop)
    if after.text == "/" and after.glued and reader.at(quantity.stop + 1).glued:
        return reader.at(quantity.stop + 1).shape == "number"
    return token.glued and before.text == "/" and before.glued and reader.at(quantity.first - 2).shape == "number"


def _is_glued_name(reader: Cursor, quantity: Quantity) -> bool:
    token, before, after = reader.tokens[quantity.first], reader.at(quantity.first - 1), reader.at(quantity.stop)
    if after.glued and after.shape == "word" and after.text not in UNITS and not quantity.scaled:
        return not (after.lower == "p" and reader.language == "en")
    if not token.glued:
        return before.text in _SIGNS
    if before.shape == "word":
        return not (before.text in CURRENCY_SIGNS and (quantity.scaled or not token.is_plain or len(token.text) >= 3))
    if before.text in _HYPHENS and before.glued and reader.at(quantity.first - 2).shape == "word":
        return reader.at(quantity.first - 2).text not in DOLLAR_PREFIXES
    return before.text in _SIGNS or before.text == "_"


def _is_abbreviated(reader: Cursor, quantity: Quantity) -> bool:
    """Find "Nr. 4", "S. 17", "A 602", "Flug NV 418"."""
    token, before, earlier = reader.tokens[quantity.first], reader.at(quantity.first - 1), reader.at(quantity.first - 2)
    if before.text == "." and before.glued and earlier.lower in _ABBREVIATIONS:
        return earlier.lower != "s" or earlier.is_capitalised
    if not token.is_plain or token.glued or before.shape != "word" or len(before.text) > 2 or not before.text.isupper():
        return False
    spared = before.text in _TWO_LETTERS or before.text in CURRENCY_SIGNS or before.text == "I"
    return not spared and (before.text != "A" or reader.language == "de")


def _is_named(reader: Cursor, quantity: Quantity) -> bool:
    before, after = reader.at(quantity.first - 1), reader.at(quantity.stop)
    if after.is_capitalised and any(reader.at(quantity.stop + step).text in _ENGLISH_STREETS for step in (1, 2)):
        return True
    if before.shape != "word" or quantity.scaled or after.text in UNITS or after.text in CURRENCY_SIGNS:
        return False
    if before.lower in _NAMED_SMALL:
        return True
    if before.text.islower():
        return False
    if before.lower in _PLACES_AND_TIMES:
        return not counts_noun(reader, after) and quantity.value < 1000
    street = before.lower.endswith(_STREET_ENDS) and before.lower not in _NOT_STREETS
    return before.lower in _NAMED or (street and not counts_noun(reader, after))


def _is_code(reader: Cursor, quantity: Quantity) -> bool:
    token = reader.tokens[quantity.first]
    if len(token.text) > 1 and token.text[0] == "0" and token.text[1:].isdecimal():
        return True
    if reader.at(quantity.first - 1).text in _REGISTERS or reader.at(quantity.stop).text in _REGISTERS:
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
    return (
        reader.at(quantity.first - 1).text == "+"
        and not reader.at(quantity.first - 2).glued
        and len(token.text) <= 3
        and reader.at(quantity.stop).shape == "number"
    )


def propagate(reader: Cursor, quantities: list[Quantity], excluded: list[bool]) -> None:
    """Exclude also the first of two joined numbers where the second is excluded: "zwischen 14 und 16 Uhr", "3. bis 5. März"."""
    for at in range(len(quantities) - 2, -1, -1):
        here, following = quantities[at], quantities[at + 1]
        between = [token for token in reader.tokens[here.stop : following.first] if token.text != "."]
        if len(between) == 2 and between[0].text == "-":
            between = between[1:]
        joined = len(between) == 1 and between[0].lower in _JOINS
        if excluded[at + 1] and joined and following.kind == here.kind and not here.scaled and not excluded[at]:
            aged = _is_age(reader, following)
            dotted = following.first - here.stop == 2
            clock = is_clock(reader, following)
            dated = following.value <= 31 and here.value <= 31 and is_date(reader, following)
            years = is_year(reader, following) and len(reader.tokens[here.first].text) == 4 and reader.tokens[here.first].is_plain
            excluded[at] = aged or dotted or clock or dated or years or between[0].text in _DASHES
    _propagate_forward(reader, quantities, excluded)


def _propagate_forward(reader: Cursor, quantities: list[Quantity], excluded: list[bool]) -> None:
    """Exclude also the second number of a name, an age or a day: "§§ 12 und 13", "Seiten 12 bis 14", "Nov 3-5"."""
    for at in range(len(quantities) - 1):
        here, following = quantities[at], quantities[at + 1]
        if not excluded[at] or excluded[at + 1] or following.first - here.stop != 1 or here.kind != "digits":
            continue
        after = reader.at(following.stop)
        bare = following.kind == "digits" and not following.scaled and not counts_noun(reader, after) and after.text not in UNITS
        if bare and after.text != "%" and reader.at(here.stop).lower in _JOINS:
            excluded[at + 1] = _is_name(reader, here) or _is_age(reader, here) or (is_date(reader, here) and following.value <= 31)
