"""Pieces of HTML that are safe to show, shared by the chat, the pages and the exports."""

from ui.markup.elements import element
from ui.markup.escaping import escape
from ui.markup.labels import reference, short_label
from ui.markup.passage_body import passage_body

__all__ = ["element", "escape", "passage_body", "reference", "short_label"]
