"""Who wins in a line is not the one over whom the text tells a win."""

import re
from collections.abc import Sequence

from summarizer.grounding.source import Citation
from summarizer.grounding.support import Support, Word
from summarizer.grounding.verdicts import Unsupported
from summarizer.schemas import Language


def check_winner(words: Sequence[Word], text: str, support: Support, citation: Citation) -> None:
    """Check that who wins in a line is not the one over whom the text tells a win: "a 2-1 win over Preston"; raises Unsupported."""
    wins = [at for at, word in enumerate(words) if at and word.token.text.lower() in _WINS[citation.language]]
    if not wins or words[wins[0]].keys & {"verlieren", "lose"}:
        return
    first = words[wins[0] - 1]
    for sentence in citation.sentences:
        for loser in _LOSERS[citation.language].finditer(sentence.text):
            place = sentence.start + loser.start("name")
            if any(token.start == place for token in support.of(first)):
                raise Unsupported("not_found", "exchanged_roles", at=[sentence], claimed=text, text=loser.group())


_WINS: dict[Language, frozenset[str]] = {
    "de": frozenset("gewinnt gewann siegt siegte besiegt besiegte schlägt schlug bezwingt bezwang".split()),
    "en": frozenset("beat beats win wins won defeat defeats defeated sink sinks sank edge edges edged thrash thrashed".split()),
}
_LOSERS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"(?:[Ss]ieg|[Ee]rfolg|[Tt]riumph|gewann\w*|siegte|gewonnen)\s+(?:mit\s+\S+\s+)?(?:gegen|über)\s+(?:d\w\w\s+)?(?P<name>[A-ZÄÖÜ]\w+)"
    ),
    "en": re.compile(r"(?:win|victory|triumph|won|success)\s+(?:over|against)\s+(?:the\s+)?(?P<name>[A-Z]\w+)"),
}
