"""Noun phrases in base form: "des Kremls" as "Kreml", "der ukrainischen Polizei" as "ukrainische Polizei", where that is safe."""

import re

from summarizer.schemas import Language

_PHRASE = re.compile(
    r"(?P<article>des|dem|der|einer|eines|einem)\s+(?P<adjectives>(?:[a-zäöüß-]+en\s+)*)(?P<noun>[A-ZÄÖÜ][\w-]+)(?P<rest>.*)", re.S
)
_MASCULINE = re.compile(
    r"(?:dienst|minister|rat|verband|bund|leiter|sprecher|chef|präsident|konzern|verein|hof|hersteller|betreiber|anbieter)$", re.I
)
_NEUTER = re.compile(
    r"(?:amt|ministerium|institut|gericht|unternehmen|werk|zentrum|büro|blatt|magazin|parlament|bündnis|team|papier)$", re.I
)
_NO_GENITIVE = ("ss", "us", "is", "as", "os")


def base_form(words: str, language: Language) -> str:
    """Return a German noun phrase of a source in the nominative without "der", or as it is where its gender is not known.

    >>> base_form("des südkoreanischen Geheimdienstes", "de"), base_form("der ukrainischen Polizei", "de")
    ('südkoreanischer Geheimdienst', 'ukrainische Polizei')
    >>> base_form("des Wahlleiters", "de"), base_form("einer Erklärung", "de"), base_form("Die Polizei", "de")
    ('Wahlleiter', 'eine Erklärung', 'Die Polizei')
    """
    match = _PHRASE.fullmatch(words) if language == "de" else None
    if not match:
        return words
    article, adjectives, noun = match["article"], match["adjectives"].split(), match["noun"]
    noun = _nominative(noun, genitive=article in ("des", "eines"))
    feminine = article in ("der", "einer")
    ending = "e" if feminine else "er" if _MASCULINE.search(noun) else "es" if _NEUTER.search(noun) else None
    if adjectives and ending is None:
        return words
    said = [word[:-2] + str(ending) for word in adjectives]
    opening = {"einer": ["eine"], "eines": ["ein"], "einem": ["ein"]}.get(article, [])
    return " ".join([*opening, *said, noun]) + match["rest"]


def _nominative(noun: str, *, genitive: bool) -> str:
    """Return a noun without the ending of its case."""
    from simplemma import is_known, lemmatize

    lemma = lemmatize(noun, "de")
    if noun in (lemma + "en", lemma + "n") or (genitive and noun in (lemma + "s", lemma + "es")):
        return lemma
    if not genitive or not noun.endswith("s") or noun.endswith(_NO_GENITIVE) or len(noun) < 5:
        return noun
    # Compounds are not in the dictionary: "Geheimdienstes".
    if noun.endswith("es") and not is_known(noun[:-1], "de") and noun[-3] in "tdsnkgfb":
        return noun[:-2]
    return noun[:-1]
