"""The characters of a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.plain_text import MAX_SENTENCE, plain, shown, wrong_form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  The   ILO\n has\tgrown. ", "The ILO has grown."),
        ("The **ILO** has *grown*.", "The ILO has grown."),
        ("The ***ILO*** has `grown`.", "The ILO has grown."),
        ("The __ILO__ has _grown_.", "The ILO has grown."),
        ("- The ILO has grown.", "The ILO has grown."),
        ("1. The ILO has grown.", "The ILO has grown."),
        ("(2) The ILO has grown.", "The ILO has grown."),
        ("## The ILO", "The ILO"),
        ("2010 was good.", "2010 was good."),
        ("Cafe\u0301s", "Cafés"),
        ("", ""),
    ],
)
def test_emphasis_and_marks_of_lists_are_dropped(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ILO has grown.", "Growth of 5% (x < 5) & more; US$36 million.", "Café à Genève – «ça»",
        "It’s “so”, isn't it?", "South–South/North–South: 50/50 @ #4",
    ],
)  # fmt: skip
def test_plain_text_may_be_shown(text):
    assert wrong_form(text, ["Latin letters"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "…", "12", "See https://example.org/a", "See www.example.org",
        "See example.org now", "![a](b)", "[a](b)", "The ILO [p8]", "<b>ILO</b>",
        "<img src=x>", "</script>", "<!-- ILO -->", "javascript:alert(1)", "data:text/html",
        "mailto:a", "a@b.c", "&lt;b", "&#60;b", "$$x$$", "a | b", "a ~~b~~", "a `b", "a * b",
        "a_b", "a\\b", "a {b}", "> quoted", "# title", "a ## b", "I\u200bLO", "I\u202eLO",
        "I\u00adLO", "I\x00LO", "I\ufeffLO", "ILO\ue000", "ILO\u2028x", "Z\u0335algo",
        "Сhina", "Ghаna", "Ω units", "中国", "ＩＬＯ", "𝐈𝐋𝐎", "x²", "½ of it", "٣ posts", "① ILO",
        "ILO ✅", "ILO 🎉", "ILO\U000e0041", "ILO \ud800", "a" * (MAX_SENTENCE + 1),
    ],
)  # fmt: skip
def test_nothing_else_may_be_shown(text):
    assert wrong_form(text, ["Latin letters only"]) is not None


def test_what_a_passage_prints_may_be_shown():
    assert wrong_form("Στρατηγική 5 m² ✓", ["η στρατηγική", "4 m² ✓"]) is None


@given(st.text(max_size=300))
def test_what_is_shown_can_be_seen(text):
    for made in (plain(text), shown(plain(text))):
        assert "\n" not in made
        assert plain(made).split() == made.split() or made != plain(text)
    assert all(it.isprintable() or it.isspace() for it in shown(text) if it != "\ufffd")


@pytest.mark.parametrize("part", ["*", "_", "“", "‘", "a", " ", "1,", "! ", "<", "x.y@", "`", "A "])
def test_long_texts_are_turned_down(part):
    assert wrong_form(plain(part * 10_000), ["a"]) is not None
