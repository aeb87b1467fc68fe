"""The verdict on a sentence, with the real reader on the real report."""

import pytest

from assistant import check_citation
from assistant.agreement import Vocabulary
from assistant.generated import VERDICTS
from assistant.generation.draft import DraftSentence
from assistant.generation.sentence_check import MOST_CITED, SentenceCheck
from corpus import bundled_report
from index import open_reader

REPORT = bundled_report()
EVERY = [passage.id for passage in REPORT.passages]


@pytest.fixture(scope="module")
def check() -> SentenceCheck:
    return SentenceCheck.over(REPORT, Vocabulary(REPORT), open_reader())


def checked(check: SentenceCheck, text: str, ids: str, given=EVERY):
    return check.check(DraftSentence(text, tuple(ids.split())), given)


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        ("p11", "In 2006, three units were merged into one."),
        ("p11", "In 2006, 3 units were merged into one."),
        ("p11", "Social security technical capacity is “stretched very thin”."),
        ("p6 f3", "Of the approximately US$36 million, Africa had 7.3 million."),
        ("f3", "The Arab States had US$0.5 million."),
        (
            "p8 r4",
            "ILO visibility is lower than it should be, and Recommendation 4 asks to increase it.",
        ),
        ("r7", "Recommendation 7 encourages South–South exchanges of expertise."),
        ("p18", "**The Office** welcomes the findings."),
        ("p16", "Tripartism facilitates extending social security to all."),
    ],
)
def test_what_the_passages_say_is_supported(check, ids, text):
    found = checked(check, text, ids)
    assert (found.verdict, found.reason) == ("supported", "")
    assert {it.passage_id for it in found.citations} <= set(ids.split())
    assert all(check_citation(it, REPORT) == "valid" for it in found.citations)


@pytest.mark.parametrize(
    ("verdict", "ids", "text"),
    [
        ("unsupported", "", "The Office welcomes the findings."),
        ("fabricated", "p99", "The Office welcomes the findings."),
        ("fabricated", "p18 p99", "The Office welcomes the findings."),
        ("fabricated", "P18", "The Office welcomes the findings."),
        ("misattributed", "p11", "The Office welcomes the findings of the evaluation."),
        ("misattributed", "p8", "Capacity is “stretched very thin”."),
        ("fabricated", "p11", "Capacity is “stretched quite thin”."),
        (
            "stitched",
            "p7",
            "“the ILO has added value with tools and evidence-based policy formulas”",
        ),
        ("wrong_figure", "p11", "In 2007, three units were merged into one."),
        ("wrong_figure", "p11", "In 2006, four units were merged into one."),
        ("wrong_figure", "p6", "Allocations came to US$36 billion."),
        ("fabricated", "p18", "The OECD welcomes the findings."),
        ("misattributed", "p18", "Brazil welcomes the findings."),
        ("unsupported", "p18", "The Office does not welcome the findings."),
        ("unsupported", "p16", "Tripartism impedes extending social security to all."),
        ("unsupported", "r8", "Vacant positions have been filled promptly."),
        ("unsupported", "p12", "All officials called for more integrative work."),
        (
            "unsupported",
            "p11",
            "Three units were merged into one, and parliament passed a law on it.",
        ),
        ("unsupported", "p16", "Governments speak with authority."),
        ("unsupported", "p15", "Inflation is the greatest risk for pension funds."),
        ("unsupported", "p18", "The Office welcomes it, see https://example.org."),
        ("unsupported", "p18", "<b>The Office</b> welcomes the findings."),
        ("unsupported", "p18", "The Office welcomes the find\u200bings."),
        ("unsupported", "p18", "Тhe Office welcomes the findings."),
        ("unsupported", "p18", ""),
        ("unsupported", "p18", " \n "),
        ("unsupported", "p18", "The Office welcomes the findings. " * 40),
    ],
)
def test_what_they_do_not_say_has_a_verdict(check, verdict, ids, text):
    found = checked(check, text, ids)
    assert found.verdict == verdict
    assert found.verdict in VERDICTS
    assert found.reason.endswith(".")
    assert found.citations == ()


def test_only_what_was_given_can_be_cited(check):
    text = "The Office welcomes the findings."
    assert checked(check, text, "p18", ["p18"]).is_supported
    assert checked(check, text, "p18", ["p17"]).verdict == "misattributed"
    assert checked(check, text, "p18", ["p99", "p18"]).is_supported
    assert checked(check, text, "p99", ["p99"]).verdict == "fabricated"
    assert checked(check, text, "p18", []).verdict == "misattributed"


def test_a_passage_cited_twice_counts_once(check):
    found = checked(check, "The Office welcomes the findings.", "p18 p18 p18")
    assert found.cited == ("p18",)
    assert len(found.citations) == 1


def test_a_passage_that_adds_nothing_is_not_shown_as_evidence(check):
    found = checked(check, "Technical capacity is stretched very thin.", "p3 p11")
    assert found.is_supported
    assert {it.passage_id for it in found.citations} == {"p11"}


def test_a_passage_whose_number_is_needed_stays(check):
    found = checked(check, "Allocations came to US$36 million, of which Africa had 7.3.", "f3 p6")
    assert found.is_supported
    assert {it.passage_id for it in found.citations} == {"p6", "f3"}


def test_a_sentence_of_many_passages_is_no_sentence(check):
    ids = EVERY[: MOST_CITED + 1]
    assert checked(check, "The Office welcomes the findings.", " ".join(ids)).verdict != "supported"


def test_thousands_of_ids_are_turned_down(check):
    draft = DraftSentence("The Office welcomes the findings.", tuple(EVERY * 500))
    assert check.check(draft, EVERY).verdict == "unsupported"
    strange = tuple(f"p{number}" for number in range(100, 9000))
    assert check.check(DraftSentence("It is so.", strange), EVERY).verdict == "fabricated"


def test_quotes_and_numbers_are_shown_as_they_are_printed(check):
    found = checked(check, 'The 3 units were merged; capacity is "stretched  very thin".', "p11")
    assert found.is_supported
    assert found.text == 'The three units were merged; capacity is "stretched very thin".'


def test_what_failed_can_be_looked_at(check):
    found = checked(check, "Visit \x07 \u202e me " + "a" * 5000, "p18")
    assert len(found.text) < 1100
    assert found.text.isprintable()


def test_without_a_reader_the_words_decide():
    alone = SentenceCheck.over(REPORT, Vocabulary(REPORT), None)
    assert checked(alone, "The Office welcomes the findings.", "p18").is_supported
    assert not checked(alone, "The Office pays pensions to employers.", "p18").is_supported
