"""Whether a line tells as fact what its sentences only plan, demand, allege, or make depend on something."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.denials import is_denial, is_refusal
from summarizer.grounding.prospects import OBJECTS, open_in_english, open_in_german
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word, is_light
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import Token, is_hedge, is_negation, stem
from summarizer.schemas import Language, Sentence

_WANTS: dict[Language, str] = {
    "de": "fordern forderte fordert verlangen verlangt verlangte planen plant plante erwägen erwägt droht drohte drohen "
    "ankündigen "
    "kündigte kündigt angekündigt beantragt beantragte vorschlagen schlug schlägt vorgeschlagen anstreben strebt "
    "strebte hoffen hofft hoffte "
    "beabsichtigt vorbereiten erwarten erwartet erwarteten befürchten befürchtet fürchtet warnt warnte warnen prüft "
    "prüfen geplant "
    "vorgesehen Plan Pläne Vorhaben Forderung Drohung",
    "en": "plan plans planned demand demands demanded threaten threatens threatened propose proposes proposed consider "
    "considers considering "
    "expect expects expected hope hopes hoped intend intends fear fears feared call calls called urge urges urged warn "
    "warns warned weigh "
    "weighs seek seeks sought scheduled",
}
_ALLEGES: dict[Language, str] = {
    "de": "Verdacht verdächtig verdächtigt vorwerfen wirft werfen warf warfen Vorwurf vorgeworfen behauptet behauptete "
    "behaupten beschuldigt "
    "beschuldigte bestreitet bestritt bestreiten bestritten dementiert dementierte dementieren leugnet leugnete "
    "zurückgewiesen Anklage Anklageschrift anklagt vermutet vermuten mutmaßt Gerücht",
    "en": "suggest suggests suggested allege alleges alleged allegation accuse accuses accused claim claims claimed "
    "suspect suspects suspected "
    "rumour rumor charge charged believed deny denies denied",
}
# "der Streit um die geplante Abgabe" has taken place.
ATTRIBUTE = re.compile(r"(?:geplant|angekündigt|vorgesehen|erwogen|gefordert|befürchtet|erwartet|angedroht)e[nmrs]?$")
_IF: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"^(?:falls|ob|sofern|wenn)$"),
    "en": re.compile(r"^(?:if|whether|unless)$"),
}
_MARKS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:will|woll\w*|soll\w*|könn\w*|kann|möcht\w*|dürft\w*|würd\w*|muss|müss\w*|plan\w*|geplant\w*|werde|wird|"
        r"werden|erwäg\w*|"
        r"beabsichtig\w*|kündig\w*|angekündigt\w*|ankündig\w*|forder\w*|gefordert\w*|verlang\w*|droh\w*|hoff\w*|"
        r"strebt\w*|wollte\w*|bald|künftig|"
        r"demnächst|vorhaben|absicht|ziel|entwurf|vorschlag\w*|schlägt|schlug|prüf\w*|erwart\w*|mutmaßlich\w*|"
        r"verdacht\w*|verdächtig\w*|vorwurf|"
        r"vorwürf\w*|wirft|werfen|warf\w*|vorgeworfen|angeblich\w*|laut|zufolge|dementi\w*|bestr[ei]\w*|leugn\w*|weist|"
        r"weisen|wies\w*|zurückgewiesen|streit|behaupt\w*|anklag\w*|angeklagt\w*|beschuldig\w*|ob|falls|wenn|"
        r"warn\w*|befürcht\w*|fürcht\w*|vorgesehen|bereit\w*|bis|ab|verspr\w*|zug\w*sagt|beantrag\w*|prognos\w*|"
        r"rechne\w*|sagt|sagte|so|prozess)$",
        re.I,
    ),
    "en": re.compile(
        r"^(?:will|would|shall|should|could|may|might|plan\w*|propos\w*|consider\w*|intend\w*|expect\w*|hop(?:e|es|ed|"
        r"ing)|threat\w*|demand\w*|"
        r"call\w*|urg\w*|seek\w*|sought|vow\w*|promis\w*|pledg\w*|set|due|poised|looks|faces|faced|facing|fear\w*|"
        r"warn\w*|alleg\w*|den(?:y|ies|ied)|reject\w*|disput\w*|accus\w*|claim\w*|"
        r"suspect\w*|suggest\w*|report\w*|if|whether|unless|charg\w*|say|says|said|accord\w*|mooted|possible|likely|bid|"
        r"aims?|wants?|ask\w*|"
        r"believ\w*|trial|forecast\w*|predict\w*|must|can)$",
        re.I,
    ),
}


def is_marked(words: Sequence[Token], text: str, language: Language) -> bool:
    """Say whether a line itself says that something is planned, demanded, alleged or said: then it tells no fact."""
    aiming = language == "en" and any(
        token.text == "to"
        and other.text[:1].islower()
        and other.text not in OBJECTS
        and not (before and re.search(r"(?:ed|[a-z]ld|nt)$", before.text))
        for before, token, other in zip((None, *words), words, words[1:], strict=False)
    )
    return aiming or ":" in text or any(_MARKS[language].match(token.text) or is_hedge(token, language) for token in words)


def is_alleged(words: Sequence[Token], language: Language) -> bool:
    """Say whether words allege something."""
    return any(token.stem in _stems(_ALLEGES, language) for token in words)


def check_fact(words: Sequence[Word], text: str, support: Support, citation: Citation) -> None:
    """Check that a line tells as fact nothing that each of its places in the text leaves open; raises Unsupported."""
    language = citation.language
    if is_marked([word.token for word in words if word.keys], text, language):
        return
    open_places = {at: said for sentence in citation.sentences for at, said in _open_places(sentence, citation).items()}
    if not open_places:
        return
    if all(is_question(sentence.text) for sentence in citation.sentences) and not is_question(text):
        raise Unsupported("status", "not_fact", at=citation.sentences, claimed=text, word="?")
    for word in words:
        if is_light(word, language) or not _is_verb(word.token, language):
            continue
        places = support.of(word)
        if places and all(place.start in open_places for place in places):
            raise Unsupported("status", "not_fact", at=citation.sentences, claimed=text, word=open_places[places[0].start])


def check_negated(words: Sequence[Word], support: Support, citation: Citation) -> None:
    """Check that a line does not affirm a verb which each of its places in the text negates; raises Unsupported."""
    language = citation.language
    if any(_turns(word, support, language) for word in words):
        return
    for word in words:
        if is_light(word, language) or not _is_verb(word.token, language):
            continue
        markers = [negation_of(place, citation) for place in support.of(word)]
        first = markers[0] if markers else None
        if first and all(markers):
            start, end = sorted((first, support.of(word)[0]), key=lambda token: token.start)
            said = citation.source.text[start.start : end.end]
            raise Unsupported("negation", "dropped", at=citation.sentences, text=said, word=first.text)


def _turns(word: Word, support: Support, language: Language) -> bool:
    """Say whether a word of a line negates it: "not", "refuses", or a denial that the text does not have."""
    denial = is_denial(word.token, language) and not support.of(word)
    return is_negation(word.token, language) or is_refusal(word.token, language) or denial


def negation_of(place: Token, citation: Citation) -> Token | None:
    """Return what negates a verb of the text: "nicht" in its clause, "not" or "never" just before it."""
    text, sentence = citation.source.text, citation.sentence_at(place.start)
    words = citation.source.tokens[sentence.number - 1]
    at = next(index for index, token in enumerate(words) if token.start == place.start)
    if citation.language == "en":
        return next((token for token in words[max(0, at - 3) : at] if token.text.lower() in {"not", "never", "t"}), None)
    if not place.text[:1].islower():
        return None
    start, end = next(span for span in clauses(text, sentence) if span[0] <= place.start < span[1])
    inside = [token for token in words if start <= token.start < end]
    for token, other in itertools.zip_longest(inside, inside[1:]):
        if token.text in {"nicht", "nie", "niemals"} and (other is None or other.text not in _NOT_ALONE):
            return token
    return None


_NOT_ALONE = frozenset("nur zuletzt allein mehr einmal ganz weniger unbedingt immer alle jeder nennenswert".split())


def _is_verb(token: Token, language: Language) -> bool:
    """Say whether a word may be a verb: in German one in lower case that is no inflected adjective before a noun."""
    return language == "en" or token.text[:1].islower()


def _open_places(sentence: Sentence, citation: Citation) -> dict[int, str]:
    """Return where in a sentence a word is told that is left open, with the word that leaves it open."""
    known, key = citation.source.read, ("open", sentence.number)
    if key not in known:
        words = citation.source.tokens[sentence.number - 1]
        german, spans = citation.language == "de", clauses(citation.source.text, sentence)
        left = open_in_german(words, citation.source.text, spans) if german else open_in_english(words, _stems(_WANTS, "en"))
        asked = ((token.start, "?") for token in words) if is_question(sentence.text) else ()
        known[key] = dict([*left, *_wanted_in(words, citation, sentence), *asked])
    found: dict[int, str] = known[key]
    return found


def is_question(text: str) -> bool:
    """Say whether a sentence asks: it says nothing."""
    return text.rstrip(" \n\"“”«»’'").endswith("?")


def _wanted_in(words: Sequence[Token], citation: Citation, sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Yield the words behind a verb of wanting or alleging, up to the end of what it governs, and those behind "if"."""
    language, text = citation.language, citation.source.text
    wanting, alleging = _stems(_WANTS, language), _stems(_ALLEGES, language)
    spans = list(clauses(text, sentence))
    for token in words:
        lower = token.text.lower()
        own = next((span for span in spans if span[0] <= token.start < span[1]), (sentence.start, sentence.end))
        if _IF[language].match(lower):
            end = sentence.end if token is words[0] and lower in _WHOLLY else own[1]
            yield from ((other.start, token.text) for other in words if token.start < other.start < end)
        elif (
            token.stem in alleging
            or _rejects(token, words, language)
            or (token.stem in wanting and _governs(token, words, language))
        ):
            later = [other for other in words if other.start > token.start]
            yield from ((other.start, token.text) for other in later if other.start < _end_of_governed(own, spans, text, language))


