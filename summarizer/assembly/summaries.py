"""The summary: the sentences of the weightiest events, none of which repeats another."""

from summarizer.assembly.acceptance import holds
from summarizer.assembly.datelines import lead
from summarizer.assembly.salience import Salience
from summarizer.assembly.titles import BOILERPLATE, VACUOUS, leans, tells_of_oneself
from summarizer.rules.prose import Prose
from summarizer.schemas import DraftLine, Sentence

FEWEST, MOST = 2, 4
LONGEST_WORDS = 45
_PRONOUNS = frozenset("er sie ihm ihn ihnen he she they him them it".split())
ALIKE = 0.5
"""Share of a sentence's words that another has, from which it repeats it."""


def draft_summary(prose: Prose, salience: Salience) -> tuple[DraftLine, ...]:
    """Return two to four lines in the order of the text; fewer where the article has not as many that stand alone."""
    ranked = sorted(salience.body, key=lambda sentence: (-salience.probability(sentence), sentence.number))
    chosen: list[Sentence] = []
    most = min(MOST, max(FEWEST, len(salience.body) // 4))
    for sentence in ranked:
        if len(chosen) == most:
            break
        if _stands_alone(prose, salience, sentence) and not any(salience.share(sentence, other) > ALIKE for other in chosen):
            chosen.append(sentence)
    lines = [
        DraftLine(text=lead(prose, sentence), sentences=(sentence.number,))
        for sentence in sorted(chosen, key=lambda one: one.number)
    ]
    return tuple(line for line in lines if holds(line, prose))


def _stands_alone(prose: Prose, salience: Salience, sentence: Sentence) -> bool:
    """Say whether a sentence is understood without the one before, and is no bare quotation."""
    words = prose.words_of(sentence)
    quoted = salience.quoted[sentence.number] > 0.5 * len(sentence.text)
    pronoun = any(word.lower in _PRONOUNS for word in words[:4])
    return (
        4 <= len(words) <= LONGEST_WORDS
        and not leans(sentence.text)
        and not BOILERPLATE.search(sentence.text)
        and not VACUOUS.match(sentence.text)
        and not tells_of_oneself(sentence.text)
        and not pronoun
        and not quoted
        and not sentence.text.rstrip().endswith(("?", ":"))
    )
