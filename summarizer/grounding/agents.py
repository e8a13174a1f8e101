"""Who speaks or acts in a line is told so: nobody from elsewhere in the article, and not who speaks in another sentence."""

import itertools
import re
from collections.abc import Sequence

from summarizer.grounding.cues import saying_verbs, says
from summarizer.grounding.occasions import is_past
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word, around, is_light, support_of
from summarizer.grounding.thesaurus import bases, listed
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import (
    FUNCTION_WORDS,
    NAME_REACH,
    PREPOSITIONS,
    PRONOUNS,
    SENTENCE_ADVERBS,
    Token,
    clause,
    is_reported,
)
from summarizer.schemas import Language, Sentence

_SPEAKING: dict[Language, tuple[str, ...]] = {
    "de": ("sagen", "fordern", "warnen", "kritisieren", "loben", "vorschlagen", "bestreiten", "zuruckweisen", "ankundigen"),
    "en": ("say", "demand", "warn", "criticise", "praise", "propose", "deny", "urge", "announce", "suggest"),
}
"""Words whose likes make their subject a speaker."""


def check_agents(words: Sequence[Word], text: str, support: Support, citation: Citation) -> None:
    """Check that the subject of a line's verb may be the one whom the sentences tell it of; raises Unsupported."""
    for at, word in enumerate(words):
        if not at or not word.keys or (word.token.text[:1].isupper() and citation.language == "de"):
            continue
        agent = _subject(words[:at], text, citation.language)
        if agent is None:
            continue
        if _speaks(word, citation.language):
            _check_speaker(agent, words, support, citation)
            return
        if not is_light(word, citation.language):
            _check_actor(agent, word, text, support, citation)


def _speaks(word: Word, language: Language) -> bool:
    """Say whether a word is a verb by which somebody says something."""
    groups = listed(language).of
    plain = {f"#{group}" for head in _SPEAKING[language] for group in groups.get(head, ())}
    return says(word.token, language) or (word.token.text[:1].islower() and bool(plain & word.keys))


def _subject(before: Sequence[Word], text: str, language: Language) -> Word | None:
    """Return the noun or name right before a verb, over adverbs and auxiliaries; None where a preposition stands before it."""
    last = len(before) - 1
    while last >= 0 and (before[last].token.text.lower() in _BETWEEN or before[last].token.text.endswith("ly")):
        last -= 1
    if last < 0 or text[before[last].token.end : before[last].token.end + 1] not in {" ", ""}:
        return None
    agent = before[last]
    nominal = agent.token.text[:1].isupper() or (language == "en" and not is_light(agent, language))
    if not nominal or agent.token.text.isdigit():
        return None
    first = last
    while first > 0 and _in_phrase(before[first - 1].token, before[first].token, text):
        first -= 1
    lead = before[first - 1].token.text.lower() if first else ""
    if lead in PREPOSITIONS[language] | _MORE or (first and text[before[first - 1].token.end : before[first].token.start].strip()):
        return None
    return agent


_BETWEEN = frozenset("have has had is are was were hat haben hatte will would nicht auch".split())
_MORE = frozenset("über about and und or oder between zwischen against".split())


def _in_phrase(one: Token, other: Token, text: str) -> bool:
    """Say whether two words stand in one noun phrase: capitals, hyphens, an article before."""
    gap = text[one.end : other.start]
    adjective = bool(re.match(r"[a-zäöüß]{3,}e[nmrs]?$", one.text)) and other.text[:1].isupper()
    return not gap.strip(" -‑") and (
        adjective or one.text[:1].isupper() or one.text.lower() in {"der", "die", "das", "the", "a", "an"} or "-" in gap
    )


def _check_speaker(agent: Word, words: Sequence[Word], support: Support, citation: Citation) -> None:
    """Check that who says something in a line is who says it in the text."""
    found = support.of(agent)
    if not found:
        if _stands_elsewhere(agent, citation) and not (_may_be_meant(agent, citation) or _is_apposed(agent, citation)):
            raise Unsupported("speaker", "no_speaker", at=citation.sentences, claimed=agent.token.text)
        return
    sentence = _told_in([word for word in words if word is not agent], support, citation)
    if sentence is None or any(sentence.start <= token.start < sentence.end for token in found):
        return
    rival = _speaker_of(sentence, citation)
    if rival and not any(rival.text == token.text for word in words for token in support.of(word)):
        raise Unsupported("speaker", "other_speaker", at=[sentence], claimed=agent.token.text, text=rival.text)


def _stands_elsewhere(agent: Word, citation: Citation) -> bool:
    """Say whether the article has a word, which then is not just another word for what the sentences have."""
    source = citation.source
    return any(token.text == agent.token.text for token in source.words) or bool(source.places_of([agent.token]))


