"""The product with a chat model: what is measured of it, and how it is shown."""

import itertools
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import VERDICTS
from evals import (
    SystemAnswer,
    SystemContext,
    UnknownSystemError,
    compare_runs,
    load_run,
    make_system,
    run_system,
    save_run,
)
from evals.case import Case, spread
from evals.checked import SENTENCE_MEANINGS, checked_runs
from evals.metrics import removed_share, verdict_order
from evals.page import render_page
from evals.run import printed_metrics
from evals.scoring import METRICS, metric_named
from evals.system import closed_after
from tests.model_servers.behaviours import answers, fails
from tests.model_servers.scripted_server import USAGE, ScriptedServer
from tests.scripted_model import QUESTION, ScriptedModel

KEY = "sk-canary-1b2c3d"
MERGED = "The ILO consolidated its social security activities in 2006, merging three units."
CASE = {
    "id": "units", "kind": "number", "question": QUESTION, "answerable": True,
    "passages": ["p11"], "facts": [["three", "3"]],
}  # fmt: skip
LOOKED_UP = {
    "id": "looked-up", "kind": "number", "question": "para 17", "answerable": True,
    "passages": ["p17"],
}  # fmt: skip
CASES = [Case.model_validate(CASE), Case.model_validate(LOOKED_UP)]
COUNTS = st.dictionaries(st.sampled_from(VERDICTS), st.integers(0, 20))


@pytest.fixture(scope="module")
def priced(context):
    """The context with prices and a model that writes one sentence that holds, and two not."""
    prices = {"model_input_price": 1.0, "model_output_price": 2.0}
    settings = context.settings.model_copy(update=prices)
    return replace(context, settings=settings, model=ScriptedModel())


@pytest.fixture(scope="module")
def runs(priced, report):
    def run(name):
        with closed_after(make_system(name, priced)) as system:
            return run_system(system, CASES, report)

    return run("generative"), run("assistant")


@pytest.fixture(scope="module")
def server():
    with ScriptedServer() as started:
        yield started


@pytest.fixture
def evaluate_with(evaluate, server, monkeypatch):
    """Run the command with a chat model that the settings name, on a scripted server."""
    monkeypatch.setenv("REPORT_ASSISTANT_MODEL", "openai:test")
    monkeypatch.setenv("REPORT_ASSISTANT_MODEL_BASE_URL", server.url)
    monkeypatch.setenv("REPORT_ASSISTANT_MODEL_API_KEY", KEY)
    return evaluate


def test_what_the_model_says_is_judged_and_counted(runs):
    first, second = runs[0].results
    assert first.answer.answerer == "generative"
    assert first.answer.text == MERGED
    assert first.answer.cited == ("p11",)
    assert first.answer.verdicts == {"supported": 1, "wrong_figure": 1, "fabricated": 1}
    assert (first.verdict, first.answer.fault, first.answer.model_calls) == ("right", "", 1)
    assert (second.answer.answerer, second.answer.model_calls) == ("extractive", 0)


def test_figures_of_a_model_are_over_the_questions_they_apply_to(runs):
    figures = runs[0].figures
    assert figures["removed_sentence_rate"].value == pytest.approx(2 / 3)
    assert figures["removed_sentence_rate"].cases == 1
    assert (figures["fallback_rate"].value, figures["fallback_rate"].cases) == (0, 1)
    assert (figures["model_calls"].value, figures["model_calls"].cases) == (0.5, 2)
    answer = runs[0].results[0].answer
    cost = (answer.input_tokens + 2 * answer.output_tokens) / 1_000_000
    assert figures["cost"].value == pytest.approx(cost / 2)
    assert figures["cost"].value > 0


def test_the_default_system_asks_no_model(runs, priced):
    asked = len(priced.model.asked)
    with closed_after(make_system("assistant", priced)) as system:
        assert system.answer(QUESTION, ()).answerer == "extractive"
    assert len(priced.model.asked) == asked
    models = {metric.name for metric in METRICS if metric.subject == "model"}
    assert not models & runs[1].figures.keys()


def test_the_default_system_opens_where_the_model_cannot(context):
    settings = context.settings.model_copy(update={"model": "no_such_provider:x"})
    with closed_after(make_system("assistant", replace(context, settings=settings))) as system:
        assert system.answer(QUESTION, ()).citations


