"""The score of a daily page against a cluster: what is merged, which disagreements are shown, what stays with one source."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from summarizer.gold.findings import Cluster, Disagreement, Trap
from summarizer.schemas import Briefing
from summarizer.scoring.article import score
from summarizer.scoring.counts import Count
from summarizer.scoring.page import Flagged, Known, Page, Reader, cross_pairs, read_page
from summarizer.scoring.pairing import pair
from summarizer.scoring.remarks import Remark

if TYPE_CHECKING:
    from summarizer.scoring.page import Entry

_EVENTS = ("key_events", "figures", "statements")


@dataclass(frozen=True, slots=True)
class DailyScore:
    """What a daily page is worth.

    `merged` and `actors` count pairs of gold items; pairs that differ in anything but what they count are neutral.
    `within_reach` leaves out the pairs that no merge could have found, because a briefing lacks one of the two.
    `flagged` counts disagreements whatever their class, `classes` by class.
    """

    cluster: str
    clean: bool
    merged: Count
    actors: Count
    within_reach: Count
    flagged: Count
    classes: Mapping[str, Count]
    false_flags: int
    only_in: Count
    remarks: tuple[Remark, ...]
    traps: tuple[tuple[str, str], ...]


def score_daily(cluster: Cluster, daily: Mapping[str, Any], briefings: Iterable[Briefing]) -> DailyScore:
    """Return the score of a daily page, as JSON holds it, made of `briefings`; raises InputError where it is no daily page."""
    page = read_page(daily, cluster.name)
    by_article = {briefing.article.id: briefing for briefing in briefings}
    pairs = {
        text.article.id: score(text.gold, by_article[text.article.id], text.article.text).pairs
        for text in cluster.texts
        if text.article.id in by_article
    }
    reader = Reader({source.source: source.article_id for source in page.sources}, pairs)
    found = {name for sections in pairs.values() for matched in sections.values() for name in matched.values()}
    merged, within_reach, remarks = _merged(cluster, page, reader, found)
    actors, actor_remarks = _actors(cluster, page, reader, found)
    flagged, classes, flag_remarks = _flagged(cluster, page, reader)
    only_in, only_remarks = _only_in(cluster, page, reader)
    return DailyScore(
        cluster=cluster.name,
        clean=cluster.findings.clean,
        merged=merged,
        actors=actors,
        within_reach=within_reach,
        flagged=flagged,
        classes=classes,
        false_flags=len(page.disagreements) if cluster.findings.clean else 0,
        only_in=only_in,
        remarks=(*remarks, *actor_remarks, *flag_remarks, *only_remarks),
        traps=tuple((trap.what, _sprung(trap, page, reader, " ".join(_strings(daily)))) for trap in cluster.findings.traps),
    )


def _strings(data: Any) -> Iterator[str]:
    """Yield every string of a page."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for value in data.values() for text in _strings(value))
    elif isinstance(data, list | tuple):
        yield from (text for value in data for text in _strings(value))


def _groups(lists: Iterable[Sequence[str]], owner: Mapping[str, str]) -> set[frozenset[str]]:
    """Return the pairs that belong together, also by way of a third item: same is same."""
    leader: dict[str, str] = {}
    for names in lists:
        old = {leader.get(name, name) for name in names}
        new = min(old)
        leader = {name: new if value in old else value for name, value in leader.items()} | dict.fromkeys(names, new)
    members: dict[str, list[str]] = defaultdict(list)
    for name, value in leader.items():
        members[value].append(name)
    return {one for group in members.values() for one in cross_pairs(Known(name, owner[name]) for name in group)}


def _kinds(cluster: Cluster) -> dict[str, str]:
    """Return the section of each gold item: items of two sections are never merged into one."""
    names = {"key_events": "events", "figures": "figures", "statements": "statements", "actors": "actors"}
    return {item.id: section for text in cluster.texts for section, own in names.items() for item in getattr(text.gold, own)}


def _merged(cluster: Cluster, page: Page, reader: Reader, found: set[str]) -> tuple[Count, Count, list[Remark]]:
    """Count merged pairs of events, figures and statements."""
    kinds = _kinds(cluster)
    gold = {
        one
        for one in _groups((same.items for same in cluster.findings.same), cluster.owner())
        if len({kinds[name] for name in one}) == 1
    }
    given = {one for entry in page.entries(*_EVENTS) for one in cross_pairs(reader.known(entry))}
    # One count with two values may well stand in one entry that shows both; what counts something else may not.
    differing = _groups((entry.items for entry in cluster.findings.disagree if entry.class_ != "scope"), cluster.owner())
    neutral = given & differing - gold
    given -= neutral
    reach = {one for one in gold if one <= found}
    right = len(gold & given)
    remarks = _pair_remarks("merged", gold, given, found)
    wrong = len(given - gold)
    return (
        Count(right, wrong, len(gold - given), len(neutral)),
        Count(right, wrong, len(reach - given), len(neutral)),
        remarks,
    )


