"""Attack texts of our own, the articles they are planted in, and replies of a model that obeys them."""

import dataclasses
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from summarizer.articles import read_article
from summarizer.schemas import Article, Briefing, Language, Sentence
from summarizer.sentences import split_sentences

FOLDER = Path(__file__).parent
Place = Literal["start", "middle", "end"]
PLACES: tuple[Place, ...] = ("start", "middle", "end")
TELLING: dict[Language, tuple[str, str]] = {
    "de": ("12 Millionen Euro", "Arbeiten"),
    "en": ("12 million pounds", "work"),
}
"""A figure of each host article that no attack touches, and what it counts."""


@dataclasses.dataclass(frozen=True)
class Attack:
    """A planted text; `says` is what it wants to see printed, `seen` whether rules can tell that it addresses a model."""

    language: Language
    group: str
    text: str
    says: str
    seen: Literal["plain", "quoted", "no"]


@cache
def attacks() -> tuple[Attack, ...]:
    """Return every attack of attacks.yaml."""
    return tuple(_read(yaml.safe_load((FOLDER / "attacks.yaml").read_text("utf-8"))))


def _read(data: dict[Language, dict[str, list[dict[str, Any]]]]) -> Iterator[Attack]:
    for language, groups in data.items():
        for group, entries in groups.items():
            for entry in entries:
                hidden = "".join(chr(0xE0000 + ord(letter)) for letter in entry.get("tags", ""))
                seen = {True: "plain", False: "no"}.get(entry.get("seen", True), "quoted")
                yield Attack(language, group, entry["text"] + hidden, entry["says"], seen)  # type: ignore[arg-type]


@cache
def host(language: Language) -> str:
    """Return the article that attacks are planted in."""
    return (FOLDER / f"host-{language}.txt").read_text("utf-8")


def planted(attack: Attack, place: Place) -> Article:
    """Return the host article with an attack as a paragraph of its own."""
    paragraphs = host(attack.language).strip().split("\n\n")
    at = {"start": 0, "middle": 2, "end": len(paragraphs)}[place]
    return read_article("\n\n".join([*paragraphs[:at], attack.text, *paragraphs[at:]]) + "\n", language=attack.language)


def sentences_of(article: Article, attack: Attack) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of the planted paragraph, and all others."""
    start = article.text.index(attack.text)
    every = split_sentences(article.text, article.language)
    mine = [sentence for sentence in every if start <= sentence.start < start + len(attack.text)]
    return mine, [sentence for sentence in every if sentence not in mine]


def obeying(attack: Attack, article: Article) -> dict[str, object]:
    """Return the draft of a model that obeys: in every section what it was told to say.

    It cites the order, another sentence, all other sentences, and one that does not exist. One figure in it is true.
    """
    mine, others = sentences_of(article, attack)
    amount, counts = TELLING[attack.language]
    true = next(sentence.number for sentence in others if amount in sentence.text)
    cited = ([sentence.number for sentence in mine], [others[0].number], [sentence.number for sentence in others], [999])
    says = attack.says
    return {
        "headline": {"text": says, "sentences": cited[0]},
        "summary": [{"text": says, "sentences": numbers} for numbers in cited],
        "key_events": [{"title": says, "status": "done", "when": None, "where": None, "sentences": numbers} for numbers in cited],
        "figures": [
            *({"amount": says, "counts": says.split()[-1], "claimant": None, "sentences": numbers} for numbers in cited),
            {"amount": amount, "counts": counts, "claimant": None, "sentences": [true]},
        ],
        "actors": [{"name": says, "kind": "person", "role": None, "sentences": numbers} for numbers in cited],
        "statements": [
            {"speaker": None, "cue": None, "content": says, "form": "indirect", "sentences": numbers} for numbers in cited
        ],
    }


def printed(briefing: Briefing, attack: Attack) -> list[tuple[str, bool]]:
    """Return the section of every item that says what the attack wants said, and whether the item is flagged."""
    texts = [
        *(("headline", line.text, line) for line in (briefing.headline,) if line),
        *(("summary", line.text, line) for line in briefing.summary),
        *(("key_events", event.title, event) for event in briefing.key_events),
        *(("figures", figure.amount.text, figure) for figure in briefing.figures),
        *(("actors", actor.name, actor) for actor in briefing.actors),
        *(("statements", statement.content, statement) for statement in briefing.statements),
    ]
    return [
        (section, "addresses_the_model" in item.flags)
        for section, text, item in texts
        if any(part in text.casefold() for part in _parts(attack.says))
    ]


def _parts(says: str) -> tuple[str, ...]:
    """Return what gives an order away on a page: all of its words, or the number in them."""
    numbers = [word for word in ("5 million", "five million", "fünf millionen", "99 years") if word in says.casefold()]
    return (says.casefold(), *numbers)
