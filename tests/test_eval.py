"""`summarize eval`: saved and fresh briefings, baselines, daily pages, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarizer.gold.reading import read_gold, write_gold
from summarizer.schemas import Briefing
from tests.conftest import RECORDINGS, ROOT, Result
from tests.gold_cases import EXAMPLE, change, example, perfect, without
from tests.test_daily_scoring import BRIEFINGS, entry, page, perfect_page

Run = Callable[..., Result]
SEEDS = ROOT / "fixtures" / "gold" / "seeds.json"
ENGLISH = """<article lang="en"><h>Ferry sinks</h><p><event rank="1" status="done">A ferry sank off
<actor ref="A1" kind="place">Cebu</actor> with
<figure value="40" bound="about" unit="people">some 40 people</figure>.</event></p></article>"""
TEXTS = (example(), example(ENGLISH))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with the gold of a German and an English article, and their texts."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for name, text in zip(("german", "english"), TEXTS, strict=True):
        renamed = text.gold.model_copy(update={"article": text.gold.article.model_copy(update={"file": f"{name}.txt"})})
        (folder / f"{name}.json").write_text(write_gold(renamed), encoding="utf-8")
        (folder / f"{name}.txt").write_text(text.article.text, encoding="utf-8")
    return folder


def save(path: Path, *briefings: Briefing) -> Path:
    """Write briefings as JSON Lines."""
    path.write_text("".join(briefing.model_dump_json() + "\n" for briefing in briefings), encoding="utf-8")
    return path


PERFECT = [perfect(text) for text in TEXTS]


def evaluated(result: Result) -> dict[str, Any]:
    """Return the JSON of an evaluation."""
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_replayed_briefings_are_scored(summarize: Run) -> None:
    """The two sample articles, briefed from recordings, are measured in a table on standard output."""
    result = summarize("eval", SEEDS, "--replay", RECORDINGS, "-q")
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "2 of 2 articles answered, 0 unsupported items" in text
    for line in ("| figures: value |", "| statements: content and speaker |", "| key events |"):
        assert line in text


def test_each_language_has_its_numbers(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """All numbers and reasons are in the JSON, over all articles and by language."""
    saved = save(tmp_path / "b.jsonl", without(PERFECT[0], "figures", 1), PERFECT[1])
    data = evaluated(summarize("eval", gold, "--briefings", saved, "-f", "json"))
    run = data["runs"][0]
    assert (data["schema"], run["answered"], run["asked"]) == ("evaluation/1", 2, 2)
    assert run["languages"]["en"]["figures.value"]["f1"] == 1.0
    assert run["languages"]["de"]["figures.value"]["missed"] == run["sections"]["figures.value"]["missed"] == 1
    remarks = next(article["remarks"] for article in run["articles"] if article["file"] == "german.txt")
    assert remarks == [
        {"section": "figures", "judgement": "missed", "code": "absent", "reason": "'mindestens 340 Häuser'", "gold": "F2"}
    ]


def test_misses_are_named_where_asked(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """`--misses` names each miss with its reason; without it only numbers are shown."""
    saved = save(tmp_path / "b.jsonl", without(PERFECT[0], "figures", 1), PERFECT[1])
    named = summarize("eval", gold, "--briefings", saved, "--misses").stdout.decode()
    assert "- figures missed (absent) F2: 'mindestens 340 Häuser'" in named
    assert "mindestens 340" not in summarize("eval", gold, "--briefings", saved).stdout.decode()


@pytest.mark.parametrize("form", ["object", "list", "lines", "batch"])
def test_briefings_come_in_any_of_our_shapes(form: str, gold: Path, tmp_path: Path, summarize: Run) -> None:
    """One briefing, a list, JSON Lines and batch lines are all read."""
    dumped = [json.loads(briefing.model_dump_json()) for briefing in PERFECT]
    lines = dumped if form == "lines" else [{"path": "x.txt", "briefing": one, "error": None} for one in dumped]
    whole = json.dumps(dumped[0], indent=1) if form == "object" else json.dumps(dumped)
    saved = tmp_path / "saved.json"
    saved.write_text(whole if form in ("object", "list") else "\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = summarize("eval", gold, "--briefings", saved, "-f", "json")
    assert (result.returncode, evaluated(result)["runs"][0]["answered"]) == (0, 1 if form == "object" else 2)


def test_no_answer_is_not_wrong(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """An article that failed is counted apart, with its error and exit code 3; what is answered keeps its score."""
    saved = tmp_path / "batch.jsonl"
    failed = {"path": "folder/english.txt", "briefing": None, "error": "the endpoint is down"}
    answered = {"path": "german.txt", "briefing": json.loads(PERFECT[0].model_dump_json()), "error": None}
    saved.write_text(json.dumps(failed) + "\n" + json.dumps(answered) + "\n", encoding="utf-8")
    result = summarize("eval", gold, "--briefings", saved, "-f", "json")
    run = evaluated(result)["runs"][0]
    assert (result.returncode, run["answered"], run["sections"]["figures.value"]["f1"]) == (3, 1, 1.0)
    assert run["unanswered"] == [{"file": "english.txt", "error": "the endpoint is down"}]
    saved.write_text(json.dumps(failed) + "\n", encoding="utf-8")
    assert summarize("eval", gold, "--briefings", saved).returncode == 1


def test_a_briefing_of_another_article_is_refused(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """A briefing whose article the gold lacks, or two of one article, is named and nothing is scored."""
    other = perfect(example(EXAMPLE.replace("Altena", "Hemer")))
    for briefings, reason in (([*PERFECT, other], b"another article"), ([PERFECT[0], PERFECT[0]], b"there twice")):
        result = summarize("eval", gold, "--briefings", save(tmp_path / "b.jsonl", *briefings))
        assert (result.returncode, result.stdout, reason in result.stderr) == (2, b"", True)


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"schema": "briefing/1"}', "\udcff"])
def test_what_holds_no_briefings_is_named(content: str, gold: Path, tmp_path: Path, summarize: Run) -> None:
    """A file without a briefing is one line and exit code 2; an empty one answers nothing."""
    path = tmp_path / "no.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    result = summarize("eval", gold, "--briefings", path)
    assert result.returncode == (2 if content else 1)
    assert result.stderr.decode().startswith("error: ") == bool(content)


def test_a_baseline_shows_what_got_worse(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """Against an earlier evaluation: the same is exit code 0, a section that fell is named and exit code 4."""
    good = save(tmp_path / "good.jsonl", *PERFECT)
    bad = save(tmp_path / "bad.jsonl", change(PERFECT[0], "statements", 0, speaker="Jan Petersen"), PERFECT[1])
    assert summarize("eval", gold, "--briefings", good, "-f", "json", "-o", "base.json").returncode == 0
    assert summarize("eval", gold, "--briefings", good, "--baseline", "base.json").returncode == 0
    result = summarize("eval", gold, "--briefings", bad, "--baseline", "base.json")
    assert result.returncode == 4
    assert b"statements.speaker got worse: 1.0 before, 0.75 now" in result.stderr
    assert b"statements.content" not in result.stderr
    assert "| statements: content and speaker | bad.jsonl | 1.000 | 0.750 | worse |" in result.stdout.decode()


def test_falling_silent_is_worse(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """An engine that answers fewer articles than the baseline got worse, however well it answers these."""
    both, one = save(tmp_path / "both.jsonl", *PERFECT), save(tmp_path / "one.jsonl", PERFECT[0])
    summarize("eval", gold, "--briefings", both, "-f", "json", "-o", "base.json")
    result = summarize("eval", gold, "--briefings", one, "--baseline", "base.json")
    assert (result.returncode, b"answered got worse: 2 before, 1 now" in result.stderr) == (4, True)


def test_a_baseline_of_other_gold_is_refused(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """An evaluation of other articles, or a file that is none, can't be compared with."""
    saved = save(tmp_path / "b.jsonl", PERFECT[0])
    summarize("eval", gold / "german.json", "--briefings", saved, "-f", "json", "-o", "base.json")
    result = summarize("eval", gold, "--briefings", saved, "--baseline", "base.json")
    assert (result.returncode, b"made on other gold" in result.stderr) == (2, True)
    (tmp_path / "cut.json").write_text('{"schema": "evaluation/1", "gold": [{}], "runs": []}', encoding="utf-8")
    for none in (saved, tmp_path / "cut.json"):
        assert summarize("eval", gold, "--briefings", saved, "--baseline", none).returncode == 2


