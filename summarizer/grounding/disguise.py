"""Text without disguise: what somebody may have hidden from a search for words, in plain letters.

Invisible characters, accents set apart and marks of emphasis are left out; letters that only look Latin, invisible tag characters
and digits that stand for letters become those letters; white space is folded.
"""

import re
import unicodedata
from collections.abc import Iterator

from summarizer.grounding.folding import Folded

_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝвкмнтгАВЕКМНОРСТУХІЈЅοαερτυνικχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡǃ",
    "aeopcyxijshdqwbkmhtrABEKMHOPCTYXIJSoaeptuvikxABEZHIKMNOPTYXig!",
)
_DIGITS = str.maketrans("013457@$", "oieastas")
_WORD = re.compile(r"[\w@$]+")
# Text in which each character stands for itself: most sentences are nothing else.
_PLAIN = re.compile(r"(?:[!-)+-^a-}ÄÖÜäöüß„“”‚‘’»«–—…]| (?! ))*")
_EMPHASIS = frozenset("*_`~")
_UNSEEN = frozenset(("Mn", "Me", "Cf", "Cc", "Co", "Cs"))
_TAGS = range(0xE0020, 0xE007F)


def unmask(text: str) -> Folded:
    """Return `text` in plain letters, with the way back to its offsets.

    >>> unmask("**Ig\u200bn\u043ere**  pr3vious").text
    'Ignore previous'
    """
    if _PLAIN.fullmatch(text):
        return Folded(_WORD.sub(_spell, text), range(len(text)), range(1, len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for letter in _letters(character):
            if letter != " " or letters[-1:] != [" "]:
                letters.append(letter)
                places.append(at)
    return Folded(_WORD.sub(_spell, "".join(letters)), tuple(places), tuple(at + 1 for at in places))


def _spell(word: re.Match[str]) -> str:
    """Return a word of letters and digits as a word of letters; numbers and words stay."""
    written = word.group()
    return written if written.isdigit() or written.isalpha() else written.translate(_DIGITS)


def _letters(character: str) -> Iterator[str]:
    """Yield what one character is read as: nothing, a letter, or the letters of a ligature."""
    if character.isspace():
        yield " "
    elif ord(character) in _TAGS:
        yield chr(ord(character) - _TAGS.start + 0x20)
    elif character not in _EMPHASIS:
        for letter in unicodedata.normalize("NFKC", character):
            if unicodedata.category(letter) not in _UNSEEN:
                yield letter.translate(_ALIKE)
