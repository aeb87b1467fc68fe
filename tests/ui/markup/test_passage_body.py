import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import FigureDetails, FigureValue, FootnoteMark, Passage, Report, Span, bundled_report
from ui.markup import passage_body

_REPORT = bundled_report()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@given(st.data())
def test_marks_cover_what_they_name_and_change_no_word(data):
    passage = data.draw(st.sampled_from([it for it in _REPORT.passages if it.figure is None]))
    place = st.integers(0, len(passage.text))
    marks = [
        Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(place, place), max_size=4))
    ]
    html = passage_body(_REPORT, passage, marks, linked=True)
    marked = "".join(unescape(part) for part in re.findall(r"<mark>(.*?)</mark>", html))
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    markers = [item.marker for item in passage.items]
    inside = "".join(passage.text[at] for at in sorted(covered))
    assert len(letters(marked)) <= len(letters(inside))
    if not any(marker[0] == "(" for marker in markers):
        assert letters(marked) == letters(inside)
    assert letters(words(re.sub(r"<sup>.*?</sup>", "", html))) == letters(passage.text)


@pytest.mark.parametrize("passage", _REPORT.passages, ids=lambda it: it.id)
def test_references_are_links_to_what_they_name(passage):
    html = passage_body(_REPORT, passage, linked=True)
    links = re.findall(r'<a href="#(\w+)">(.*?)</a>', html)
    assert [(target, unescape(text)) for target, text in links] == [
        (it.target, passage.text[it.start : it.end]) for it in passage.references
    ]
    assert "<a " not in passage_body(_REPORT, passage)


def test_footnotes_are_linked_where_the_whole_report_is_shown_and_repeated_elsewhere():
    carrier = next(it for it in _REPORT.passages if it.marks)
    note = _REPORT.passage(carrier.marks[0].footnote)
    linked = unescape(passage_body(_REPORT, carrier, linked=True))
    assert f'href="#{note.id}" id="{note.id}-in-{carrier.id}"' in linked
    assert words(note.text) not in words(linked)
    assert words(note.text) in words(passage_body(_REPORT, carrier))


def test_a_further_line_of_an_item_stands_inside_it():
    passage = _REPORT.passage("p19")
    assert passage_body(_REPORT, passage).count("ra-line ra-inside") >= len(passage.items)


def figure(*lines: tuple[str, str, float], unit: str | None = None) -> tuple[Report, Passage]:
    text, values = "Caption", []
    for label, printed, value in lines:
        start = len(text) + 1
        text += f"\n{label}, {printed}"
        values.append(FigureValue(label, value, start, len(text)))
    details = FigureDetails("Caption", unit=unit, values=tuple(values))
    passage = Passage("f1", "figure", "1", "Figure 1", text, "X/1", figure=details)
    return Report("X/1", "A report", (passage,)), passage


def test_a_value_is_shown_as_printed_with_a_bar():
    html = passage_body(*figure(("North", "1 200", 1200), ("South", "-3 %", -3), unit="tons"))
    assert words(html) == "Caption tons North 1 200 South -3 %"
    assert html.count("<svg") == 2
    assert "style=" not in html


def test_no_unit_is_shown_where_none_is_printed():
    assert words(passage_body(*figure(("North", "5", 5)))) == "Caption North 5"


def test_a_marked_value_is_marked_with_its_label():
    report, passage = figure(("North", "5", 5), ("South", "6", 6))
    north = passage.figure.values[0]
    html = passage_body(report, passage, [Span(north.start, north.end)])
    assert re.findall("<mark>(.*?)</mark>", html) == ["North", "5"]


def test_a_figure_without_printed_values_has_no_table():
    drawn = [it for it in _REPORT.of_kind("figure") if it.figure and not it.figure.values]
    assert drawn
    for passage in drawn:
        assert "<table" not in passage_body(_REPORT, passage)


def test_a_footnote_of_a_second_series_is_named_as_printed():
    note = Passage("s2.n4", "footnote", "4", "Footnote 4 (2)", "A note.", "X/1")
    carrier = Passage(
        "s2.p1", "paragraph", "1", "¶ 1 (2)", "Words.", "X/1", marks=(FootnoteMark("s2.n4", 6),)
    )
    report = Report("X/1", "A report", (carrier, note))
    assert words(passage_body(report, carrier, linked=True)) == "Words. 4"
    assert words(passage_body(report, carrier)) == "Words. 4 4 A note."


_HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"


def test_nothing_in_a_figure_is_read_as_html():
    report, passage = figure((_HOSTILE, _HOSTILE, 1), unit=_HOSTILE)
    html = passage_body(report, passage)
    assert not re.search(r"<(?:img|script)", html)
    assert html.count(_HOSTILE) == 0
    assert unescape(html).count(_HOSTILE) == 3
