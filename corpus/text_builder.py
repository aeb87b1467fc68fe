"""Building a passage's text from printed lines."""

import re
from dataclasses import dataclass, field

from corpus.model import ListItem, Span
from corpus.source import Line
from corpus.wording import is_finished, is_finished_item, item_marker, join_lines

_MAX_LABEL_LENGTH = 60


@dataclass(slots=True)
class TextBuilder:
    """Joins the lines of one passage and keeps its list items and footnote marks.

    Attributes:
        width: Length of a full line of the report.
        keep_lines: Whether lines stay apart as printed, as on a cover, where only lines
            without an empty line between them are joined.
        text: The text so far.
        items: The list items that are complete.
        marks: The numbers of the footnote marks so far, with their offsets in the text.
        spans: Where the lines stand in the source text.
    """

    width: int
    keep_lines: bool = False
    text: str = ""
    items: list[ListItem] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    _open: tuple[str, int] | None = None
    _titled: bool = False
    _last_number: int = 0
    _last_length: int = 0

    def add(self, line: Line, text_from: int = 0) -> None:
        """Add a line.

        Args:
            line: The line.
            text_from: Where its words begin, after the unit's printed number.
        """
        words = re.sub(r"\s+", " ", line.text[text_from:].strip())
        self.spans.append(line.span)
        if not words:
            return
        marker = None if self.keep_lines else self._item_marker(words)
        if marker:
            self._begin_item(marker, words)
        elif self._breaks_before(line, words):
            self._new_line()
            self.text += words
        else:
            self.text += join_lines(self.text, words) + words
        self._last_length = len(line.text)

    def add_mark(self, number: int, line: Line) -> None:
        """Note a footnote mark at the current end of the text."""
        self.spans.append(line.span)
        self.marks.append((number, len(self.text)))

    def add_span(self, line: Line) -> None:
        """Count a line's place as this passage's, without words, such as a number alone."""
        self.spans.append(line.span)

    def finish(self) -> None:
        """Close the last list item."""
        if self._open is not None:
            marker, start = self._open
            self.items.append(ListItem(marker, start, len(self.text)))
            self._open = None

    def _item_marker(self, words: str) -> str | None:
        marker = item_marker(words)
        if marker is None or (self.text and not is_finished_item(self.text)):
            return None
        number = re.fullmatch(r"\(?(\d+)[.)]", marker)
        if number and int(number.group(1)) not in (1, self._last_number + 1):
            return None
        return marker

    def _begin_item(self, marker: str, words: str) -> None:
        self.finish()
        self._new_line()
        rest = words[len(marker) :].strip()
        self._open = (marker, len(self.text) + len(marker) + 1)
        self._titled = False
        number = re.fullmatch(r"\(?(\d+)[.)]", marker)
        self._last_number = int(number.group(1)) if number else 0
        self.text += f"{marker} {rest}"

    def _breaks_before(self, line: Line, words: str) -> bool:
        if not self.text:
            return False
        if self.keep_lines:
            return not line.adjacent
        if self._ends_title(line, words):
            self._titled = True
            return True
        if self._is_label(words):
            self.finish()
            return True
        return False

    def _is_label(self, words: str) -> bool:
        """Tell whether a line of its own announces a list, such as "Next steps:".

        It does so by choice only where the line before had room for its first word.
        """
        short = len(words) < _MAX_LABEL_LENGTH
        had_room = self._last_length + 1 + len(words.split(" ", 1)[0]) <= self.width
        begins = words[0].isupper() and is_finished(self.text)
        return short and words.endswith(":") and begins and had_room

    def _ends_title(self, line: Line, words: str) -> bool:
        """Tell whether an item's own title ends here: nothing in it ends like a sentence."""
        if self._open is None or self._titled:
            return False
        title = re.sub(r"\([^()]*\)", "", self.text[self._open[1] :])
        return line.indented and words[0].isupper() and not re.search(r"[(.;:,]", title)

    def _new_line(self) -> None:
        if self.text:
            self.text += "\n"
