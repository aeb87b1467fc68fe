"""How a passage is named: on a citation chip, and in a reference that staff paste elsewhere."""

from corpus import PassageKind

_SHORT: dict[PassageKind, str] = {
    "recommendation": "Rec.",
    "figure": "Fig.",
    "footnote": "Note",
}
_IN_REFERENCE: dict[PassageKind, str] = {
    "paragraph": "para.",
    "table": "table",
    "figure": "figure",
    "footnote": "footnote",
    "cover": "cover",
    "annex": "annex",
}


def short_label(kind: PassageKind, label: str) -> str:
    """Return what a citation chip says: ``¶ 19``, ``Rec. 5``, ``Fig. 3``.

    Args:
        kind: Kind of the passage.
        label: Its full label.
    """
    return _with_name(_SHORT.get(kind), label)


def reference(report: str, kind: PassageKind, label: str) -> str:
    """Return the reference in the house form: ``GB.309/PFA/5/4, para. 19``.

    Args:
        report: Document symbol.
        kind: Kind of the passage.
        label: Its full label.
    """
    return f"{report}, {_with_name(_IN_REFERENCE.get(kind), label)}"


def _with_name(name: str | None, label: str) -> str:
    """Return the label with another first word; all else, such as a series, is kept."""
    _, *rest = label.split(" ", 1)
    return " ".join([name, *rest]) if name else label
