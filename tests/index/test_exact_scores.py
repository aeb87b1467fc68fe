"""The reader's scores do not depend on how a processor multiplies 8-bit numbers."""

import hashlib

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from index import Window
from index.bundled_reader import BundledReader
from index.model_files import ModelFile, reader_files

SENTENCES = (
    "The ILO consolidated its social security activities in 2006, merging three units into one.",
    "Eleven case studies were undertaken.",
    "The visibility of the Organization should be increased, and its budget as well.",
)
QUESTIONS = ("How many units were merged?", "Which case studies?", "What about the budget?")


@pytest.fixture(scope="module")
def unsigned_reader(tmp_path_factory):
    """The same network with weights from 0 to 255, whose products never overflow."""
    file, vocabulary = reader_files()
    model = onnx.load(str(file.path))
    tensors = {it.name: it for it in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger" and node.input[1] in tensors:
            for name in (node.input[1], node.input[3]):
                _make_unsigned(tensors[name])
    path = tmp_path_factory.mktemp("model") / "unsigned.onnx"
    content = model.SerializeToString()
    path.write_bytes(content)
    file = ModelFile(path, hashlib.sha256(content).hexdigest(), mend="")
    return BundledReader((file, vocabulary))


def _make_unsigned(tensor):
    values = numpy_helper.to_array(tensor)
    if values.dtype == np.int8:
        moved = (values.astype(np.int16) + 128).astype(np.uint8)
        tensor.CopyFrom(numpy_helper.from_array(moved, tensor.name))


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_product_is_cut_off(unsigned_reader, question):
    windows = [Window(SENTENCES), Window(SENTENCES[::-1], heading="Impact")]
    exact = unsigned_reader.read(question, windows)
    for given, wanted in zip(BundledReader().read(question, windows), exact, strict=True):
        assert [it.score for it in given] == pytest.approx([it.score for it in wanted], abs=1e-4)