def _is_apposed(agent: Word, citation: Citation) -> bool:
    """Say whether a word stands beside a name of the cited sentences somewhere in the article: "die Gewerkschaft Verdi"."""
    source = citation.source
    named = {token.text for token in citation.words if token.text[:1].isupper()}
    for index in source.near_words(agent.token.text):
        for one, other in itertools.pairwise(source.tokens[index]):
            pair = {one.text, other.text}
            joined = source.text[one.end : other.start].isspace() and one.text[:1].isupper()
            if joined and agent.token.text in pair and pair & named:
                return True
    return False


def _may_be_meant(agent: Word, citation: Citation) -> bool:
    """Say whether a pronoun, a report that runs on, or a quotation of the cited sentences may be of somebody named just before."""
    source = citation.source
    if support_of(citation, [one for one in around(citation) if one is not source.sentences[0]]).of(agent):
        return True
    for sentence in citation.sentences:
        words = source.tokens[sentence.number - 1]
        open_ = any(token.text.lower() in PRONOUNS[source.language] | _WHOSE for token in words) or is_reported(
            words, source.text, source.language
        )
        if open_ or source.is_quoted(sentence.start, sentence.end):
            for before in reversed(source.sentences[max(0, sentence.number - 1 - NAME_REACH) : sentence.number - 1]):
                if support_of(citation, [before]).of(agent):
                    return True
                if _speaker_of(before, citation):
                    break
    return False


_WHOSE = frozenset("dessen deren whose its".split())


def _told_in(words: Sequence[Word], support: Support, citation: Citation) -> Sentence | None:
    """Return the cited sentence that has most of the words of a line, None where two have as many."""
    counts = []
    for sentence in citation.sentences:
        here = sum(
            any(sentence.start <= token.start < sentence.end for token in support.of(word))
            for word in words
            if not is_light(word, citation.language) and not _speaks(word, citation.language)
        )
        counts.append((here, sentence))
    counts.sort(key=lambda one: one[0], reverse=True)
    return counts[0][1] if len(counts) > 1 and counts[0][0] > counts[1][0] + 1 else None


def _speaker_of(sentence: Sentence, citation: Citation) -> Token | None:
    """Return the name or noun beside the verb of saying of a sentence; None for a pronoun or none."""
    language, text = citation.language, citation.source.text
    words = citation.source.tokens[sentence.number - 1]
    for verb in saying_verbs(words, language):
        at = next(index for index, token in enumerate(words) if token.start == verb.start)
        beside = [words[other] for other in (at - 1, at + 1) if 0 <= other < len(words)]
        if any(token.text.lower() in PRONOUNS[language] for token in beside):
            return None
        for token in beside:
            if re.search(r"[.;:]", text[min(token.end, verb.end) : max(token.start, verb.start)]):
                continue
            if token.text[:1].isupper() and token.text.lower() not in FUNCTION_WORDS[language] | SENTENCE_ADVERBS[language]:
                return token
    return None


def _check_actor(agent: Word, verb: Word, text: str, support: Support, citation: Citation) -> None:
    """Check that who acts, where the article has him elsewhere only, is not put in the place of another who acts here."""
    places = [
        token
        for token in support.of(verb)
        if set(bases(token.text, citation.language)) & set(bases(verb.token.text, citation.language))
    ]
    if citation.language == "en" and not (verb.token.text.endswith("s") or is_past(verb.token, "en")):
        return
    sentences = {citation.sentence_at(token.start) for token in places}
    if len(sentences) != 1 or not _stands_elsewhere(agent, citation):
        return
    sentence = sentences.pop()
    if support_of(citation, [sentence]).of(agent):
        return
    words = citation.source.tokens[sentence.number - 1]
    start, end = clause(citation.source.text, places[0].start, sentence.start, sentence.end)
    before = [token for token in words if start <= token.start < places[0].start]
    behind = [token for token in words if places[0].end <= token.start < end][:2]
    if _names_nobody(before, behind, citation.language):
        return
    if support.of(agent) and any(token.text.lower() in _DEFINITE for token in (*before, *behind)):
        return
    raise Unsupported("not_found", "exchanged_roles", at=[sentence], claimed=text, text=sentence.text)


def _names_nobody(before: Sequence[Token], behind: Sequence[Token], language: Language) -> bool:
    """Say whether no noun, or a pronoun, stands before a verb or right behind it: then its subject is named elsewhere."""
    lower = [token.text.lower() for token in before]
    if any(word in PRONOUNS[language] | _RELATIVE for word in lower):
        return True
    if language == "en":
        return not any(word not in FUNCTION_WORDS["en"] for word in lower)
    if any(token.text.lower() in PRONOUNS["de"] | _RELATIVE for token in behind):
        return True
    return not any(token.text[:1].isupper() and token.text.lower() not in FUNCTION_WORDS["de"] for token in before)


_RELATIVE = frozenset("es it who which that man einer keiner niemand one some none both this these dies".split())
# "The club", "die Mannschaft" may be who is named in another of the cited sentences.
_DEFINITE = frozenset("the its their der die das".split())
