"""Finding the passage that a name means."""

import re

from corpus import Passage, Report, UnknownPassageError, find_named_units


def find_passage(report: Report, name: str) -> Passage:
    """Return the passage that a name means: ``p19``, ``P 19``, ``para 19``, ``¶19``, ``19``.

    Args:
        report: The report to look in.
        name: An id, a printed name, or a bare paragraph number.

    Raises:
        UnknownPassageError: The report has no such passage.
    """
    joined = re.sub(r"\s+", "", name).lower()
    if any(passage.id == joined for passage in report.passages):
        return report.passage(joined)
    numbered = find_named_units(f"paragraph {joined}" if joined.isdecimal() else name)
    for unit in numbered:
        for passage in report.of_kind(unit.kind):
            if passage.number == str(unit.number):
                return passage
    known = ", ".join(passage.id for passage in report.passages)
    raise UnknownPassageError(
        f"{report.symbol} has no passage {name!r}. Its passages are: {known}."
    )
