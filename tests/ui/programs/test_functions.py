"""The four functions, called in Python."""

import json

import pytest

from assistant import Conversation, InvalidQuestionError
from corpus import Passage, Report, Section, Span, UnknownPassageError
from ui.caller import Caller
from ui.json_fields import answer_fields, passage_fields, search_fields
from ui.programs.catalogue import FUNCTIONS
from ui.programs.outline import outline_of

SEVENTH = "How did the Office respond to Recommendation 7?"


def as_json(fields):
    return json.loads(json.dumps(fields))


@pytest.mark.parametrize(
    "question", [SEVENTH, "How many figures are there?", "Who won the football cup?", "para 99"]
)
def test_ask_gives_what_ask_json_prints(functions, assistant, question):
    reply = functions.ask(question, trail=True).model_dump(mode="json")
    bare = functions.ask(question).model_dump(mode="json")
    assert bare == reply | {"trail": None}
    printed = as_json(answer_fields(assistant.ask(question)))
    assert reply.pop("trail").keys() == printed.pop("trail").keys()
    said = {reply.pop(name) or None for name in ("model", "removed")} | {*reply.pop("statements")}
    told = {printed.pop(name) for name in ("fault", "usage")} | {*printed.pop("sentences")}
    assert said == told == {None}  # no chat model was asked
    assert reply == printed


def test_search_gives_what_search_json_prints(functions, assistant):
    reply = functions.search("field offices", 3).model_dump(mode="json")
    assert reply == as_json(search_fields("field offices", assistant.search("field offices", 3)))


def test_every_passage_is_given_as_show_json_prints_it(functions, assistant):
    for passage in assistant.report.passages:
        reply = functions.passage(passage.id).model_dump(mode="json")
        assert reply == as_json(passage_fields(assistant.report, passage))


@pytest.mark.parametrize("name", ["p19", "para 19", "¶ 19", "19"])
def test_a_passage_goes_by_many_names(functions, name):
    assert functions.passage(name).label == "¶ 19"


def test_history_makes_a_follow_up_stand_alone(functions, assistant):
    reply = functions.ask("And to Recommendation 8?", [SEVENTH])
    conversation = Conversation().add(assistant.ask(SEVENTH))
    assert reply.question == assistant.ask("And to Recommendation 8?", conversation).question
    assert "Recommendation 8" in reply.question
    assert reply.question != reply.asked


def test_nothing_is_kept_between_calls(functions):
    before = functions.ask("And to Recommendation 8?")
    functions.ask(SEVENTH)
    assert functions.ask("And to Recommendation 8?") == before


def test_a_wrong_earlier_question_is_named_by_its_place(functions):
    with pytest.raises(InvalidQuestionError, match=r"^Earlier question 2: .*empty"):
        functions.ask("And to Recommendation 8?", [SEVENTH, " "])


def test_within_limits_the_search(functions):
    reply = functions.ask("What is said about training?", within=["para 8"])
    found = reply.citations or (reply.refusal.nearest if reply.refusal else ())
    assert {it.passage_id for it in found} <= {"p8"}


def test_within_must_name_passages(functions):
    with pytest.raises(UnknownPassageError, match="'p99'"):
        functions.ask("What is said about training?", within=["p8", "p99"])


def test_the_functions_are_the_same_for_another_caller(functions):
    other = functions.called_by(Caller(interface="mcp"))
    assert other.ask(SEVENTH) == functions.ask(SEVENTH)
    assert other.report_name.startswith("GB.309/PFA/5/4, ")


def entries(sections):
    """Return the entries of all passages under some headings."""
    for section in sections:
        yield from section.passages
        yield from entries(section.sections)


def test_the_outline_holds_every_passage_once(functions, assistant):
    outline = functions.outline()
    listed = [*outline.before_sections, *entries(outline.sections)]
    passages = assistant.report.passages
    assert sorted((it.id, it.label) for it in listed) == sorted(
        (it.id, it.label) for it in passages
    )
    assert sum(outline.counts.values()) == len(passages)
    assert (outline.report, outline.date) == ("GB.309/PFA/5/4", "2010-09-23")


def test_the_outline_is_a_tree(functions, assistant):
    def paths(sections, above=()):
        for section in sections:
            yield (*above, section.title)
            yield from paths(section.sections, (*above, section.title))

    printed = [section.path for section in assistant.report.sections]
    assert list(paths(functions.outline().sections)) == printed


def test_passages_stand_under_the_nearest_of_equal_headings():
    def paragraph(number, start):
        label = f"¶ {number}"
        return Passage(
            f"p{number}", "paragraph", str(number), label, "Text.", "A/1", section=("Part",),
            source_spans=(Span(start, start + 5),),
        )  # fmt: skip

    heading = ("Part",)
    report = Report(
        symbol="A/1",
        title="A report",
        passages=(paragraph(1, 10), paragraph(2, 30)),
        sections=(Section(heading, (Span(5, 9),)), Section(heading, (Span(25, 29),))),
    )
    outline = outline_of(report)
    assert [[it.id for it in section.passages] for section in outline.sections] == [["p1"], ["p2"]]
    assert (outline.date, outline.before_sections) == (None, ())


def undescribed(schema):
    """Return the properties that neither they nor their model describe."""
    for model in (schema, *schema.get("$defs", {}).values()):
        for name, told in model.get("properties", {}).items():
            if not told.get("description") and f"{name}:" not in model.get("description", ""):
                yield name


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda it: it.name)
def test_every_argument_and_every_field_is_described(function):
    assert list(undescribed(function.arguments.model_json_schema())) == []
    assert list(undescribed(function.reply.model_json_schema(mode="serialization"))) == []
    assert len(function.description) > 100
