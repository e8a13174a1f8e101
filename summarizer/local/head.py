"""The trained head in numpy: hidden states and features of words in, a tag for each word out.

Two heads of one shape, one for names and one for statements; of each, the members of an ensemble, whose scores are averaged.
A member projects each state to a few numbers, adds what is seen of the word, reads both ways with a GRU and scores the tags;
transitions between tags are learned (a linear-chain CRF), the best path is Viterbi's. `training/` makes the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from summarizer.local.words import Features

NAME_TAGS = ("O", *(f"{place}-{kind}" for kind in ("person", "organisation", "state", "place", "group") for place in "BI"))
STATEMENT_TAGS = ("O", *(f"{place}-{tag}" for tag in ("content", "speaker", "cue") for place in "BI"))

Floats = NDArray[np.float32]

CLIP = 6.0
"""States are cut at this many standard deviations: the first tokens of a text are outliers."""


@dataclass(frozen=True, slots=True)
class Member:
    """The parameters of one member.

    Shapes, with P projected, F all inputs, H hidden numbers a direction, K tags:

    mean, deviation 640; projection P × 640, bias P; embeddings of each feature; for each of two directions the GRU's
    input_weights 2 × 3H × F, state_weights 2 × 3H × H, input_bias and state_bias 2 × 3H (reset, update, new, as in torch);
    tag_weights K × 2H, tag_bias K, transitions K × K (from, to).
    """

    mean: Floats
    deviation: Floats
    projection: Floats
    projection_bias: Floats
    embedding_0: Floats
    embedding_1: Floats
    embedding_2: Floats
    input_weights: Floats
    input_bias: Floats
    state_weights: Floats
    state_bias: Floats
    tag_weights: Floats
    tag_bias: Floats
    transitions: Floats

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.floating]], prefix: str) -> Self:
        """Read a member from arrays named `prefix` and the name of the field."""
        return cls(**{name: np.asarray(arrays[prefix + name], dtype=np.float32) for name in cls.__dataclass_fields__})

    def scores(self, states: NDArray[np.floating], features: Features) -> Floats:
        """Return the score of each tag for each word, words × K."""
        scaled = np.clip((states.astype(np.float32) - self.mean) / self.deviation, -CLIP, CLIP)
        seen = [table[features[:, column]] for column, table in enumerate((self.embedding_0, self.embedding_1, self.embedding_2))]
        inputs = np.concatenate([*seen, _gelu(scaled @ self.projection.T + self.projection_bias)], axis=1)
        return self._read(inputs) @ self.tag_weights.T + self.tag_bias

    def _read(self, inputs: Floats) -> Floats:
        """Return the GRU's output for each word, both directions side by side; one loop runs both."""
        count, size = len(inputs), self.state_weights.shape[2]
        both = np.stack([inputs, inputs[::-1]])
        given = both @ self.input_weights.transpose(0, 2, 1) + self.input_bias[:, None]
        weights = np.ascontiguousarray(self.state_weights.transpose(0, 2, 1))
        found = np.empty((2, count, size), dtype=np.float32)
        state = np.zeros((2, 1, size), dtype=np.float32)
        for step in range(count):
            own = (state @ weights)[:, 0] + self.state_bias
            gates = _sigmoid(given[:, step, : 2 * size] + own[:, : 2 * size])
            new = np.tanh(given[:, step, 2 * size :] + gates[:, :size] * own[:, 2 * size :])
            update = gates[:, size:]
            state = ((1 - update) * new + update * state[:, 0])[:, None]
            found[:, step] = state[:, 0]
        return np.concatenate([found[0], found[1, ::-1]], axis=1)


@dataclass(frozen=True, slots=True)
class Head:
    """An ensemble that gives each word one of `tags`."""

    tags: tuple[str, ...]
    members: tuple[Member, ...]

    def tag(self, states: NDArray[np.floating], features: Features) -> list[str]:
        """Return the tags of the words of one unit, from its states (words × 640) and features (words × 3)."""
        if not len(states):
            return []
        scores = np.mean([member.scores(states, features) for member in self.members], axis=0)
        transitions = np.mean([member.transitions for member in self.members], axis=0)
        return [self.tags[number] for number in best_path(scores, transitions)]


def best_path(scores: Floats, transitions: Floats) -> list[int]:
    """Return the path of highest score through words × K scores (Viterbi 1967).

    >>> best_path(np.array([[1, 0], [0, 2]], np.float32), np.array([[0, -9], [0, 0]], np.float32))
    [1, 1]
    """
    best, choices = scores[0], []
    for row in scores[1:]:
        reached = best[:, None] + transitions
        choices.append(reached.argmax(axis=0))
        best = reached.max(axis=0) + row
    path = [int(best.argmax())]
    for choice in reversed(choices):
        path.append(int(choice[path[-1]]))
    return path[::-1]


def tagged_runs(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return runs of words (first, stop, name) from tags such as B-cue I-cue; an I that follows no run of its name begins one.

    >>> tagged_runs(["O", "B-cue", "I-cue", "B-cue", "I-content"])
    [(1, 3, 'cue'), (3, 4, 'cue'), (4, 5, 'content')]
    """
    runs: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        place, _, name = tag.partition("-")
        if place == "I" and runs and runs[-1][1:] == (index, name):
            runs[-1] = (runs[-1][0], index + 1, name)
        elif place != "O":
            runs.append((index, index + 1, name))
    return runs


@cache
def trained_heads() -> tuple[Head, Head]:
    """Return the heads for names and for statements that this package ships."""
    with files("summarizer.local").joinpath("head.npz").open("rb") as file:
        return load_heads(np.load(file))


def load_heads(arrays: Mapping[str, NDArray[np.floating]]) -> tuple[Head, Head]:
    """Return the heads for names and for statements from arrays named `names.0.…`, `statements.0.…`."""
    heads = [
        Head(tags, tuple(Member.from_arrays(arrays, f"{name}.{number}.") for number in _members(arrays, name)))
        for name, tags in (("names", NAME_TAGS), ("statements", STATEMENT_TAGS))
    ]
    return heads[0], heads[1]


def _members(arrays: Mapping[str, NDArray[np.floating]], name: str) -> range:
    """Return the numbers of the members of a head."""
    return range(len({key.split(".")[1] for key in arrays if key.startswith(f"{name}.")}))


def _sigmoid(values: Floats) -> Floats:
    """Return 1 / (1 + exp(-values)), written so that nothing overflows."""
    half: Floats = 0.5 * (np.tanh(0.5 * values) + 1)
    return half


def _gelu(values: Floats) -> Floats:
    """Return the Gaussian error linear unit in its tanh form (Hendrycks and Gimpel 2016)."""
    found: Floats = 0.5 * values * (1 + np.tanh(np.float32(np.sqrt(2 / np.pi)) * (values + 0.044715 * values**3)))
    return found
