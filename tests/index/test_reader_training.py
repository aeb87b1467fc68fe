"""The training of the reader, on a handful of questions: from files to a model that runs."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from tokenizers import Tokenizer

from index import SentenceReading, Window, model_files
from index.reader import MAX_TOKENS, encode, lay_out
from index.reader_training.evaluate import evaluate, windows_of
from index.reader_training.examples import Example, read_examples, split_held_out
from index.reader_training.groups import GroupMaker, LabelledWindow, Similarities
from index.reader_training.network import HEADS, make_batch, sentence_logits
from index.reader_training.spans import span_targets

ROOT = Path(__file__).parents[2]
TOPICS = ("bees", "ships", "bridges", "clocks", "rivers", "trains", "maps")


def year(topic):
    return 1901 + TOPICS.index(topic)


def passages(topic):
    return [f"The {topic} were first counted in {year(topic)}.", f"Nobody paints {topic} today."]


@pytest.fixture
def data(tmp_path) -> Path:
    """Files as the training reads them, a few lines each."""
    rows = [
        {
            "question": f"Were the {topic} counted in {year(topic)}?"
            if answerable
            else f"Who owns {topic}?",
            "title": topic,
            "sentences": passages(topic),
            "labels": [int(answerable), 0],
            "answerable": answerable,
        }
        for topic in TOPICS
        for answerable in (True, False)
    ]
    for source in ("squad", "selqa", "clapnq"):
        (tmp_path / f"{source}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    policy = {
        "question": "May I leave?",
        "title": "site",
        "context": "You may leave. We keep nothing.",
        "answers": [{"text": "You may leave", "start": 0}],
        "answerable": True,
    }
    (tmp_path / "policyqa.jsonl").write_text(json.dumps(policy))
    return tmp_path


def test_examples_are_read_and_titles_held_out(data):
    examples = read_examples(data)
    assert len(examples) == 3 * 14 + 1
    assert examples[-1].labels == (True, False)
    assert sum(it.answerable for it in examples) == 22
    training, held = split_held_out(examples)
    assert {it.title for it in held if it.source == "squad"} == {"bees", "trains"}
    assert not {(it.source, it.title) for it in training} & {(it.source, it.title) for it in held}


def test_groups_have_right_and_hard_wrong_windows(data):
    examples = read_examples(data)
    groups = GroupMaker(examples, similarities(examples), seed=1).epoch()
    asked = {it.question: it for it in examples}
    for group in groups:
        own, *others = group.windows
        assert all(len(it.labels) == len(it.window.sentences) for it in group.windows)
        if group.question not in asked:
            assert not group.answerable
            continue
        example = asked[group.question]
        right = {s for s, label in zip(example.sentences, example.labels, strict=True) if label}
        assert right.isdisjoint(s for it in others for s in it.window.sentences)
        assert group.answerable == bool(right)
        assert {s for s, label in zip(own.window.sentences, own.labels, strict=True) if label} <= (
            right
        )
    assert any(len(group.windows) > 1 for group in groups)
    assert any(group.question not in asked for group in groups)
    assert groups == GroupMaker(examples, similarities(examples), seed=1).epoch()


def test_a_window_is_short_and_keeps_the_right_sentence():
    sentences = tuple(f"{number} " + "word " * 40 for number in range(9))
    labels = tuple(number == 4 for number in range(9))
    example = Example("squad", "t", "q", sentences, labels)
    for seed in range(20):
        (group,) = GroupMaker([example], similarities([example]), seed).epoch()
        own = group.windows[0]
        assert group.answerable
        assert sentences[4] in own.window.sentences
        assert sum(len(it.split()) for it in own.window.sentences) <= 90


def test_known_short_answers_are_found_in_tokens():
    sentences = ("Bees fly.", "They were counted in 1901 by hand.")
    labelled = LabelledWindow(Window(sentences, "Bees"), (0.0, 1.0), ("in 1901",))
    vocabulary = tokenizer()
    (target,) = span_targets(vocabulary, [("When?", labelled)])
    encoded = encode(vocabulary, "When?", lay_out(labelled.window))
    words = vocabulary.decode(encoded.ids[target.first : target.last + 1])
    assert words == "in 1901"
    unknown = LabelledWindow(Window(sentences), (0.0, 1.0), ("never",))
    assert not span_targets(vocabulary, [("When?", unknown)])


def test_a_sentence_is_scored_by_its_own_tokens_and_its_window():
    windows = [("q", Window(("One two.", "Three."), "A heading")), ("q", Window(("Four.",)))]
    batch = make_batch(tokenizer(), windows, "cpu")
    assert batch.sentences == 3
    tokens = torch.zeros(*batch.sentence.shape, HEADS)
    tokens[..., 1] = batch.sentence.float()
    logits = sentence_logits(tokens, torch.tensor([0.5, 0.0]), batch)
    assert logits.tolist() == pytest.approx([0.5, 1.5, 2.0])


def tokenizer():
    vocabulary = Tokenizer.from_file(str(model_files.reader_files()[1].path))
    vocabulary.enable_truncation(MAX_TOKENS, strategy="longest_first")
    vocabulary.no_padding()
    return vocabulary


def similarities(examples):
    """Random unit vectors: what is nearest does not matter here."""
    draw = np.random.default_rng(0)
    questions = list(dict.fromkeys(it.question for it in examples))
    sentences = list(dict.fromkeys(s for it in examples for s in it.sentences))
    return Similarities(
        {it: row for row, it in enumerate(questions)},
        {it: row for row, it in enumerate(sentences)},
        draw.random((len(questions), 8), dtype=np.float32),
        draw.random((len(sentences), 8), dtype=np.float32),
    )


def test_a_perfect_reader_is_told_from_a_blind_one():
    examples = [
        Example("squad", "t", "q", ("right", "wrong"), (True, False)),
        Example("squad", "t", "q2", ("wrong", "wrong too"), (False, False)),
    ]
    perfect = evaluate(examples, reading(lambda sentence: float(sentence == "right")))
    assert (perfect.first, perfect.auc) == (1, 1)
    blind = random.Random(0)
    blind_figures = evaluate(examples * 50, reading(lambda _: blind.random()))
    assert 0.2 < blind_figures.first < 0.8


def reading(score):
    """A reader that scores sentences by a function of their words."""
    return lambda _, windows: [
        [SentenceReading(score(sentence)) for sentence in it.sentences] for it in windows
    ]


def test_every_sentence_is_read_once():
    example = Example("squad", "t", "q", tuple("word " * 30 for _ in range(8)), (False,) * 8)
    windows = windows_of(example)
    assert sum((it.sentences for it in windows), ()) == example.sentences
    assert len(windows) == 3
    assert windows[1].before == example.sentences[2]


def test_training_makes_a_model_that_runs(data, tmp_path):
    output = tmp_path / "model"
    command = [sys.executable, "-m", "index.reader_training", "--data", str(data),
               "--output", str(output), "--epochs", "1"]  # fmt: skip
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "answerability AUC" in result.stdout
    (model,) = output.iterdir()
    assert model.stat().st_size < 25_000_000
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    ids = np.ones((3, 9), dtype=np.int64)
    inputs = {"input_ids": ids, "attention_mask": ids, "token_type_ids": 0 * ids}
    tokens, windows = session.run(None, inputs)
    assert (tokens.shape, windows.shape) == ((3, 9, HEADS), (3,))
