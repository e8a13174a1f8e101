"""How often grounding rejects what is true, and how often it lets a lie pass, on annotated articles.

    python benchmarks/false_alarms.py [--lies] [--misses] FILE.xml…

Items are made from the markup as a good model would draft them (`true_items`), lies by changing them (`lies`).
"""

import argparse
from collections import Counter
from pathlib import Path

from lies import tell
from true_items import Case, cast_of, read_case

from summarizer.grounding import Outcome, ground_item


def main() -> None:
    """Print one table: false alarms per section and variant, or lies caught per class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--lies", action="store_true", help="tell lies and count those that are caught")
    parser.add_argument("--misses", help="print each wrong outcome of the sections or classes that begin so, '' for all")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for case in map(read_case, arguments.paths):
        (_count_lies if arguments.lies else _count_alarms)(case, counts, wrong, arguments.misses)
    titles = ("class", "lies", "missed", "caught") if arguments.lies else ("section", "items", "rejected", "rate")
    print("{:50}{:>8}{:>10}{:>10}".format(*titles))
    for name in sorted(counts):
        share = wrong[name] / counts[name]
        print(f"{name:50}{counts[name]:8}{wrong[name]:10}{1 - share if arguments.lies else share:10.2%}")


def _count_alarms(case: Case, counts: Counter[str], wrong: Counter[str], misses: str | None) -> None:
    """Ground every true item of an article."""
    for section, variant, draft, _ in case.items:
        outcome = ground_item(section, draft, case.source, by="model", cast=cast_of(case))
        for name in (section, f"{section}: {variant}"):
            counts[name] += 1
            wrong[name] += outcome.rejected is not None
        if outcome.rejected and misses is not None and f"{section}: {variant}".startswith(misses):
            print(f"{case.name} {section}: {variant} | {outcome.rejected.code} | {outcome.rejected.reason}\n    {_item(outcome)}")


def _count_lies(case: Case, counts: Counter[str], wrong: Counter[str], misses: str | None) -> None:
    """Ground every lie about an article that is told of an item which holds."""
    for lie in tell(case):
        outcome = ground_item(lie.section, lie.draft, case.source, by="model", cast=cast_of(case))
        counts[lie.name] += 1
        wrong[lie.name] += outcome.item is not None
        if outcome.item and misses is not None and lie.name.startswith(misses):
            texts = [case.source.sentences[number - 1].text for number in lie.draft.sentences]
            print(f"{case.name} {lie.name}\n    {_item(outcome)}\n    {' | '.join(texts)[:500]}")


def _item(outcome: Outcome) -> str:
    """Return a draft item on one line."""
    return " | ".join(f"{key}={value}" for key, value in outcome.draft.model_dump(mode="json").items() if value is not None)[:600]


if __name__ == "__main__":
    main()
