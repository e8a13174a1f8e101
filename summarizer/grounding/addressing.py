"""Sentences that speak to a language model instead of to readers: an order planted in an article bears out nothing."""

import functools
import re
from typing import TYPE_CHECKING

from summarizer.grounding.verdicts import Unsupported
from summarizer.schemas import Language

if TYPE_CHECKING:
    from summarizer.grounding.source import Citation

_ORDERS: dict[Language, re.Pattern[str]] = {
    "de": re.compile(
        r"\b(?:ignorieren?(?:\s+sie)?|vergiss|vergessen\s+sie|missachten?(?:\s+sie)?)\s+(?:alle[ns]?\s+|die\s+)*"
        r"(?:bisherig|vorherig|vorig|obig|früher|vorangegangen|deine|ihre)\w*\s+(?:anweisung|instruktion|vorgabe|regel|befehl|prompt)\w*\b"
        r"|\b(?:als|du\s+bist|sie\s+sind)\s+(?:eine?\s+)?(?:ki|sprachmodell|ki-modell|assistent)\b"
        r"|\b(?:an|hinweis\s+für)\s+(?:das\s+|die\s+|alle\s+)?(?:sprachmodelle?|ki(?:-\w+)?)\s*:"
        r"|^\W*(?:system|assistent|assistant)\s*:",
        re.I | re.M,
    ),
    "en": re.compile(
        r"\b(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|of\s+|the\s+)*(?:previous|prior|above|earlier|preceding|your|system)\s+"
        r"(?:instruction|prompt|rule|guideline|direction|message)s?\b"
        r"|\byou\s+are\s+(?:now\s+)?an?\s+(?:\w+\s+)?(?:ai|assistant|language\s+model|chatbot)\b"
        r"|\b(?:note|message|instructions?)\s+(?:to|for)\s+(?:the\s+|all\s+|any\s+)?(?:ai|language\s+models?|llms?|assistants?)\b"
        r"|^\W*(?:system|assistant)\s*:|\b(?:assistant|system)\s*:\s*(?:output|print|write|reply|answer|report)\b",
        re.I | re.M,
    ),
}


def check_addressing(citation: "Citation") -> None:
    """Check that no cited sentence gives orders to a language model, unless in quotation marks; raises Unsupported."""
    for sentence in citation.sentences:
        for start, end in _orders(sentence.text):
            if not citation.source.is_quoted(sentence.start + start, sentence.start + end):
                raise Unsupported("addresses_the_model", "addresses_the_model", at=[sentence], text=sentence.text[start:end])


@functools.lru_cache(maxsize=4_096)
def _orders(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a sentence gives orders to a model, in either language."""
    return tuple(order.span() for pattern in _ORDERS.values() for order in pattern.finditer(text))
