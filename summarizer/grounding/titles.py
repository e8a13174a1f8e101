"""Titles in free lines: "Kanzler Merz", "Army spokesman Garkida" hold where the article gives the title to that name.

A title that the article gives to somebody else, and nowhere to the one named, is a lie, however true both are elsewhere.
"""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.grounding.actors import ROLE_REACH
from summarizer.grounding.names import common_nouns, is_common_noun, is_name, same_word
from summarizer.grounding.source import Citation, Source
from summarizer.grounding.support import Word, is_light, support_of
from summarizer.grounding.thesaurus import bases, fold
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, PREPOSITIONS, Token
from summarizer.schemas import Language

LONGEST_TITLE = 4
"""Words of a title, at most."""
_REACH = 3
"""Words between a word of a title and the name that it belongs to, at most."""
_QUALIFIER_REACH = 40
"""Characters before an office in which what it is of may stand."""
_OFFICE = re.compile(
    r"^(?!(?:eith|oth|anoth|form|latt|lat|earli|wheth|nev|ev|ov|und|aft|rath|togeth|how|h|p|p|numb|wint|summ|rememb|consid|ent|ord|off|"
    r"deliv|cov|wat|riv|pow|pap|hospit)er\b)(?:\w+(?:er|or|ist|ian|man|woman|person)|chief|president|head|chair|secretary|judge|"
    r"king|queen|princess|prince|general|captain|coach|actress|boss|pope|sheriff|attorney|colonel|lieutenant|sergeant|admiral|envoy|"
    r"detective|ambassador|chancellor|premier|pope|bishop|archbishop|analyst)$"
)
_OFFICE_DE = re.compile(
    r"(?:[Cc]hef|[Bb]oss|[Ss]precher|[Mm]inister|[Pp]räsident|[Kk]anzler|[Dd]irektor|[Ll]eiter|[Ss]ekretär|[Ss]enator|[Mm]eister|"
    r"[Vv]orstand|[Vv]orsitzende|[Tt]rainer|[Mm]anager|[Aa]nwalt|[Rr]ichter|[Kk]ommissar|[Bb]otschafter|[Gg]eneral|[Pp]apst|[Kk]önig)(?:in)?$"
)
_PERSONAL = re.compile(r"(?:er|or|ist|ent|ant|eur|är|loge|chef|mann|frau|rat|kraft|boss|trainer|in)$")


_MOST_CAPITALS = 0.6
"""Share of words in capitals above which an English line is a heading that tells no names apart."""
_VERBS = frozenset(
    "is are was were have has had said says will would hat haben hatte ist sind war waren wird werden wurde wurden sagte".split()
)


class Title(NamedTuple):
    """A name in a line, and the words beside it that say who that is."""

    name: Token
    words: tuple[Word, ...]


def check_titles(words: Sequence[Word], text: str, citation: Citation) -> None:
    """Check that no title of a line is another's than the one whom it stands beside; raises Unsupported."""
    for title in _titles(words, text, citation):
        head = title.words[-1].token
        wrong = _is_of_another(head, title.name, citation.source, head=True)
        for word in title.words[:-1]:
            if _is_affiliation(word.token, title.name, citation.source):
                continue
            wrong = wrong or _is_of_another(word.token, title.name, citation.source, head=False) or _is_added(word, title, citation)
        if wrong:
            claimed = text[title.words[0].token.start : title.name.end]
            raise Unsupported("not_found", "no_role", at=citation.sentences, claimed=claimed)


def _titles(words: Sequence[Word], text: str, citation: Citation) -> Iterator[Title]:
    """Yield the names of a line that have a title before them."""
    language = citation.language
    for at, word in enumerate(words):
        if not at or not _joined(words[at - 1].token, word.token, text) or not _is_office(words[at - 1], language):
            continue
        if not _is_named(words[at - 1].token, word.token, language):
            continue
        last = at
        while last + 1 < len(words) and _goes_on(words[last], words[last + 1], text, language):
            last += 1
        run = list[Word]()
        for before in range(at - 1, max(-1, at - 1 - LONGEST_TITLE), -1):
            if not _joined(words[before].token, words[before + 1].token, text) or not _may_qualify(words[before], language):
                break
            run.insert(0, words[before])
        name, run = words[last].token, [one for one in run if not is_light(one, language)]
        if run and not _owns(name, citation.source):
            yield Title(name, tuple(run))


