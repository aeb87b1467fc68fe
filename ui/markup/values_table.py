"""The printed values of a figure or table, each with a bar."""

from collections.abc import Sequence

from corpus import FigureDetails, FigureValue, Span
from ui.markup.chart import Bar, bar_html, bars
from ui.markup.elements import element
from ui.markup.escaping import escape


def values_table(text: str, details: FigureDetails, marks: Sequence[Span] = ()) -> str:
    """Return the printed values as a table: label, bar, value as printed.

    Args:
        text: The text of the figure.
        details: The figure taken apart.
        marks: What is marked in the text; a value is marked as a whole.

    Returns:
        Nothing where the report prints no values.
    """
    if not details.values:
        return ""
    drawn = bars([value.value for value in details.values])
    rows = "".join(
        _row(text, value, bar, marks) for value, bar in zip(details.values, drawn, strict=True)
    )
    return element("table", "ra-values", f"{_head(details.unit)}<tbody>{rows}</tbody>")


def printed_number(text: str, value: FigureValue) -> str:
    """Return a value's number as it is printed: ``18.9``, ``1 200``, ``-3 %``.

    Args:
        text: The text of the figure.
        value: One of its values.
    """
    line = text[value.start : value.end]
    return line.removeprefix(value.label).lstrip(" \u00a0,:").rstrip()


def _head(unit: str | None) -> str:
    if unit is None:
        return ""
    return f'<thead><tr><td></td><td></td><th scope="col">{escape(unit)}</th></tr></thead>'


def _row(text: str, value: FigureValue, bar: Bar | None, marks: Sequence[Span]) -> str:
    label, number = escape(value.label), escape(printed_number(text, value))
    if any(value.start < mark.end and mark.start < value.end for mark in marks):
        label, number = f"<mark>{label}</mark>", f"<mark>{number}</mark>"
    return f'<tr><th scope="row">{label}</th><td>{bar_html(bar)}</td><td>{number}</td></tr>'
