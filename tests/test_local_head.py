"""The head in numpy: equal to torch on a stored case, and its best path is the best."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.local.head import NAME_TAGS, STATEMENT_TAGS, best_path, load_heads, tagged_runs, trained_heads
from summarizer.local.words import CLASSES, FLAGS, SHAPES
from tests.conftest import ROOT

CASE = ROOT / "fixtures" / "head-case.npz"


@pytest.mark.parametrize(("head", "name"), [(0, "names"), (1, "statements")])
def test_scores_are_those_of_torch(head: int, name: str) -> None:
    """On a unit stored at training, each member's scores equal torch's to 1e-4."""
    case = np.load(CASE)
    members = trained_heads()[head].members
    assert len(members) == sum(key.startswith(f"{name}.") for key in case.files) > 0
    for number, member in enumerate(members):
        assert np.abs(member.scores(case["states"], case["features"]) - case[f"{name}.{number}"]).max() < 1e-4


def test_the_stored_case_is_tagged() -> None:
    """The stored unit, one that was trained on, gets a statement."""
    case = np.load(CASE)
    runs = tagged_runs(trained_heads()[1].tag(case["states"], case["features"]))
    assert "content" in {name for _, _, name in runs}


def test_the_file_is_small_and_whole() -> None:
    """The head takes under 1 MB, fits its tags and features, and holds no number that is not finite."""
    path = ROOT / "summarizer" / "local" / "head.npz"
    assert path.stat().st_size < 1_000_000
    arrays = np.load(path)
    assert all(np.isfinite(arrays[name]).all() for name in arrays.files)
    names, statements = load_heads(arrays)
    for head, tags in ((names, NAME_TAGS), (statements, STATEMENT_TAGS)):
        for member in head.members:
            assert member.transitions.shape == (len(tags), len(tags))
            assert (len(member.embedding_0), len(member.embedding_1), len(member.embedding_2)) == (SHAPES, CLASSES, FLAGS)


def test_odd_states_are_read() -> None:
    """No words give no tags; states of zeros and of the largest numbers give some tag for each word."""
    features = np.zeros((3, 3), dtype=np.int8)
    for head in trained_heads():
        assert head.tag(np.zeros((0, 640), dtype=np.float32), features[:0]) == []
        for value in (0.0, 3e38, -3e38):
            with np.errstate(over="ignore"):
                assert len(head.tag(np.full((3, 640), value, dtype=np.float32), features)) == 3


def test_reading_stops_at_the_end_of_a_unit() -> None:
    """The tag of a word depends on words before and after it: the reader runs both ways."""
    case = np.load(CASE)
    member = trained_heads()[1].members[0]
    whole = member.scores(case["states"], case["features"])
    for shorter, same in (
        (member.scores(case["states"][:-1], case["features"][:-1]), whole[:-1]),
        (member.scores(case["states"][1:], case["features"][1:]), whole[1:]),
    ):
        assert np.abs(shorter - same).max() > 1e-3


@given(st.data())
def test_the_best_path_is_the_best_of_all(data: st.DataObject) -> None:
    """Viterbi's path scores as high as the best of all paths, tried one by one."""
    words, tags = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    number = st.integers(-20, 20)
    scores = np.array(
        data.draw(st.lists(st.lists(number, min_size=tags, max_size=tags), min_size=words, max_size=words)), np.float32
    )
    moves = np.array(data.draw(st.lists(st.lists(number, min_size=tags, max_size=tags), min_size=tags, max_size=tags)), np.float32)

    def value(path: tuple[int, ...]) -> float:
        return float(sum(scores[at, tag] for at, tag in enumerate(path)) + sum(moves[pair] for pair in itertools.pairwise(path)))

    assert value(tuple(best_path(scores, moves))) == max(value(path) for path in itertools.product(range(tags), repeat=words))


@given(st.lists(st.sampled_from(STATEMENT_TAGS)))
def test_runs_cover_all_tagged_words(tags: list[str]) -> None:
    """Every word with a tag is in one run of that name, every word without is in none."""
    covered = [""] * len(tags)
    for first, stop, name in tagged_runs(tags):
        assert first < stop
        covered[first:stop] = [name] * (stop - first)
    assert covered == [tag.partition("-")[2] for tag in tags]
