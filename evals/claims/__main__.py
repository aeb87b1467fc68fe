"""Measure the check of generated sentences on claims, and fit it: see the package."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from assistant.agreement import Vocabulary
from assistant.generation.sentence_check import SentenceCheck
from assistant.generation.support import SUPPORT_FILE, SupportWeights, support_weights
from corpus import bundled_report
from evals.claims import Claim, Outcome, check_claims, figures_of, load_claims, shipped_claims
from evals.claims.fit import examples_of, fit_support
from index import open_reader


def main() -> None:
    """Fit where it is asked for, then say how well the check does on either split."""
    options = _options()
    report, reader = bundled_report(), open_reader()
    claims = shipped_claims(report) if options.claims is None else load_claims(options.claims)
    if options.fit and reader is not None:
        examples = examples_of([it for it in claims if it.split == "dev"], report, reader)
        _write(fit_support(examples))
        print(f"fitted to {len(examples)} examples; written: {SUPPORT_FILE}")
    check = SentenceCheck.over(report, Vocabulary(report), reader)
    for split in ("dev", "test"):
        of_split: list[Claim] = [it for it in claims if it.split == split]
        outcomes = check_claims(of_split, check)
        _say(split, outcomes)
        if options.show == split:
            _say_wrong(outcomes)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.claims",
        description="Measure how well the check of generated sentences tells claims apart.",
    )
    parser.add_argument("--claims", type=Path, help="file of claims; the shipped one by default")
    parser.add_argument("--fit", action="store_true", help="fit the weights of support to dev")
    parser.add_argument("--show", choices=["dev", "test"], help="list what was decided wrong")
    return parser.parse_args()


def _say(split: str, outcomes: tuple[Outcome, ...]) -> None:
    figures = figures_of(outcomes)
    print(
        f"{split}: {figures.claims} claims; supported: precision {figures.precision:.3f}, "
        f"recall {figures.recall:.3f}; unsupported that pass {figures.passing:.3f}; "
        f"right verdict on the others {figures.right_verdict:.3f}"
    )
    print("  " + ", ".join(f"{count} {verdict}" for verdict, count in figures.verdicts.items()))


def _say_wrong(outcomes: tuple[Outcome, ...]) -> None:
    for outcome in outcomes:
        if not outcome.is_right:
            claim, checked = outcome.claim, outcome.checked
            print(f"  {claim.id} {', '.join(claim.cited)}: {claim.text}")
            print(f"    {checked.verdict}: {checked.reason}")


def _write(weights: SupportWeights) -> None:
    written = SUPPORT_FILE.with_suffix(".tmp")
    written.write_text(f"{json.dumps(asdict(weights), indent=2)}\n", encoding="utf-8")
    written.replace(SUPPORT_FILE)
    support_weights.cache_clear()


if __name__ == "__main__":
    main()
