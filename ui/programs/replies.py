"""What the functions for programs reply, with a description of every field."""

from pydantic import BaseModel, ConfigDict

from assistant import Answerer, RefusalReason, Trail
from corpus import FigureDetails, FootnoteMark, ListItem, PassageKind, Reference, Span


class Reply(BaseModel):
    """What every reply has in common: it cannot be changed, and its fields are described."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Quote(Reply):
    """A verbatim quote and the passage it stands in."""

    report: str
    """Symbol of the report, such as GB.309/PFA/5/4."""
    kind: PassageKind
    """Kind of passage."""
    number: str
    """Printed number, such as 19; empty for the cover."""
    label: str
    """The citation to give with the quote, such as ¶ 19 or Recommendation 6."""
    passage_id: str
    """Id of the passage, such as p19; the function `passage` takes it."""
    section: tuple[str, ...]
    """Titles of the headings above the passage, outermost first."""
    quote: str
    """Words of the passage, exactly as printed."""
    start: int
    """Where the quote begins in the passage's text, in Unicode code points."""
    end: int
    """Where it ends."""


class Statement(Reply):
    """A sentence of a chat model that passed the check against the passages it cites."""

    text: str
    """The sentence, in the words of the model; quotes in it are the report's own."""
    labels: tuple[str, ...]
    """The citations to give with it, such as ¶ 19."""
    citations: tuple[Quote, ...]
    """The quotes it rests on, at least one of every passage it cites."""


class NoAnswer(Reply):
    """Why there is no answer."""

    reason: RefusalReason
    """The reason, as a fixed word."""
    message: str
    """The reason in one or two sentences, with what to do next."""
    nearest: tuple[Quote, ...]
    """The nearest passages. They do not answer the question."""
    choices: tuple[str, ...]
    """Questions that may have been meant; ask one of them instead."""


class AskReply(Reply):
    """The answer to a question, or why there is none."""

    question: str
    """The stand-alone question that was searched."""
    asked: str
    """The question as it was given."""
    text: str
    """The whole answer as plain text, each quote with its label."""
    short_answer: str
    """The answer in a few words, where the report's outline or values give it; may be empty."""
    lead: str
    """A short sentence before the quotes; may be empty."""
    citations: tuple[Quote, ...]
    """The quotes that answer the question, best first; empty where there is a refusal."""
    refusal: NoAnswer | None
    """Why there is no answer; null where there is one."""
    confidence: float | None
    """How likely the report answers, from 0 to 1; 1 where the answer was looked up."""
    answerer: Answerer
    """Who worded the answer: extractive, the report alone; generative, a chat model."""
    statements: tuple[Statement, ...]
    """What a chat model says, sentence by sentence; empty where the answer is extractive."""
    removed: int
    """How many sentences of a chat model failed the check and are not given."""
    notice: str
    """Why the answer of a chat model is not what is given; empty where there is no reason."""
    model: str | None
    """Name of the chat model that was asked; null where none was."""
    trail: Trail | None
    """How the answer was found: candidates, scores, times; null unless it was asked for."""


class MatchingText(Reply):
    """A sentence or list item that matches a query."""

    start: int
    """Where it begins in the passage's text."""
    end: int
    """Where it ends."""
    text: str
    """Its words, exactly as printed."""
    score: float
    """Its score; higher is better."""


class FoundPassage(Reply):
    """A passage that a search found."""

    passage_id: str
    """Id of the passage, such as p19."""
    report: str
    """Symbol of the report."""
    kind: PassageKind
    """Kind of passage."""
    number: str
    """Printed number; empty for the cover."""
    label: str
    """The citation to give, such as ¶ 19."""
    section: tuple[str, ...]
    """Titles of the headings above the passage, outermost first."""
    text: str
    """Its words, exactly as printed."""
    score: float
    """Its score; higher is better. Comparable within one search only."""
    similarity: float | None
    """How near in meaning it is, from -1 to 1; null where it was found by words alone."""
    evidence: tuple[MatchingText, ...]
    """What in it matches, best first."""
    ranks: dict[str, int]
    """Its rank in each single ranking that found it."""


class SearchReply(Reply):
    """What a search found."""

    query: str
    """What was looked for."""
    results: tuple[FoundPassage, ...]
    """The passages found, best first; empty where nothing matches."""


class PassageReply(Reply):
    """One passage of the report, whole."""

    id: str
    """Its id, such as p19."""
    kind: PassageKind
    """Kind of passage."""
    number: str
    """Printed number; empty for the cover."""
    label: str
    """The citation to give, such as ¶ 19."""
    text: str
    """Its words, exactly as printed; list items stand on lines of their own."""
    report: str
    """Symbol of the report."""
    section: tuple[str, ...]
    """Titles of the headings above it, outermost first."""
    items: tuple[ListItem, ...]
    """Its list items, with their places in the text."""
    references: tuple[Reference, ...]
    """The passages that its words name, with the place of those words."""
    marks: tuple[FootnoteMark, ...]
    """The footnotes it carries, with their places in the text."""
    figure: FigureDetails | None
    """Caption, source, unit and printed values of a figure or table; null for others."""
    after: str | None
    """Id of the passage it is printed after, where it stands apart from the paragraphs."""
    page: int | None
    """Page it starts on, where known."""
    source_spans: tuple[Span, ...]
    """Where its characters stand in the report's text file."""
    named_by: tuple[str, ...]
    """Ids of the passages whose words name it."""


class PassageEntry(Reply):
    """A passage as the outline lists it."""

    id: str
    """Its id, such as p19; the function `passage` takes it."""
    label: str
    """How it is cited, such as ¶ 19."""


class SectionEntry(Reply):
    """A heading of the report and what stands under it."""

    title: str
    """The words of the heading."""
    passages: tuple[PassageEntry, ...]
    """The passages right under it, in reading order."""
    sections: tuple["SectionEntry", ...]
    """The headings below it, in reading order."""


class OutlineReply(Reply):
    """How the report is built."""

    report: str
    """Symbol of the report, such as GB.309/PFA/5/4."""
    title: str
    """Title as printed."""
    date: str | None
    """Date of the report as YYYY-MM-DD, where it is printed."""
    session: str | None
    """The session line of the cover, where there is one."""
    committee: str | None
    """The body the report is for, where it is printed."""
    counts: dict[PassageKind, int]
    """How many passages there are of each kind."""
    before_sections: tuple[PassageEntry, ...]
    """The passages before the first heading, in reading order."""
    sections: tuple[SectionEntry, ...]
    """The main headings, in reading order."""
