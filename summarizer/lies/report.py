"""The mutation score as a table and as JSON, and what changed against an earlier one."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from summarizer.gold.model import GoldText
from summarizer.lies.trial import Tally, Trial, Wrong

SCHEMA = "lies/1"
WORSE_BY = 0.001
"""A class got worse where its rate moved by more than this: one of a thousand."""

FAMILIES: dict[str, tuple[float, tuple[str, ...]]] = {
    "numbers": (0.99, ("digit changed", "number word changed", "scale changed", "decimal comma moved")),
    "units": (0.99, ("unit swapped", "currency swapped")),
    "names": (0.99, ("name invented", "name altered")),
    "quotations": (0.99, ("word changed", "words exchanged", "indirect made direct")),
    "speakers": (0.99, ("speaker swapped",)),
    "sentence numbers": (0.99, ("sentence off by one",)),
    "bounds": (0.95, ("bound",)),
    "negations": (0.95, ("negation",)),
    "hedges and status": (0.95, ("hedge", "planned", "announced", "claimed", "denied")),
    "cues": (0.95, ("cue",)),
    "swaps and splices": (0.95, ("",)),
}
"""What is lied about, with the part that is to be caught; the classes begin with one of the words, the last takes the rest."""

_GROUPS: tuple[Literal["lies", "truths", "rewrites"], ...] = ("lies", "truths", "rewrites")


class Drop(NamedTuple):
    """The rate of one class before and now: caught of lies, false alarms of the others."""

    group: str
    name: str
    before: float
    now: float


def family(name: str) -> str:
    """Return what the lies of a class are about.

    >>> family("statements: speaker swapped, elsewhere")
    'speakers'
    """
    kind = name.partition(": ")[2]
    return next(family for family, (_, beginnings) in FAMILIES.items() if kind.startswith(beginnings))


def target(name: str) -> float:
    """Return the part of the lies of a class that is to be caught."""
    return FAMILIES[family(name)][0]


def caught(tally: Tally) -> float:
    """Return the part of lies that grounding caught."""
    return tally.right / tally.made


def describe(texts: Iterable[GoldText], trial: Trial) -> dict[str, Any]:
    """Return a trial as JSON holds it, `lies/1`; it serves as a baseline later."""
    return {
        "schema": SCHEMA,
        "gold": [{"id": text.article.id, "file": text.gold.article.file} for text in texts],
        "lies": {
            name: {"made": tally.made, "caught": tally.right, "rate": round(caught(tally), 4)} for name, tally in trial.lies.items()
        },
        **{group: {name: _alarms(tally) for name, tally in getattr(trial, group).items()} for group in _GROUPS[1:]},
    }


def _alarms(tally: Tally) -> dict[str, Any]:
    return {"made": tally.made, "rejected": tally.wrong, "rate": round(tally.wrong / tally.made, 4)}


def find_drops(now: Mapping[str, Any], before: Mapping[str, Any]) -> list[Drop]:
    """Return the classes that got worse since `before`: lies caught less often, truths rejected more often, or a class gone."""
    drops = []
    for group in _GROUPS:
        for name, entry in before[group].items():
            known, rate = entry["rate"], now[group].get(name, {}).get("rate")
            gone = 0.0 if group == "lies" else 1.0
            rate = gone if rate is None else rate
            if (known - rate if group == "lies" else rate - known) > WORSE_BY:
                drops.append(Drop(group, name, known, rate))
    return drops


def trial_of(data: Mapping[str, Any]) -> Trial:
    """Return the counts of a score that JSON holds, without its outcomes one by one."""
    lies = {name: Tally(entry["made"], entry["made"] - entry["caught"]) for name, entry in data["lies"].items()}
    others = [{name: Tally(entry["made"], entry["rejected"]) for name, entry in data[group].items()} for group in _GROUPS[1:]]
    return Trial(lies=lies, truths=others[0], rewrites=others[1])


def lies_page(trial: Trial) -> str:
    """Return the tables: lies by what they are about, by class; false alarms on true items and on harmless rewrites."""
    families = {name: _sum(tally for kind, tally in trial.lies.items() if family(kind) == name) for name in FAMILIES}
    told = {name: tally for name, tally in families.items() if tally.made}
    lines = ["Lies, by what they are about:", ""]
    lines += _table(["about", *_HEAD], [_row(name, tally, FAMILIES[name][0]) for name, tally in told.items()])
    lines += ["", "Lies, by section and class:", ""]
    rows = [_row(name, tally, target(name)) for name, tally in trial.lies.items()]
    lines += _table(["class", *_HEAD], [*rows, _row("all", _sum(trial.lies.values()), None)])
    for title, tallies, most in (("True items", trial.truths, "1 %"), ("Harmless rewrites", trial.rewrites, "3 %")):
        lines += ["", f"{title}, rejected without reason (target: at most {most} of all):", ""]
        rows = [_alarm_row(name, tally) for name, tally in tallies.items()]
        lines += _table(["what", "items", "rejected", "rate"], [*rows, _alarm_row("all", _sum(tallies.values()))])
    return "\n".join(lines) + "\n"


_HEAD = ("lies", "caught", "rate", "target")


def _row(name: str, tally: Tally, wanted: float | None) -> list[str]:
    rate = caught(tally) if tally.made else None
    goal = "" if wanted is None else f"{wanted:.0%}".replace("%", " %") + ("" if rate is None or rate >= wanted else ", missed")
    return [name, str(tally.made), str(tally.right), "–" if rate is None else _percent(rate), goal]


def _alarm_row(name: str, tally: Tally) -> list[str]:
    return [name, str(tally.made), str(tally.wrong), "–" if tally.rate is None else _percent(tally.rate, up=True)]


def _sum(tallies: Iterable[Tally]) -> Tally:
    known = list(tallies)
    return Tally(sum(tally.made for tally in known), sum(tally.wrong for tally in known))


def _percent(part: float, *, up: bool = False) -> str:
    """Return a part of one in percent, rounded against us: 100 % caught means all, 0 % rejected means none.

    >>> _percent(0.99999), _percent(0.00001, up=True)
    ('99.99 %', '0.01 %')
    """
    hundredths = part * 10_000
    return f"{(math.ceil(hundredths - 1e-6) if up else math.floor(hundredths + 1e-6)) / 100:.2f} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def listing(wrong: Iterable[Wrong], shown: str) -> Iterator[str]:
    """Yield the wrong outcomes of the classes whose name holds `shown`: what was claimed, and the sentences cited."""
    for one in wrong:
        if shown.lower() in one.name.lower():
            yield f"{one.name} ({one.file})" + (f": {one.reason}" if one.reason else "")
            claimed = one.draft.model_dump(mode="json", exclude_none=True, exclude={"sentences"})
            yield "  draft: " + " | ".join(f"{key}={value}" for key, value in claimed.items())
            yield from (f"  [{number}] {text}" for number, text in zip(one.draft.sentences, one.cited, strict=True))
