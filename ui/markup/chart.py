"""Bars beside printed values: how long each is, and its drawing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 160
_HEIGHT = 12
_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar on a scale from 0 to 100 that all bars of a chart share.

    Attributes:
        start: Where it begins.
        length: How long it is.
    """

    start: float
    length: float


def bars(values: Sequence[float]) -> tuple[Bar | None, ...]:
    """Return a bar for each value; lengths are to each other as the values are.

    The scale holds zero, so that no bar looks longer than its value is. Bars of negative
    values end where bars of positive ones begin.

    Args:
        values: The values; one that is not finite has no bar.
    """
    finite = [value for value in values if math.isfinite(value)]
    largest = max((abs(value) for value in finite), default=0.0)
    if largest == 0:
        return tuple(Bar(0, 0) if math.isfinite(value) else None for value in values)
    lowest = min(0.0, *finite, 0.0) / largest
    highest = max(0.0, *finite, 0.0) / largest
    unit = 100 / (highest - lowest)
    return tuple(
        _bar(value / largest, lowest, unit) if math.isfinite(value) else None for value in values
    )


def bar_html(bar: Bar | None) -> str:
    """Return the drawing of a bar; it carries no text, since the value stands beside it.

    Attributes give its size and colour, so that it is drawn where no style sheet is.

    Args:
        bar: The bar; None draws nothing.
    """
    if bar is None:
        return ""
    start = round(bar.start * _WIDTH / 100, _DIGITS)
    length = round(bar.length * _WIDTH / 100, _DIGITS)
    drawn = f'<rect x="{start:g}" y="0" width="{length:g}" height="{_HEIGHT}"></rect>'
    return (
        f'<svg class="ra-bar" width="{_WIDTH}" height="{_HEIGHT}" fill="currentColor"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true">'
        f"{drawn}</svg>"
    )


def _bar(value: float, lowest: float, unit: float) -> Bar:
    """Return the bar of a value; all three are on the scale on which the largest is 1."""
    return Bar((min(value, 0.0) - lowest) * unit, abs(value) * unit)
