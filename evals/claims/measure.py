"""How well the check of generated sentences tells right claims from wrong ones."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.generated import VERDICTS, CheckedSentence, SentenceVerdict
from assistant.generation.draft import DraftSentence
from assistant.generation.sentence_check import SentenceCheck
from evals.claims.claim import Claim


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim and what the check found.

    Attributes:
        claim: The claim.
        checked: What was found.
    """

    claim: Claim
    checked: CheckedSentence

    @property
    def is_right(self) -> bool:
        """Whether the claim passes just where it should."""
        return self.claim.is_supported == self.checked.is_supported


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """Shares over some claims, "supported" being what is looked for.

    Attributes:
        claims: How many there are.
        precision: Share of those that pass which are supported.
        recall: Share of the supported ones that pass.
        passing: Share of the others that pass as well.
        right_verdict: Share of the others, of those that do not pass, with the right verdict.
        verdicts: How often each verdict was given.
    """

    claims: int
    precision: float
    recall: float
    passing: float
    right_verdict: float
    verdicts: dict[SentenceVerdict, int]


def check_claims(claims: Iterable[Claim], check: SentenceCheck) -> tuple[Outcome, ...]:
    """Check claims.

    Args:
        claims: The claims.
        check: The check of the report that they are about.
    """
    every = tuple(passage.id for passage in check.report.passages)
    return tuple(
        Outcome(it, check.check(DraftSentence(it.text, it.cited), it.given or every))
        for it in claims
    )


def figures_of(outcomes: Sequence[Outcome]) -> ClaimFigures:
    """Return the shares over some claims.

    Args:
        outcomes: What was found; right and wrong claims among them.
    """
    true = [it for it in outcomes if it.claim.is_supported]
    false = [it for it in outcomes if not it.claim.is_supported]
    held = [it for it in false if it.is_right]
    passed = [it for it in outcomes if it.checked.is_supported]
    counts = Counter(it.checked.verdict for it in outcomes)
    return ClaimFigures(
        claims=len(outcomes),
        precision=_share(it.claim.is_supported for it in passed),
        recall=_share(it.is_right for it in true),
        passing=_share(not it.is_right for it in false),
        right_verdict=_share(it.checked.verdict == it.claim.verdict for it in held),
        verdicts={verdict: counts[verdict] for verdict in VERDICTS},
    )


def _share(found: Iterable[bool]) -> float:
    every = list(found)
    return sum(every) / len(every) if every else 0.0
