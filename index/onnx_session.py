"""Opening an exported model: its tokenizer and its onnxruntime session."""

from typing import TYPE_CHECKING, NamedTuple

from index.errors import EmbeddingModelError
from index.model_files import ModelFile

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


class OnnxModel(NamedTuple):
    """An opened model.

    Attributes:
        tokenizer: Cuts texts into tokens; truncation and padding are left to the caller.
        session: Runs the model.
    """

    tokenizer: "Tokenizer"
    session: "InferenceSession"


def open_onnx(model: ModelFile, vocabulary: ModelFile, threads: int) -> OnnxModel:
    """Check a model's files and open them.

    Args:
        model: The exported model.
        vocabulary: Its tokenizer.
        threads: How many threads one run may use.

    Raises:
        EmbeddingModelError: A file is missing, altered or cannot be loaded.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    model.check()
    vocabulary.check()
    onnxruntime.set_default_logger_severity(3)
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # On x86 processors without VNNI, products of 8-bit weights overflow 16 bits and are cut off,
    # unless this asks for the exact, somewhat slower way. All processors then give the same scores.
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        tokenizer = Tokenizer.from_file(str(vocabulary.path))
        session = onnxruntime.InferenceSession(
            str(model.path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise EmbeddingModelError(
            f"The model in {str(model.path.parent)!r} cannot be loaded: {error}. "
            "Run: report-assistant doctor"
        ) from error
    return OnnxModel(tokenizer, session)
