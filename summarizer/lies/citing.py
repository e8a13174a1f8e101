"""Right words that cite wrong sentences."""

import re
from collections.abc import Iterator

from summarizer.grounding import DraftItem
from summarizer.lies.cases import Case, stated
from summarizer.lies.choice import Change
from summarizer.lies.wording import overlap
from summarizer.schemas import DraftActor, DraftEvent, DraftFigure, DraftLine

_FEWEST = 4
"""Words of four letters or more that a line must have to say something of its own."""
_SAME = 0.5
"""From this part of common words on, a neighbouring sentence may say the same."""


def cite_neighbours(draft: DraftItem, case: Case) -> Iterator[Change]:
    """Yield an item that cites the sentences before or after its own, where those do not say the same."""
    total = len(case.source.sentences)
    for shift in (-1, 1):
        numbers = tuple(number + shift for number in draft.sentences)
        if min(numbers) >= 1 and max(numbers) <= total and not _says(draft, numbers, case):
            yield Change("sentence off by one", draft.model_copy(update={"sentences": numbers}))


def _says(draft: DraftItem, numbers: tuple[int, ...], case: Case) -> bool:
    """Say whether other sentences may bear an item out too."""
    cited, language = case.cited(numbers), case.source.language
    match draft:
        case DraftFigure():
            values = stated(draft.amount, case)
            return not values or bool(values & case.values(numbers))
        case DraftActor():
            return overlap(draft.name, cited, language) > 0
        case DraftEvent():
            text = draft.title
        case DraftLine():
            text = draft.text
            # A heading, a question: short of words, and the text below says the same in others.
            if not text.endswith(".") or len(re.findall(r"\w{4,}", text)) < _FEWEST:
                return True
        case _:
            text = draft.content
    return overlap(text, cited, language) >= _SAME
