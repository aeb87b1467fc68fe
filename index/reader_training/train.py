"""Training: each sentence for itself, and against the others read with the same question."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch.nn import functional

from index.reader_training.groups import Group, GroupMaker
from index.reader_training.network import PairTokenizer, ReaderNetwork

_GROUPS_IN_A_BATCH = 8
_BUCKET = 16 * _GROUPS_IN_A_BATCH
_WEIGHT_OF_RIGHT = 2.0
_WEIGHT_OF_LIST = 0.5
_WARM_UP = 0.08
_REPORT_EVERY = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    Attributes:
        epochs: Passes over the examples.
        learning_rate: Of the transformer; the new layer learns 20 times as fast.
        seed: Of every random choice.
        device: ``cpu`` or ``cuda``.
    """

    epochs: int = 2
    learning_rate: float = 5e-5
    seed: int = 0
    device: str = "cpu"


def train(
    network: ReaderNetwork,
    tokenizer: PairTokenizer,
    groups: GroupMaker,
    recipe: Recipe,
    say: Callable[[str], None],
) -> None:
    """Train the network in place.

    Args:
        network: The network.
        tokenizer: Makes its inputs.
        groups: Makes the groups of every epoch.
        recipe: How to train.
        say: Told how far it is.
    """
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)  # noqa: S311
    batches = [it for _ in range(recipe.epochs) for it in _batches(groups.epoch(), order)]
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters()},
            {"params": network.head.parameters(), "lr": 20 * recipe.learning_rate},
        ],
        lr=recipe.learning_rate,
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda it: _rate(it, len(batches)))
    network.train()
    start = time.perf_counter()
    for step, batch in enumerate(batches, start=1):
        # Half precision is 2.5 times as fast on processors that have it, and as good here.
        with torch.autocast(recipe.device, dtype=torch.bfloat16):
            logits = network(**tokenizer.tensors(batch, recipe.device))
        loss = _loss(logits.float(), batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        if step % _REPORT_EVERY == 0:
            elapsed = time.perf_counter() - start
            say(f"step {step} of {len(batches)}, loss {loss.item():.3f}, {elapsed:.0f} s")


def _loss(logits: torch.Tensor, batch: Sequence[Group]) -> torch.Tensor:
    labels = torch.tensor([it.labels for it in batch], device=logits.device)
    scores = logits.view(labels.shape)
    each = functional.binary_cross_entropy_with_logits(
        scores, labels, pos_weight=torch.tensor(_WEIGHT_OF_RIGHT, device=logits.device)
    )
    answerable = labels.sum(1) > 0
    if not bool(answerable.any()):
        return each
    share = labels[answerable] / labels[answerable].sum(1, keepdim=True)
    listed = -(functional.log_softmax(scores[answerable], dim=1) * share).sum(1).mean()
    return each + _WEIGHT_OF_LIST * listed


def _batches(groups: list[Group], order: random.Random) -> list[list[Group]]:
    """Return batches of groups of like length, so that few blanks are computed."""
    batches: list[list[Group]] = []
    for start in range(0, len(groups), _BUCKET):
        bucket = sorted(groups[start : start + _BUCKET], key=_length)
        cut = [
            bucket[place : place + _GROUPS_IN_A_BATCH]
            for place in range(0, len(bucket), _GROUPS_IN_A_BATCH)
        ]
        order.shuffle(cut)
        batches.extend(cut)
    return batches


def _length(group: Group) -> int:
    return sum(len(it.sentence) for it in group.candidates)


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / (_WARM_UP * steps), max(0.02, 1 - step / steps))
