"""The commands ``ask`` and ``search``."""

from collections.abc import Iterable, Iterator, Mapping

from assistant import Answer, Answerer, CheckedSentence, Citation, clean_question
from index import SearchResult
from ui.cli.output import say, say_json, wrapped
from ui.cli.session import assistant_for, text_or_stdin
from ui.json_fields import answer_fields, search_fields
from ui.texts import texts_in
from ui.wording import removed_from, verdict_in_words, worded_by


def print_answer(
    overrides: Mapping[str, object],
    question: str,
    *,
    answerer: Answerer | None,
    show_removed: bool,
    as_json: bool,
) -> None:
    """Answer a question and print the answer, or why there is none.

    Args:
        overrides: Settings from the command line.
        question: The question; ``-`` stands for standard input.
        answerer: Who words the answer; the chat model where one is set up when left out.
        show_removed: Whether to print sentences that failed the check, marked as such.
        as_json: Whether to print JSON, which always holds them.
    """
    question = text_or_stdin(question)
    clean_question(question)  # a wrong question is told before an index is built for it
    with assistant_for(overrides) as assistant:
        answer = assistant.ask(question, answerer=answerer)
    if as_json:
        say_json(answer_fields(answer))
    else:
        say(answer_in_words(answer, show_removed=show_removed))


def print_results(
    overrides: Mapping[str, object], query: str, count: int, *, as_json: bool
) -> None:
    """Search and print the passages found, best first.

    Args:
        overrides: Settings from the command line.
        query: What to look for; ``-`` stands for standard input.
        count: How many passages to print at most.
        as_json: Whether to print JSON.
    """
    query = text_or_stdin(query)
    clean_question(query)
    with assistant_for(overrides) as assistant:
        results = assistant.search(query, count)
    if as_json:
        say_json(search_fields(query, results))
    elif results:
        say("\n\n".join(_result_in_words(place, it) for place, it in enumerate(results, 1)))
    else:
        say("Nothing in the report matches. Try other words, or fewer.")


def answer_in_words(answer: Answer, *, show_removed: bool) -> str:
    """Return an answer as it is printed.

    Args:
        answer: The answer.
        show_removed: Whether sentences that failed the check are printed too, marked as such.
    """
    if answer.refusal is None:
        said = filter(None, [answer.notice, answer.short_answer, *_stated(answer), answer.lead])
        answered = _joined("\n\n".join(said), map(_quoted, answer.citations))
        removed = map(_removed, removed_from(answer)) if show_removed else ()
        by = worded_by(answer, texts_in("en"))
        return "\n\n".join(filter(None, [answered, *removed, wrapped(by)]))
    if not answer.refusal.nearest:
        return _joined(answer.refusal.message, (f"- {it}" for it in answer.refusal.choices))
    message = f"{answer.refusal.message}\n\nThe nearest passages:"
    return _joined(message, map(_quoted, answer.refusal.nearest))


def _stated(answer: Answer) -> Iterator[str]:
    for sentence in answer.statements:
        labels = dict.fromkeys(citation.label for citation in sentence.citations)
        yield f"{sentence.text} [{', '.join(labels)}]"


def _removed(sentence: CheckedSentence) -> str:
    found = verdict_in_words(sentence.verdict, texts_in("en"))
    why = f" {sentence.reason}" if sentence.reason else ""
    head = wrapped(f"Not supported by the report: {found}.{why}")
    return "\n".join([head, wrapped(sentence.text, "  (removed) ")])


def _joined(first: str, quotes: Iterable[str]) -> str:
    return "\n\n".join([wrapped(first), *quotes])


def _quoted(citation: Citation) -> str:
    return "\n".join(
        [
            wrapped(f"“{citation.quote}” [{citation.label}]", "  "),
            wrapped(_path(citation.section) or "(before the first heading)", "    "),
        ]
    )


def _result_in_words(place: int, result: SearchResult) -> str:
    passage = result.passage
    best = result.evidence[0] if result.evidence else None
    words = passage.text if best is None else passage.text[best.start : best.end]
    heading = " · ".join(filter(None, [passage.label, _path(passage.section)]))
    return "\n".join([wrapped(f"{place}. {heading} ({passage.id})"), wrapped(words, "   ")])


def _path(section: tuple[str, ...]) -> str:
    return " › ".join(section)
