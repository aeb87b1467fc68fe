"""Whatever a chat model says, in whatever pieces: what is shown is in the report."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant import Assistant, open_assistant
from corpus import bundled_report
from index import split_sentences
from tests.assistant.promises import broken_promises

_QUESTION = "When was the Global Campaign launched, and what is it for?"
_AMONG = ("p3", "p6")
_SENTENCES = [
    passage.text[span.start : span.end]
    for passage in map(bundled_report().passage, ("p3", "p4", "p6", "p19"))
    for span in split_sentences(passage.text)
]


class _Saying(BaseChatModel):
    """Says a text in pieces of given lengths, in turn."""

    reply: str = ""
    lengths: Sequence[int] = (7,)
    prompt: str = ""

    @property
    def _llm_type(self) -> str:
        return "saying"

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.reply))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.prompt = "\n\n".join(str(it.content) for it in messages)
        start, turn = 0, 0
        while start < len(self.reply):
            end = start + self.lengths[turn % len(self.lengths)]
            yield ChatGenerationChunk(message=AIMessageChunk(content=self.reply[start:end]))
            start, turn = end, turn + 1


@pytest.fixture(scope="module")
def model() -> _Saying:
    return _Saying()


@pytest.fixture(scope="module")
def asked(request: pytest.FixtureRequest, model: _Saying) -> Iterator[Assistant]:
    with open_assistant(request.getfixturevalue("settings"), model=model) as opened:
        yield opened


_ids = st.sampled_from(["p3", "p6", "p4", "p19", "r4", "¶ 3", "P6", "p999", "GB.310/p8", "3", ""])
_marks = st.lists(_ids, max_size=3).map(lambda ids: f" [{', '.join(ids)}]" if ids else "")
_digits = st.from_regex(r"[0-9]{1,4}", fullmatch=True)
_junk = st.one_of(
    st.text(max_size=20),
    _digits,
    st.sampled_from(
        ["[", "]", "[p3", "“", "”", '"', "\n", " ", "not ", "US$", "%", "**", "- ", "<b>"]
    ),
    st.sampled_from(["![x](http://192.0.2.1/)", "http://192.0.2.1/", "\x00", "\u202e", "<think>"]),
)


@st.composite
def _sentence(draw: st.DrawFn) -> str:
    """A sentence of the report, whole or damaged, with marks that may be right."""
    words = draw(st.sampled_from(_SENTENCES))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(words)))
        words = words[:at] + draw(_junk) + words[at + draw(st.integers(0, 5)) :]
    return words + draw(_marks)


_replies = st.lists(st.one_of(_sentence(), _sentence(), _junk), max_size=6).flatmap(
    lambda parts: st.sampled_from([" ", "\n", ""]).map(lambda between: between.join(parts))
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(reply=_replies, lengths=st.lists(st.integers(1, 60), min_size=1, max_size=4))
@example(reply=f"{_SENTENCES[0]} [p3]", lengths=[1])
def test_what_is_shown_is_in_the_report(asked, model, reply, lengths):
    model.reply, model.lengths = reply, lengths
    *parts, last = asked.stream(_QUESTION, within=_AMONG)
    for answer in (*parts, last):
        assert broken_promises(answer, asked.report, prompt=model.prompt) == []
        assert answer.citations
    assert not any(set("[]【】") & set(it.text) for part in parts for it in part.statements)
    assert asked.ask(_QUESTION, within=_AMONG) == last


def test_a_right_sentence_is_shown(asked, model):
    model.reply, model.lengths = f"{_SENTENCES[0]} [p3]", (5,)
    assert [it.text for it in asked.ask(_QUESTION, within=_AMONG).statements] == [_SENTENCES[0]]
