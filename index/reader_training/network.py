"""The network: the embedding model's transformer with one score on top."""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel, AutoTokenizer

from index.reader import MAX_TOKENS
from index.reader_training.groups import Group


class ReaderNetwork(torch.nn.Module):
    """Scores pairs from the first token and the mean of all, by one linear layer."""

    def __init__(self, weights: Path) -> None:
        """Start from the weights of the embedding model.

        Args:
            weights: Their folder.
        """
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights, attn_implementation="eager")
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * self.encoder.config.hidden_size, 1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return logits, shape ``(pairs,)``."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        scores: torch.Tensor = self.head(self.dropout(torch.cat([hidden[:, 0], mean], dim=1)))
        return scores.squeeze(-1)


class PairTokenizer:
    """Turns groups into tensors."""

    def __init__(self, weights: Path) -> None:
        """Open the tokenizer of the embedding model.

        Args:
            weights: Its folder.
        """
        self._tokenizer: Any = AutoTokenizer.from_pretrained(weights)

    def tensors(self, groups: list[Group], device: str) -> dict[str, torch.Tensor]:
        """Return the inputs of the network for all candidates of some groups.

        Args:
            groups: The groups.
            device: Where the tensors go.
        """
        pairs = [(group.question, it.text) for group in groups for it in group.candidates]
        encoded = self._tokenizer(
            [question for question, _ in pairs],
            [text for _, text in pairs],
            truncation="longest_first",
            max_length=MAX_TOKENS,
            padding=True,
            return_tensors="pt",
        )
        return {name: tensor.to(device) for name, tensor in encoded.items()}
