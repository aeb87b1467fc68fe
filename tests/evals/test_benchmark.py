"""Other people's data: read, asked, broken off and gone on with."""

import json

import pytest

from assistant import Settings
from evals import CaseFileError, DatasetError
from evals.benchmark import load_dataset, run_benchmark
from evals.benchmark import runner as benchmark_runner
from evals.embedding_cache import CachingEmbedder
from index import open_embedder

PASSAGES = [
    {"id": "1", "title": "Bees", "text": "Bees make honey. A hive has one queen.", "doc": "bees"},
    {"id": "2", "title": "Bees", "text": "Drones leave in autumn. They are male.", "doc": "bees"},
    {"id": "3", "title": "Ships", "text": "A ship has one captain. Ships float.", "doc": "ships"},
    {"id": "4", "title": "Ships", "text": "Honey was cargo on this ship.", "doc": "ships"},
]
QUESTIONS = [
    {"id": "a", "question": "How many queens has a hive?", "answers": ["one"],
     "gold_passages": ["1"], "answerable": True},
    {"id": "b", "question": "Who commands a ship?", "answers": ["captain"],
     "gold_passages": ["3"], "answerable": True},
    {"id": "c", "question": "When do drones leave?", "answers": ["in autumn", "autumn"],
     "gold_passages": ["2"], "answerable": True, "history": ["Who are the drones?"]},
    {"id": "d", "question": "zzkq vrrt plomb?", "answers": [], "gold_passages": ["4"],
     "answerable": False},
]  # fmt: skip
SQUAD = {
    "version": "v2.0",
    "data": [
        {
            "title": "The_Bees",
            "paragraphs": [
                {
                    "context": "Bees make honey. A hive has one queen.",
                    "qas": [
                        {"id": "q1", "question": " Who makes honey?", "is_impossible": False,
                         "answers": [{"text": "Bees", "answer_start": 0}] * 2},
                        {"id": "q2", "question": "Who eats it?", "is_impossible": True,
                         "answers": [], "plausible_answers": []},
                    ],
                }
            ],
        }
    ],
}  # fmt: skip


@pytest.fixture
def files(write_lines):
    passages = write_lines(*PASSAGES, name="passages.jsonl")
    return write_lines(*QUESTIONS, name="questions.jsonl"), passages


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path / "data")


def test_a_benchmark_is_run_and_leaves_no_progress_behind(files, settings):
    dataset = load_dataset(*files)
    told = []
    run = run_benchmark(dataset, settings, "retrieval", on_question=lambda *it: told.append(it))
    assert (run.passages, run.questions, run.continued) == (4, 4, 0)
    assert told == [(4, 4)]
    assert run.figures["hit@1"].value == 1
    assert run.figures["mrr"].value == 1
    assert run.figures["hit@1"].cases == 3
    assert run.figures["answer_sentence_first"].value == 1
    assert 0 < run.figures["token_f1"].value < 1
    assert run.figures["abstention_auc"].value == 1
    assert run.figures["abstention_f1"].value == 1
    assert [outcome.id for outcome in run.outcomes] == ["a", "b", "c", "d"]
    assert list(settings.data_dir.rglob("retrieval-*.jsonl")) == []


def test_with_the_gold_passage_given_nothing_has_to_be_found(files, settings):
    run = run_benchmark(load_dataset(*files), settings, "reader")
    assert "hit@1" not in run.figures
    assert run.figures["answer_sentence_first"].value == 1


def test_a_question_is_searched_among_the_passages_of_its_document(files):
    dataset = load_dataset(*files)
    assert dataset.searched_for(dataset.questions[0]) == ["1", "2"]
    assert dataset.searched_for(dataset.questions[3]) == ["3", "4"]


def test_without_documents_all_passages_are_searched(write_lines):
    passages = write_lines(*[{k: v for k, v in it.items() if k != "doc"} for it in PASSAGES])
    dataset = load_dataset(write_lines(*QUESTIONS, name="q.jsonl"), passages)
    assert dataset.searched_for(dataset.questions[0]) is None


