"""The check of generated sentences on claims about the shipped report."""

from collections import Counter

import pytest

from assistant.agreement import Vocabulary
from assistant.generated import VERDICTS
from assistant.generation.sentence_check import SentenceCheck
from corpus import bundled_report
from evals import CaseFileError, NoCasesError
from evals.claims import check_claims, figures_of, load_claims, shipped_claims
from evals.claims.fit import examples_of, fit_support
from index import open_reader

REPORT = bundled_report()
CLAIMS = shipped_claims(REPORT)
TOLERANCE = 0.03
# What `python -m evals.claims` measured: recall of the supported, share of others that pass.
MEASURED = {"dev": (0.954, 0.000), "test": (0.804, 0.091)}


@pytest.fixture(scope="module")
def outcomes():
    check = SentenceCheck.over(REPORT, Vocabulary(REPORT), open_reader())
    return check_claims(CLAIMS, check)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_claims_are_told_apart_as_well_as_measured(outcomes, split):
    recall, passing = MEASURED[split]
    figures = figures_of([it for it in outcomes if it.claim.split == split])
    assert figures.recall >= recall - TOLERANCE
    assert figures.passing <= passing + TOLERANCE


def test_nothing_that_code_can_look_up_passes(outcomes):
    passed = Counter(
        it.claim.verdict for it in outcomes if it.checked.is_supported and not it.claim.is_supported
    )
    assert passed["wrong_figure"] == passed["fabricated"] == passed["stitched"] == 0


def test_both_splits_have_claims_of_every_verdict():
    for split in ("dev", "test"):
        assert {it.verdict for it in CLAIMS if it.split == split} == set(VERDICTS)


def test_claims_cite_what_the_report_has_or_are_wrong():
    every = {passage.id for passage in REPORT.passages}
    for claim in CLAIMS:
        assert claim.verdict != "supported" or (claim.cited and every.issuperset(claim.cited))


def test_the_fit_gives_support_its_weight():
    dev = [it for it in CLAIMS if it.split == "dev"][::4]
    weights = fit_support(examples_of(dev, REPORT, open_reader()))
    assert weights.words > 0
    assert weights.weakest > 0
    assert 0.5 <= weights.threshold < 1


def test_a_broken_file_is_named_line_by_line(write_lines):
    good = {"id": "a", "split": "dev", "kind": "x", "text": "It is.", "cited": [],
            "verdict": "unsupported"}  # fmt: skip
    path = write_lines(good, good, {**good, "id": "b", "verdict": "right"}, "{")
    with pytest.raises(CaseFileError) as caught:
        load_claims(path)
    assert all(f":{line}:" in str(caught.value) for line in (2, 3, 4))
    with pytest.raises(CaseFileError, match="no claims"):
        load_claims(write_lines(""))


def test_another_report_has_no_claims():
    from dataclasses import replace

    with pytest.raises(NoCasesError, match="Name a file"):
        shipped_claims(replace(REPORT, symbol="X.1"))
