"""Training: each sentence for itself, against the others, and whether any of them answers."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from index.reader_training.groups import Group, GroupMaker
from index.reader_training.network import ReaderNetwork, make_batch, run_in_parts, sentence_logits
from index.reader_training.spans import span_targets

_GROUPS_IN_A_BATCH = 8
_BUCKET = 16 * _GROUPS_IN_A_BATCH
_WARM_UP = 0.08
_REPORT_EVERY = 100


@dataclass(frozen=True, slots=True)
class Losses:
    """How much each loss counts, beside that of every sentence for itself.

    Attributes:
        right: A right sentence, against a wrong one.
        ranking: Right sentences before wrong ones of the same question.
        question: Whether the best sentence says that the question has an answer.
        span: Where a known short answer begins and ends.
    """

    right: float = 3.0
    ranking: float = 0.5
    question: float = 0.5
    span: float = 0.2


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    Attributes:
        epochs: Passes over the examples.
        learning_rate: Of the transformer; the new layers learn 20 times as fast.
        seed: Of every random choice.
        device: ``cpu`` or ``cuda``.
        losses: What is made small.
    """

    epochs: int = 4
    learning_rate: float = 1e-4
    seed: int = 0
    device: str = "cpu"
    losses: Losses = Losses()


def train(
    network: ReaderNetwork,
    tokenizer: Tokenizer,
    groups: GroupMaker,
    recipe: Recipe,
    say: Callable[[str], None],
) -> None:
    """Train the network in place.

    Args:
        network: The network.
        tokenizer: The embedding model's.
        groups: Makes the groups of every epoch.
        recipe: How to train.
        say: Told how far it is.
    """
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)  # noqa: S311
    batches = [it for _ in range(recipe.epochs) for it in _batches(groups.epoch(), order)]
    heads = [*network.tokens.parameters(), *network.window.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": network.encoder.parameters()},
            {"params": heads, "lr": 20 * recipe.learning_rate},
        ],
        lr=recipe.learning_rate,
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda it: _rate(it, len(batches)))
    network.train()
    start, total = time.perf_counter(), 0.0
    for step, batch in enumerate(batches, start=1):
        loss = _loss(network, tokenizer, batch, recipe)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad()
        total += loss.item()
        if step % _REPORT_EVERY == 0:
            elapsed = time.perf_counter() - start
            say(f"step {step} of {len(batches)}, loss {total / _REPORT_EVERY:.3f}, {elapsed:.0f} s")
            total = 0.0


def _loss(
    network: ReaderNetwork, tokenizer: Tokenizer, groups: Sequence[Group], recipe: Recipe
) -> torch.Tensor:
    pairs = [(group.question, it) for group in groups for it in group.windows]
    batch = make_batch(tokenizer, [(q, it.window) for q, it in pairs], recipe.device)
    # Half precision is 2.5 times as fast on processors that have it, and as good here.
    with torch.autocast(recipe.device, dtype=torch.bfloat16):
        tokens, window = run_in_parts(network, batch)
    tokens, window = tokens.float(), window.float()
    logits = sentence_logits(tokens, window, batch)
    of_groups = logits.split([sum(len(it.labels) for it in group.windows) for group in groups])  # type: ignore[no-untyped-call]
    losses = [
        _group_loss(scores, _labels(group, recipe.device), recipe.losses)
        for scores, group in zip(of_groups, groups, strict=True)
    ]
    loss = torch.stack(losses).mean()
    known = span_targets(tokenizer, pairs)
    if known and recipe.losses.span:
        rows = [it.row for it in known]
        outside = batch.sentence[rows] < 0
        for head, targets in ((2, [it.first for it in known]), (3, [it.last for it in known])):
            edges = tokens[rows][..., head].masked_fill(outside, -1e4)
            target = torch.tensor(targets, device=recipe.device)
            loss = loss + recipe.losses.span / 2 * functional.cross_entropy(edges, target)
    return loss


def _labels(group: Group, device: str) -> torch.Tensor:
    return torch.tensor([label for it in group.windows for label in it.labels], device=device)


def _group_loss(scores: torch.Tensor, labels: torch.Tensor, losses: Losses) -> torch.Tensor:
    right = torch.tensor(losses.right, device=scores.device)
    loss = functional.binary_cross_entropy_with_logits(scores, labels, pos_weight=right)
    answerable = (labels.sum() > 0).float()
    best = functional.binary_cross_entropy_with_logits(scores.max(), answerable)
    loss = loss + losses.question * best
    if answerable:
        share = labels / labels.sum()
        loss = loss - losses.ranking * (functional.log_softmax(scores, dim=0) * share).sum()
    return loss


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
    return max(sum(map(len, it.window.sentences)) for it in group.windows)


def _rate(step: int, steps: int) -> float:
    return min((step + 1) / (_WARM_UP * steps), max(0.02, 1 - step / steps))