# What begins with them is left open as a whole; "wenn" may speak of what happens each time.
_WHOLLY = frozenset("falls sofern if unless".split())


def _rejects(token: Token, words: Sequence[Token], language: Language) -> bool:
    """Say whether a verb is "wies … zurück"."""
    return language == "de" and bool(re.match(r"(?:wies|weis)", token.text)) and any(other.text == "zurück" for other in words)


def _governs(token: Token, words: Sequence[Token], language: Language) -> bool:
    """Say whether a verb of wanting is one: no participle before a noun, and no noun in English behind an article."""
    if ATTRIBUTE.match(token.text):
        return False
    before = next((other for other in reversed(words) if other.end <= token.start), None)
    return not (
        language == "en" and before is not None and before.text.lower() in {"the", "a", "an", "its", "their", "had", "was", "were"}
    )


def _end_of_governed(own: tuple[int, int], spans: Sequence[tuple[int, int]], text: str, language: Language) -> int:
    """Return where what a verb governs ends: with its clause, or with the one that "dass" or "that" opens behind it."""
    end = own[1]
    following = next((span for span in spans if span[0] >= end), None)
    if following and _OPENS[language].match(text, following[0], following[1]):
        return following[1]
    return end


_OPENS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"[,;:\s]*(?:dass|ob|wonach|\w{1,60}(?:\s{1,9}\w{1,60}){0,8}\s{1,9}(?:sei|seien|habe|hätten?|werden?|würden?|wolle|solle)\b)"
    ),
    "en": re.compile(r"[,;:\s]*(?:that|whether)\b"),
}
_CLAUSE = re.compile(r"(?:(?<=\D)|^)[,;:–—](?!\d)|\s-\s|\b(?:and|but|while|after|before|because|und|sowie|aber|doch|sondern)\b")


def clauses(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Return the clauses of a sentence; the infinitive with "zu" stays with the clause before it."""
    spans = _clauses(text[max(0, sentence.start - 1) : sentence.start], sentence.text)
    return [(sentence.start + start, sentence.start + end) for start, end in spans]


@functools.lru_cache(maxsize=2_048)
def _clauses(before: str, text: str) -> list[tuple[int, int]]:
    """Return the clauses of a sentence's text, which follows on `before`, a character at most."""
    marks = [match.start() - len(before) for match in _CLAUSE.finditer(before + text, len(before))]
    return list(itertools.pairwise([0, *marks, len(text)]))


def _stems(table: dict[Language, str], language: Language) -> frozenset[str]:
    """Return the stems of listed words."""
    return frozenset(stem(word, language) for word in table[language].split())
