"""Whom a role noun or a pronoun may stand for: "die Ministerin" for no firm, "das Unternehmen" for no person, "sie" for no man."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from summarizer.grounding.words import DETERMINERS, Token
from summarizer.schemas import Language

Being = Literal["person", "body"]

_BODIES: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:ung|schaft|heit|keit|ion|tät|ium|erie|ei|amt|rat|tag|bund|verband|verein|werke?|hof|bank|behörde|firma|konzern|unternehmen|"
        r"büro|haus|lager|team|kreise?|klub|club|verlag|sender|zeitung|blatt|magazin|portal|institut|kammer|gericht|armee|truppe|kasse|"
        r"klinik|papier|bericht|entwurf|studie|analyse|vermerk|schrift|brief|dokument|gutachten|erkenntnis|urteil|umfrage|kabinett|"
        r"gruppe|miliz|front|liga|stadt|land|gemeinde|staat|wehr|dienst|stelle|zentrale|anstalt|fabrik|werft|agentur|communiqué|jury|"
        r"anklage|seite|umfeld|industrie|branche|kirche|bistum|schule|museum|theater|system|streitkräfte|parlament|ausschuss|senat|"
        r"hersteller|betreiber|anbieter|versicherer|bauer|händler|verfügung|beschluss|plan|text|kommando|ressort|netz|werk)"
        r"(?:e?s|en|n|e)?$",
        re.I,
    ),
    "en": re.compile(
        r"(?:company|agency|ministry|party|union|group|council|government|court|bank|board|firm|club|university|police|army|forces?|"
        r"commission|committee|department|office|service|authority|authorities|association|federation|operator|airline|utility|charity|"
        r"museum|paper|report|study|survey|poll|statement|memo|document|letter|newspaper|broadcaster|team|institute|organi[sz]ation|"
        r"hospital|school|city|county|state|embassy|church|opposition|prosecution|defence|regulator|retailer|maker|carrier|unit|note|"
        r"draft|complaint|lawsuit|filing|administration|parliament|senate|house|corporation|network|fund|trust|society|foundation)$",
        re.I,
    ),
}
_PERSONS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:in|mann|frau|herr|jährige[nr]?|ist|ent|ant|or|loge|eur|er|chef|anwalt|arzt|koch|wirt|vater|mutter|sohn)$", re.I
    ),
    "en": re.compile(
        r"(?:man|woman|old|er|or|ist|ian|ent|chief|boss|judge|king|queen|prince|princess|coach|head|chair|mayor|captain|clerk|lawyer|"
        r"attorney|lawmaker|minister|wife|son|mother|father|widow)$",
        re.I,
    ),
}
_FEMININE = re.compile(r"(?:in|e|frau|dame|mutter|tochter|schwester|witwe)$", re.I)
SPOKESPERSON = re.compile(r"(?:Sprecher(?:in)?|spokes(?:man|woman|person))$")
"""One who speaks for a body."""
_WOMEN = re.compile(r"(?:in|frau|dame|mutter|tochter|schwester|witwe)$", re.I)
_NEUTER_PERSONS = frozenset("Opfer Mädchen Kind Model Mitglied Oberhaupt".split())
POSSESSIVES = frozenset("sein seine seiner seinem seinen seines ihr ihre ihrer ihrem ihren ihres his her their its".split())


def role_nouns(words: Sequence[Token], language: Language) -> Iterator[tuple[Token, Token]]:
    """Yield each article with the noun that it may make a role: "der Minister", "der 58-Jährige", "the company"."""
    for index, one in enumerate(words):
        if one.text.lower() not in DETERMINERS[language]:
            continue
        ahead = [token for token in words[index + 1 : index + 5] if not token.text.isdigit()]
        if language == "de":
            # "Die Niedersächsische Landesbehörde", "die frühere SPD-Politikerin"
            ahead = [token for token in ahead if token.text[:1].isupper()]
        if ahead:
            yield one, next((token for token in ahead if being_of(token.text, language)), ahead[0])


def being_of(noun: str, language: Language) -> Being | None:
    """Return what a role noun calls somebody or something, None where it shows neither.

    >>> being_of("Landesbehörde", "de"), being_of("Juristin", "de"), being_of("agency", "en"), being_of("Kind", "de")
    ('body', 'person', 'body', None)
    """
    if language == "de" and ((noun.endswith("in") and len(noun) > 4) or noun.endswith(("beamte", "Beamte", "Angestellte"))):
        return "person"
    if _BODIES[language].search(noun):
        return "body"
    return "person" if _PERSONS[language].search(noun) else None


def stands_for(determiner: str, noun: str, language: Language, *, person: bool | None, title: str | None = None) -> bool:
    """Say whether a role noun may stand for somebody who is one person, or is none; `person` is None where that is not known.

    >>> stands_for("Die", "Opposition", "de", person=True), stands_for("die", "Juristin", "de", person=True)
    (False, True)
    >>> stands_for("die", "Forscher", "de", person=True), stands_for("the", "minister", "en", person=False)
    (False, False)
    """
    if determiner.lower() in POSSESSIVES or not _same_gender(determiner, noun, title, language):
        return False
    being = being_of(noun, language)
    if person is None:
        return True
    if not person:
        return being != "person"
    if being == "body":
        return False
    if language == "en":
        return not (noun.endswith("s") and not noun.endswith("ss"))
    if determiner.lower() == "die":
        return bool(_FEMININE.search(noun))
    return determiner.lower() != "das" or noun in _NEUTER_PERSONS


def _same_gender(determiner: str, noun: str, title: str | None, language: Language) -> bool:
    """Say whether a role noun and the title before a name can be one person's: "die Juristin" is no minister called "Minister"."""
    if language == "en" or not title or being_of(title, "de") != "person" or being_of(noun, "de") != "person":
        return True
    woman = bool(_WOMEN.search(title))
    return not woman if determiner.lower() == "der" and not _WOMEN.search(noun) else woman or not _WOMEN.search(noun)


def agrees(pronoun: str, verb: str | None, title: str | None, language: Language, *, person: bool | None) -> bool:
    """Say whether a pronoun may stand for somebody: in number with its verb, in gender with the title before the name.

    >>> agrees("sie", "warfen", None, "de", person=True), agrees("er", "sagte", "Ministerin", "de", person=True)
    (False, False)
    """
    if language == "en":
        return not (pronoun in ("he", "she") and person is False)
    if person and pronoun == "sie" and verb and re.search(r"[^e]en$|[aeiou]ten$", verb) and not verb.startswith("ge"):
        return False
    if not title or being_of(title, "de") != "person":
        return True
    return bool(_WOMEN.search(title)) == (pronoun == "sie") if pronoun in ("er", "sie") else True