def test_without_a_model_the_setting_is_named(context):
    with pytest.raises(UnknownSystemError, match="REPORT_ASSISTANT_MODEL"):
        make_system("generative", context)


def test_a_run_records_the_model_and_no_secret(context):
    settings = context.settings.model_copy(
        update={"model_base_url": "https://me:secret@host:81/v1?key=secret", "model_api_key": KEY}
    )
    with closed_after(
        make_system("generative", replace(context, settings=settings, model=ScriptedModel()))
    ) as system:
        rests = dict(system.provenance())
    assert rests["model"] == "scripted"
    assert rests["model_server"] == "https://host:81/v1"
    assert rests["model_prices"] == "none"
    assert not [value for value in rests.values() if "secret" in value or KEY in value]


def test_earlier_questions_are_not_put_to_the_model(context):
    model = ScriptedModel()
    with closed_after(make_system("generative", replace(context, model=model))) as system:
        system.answer(QUESTION, ("Which units were merged?",))
    assert len(model.asked) == 1


def test_a_follow_up_is_not_paid_twice(context, report):
    model = ScriptedModel()
    case = CASES[0].model_copy(update={"history": ("Hello",), "stand_alone": QUESTION})
    with closed_after(make_system("generative", replace(context, model=model))) as system:
        run = run_system(system, [case], report)
    assert len(model.asked) == 1
    assert "follow_up_cost" not in run.figures


def test_a_fault_is_counted_as_a_fallback(context, report):
    context = replace(context, model=ScriptedModel(reply="Atlantis paid for it [p99]."))
    with closed_after(make_system("generative", context)) as system:
        run = run_system(system, CASES, report)
    answer = run.results[0].answer
    assert (answer.answerer, answer.fault) == ("extractive", "unsupported")
    assert run.figures["fallback_rate"].value == 1
    assert run.figures["removed_sentence_rate"].value == 1
    (checked,) = checked_runs([run])
    assert (checked.worded, checked.faults) == (0, (("unsupported", 1),))


def test_two_systems_are_compared_over_what_both_have(runs):
    generative, extractive = runs
    changes = {it.metric.name for it in compare_runs(extractive, generative).changes}
    assert "accuracy" in changes
    assert not changes & {"cost", "removed_sentence_rate"}
    assert compare_runs(generative, extractive).changes


def test_verdicts_are_counted_over_the_run(runs):
    (checked,) = checked_runs(runs)
    assert (checked.system, checked.sentences, checked.worded) == ("generative", 3, 1)
    assert [it.verdict for it in checked.verdicts] == ["supported", "fabricated", "wrong_figure"]
    assert sum(it.share for it in checked.verdicts) == pytest.approx(1)


def test_the_page_shows_what_the_check_found(runs):
    page = render_page(runs[0], [runs[1]])
    assert "What the check found in the sentences of generative" in page
    assert page.count('class="figures checked"') == 1
    assert "supported 1; fabricated 1; wrong figure 1" in page
    assert "removed_sentence_rate" in page
    assert "What the check found" not in render_page(runs[1], [])
    assert "removed_sentence_rate" not in render_page(runs[1], [])


def test_a_saved_run_keeps_it_all(runs, tmp_path):
    save_run(runs[0], tmp_path / "run.json")
    assert load_run(tmp_path / "run.json") == runs[0]


def test_a_run_of_an_earlier_version_is_read(runs, tmp_path):
    old = runs[1].model_dump(mode="json")
    new = {"answerer", "verdicts", "fault", "model_calls", "input_tokens", "output_tokens", "cost"}
    for result in old["results"]:
        result.pop("unjudged")
        for field in new:
            result["answer"].pop(field)
    (tmp_path / "old.json").write_text(json.dumps(old))
    run = load_run(tmp_path / "old.json")
    assert compare_runs(run, runs[0]).changes
    assert checked_runs([run]) == ()


def test_the_command_compares_with_the_extractive_answerer(
    evaluate_with, server, write_lines, tmp_path
):
    server.play(answers([(MERGED, ["p11"]), ("Seven units were merged.", ["p11"])]))
    cases = write_lines(CASE, LOOKED_UP)
    saved, page = tmp_path / "run.json", tmp_path / "page.html"
    outcome = evaluate_with(
        "--cases", cases, "--system", "generative", "--against", "assistant",
        "--json", saved, "--html", page,
    )  # fmt: skip
    assert outcome.code == 0, outcome.err
    assert "generative: 2 sentences of its chat model, checked" in outcome.out
    assert re.search(r"supported +1 +0\.500 +1 ", outcome.out)
    assert "1 answers are in the words of the chat model." in outcome.out
    assert re.search(rf"input_tokens +{USAGE['prompt_tokens'] / 2:.2f}", outcome.out)
    assert "From assistant to generative" in outcome.out
    assert "model: openai:test" in outcome.out
    for text in (outcome.out, outcome.err, saved.read_text(), page.read_text()):
        assert KEY not in text


