"""What the head is trained on and how it is measured, without torch."""

import json
from pathlib import Path

import pytest

from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS, tagged_runs
from tests.conftest import ROOT
from tests.test_local_units import by_three_bytes
from training.corpus import Example, read_articles, read_germeval
from training.measure import score_names, score_statements

GERMEVAL = """# example
1\tDer\tO\tO
2\tFC\tB-ORG\tO
3\tBayern\tI-ORG\tB-LOC
4\tflog\tO\tO
5\tnach\tO\tO
6\tFrankreich\tB-LOC\tO
7\t,\tO\tO
8\tdann\tO\tO
9\tnach\tO\tO
10\tKöln\tB-LOC\tO
11\t:\tO\tO
12\t"\tO\tO
13\tdeutsche\tB-LOCderiv\tO
14\tEU-Politik\tB-ORGpart\tO
15\t"\tO\tO
16\t(\tO\tO
17\tAnna\tB-PER\tO
18\tRothe\tI-PER\tO
19\t)\tO\tO
20\t.\tO\tO

1\tTitanic\tB-OTH\tO
"""


def named(example: Example, tags: tuple[str, ...], numbers: tuple[int, ...]) -> list[tuple[str, str]]:
    """Return the words and the name of each run of tags."""
    runs = tagged_runs([tags[number] for number in numbers])
    spans = example.unit.words
    return [(example.text[spans[first][0] : spans[stop - 1][1]], name) for first, stop, name in runs]


def test_germeval_is_read_as_it_would_be_printed(tmp_path: Path) -> None:
    """Words are joined as in print; states are told from places; derived words, parts of words and other names count as none."""
    path = tmp_path / "dev.txt"
    path.write_text(GERMEVAL, encoding="utf-8")
    first, second = read_germeval([path], by_three_bytes)
    assert first.text == 'Der FC Bayern flog nach Frankreich, dann nach Köln: "deutsche EU-Politik" (Anna Rothe).'
    assert named(first, NAME_TAGS, first.names) == [
        ("FC Bayern", "organisation"),
        ("Frankreich", "state"),
        ("Köln", "place"),
        ("Anna Rothe", "person"),
    ]
    assert first.statements is None
    assert named(second, NAME_TAGS, second.names) == []


def test_marks_of_an_article_become_tags() -> None:
    """Every unit of the development part has a tag for each word, and names and contents are among them."""
    examples = list(read_articles(ROOT / "training", "development", by_three_bytes))
    assert {example.language for example in examples} == {"de", "en"}
    for example in examples:
        assert len(example.names) == len(example.statements or ()) == len(example.unit.words) == len(example.features)
    names = [pair for example in examples for pair in named(example, NAME_TAGS, example.names)]
    statements = [pair for example in examples for pair in named(example, STATEMENT_TAGS, example.statements or ())]
    assert {kind for _, kind in names} == {"person", "organisation", "state", "place", "group"}
    assert {tag for _, tag in statements} == {"content", "speaker", "cue"}
    assert ("sagte", "cue") in statements


def test_no_held_out_article_is_trained_on() -> None:
    """The three parts share no article, and those held out are not where training reads."""
    parts = json.loads((ROOT / "training" / "split.json").read_text(encoding="utf-8"))
    names = [name for part in ("train", "development", "held") for name in parts[part]]
    assert len(names) == len(set(names))
    assert not [name for name in parts["held"] if (ROOT / "training" / "articles" / name).exists()]


def test_names_are_scored_by_span_and_kind() -> None:
    """A right span of the wrong kind counts as found, its kind as wrong; half a span is shared, not exact."""
    gold = ["B-person", "I-person", "O", "B-place", "O", "B-state"]
    found = ["B-person", "I-person", "O", "B-state", "O", "O"]
    score = score_names([(found, gold)])
    assert (score.spans.found, score.spans.gold, score.spans.exact, score.kinds) == (2, 3, 2, 1)
    assert score.spans.f1(score.spans.exact) == pytest.approx(0.8)


def test_statements_are_scored_by_half_of_their_words() -> None:
    """A content that shares half of its words counts as shared; no span is matched twice."""
    gold = ["B-content", "I-content", "I-content", "I-content", "O", "B-cue"]
    found = ["O", "B-content", "I-content", "B-content", "O", "B-cue"]
    tallies = score_statements([(found, gold)])
    assert (tallies["content"].found, tallies["content"].shared, tallies["content"].exact) == (2, 1, 0)
    assert tallies["cue"].exact == 1
    assert tallies["speaker"].f1(0) == 1.0
