"""Exporting the bundled model as the small query encoder that is shipped.

    python -m index.export_onnx [--output FOLDER]

Pooling and normalisation are part of the exported graph. The weights are stored as 8-bit
integers with one scale per output channel (per row for embeddings) and computed in 32-bit
floating point: as small as full integer inference, slower by some milliseconds, and much
closer to the original, because activations are not rounded. Figures: the model card.
"""

import argparse
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from index import model_files

_OPSET = 17
_MIN_WEIGHTS = 4096


def main() -> None:
    """Export, print the files' SHA-256."""
    parser = argparse.ArgumentParser(description="Export the bundled model's query encoder.")
    parser.add_argument("--output", type=Path, default=model_files.query_model_folder())
    folder = parser.parse_args().output
    for path in export(folder):
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path}")


def export(folder: Path) -> tuple[Path, Path]:
    """Export the query encoder and copy its tokenizer.

    Args:
        folder: Where to write; made when missing.

    Returns:
        The encoder and the tokenizer.

    Raises:
        EmbeddingModelError: The full weights are missing or altered.
    """
    weights = model_files.weights_folder()
    model_files.weights_file(weights).check()
    folder.mkdir(parents=True, exist_ok=True)
    encoder = folder / model_files.QUERY_MODEL_FILE
    with tempfile.TemporaryDirectory() as temporary:
        exported = Path(temporary) / "encoder.onnx"
        _export_graph(weights, exported)
        _store_weights_as_int8(exported, encoder)
    tokenizer = folder / model_files.TOKENIZER_FILE
    shutil.copyfile(weights / model_files.TOKENIZER_FILE, tokenizer)
    return encoder, tokenizer


def _export_graph(weights: Path, target: Path) -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import torch
    from transformers import AutoModel

    transformer = AutoModel.from_pretrained(weights, attn_implementation="eager").eval()

    class PooledEncoder(torch.nn.Module):
        """The transformer with mean pooling and normalisation, as in sentence-transformers."""

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401
            hidden = transformer(
                input_ids=input_ids,
                attention_mask=attention_mask,
                token_type_ids=torch.zeros_like(input_ids),
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(pooled, dim=1)

    encoder = PooledEncoder()
    encoder.add_module("transformer", transformer)
    example = torch.ones((2, 8), dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    torch.onnx.export(
        encoder.eval(),
        (example, example),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "embedding": {0: "batch"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def _store_weights_as_int8(source: Path, target: Path) -> None:
    import onnx

    model = onnx.load(str(source))
    graph = model.graph
    nodes = [
        _store_as_int8(graph, initializer)
        for initializer in list(graph.initializer)
        if len(initializer.dims) == 2
        and initializer.data_type == onnx.TensorProto.FLOAT
        and initializer.dims[0] * initializer.dims[1] >= _MIN_WEIGHTS
    ]
    for position, node in enumerate(nodes):
        graph.node.insert(position, node)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


def _store_as_int8(graph: Any, initializer: Any) -> Any:  # noqa: ANN401
    """Replace one matrix by integers, scales and the node that multiplies them."""
    import numpy as np
    from onnx import helper, numpy_helper

    name = initializer.name
    weights = numpy_helper.to_array(initializer)
    is_table = any(node.op_type == "Gather" and name in node.input for node in graph.node)
    axis = 0 if is_table else 1
    scale = np.maximum(np.abs(weights).max(axis=1 - axis) / 127, 1e-12).astype(np.float32)
    rounded = np.rint(weights / np.expand_dims(scale, 1 - axis))
    integers = np.clip(rounded, -127, 127).astype(np.int8)
    graph.initializer.remove(initializer)
    stored = {
        f"{name}.int8": integers,
        f"{name}.scale": scale,
        f"{name}.zero": np.zeros(len(scale), dtype=np.int8),
    }
    graph.initializer.extend(numpy_helper.from_array(array, key) for key, array in stored.items())
    return helper.make_node(
        "DequantizeLinear", list(stored), [name], name=f"{name}.dequantize", axis=axis
    )


if __name__ == "__main__":
    main()
