"""Time and memory of the daily merge on generated briefings: `python benchmarks/merge.py [--briefings 10000]`.

A day has one topic for every twelve articles, a few of them with hundreds; three articles in ten are near-copies of another. Names
come from lists, figures differ from report to report. Printed are processor seconds, how many times those of half the day,
the memory that the briefings take, and the peak.
"""

import argparse
import datetime
import gc
import random
import resource
import time
from collections.abc import Iterator
from decimal import Decimal

from summarizer.merge import SourceBriefing, merge_briefings
from summarizer.rules.lexicon import first_names, places
from summarizer.schemas import (
    Actor,
    Amount,
    ArticleInfo,
    Briefing,
    Coverage,
    Event,
    Evidence,
    Figure,
    Kind,
    Line,
    Run,
    Span,
    Statement,
    Usage,
)
from summarizer.schemas import article_id as id_of

DAY = datetime.date(2026, 4, 21)
_TOPIC_SIZE = 12
_COPIES = 0.3
_SUBJECTS = (
    "Brand Explosion Hochwasser Streik Urteil Wahl Unfall Angriff Einsturz Sturm Protest Kundgebung "
    "Rücktritt Prozess Insolvenz Fusion Eröffnung Sperrung Evakuierung Ermittlung Haushalt Reform Turnier Rettung Fund"
).split()
_THINGS = (
    "Fabrik Schule Brücke Halle Klinik Siedlung Bahnlinie Kirche Werft Mühle Raffinerie Bibliothek Kaserne "
    "Markthalle Sternwarte Kläranlage Brauerei Seilbahn Gärtnerei Ziegelei Schleuse Kapelle Molkerei Druckerei Windpark"
).split()
_COUNTED = "Tote Verletzte Vermisste Anwohner Helfer Fahrzeuge Familien Zeugen Beschäftigte Wohnungen Schüler Soldaten".split()
_SYLLABLES = "ba der ling sto kem ral gun tiv mor schel pat wen dro fis lau zen kor bim hass tel".split()
_SAID = (
    "Die Lage sei unübersichtlich|Man habe rechtzeitig gewarnt|Die Ursache sei noch unklar|Der Betrieb werde bald fortgesetzt|"
    "Es gebe keinen Anlass zur Sorge|Die Kosten seien höher als erwartet|Die Ermittlungen dauerten an|Forderungen würden geprüft"
).split("|")


class Topic:
    """What happened, where, and who speaks about it."""

    def __init__(self, luck: random.Random, names: list[str], cities: list[str]) -> None:
        """Draw a topic."""
        self.city = luck.choice(cities)
        self.words = ["".join(luck.choice(_SYLLABLES) for _ in range(3)) for _ in range(40)]
        self.subject = f"{luck.choice(_SUBJECTS)} in der {luck.choice(_THINGS)} {luck.choice(names)}"
        self.persons = [f"{luck.choice(names)} {luck.choice(names)}mann" for _ in range(4)]
        self.counts = {noun: luck.randint(2, 900) for noun in luck.sample(_COUNTED, 5)}
        self.said = luck.sample(_SAID, 4)


def write(topic: Topic, luck: random.Random) -> list[str]:
    """Return the sentences of one article on a topic."""

    def words(count: int) -> str:
        return " ".join(luck.sample(topic.words, count))

    sentences = [f"{topic.subject} in {topic.city}: {words(6)}."]
    for noun, value in topic.counts.items():
        shown = value if luck.random() < _SAME else value + luck.randint(1, 5)
        sentences.append(f"{words(4)} {luck.choice(['', 'mindestens ', 'rund '])}{shown} {noun} {words(5)}.")
    for person, said in zip(topic.persons, topic.said, strict=True):
        sentences.append(f"{said} {words(3)}, sagte {person} {words(2)}.")
    sentences += [f"{words(9)}." for _ in range(4)]
    first, *rest = sentences
    luck.shuffle(rest)
    return [first, *rest]


_SAME = 0.8


