"""The items of an HTML page as cards: what each says, who says it, and where in the texts it rests."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from summarizer.render.html_forms import form, own_words
from summarizer.render.html_labels import HTML_LABELS
from summarizer.render.html_plots import interval_plots
from summarizer.render.html_texts import Highlight, MarkedSentence, Text
from summarizer.render.labels import LABELS
from summarizer.schemas import Actor, Amount, ArticleInfo, Coverage, Evidence, Figure, Item, Language, Rejected, Statement

VERDICTS = ("exact", "normalised", "checked", "refused")
"""What an item can be filtered by, the best support first."""


class Source(NamedTuple):
    """An article of the page: its number on it, from 1, and what the page calls it, None where it is the only one."""

    number: int
    name: str | None
    info: ArticleInfo
    text: Text


class Said(NamedTuple):
    """An item of a source; `label` says of what kind it is where no heading does."""

    source: str
    item: Item
    label: str = ""


class Cited(NamedTuple):
    """A sentence that an item rests on: where it stands on the page, its number, what a mark of it says, its words."""

    target: str
    number: int
    title: str
    text: str


class Voice(NamedTuple):
    """A source that says something just so."""

    name: str | None
    language: Language
    cited: tuple[Cited, ...]


class Wording(NamedTuple):
    """What one or several sources say in the same words."""

    form: Markup
    label: str
    plot: Markup
    voices: tuple[Voice, ...]


class Card(NamedTuple):
    """An item of the page, with what filters go by."""

    id: str
    section: str
    verdicts: tuple[str, ...]
    targets: tuple[str, ...]
    actors: tuple[int, ...]
    wordings: tuple[Wording, ...]
    note: str = ""
    about: str = ""


class KnownActor(NamedTuple):
    """An actor that the page can be filtered by: its names, and what is said of it."""

    names: tuple[str, ...]
    said: tuple[Said, ...]


class Cards:
    """Makes the cards of one page and keeps account of what they rest on."""

    def __init__(self, language: Language) -> None:
        """Begin a page without cards."""
        self._language: Language = language
        self._label = LABELS[language] | HTML_LABELS[language]
        self._count = 0
        self._sources: dict[str, Source] = {}
        self._resting: dict[str, dict[int, list[str]]] = {}
        self._highlights: dict[str, list[Highlight]] = {}
        self._actors_at: dict[str, set[int]] = {}
        self._actors_named: dict[str, int] = {}
        self.actors: list[str] = []

    def add_source(self, key: str, info: ArticleInfo, text: str | None, items: Iterable[Item], name: str | None = None) -> Source:
        """Make an article known before anything is said of it; `items` are all that cite it."""
        source = Source(len(self._sources) + 1, name, info, Text(info, text, items))
        self._sources[key] = source
        return source

    def add_actors(self, actors: Iterable[KnownActor]) -> None:
        """Make known whom the cards can be filtered by."""
        for number, actor in enumerate(actors, len(self.actors)):
            self.actors.append(actor.names[0])
            for name in actor.names:
                self._actors_named.setdefault(name, number)
            for one in actor.said:
                source = self._sources[one.source]
                spans = one.item.mentions if isinstance(one.item, Actor) else ()
                for sentence in {source.text.at(span.start) for span in spans} - {None}:
                    self._actors_at.setdefault(f"s{source.number}-{sentence}", set()).add(number)

    def card(self, section: str, said: Sequence[Said], *, note: str = "", about: str = "") -> Card:
        """Return the card of an item, its wordings in the order in which they first come."""
        self._count += 1
        name = f"c{self._count}"
        groups: dict[tuple[Markup, str], list[Said]] = {}
        for one in said:
            words = form(one.item, language=self._language, spoken=self._sources[one.source].info.language)
            groups.setdefault((words, one.label), []).append(one)
        plots = _plots([group[0].item for group in groups.values()], every=section == "disagreements")
        wordings = tuple(
            Wording(words, label, plot, self._voices(group))
            for ((words, label), group), plot in zip(groups.items(), plots, strict=True)
        )
        for one in said:
            self._keep(name, one)
        targets = tuple(dict.fromkeys(cited.target for one in wordings for voice in one.voices for cited in voice.cited))
        found = {one.item.verdict for one in said}
        verdicts = tuple(verdict for verdict in VERDICTS if verdict in found)
        return Card(name, section, verdicts, targets, self._involved(said, targets), wordings, note, about)

    def refused(self, rejected: Rejected) -> Card:
        """Return the card of a rejected item, which rests on nothing."""
        self._count += 1
        name = rejected.item.get("name") or rejected.item.get("speaker")
        actors = (self._actors_named[name],) if isinstance(name, str) and name in self._actors_named else ()
        return Card(f"c{self._count}", "rejected", ("refused",), (), actors, ())

    def add_gaps(self, key: str, coverage: Coverage) -> None:
        """Mark what no item has in the text of a source."""
        spans = [span for _, kind in coverage if isinstance(kind, tuple) for span in kind]
        self._highlights.setdefault(key, []).extend(Highlight(span.start, span.end, None) for span in spans)

    def target(self, key: str, sentence: int) -> str | None:
        """Return where a sentence stands on the page, None where it does not."""
        source = self._sources[key]
        return f"s{source.number}-{sentence}" if source.text.has(sentence) else None

    def paragraphs(self, key: str) -> list[list[MarkedSentence]]:
        """Return the text of a source with everything that the cards rest on."""
        return self._sources[key].text.paragraphs(self._resting.get(key, {}), self._highlights.get(key, ()))

    def _voices(self, said: Iterable[Said]) -> tuple[Voice, ...]:
        """Return who says something, each source once with all its sentences."""
        by_source: dict[str, dict[int, Evidence]] = {}
        for one in said:
            by_source.setdefault(one.source, {}).update({evidence.sentence: evidence for evidence in one.item.evidence})
        return tuple(
            Voice(
                self._sources[key].name,
                self._sources[key].info.language,
                tuple(self._cited(self._sources[key], evidence) for evidence in evidences.values()),
            )
            for key, evidences in by_source.items()
        )

    def _cited(self, source: Source, evidence: Evidence) -> Cited:
        """Return a sentence of a source."""
        words = self._label["evidence_page" if evidence.page else "evidence_mark"]
        title = words.format(number=evidence.sentence, page=evidence.page)
        return Cited(f"s{source.number}-{evidence.sentence}", evidence.sentence, title, evidence.text)

    def _keep(self, name: str, said: Said) -> None:
        """Remember what a card rests on, and which words there are its own."""
        resting, highlights = self._resting.setdefault(said.source, {}), self._highlights.setdefault(said.source, [])
        for evidence in said.item.evidence:
            cards = resting.setdefault(evidence.sentence, [])
            if name not in cards:
                cards.append(name)
            for words in own_words(said.item):
                place = evidence.text.find(words)
                if place >= 0:
                    start = evidence.start + place
                    highlights.append(Highlight(start, start + len(words), name))
        if isinstance(said.item, Actor):
            highlights.extend(Highlight(span.start, span.end, name) for span in said.item.mentions)

    def _involved(self, said: Iterable[Said], targets: Iterable[str]) -> tuple[int, ...]:
        """Return the actors that an item names or whose names stand in its sentences."""
        found: set[int] = set().union(*(self._actors_at.get(target, ()) for target in targets))
        for one in said:
            item = one.item
            name = item.speaker if isinstance(item, Statement) else item.claimant if isinstance(item, Figure) else None
            name = item.name if isinstance(item, Actor) else name
            if name in self._actors_named:
                found.add(self._actors_named[name])
        return tuple(sorted(found))


def _plots(items: Sequence[Item], *, every: bool) -> list[Markup]:
    """Return a drawing for each amount, or each that differs from those before it; none where all are one exact value."""
    amounts: dict[tuple[object, ...], Amount] = {}
    places = []
    for item in items:
        amount = item.amount if isinstance(item, Figure) else None
        key = (amount.low, amount.high, amount.unit, amount.bound) if amount else ()
        places.append(key if amount and (every or key not in amounts) else None)
        if amount:
            amounts.setdefault(key, amount)
    drawn = dict(zip(amounts, interval_plots(list(amounts.values())), strict=True))
    return [drawn.get(place, Markup("")) if place else Markup("") for place in places]
