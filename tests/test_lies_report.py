"""`summarize eval --lies`: tables, JSON, listings, baselines, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.gold.reading import write_gold
from summarizer.lies import Tally, Trial
from summarizer.lies.report import describe, find_drops, lies_page, target
from tests.conftest import Result
from tests.gold_cases import example
from tests.test_lies import TALE

Run = Callable[..., Result]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with one annotated article and its text."""
    folder = tmp_path / "gold"
    folder.mkdir()
    text = example(TALE)
    (folder / "tale.json").write_text(write_gold(text.gold).replace("example.txt", "tale.txt"), encoding="utf-8")
    (folder / "tale.txt").write_text(text.article.text, encoding="utf-8")
    return folder


def measured(result: Result) -> dict[str, Any]:
    """Return the JSON of a mutation score."""
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_the_tables_hold_lies_truths_and_rewrites(gold: Path, summarize: Run) -> None:
    """One line a class with its target, sums, nothing on standard error, and no engine asked."""
    result = summarize("eval", "--lies", gold)
    page = result.stdout.decode()
    assert (result.returncode, result.stderr) == (0, b"")
    for line in ("| figures: digit changed |", "| statements: cue turned |", "| actors |", "| all |", "| 99 %", "| 95 %"):
        assert line in page


def test_the_same_bytes_come_twice(gold: Path, summarize: Run) -> None:
    """Nothing about the score is left to chance."""
    assert summarize("eval", "--lies", gold, "-f", "json").stdout == summarize("eval", "--lies", gold, "-f", "json").stdout


def test_json_is_a_baseline(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """A score is no worse than itself; a class that was caught more often, or has gone, is worse and exits with 4."""
    base = tmp_path / "base.json"
    assert summarize("eval", "--lies", gold, "-f", "json", "-o", base).returncode == 0
    assert summarize("eval", "--lies", gold, "--baseline", base).returncode == 0
    data = json.loads(base.read_text(encoding="utf-8"))
    data["lies"]["figures: pigs made to fly"] = {"made": 3, "caught": 3, "rate": 1.0}
    base.write_text(json.dumps(data), encoding="utf-8")
    worse = summarize("eval", "--lies", gold, "--baseline", base)
    assert worse.returncode == 4
    assert "figures: pigs made to fly got worse: 100.00% caught before, 0.00% now" in worse.stderr.decode()


def test_wrong_outcomes_are_listed_with_their_sentences(gold: Path, summarize: Run) -> None:
    """`--show` prints what passed or was rejected without reason, and the sentences to judge it by; nothing where all is well."""
    everything = summarize("eval", "--lies", gold, "--show", "").stdout.decode()
    made = measured(summarize("eval", "--lies", gold, "-f", "json"))
    wrong = sum(one["made"] - one["caught"] for one in made["lies"].values())
    wrong += sum(one["rejected"] for group in ("truths", "rewrites") for one in made[group].values())
    assert everything.count("\n  draft: ") + everything.startswith("  draft: ") == wrong
    assert summarize("eval", "--lies", gold, "--show", "no such class").stdout == b""


@pytest.mark.parametrize("option", [("--engine", "rules"), ("--engines", "rules"), ("--misses",)])
def test_options_without_effect_are_refused(option: tuple[str, ...], gold: Path, summarize: Run) -> None:
    """Who names an engine believes that it is measured, so that is a usage error."""
    result = summarize("eval", "--lies", gold, *option)
    assert result.returncode == 2
    assert option[0] in result.stderr.decode()


@pytest.mark.parametrize("options", [("--show", "speaker"), ("--show", "")])
def test_show_needs_lies(options: tuple[str, ...], gold: Path, summarize: Run) -> None:
    """Without --lies there are no classes to list."""
    assert summarize("eval", gold, "--engine", "rules", *options).returncode == 2


def test_baselines_of_other_kind_or_gold_are_refused(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """An evaluation is no mutation score, and scores of other articles can't be compared."""
    other = tmp_path / "other.json"
    other.write_text(json.dumps({"schema": "evaluation/1", "gold": [], "runs": []}), encoding="utf-8")
    assert "no mutation score" in summarize("eval", "--lies", gold, "--baseline", other).stderr.decode()
    other.write_text(json.dumps({"schema": "lies/1", "gold": [], "lies": {}, "truths": {}, "rewrites": {}}), encoding="utf-8")
    result = summarize("eval", "--lies", gold, "--baseline", other)
    assert (result.returncode, "made on other gold: 1 article" in result.stderr.decode()) == (2, True)


def test_broken_gold_is_named(tmp_path: Path, summarize: Run) -> None:
    """A file that is no gold is named, and nothing is measured."""
    broken = tmp_path / "broken.json"
    broken.write_text("{}", encoding="utf-8")
    result = summarize("eval", "--lies", broken)
    assert (result.returncode, result.stdout) == (2, b"")
    assert "broken.json" in result.stderr.decode()


def test_drops_go_both_ways() -> None:
    """Lies caught less often and truths rejected more often are worse; the other way round is better, and noise is neither."""

    def score(caught: float, rejected: float) -> dict[str, Any]:
        truths = {"figures": {"rate": rejected}}
        return {"lies": {"figures: digit changed": {"rate": caught}}, "truths": truths, "rewrites": {}}

    before = score(0.99, 0.01)
    assert [drop.group for drop in find_drops(score(0.95, 0.05), before)] == ["lies", "truths"]
    assert find_drops(score(1.0, 0.0), before) == []
    assert find_drops(score(0.9895, 0.0105), before) == []


def test_hundred_percent_means_all() -> None:
    """Rates are rounded down: one lie of ten thousand that passes is seen."""
    page = lies_page(Trial(lies={"figures: digit changed": Tally(100_000, 1)}))
    assert "| 99.99 % |" in page
    assert "missed" in lies_page(Trial(lies={"figures: digit changed": Tally(100, 2)}))


def test_targets_are_those_of_the_classes() -> None:
    """Numbers, names, quotations, speakers and sentence numbers are to be caught more surely than the rest."""
    assert {target(name) for name in ("figures: digit changed", "statements: speaker swapped, elsewhere")} == {0.99}
    assert {target(name) for name in ("figures: bound added", "key_events: roles exchanged")} == {0.95}


def test_a_score_names_its_gold() -> None:
    """The JSON has the articles that it was made on."""
    text = example(TALE)
    assert describe([text], Trial())["gold"] == [{"id": text.article.id, "file": "example.txt"}]
