"""The list of functions that programs may call: names, descriptions, arguments, replies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ui.programs.arguments import (
    Arguments,
    AskArguments,
    OutlineArguments,
    PassageArguments,
    SearchArguments,
    checked,
)
from ui.programs.functions import ReportFunctions
from ui.programs.replies import AskReply, OutlineReply, PassageReply, Reply, SearchReply

FunctionName = Literal["ask", "search", "passage", "outline"]
"""The names of the functions; there are no others."""


@dataclass(frozen=True, slots=True)
class ReportFunction:
    """One function that programs may call.

    Attributes:
        name: Its name.
        title: What it does, in a few words.
        description: What it is for and how to read the reply, for people and language models.
        arguments: What it takes.
        reply: What it gives back.
        run: Runs it.
    """

    name: FunctionName
    title: str
    description: str
    arguments: type[Arguments]
    reply: type[Reply]
    run: Callable[..., Reply]

    def call(self, functions: ReportFunctions, given: Mapping[str, object]) -> Reply:
        """Check what was given and run the function.

        Args:
            functions: The functions of one report, for one caller.
            given: The arguments as they came from outside.

        Raises:
            ArgumentError: An argument is missing, unknown, or not as described.
            ReportAssistantError: The function refuses; its message says what to do.
        """
        return self.run(functions, **dict(checked(self.arguments, given)))


_ASK = """\
Ask the report a question in plain words; the answer is made of quotes from the report, and, \
where the server has a chat model, of sentences that were checked against them. \
Use it first for every question on what the report says.
Every quote in `citations` is word for word from the passage that its `label` names, such as \
¶ 19 or Recommendation 6. That printed number is the citation: give it with the quote, and do \
not change the quote.
Where `answerer` is generative, `statements` holds the answer in the words of a chat model, \
each sentence with the `labels` of the passages that support it. Give the labels with it, and \
quote from `citations`, not from a statement.
Where `refusal` is not null, there is no answer, and `reason` and `message` say why. Tell the \
person so. Do not fill the gap from other knowledge or from the `nearest` passages. Where there \
are `choices`, ask the person which one is meant, and ask that one."""

_SEARCH = """\
List the passages of the report that are nearest to some words, best first. Use it to look \
around on a subject, or to find more passages than an answer quotes. A passage that is found is \
near the words; it need not answer a question: use `ask` for that.
`text` is word for word from the report; `label`, such as ¶ 19, is the citation to give."""

_PASSAGE = """\
Read one passage of the report, whole, with its heading, list items, references to other \
passages and, for figures, the printed values. Use it when a number is known, such as p19, \
'para 19', 'Recommendation 6' or 'Figure 3', or to see the words around a quote.
`text` is word for word from the report; `label` is the citation to give. `references` and \
`named_by` lead to linked passages, such as the response to a recommendation."""

_OUTLINE = """\
Show how the report is built: symbol, title, date, how many passages there are of each kind, \
and every heading with the passages under it. Use it to see what the report covers, to count \
or list its parts, and to find the passages of a section; then read them with `passage`."""


FUNCTIONS: tuple[ReportFunction, ...] = (
    ReportFunction("ask", "Ask the report", _ASK, AskArguments, AskReply, ReportFunctions.ask),
    ReportFunction(
        "search", "Search the report", _SEARCH, SearchArguments, SearchReply, ReportFunctions.search
    ),
    ReportFunction(
        "passage",
        "Read one passage",
        _PASSAGE,
        PassageArguments,
        PassageReply,
        ReportFunctions.passage,
    ),
    ReportFunction(
        "outline",
        "Show the outline",
        _OUTLINE,
        OutlineArguments,
        OutlineReply,
        ReportFunctions.outline,
    ),
)
"""Everything that programs may call."""


def function_named(name: str) -> ReportFunction | None:
    """Return a function, or None where there is none of this name.

    Args:
        name: Such as ``ask``.
    """
    return next((function for function in FUNCTIONS if function.name == name), None)
