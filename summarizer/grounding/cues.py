"""Cues: the words by which a sentence says that somebody says something, and the words that put a source before it."""

import functools
import re
from collections.abc import Sequence

from summarizer.grounding.words import Token, stem
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

ATTRIBUTIONS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:laut|zufolge|gemäß|gemäss)\b|,\s*so\b|\bnach(?:\s+\w+){0,2}\s+(?:\w*angaben?|einschätzung|ansicht|auffassung|darstellung|"
        r"überzeugung|worten|informationen|erkenntnissen|schätzung(?:en)?|berechnung(?:en)?|aussagen?|meinung|zählung|daten|berichten?)\b|"
        r"\baus\s+(?:der\s+|dem\s+|den\s+)?sicht\b|\bin\s+(?:den\s+|seinen\s+|ihren\s+)?augen\b|\bunter\s+berufung\s+auf\b|\bquelle\b|\b(?:heißt|hieß|heisst|hiess)\s+es\b|\bes\s+(?:heißt|hieß|heisst|hiess)\b|\bhervor(?:geht)?\b|\bsteht\s+in\b|\bverlautete\b",
        re.I,
    ),
    "en": re.compile(
        r"\baccording\s+to\b|\bby\s+(?:\S+\s+){1,3}(?:account|estimate|count)s?\b|\bin\s+the\s+(?:view|words)\s+of\b|\bciting\b|"
        r"\b(?:figures?|data|estimates?|numbers?)\s+(?:from|by)\b|\bper\b",
        re.I,
    ),
}

_SAYING: dict[Language, str] = {
    "de": (
        "sagen sagte sagt gesagt erklären erklärte erklärt mitteilen teilte teilt mitteilte mitgeteilt angeben gab gibt "
        "angab angegeben betonen betonte betont berichten berichtete berichtet melden meldete meldet gemeldet vermelden "
        "vermeldete vermeldet behaupten behauptete behauptet fordern forderte fordert gefordert verlangen verlangte verlangt "
        "warnen warnte warnt gewarnt mahnen mahnte mahnt ankündigen kündigte kündigt angekündigt ankündigte versprechen "
        "versprach verspricht versprochen drohen drohte droht bestätigen bestätigte bestätigt dementieren dementierte "
        "dementiert bestreiten bestritt bestreitet zurückweisen wies weist wiesen einräumen räumte räumt eingeräumt zugeben "
        "hinweisen verweisen verwies verweist hinzufügen fügte fügt schreiben schrieb schreibt geschrieben äußern äußerte "
        "äußert schätzen schätzte schätzt geschätzt beziffern bezifferte beziffert rechnen rechnet rechnete erwarten "
        "erwartet erwartete prognostizieren prognostizierte vorhersagen sprechen sprach spricht sprachen gesprochen nennen "
        "nannte nennt genannt bezeichnen bezeichnete bezeichnet vorwerfen warf wirft warfen vorgeworfen beschuldigen "
        "beschuldigte klagen klagte klagt beklagen beklagte kritisieren kritisierte kritisiert erläutern erläuterte "
        "erläutert versichern versicherte versichert beteuern beteuerte beteuert antworten antwortete antwortet fragen "
        "fragte fragt bitten bat bittet gebeten raten riet rät empfehlen empfahl empfiehlt appellieren appellierte erinnern "
        "erinnerte erzählen erzählte erzählt schildern schilderte schildert beschreiben beschrieb beschreibt meinen meinte "
        "meint glauben glaubt glaubte bezweifeln bezweifelte bezweifelt vermuten vermutet vermutete feststellen festgestellt "
        "unterstreichen unterstrich bekräftigen bekräftigte bekräftigt veröffentlichen veröffentlichte ergeben ergab ergibt "
        "hervorgeht hervor zeigen zeigt zeigte hieß heißt hiess heisst verlautete plädieren plädierte entgegnen entgegnete "
        "erwidern erwiderte kontern konterte widersprechen widersprach widerspricht zählen zählte zählt zählten registrieren "
        "registrierte registriert dokumentierte dokumentiert verzeichnen verzeichnete verzeichnet ausgehen geht stuft stufte "
        "bilanzierte errechnete berechnete ermittelte ausführte vorrechnen rechneten schlug schlägt sieht sah findet "
        "bemängelte monierte veranschlagt besagen besagt besagte verkünden verkündete verkündet gaben gehen gingen schätzten "
        "werten wertete wertet gewertet eingestuft angesehen bilanziert veranschlagte fürchtet fürchtete befürchtet "
        "befürchtete verlautbarte zitierte zitiert postete twitterte"
    ),
    "en": (
        "say says said tell tells told ask asks asked add adds added announce announces announced report reports reported "
        "claim claims claimed warn warns warned state states stated declare declares declared confirm confirms confirmed "
        "deny denies denied reject rejects rejected insist insists insisted argue argues argued demand demands demanded "
        "promise promises promised vow vows vowed estimate estimates estimated expect expects expected predict predicts "
        "predicted forecast forecasts suggest suggests suggested write writes wrote note notes noted stress stresses "
        "stressed emphasise emphasised emphasize emphasized explain explains explained describe describes described accuse "
        "accuses accused allege alleges alleged admit admits admitted acknowledge acknowledges acknowledged concede conceded "
        "recall recalls recalled urge urges urged disclose discloses disclosed reveal reveals revealed believe believes "
        "believed think thinks thought maintain maintains maintained dispute disputes disputed find finds found show shows "
        "showed count counts counted put puts putting recorded record records publish published conclude concluded respond "
        "responded reply replied question questioned criticise criticised criticize criticized welcome welcomed blame blames "
        "blamed calculate calculated cite cites cited citing quote quoted testify testified submit submitted reckon reckons "
        "reckoned credit credits plans"
    ),
}


@functools.cache
def _saying_stems(language: Language) -> frozenset[str]:
    """Return the stems of verbs of saying."""
    return frozenset(stem(word, language) for word in _SAYING[language].split())


def says(word: Token, language: Language) -> bool:
    """Say whether a word is a verb of saying."""
    return word.text[:1].islower() and (word.text in _saying_words(language) or word.stem in _saying_stems(language))


def saying_verbs(words: Sequence[Token], language: Language) -> list[Token]:
    """Return the verbs of saying among words; some are ones only with their particle: "hielt … dagegen", "bot … an"."""
    present = {token.text.lower() for token in words}
    return [token for token in words if says(token, language) or _PARTICLES.get(token.text, frozenset()) & present]


_PARTICLES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("hält", "hielt", "halten", "hielten"), frozenset({"dagegen", "entgegen", "fest", "für"})),
    **dict.fromkeys(("stellt", "stellte", "stellten", "stellen"), frozenset({"klar", "fest", "aussicht", "dar"})),
    **dict.fromkeys(("bot", "bietet", "boten", "bieten"), frozenset({"an"})),
    **dict.fromkeys(("lehnt", "lehnte", "lehnten"), frozenset({"ab"})),
    **dict.fromkeys(("führt", "führte", "führten"), frozenset({"an", "aus", "zurück"})),
    **dict.fromkeys(("ging", "gingen"), frozenset({"aus"})),
    **dict.fromkeys(("lässt", "ließ", "ließen"), frozenset({"mitteilen", "wissen", "ausrichten", "offen", "verlauten"})),
}


@functools.cache
def _saying_words(language: Language) -> frozenset[str]:
    """Return the verbs of saying as written."""
    return frozenset(_SAYING[language].split())


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
