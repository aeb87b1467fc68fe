"""The generative answerer at work in the chain."""

import asyncio
import threading

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk

from assistant import Conversation, ModelError, notice_of, open_assistant
from tests.assistant.promises import broken_promises
from tests.scripted_model import QUESTION, REPLY, SUPPORTED, ScriptedModel

MERGED = "The ILO consolidated its social security activities in 2006, merging three units."
FOCUS = "The consequence was efficiency gains and improved focus [p11]."


@pytest.fixture(scope="module")
def scripted(settings, assistant):
    """The assistant with a model whose reply a test may change."""
    model = ScriptedModel()
    with open_assistant(settings, model=model) as opened:
        yield opened, model


@pytest.fixture
def words(scripted):
    """Return a function that asks, the model replying as it is told."""
    opened, model = scripted

    def asked(reply=REPLY, question=QUESTION):
        model.reply = reply
        return opened.ask(question)

    return asked


def test_supported_sentences_are_shown_with_quotes(words, assistant):
    answer = words()
    assert answer.answerer == "generative"
    assert [it.text for it in answer.statements] == [MERGED]
    assert [it.verdict for it in answer.sentences] == ["supported", "wrong_figure", "fabricated"]
    assert {it.passage_id for it in answer.citations} == {"p11"}
    assert answer.text.startswith(f"{MERGED} [¶ 11]")
    assert (answer.fault, answer.notice, answer.refusal) == (None, "", None)
    assert broken_promises(answer, assistant.report) == []


def test_the_trail_tells_what_is_cited_and_how_long_it_took(words):
    trail = words().trail
    assert {it.passage_id for it in trail.candidates if it.cited} == {"p11"}
    assert {"generate", "check"} <= {it.stage for it in trail.times}
    assert trail.rewriting is None


def test_sync_async_and_streams_agree(scripted, words):
    opened, _ = scripted
    answer = words()

    async def others():
        return [
            await opened.aask(QUESTION),
            [it async for it in opened.astream(QUESTION)][-1],
            await opened.chain.ainvoke({"question": QUESTION}),
        ]

    assert list(opened.stream(QUESTION))[-1] == answer
    assert asyncio.run(others()) == [answer] * 3


def test_a_stream_grows_sentence_by_sentence(scripted):
    opened, model = scripted
    model.reply = f"{SUPPORTED}\n{FOCUS}\nThird [p11"
    answers = list(opened.stream(QUESTION))
    assert [it.partial for it in answers] == [True, True, False]
    assert [len(it.statements) for it in answers] == [1, 2, 2]
    assert [broken_promises(it, opened.report) for it in answers] == [[], [], []]


def test_the_extractive_answerer_can_be_asked_for(scripted, assistant):
    opened, model = scripted
    before = len(model.asked)
    assert opened.ask(QUESTION, answerer="extractive") == assistant.ask(QUESTION)
    assert len(model.asked) == before


def test_without_a_model_the_generative_answerer_is_an_error(assistant):
    assert assistant.model_name is None
    with pytest.raises(ModelError, match="REPORT_ASSISTANT_MODEL"):
        assistant.ask(QUESTION, answerer="generative")


@pytest.mark.parametrize(
    "question",
    [
        "para 17",
        "How many figures are there?",
        "recommendation 15",
        "xyzzy qwert",
        "Thanks!",
        "How much extra-budgetary money went to the Arab States?",
    ],
)
def test_what_code_knows_or_refuses_is_not_asked(scripted, assistant, question):
    opened, model = scripted
    before = len(model.asked)
    assert opened.ask(question) == assistant.ask(question)
    assert len(model.asked) == before


