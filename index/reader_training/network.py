"""The network: the embedding model's transformer with small heads on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from index.reader import MAX_TOKENS, Window, encode, lay_out

_WINDOWS_IN_A_PART = 8

HEADS = 4
"""Of every token: its weight in its sentence, its value, answer begins, answer ends."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as the network takes them.

    Attributes:
        inputs: ``input_ids``, ``attention_mask``, ``token_type_ids``: ``(windows, tokens)``.
        sentence: Of every token, the number of its sentence among all sentences of the batch;
            -1 outside of sentences. Shape ``(windows, tokens)``.
        sentences: How many sentences there are in the batch.
    """

    inputs: dict[str, torch.Tensor]
    sentence: torch.Tensor
    sentences: int


class ReaderNetwork(torch.nn.Module):
    """Scores sentences by their tokens' values, and points at short answers."""

    def __init__(self, weights: Path) -> None:
        """Start from the weights of the embedding model.

        Args:
            weights: Their folder.
        """
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights, attn_implementation="eager")
        self.dropout = torch.nn.Dropout(0.1)
        size = self.encoder.config.hidden_size
        self.tokens = torch.nn.Linear(size, HEADS)
        self.window = torch.nn.Linear(size, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return heads of tokens ``(windows, tokens, HEADS)`` and of windows ``(windows,)``."""
        hidden = self.dropout(
            self.encoder(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
        )
        return self.tokens(hidden), self.window(hidden[:, 0]).squeeze(-1)


def run_in_parts(network: ReaderNetwork, batch: Batch) -> tuple[torch.Tensor, torch.Tensor]:
    """Run a batch in parts of like length, so that few blanks are computed.

    Args:
        network: The network.
        batch: The windows.

    Returns:
        What `ReaderNetwork` returns, in the order of the batch.
    """
    lengths = batch.inputs["attention_mask"].sum(1)
    order = lengths.argsort()
    tokens, windows = [], []
    for part in order.split(_WINDOWS_IN_A_PART):  # type: ignore[no-untyped-call]
        longest = int(lengths[part].max())
        inputs = {name: it[part, :longest] for name, it in batch.inputs.items()}
        of_tokens, of_windows = network(**inputs)
        blanks = batch.sentence.shape[1] - longest
        tokens.append(torch.nn.functional.pad(of_tokens, (0, 0, 0, blanks)))
        windows.append(of_windows)
    back = order.argsort()
    return torch.cat(tokens)[back], torch.cat(windows)[back]


def sentence_logits(tokens: torch.Tensor, window: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Return the logit of every sentence of a batch, shape ``(sentences,)``.

    A sentence's logit is the weighted mean of its tokens' values, by softmax over its tokens,
    and what its window adds to all of its sentences.

    Args:
        tokens: The token heads.
        window: The window head.
        batch: What was read.
    """
    inside = batch.sentence >= 0
    number = batch.sentence[inside]
    weight = tokens[..., 0][inside]
    weight = weight.clamp(-10, 10).exp()
    value = tokens[..., 1][inside] + window.unsqueeze(1).expand_as(batch.sentence)[inside]
    zeros = torch.zeros(batch.sentences, device=tokens.device, dtype=tokens.dtype)
    total = zeros.index_add(0, number, weight)
    logits: torch.Tensor = zeros.index_add(0, number, weight * value) / total.clamp(min=1e-9)
    return logits


def make_batch(tokenizer: Tokenizer, pairs: Sequence[tuple[str, Window]], device: str) -> Batch:
    """Return questions and windows as the network takes them.

    Args:
        tokenizer: The embedding model's.
        pairs: Questions and windows.
        device: Where the tensors go.
    """
    encoded = [encode(tokenizer, question, lay_out(window)) for question, window in pairs]
    longest = min(max(len(it.ids) for it in encoded), MAX_TOKENS)

    def padded(rows: list[list[int]], filler: int) -> torch.Tensor:
        filled = [row + [filler] * (longest - len(row)) for row in rows]
        return torch.tensor(filled, device=device)

    first, numbers = 0, []
    for (_, window), it in zip(pairs, encoded, strict=True):
        numbers.append([place + first if place >= 0 else -1 for place in it.sentences])
        first += len(window.sentences)
    return Batch(
        inputs={
            "input_ids": padded([it.ids for it in encoded], 0),
            "attention_mask": padded([[1] * len(it.ids) for it in encoded], 0),
            "token_type_ids": padded([it.types for it in encoded], 0),
        },
        sentence=padded(numbers, -1),
        sentences=first,
    )
