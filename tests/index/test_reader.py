"""The reader that is shipped, and any other."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Candidate, EmbeddingModelError, model_files, open_reader
from index.reader import MAX_TOKENS, BundledReader

HEADINGS = st.text(max_size=20)


@pytest.fixture(scope="module")
def reader():
    return BundledReader()


def test_a_sentence_that_answers_scores_above_one_that_does_not(reader):
    scores = reader.score(
        "When was the bridge opened to traffic?",
        [
            Candidate("It is painted every ten years.", "The bridge"),
            Candidate("Traffic was first let onto the bridge in May 1937.", "The bridge"),
            Candidate("Bees make honey.", "Insects"),
        ],
    )
    assert scores.argmax() == 1
    assert (scores.shape, scores.dtype) == ((3,), np.float32)


def test_nothing_to_read_has_no_scores(reader):
    assert reader.score("Why?", []).shape == (0,)


def test_the_same_pair_has_the_same_score(reader):
    pair = [Candidate("The units were merged in 2006.", "Efficiency", "Before that, nothing.")]
    alone = reader.score("When?", pair)
    assert (alone == reader.score("When?", pair)).all()
    among_others = reader.score("When?", [Candidate("Bees make honey. " * 30), *pair])
    assert alone[0] == among_others[1]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=400), st.text(max_size=2000), HEADINGS, st.text(max_size=300))
def test_any_text_can_be_read(reader, question, sentence, heading, before):
    scores = reader.score(question, [Candidate(sentence, heading, before), Candidate("Yes.")])
    assert np.isfinite(scores).all()


def test_a_long_question_is_cut_not_refused(reader):
    assert np.isfinite(reader.score("why " * 5 * MAX_TOKENS, [Candidate("Because.")])).all()


def test_the_context_is_the_heading_and_the_last_words_before():
    candidate = Candidate("It grew.", "Trade", " ".join(str(number) for number in range(100)))
    assert candidate.text.startswith("It grew. [SEP] Trade. 75 ")
    assert candidate.text.endswith(" 99")


def test_reading_needs_no_torch():
    script = (
        "import sys; from index import Candidate, open_reader;"
        "open_reader().score('Why?', [Candidate('Because.')]);"
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    assert (
        subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0
    )


def test_the_shipped_file_is_the_one_that_was_checked_and_small():
    model, vocabulary = model_files.reader_files()
    model.check()
    vocabulary.check()
    assert model.path.stat().st_size < 25_000_000


def test_an_altered_file_is_refused(monkeypatch, tmp_path):
    model, vocabulary = model_files.reader_files()
    altered = tmp_path / model.path.name
    altered.write_bytes(model.path.read_bytes()[:-1] + b"x")
    files = (model_files.ModelFile(altered, model.sha256, model.mend), vocabulary)
    monkeypatch.setattr(model_files, "reader_files", lambda: files)
    with pytest.raises(EmbeddingModelError, match="is not the one that was shipped"):
        BundledReader().score("Why?", [Candidate("Because.")])


def test_a_reader_is_opened_by_name(tmp_path):
    assert open_reader("none") is None
    assert isinstance(open_reader(), BundledReader)
    with pytest.raises(EmbeddingModelError, match="'bundled' or 'none'"):
        open_reader(str(tmp_path)).score("Why?", [Candidate("Because.")])


def test_the_model_card_names_data_and_licences():
    card = (model_files.reader_folder() / "README.md").read_text(encoding="utf-8")
    for word in ("SQuAD", "SelQA", "CLAPnq", "PolicyQA", "CC BY-SA 4.0", "Apache-2.0", "MIT"):
        assert word in card
    assert model_files.READER_SHA256 in card
