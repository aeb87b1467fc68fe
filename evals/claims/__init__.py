"""Claims about a report, right and wrong ones, and how well the check tells them apart.

python -m evals.claims
"""

from evals.claims.claim import Claim, load_claims, shipped_claims
from evals.claims.measure import ClaimFigures, Outcome, check_claims, figures_of

__all__ = [
    "Claim",
    "ClaimFigures",
    "Outcome",
    "check_claims",
    "figures_of",
    "load_claims",
    "shipped_claims",
]
