"""Telling the printed numbers of a series from other numbers at line starts.

Printed numbers form a *monotone sequence*; a page number, a year or a list inside a
paragraph does not fit into it. Among all candidates the sequence is chosen that has the
highest weight: every number in it adds its own plausibility, every number it skips costs.
This is the heaviest increasing subsequence, found by dynamic programming (Jacobson and Vo,
"Heaviest increasing/common subsequence problems", 1992).
"""

from collections.abc import Sequence
from dataclasses import dataclass

_COST_OF_A_GAP = 0.9


@dataclass(frozen=True, slots=True)
class NumberCandidate:
    """A number at a line start that may belong to a series.

    Attributes:
        line: Index of the line.
        number: The number.
        plausibility: How well the line's surroundings fit the start of a unit, from -1
            (in the middle of a sentence) to 2 (after a finished one, followed by a capital).
    """

    line: int
    number: int
    plausibility: float


def find_series(candidates: Sequence[NumberCandidate]) -> tuple[NumberCandidate, ...]:
    """Return the candidates that form the most plausible rising series.

    Args:
        candidates: In the order of their lines.

    Returns:
        The series, in order, its numbers strictly rising; empty when no candidate is
        plausible. Of several equally heavy series the one with the fewest gaps is taken,
        and of those the one that comes first.
    """
    best: list[tuple[float, int | None]] = []
    for position, candidate in enumerate(candidates):
        score = candidate.plausibility - _COST_OF_A_GAP * abs(candidate.number - 1)
        came_from: int | None = None
        for earlier in range(position):
            gap = candidate.number - candidates[earlier].number - 1
            if gap < 0:
                continue
            joined = best[earlier][0] + candidate.plausibility - _COST_OF_A_GAP * gap
            if joined > score:
                score, came_from = joined, earlier
        best.append((score, came_from))
    return _trace_back(candidates, best)


def _trace_back(
    candidates: Sequence[NumberCandidate], best: Sequence[tuple[float, int | None]]
) -> tuple[NumberCandidate, ...]:
    position: int | None = max(range(len(best)), key=lambda index: best[index][0], default=None)
    if position is None or best[position][0] <= 0:
        return ()
    series: list[NumberCandidate] = []
    while position is not None:
        series.append(candidates[position])
        position = best[position][1]
    return tuple(reversed(series))


def find_restarts(
    candidates: Sequence[NumberCandidate], series: Sequence[NumberCandidate]
) -> tuple[tuple[NumberCandidate, ...], ...]:
    """Return further series, before or after the main one, that begin at 1 again.

    Args:
        candidates: All candidates, in the order of their lines.
        series: The main series.

    Returns:
        Series of at least two fully plausible numbers that begin with 1, in order of place.
    """
    if not series:
        return ()
    before = [candidate for candidate in candidates if candidate.line < series[0].line]
    after = [candidate for candidate in candidates if candidate.line > series[-1].line]
    found = (find_series(before), find_series(after))
    return tuple(
        other
        for other in found
        if len(other) > 1 and other[0].number == 1 and min(c.plausibility for c in other) >= 2
    )
