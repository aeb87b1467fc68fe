"""What the trail of an answer tells of a chat model, line by line."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant import VERDICTS
from ui.wording import fault_in_words, verdict_in_words

if TYPE_CHECKING:
    from assistant import Answer, ModelUsage
    from ui.texts import Texts


def model_lines(answer: "Answer", texts: "Texts") -> Iterator[str]:
    """Yield who worded the answer, what was asked of the chat model, and what the check found.

    Args:
        answer: The answer.
        texts: The language.
    """
    if answer.answerer == "generative":
        yield texts.gettext("The answer was worded by a chat model.")
    elif answer.fault is not None:
        yield fault_in_words(answer.fault, texts)
    if answer.usage is not None:
        yield _asked_of(answer.usage, texts)
    if answer.sentences:
        yield texts.gettext("Its sentences: {verdicts}", verdicts=_verdicts(answer, texts))
    yield from _rewriting(answer, texts)


def _asked_of(usage: "ModelUsage", texts: "Texts") -> str:
    told = texts.gettext(
        "{model}: calls {calls}, tokens read {read}, tokens written {written}",
        model=usage.model,
        calls=usage.calls,
        read=usage.input_tokens,
        written=usage.output_tokens,
    )
    more = [texts.gettext("estimated")] if usage.estimated else []
    if usage.cost is not None:
        more.append(texts.gettext("cost {cost}", cost=f"{usage.cost:.4f}"))
    return f"{told} ({', '.join(more)})." if more else f"{told}."


def _verdicts(answer: "Answer", texts: "Texts") -> str:
    found = Counter(sentence.verdict for sentence in answer.sentences)
    return "; ".join(
        f"{found[verdict]} × {verdict_in_words(verdict, texts)}"
        for verdict in VERDICTS
        if found[verdict]
    )


def _rewriting(answer: "Answer", texts: "Texts") -> Iterator[str]:
    """Yield both stand-alone questions of a follow-up, where the chat model was asked for one."""
    rewriting = answer.trail.rewriting
    if rewriting is None:
        return
    ours, theirs = rewriting.ours, rewriting.theirs
    yield texts.gettext("As this program understood the follow-up: {question}", question=ours)
    if theirs:
        yield texts.gettext("As the chat model understood it: {question}", question=theirs)
    if rewriting.taken == "model":
        yield texts.gettext("The question of the chat model was searched.")
    else:
        yield texts.gettext("The question of this program was searched.")
    if rewriting.reason:
        yield texts.gettext("Because: {reason}", reason=rewriting.reason)
