"""Questions, answers and refusals as HTML that is safe to show.

Every function returns one line of HTML. All text goes through `escape`; the tags and the
class names are the only markup, and none of them comes from outside.
"""

from assistant import MAX_QUESTION_LENGTH, Answer, Citation, Refusal
from corpus import Report
from ui.chat.statements import said_by_model
from ui.markup import element, escape, short_label
from ui.texts import Texts
from ui.wording import notice_of_fault

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


def answer_parts(answer: Answer, texts: Texts, *, shows_removed: bool = False) -> tuple[str, ...]:
    """Return an answer as parts: what is said first or the refusal, then each quote.

    Args:
        answer: The answer.
        texts: The language.
        shows_removed: Whether sentences of a chat model that failed the check are shown, marked.
    """
    note = _searched_note(answer, texts)
    if answer.refusal is not None:
        nearest = tuple(quote_html(citation) for citation in answer.refusal.nearest)
        return (note + _refusal_html(answer.refusal, texts), *nearest)
    said = [
        element("div", css_class, escape(words))
        for css_class, words in (
            ("ra-notice", notice_of_fault(answer, texts)),
            ("ra-short", answer.short_answer),
        )
        if words
    ]
    said.append(said_by_model(answer, texts, shows_removed=shows_removed))
    if answer.lead:
        said.append(element("div", "ra-lead", escape(answer.lead)))
    return (note + "".join(said), *(quote_html(citation) for citation in answer.citations))


def growing_html(answer: Answer, texts: Texts) -> str:
    """Return an answer that is still being written: its sentences so far.

    Args:
        answer: The answer so far.
        texts: The language.
    """
    writing = element("div", "ra-writing", escape(texts.gettext("More is being written …")))
    return _searched_note(answer, texts) + said_by_model(answer, texts) + writing


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


def welcome_html(report: Report, texts: Texts, *, has_model: bool = False) -> str:
    """Return what stands in the conversation before the first question.

    Args:
        report: The report.
        texts: The language.
        has_model: Whether a chat model may word the answers.
    """
    title = escape(texts.gettext("Ask a question about this report"))
    text = texts.gettext(
        "The answer is given in the report’s own words, each quote with the number of the "
        "passage it stands in. You can also name a place: a paragraph, a recommendation, a "
        "figure. What {symbol} does not say, the assistant does not answer.",
        symbol=report.symbol,
    )
    lines = [text]
    if has_model:
        lines.append(
            texts.gettext(
                "A chat model can word the answer. Each of its sentences is checked against the "
                "passages it cites; one that the report does not support is not shown."
            )
        )
    shown = "".join(element("p", "ra-welcome-text", escape(line)) for line in lines)
    return element("p", "ra-welcome-title", title) + shown


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
