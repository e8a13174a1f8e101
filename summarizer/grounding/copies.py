"""Lines that copy a sentence but for a few words: where they part from it, the words put in must mean what they replace.

A name, number, verb or noun put in place of another is a lie however true it is elsewhere; so are two words exchanged.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Opcode, Opcodes
from rapidfuzz.distance.Indel import normalized_similarity
from rapidfuzz.distance.Levenshtein import opcodes

from summarizer.grounding.amounts import numbers_in, same_number
from summarizer.grounding.names import derived, is_name, same_word, stands
from summarizer.grounding.source import Citation
from summarizer.grounding.support import Word, is_light, sentence_words, support_of
from summarizer.grounding.verdicts import Unsupported
from summarizer.grounding.words import FUNCTION_WORDS, PRONOUNS, Token
from summarizer.numerals import Amount
from summarizer.schemas import Language, Sentence

LEAST_SHARE = 0.75
"""Share of the words of a line that a sentence has in the same order, from which on the line is a copy."""
LEAST_WORDS = 6
"""Words of a line from which on it can be told from chance."""

LONGEST = 4
"""Words put in at one place, at most: more is a line of its own there."""

# Small words that turn what is said.
_SIDES = frozenset(
    "vor nach für gegen mit ohne über unter von mehr weniger before after for against with without over under to from more less "
    "into onto off on".split()
)
_AGAINST = tuple(
    frozenset(pair.split())
    for pair in "vor nach|für gegen|mit ohne|über unter|von nach|mehr weniger|before after|for against|with without|over under|"
    "to from|more less|von für|by to|more fewer|on off".split("|")
)


class Copy(NamedTuple):
    """A sentence that a line copies, and where the two part."""

    sentence: Sentence
    line: Sequence[Word]
    words: Sequence[Word]
    parted: Sequence[Opcode]


def find_copy(words: Sequence[Word], citation: Citation) -> Copy | None:
    """Return the cited sentence that a line copies, None where it is in words of its own."""
    if len(words) < LEAST_WORDS:
        return None
    own = [word.token.stem for word in words]
    best, chosen = LEAST_SHARE, None
    for sentence in citation.sentences:
        theirs = sentence_words(citation.source, sentence.number)
        stems = [word.token.stem for word in theirs]
        if normalized_similarity(own, stems) * (len(own) + len(stems)) / 2 < best * len(own):
            continue
        found = opcodes(own, stems)
        share = sum(code.src_end - code.src_start for code in found if code.tag == "equal") / len(own)
        if share >= best:
            best, chosen = share, Copy(sentence, words, theirs, _parted(found))
    return chosen


def _parted(found: Opcodes) -> list[Opcode]:
    """Return where line and sentence part, places beside each other as one."""
    parted: list[Opcode] = []
    for code in found:
        if code.tag == "equal":
            continue
        last = parted[-1] if parted else None
        if last and last.src_end == code.src_start and last.dest_end == code.dest_start:
            parted[-1] = Opcode("replace", last.src_start, code.src_end, last.dest_start, code.dest_end)
        else:
            parted.append(code)
    return parted


def check_copy(copy: Copy, text: str, citation: Citation) -> bool:
    """Check that a copy puts no other word in the place of one; say whether it is the sentence but for moved and left out words."""
    own_numbers = numbers_in(text, citation.language)
    clean = True
    for code in copy.parted:
        mine, theirs = copy.line[code.src_start : code.src_end], copy.words[code.dest_start : code.dest_end]
        left = [word for word in theirs if _carries(word, citation.language)]
        for word in mine:
            if not _carries(word, citation.language) or any(_means(word, other) for other in theirs):
                continue
            clean = False
            if not left or max(len(left), len(mine)) > LONGEST:
                continue
            if _is_exchanged(word, code, copy, citation.language) or _is_put_in(word, code, copy, own_numbers, citation):
                raise Unsupported(
                    "not_found",
                    "put_in",
                    at=[copy.sentence],
                    claimed=word.token.text,
                    text=" ".join(other.token.text for other in left),
                )
        _check_sides(mine, theirs, copy.sentence)
    return clean


def _carries(word: Word, language: Language) -> bool:
    """Say whether a word says something that must not be exchanged."""
    return word.token.text.isdigit() or not is_light(word, language)


def _means(one: Word, other: Word) -> bool:
    """Say whether a word of a line stands for one of the sentence."""
    return (
        bool(one.keys & other.keys)
        or same_word(one.token.text, other.token.text)
        or stands(one.token, [other.token])
        or derived(one.token.text, other.token.text)
    )


def _is_exchanged(word: Word, code: Opcode, copy: Copy, language: Language) -> bool:
    """Say whether a word of the sentence stands where another was, and that one where the word was."""
    here = copy.words[code.dest_start : code.dest_end]
    for other in copy.parted:
        if other is code or other.tag != "replace":
            continue
        theirs = copy.words[other.dest_start : other.dest_end]
        mine = copy.line[other.src_start : other.src_end]
        came = any(_means(word, one) for one in theirs)
        went = any(_means(one, another) for one in mine for another in here if _carries(one, language))
        if came and went:
            return True
    return False


def _is_put_in(word: Word, code: Opcode, copy: Copy, numbers: Sequence[Amount], citation: Citation) -> bool:
    """Say whether a word that the sentence lacks stands where the sentence has another; of numbers, another value."""
    number = next((number for number in numbers if number.start <= word.token.start < number.end), None)
    if number:
        return not any(same_number(number, other) for other in numbers_in(copy.sentence.text, citation.language))
    return not (support_of(citation, [copy.sentence]).of(word) or _is_referred(word, code, copy, citation.language))


def _is_referred(word: Word, code: Opcode, copy: Copy, language: Language) -> bool:
    """Say whether a name stands for "the company" or "die Ministerin": who that is, another sentence says."""
    theirs = [other.token for other in copy.words[max(0, code.dest_start - 1) : code.dest_end]]
    if any(token.text.lower() in PRONOUNS[language] for token in theirs) and _is_name(word.token, language):
        return True
    definite = any(token.text.lower() in {"der", "die", "das", "den", "dem", "the"} for token in theirs)
    named = any(_is_name(token, language) for token in theirs if token.text.lower() not in FUNCTION_WORDS[language])
    return definite and not named and _is_name(word.token, language)


def _is_name(token: Token, language: Language) -> bool:
    """Say whether a word inside a sentence is a name."""
    return is_name(token, language, first=False)


def _check_sides(mine: Sequence[Word], theirs: Sequence[Word], sentence: Sentence) -> None:
    """Check that no small word stands in place of its opposite: "vor" for "nach", "more" for "less"."""
    one, other = ({word.token.text.lower() for word in words} & _SIDES for words in (mine, theirs))
    for pair in _AGAINST:
        claimed, said = pair & one, pair & other
        if claimed and said and claimed != said and len(claimed) == len(said) == 1:
            raise Unsupported("not_found", "put_in", at=[sentence], claimed=next(iter(claimed)), text=next(iter(said)))
