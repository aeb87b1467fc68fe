"""What a chat model said, as HTML that is safe to show: each sentence with its citation chips."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant import Answer, Citation
from ui.markup import element, escape, short_label
from ui.wording import verdict_in_words, worded_by

if TYPE_CHECKING:
    from assistant import CheckedSentence
    from ui.texts import Texts


def said_by_model(answer: Answer, texts: "Texts", *, shows_removed: bool = False) -> str:
    """Return the sentences of a chat model, then who worded them; empty where there are none.

    Args:
        answer: The answer, whole or still growing.
        texts: The language.
        shows_removed: Whether those that failed the check are shown too, marked as such.
    """
    said = "".join(_sentences(answer, texts, shows_removed=shows_removed))
    by = "" if answer.partial else worded_by(answer, texts)
    return said + (element("div", "ra-worded-by", escape(by)) if by else "")


def _sentences(answer: Answer, texts: "Texts", *, shows_removed: bool) -> Iterator[str]:
    """Yield the sentences in the order in which they were written."""
    for sentence in answer.sentences:
        if not sentence.is_supported:
            if shows_removed:
                yield _removed(sentence, texts)
        elif answer.answerer == "generative":
            yield _statement(sentence, answer)


def _statement(sentence: "CheckedSentence", answer: Answer) -> str:
    # One chip for each passage: it opens the first of the quotes that the sentence rests on.
    first = {it.passage_id: it for it in reversed(sentence.citations)}
    cited = [first[it] for it in dict.fromkeys(it.passage_id for it in sentence.citations)]
    chips = " ".join(_chip(citation, answer) for citation in cited)
    text = element("span", "ra-statement-text", escape(sentence.text))
    return element("div", "ra-statement", f"{text} {chips}")


def _chip(citation: Citation, answer: Answer) -> str:
    """Return a chip; its class says which of the quotes below it opens, for the script."""
    label = escape(short_label(citation.kind, citation.label))
    if answer.partial or citation not in answer.citations:
        return element("span", "ra-mark ra-mark-still", label)
    place = answer.citations.index(citation)
    return f'<span class="ra-mark ra-to-{place}" role="button" tabindex="0">{label}</span>'


def _removed(sentence: "CheckedSentence", texts: "Texts") -> str:
    found = verdict_in_words(sentence.verdict, texts)
    head = texts.gettext("Not supported by the report: {found}", found=found)
    parts = [
        element("div", "ra-removed-head", escape(head)),
        f"<del>{escape(sentence.text)}</del>",
        element("div", "ra-removed-why", escape(sentence.reason)) if sentence.reason else "",
    ]
    return element("div", "ra-removed", "".join(parts))
