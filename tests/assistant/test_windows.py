"""What is read of the passages that were found."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.windows import windows_to_read
from corpus import Passage, bundled_report
from index import Evidence, SearchResult, split_sentences

REPORT = bundled_report()
PLACES = st.lists(
    st.tuples(st.sampled_from(REPORT.passages), st.lists(st.floats(0, 1), max_size=4)),
    max_size=12,
    unique_by=lambda it: it[0].id,
)


def found(passage: Passage, *shares: float) -> SearchResult:
    """A passage found by sentences at these shares of its length."""
    starts = [int(share * (len(passage.text) - 1)) for share in shares]
    evidence = tuple(Evidence(it, it + 1, 0.5) for it in starts)
    return SearchResult(passage, 1.0, 0.5, evidence, {})


@given(PLACES)
def test_windows_are_short_whole_sentences_that_do_not_overlap(places):
    results = [found(passage, *shares) for passage, shares in places]
    windows = windows_to_read(results)
    for window in windows:
        sentences = split_sentences(window.passage.text)
        first = sentences.index(window.spans[0])
        assert window.spans == sentences[first : first + len(window.spans)]
        size = sum(len(it.split()) for it in window.window.sentences)
        assert size <= 90 or len(window.spans) == 1
    for passage in {it.passage.id for it in windows}:
        spans = [span for it in windows if it.passage.id == passage for span in it.spans]
        assert len(spans) == len(set(spans))


@given(PLACES)
def test_every_passage_is_read_before_any_is_read_twice(places):
    results = [found(passage, *shares) for passage, shares in places]
    ids = [it.passage.id for it in windows_to_read(results)]
    assert ids[: len(set(ids))] == list(dict.fromkeys(ids))


def test_the_window_is_around_what_was_found():
    passage = REPORT.passage("p19")
    (window, *_) = windows_to_read([found(passage, 0.5)])
    assert window.spans[0].start <= len(passage.text) // 2 <= window.spans[-1].end


def test_a_list_item_is_read_with_what_introduces_the_list():
    passage = REPORT.passage("p4")
    (window, *_) = windows_to_read([found(passage, 0.99)])
    if window.spans[0].start >= passage.items[0].start:
        assert window.window.before == passage.text[: passage.items[0].start]


def test_a_figure_s_values_are_read_with_its_caption():
    passage = REPORT.passage("f3")
    windows = windows_to_read([found(passage, 0.9, 0.0)])
    assert passage.figure.caption in "".join(
        "".join((*it.window.sentences, it.window.before)) for it in windows
    )
