"""Questions, answers and refusals as HTML that is safe to show.

Every function returns one line of HTML. All text goes through `escape`; the tags and the
class names are the only markup, and none of them comes from outside.
"""

from assistant import MAX_QUESTION_LENGTH, Answer, Citation, Refusal, RefusalReason
from corpus import Report
from ui.markup import element, escape

_LENGTH_OF_A_BEGINNING = 200

_REFUSAL_TITLES: dict[RefusalReason, str] = {
    "not_in_report": "The report does not say",
    "out_of_scope": "This is not a question about the report",
    "no_such_reference": "The report has no such place",
    "ambiguous_follow_up": "It is not clear what this question refers to",
    "small_talk": "This is no question",
    "unverified": "No answer could be checked against the report",
}


def question_html(question: str) -> str:
    """Return a question as it was typed; of one that is too long, its beginning."""
    if not question.strip():
        return element("div", "ra-question ra-blank", "empty question")
    if len(question) > MAX_QUESTION_LENGTH:
        question = question[:_LENGTH_OF_A_BEGINNING] + " …"
    return element("div", "ra-question", escape(question))


def answer_parts(answer: Answer) -> tuple[str, ...]:
    """Return an answer as parts: what is said first or the refusal, then each quote."""
    note = _searched_note(answer)
    if answer.refusal is not None:
        nearest = tuple(quote_html(citation) for citation in answer.refusal.nearest)
        return (note + _refusal_html(answer.refusal), *nearest)
    said = [
        element("div", css_class, escape(words))
        for css_class, words in (("ra-short", answer.short_answer), ("ra-lead", answer.lead))
        if words
    ]
    return (note + "".join(said), *(quote_html(citation) for citation in answer.citations))


def problem_html(problem: str) -> str:
    """Return what went wrong, in plain words."""
    return element("div", "ra-problem", escape(problem))


def quote_html(citation: Citation) -> str:
    """Return a quote with its citation mark."""
    quote = element("span", "ra-quote-text", f"“{escape(citation.quote)}”")
    label = escape(f"[{citation.label}]")
    # Focusable, so that Enter on the mark opens the source as a click does.
    mark = f'<span class="ra-mark" role="button" tabindex="0">{label}</span>'
    return element("div", "ra-quote", f"{quote} {mark}")


def header_html(report: Report) -> str:
    """Return the head of the page: the report's title and where it comes from."""
    day = f"{report.date.day} {report.date:%B %Y}" if report.date else None
    facts = [fact for fact in (report.symbol, report.session, report.committee, day) if fact]
    title = element("h1", "ra-title", escape(report.title))
    return title + element("p", "ra-facts", " · ".join(escape(fact) for fact in facts))


def welcome_html(report: Report) -> str:
    """Return what stands in the conversation before the first question."""
    title = element("p", "ra-welcome-title", "Ask a question about this report")
    text = (
        "The answer is given in the report’s own words, each quote with the number of the "
        "passage it stands in. You can also name a place: a paragraph, a recommendation, a "
        f"figure. What {escape(report.symbol)} does not say, the assistant does not answer."
    )
    return title + element("p", "ra-welcome-text", text)


def _refusal_html(refusal: Refusal) -> str:
    if refusal.reason == "small_talk":
        return element("div", "ra-lead", escape(refusal.message))
    title = element("p", "ra-refusal-title", escape(_REFUSAL_TITLES[refusal.reason]))
    message = element("p", "ra-refusal-text", escape(refusal.message))
    nearest = "The nearest passages, for you to judge:" if refusal.nearest else ""
    choices = "".join(element("li", "ra-choice", escape(it)) for it in refusal.choices)
    listed = element("ul", "ra-choices", choices) if choices else ""
    shown = title + message + listed + element("p", "ra-nearest", nearest)
    return element("div", "ra-refusal", shown)


def _searched_note(answer: Answer) -> str:
    if answer.question.strip() == answer.asked.strip():
        return ""
    return element("div", "ra-note", f"Understood as: {escape(answer.question)}")
