"""Claimants: who asserts a figure, as subject of a verb of saying or behind "laut"."""

import re
from collections.abc import Sequence

from summarizer.grounding.cues import attributions, plain_verbs, saying_verbs, says
from summarizer.grounding.framing import Frame, phrases, spans_of, speaker_name, speaks
from summarizer.grounding.names import find_name
from summarizer.grounding.source import Citation, Found
from summarizer.grounding.subjects import Place, Span, is_clause
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import DETERMINERS, FUNCTION_WORDS, NAME_REACH, PREPOSITIONS, Token, clause, is_reported, tokens
from summarizer.schemas import Language, Sentence

LONGEST_SOURCE = 120
"""Characters between "laut" and the name of the source."""
AUXILIARIES = frozenset(
    "ist sind war waren "
    "wird werden wurde wurden hat haben hatte hatten sei seien habe kann können is are was were has had have will would".split()
)
_ADJECTIVE = re.compile(r"e[nmrs]?$")
_BREAKS = re.compile(r"[;:.„“”»«\"]|,.*,")


def check_claimant(claimant: str | None, found: Found, sentence: Sentence, citation: Citation) -> None:
    """Check that the claimant is the source of the amount's sentence, or of one just before that it runs on from."""
    if claimant is None or is_source(claimant, found, sentence, citation):
        return
    words = citation.source.tokens
    for back in citation.sentences:
        near = 0 < sentence.number - back.number <= NAME_REACH and is_reported(
            words[sentence.number - 1], citation.source.text, citation.language
        )
        if near and any(
            True for _ in find_name(speaker_name(claimant, citation.language), words[back.number - 1], citation.source.text)
        ):
            return
    raise Unsupported("claimant", "no_claimant", at=[sentence], claimed=claimant)