def _goes_on(name: Word, word: Word, text: str, language: Language) -> bool:
    """Say whether a word goes on with the name before it: another name, no common noun."""
    common = language == "de" and is_common_noun(word.token.text)
    return _joined(name.token, word.token, text) and _names(word.token, language) and not common


def _names(token: Token, language: Language) -> bool:
    return token.text[:1].isupper() and is_name(token, language, first=False)


def _is_named(title: Token, token: Token, language: Language) -> bool:
    """Say whether a word behind one that may be a title is a name: "Sprecherin Weber" is no weaver."""
    if language == "de" and fold(token.text) in common_nouns():
        return False
    return _names(token, language) or (language == "de" and token.text[:1].isupper() and _is_personal(title))


def _joined(one: Token, other: Token, text: str) -> bool:
    """Say whether only white space or the hyphen of a compound stands between two words."""
    return not text[one.end : other.start].strip(" -‑")


def _is_office(word: Word, language: Language) -> bool:
    """Say whether a word before a name may be a title: in German a common noun, in English a listed office."""
    if language == "en":
        return bool(_OFFICE.match(word.token.text.lower()))
    if is_adjective(word.token.text):
        return False
    return word.token.text[:1].isupper() and not is_light(word, "de") and (_is_personal(word.token) or not _names(word.token, "de"))


