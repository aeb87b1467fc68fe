"""Sentences with marks, in pieces cut anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.marked_reply import MarkedReply, draft_of, drafts_in


def fed(pieces):
    reply = MarkedReply()
    drafts = [draft for piece in pieces for draft in reply.feed(piece)]
    return drafts + reply.close()


def pairs(drafts):
    return [(it.text, it.cited) for it in drafts]


@pytest.mark.parametrize(
    ("written", "text", "cited"),
    [
        ("Three units were merged [p11].", "Three units were merged.", ("p11",)),
        ("Three units were merged. [p11]", "Three units were merged.", ("p11",)),
        ("Three units were merged [p11, r4].", "Three units were merged.", ("p11", "r4")),
        ("Three units were merged [p11; r4].", "Three units were merged.", ("p11", "r4")),
        ("Three units were merged [p11 and r4].", "Three units were merged.", ("p11", "r4")),
        ("Three units [p11] were merged [p11][p12].", "Three units were merged.", ("p11", "p12")),
        ("Three units were merged [¶ 11].", "Three units were merged.", ("¶ 11",)),
        ("It is so [Recommendation 4].", "It is so.", ("Recommendation 4",)),
        ("It is so 【p11】.", "It is so.", ("p11",)),
        ("It stands on the front [cover].", "It stands on the front.", ("cover",)),
        ("It is so [GB.310/PFA/5/p8].", "It is so.", ("GB.310/PFA/5/p8",)),
        ("**Three** units were `merged` [p11].", "Three units were merged.", ("p11",)),
        ("- Three units were merged [p11].", "Three units were merged.", ("p11",)),
        ("2. Three units were merged [p11].", "Three units were merged.", ("p11",)),
        ("The units [sic] were merged [p11].", "The units [sic] were merged.", ("p11",)),
        ("“Three units.” [p11]", "“Three units.”", ("p11",)),
        ("Three units were merged", "Three units were merged", ()),
    ],
)
def test_marks_are_taken_out_of_a_sentence(written, text, cited):
    assert pairs(drafts_in(written)) == [(text, cited)]


def test_a_half_mark_at_the_end_is_never_seen():
    assert pairs(fed(["Three units were merged [p11]. Four were not [p1"])) == [
        ("Three units were merged.", ("p11",)),
        ("Four were not", ()),
    ]


def test_a_sentence_is_given_out_once_the_next_has_begun():
    reply = MarkedReply()
    assert reply.feed("Three units were merged in 2006. ") == []
    assert reply.feed("[p11] ") == []
    assert reply.feed("The") == []
    assert pairs(reply.feed(" next one")) == [("Three units were merged in 2006.", ("p11",))]
    assert pairs(reply.close()) == [("The next one", ())]


def test_a_line_end_ends_a_sentence_at_once():
    assert pairs(MarkedReply().feed("Three units [p11]\n")) == [("Three units", ("p11",))]


def test_abbreviations_do_not_end_a_sentence():
    assert pairs(drafts_in("See para. 8 of the paper [p8]. Next [p9].")) == [
        ("See para. 8 of the paper.", ("p8",)),
        ("Next.", ("p9",)),
    ]


@pytest.mark.parametrize("pieces", [1, 3, 100])
def test_what_a_model_thinks_to_itself_is_left_out(pieces):
    text = "<think>The user wants [p1]. Let me see.</think>\nThree units [p11]."
    cut = [text[at : at + pieces] for at in range(0, len(text), pieces)]
    assert pairs(fed(cut)) == [("Three units.", ("p11",))]


def test_thoughts_without_an_end_are_no_answer():
    assert fed(["<think>", "Three units [p11]."]) == []


def test_its_length_is_that_of_all_that_came():
    reply = MarkedReply()
    reply.feed("<think>ab")
    reply.feed("c")
    assert reply.length == len("<think>abc")


def test_ids_given_beside_a_sentence_come_first_and_once():
    assert draft_of("So it is [p2].", ["p1", "p2", ""]).cited == ("p1", "p2")


WORDS = st.sampled_from(
    [
        "The",
        "units",
        "merged",
        "in",
        "2006.",
        "[p11]",
        "[p11,",
        "r4]",
        "para.",
        "8",
        "No!",
        "\n",
        '"',
        "(",
        "[",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join), st.integers(1, 7))
def test_no_mark_is_left_in_a_sentence(text, size):
    for draft in fed([text[at : at + size] for at in range(0, len(text), size)]):
        assert "[p11]" not in draft.text
        assert "\n" not in draft.text


@given(
    st.lists(
        st.sampled_from(
            [
                "Three units were merged in 2006 [p11]. ",
                "It cost US$36 million. [p6, r4] ",
                "See Fig. 3 for more [f3].\n",
                "- Is it so [p9]? ",
            ]
        ),
        max_size=8,
    ).map("".join),
    st.integers(1, 9),
)
def test_however_a_plain_reply_is_cut_its_sentences_are_the_same(text, size):
    assert fed([text[at : at + size] for at in range(0, len(text), size)]) == drafts_in(text)


@given(st.text(max_size=300), st.integers(1, 7))
def test_any_text_can_be_read(text, size):
    fed([text[at : at + size] for at in range(0, len(text), size)])
