"""Whether a line tells as fact what its sentences only plan, demand, allege, or make depend on something."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from summarizer.grounding.denials import is_denial
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word, is_light
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, Token, is_hedge, is_negation, stem
from summarizer.schemas import Language, Sentence

REACH = 12
"""Words between an English auxiliary and the verb it governs, at most."""

_MODALS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"^(?:will|wollen|wolle|wollten?|soll|sollen|solle|sollten?|könnten?|möchten?|dürften?|würden?|möge|mag|"
        r"plan(?:t|en|te|ten)|beabsichtig\w+|erwäg\w+|erwog\w*)$"
    ),
    "en": re.compile(r"^(?:will|would|shall|should|could|may|might|to)$"),
}
_FUTURES = frozenset("wird werden werde werdet".split())
# "was able to", "managed to": what follows did happen.
_FACTIVE = re.compile(
    r"^(?:manag|beg[aiu]n|start|continu|forc|help|used?$|c[ao]me|g[eo]t|prov|had|have|has|able|enough|seem|appear|rush|"
    r"went|cling|agree)"
)
_FACTIVE_DE = re.compile(
    r"^(?:gel[aiu]ng|beg[aio]n|schein|schien|schaff|hör|ohne|zwang|gezwungen|veranlass|bracht|half|erlaub)", re.I
)
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
        token.text == "to" and other.text[:1].islower() and other.text not in _OBJECTS for token, other in itertools.pairwise(words)
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
    for word in words:
        if is_light(word, language) or not _is_verb(word.token, language):
            continue
        places = support.of(word)
        if places and all(place.start in open_places for place in places):
            raise Unsupported("status", "not_fact", at=citation.sentences, claimed=text, word=open_places[places[0].start])


def check_negated(words: Sequence[Word], support: Support, citation: Citation) -> None:
    """Check that a line does not affirm a verb which each of its places in the text negates; raises Unsupported."""
    language = citation.language
    if any(is_negation(word.token, language) or (is_denial(word.token, language) and not support.of(word)) for word in words):
        return
    for word in words:
        if is_light(word, language) or not _is_verb(word.token, language):
            continue
        markers = [_negation_of(place, citation) for place in support.of(word)]
        first = markers[0] if markers else None
        if first and all(markers):
            start, end = sorted((first, support.of(word)[0]), key=lambda token: token.start)
            said = citation.source.text[start.start : end.end]
            raise Unsupported("negation", "dropped", at=citation.sentences, text=said, word=first.text)


def _negation_of(place: Token, citation: Citation) -> Token | None:
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
        left = _open_in_german(words, spans) if german else _open_in_english(words)
        known[key] = dict([*left, *_wanted_in(words, citation, sentence)])
    found: dict[int, str] = known[key]
    return found


def _open_in_english(words: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Yield the verb behind each modal or "to", over adverbs, "be" and "have"."""
    for at, token in enumerate(words):
        lower = token.text.lower()
        before = words[at - 1].text.lower() if at else ""
        if not _MODALS["en"].match(lower) or token.text == "May" or (lower == "to" and not _is_aim(words, at)):
            continue
        said = f"{before} {token.text}" if lower == "to" else token.text
        for follower in words[at + 1 : at + 5]:
            yield follower.start, said.strip()
            if follower.text.lower() not in _LINKS and not follower.text.endswith("ly"):
                break


def _is_aim(words: Sequence[Token], at: int) -> bool:
    """Say whether "to" before a verb leaves open what follows: "is to close", "plans to close", "to close the plant"."""
    before = words[at - 1].text.lower() if at else ""
    behind = words[at + 2].text.lower() if at + 2 < len(words) else ""
    if _FACTIVE.match(before) or at + 1 == len(words) or words[at + 1].text.lower() in FUNCTION_WORDS["en"] - _LINKS:
        return False
    return before in _AIMING or words[at - 1].stem in _stems(_WANTS, "en") or behind in _OBJECTS


_AIMING = frozenset("is are was were due set likely ready willing plans going wants wanted vowed promised pledged not".split())
_OBJECTS = frozenset("the a an its his her their them it him for from with more all any no over up by".split())
_LINKS = frozenset("be been have not also then only never always soon".split())


