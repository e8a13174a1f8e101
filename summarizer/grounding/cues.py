"""Cues: the words by which a sentence says that somebody says something, and the words that put a source before it."""

import functools
import re
from collections.abc import Sequence

from summarizer.grounding.verbs import frames
from summarizer.grounding.words import Token
from summarizer.schemas import Language

SOURCE_CUES: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "laut zufolge gemäß gemäss so wonach demnach angaben angabe heißt hieß heisst hiess verlautete verlautet "
        "hervor hervorgeht rede "
        "quelle berufung".split()
    ),
    "en": frozenset("according per citing quoting account".split()),
}
"""Cues that take no subject: the source stands with them in any case, or in possession of the noun ("nach Müllers Worten")."""
_OPENING_CUES: dict[Language, frozenset[str]] = {
    "de": frozenset("nach aus in von".split()),
    "en": frozenset("by from in through".split()),
}

NEUTRAL_CUES: dict[Language, frozenset[str]] = {
    "de": frozenset(
        "sagt sagte sagten erklärt erklärte erklärten teilt teilte teilten mitteilt mitteilte mitteilten mitgeteilt berichtet "
        "berichtete berichteten meldet meldete meldeten betont betonte betonten schreibt schrieb schrieben erzählt erzählte "
        "erläutert erläuterte ergänzte ergänzt fügt fügte bestätigt bestätigte gab gibt gaben angibt angab zeigt zeigte ergab "
        "ergibt".split()
    ),
    "en": frozenset(
        "say says said saying tell tells told add adds added adding report reports reported explain explains explained state "
        "states stated write writes wrote note notes noted confirm confirms confirmed show shows showed found finds".split()
    ),
}
"""Verbs that say no more than that somebody says it: left out, they change nothing."""

ATTRIBUTIONS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:laut|zufolge|gemäß|gemäss)\b|,\s*so\b|\bnach(?:\s+\w+){0,2}\s+(?:\w*angaben?|einschätzung|ansicht|auffassung|darstellung|"
        r"überzeugung|worten|informationen|erkenntnissen|schätzung(?:en)?|berechnung(?:en)?|aussagen?|meinung|zählung|daten|berichten?)\b|"
        r"\baus\s+(?:der\s+|dem\s+|den\s+)?sicht\b|\bin\s+(?:den\s+|seinen\s+|ihren\s+)?augen\b|\bunter\s+berufung\s+auf\b|\bquelle\b|\b(?:heißt|hieß|heisst|hiess)\s+es\b|\bes\s+(?:heißt|hieß|heisst|hiess)\b|\bhervor(?:geht)?\b|\bsteht\s+in\b|\bverlautete\b",
        re.I,
    ),
    "en": re.compile(
        r"\baccording\s+to\b|\bby\s+(?:\S+\s+){1,3}(?:account|estimate|count)s?\b|\bin\s+the\s+(?:view|words)\s+of\b|\bciting\b|"
        r"\b(?:figures?|data|estimates?|numbers?)\s+(?:from|by)\b|\bper\s+(?-i:(?=[A-Z]))",
        re.I,
    ),
}

# What counts, shows and registers says too; and forms that are met without their particle ("teilte", "hervorgeht").
_REPORTING: dict[Language, str] = {
    "de": (
        "mitteilen angeben vermelden ankündigen zurückweisen einräumen zugeben hinweisen hinzufügen geschätzt vorhersagen "
        "vorwerfen beschreiben beschrieb beschreibt feststellen veröffentlichen veröffentlichte ergeben ergab ergibt "
        "hervorgeht hervor zeigen zeigt zeigte hieß heißt hiess heisst verlautete zählen zählte zählt zählten registrieren "
        "registrierte registriert dokumentierte dokumentiert verzeichnen verzeichnete verzeichnet ausgehen errechnete "
        "berechnete ermittelte vorrechnen besagen besagt besagte verkünden verkündete verkündet gewertet angesehen "
        "verlautbarte teilte teilt mitteilte mitgeteilt gab gibt gaben angab angegeben kündigte kündigt angekündigt "
        "ankündigte wies weist wiesen räumte räumt eingeräumt fügte fügt warf wirft warfen vorgeworfen festgestellt geht "
        "gehen gingen stuft stufte eingestuft ausführte schlug schlägt"
    ),
    "en": (
        "show shows showed count counts counted putting recorded record records publish published calculate calculated cite cites "
        "cited citing quote quoted credit credits plans"
    ),
}
# Behind these stands a noun: "of records", "another question", "a report".
_NOUN_BEFORE = frozenset(
    "a an the this that these those his her its their our my your another any some no every each of in on at by for with from "
    "per many two three four five several last first earlier".split()
)


