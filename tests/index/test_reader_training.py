"""The training of the reader, on a handful of questions: from files to a model that runs."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from index.reader_training.evaluate import evaluate
from index.reader_training.examples import Example, read_examples, split_held_out
from index.reader_training.groups import GroupMaker, Similarities

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


def test_groups_have_right_and_hard_wrong_sentences(data):
    examples = read_examples(data)
    maker = GroupMaker(examples, similarities(examples), size=5, seed=1)
    groups = maker.epoch()
    assert all(len(group.candidates) == len(group.labels) == 5 for group in groups)
    asked = {it.question: it for it in examples}
    for group in groups:
        texts = [it.sentence for it in group.candidates]
        if group.question in asked:
            example = asked[group.question]
            right = [s for s, label in zip(example.sentences, example.labels, strict=True) if label]
            assert {t for t, label in zip(texts, group.labels, strict=True) if label} == {*right}
        else:
            assert sum(group.labels) == 0
    altered = [group for group in groups if group.question not in asked]
    assert altered
    again = GroupMaker(examples, similarities(examples), size=5, seed=1).epoch()
    assert groups == again


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
    perfect = evaluate(examples, lambda _, c: np.array([float(it.sentence == "right") for it in c]))
    assert (perfect.first, perfect.auc) == (1, 1)
    blind = random.Random(0)
    blind_figures = evaluate(examples * 50, lambda _, c: np.array([blind.random() for _ in c]))
    assert 0.2 < blind_figures.first < 0.8


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
    assert session.run(None, inputs)[0].shape == (3,)
