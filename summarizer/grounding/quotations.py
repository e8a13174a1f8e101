"""Where a text stands in quotation marks, in all the ways in which German and English write them."""

import re
from collections.abc import Iterator

# An opening mark, its closing marks. “ closes German „ and opens English ”.
_QUOTE_MARKS = (("„", '“”"'), ("»", "«"), ("«", "»"), ("“", "”"), ("”", "”"), ('"', '"'), ("‚", "‘’"), ("‹", "›"), ("›", "‹"))
# A mark that is also an apostrophe opens nothing inside a word.
_OPENING = re.compile(r"[„»«]|(?<!\w)[“\"‚‹›]|(?<![^\s(])”(?=\w)|(?<![\w’'])[‘'](?=\w)")
_SINGLE_CLOSING = re.compile(r"(?<=\S)[’'](?!\w)")
_LONGEST_QUOTE = 3_000


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between matching quotation marks."""
    closing = dict(_QUOTE_MARKS)
    position = 0
    while position < len(text):
        opening = _OPENING.search(text, position)
        if opening is None:
            return
        position = opening.end()
        ends = (
            (_single_end(text, position),)
            if opening.group() in "‘'"
            else (text.find(mark, position, position + _LONGEST_QUOTE) for mark in closing[opening.group()])
        )
        end = min((at for at in ends if at != -1), default=-1)
        if end > position:
            yield position, end
            position = end + 1


def _single_end(text: str, start: int) -> int:
    """Return where a quotation in ‘single marks’ ends: behind punctuation, or else at the first mark; -1 for none."""
    limit = text.find("\n", start, start + _LONGEST_QUOTE)
    ends = [
        match.start()
        for match in _SINGLE_CLOSING.finditer(text, start, limit if limit != -1 else min(len(text), start + _LONGEST_QUOTE))
    ]
    return next((at for at in ends if text[at - 1] in ".,!?…"), ends[0] if ends else -1)