@functools.lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Say whether a German word with a capital is an inflected adjective that begins a line.

    >>> is_adjective("Russischer"), is_adjective("Schwerer"), is_adjective("Sprecher")
    (True, True, False)
    """
    from simplemma import is_known, lemmatize

    lower = word.lower()
    if not re.search(r"e[rsnm]?$", lower):
        return False
    return bool(re.search(r"ische[rsnm]?$", lower)) or (
        is_known(lower, "de") and lemmatize(lower, "de") == re.sub(r"e[rsnm]?$", "", lower)
    )


def _is_personal(token: Token) -> bool:
    """Say whether a German word is a common noun for a person: "Unternehmerin"."""
    return _means_person(token.text)


@functools.lru_cache(maxsize=20_000)
def _means_person(word: str) -> bool:
    """Say whether a German word names an office or what somebody is."""
    if _OFFICE_DE.search(word):
        return True
    return bool(_PERSONAL.search(word)) and is_common_noun(word.removesuffix("in"))


def _may_qualify(word: Word, language: Language) -> bool:
    """Say whether a word may be part of a title: nouns and adjectives, in English also names."""
    lower = word.token.text.lower()
    if lower in FUNCTION_WORDS[language] or lower in PREPOSITIONS[language] or not lower.isalpha():
        return False
    if language == "de":
        return word.token.text[:1].isupper() or bool(re.search(r"e[rnms]?$", lower))
    return word.token.text[:1].isupper() or bases(word.token.text, "en")[0] == lower


def _owns(name: Token, source: Source) -> bool:
    """Say whether a name stands in the genitive: "Berater Selenskyjs" is not Selenskyj."""
    bare = name.text.removesuffix("s")
    return bare != name.text and any(token.text == bare for token in source.words)


def _is_of_another(word: Token, name: Token, source: Source, *, head: bool) -> bool:
    """Say whether a word of a title is another's in the article, and nowhere this one's; `head`: the last word of the title."""
    another = False
    for index, at in _places(word.text, source):
        tokens = source.tokens[index]
        owners = _owners(at, tokens, source)
        if any(same_word(owner.text, name.text) for owner in owners):
            return False
        another = another or bool(owners)
        own = [other for other in tokens if same_word(other.text, name.text)]
        if head and not owners and any(_is_near(tokens[at], other, source.text) for other in own):
            return False
    return another


def _is_affiliation(word: Token, name: Token, source: Source) -> bool:
    """Say whether a word of a title is the house that stands behind the name: "analyst Priya Raman of Keel Research"."""
    if not word.text[:1].isupper():
        return False
    for index in source.near_words(word.text):
        for person in (token for token in source.tokens[index] if same_word(token.text, name.text)):
            sentence = source.sentences[index]
            behind = _HOUSE.match(source.text, person.end, sentence.end)
            if behind and same_word(behind[1], word.text):
                return True
    return False


_HOUSE = re.compile(r",?\s+(?:of|at|from|with|von|vom|bei|beim|aus)\s+(?:(?:the|der|dem|den)\s+)?([A-ZÄÖÜ][\w-]*)")


def _places(word: str, source: Source) -> list[tuple[int, int]]:
    """Return where a word of a title stands, by sentence and word: of a man or a woman, in German also as the end of a compound."""
    known, key = source.read, ("title", word)
    if key not in known:
        base = word.removesuffix("in")
        wanted = {word, f"{word}in", base} if len(base) > 4 else {word}
        if source.language == "de" and len(base) > 5:
            endings = tuple(one.lower() for one in wanted)
            wanted |= {other.text for other in source.words if other.text.lower().endswith(endings)}
        indexes = {index for form in wanted for index in source.near_words(form)}
        near = {token.text for index in indexes for token in source.tokens[index]}
        meant = {text for text in near if any(same_word(text, form) for form in wanted)}
        known[key] = [
            (index, at) for index in sorted(indexes) for at, token in enumerate(source.tokens[index]) if token.text in meant
        ]
    found: list[tuple[int, int]] = known[key]
    return found


def _owners(at: int, tokens: Sequence[Token], source: Source) -> list[Token]:
    """Return the words of the name that a word is a title of: right behind it, or before the comma of its apposition."""
    text, language = source.text, source.language
    if language == "en" and _is_heading(tokens, text):
        return []
    for place in range(at, min(at + _REACH, len(tokens) - 1)):
        one, other = tokens[place : place + 2]
        if not _joined(one, other, text) or other.text.lower() in FUNCTION_WORDS[language]:
            break
        if _is_named(one, other, language):
            behind = tokens[place + 1 : place + 1 + LONGEST_TITLE]
            parted = (
                step
                for step, (a, b) in enumerate(itertools.pairwise(behind), 1)
                if not _joined(a, b, text) or not b.text[:1].isupper()
            )
            return list(behind[: next(parted, len(behind))])
    for place in range(at, max(0, at - _REACH), -1):
        one, other = tokens[place - 1 : place + 1]
        between = text[one.end : other.start].strip()
        if between == ",":
            following = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
            named = _names(one, language) or (place > 1 and tokens[place - 2].text[:1].isupper() and one.text[:1].isupper())
            return [one] if named and following not in _VERBS else []
        if between:
            break
    return []


def _is_heading(tokens: Sequence[Token], text: str) -> bool:
    """Say whether an English line has capitals throughout and no full stop."""
    capitals = sum(token.text[:1].isupper() for token in tokens)
    return capitals > _MOST_CAPITALS * len(tokens) and text[tokens[-1].end : tokens[-1].end + 1] not in {".", "!", "?"}


def _is_near(token: Token, name: Token, text: str) -> bool:
    """Say whether a word stands within reach of a name, no clause of its own between."""
    start, end = sorted((token, name), key=lambda one: one.start)
    return end.start - start.end < ROLE_REACH and not re.search(r"[;:.!?]\s", text[start.end : end.start])


def _is_added(word: Word, title: Title, citation: Citation) -> bool:
    """Say whether an English noun before an office is not there where the article gives the office: "finance minister"."""
    if citation.language == "de" or not word.token.text.islower():
        return False
    source, head, given = citation.source, title.words[-1].token, False
    for index in source.near_words(head.text):
        sentence = source.sentences[index]
        if not any(same_word(other.text, title.name.text) for other in source.tokens[index]):
            continue
        backing = support_of(citation, [sentence]).of(word)
        for office in (token for token in source.tokens[index] if same_word(token.text, head.text)):
            if any(-_QUALIFIER_REACH < token.start - office.start < 0 for token in backing):
                return False
            if any(token.start > office.end and _is_complement(office, token, source) for token in backing):
                return False
            given = True
    return given


def _is_complement(office: Token, token: Token, source: Source) -> bool:
    """Say whether a word belongs to an office before it: "minister for finance"."""
    return bool(re.match(r"\s+(?:of|for|at|in)\s+[^,.;:]{0,30}$", source.text[office.end : token.start]))
