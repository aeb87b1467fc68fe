"""``show``: one passage, by any name it goes by."""

import json

import pytest

from corpus import bundled_report


@pytest.fixture
def show(capsys):
    """Run ``show``, which needs no index."""
    from ui.cli.run import run

    def call(*arguments):
        code = run(["show", *arguments])
        return code, *capsys.readouterr()

    return call


@pytest.mark.parametrize("name", ["p19", "P 19", "para 19", "paragraph 19", "¶ 19", "¶19", "19"])
def test_a_paragraph_goes_by_many_names(show, name):
    code, out, err = show(name)
    assert (code, err) == (0, "")
    assert out.startswith("¶ 19\nComments from the Office\n\n")


@pytest.mark.parametrize(
    ("name", "first_line"),
    [
        ("r6", "Recommendation 6"),
        ("rec. 6", "Recommendation 6"),
        ("fig 3", "Figure 3"),
        ("footnote 1", "Footnote 1"),
        ("cover", "Cover"),
        ("Cover", "Cover"),
    ],
)
def test_other_kinds_are_shown_too(show, name, first_line):
    code, out, _ = show(name)
    assert code == 0
    assert out.splitlines()[0] == first_line


def test_items_references_and_footnotes_are_listed(show):
    _, out, _ = show("p19")
    words = " ".join(out.split())
    assert "List items: 6" in words
    assert "Names: Recommendation 1 (r1), Recommendation 11 (r11)" in words
    assert "Footnotes: Footnote 2 (n2)" in words


def test_what_names_a_passage_is_listed(show):
    _, out, _ = show("r7")
    assert "Named by: ¶ 19 (p19)" in out


@pytest.mark.parametrize("passage", bundled_report().passages, ids=lambda it: it.id)
def test_every_word_of_every_passage_is_shown(show, passage):
    code, out, _ = show(passage.id)
    assert code == 0
    assert " ".join(passage.text.split()) in " ".join(out.split())


def test_json_holds_the_text_to_which_offsets_refer(show):
    code, out, _ = show("--json", "p19")
    fields = json.loads(out)
    passage = bundled_report().passage("p19")
    assert code == 0
    assert (fields["id"], fields["text"]) == ("p19", passage.text)
    assert [it["start"] for it in fields["items"]] == [it.start for it in passage.items]
    assert [it["target"] for it in fields["references"]][:2] == ["r1", "r11"]


@pytest.mark.parametrize(
    "name", ["p99", "rec 40", "", " ", "hello", "figure", "p19; r1", "\x1b[2J"]
)
def test_an_unknown_passage_is_refused_with_those_that_exist(show, name):
    code, out, err = show(name)
    assert (code, out) == (2, "")
    assert "has no passage" in err
    assert "p1, p2" in err
    assert "\x1b" not in err