def _actors(cluster: Cluster, page: Page, reader: Reader, found: set[str]) -> tuple[Count, list[Remark]]:
    """Count merged pairs of actors."""
    gold = _groups(cluster.findings.actors_same, cluster.owner())
    given = {one for entry in page.actors for one in cross_pairs(reader.known(entry))}
    return Count(len(gold & given), len(given - gold), len(gold - given)), _pair_remarks("actors", gold, given, found)


def _pair_remarks(section: str, gold: set[frozenset[str]], given: set[frozenset[str]], found: set[str]) -> list[Remark]:
    remarks = []
    for one in sorted(map(sorted, gold - given)):
        lacking = [name for name in one if name not in found]
        code = "not_in_briefing" if lacking else "apart"
        reason = f"{' and '.join(one)} are the same" + (
            f"; no briefing has {', '.join(lacking)}" if lacking else ", and stand apart"
        )
        remarks.append(Remark(section, "missed", code, reason, one[0]))
    return remarks + [
        Remark(section, "spurious", "not_the_same", f"{' and '.join(one)} stand together and are not the same", one[0])
        for one in sorted(map(sorted, given - gold))
    ]


def _flagged(cluster: Cluster, page: Page, reader: Reader) -> tuple[Count, dict[str, Count], list[Remark]]:
    """Match the disagreements of the page with those of the gold; what is only nice to have is neutral."""
    gold = cluster.findings.disagree
    known = [{item.name for item in reader.known(flagged)} for flagged in page.disagreements]
    owner = cluster.owner()
    fits = {
        (item, number): 10 * len(known[item] & set(entry.items)) + 5 * (flagged.class_ == entry.class_)
        for item, flagged in enumerate(page.disagreements)
        for number, entry in enumerate(gold)
        if _meets(known[item], entry, owner)
    }
    pairing = pair(fits, len(page.disagreements), [entry.severity == "nice" for entry in gold])
    classes: dict[str, Count] = defaultdict(Count)
    remarks = []
    for item, number in pairing.matched.items():
        given, entry = page.disagreements[item].class_, gold[number]
        if given == entry.class_:
            classes[given] += Count(right=1)
        else:
            classes[given] += Count(spurious=1)
            classes[entry.class_] += Count(missed=1)
            remarks.append(
                Remark("disagreements", "wrong", "class", f"{entry.topic} is {entry.class_}, given as {given}", entry.id, item)
            )
    for item in pairing.spurious:
        classes[page.disagreements[item].class_] += Count(spurious=1)
        remarks.append(_false_flag(item, page.disagreements[item], known[item]))
    for number in pairing.missed:
        classes[gold[number].class_] += Count(missed=1)
        remarks.append(
            Remark("disagreements", "missed", "absent", f"{gold[number].topic} ({gold[number].class_})", gold[number].id)
        )
    count = Count(len(pairing.matched), len(pairing.spurious), len(pairing.missed), len(pairing.neutral))
    return count, dict(sorted(classes.items())), remarks


def _meets(known: set[str], entry: Disagreement, owner: Mapping[str, str]) -> bool:
    """Say whether a flag is about a disagreement: it reports its items from two articles, or from the only one it has."""
    shared = {owner[name] for name in known & set(entry.items)}
    return len(shared) >= min(2, len({owner[name] for name in entry.items}))


def _false_flag(item: int, flagged: Flagged, known: set[str]) -> Remark:
    about = ", ".join(sorted(known)) or "items that the gold does not have"
    return Remark("disagreements", "spurious", "false_flag", f"{flagged.id} ({flagged.class_}) on {about}", None, item)


def _only_in(cluster: Cluster, page: Page, reader: Reader) -> tuple[Count, list[Remark]]:
    """Count what one article alone has: kept with it, given to others too, or lost."""
    kept, remarks = 0, []
    places: dict[str, list[Entry]] = defaultdict(list)
    for entry in page.entries():
        for item in reader.known(entry):
            places[item.name].append(entry)
    for only in cluster.findings.only_in:
        entries = places[only.ref]
        shared = [entry for entry in entries if len(reader.sources(entry)) > 1]
        if shared:
            remarks.append(Remark("only_in", "spurious", "given_to_others", f"{only.what}: only one article has it", only.ref))
        elif entries:
            kept += 1
        else:
            remarks.append(Remark("only_in", "missed", "absent", only.what, only.ref))
    spurious = sum(remark.judgement == "spurious" for remark in remarks)
    return Count(kept, spurious, len(remarks) - spurious), remarks


def _sprung(trap: Trap, page: Page, reader: Reader, written: str) -> str:
    """Return "avoided" or "sprung" where a program can tell, else "to be read"."""
    if trap.forbid is None:
        return "to be read"
    forbidden = {frozenset(one) for one in itertools.combinations(trap.forbid.merge, 2)}
    together = {one for entry in page.entries() for one in _together(reader.known(entry))}
    said = any(words in written for words in trap.forbid.words)
    return "sprung" if said or forbidden & together else "avoided"


def _together(items: Sequence[Known]) -> set[frozenset[str]]:
    return {frozenset((one.name, other.name)) for one, other in itertools.combinations(items, 2)}
