"""Questions, answers and refusals as HTML that is safe to show.

Every function returns one line of HTML. All text goes through `escape`; the tags and the
class names are the only markup, and none of them comes from outside.
"""

from assistant import MAX_QUESTION_LENGTH, Answer, Citation, Refusal
from corpus import Report
from ui.markup import element, escape, short_label
from ui.texts import Texts

_LENGTH_OF_A_BEGINNING = 200


def refusal_title(refusal: Refusal, texts: Texts) -> str:
    """Return the reason of a refusal in a few words.

    Args:
        refusal: The refusal.
        texts: The language.
    """
    return {
        "not_in_report": texts.gettext("The report does not say"),
        "out_of_scope": texts.gettext("This is not a question about the report"),
        "no_such_reference": texts.gettext("The report has no such place"),
        "ambiguous_follow_up": texts.gettext("It is not clear what this question refers to"),
        "small_talk": texts.gettext("This is no question"),
        "unverified": texts.gettext("No answer could be checked against the report"),
    }[refusal.reason]


def question_html(question: str, texts: Texts) -> str:
    """Return a question as it was typed; of one that is too long, its beginning."""
    if not question.strip():
        return element("div", "ra-question ra-blank", escape(texts.gettext("empty question")))
    if len(question) > MAX_QUESTION_LENGTH:
        question = question[:_LENGTH_OF_A_BEGINNING] + " …"
    return element("div", "ra-question", escape(question))


def answer_parts(answer: Answer, texts: Texts) -> tuple[str, ...]:
    """Return an answer as parts: what is said first or the refusal, then each quote."""
    note = _searched_note(answer, texts)
    if answer.refusal is not None:
        nearest = tuple(quote_html(citation) for citation in answer.refusal.nearest)
        return (note + _refusal_html(answer.refusal, texts), *nearest)
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
    """Return a quote with its citation chip."""
    quote = element("span", "ra-quote-text", f"“{escape(citation.quote)}”")
    label = escape(short_label(citation.kind, citation.label))
    # Focusable, so that Enter on the chip opens the source as a click does.
    chip = f'<span class="ra-mark" role="button" tabindex="0">{label}</span>'
    return element("div", "ra-quote", f"{quote} {chip}")


def welcome_html(report: Report, texts: Texts) -> str:
    """Return what stands in the conversation before the first question."""
    title = escape(texts.gettext("Ask a question about this report"))
    text = texts.gettext(
        "The answer is given in the report’s own words, each quote with the number of the "
        "passage it stands in. You can also name a place: a paragraph, a recommendation, a "
        "figure. What {symbol} does not say, the assistant does not answer.",
        symbol=report.symbol,
    )
    return element("p", "ra-welcome-title", title) + element("p", "ra-welcome-text", escape(text))


def _refusal_html(refusal: Refusal, texts: Texts) -> str:
    if refusal.reason == "small_talk":
        return element("div", "ra-lead", escape(refusal.message))
    title = element("p", "ra-refusal-title", escape(refusal_title(refusal, texts)))
    message = element("p", "ra-refusal-text", escape(refusal.message))
    nearest = texts.gettext("The nearest passages, for you to judge:") if refusal.nearest else ""
    shown = title + message + element("p", "ra-nearest", escape(nearest))
    return element("div", "ra-refusal", shown)


def _searched_note(answer: Answer, texts: Texts) -> str:
    if answer.question.strip() == answer.asked.strip():
        return ""
    understood = texts.gettext("Understood as: {question}", question=answer.question)
    return element("div", "ra-note", escape(understood))