def is_source(claimant: str, found: Found, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a sentence names somebody as the source of its amount: subject of a verb of saying, or behind "laut"."""
    language, text = citation.language, citation.source.text
    words = citation.source.tokens[sentence.number - 1]
    name = speaker_name(claimant, language)
    leads = [span for span in spans_of(name, words, citation) if span[0] == sentence.start and text[span[1] : span[1] + 1] == ":"]
    if leads and not _is_dateline(leads[0], citation):
        return True
    sourced = phrases(claimant, name, Frame(sentence, words, (), by_source=True), citation)
    if any(_stands_behind(span, match, sentence, citation) for match in attributions(sentence.text, language) for span in sourced):
        return True
    if any(_goes_on(span, found, sentence, citation) for span in sourced):
        return True
    verbs = _asserting(found, sentence, citation)
    frame = Frame(sentence, words, _governing(verbs, found, sentence, citation), by_source=False)
    return bool(frame.verbs) and speaks(claimant, name, frame, citation)


def _asserting(found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the verbs of saying that may assert a number: none of an act, none that says less than the "laut" beside it."""
    text, language = citation.source.text, citation.language
    words = citation.source.tokens[sentence.number - 1]
    verbs = saying_verbs(words, language)
    if not citation.source.is_quoted(found.start, found.end):
        verbs = [verb for verb in verbs if not _ACTS.match(verb.text)]
        back = any(word.text == "zurück" for word in words)
        verbs = [verb for verb in verbs if not (back and verb.text in {"wies", "wiesen", "weist", "weisen"})]
    named = [span for span in attributions(sentence.text, language) if _NAMES_SOURCE.search(sentence.text, *span)]
    sources = [sentence.start + start for start, _ in named]
    plain = plain_verbs(language)
    return [
        verb
        for verb in verbs
        if verb.text in plain or not any(is_clause(min(at, verb.start), max(at, verb.start), text) for at in sources)
    ]


# "Das Gericht verurteilte ihn zu 28 Monaten", "rejected by 98 votes": acts, and no claim of a number.
_ACTS = re.compile(r"(?:ver)?urteil|zurück(?:ge)?wies|abgelehnt|ablehn|lehnt|reject|dismiss|condemn|welcom|begrüß|lob|würdig|prais")
_NAMES_SOURCE = re.compile(r"laut|zufolge|gemäß|^nach\b(?!\s+eigene)|according|estimates? from|figures? from", re.I)


def _is_dateline(name: Span, citation: Citation) -> bool:
    """Say whether a name before a colon is a place elsewhere in the article: "Goma: Zwölf Tote" gives no source."""
    words = re.escape(citation.source.text[name[0] : name[1]])
    return bool(re.search(rf"\b(?:in|aus|nach|near|at)\s+(?:der\s+|the\s+)?{words}\b", citation.source.text, re.I))


def _governing(verbs: Sequence[Token], found: Found, sentence: Sentence, citation: Citation) -> list[Token]:
    """Return the verbs of saying that an amount may depend on: its main clause's own if there is one, else all outside quotes."""
    text = citation.source.text
    outside = [verb for verb in verbs if not citation.source.is_quoted(verb.start, verb.end)] or list(verbs)
    start, end = clause(text, found.start, sentence.start, sentence.end)
    own = [verb for verb in outside if start <= verb.start < end and verb.text in plain_verbs(citation.language)]
    own = [verb for verb in own if not (verb.text.endswith("ing") or text[: verb.start].endswith((" zu ", " to ")))]
    words = [token for token in citation.source.tokens[sentence.number - 1] if start <= token.start < end]
    opening = words[0].text.lower() if words else ""
    relative = opening in _RELATIVES and bool(own) and own[-1].start == words[-1].start
    depends = relative or opening in _SUBORDINATORS or is_reported(words, text, citation.language)
    coordinate = text[start - 1 : start] in (",", ";") and not text.startswith(("Wie ", "As "), sentence.start)
    return own if own and coordinate and not depends else outside


_SUBORDINATORS = frozenset("dass daß ob wie wonach weil that whether how which who".split())
_RELATIVES = frozenset("der die das dem den denen deren dessen".split())


def _goes_on(name: Span, found: Found, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a name takes up the verb of the clause before: "A sprach von 120, B von 45"."""
    text, language = citation.source.text, citation.language
    start, _ = clause(text, found.start, sentence.start, sentence.end)
    before = tokens(text[start : name[0]], language)
    between = [word.text.lower() for word in tokens(text[name[1] : found.start], language)] if name[1] <= found.start else []
    articles = all(word.text.lower() in DETERMINERS[language] for word in before)
    gap = 0 < len(between) <= 2 and between[0] in _GOVERNED and text[start - 1 : start] in (",", ";")
    earlier = [word for word in citation.source.tokens[sentence.number - 1] if word.end < start]
    return start <= name[0] and articles and gap and bool(saying_verbs(earlier, language))


_GOVERNED = frozenset("von auf mit bei of at to".split())


def _stands_behind(name: Span, attribution: Span, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a name goes with an attribution: behind "laut", before "zufolge", in one noun phrase with it."""
    start, end = attribution[0] + sentence.start, attribution[1] + sentence.start
    text = citation.source.text
    if start <= name[0] < end:
        return True
    between = text[end : name[0]] if end <= name[0] else text[name[1] : start]
    if _FROM.search(text[start:end]) and _has_source_preposition(name, sentence, citation):
        return not _BREAKS.search(between) and "," not in between.rstrip() and len(between) <= LONGEST_SOURCE
    postposed = "zufolge" in text[start:end].lower()
    if postposed == (end <= name[0]) or len(between) > LONGEST_SOURCE:
        return False
    between = between.rstrip('„“”»«"') if end <= name[0] else between
    if "," in between and not _is_apposed(between.rsplit(",", 1)[1], name, citation):
        return False
    words = tokens(between, citation.language)
    return not _BREAKS.search(between) and all(
        _in_noun_phrase(word, words[index - 1] if index else None, citation.language) for index, word in enumerate(words)
    )


# "Aus einer Erhebung geht hervor", "Von den Grünen hieß es", "Im Papier ist die Rede von": the source has a preposition.
_FROM = re.compile(r"hervor|hei(?:ß|ss)t|hie(?:ß|ss)|verlautete|rede|steht in", re.I)


def _has_source_preposition(name: Span, sentence: Sentence, citation: Citation) -> bool:
    """Say whether a name stands behind "aus", "in", "von" or "bei"."""
    place = Place(name, citation.source.tokens[sentence.number - 1], citation.source.text, citation.language)
    return place.preposition in {"aus", "in", "im", "von", "vom", "bei", "beim"}


def _is_apposed(before: str, name: Span, citation: Citation) -> bool:
    """Say whether a name behind a comma is an apposition: titles at most before it, and a mark behind it."""
    titles = all(
        word.text[:1].isupper() or word.text.lower() in DETERMINERS[citation.language] for word in tokens(before, citation.language)
    )
    return titles and bool(re.match(r"\s*[,.;:)]|\s*$", citation.source.text[name[1] : name[1] + 2]))


def _in_noun_phrase(word: Token, before: Token | None, language: Language) -> bool:
    """Say whether a word may stand inside a noun phrase: no verb. No adjective stands behind a noun ("der Armee setzte …")."""
    if word.text[:1].isupper() or word.text.isdigit():
        return True
    lower = word.text.lower()
    if says(word, language) or lower in AUXILIARIES:
        return False
    if language == "en" or lower in FUNCTION_WORDS["de"] or lower in PREPOSITIONS["de"]:
        return True
    return bool(_ADJECTIVE.search(lower)) and not (before and before.text[:1].isupper())