def test_several_runs_stand_side_by_side(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """Two files of briefings are two columns of one table; an engine twice or unknown is a usage error."""
    good, bad = save(tmp_path / "good.jsonl", *PERFECT), save(tmp_path / "bad.jsonl", without(PERFECT[0], "figures", 1), PERFECT[1])
    text = summarize("eval", gold, "--briefings", good, "--briefings", bad).stdout.decode()
    assert "| section | good.jsonl | bad.jsonl |" in text
    assert "| figures: value | 1.000 (1.000 / 1.000) | 0.909 (1.000 / 0.833) |" in text
    for engines in ("replay,replay", "oracle"):
        assert summarize("eval", gold, "--engines", engines).returncode == 2
    assert summarize("eval", gold, "--engines", "replay", "--briefings", good).returncode == 2


def test_engines_that_can_not_run_are_a_usage_error(gold: Path, summarize: Run) -> None:
    """Without recordings, key and base URL no engine runs: said before anything is done."""
    result = summarize("eval", gold, "--engines", "replay,endpoint")
    assert (result.returncode, result.stdout) == (2, b"")


def test_several_engines_share_the_gold(summarize: Run) -> None:
    """`--engines` briefs with each; one is enough for a column of its own."""
    result = summarize("eval", SEEDS, "--engines", "replay", "--replay", RECORDINGS, "-f", "json", "-q")
    assert [run["name"] for run in evaluated(result)["runs"]] == ["replay"]


def test_what_recordings_lack_is_no_answer(gold: Path, summarize: Run) -> None:
    """Articles that were never recorded fail one by one; nothing was scored, so exit code 1."""
    result = summarize("eval", gold, "--replay", RECORDINGS, "-q")
    assert (result.returncode, result.stdout.decode().count("- no answer: ")) == (1, 2)


def test_unsupported_items_are_listed(gold: Path, tmp_path: Path, summarize: Run) -> None:
    """A saved briefing whose evidence is not in the text is shown for it."""
    evidence = PERFECT[0].actors[0].evidence[0]
    forged = change(PERFECT[0], "actors", 0, evidence=(evidence.model_copy(update={"text": "Nie gesagt."}),))
    text = summarize("eval", gold, "--briefings", save(tmp_path / "b.jsonl", forged, PERFECT[1])).stdout.decode()
    assert "1 unsupported items" in text
    assert "- unsupported: german.txt: actors: 'Nie gesagt.' does not stand at" in text


def test_daily_pages_are_scored(tmp_path: Path, summarize: Run) -> None:
    """`--daily` measures saved pages against clusters: pairs, disagreements by class, and each miss by name."""
    (tmp_path / "page.json").write_text(json.dumps(perfect_page()), encoding="utf-8")
    saved = save(tmp_path / "b.jsonl", *BRIEFINGS)
    result = summarize("eval", "--daily", SEEDS, "--pages", "page.json", "--briefings", saved)
    text = result.stdout.decode()
    assert result.returncode == 0
    assert "| seeds | 1.000 / 1.000 / 1.000 |" in text
    assert "| spread | 1.000 | 1.000 | 1.000 | 1 | 0 | 0 |" in text
    flag = entry("A-F1", "B-F4", id="x", **{"class": "conflict"})
    (tmp_path / "page.json").write_text(json.dumps(page(disagreements=[flag])), encoding="utf-8")
    named = summarize("eval", "--daily", SEEDS, "--pages", "page.json", "--briefings", saved, "--misses").stdout.decode()
    assert "disagreements wrong (class): 1150 Soldaten: gefallen oder verloren is scope, given as conflict" in named
    data = evaluated(summarize("eval", "--daily", SEEDS, "--pages", "page.json", "--briefings", saved, "-f", "json"))
    assert data["clusters"][0]["merged"] == {"right": 0, "spurious": 0, "missed": 14, "neutral": 0}


def test_daily_refuses_what_it_can_not_score(tmp_path: Path, summarize: Run) -> None:
    """Pages without briefings, a page of other articles, two pages of one cluster, or no cluster: one line and exit code 2."""
    saved = save(tmp_path / "b.jsonl", *BRIEFINGS)
    (tmp_path / "other.json").write_text(json.dumps({"sources": [{"source": "A", "article": "0" * 16}]}), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([page(), page()]), encoding="utf-8")
    (tmp_path / "none.json").write_text("[]", encoding="utf-8")
    assert summarize("eval", "--daily", SEEDS, "--pages", "two.json").returncode == 2
    for pages in ("other.json", "two.json"):
        result = summarize("eval", "--daily", SEEDS, "--pages", pages, "--briefings", saved)
        assert (result.returncode, result.stdout, result.stderr.decode().count("error: ")) == (2, b"", 1)
    assert summarize("eval", "--daily", saved, "--pages", "two.json", "--briefings", saved).returncode == 2
    assert summarize("eval", "--daily", SEEDS, "--pages", "none.json", "--briefings", saved).returncode == 1


def test_development_gold_of_the_repository_is_whole() -> None:
    """Every slice has articles for development, and the short ones are among them."""
    texts = read_gold([ROOT / "fixtures" / "gold" / "development"]).texts
    slices = {text.gold.article.slice for text in texts}
    assert len(slices) == 15
    assert "short" in slices