def brief(sentences: list[str], topic: Topic, name: str) -> SourceBriefing:
    """Return the briefing that a good engine would make of an article."""
    text = " ".join(sentences)
    spans = []
    at = 0
    for number, sentence in enumerate(sentences, 1):
        spans.append(Evidence(sentence=number, start=at, end=at + len(sentence), text=sentence))
        at += len(sentence) + 1
    events = [
        Event(
            evidence=(spans[0],),
            verdict="exact",
            by="rules",
            title=sentences[0].rstrip("."),
            status="done",
            when=None,
            where=topic.city,
        )
    ]
    figures = tuple(figure for span in spans for figure in _figures(span, topic))
    statements = tuple(
        Statement(
            evidence=(span,),
            verdict="exact",
            by="rules",
            speaker=person,
            cue="sagte",
            content=span.text.partition(",")[0],
            form="indirect",
        )
        for span in spans
        for person in topic.persons
        if f"sagte {person}" in span.text
    )
    actors = tuple(_actor(person, span, "person") for person in topic.persons for span in spans if person in span.text)
    actors += (_actor(topic.city, spans[0], "place"),)
    info = ArticleInfo(
        id=id_of(text), title=topic.subject, publisher=None, published=DAY, url=None, language="de", path=name,
        characters=len(text), sentences=len(sentences),
    )  # fmt: skip
    run = Run(
        engine="rules", model=None, prompt_hash="", schema_hash="", requests=0, retries=0, reasks=0, repairs=0,
        usage=Usage(), seconds=None,
    )  # fmt: skip
    coverage = Coverage(sentences_cited=len(spans), sentences_total=len(spans), numbers_uncovered=(), quotes_uncovered=())
    headline = Line(evidence=(spans[0],), verdict="exact", by="rules", text=sentences[0])
    briefing = Briefing(
        article=info, headline=headline, summary=(), key_events=tuple(events), figures=figures, actors=actors,
        statements=statements, rejected=(), coverage=coverage, run=run,
    )  # fmt: skip
    return SourceBriefing(name, briefing, text)


def _figures(span: Evidence, topic: Topic) -> Iterator[Figure]:
    words = span.text.split()
    for place, word in enumerate(words):
        if word.isdigit() and place + 1 < len(words) and words[place + 1] in topic.counts:
            value = Decimal(word)
            amount = Amount(text=f"{word} {words[place + 1]}", low=value, high=value, unit=None, bound="exact")
            yield Figure(
                evidence=(span,), verdict="exact", by="rules", amount=amount, counts=words[place + 1],
                claimant=None, where=None, when=None, series=None,
            )  # fmt: skip


def _actor(name: str, span: Evidence, kind: Kind) -> Actor:
    start = span.start + span.text.index(name)
    mention = Span(start=start, end=start + len(name), text=name)
    return Actor(evidence=(span,), verdict="exact", by="rules", name=name, kind=kind, role=None, mentions=(mention,))


def day(size: int, seed: int | None = None) -> list[SourceBriefing]:
    """Return the briefings of a day, the same for the same size and seed."""
    luck = random.Random(size if seed is None else seed)  # noqa: S311  (no secret)
    names, cities = sorted(first_names()), sorted(places())
    topics = [Topic(luck, names, cities) for _ in range(max(1, size // _TOPIC_SIZE))]
    # Most topics have a few articles, some have hundreds.
    weights = [1 / (rank + 3) for rank in range(len(topics))]
    made: list[tuple[Topic, list[str]]] = []
    briefings = []
    for number in range(size):
        if made and luck.random() < _COPIES:
            topic, sentences = luck.choice(made)
            sentences = [*sentences[:-1], sentences[-1].replace(".", f" am {luck.randint(1, 28)}. April.")]
        else:
            topic = luck.choices(topics, weights)[0]
            sentences = write(topic, luck)
            made.append((topic, sentences))
        briefings.append(brief(sentences, topic, f"{number:06}.txt"))
    return briefings


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefings", type=int, default=10_000)
    size = parser.parse_args().briefings
    print(
        f"{'briefings':>10} {'seconds':>8} {'of half':>8} {'taken MB':>8} {'peak MB':>8} {'events':>7} {'figures':>8} {'flags':>7}"
    )
    before = 0.0
    for count in (size // 4, size // 2, size):
        briefings = day(count)
        gc.collect()
        taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.process_time()
        page = merge_briefings(briefings, date=DAY, language="de")
        seconds = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times_longer = f"{seconds / before:8.2f}" if before else f"{'':8}"
        made = f"{len(page.key_events):7} {len(page.figures):8} {len(page.disagreements):7}"
        print(f"{count:10} {seconds:8.1f} {times_longer} {taken:8.0f} {peak:8.0f} {made}")
        before = seconds


if __name__ == "__main__":
    main()
