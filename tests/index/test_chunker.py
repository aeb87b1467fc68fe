"""Sentences and chunks: nothing lost, nothing twice, every offset right."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus import SourceText, bundled_report, parse_report
from index.chunker import MAX_WINDOW_WORDS, chunk_report
from index.model_files import MAX_TOKENS, TOKENIZER_FILE, query_model_folder
from index.sentences import split_sentences

WORD = st.text(alphabet="abcdeé", min_size=1, max_size=8)
SENTENCES = st.lists(WORD, min_size=1, max_size=60).map(lambda w: f"{' '.join(w).capitalize()}.")
PIECES = ["One.", "e.g. two", "No. 102", "\n", " ", "3", "– item;", "«Quoi?»", "中文。", "!"]
TEXTS = st.text(max_size=300) | st.lists(st.sampled_from(PIECES)).map(" ".join)


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@given(TEXTS)
def test_every_character_is_in_exactly_one_sentence(text: str):
    spans = split_sentences(text)
    covered = Counter(offset for span in spans for offset in range(span.start, span.end))
    assert all(covered[at] == 1 for at, char in enumerate(text) if not char.isspace())
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(
    "sentence",
    [
        "Case studies (e.g. Ghana and Nepal) show it.",
        "The Convention, 1952 (No. 102), was ratified.",
        "It appeared in Geneva, Aug. 2006.",
        "See para. 3 and fig. 2 for more.",
        "It cost US$36 million in 2.5 years.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(sentence: str):
    assert sentences(f"Before it. {sentence} After it.") == ["Before it.", sentence, "After it."]


def test_a_line_end_ends_a_sentence():
    assert sentences("Two points:\n– one;\n– two.") == ["Two points:", "– one;", "– two."]


@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=12), min_size=1, max_size=4))
def test_chunks_of_any_report(paragraphs):
    body = [f"{n}. {' '.join(words)}" for n, words in enumerate(paragraphs, start=1)]
    report = parse_report(SourceText("made", "\n".join(body), ""))
    chunks = chunk_report(report)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    for passage in report.passages:
        own = [chunk for chunk in chunks if chunk.passage_id == passage.id]
        for chunk in own:
            assert chunk.text.endswith(passage.text[chunk.start : chunk.end])
        small = [chunk for chunk in own if chunk.level == "sentence"]
        covered = Counter(at for chunk in small for at in range(chunk.start, chunk.end))
        assert all(covered[at] == 1 for at, char in enumerate(passage.text) if not char.isspace())
        windows = [chunk for chunk in own if chunk.level == "passage"]
        reached = {at for chunk in windows for at in range(chunk.start, chunk.end)}
        assert all(at in reached for at, char in enumerate(passage.text) if not char.isspace())
        assert all(a.start < b.start and a.end < b.end for a, b in pairwise(windows))
        for window in windows:
            inside = [c for c in small if window.start <= c.start and c.end <= window.end]
            words = len(passage.text[window.start : window.end].split())
            assert words <= MAX_WINDOW_WORDS or len(inside) <= 2


def test_chunks_of_the_shipped_report():
    report = bundled_report()
    chunks = chunk_report(report)
    for passage in report.passages:
        levels = {chunk.level for chunk in chunks if chunk.passage_id == passage.id}
        assert levels == {"sentence", "passage"}
    by_words = {report.passage(c.passage_id).text[c.start : c.end]: c.text for c in chunks}
    assert "Shares of ILO social security" in by_words["Arab States, 0.5"]
    short_item = "– universality of access to formal systems of social protection;"
    assert "four basic characteristics" in by_words[short_item]
    assert by_words["None."].startswith("None.")


def test_no_chunk_of_the_shipped_report_is_cut_by_the_model():
    tokenizer = Tokenizer.from_file(str(query_model_folder() / TOKENIZER_FILE))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    longest = max(len(tokenizer.encode(chunk.text).ids) for chunk in chunk_report(bundled_report()))
    assert longest <= MAX_TOKENS
