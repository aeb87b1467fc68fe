"""Exporting a trained reader for onnxruntime, in 8-bit integers."""

import tempfile
from pathlib import Path

import torch

from index import model_files
from index.reader_training.network import ReaderNetwork

_OPSET = 17


def export(network: ReaderNetwork, folder: Path) -> Path:
    """Write the reader; its tokenizer is that of the embedding model.

    Weights are integers with one scale per output channel; activations are rounded while it
    runs, which halves the time of a question.

    Args:
        network: The trained network.
        folder: Where to; made when missing.

    Returns:
        The model's file.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    target = folder / model_files.READER_FILE
    example = torch.ones((2, 8), dtype=torch.long)
    axes = {0: "batch", 1: "tokens"}
    names = ["input_ids", "attention_mask", "token_type_ids"]
    with tempfile.TemporaryDirectory() as temporary:
        full = Path(temporary) / "reader.onnx"
        torch.onnx.export(
            network.eval().cpu(),
            (example, example, torch.zeros_like(example)),
            str(full),
            input_names=names,
            output_names=["tokens", "window"],
            dynamic_axes={**dict.fromkeys([*names, "tokens"], axes), "window": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(str(full), str(target), weight_type=QuantType.QInt8, per_channel=True)
    return target
