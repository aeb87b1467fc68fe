"""The reader that is shipped, and any other."""

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EmbeddingModelError, Window, model_files, open_reader
from index.bundled_reader import BundledReader
from index.reader import MAX_TOKENS, lay_out

TEXT = st.text(max_size=400)


@pytest.fixture(scope="module")
def reader():
    return BundledReader()


def scores(reader, question, *windows):
    return [[it.score for it in window] for window in reader.read(question, windows)]


def test_a_sentence_that_answers_scores_above_those_around_it(reader):
    window = Window(
        (
            "It is painted every ten years.",
            "Traffic was first let onto the bridge in May 1937.",
            "Bees make honey.",
        ),
        "The bridge",
    )
    ((first, second, third),) = scores(reader, "When was the bridge opened to traffic?", window)
    assert second > max(first, third)


def test_it_points_at_words_of_the_sentence(reader):
    sentence = "Traffic was first let onto the bridge in May 1937 by the mayor."
    ((reading,),) = reader.read("When was the bridge opened?", [Window((sentence,), "Bridges")])
    assert "1937" in sentence[reading.short_answer.start : reading.short_answer.end]


def test_nothing_to_read_has_no_scores(reader):
    assert reader.read("Why?", []) == ()
    assert reader.read("Why?", [Window(())]) == ((),)


def test_a_window_is_read_as_if_it_were_alone(reader):
    window = Window(("The units were merged in 2006.",), "Efficiency", "Before that, nothing.")
    alone = reader.read("When?", [window])
    assert alone == reader.read("When?", [window])
    among_others = reader.read("When?", [Window(("Bees make honey. " * 30,)), window])
    assert alone[0] == among_others[1]


@settings(max_examples=30)
@given(TEXT, st.lists(st.text(max_size=900), max_size=4), TEXT, TEXT)
def test_any_text_can_be_read(reader, question, sentences, heading, before):
    window = Window(tuple(sentences), heading, before)
    (readings,) = reader.read(question, [window])
    assert len(readings) == len(sentences)
    for sentence, reading in zip(sentences, readings, strict=True):
        assert math.isfinite(reading.score)
        if reading.short_answer is not None:
            assert 0 <= reading.short_answer.start <= reading.short_answer.end <= len(sentence)


def test_a_long_question_is_cut_not_refused(reader):
    ((score,),) = scores(reader, "why " * 5 * MAX_TOKENS, Window(("Because.",)))
    assert math.isfinite(score)


def test_a_sentence_that_was_not_reached_scores_lowest(reader):
    long = Window(("Bees make honey. " * 80, "The end."))
    ((reached, cut_off),) = scores(reader, "Why?", long)
    assert cut_off < reached


def test_the_context_is_the_heading_and_the_last_words_before():
    window = Window(("It grew.", "It fell."), "Trade", " ".join(map(str, range(100))))
    laid_out = lay_out(window)
    assert laid_out.text.startswith("Trade. 85 ")
    assert [laid_out.text[start:end] for start, end in laid_out.spans] == ["It grew.", "It fell."]


def test_reading_needs_no_torch():
    script = (
        "import sys; from index import Window, open_reader;"
        "open_reader().read('Why?', [Window(('Because.',))]);"
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


def test_an_altered_file_is_refused(tmp_path):
    model, vocabulary = model_files.reader_files()
    altered = tmp_path / model.path.name
    altered.write_bytes(model.path.read_bytes()[:-1] + b"x")
    reader = BundledReader((model_files.ModelFile(altered, model.sha256, model.mend), vocabulary))
    with pytest.raises(EmbeddingModelError, match="is not the one that was shipped"):
        reader.read("Why?", [Window(("Because.",))])


def test_a_reader_is_opened_by_name(tmp_path):
    assert open_reader("none") is None
    assert isinstance(open_reader(), BundledReader)
    with pytest.raises(EmbeddingModelError, match="'bundled' or 'none'"):
        open_reader(str(tmp_path)).read("Why?", [Window(("Because.",))])


def test_the_model_card_names_data_and_licences():
    card = (model_files.reader_folder() / "README.md").read_text(encoding="utf-8")
    for word in ("SQuAD", "SelQA", "CLAPnq", "PolicyQA", "CC BY-SA 4.0", "Apache-2.0", "MIT"):
        assert word in card
    assert model_files.READER_SHA256 in card
