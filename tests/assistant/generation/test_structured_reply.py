"""Sentences with their citations in fields, as they grow."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.draft import DraftSentence
from assistant.generation.structured_reply import StructuredReply

FIRST = {"text": "Three units were merged.", "passages": ["p11", "[r4]"]}
SECOND = {"text": "Four were not.", "passages": ["p12"]}
DRAFTS = [
    DraftSentence("Three units were merged.", ("p11", "r4")),
    DraftSentence("Four were not.", ("p12",)),
]


def test_a_sentence_is_given_out_once_the_next_has_begun():
    reply = StructuredReply()
    assert reply.feed({}) == []
    assert reply.feed({"sentences": [{"text": "Three units"}]}) == []
    assert reply.feed({"sentences": [FIRST]}) == []
    assert reply.feed({"sentences": [FIRST, {"text": "Four"}]}) == DRAFTS[:1]
    assert reply.feed({"sentences": [FIRST, SECOND]}) == []
    assert reply.close() == DRAFTS[1:]
    assert reply.close() == []


def test_marks_in_the_text_count_as_well():
    reply = StructuredReply()
    reply.feed({"sentences": [{"text": "**Three** [p9].", "passages": ["p11"]}]})
    assert reply.close() == [DraftSentence("Three.", ("p11", "p9"))]


def test_what_has_not_the_right_fields_is_no_sentence():
    reply = StructuredReply()
    wrong = [None, "text", {"text": 3}, {"text": " "}, {"passages": ["p1"]}]
    reply.feed({"sentences": [*wrong, {"text": "It is so.", "passages": "p1"}]})
    assert reply.close() == [DraftSentence("It is so.", ())]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["sentences", "text", "passages"]), inner)
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=5))
def test_any_fields_can_be_read(replies):
    reply = StructuredReply()
    for it in replies:
        reply.feed(it)
    reply.close()
