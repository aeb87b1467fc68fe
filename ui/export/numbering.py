"""Numbers for the notes of an export."""

from collections.abc import Iterator

from assistant import Citation
from corpus import visible
from ui.export.document import Mark, Note, Quote
from ui.export.holding import holdable
from ui.markup import reference, short_label


class Numbering:
    """Numbers quotes as they appear; the same quote of the same passage keeps its number."""

    def __init__(self) -> None:
        """Begin with no note."""
        self._numbers: dict[tuple[str, str], int] = {}
        self._cited: list[Citation] = []
        self._marks: list[int] = []

    def mark(self, citation: Citation) -> Mark:
        """Return the next mark of a citation's note.

        Args:
            citation: What is cited.
        """
        key = (citation.passage_id, citation.quote)
        if key not in self._numbers:
            self._cited.append(citation)
            self._marks.append(0)
            self._numbers[key] = len(self._cited)
        number = self._numbers[key]
        self._marks[number - 1] += 1
        return Mark(number, self._marks[number - 1])

    def quote(self, citation: Citation) -> Quote:
        """Return the words of a citation with the next mark of its note.

        Args:
            citation: What is cited.
        """
        label = visible(short_label(citation.kind, citation.label))
        return Quote(holdable(citation.quote), label, self.mark(citation))

    def notes(self, source: str) -> Iterator[Note]:
        """Return the notes, by number.

        Args:
            source: Title and date of the report.
        """
        for number, (it, marks) in enumerate(zip(self._cited, self._marks, strict=True), start=1):
            yield Note(
                number=number,
                quote=holdable(it.quote),
                passage_id=it.passage_id,
                label=visible(it.label),
                reference=visible(reference(it.report, it.kind, it.label)),
                report=source,
                marks=marks,
            )
