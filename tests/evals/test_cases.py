"""Files of cases: read whole and right, or refused with file and line."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import CaseFileError, NoCasesError, load_cases, select_cases, shipped_cases
from evals.case import Case, cases_sha256
from evals.facts import any_occurs

GOOD = {
    "id": "merged-units",
    "kind": "number",
    "question": "How many units were merged?",
    "answerable": True,
    "passages": ["p11"],
    "facts": [["three", "3"]],
}
BAD = {
    "broken JSON": ('{"id": ', "not JSON"),
    "no object": ("[]", "object"),
    "an unknown key": (GOOD | {"anwser": 1}, "the key 'anwser' is unknown; the keys are: id"),
    "a missing key": ({k: v for k, v in GOOD.items() if k != "kind"}, "'kind' is missing"),
    "a wrong type": (GOOD | {"answerable": "perhaps"}, "answerable is 'perhaps'"),
    "an id with blanks": (GOOD | {"id": "two words"}, "id is 'two words'"),
    "an empty question": (GOOD | {"question": "  "}, "cannot be empty"),
    "no gold passage": (GOOD | {"passages": []}, "needs gold passages"),
    "a passage that is not there": (GOOD | {"passages": ["p99"]}, "'p99' does not exist"),
    "a fact that is not there": (GOOD | {"facts": [["seventy-seven"]]}, "none of the gold"),
    "a fact without words": (GOOD | {"facts": [["–"]]}, "holds no words"),
    "an empty group": (GOOD | {"facts": [[]]}, "facts.0"),
    "gold for the unanswerable": (GOOD | {"answerable": False}, "no passages"),
    "stand-alone without history": (GOOD | {"stand_alone": "What?"}, "history"),
    "a fact that is forbidden": (GOOD | {"forbidden": ["three"]}, "both forbidden"),
}


def test_a_good_line_is_read(report, write_lines):
    (case,) = load_cases(write_lines(GOOD, ""), report)
    assert case.facts == (("three", "3"),)
    assert case.needs == (frozenset({"p11"}),)
    assert case.history == ()


@pytest.mark.parametrize(("line", "message"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named(report, write_lines, line, message):
    path = write_lines(GOOD, line)
    with pytest.raises(CaseFileError) as error:
        load_cases(path, report)
    assert f"{path}:2: " in str(error.value)
    assert message in str(error.value)


def test_every_bad_line_is_named_at_once(report, write_lines):
    path = write_lines("{", GOOD, "{", GOOD)
    with pytest.raises(CaseFileError) as error:
        load_cases(path, report)
    assert [f":{number}: " in str(error.value) for number in (1, 2, 3, 4)] == [1, 0, 1, 1]
    assert "'merged-units' is used in line 2" in str(error.value)


def test_a_long_list_of_problems_is_cut(report, write_lines):
    with pytest.raises(CaseFileError, match=r"… and 80 more\."):
        load_cases(write_lines(*["{"] * 100), report)


def test_an_empty_file_is_refused(report, write_lines):
    with pytest.raises(CaseFileError, match="holds no cases"):
        load_cases(write_lines("", " "), report)


def test_a_missing_file_and_a_file_that_is_no_text(report, tmp_path):
    with pytest.raises(CaseFileError, match="cannot be read"):
        load_cases(tmp_path / "none.jsonl", report)
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(CaseFileError, match="UTF-8"):
        load_cases(tmp_path / "binary.jsonl", report)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(report, text):
    from evals.case_file import parse_cases

    try:
        parse_cases(text, "f", report)
    except CaseFileError:
        return


def test_several_needed_passages_are_needs_of_their_own(report, write_lines):
    line = GOOD | {"passages": ["p8"], "all_of": ["p11", "r8"], "facts": []}
    (case,) = load_cases(write_lines(line), report)
    assert case.needs == (frozenset({"p11"}), frozenset({"r8"}))
    assert case.gold == ("p11", "r8", "p8")


def test_the_split_depends_on_the_id_alone(report):
    cases = shipped_cases(report)
    dev, test = select_cases(cases, "dev"), select_cases(cases, "test")
    assert {*dev} | {*test} == {*cases}
    assert not {*dev} & {*test}
    assert 0.4 < len(dev) / len(cases) < 0.6
    assert select_cases(cases, "all") == cases
    for case in cases:
        assert case.model_copy(update={"question": "another"}).split == case.split


def test_a_split_without_cases_is_refused(report, write_lines):
    cases = load_cases(write_lines(GOOD), report)
    other = "test" if cases[0].split == "dev" else "dev"
    with pytest.raises(NoCasesError, match="Use --split all"):
        select_cases(cases, other)


def test_another_report_has_no_shipped_cases(report):
    from dataclasses import replace

    with pytest.raises(NoCasesError, match="--cases"):
        shipped_cases(replace(report, symbol="A/1"))


def test_the_hash_of_cases_changes_with_any_of_them(report, write_lines):
    one = load_cases(write_lines(GOOD), report)
    two = load_cases(write_lines(GOOD | {"note": "x"}, name="b.jsonl"), report)
    assert cases_sha256(one) == cases_sha256(one)
    assert cases_sha256(one) != cases_sha256(two)


def test_the_shipped_cases_are_many_and_of_many_kinds(report):
    cases = shipped_cases(report)
    kinds = Counter(case.kind for case in cases)
    assert len(cases) >= 240
    assert len(kinds) >= 18
    assert min(kinds.values()) >= 4
    follow_ups = [case for case in cases if case.history]
    assert len(follow_ups) >= 40
    assert {len(case.history) for case in follow_ups} >= {1, 2, 3}
    assert max(len(case.history) for case in follow_ups) <= 4
    assert all(case.stand_alone for case in follow_ups)
    unanswerable = [case for case in cases if not case.answerable and not case.history]
    assert len(unanswerable) >= 60


def test_every_passage_of_the_report_is_asked_for(report):
    asked = {id_ for case in shipped_cases(report) for id_ in case.gold}
    assert asked == {passage.id for passage in report.passages}


def test_shipped_questions_are_not_asked_twice(report):
    cases = shipped_cases(report)
    asked = Counter((case.question.casefold(), case.history) for case in cases)
    assert [question for question, times in asked.items() if times > 1] == []


def test_a_paraphrase_shares_no_word_with_what_answers_it(report):
    from index.lexical import words_of

    for case in shipped_cases(report):
        if case.kind != "paraphrase":
            continue
        shared = set.intersection(
            *(
                set(words_of(case.question)) & set(words_of(sentence))
                for sentence in _answering(case, report)
            )
        )
        assert not shared, (case.id, shared)


def _answering(case: Case, report):
    """Return the sentences of the gold passages that hold a key fact."""
    from index.sentences import split_sentences

    for id_ in case.gold:
        text = report.passage(id_).text
        for span in split_sentences(text):
            sentence = text[span.start : span.end]
            if any(any_occurs(group, sentence) for group in case.facts):
                yield sentence


def test_the_file_keeps_its_keys_in_order(report):
    from evals.case_file import shipped_file

    fields = list(Case.model_fields)
    for line in shipped_file(report).read_text(encoding="utf-8").splitlines():
        keys = list(json.loads(line))
        assert keys == sorted(keys, key=fields.index)