@functools.cache
def _saying_words(language: Language) -> frozenset[str]:
    """Return the forms of verbs of saying that need no particle, and those of what reports without speaking."""
    bare = {form for form, every in frames(language).items() if any(form.startswith(frame.particle) for frame in every)}
    bare |= {f"ge{form}" for form in bare if language == "de" and form.endswith("t") and not _PREFIX.match(form)}
    return frozenset(bare | set(_REPORTING[language].split()))


# Verbs whose participle has no ge-.
_PREFIX = re.compile(r"(?:be|ge|er|ver|zer|ent|emp|miss|wider|unter|über|an|ab|auf|aus|ein|mit|vor|zu|hin|nach|fest)\w|\w+ier")


def says(word: Token, language: Language) -> bool:
    """Say whether a word is a form of a verb of saying."""
    return word.text[:1].islower() and word.text in _saying_words(language)


@functools.cache
def plain_verbs(language: Language) -> frozenset[str]:
    """Return the forms of verbs of saying that are ones with no particle and no preposition."""
    return frozenset(
        form
        for form, every in frames(language).items()
        if all(not frame.particle for frame in every) and any(not frame.prepositions for frame in every)
    )


def saying_verbs(words: Sequence[Token], language: Language) -> list[Token]:
    """Return the verbs of saying among words; some are ones only with their particle: "hielt … dagegen", "bot … an"."""
    places = [index for index, token in enumerate(words) if _may_say(token.text, language)]
    present = {token.text.lower() for token in words} if places else set[str]()
    return [words[index] for index in places if _says_here(words[index], index, words, present, language)]


@functools.lru_cache(maxsize=20_000)
def _may_say(word: str, language: Language) -> bool:
    """Say whether a word is a verb of saying, by itself or with a particle."""
    by_itself = word[:1].islower() and word in _saying_words(language)
    return by_itself or word in _PARTICLES or word in frames(language)


def _says_here(token: Token, index: int, words: Sequence[Token], present: set[str], language: Language) -> bool:
    """Say whether a word is a verb of saying in its sentence: no noun, and with its particle where it needs one."""
    before = words[index - 1].text.lower() if index else ""
    if language == "en" and (before in _NOUN_BEFORE or before.isdigit()):
        return False
    if says(token, language) or _PARTICLES.get(token.text, frozenset()) & present:
        return True
    return any(frame.particle and present.issuperset(frame.particle.split()) for frame in frames(language).get(token.text, ()))


# Beside those of the list of verbs.
_PARTICLES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("hält", "hielt", "halten", "hielten"), frozenset({"dagegen", "entgegen", "fest", "für", "vor"})),
    **dict.fromkeys(("stellt", "stellte", "stellten", "stellen"), frozenset({"aussicht", "dar"})),
    **dict.fromkeys(("führt", "führte", "führten"), frozenset({"an"})),
    **dict.fromkeys(("lässt", "ließ", "ließen"), frozenset({"offen", "verlauten"})),
    **dict.fromkeys(("machte", "macht", "machten"), frozenset({"verantwortlich", "geltend", "bedingung"})),
    **dict.fromkeys(("nannte", "nennt"), frozenset({"zahl"})),
}


def is_source_cue(words: Sequence[Token], language: Language) -> bool:
    """Say whether a cue takes a source rather than a subject: "laut", "nach … Angaben", "according to"."""
    opening = bool(words) and words[0].text.lower() in _OPENING_CUES[language]
    return opening or any(word.text.lower() in SOURCE_CUES[language] for word in words)


def cue_places(cue: Sequence[Token], words: Sequence[Token]) -> list[int]:
    """Return where in a sentence the words of a cue stand, by index into `words`."""
    stems = {token.stem for token in cue}
    return [index for index, token in enumerate(words) if token.stem in stems]


def attributions(text: str, language: Language) -> list[tuple[int, int]]:
    """Return the spans of words like "laut", "nach Angaben", "according to"."""
    return [match.span() for match in ATTRIBUTIONS[language].finditer(text)]
