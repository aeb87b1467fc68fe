"""The source panel: every passage of the report as it is shown beside the chat."""

import re

from corpus import Span
from ui.chat.source_panel import panel_html
from ui.markup import escape
from ui.texts import texts_in


def whole(report, passage):
    """The panel with the whole passage quoted."""
    return panel_html(report, passage.id, Span(0, len(passage.text)), texts_in("en"))


def test_every_passage_can_be_shown_as_a_source(assistant):
    for passage in assistant.report.passages:
        panel = whole(assistant.report, passage)
        words = re.sub(r"\W+", "", passage.text.split("\n")[0])
        shown = re.sub(r"\W+", "", re.sub(r"<sup>.*?</sup>|<[^>]+>|&#\d+;", "", panel))
        assert words in shown, passage.id


def test_a_passage_that_is_looked_up_has_no_mark(assistant):
    panel = panel_html(assistant.report, "p8", None, texts_in("en"))

    assert "<mark>" not in panel
    assert "¶ 8</h2>" in panel


def test_a_list_is_shown_as_a_list(assistant):
    passage = next(passage for passage in assistant.report.passages if len(passage.items) > 2)

    assert whole(assistant.report, passage).count("ra-item") == len(passage.items)


def test_the_values_of_a_figure_are_shown_as_a_table(assistant):
    figure = next(p for p in assistant.report.passages if p.figure and p.figure.values)

    panel = whole(assistant.report, figure)

    for value in figure.figure.values:
        assert f"<mark>{escape(value.label)}<" in panel


def test_a_footnote_is_shown_with_the_passage_that_carries_its_mark(assistant):
    marked = next(passage for passage in assistant.report.passages if passage.marks)
    footnote = assistant.report.passage(marked.marks[0].footnote)

    panel = whole(assistant.report, marked)

    assert f">{footnote.number}<" in panel
    assert escape(footnote.text) in panel


def test_the_passages_around_a_source_are_shown(assistant):
    before, passage, after = assistant.report.passages[3:6]

    panel = whole(assistant.report, passage)

    assert panel.index(f">{before.label}</span>") < panel.index("ra-cited")
    assert panel.index("ra-cited") < panel.index(f">{after.label}</span>")
