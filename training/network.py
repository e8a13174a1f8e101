"""The head in torch, and its training; `summarizer/local/head.py` runs the same in numpy."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from summarizer.local.head import CLIP
from summarizer.local.words import CLASSES, FLAGS, SHAPES, Features

_EMBEDDINGS = ((SHAPES, 8), (CLASSES, 6), (FLAGS, 4))


@dataclass(frozen=True, slots=True)
class Case:
    """What the head sees of one unit, and the right tags."""

    states: NDArray[np.float16]
    features: Features
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen about the head and its training."""

    projected: int = 64
    hidden: int = 48
    dropout: float = 0.3
    passes: float = 12.0
    rate: float = 3e-3
    batch: int = 16
    decay: float = 0.02
    noise: float = 0.0


class Network(nn.Module):
    """Projection, features, two-way GRU, scores and transitions of tags."""

    def __init__(self, tags: int, mean: torch.Tensor, deviation: torch.Tensor, choices: Choices) -> None:
        """Make an untrained head for `tags` tags."""
        super().__init__()
        self.mean, self.deviation = nn.Parameter(mean, requires_grad=False), nn.Parameter(deviation, requires_grad=False)
        self.embeddings = nn.ModuleList(nn.Embedding(count, size) for count, size in _EMBEDDINGS)
        self.projection = nn.Linear(len(mean), choices.projected)
        width = choices.projected + sum(size for _, size in _EMBEDDINGS)
        self.reader = nn.GRU(width, choices.hidden, bidirectional=True, batch_first=True)
        self.tagger = nn.Linear(2 * choices.hidden, tags)
        self.transitions = nn.Parameter(torch.zeros(tags, tags))
        self.dropout = nn.Dropout(choices.dropout)

    def forward(self, states: torch.Tensor, features: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Return scores, batch × words × tags."""
        scaled = ((states - self.mean) / self.deviation).clamp(-CLIP, CLIP)
        seen = [table(features[..., column]) for column, table in enumerate(self.embeddings)]
        projected = nn.functional.gelu(self.projection(self.dropout(scaled)), approximate="tanh")
        inputs = self.dropout(torch.cat([*seen, projected], dim=-1))
        packed = nn.utils.rnn.pack_padded_sequence(inputs, lengths, batch_first=True, enforce_sorted=False)
        read, _ = nn.utils.rnn.pad_packed_sequence(self.reader(packed)[0], batch_first=True)
        scores: torch.Tensor = self.tagger(self.dropout(read))
        return scores

    def loss(self, scores: torch.Tensor, tags: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the negative log-likelihood of the right tags, a word (Lafferty, McCallum and Pereira 2001)."""
        right = (scores.gather(2, tags[..., None])[..., 0] * mask).sum() + (
            self.transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        ).sum()
        total = scores[:, 0]
        for step in range(1, scores.shape[1]):
            reached = torch.logsumexp(total[:, :, None] + self.transitions[None], dim=1) + scores[:, step]
            total = torch.where(mask[:, step, None] > 0, reached, total)
        return (torch.logsumexp(total, dim=1).sum() - right) / mask.sum()

    def arrays(self) -> dict[str, NDArray[np.float16]]:
        """Return the parameters under the names that `summarizer.local.head.Member` reads, as fp16."""
        own = {name: value.detach().numpy().astype(np.float16) for name, value in self.state_dict().items()}
        both = lambda name: np.stack([own[f"reader.{name}_l0"], own[f"reader.{name}_l0_reverse"]])  # noqa: E731
        return {
            "mean": own["mean"],
            "deviation": own["deviation"],
            "projection": own["projection.weight"],
            "projection_bias": own["projection.bias"],
            **{f"embedding_{number}": own[f"embeddings.{number}.weight"] for number in range(len(_EMBEDDINGS))},
            "input_weights": both("weight_ih"),
            "input_bias": both("bias_ih"),
            "state_weights": both("weight_hh"),
            "state_bias": both("bias_hh"),
            "tag_weights": own["tagger.weight"],
            "tag_bias": own["tagger.bias"],
            "transitions": own["transitions"],
        }


def train_member(
    cases: Sequence[Case], tags: int, *, seed: int, choices: Choices, weights: Sequence[float] | None = None
) -> Network:
    """Train one member; the same seed, cases and machine give the same numbers. `weights` says how often a case is seen."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - nothing here is secret
    sample = np.concatenate([case.states for case in chance.sample(list(cases), min(600, len(cases)))]).astype(np.float32)
    network = Network(tags, torch.from_numpy(sample.mean(0)), torch.from_numpy(sample.std(0) + 1e-3), choices)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=choices.rate, weight_decay=choices.decay)
    batches = _batches(cases, weights or [1.0] * len(cases), choices, chance)
    network.train()
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = choices.rate * min(1, (step + 1) / 50) * (1 - step / len(batches))
        states, features, right, mask = _padded(batch)
        if choices.noise:
            states = states + choices.noise * network.deviation * torch.randn_like(states)
        loss = network.loss(network(states, features, mask.sum(1).long()), right, mask)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
    return network.eval()


def _batches(cases: Sequence[Case], weights: Sequence[float], choices: Choices, chance: random.Random) -> list[list[Case]]:
    """Return the batches of a whole training, each of cases of like length, in random order."""
    batches: list[list[Case]] = []
    for number in range(round(choices.passes)):
        seen = [case for case, weight in zip(cases, weights, strict=True) if chance.random() < weight]
        chance.shuffle(seen)
        size = choices.batch
        groups = [sorted(seen[at : at + 16 * size], key=lambda case: len(case.tags)) for at in range(0, len(seen), 16 * size)]
        found = [group[at : at + size] for group in groups for at in range(0, len(group), size)]
        chance.shuffle(found)
        batches += found
        del number
    return batches


def _padded(cases: Sequence[Case]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return states, features, tags and mask, filled up to the longest case."""
    longest = max(len(case.tags) for case in cases)
    states = torch.zeros(len(cases), longest, cases[0].states.shape[1])
    features = torch.zeros(len(cases), longest, len(_EMBEDDINGS), dtype=torch.long)
    tags = torch.zeros(len(cases), longest, dtype=torch.long)
    mask = torch.zeros(len(cases), longest)
    for row, case in enumerate(cases):
        count = len(case.tags)
        states[row, :count] = torch.from_numpy(np.asarray(case.states, dtype=np.float32))
        features[row, :count] = torch.from_numpy(case.features.astype(np.int64))
        tags[row, :count] = torch.tensor(case.tags)
        mask[row, :count] = 1
    return states, features, tags, mask
