"""Reading captions, sources, notes and values."""

import pytest

from corpus import Passage, SourceText, parse_report


def figure(lines: str, kind: str = "figure") -> Passage:
    text = f"XY.1/2\n\nA report.\n\nIntroduction\n1. See the drawing below.\n{lines}\n2. The end."
    (found,) = parse_report(SourceText("file", text, "")).of_kind(kind)  # type: ignore[arg-type]
    return found


def values(passage: Passage) -> list[tuple[str, float]]:
    assert passage.figure is not None
    return [(value.label, value.value) for value in passage.figure.values]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Africa, 7.3", ("Africa", 7.3)),
        ("Africa: 12", ("Africa", 12)),
        ("Africa 1,250", ("Africa", 1250)),
        ("Asia and\nthe Pacific , \n4.2", ("Asia and the Pacific", 4.2)),
        ("Losses, -3.5", ("Losses", -3.5)),
        ("Share of women 41%", ("Share of women", 41)),
    ],
)
def test_values_in_the_ways_they_are_printed(line, expected):
    passage = figure(f"Figure 1. Shares by region\nSource: The office.\n{line}")
    assert values(passage) == [expected]


def test_a_figure_without_values_or_source():
    passage = figure("Figure 1. The path from inputs to outcomes")
    assert passage.figure is not None
    assert passage.figure.caption == "The path from inputs to outcomes"
    assert (passage.figure.source, passage.figure.unit) == (None, None)
    assert values(passage) == []


def test_source_and_notes_may_stand_before_or_after_the_values():
    passage = figure(
        "Figure 1. Money spent (in million US$)\nAfrica, 7\nNote: Rounded.\nSource: The office."
    )
    assert passage.figure is not None
    assert values(passage) == [("Africa", 7)]
    assert passage.figure.unit == "million US$"
    assert passage.figure.source == "The office."
    assert passage.text.split("\n") == [
        "Money spent (in million US$)",
        "Africa, 7",
        "Note: Rounded.",
        "Source: The office.",
    ]


def test_a_table_is_a_table_and_stands_after_its_paragraph():
    passage = figure("Table 1. Posts by office\nGeneva, 14", kind="table")
    assert (passage.id, passage.label, passage.after) == ("t1", "Table 1", "p1")
    assert values(passage) == [("Geneva", 14)]


def test_each_value_points_at_its_line():
    passage = figure("Figure 1. Shares\nAfrica, 7.3\nAmericas, 2.0")
    assert passage.figure is not None
    lines = [passage.text[value.start : value.end] for value in passage.figure.values]
    assert lines == ["Africa, 7.3", "Americas, 2.0"]