def test_only_passages_given_this_turn_can_be_cited(with_model):
    model = ScriptedModel(reply="The ILO approach was presented to the Board [p17].")
    opened = with_model(model, model_input_tokens=700)
    answer = opened.ask(QUESTION)
    assert "PASSAGE p17" not in model.asked[0][1].content
    assert answer.sentences[0].verdict == "misattributed"
    assert answer.fault == "unsupported"


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        ("", "empty"),
        (" \n \t ", "empty"),
        ("NO ANSWER IN THESE PASSAGES", "declined"),
        ("No answer in these passages.", "declined"),
        ("I do not know.", "unsupported"),
        ('{"answer": "three"}', "unsupported"),
        ("The moon is made of cheese [p11].", "unsupported"),
        ("Les unités ont été réunies [p11].", "unsupported"),
        (f"{SUPPORTED}\n" + "word " * 4000, "too_long"),
        (SUPPORTED + "\n" + "".join(f"Sentence {it} [p11].\n" for it in range(40)), "too_long"),
    ],
)
def test_what_cannot_be_shown_gives_the_extractive_answer_and_a_notice(
    words, assistant, reply, fault
):
    answer = words(reply)
    extractive = assistant.ask(QUESTION)
    assert answer.fault == fault
    assert answer.notice == notice_of(fault, "scripted")
    assert (answer.answerer, answer.statements) == ("extractive", ())
    assert answer.citations == extractive.citations
    assert answer.text == extractive.text


@pytest.mark.parametrize("name", ["p11", "P11", "¶ 11"])
def test_a_passage_given_may_be_cited_by_its_id_or_its_label(words, name):
    (sentence,) = words(SUPPORTED.replace("p11", name)).sentences
    assert (sentence.cited, sentence.verdict) == (("p11",), "supported")


def test_a_sentence_said_twice_counts_once(words):
    assert len(words(f"{SUPPORTED}\n{SUPPORTED}\n{SUPPORTED}").sentences) == 1


def test_words_of_declining_beside_an_answer_are_left_out(words):
    answer = words(f"{SUPPORTED}\nNO ANSWER IN THESE PASSAGES")
    assert [it.text for it in answer.sentences] == [MERGED]
    assert answer.fault is None


def test_what_does_not_exist_is_still_told(words):
    answer = words(
        "Innovative approaches should be developed to increase ILO visibility [r4].",
        "What do recommendations 4 and 15 say about visibility?",
    )
    assert answer.answerer == "generative"
    assert answer.lead.startswith("GB.309/PFA/5/4 has no recommendation 15.")


def test_tokens_are_estimated_and_priced(with_model):
    chosen = {"model_input_price": 2.0, "model_output_price": 10.0}
    used = with_model(ScriptedModel(), **chosen).ask(QUESTION).usage
    assert (used.model, used.calls, used.estimated) == ("scripted", 1, True)
    assert used.cost == pytest.approx((2 * used.input_tokens + 10 * used.output_tokens) / 1e6)


def test_a_model_that_raises_is_tried_again_where_that_may_help(with_model):
    attempts = []

    def fail_once(number):
        if number == 0 and not attempts:
            attempts.append(number)
            raise ConnectionRefusedError

    answer = with_model(ScriptedModel(before_piece=fail_once)).ask(QUESTION)
    assert answer.fault is None
    assert answer.usage.calls == 2


def test_a_model_that_breaks_off_is_not_tried_again(with_model):
    def break_off(number):
        if number == 15:
            raise ConnectionResetError

    answers = list(with_model(ScriptedModel(before_piece=break_off)).stream(QUESTION))
    assert [it.fault for it in answers] == [None, "cut_off"]
    assert answers[-1].statements == ()
    assert answers[-1].usage.calls == 1


def test_no_more_answers_wait_for_the_model_than_may(with_model):
    begun, release = threading.Event(), threading.Event()

    def hold(number):
        begun.set()
        release.wait(60)

    opened = with_model(ScriptedModel(before_piece=hold), model_calls_at_once=1)
    waiting = threading.Thread(target=opened.ask, args=[QUESTION])
    waiting.start()
    assert begun.wait(60)
    assert opened.ask(QUESTION).fault == "busy"
    release.set()
    waiting.join(60)
    assert opened.ask(QUESTION).fault is None


def test_whoever_goes_away_frees_the_place(with_model):
    opened = with_model(ScriptedModel(), model_calls_at_once=1)
    answers = opened.stream(QUESTION)
    assert next(answers).partial
    answers.close()
    assert opened.ask(QUESTION).fault is None


def test_callbacks_of_whoever_asks_hear_the_model(scripted):
    heard = []

    class Listener(BaseCallbackHandler):
        def on_chat_model_start(self, serialized, messages, **kwargs):
            heard.append(kwargs["parent_run_id"])

    scripted[0].chain.invoke({"question": QUESTION}, {"callbacks": [Listener()]})
    assert len(heard) == 1
    assert heard[0] is not None