def test_a_run_that_was_broken_off_goes_on(files, settings, monkeypatch):
    dataset = load_dataset(*files)
    whole = run_benchmark(dataset, settings, "retrieval")
    monkeypatch.setattr(benchmark_runner, "_BATCH", 1)

    def break_off(done, _total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_benchmark(dataset, settings, "retrieval", on_question=break_off)
    (kept,) = settings.data_dir.rglob("retrieval-*.jsonl")
    with kept.open("a") as file:
        file.write('{"id": "c", "answerable": tr')  # as a killed process leaves it
    run = run_benchmark(dataset, settings, "retrieval")
    assert run.continued == 2
    assert run.outcomes == whole.outcomes
    assert run.figures == whole.figures
    assert not kept.exists()


def test_outcomes_of_other_code_are_not_taken_over(files, settings, monkeypatch):
    dataset = load_dataset(*files)
    monkeypatch.setattr(benchmark_runner, "_BATCH", 1)

    def break_off(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_benchmark(dataset, settings, "retrieval", on_question=break_off)
    monkeypatch.setattr(benchmark_runner, "code_fingerprint", lambda: "other code")
    assert run_benchmark(dataset, settings, "retrieval").continued == 0


def test_outcomes_of_another_reader_are_not_taken_over(files, settings, monkeypatch):
    dataset = load_dataset(*files)
    monkeypatch.setattr(benchmark_runner, "_BATCH", 1)

    def break_off(_done, _total):
        raise KeyboardInterrupt

    without = settings.model_copy(update={"reader": "none"})
    with pytest.raises(KeyboardInterrupt):
        run_benchmark(dataset, without, "retrieval", on_question=break_off)
    assert run_benchmark(dataset, settings, "retrieval").continued == 0
    assert run_benchmark(dataset, without, "retrieval").continued == 1


def test_squad_is_read_with_its_passages(tmp_path):
    path = tmp_path / "dev.json"
    path.write_text(json.dumps(SQUAD))
    dataset = load_dataset(path, None)
    assert [passage.doc for passage in dataset.passages] == ["The_Bees"]
    first, second = dataset.questions
    assert (first.question, first.answers) == ("Who makes honey?", ("Bees",))
    assert (second.answerable, second.gold_passages) == (False, ("The_Bees/1",))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"data": [{"title": "x"}]}', '{"data": []}'])
def test_what_is_no_squad_is_refused(tmp_path, text):
    path = tmp_path / "dev.json"
    path.write_text(text)
    with pytest.raises(DatasetError, match=r"SQuAD|no questions"):
        load_dataset(path, None)


@pytest.mark.parametrize(
    ("passage", "question", "message"),
    [
        ({"id": "9"}, {}, "'text' is missing"),
        ({"id": "9", "text": ""}, {}, "text is ''"),
        ({"id": "1", "text": "again"}, {}, "'1' is used above"),
        ({"id": "9", "text": "x", "body": 1}, {}, "the key 'body' is unknown"),
        ({"id": 9, "text": "x"}, {"gold_passages": ["8"]}, "passage '8'"),
        ({"id": "9", "text": "x"}, {"gold_passages": []}, "needs gold_passages"),
    ],
)
def test_wrong_lines_are_named(write_lines, passage, question, message):
    passages = write_lines(PASSAGES[0], passage, name="p.jsonl")
    extra = QUESTIONS[0] | {"id": "z"} | question
    with pytest.raises(CaseFileError, match=message):
        load_dataset(write_lines(extra, name="q.jsonl"), passages)


def test_empty_files_are_refused(write_lines):
    with pytest.raises(CaseFileError, match="is empty"):
        load_dataset(write_lines("", name="q.jsonl"), write_lines(*PASSAGES, name="p.jsonl"))


def test_vectors_are_kept_by_text_and_model(tmp_path):
    class Counting:
        calls = 0
        fingerprint = "model-a"
        dimension = 384

        def embed_documents(self, texts, on_progress=None):
            self.calls += 1
            return open_embedder().embed_documents(texts, on_progress)

    counting = Counting()
    kept = CachingEmbedder(counting, tmp_path)
    told = []
    first = kept.embed_documents(["bees", "ships"], lambda *it: told.append(it))
    again = CachingEmbedder(counting, tmp_path).embed_documents(["bees", "ships"])
    assert (first == again).all()
    assert counting.calls == 1
    assert told[-1] == (2, 2)
    kept.embed_documents(["ships", "bees"])
    counting.fingerprint = "model-b"
    kept.embed_documents(["bees", "ships"])
    assert counting.calls == 3
    assert kept.embed_documents([]).shape == (0, 384)
