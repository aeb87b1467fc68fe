"""Claims about a report, as a chat model may word them, and what is true of them."""

from importlib.resources import files
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.generated import SentenceVerdict
from corpus import Report
from evals.errors import CaseFileError, NoCasesError
from evals.lines import in_plain_words, numbered_lines, raise_problems, read_text

Split = Literal["dev", "test"]

_SHIPPED = {"GB.309/PFA/5/4": "GB.309-PFA-5-4.jsonl"}


class Claim(BaseModel):
    """One sentence about a report.

    Attributes:
        id: Unique in its file.
        split: ``dev`` claims may be looked at when rules are made, ``test`` ones never.
        kind: How it is made, such as ``paraphrase`` or ``wrong-number``.
        text: The sentence.
        cited: Ids of the passages that it cites; some do not exist.
        verdict: What the check should find.
        given: Ids of the passages that the model was given; all of the report when left out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(min_length=1)
    split: Split
    kind: str = Field(min_length=1)
    text: str = Field(min_length=1)
    cited: tuple[str, ...]
    verdict: SentenceVerdict
    given: tuple[str, ...] | None = None

    @property
    def is_supported(self) -> bool:
        """Whether the passages that it cites say it."""
        return self.verdict == "supported"


def load_claims(path: Path) -> tuple[Claim, ...]:
    """Read a file of claims, one JSON object a line.

    Args:
        path: The file.

    Raises:
        CaseFileError: It cannot be read, or a line is not a claim; every such line is named.
    """
    claims: dict[str, Claim] = {}
    problems = []
    for number, line in numbered_lines(read_text(path)):
        try:
            claim = Claim.model_validate_json(line)
        except ValidationError as error:
            problems.append(f"{path}:{number}: {in_plain_words(error, Claim)}.")
            continue
        if claim.id in claims:
            problems.append(f"{path}:{number}: the id {claim.id!r} is used twice.")
        claims[claim.id] = claim
    raise_problems(problems)
    if not claims:
        raise CaseFileError(f"{path} holds no claims. Write one JSON object a line.")
    return tuple(claims.values())


def shipped_claims(report: Report) -> tuple[Claim, ...]:
    """Read the claims that come with the product for a report.

    Args:
        report: The report.

    Raises:
        NoCasesError: None come with it.
    """
    name = _SHIPPED.get(report.symbol)
    if name is None:
        raise NoCasesError(f"No claims about {report.symbol!r} are shipped. Name a file of claims.")
    return load_claims(Path(str(files("evals.claims") / name)))