class FieldsModel(ScriptedModel):
    """Fills in fields by calling a tool, piece by piece, as providers do."""

    fields: str = ""
    in_text: str = ""
    tools: int = 0

    def bind_tools(self, tools, **kwargs):
        return self.bind(called=True)

    def _stream(self, messages, stop=None, run_manager=None, *, called=False, **kwargs):
        self._asked.append(messages)
        if not called:
            yield ChatGenerationChunk(message=AIMessageChunk(content=self.in_text))
            return
        name = "report_answer" if self.fields else None
        for at in range(0, len(self.fields), 9):
            chunk = tool_call_chunk(name=name, args=self.fields[at : at + 9], id="1", index=0)
            name = None
            yield ChatGenerationChunk(message=AIMessageChunk("", tool_call_chunks=[chunk]))
        if not self.fields:
            yield ChatGenerationChunk(message=AIMessageChunk(content="In words only."))


FIELDS = (
    '{"sentences": [{"text": "The ILO consolidated its social security activities in 2006, merging '
    'three units.", "passages": ["p11"]}, '
    '{"text": "Seven units were merged.", "passages": ["p11"]}]}'
)


def test_citations_can_come_in_fields(with_model):
    opened = with_model(FieldsModel(fields=FIELDS), model_output="structured")
    answers = list(opened.stream(QUESTION))
    assert [it.partial for it in answers] == [True, False]
    assert [it.verdict for it in answers[-1].sentences] == ["supported", "wrong_figure"]
    assert answers[-1].answerer == "generative"


def test_no_sentences_in_fields_decline(with_model):
    opened = with_model(FieldsModel(fields='{"sentences": []}'), model_output="structured")
    assert opened.ask(QUESTION).fault == "declined"


def test_a_model_without_fields_is_asked_for_marks(with_model):
    model = FieldsModel(in_text=SUPPORTED)
    answer = with_model(model, model_output="structured").ask(QUESTION)
    assert (answer.fault, answer.usage.calls) == (None, 2)
    assert [it.text for it in answer.statements] == [MERGED]
    assert "square brackets" in model.asked[1][0].content


class Cut(ScriptedModel):
    """Stops where it may write no more."""

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        raise NotImplementedError

    def _stream(self, messages, stop=None, run_manager=None, **kwargs):
        yield ChatGenerationChunk(message=AIMessageChunk(SUPPORTED))
        told = {"finish_reason": "length"}
        yield ChatGenerationChunk(message=AIMessageChunk("", response_metadata=told))


def test_a_reply_cut_at_its_bound_is_too_long(with_model):
    assert with_model(Cut()).ask(QUESTION).fault == "too_long"


class CallsTools(ScriptedModel):
    """Calls a tool that it does not have."""

    def _stream(self, messages, stop=None, run_manager=None, **kwargs):
        chunk = tool_call_chunk(name="rm", args="{}", id="1", index=0)
        yield ChatGenerationChunk(message=AIMessageChunk("", tool_call_chunks=[chunk]))


def test_a_tool_call_is_no_answer(with_model):
    assert with_model(CallsTools()).ask(QUESTION).fault == "unreadable"


class Whole(ScriptedModel):
    """Cannot stream, and tells its tokens."""

    def _stream(self, *args, **kwargs):
        raise NotImplementedError

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        from langchain_core.outputs import ChatGeneration, ChatResult

        used = {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}
        message = AIMessage(SUPPORTED, usage_metadata=used)
        return ChatResult(generations=[ChatGeneration(message=message)])


def test_a_model_that_cannot_stream_answers_too(with_model):
    model = Whole(disable_streaming=True)
    answer = with_model(model).ask(QUESTION)
    assert answer.answerer == "generative"
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (10, 5)
    assert not answer.usage.estimated


def test_what_a_model_said_does_not_reach_the_next_turn(scripted, words):
    opened, model = scripted
    conversation = Conversation().add(words())
    opened.ask("And what was the consequence?", conversation)
    assert "Atlantis" not in str(model.asked[-1])
    assert "Seven units" not in str(model.asked[-1])
