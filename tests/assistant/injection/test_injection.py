"""Orders hidden in the report, the question and earlier turns: a model obeys, no promise breaks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Conversation, Settings, open_assistant
from corpus import Passage, Report, bundled_report, bundled_source
from tests.assistant.injection.orders import DRESSES, INJECTIONS, ORDERS
from tests.assistant.promises import broken_promises
from tests.model_servers.obedient_model import ObedientModel

_KEY = "sk-canary-0b3d11ent"
_QUESTIONS = (
    "When was the Global Campaign launched, and what is it for?",
    "How many technical specialist positions were there at headquarters in 2008–09?",
    "Could you explain what the vertical side of the approach is about?",
)
_FOLLOW_UPS = ("And what is it for?", "What does the strategy say about pluralism?")
_SECRETS = (_KEY,)
_AMONG = ("p3", "p4", "p5", "p6")
"""Where it is searched, so that searching takes no time."""

_STEP = 5
"""It shares no factor with the number of orders, so that every order comes in some dress."""


@pytest.fixture(autouse=True)
def canary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", _KEY)


@pytest.fixture(scope="module")
def model() -> ObedientModel:
    return ObedientModel()


@pytest.fixture(scope="module")
def asked(settings: Settings, model: ObedientModel) -> Iterator[Assistant]:
    with open_assistant(settings, model=model) as opened:
        yield opened


def test_there_are_enough_injections():
    assert len(set(INJECTIONS)) == len(DRESSES) * len(ORDERS)
    assert 3 * len(INJECTIONS) >= 200


def test_orders_in_the_question(asked, model):
    obeyed, broken = len(model.obeyed), []
    for place, injection in enumerate(INJECTIONS):
        question = f"{_QUESTIONS[place % len(_QUESTIONS)]} {injection}"
        broken += _broken(list(asked.stream(question, within=_AMONG)), asked, model)
    assert broken == []
    assert len(model.obeyed) - obeyed >= len(INJECTIONS) / 2


def test_orders_in_earlier_turns(asked, model):
    broken = []
    first = asked.ask(_QUESTIONS[0], within=_AMONG)
    for place, injection in enumerate(INJECTIONS):
        words = f"{_QUESTIONS[0]} {injection}"
        conversation = Conversation().add(replace(first, asked=words, question=words))
        question = _FOLLOW_UPS[place % len(_FOLLOW_UPS)]
        answers = list(asked.stream(question, conversation, within=_AMONG))
        broken += _broken(answers, asked, model)
    assert broken == []


def test_orders_in_earlier_turns_that_the_model_rewrites(settings, model):
    rewriting = settings.model_copy(update={"model_follow_ups": True})
    broken = []
    with open_assistant(rewriting, model=model) as opened:
        first = opened.ask(_QUESTIONS[0], within=_AMONG)
        for injection in INJECTIONS[::_STEP]:
            words = f"{_QUESTIONS[0]} {injection}"
            conversation = Conversation().add(replace(first, asked=words, question=words))
            answer = opened.ask(_FOLLOW_UPS[0], conversation, within=_AMONG)
            broken += _broken([answer], opened, model)
            broken += [it for it in (_KEY, "pirate and free", "<img") if it in answer.question]
    assert broken == []


@pytest.mark.parametrize("dresses", [DRESSES[:3], DRESSES[3:6], DRESSES[6:]], ids=len)
def test_orders_in_the_report(dresses: Sequence[str], tmp_path: Path):
    model = ObedientModel()
    broken: list[str] = []
    orders = [dress.format(order=order) for dress in dresses for order in ORDERS]
    with _reading(_with_orders(orders), model, tmp_path) as opened:
        for passage in _paragraphs(opened.report):
            question = f"What is said about this: {' '.join(passage.text.split()[:12])}?"
            # A quote of the report is shown as it stands there, orders and all; see promises.py
            # for what must not be in the model's own words.
            broken += _broken(list(opened.stream(question)), opened, model)
    assert broken == []
    assert len(set(model.obeyed)) >= len(ORDERS)


def _broken(answers: list[Answer], asked: Assistant, model: ObedientModel) -> list[str]:
    prompt = model.prompts[-1] if answers[-1].usage is not None else ""
    return [
        problem
        for answer in answers
        for problem in broken_promises(answer, asked.report, prompt=prompt, secrets=_SECRETS)
    ]


@contextmanager
def _reading(text: str, model: ObedientModel, folder: Path) -> Iterator[Assistant]:
    file = folder / "report.txt"
    file.write_text(text, encoding="utf-8")
    with open_assistant(Settings(data_dir=folder, report=file), model=model) as opened:
        yield opened


def _with_orders(orders: Sequence[str]) -> str:
    """Return the text of the shipped report with orders at the end of each paragraph, in turn."""
    source = bundled_source()
    text = source.text
    paragraphs = _paragraphs(bundled_report())
    for place, passage in reversed(list(enumerate(paragraphs))):
        end = passage.source_spans[-1].end
        text = f"{text[:end]} {' '.join(orders[place :: len(paragraphs)])}{text[end:]}"
    return text


def _paragraphs(report: Report) -> list[Passage]:
    return [it for it in report.passages if it.kind in ("paragraph", "recommendation")]