def test_the_command_tells_of_faults_and_may_gate_them(evaluate_with, server, write_lines):
    server.play(fails(401))
    outcome = evaluate_with(
        "--cases", write_lines(CASE), "--system", "generative", "--fail-under", "fallback_rate=0.5"
    )
    assert outcome.code == 1
    assert "1 got the extractive answer instead: not_allowed 1." in outcome.out
    assert "Failed: fallback_rate is 1; at most 0.5 is wanted." in outcome.out


def test_the_command_asks_no_model_unless_told(evaluate_with, server, write_lines):
    server.play(fails(500))
    outcome = evaluate_with("--cases", write_lines(CASE))
    assert outcome.code == 0
    assert server.requests == []
    assert "removed_sentence_rate" not in outcome.out


def test_the_command_names_the_setting_that_is_missing(evaluate, write_lines):
    outcome = evaluate("--cases", write_lines(CASE), "--system", "generative")
    assert outcome.code == 2
    assert "REPORT_ASSISTANT_MODEL" in outcome.err
    assert "Traceback" not in outcome.err


def test_only_some_questions_may_be_asked(evaluate, write_lines):
    rows = [{**CASE, "id": f"units-{number}"} for number in range(5)]
    outcome = evaluate("--cases", write_lines(*rows), "--system", "bm25", "--limit", "2")
    assert "bm25: 2 questions (all)" in outcome.out
    refused = evaluate("--limit", "2", "--update-baseline")
    assert (refused.code, "leave out --limit" in refused.err) == (2, True)


@given(st.integers(1, 60), st.integers(1, 80))
def test_some_questions_are_spread_evenly(count, most):
    cases = [CASES[0].model_copy(update={"id": f"c{number}"}) for number in range(count)]
    chosen = spread(cases, most)
    places = [cases.index(case) for case in chosen]
    assert len(chosen) == min(count, most)
    assert places == sorted(set(places))
    gaps = {after - before for before, after in itertools.pairwise(places)}
    assert len(gaps) <= 2


@pytest.mark.parametrize(
    ("verdicts", "share"),
    [
        ({}, None),
        ({"supported": 0}, None),
        ({"supported": 3}, 0),
        ({"supported": 1, "stitched": 1, "wrong_figure": 2}, 0.75),
        ({"fabricated": 2}, 1),
        ({"a verdict to come": 1}, 1),
    ],
)
def test_the_share_removed(verdicts, share):
    assert removed_share(verdicts) == share


@given(COUNTS)
def test_the_share_removed_is_a_share(verdicts):
    share = removed_share(verdicts)
    assert share is None if not any(verdicts.values()) else 0 <= share <= 1
    assert set(verdict_order(verdicts)) == {it for it, count in verdicts.items() if count}


def test_every_verdict_has_a_meaning():
    assert set(SENTENCE_MEANINGS) == set(VERDICTS)


def test_figures_are_printed_in_their_units():
    printed = {
        name: metric_named(name).printed(1234.5) for name in ("cost", "input_tokens", "latency_p50")
    }
    assert printed == {
        "cost": "1234.50000", "input_tokens": "1234.50", "latency_p50": "1234.5 ms",
    }  # fmt: skip
    assert metric_named("cost").printed_change(-0.00012) == "-0.00012"


def test_metrics_of_a_model_stand_only_where_one_was_asked(runs):
    assert "cost" in {metric.name for metric in printed_metrics(runs)}
    assert {metric.subject for metric in printed_metrics([runs[1]])} == {"answers"}


@pytest.mark.parametrize("field", ["model_calls", "input_tokens", "cost"])
def test_no_less_than_nothing_is_spent(field):
    with pytest.raises(ValueError, match=field):
        SystemAnswer.model_validate({field: -1})


def test_a_context_needs_no_model(context):
    assert isinstance(context, SystemContext)
    assert context.model is None
