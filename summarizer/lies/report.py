"""The mutation score as a table and as JSON, and what changed against an earlier one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from summarizer.gold.model import GoldText
from summarizer.lies.trial import Tally, Trial, Wrong

SCHEMA = "lies/1"
WORSE_BY = 0.001
"""A class got worse where its rate moved by more than this: one of a thousand."""

STRICT = frozenset(
    """digit changed;number word changed;scale changed;decimal comma moved;unit swapped;currency swapped;name invented;name altered
    word changed;words exchanged;indirect made direct;sentence off by one""".replace("\n", ";")
    .replace("    ", "")
    .split(";")
)
"""Classes of which 99 % are to be caught, with those of swapped speakers; of the others 95 %."""

_GROUPS: tuple[Literal["lies", "truths", "rewrites"], ...] = ("lies", "truths", "rewrites")


class Drop(NamedTuple):
    """The rate of one class before and now: caught of lies, false alarms of the others."""

    group: str
    name: str
    before: float
    now: float


def target(name: str) -> float:
    """Return the part of the lies of a class that is to be caught."""
    kind = name.partition(": ")[2]
    return 0.99 if kind in STRICT or kind.startswith("speaker swapped") else 0.95


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


def lies_page(trial: Trial) -> str:
    """Return the tables: lies by class, false alarms on true items by section, and on harmless rewrites by class."""
    lines = ["Lies, by section and class:", ""]
    rows = [
        [
            name,
            str(tally.made),
            str(tally.right),
            _percent(caught(tally)),
            f"{target(name):.0%}".replace("%", " %") + _met(name, tally),
        ]
        for name, tally in trial.lies.items()
    ]
    lines += _table(["class", "lies", "caught", "rate", "target"], [*rows, _total(trial.lies, lies=True)])
    for title, tallies, most in (("True items", trial.truths, "1 %"), ("Harmless rewrites", trial.rewrites, "3 %")):
        lines += ["", f"{title}, rejected without reason (target: at most {most} of all):", ""]
        rows = [[name, str(tally.made), str(tally.wrong), _percent(tally.wrong / tally.made)] for name, tally in tallies.items()]
        lines += _table(["what", "items", "rejected", "rate"], [*rows, _total(tallies, lies=False)])
    return "\n".join(lines) + "\n"


def _met(name: str, tally: Tally) -> str:
    return "" if caught(tally) >= target(name) else ", missed"


def _percent(part: float) -> str:
    """Return a part of one in percent, rounded down so that 100 % means all.

    >>> _percent(0.99999), _percent(1.0)
    ('99.99 %', '100.00 %')
    """
    return f"{int(part * 10_000 + 1e-9) / 100:.2f} %"


def _total(tallies: Mapping[str, Tally], *, lies: bool) -> list[str]:
    made, wrong = (sum(getattr(tally, name) for tally in tallies.values()) for name in ("made", "wrong"))
    shown = made - wrong if lies else wrong
    return ["all", str(made), str(shown), _percent(shown / made) if made else "–", *([""] if lies else [])]


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