def _open_in_german(words: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield the infinitives that a modal governs in its clause, and those with "zu"."""
    for start, end in spans:
        inside = [token for token in words if start <= token.start < end]
        modal = next((token for token in inside if _MODALS["de"].match(token.text.lower())), None)
        future = next((token for token in inside if token.text.lower() in _FUTURES), None)
        hearsay = modal is not None and modal.text.lower().startswith("soll") and any(t.text in {"haben", "sein"} for t in inside)
        for at, token in enumerate(inside):
            before = inside[at - 1].text if at else ""
            if (before == "zu" and _is_infinitive(token.text)) or _INNER_ZU.match(token.text):
                if not any(_FACTIVE_DE.match(other.text) for other in words if other.start < token.start):
                    yield token.start, f"{before} {token.text}".strip() if before == "zu" else token.text
            elif modal and token is not modal and (_is_infinitive(token.text) or hearsay or _is_passive(inside, at)):
                yield token.start, modal.text
            elif future and token is not future and at + 1 >= len(inside) - 1 and _is_pure_infinitive(token.text):
                yield token.start, future.text


_INNER_ZU = re.compile(
    r"^(?:ab|an|auf|aus|bei|ein|fest|fort|frei|her|hin|los|mit|nach|nieder|statt|um|vor|weg|weiter|zurück|zusammen)zu\w{3,}n$"
)


def _is_infinitive(word: str) -> bool:
    """Say whether a German word may be an infinitive."""
    return word[:1].islower() and bool(re.search(r"(?:en|ern|eln|tun)$", word)) and len(word) > 3


def _is_pure_infinitive(word: str) -> bool:
    """Say whether a German word is an infinitive and no participle: the dictionary's base form."""
    from simplemma import lemmatize

    return _is_infinitive(word) and lemmatize(word, "de") == word and not _AS_PARTICIPLE.match(word)


# "verlassen", "betragen": infinitive and participle in one.
_AS_PARTICIPLE = re.compile(
    r"(?:\w{2,5})?ge\w+en$|(?:ver|be|ent|er|zer|über|unter|miss)(?:lass|geb|fall|halt|komm|trag|lauf|rat|stoß|ruf|"
    r"schlag|fahr|tret|seh|les|mess|"
    r"grab|wachs)en$"
)


def _is_passive(inside: Sequence[Token], at: int) -> bool:
    """Say whether a participle stands before "werden" or "worden": "soll gebaut werden"."""
    return any(token.text in {"werden", "worden"} for token in inside[at + 1 : at + 3]) and bool(
        re.search(r"(?:t|en)$", inside[at].text)
    )


def _wanted_in(words: Sequence[Token], citation: Citation, sentence: Sentence) -> Iterator[tuple[int, str]]:
    """Yield the words behind a verb of wanting or alleging, up to the end of what it governs, and those behind "if"."""
    language, text = citation.language, citation.source.text
    wanting, alleging = _stems(_WANTS, language), _stems(_ALLEGES, language)
    spans = list(clauses(text, sentence))
    for token in words:
        lower = token.text.lower()
        own = next((span for span in spans if span[0] <= token.start < span[1]), (sentence.start, sentence.end))
        if _IF[language].match(lower):
            yield from ((other.start, token.text) for other in words if token.start < other.start < own[1])
        elif (
            token.stem in alleging
            or _rejects(token, words, language)
            or (token.stem in wanting and _governs(token, words, language))
        ):
            later = [other for other in words if other.start > token.start]
            yield from ((other.start, token.text) for other in later if other.start < _end_of_governed(own, spans, text, language))


def _rejects(token: Token, words: Sequence[Token], language: Language) -> bool:
    """Say whether a verb is "wies … zurück"."""
    return language == "de" and bool(re.match(r"(?:wies|weis)", token.text)) and any(other.text == "zurück" for other in words)


def _governs(token: Token, words: Sequence[Token], language: Language) -> bool:
    """Say whether a verb of wanting is one: no participle before a noun, and no noun in English behind an article."""
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
