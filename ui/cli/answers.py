"""The commands ``ask`` and ``search``."""

from collections.abc import Iterable, Mapping

from assistant import Answer, Citation, clean_question
from index import SearchResult
from ui.cli.output import say, say_json, wrapped
from ui.cli.session import assistant_for, text_or_stdin
from ui.json_fields import answer_fields, search_fields


def print_answer(overrides: Mapping[str, object], question: str, *, as_json: bool) -> None:
    """Answer a question and print the answer, or why there is none.

    Args:
        overrides: Settings from the command line.
        question: The question; ``-`` stands for standard input.
        as_json: Whether to print JSON.
    """
    question = text_or_stdin(question)
    clean_question(question)  # a wrong question is told before an index is built for it
    with assistant_for(overrides) as assistant:
        answer = assistant.ask(question)
    if as_json:
        say_json(answer_fields(answer))
    else:
        say(_in_words(answer))


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


def _in_words(answer: Answer) -> str:
    if answer.refusal is None:
        said = "\n\n".join(filter(None, [answer.short_answer, answer.lead]))
        return _joined(said, map(_quoted, answer.citations))
    if not answer.refusal.nearest:
        return _joined(answer.refusal.message, (f"- {it}" for it in answer.refusal.choices))
    message = f"{answer.refusal.message}\n\nThe nearest passages:"
    return _joined(message, map(_quoted, answer.refusal.nearest))


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
