"""Whether a sentence says the opposite of what it rests on.

Rules on negations and on pairs of opposite words, in the tradition of natural logic (MacCartney
and Manning, 2008) and with no model: a negated word has to be negated in the evidence as well,
and a word may not stand where the evidence has its opposite.
"""

import re
from dataclasses import dataclass

from assistant.generation.clauses import clauses_of
from index import words_of

_TOKEN = re.compile(r"[^\W_][\w’'-]*|[,;:.!?()\n]")
_CUES = frozenset(
    "no not never none neither nor without cannot nobody nothing hardly rarely seldom "
    "lack lacks lacked lacking fail fails failed failing failure unable absence".split()
)
_CONTRACTED = re.compile(r"n[’']t$", re.IGNORECASE)
_CLAUSE_ENDS = frozenset(
    ", ; : . ! ? ( ) \n but because since although though while whereas which who that than "
    "and or yet however except".split(" ")
)
# "not only" adds; "no longer" and "not always" negate what follows them.
_NO_NEGATION_BEFORE = frozenset("only just merely".split())
_ADVERBS = frozenset(
    "always very really actually yet fully entirely necessarily often generally particularly "
    "especially sufficiently adequately well also even longer to be been".split()
)
# A sentence with one of these says something negative, whatever its words.
_NEGATIVE = re.compile(
    r"\b(?:no(?!\.?\s*\d)|not|never|none|neither|nor|without|cannot|nobody|nothing|hardly|rarely|seldom|"
    r"lack\w*|fail\w*|unable|absen\w*|insufficien\w*|inadequa\w*|few(?:er)?|little|limited|less|"
    r"low(?:er)?|scarce\w*|only|rather\s+than|instead|except|partly|partial\w*|under-\w+|"
    r"un\w{5,}|in(?:ab|ad|ca|co|ef|su)\w{5,}|dis\w{5,}|replac\w*|avoid\w*|prevent\w*|refus\w*|"
    r"reject\w*|difficult\w*|problem\w*|challeng\w*|however|although|though|but|contested|"
    r"beyond|other\s+than|\w+n[’']t)\b",
    re.IGNORECASE,
)
# "It helps, not hinders": what is set against it is negated, not what is said.
_CONTRAST = re.compile(r"[,(]\s+(?:and\s+)?not\s+[^,;.()]*", re.IGNORECASE)
_SAME_CLAUSE = 2
"""Words that a sentence shares with a negated clause, from which it is about the same."""

# Words that begin like a negation and are none of what follows: "improve" is not "prove".
_NO_PREFIX = frozenset(
    words_of(
        "improve import impress impose impact inform invest intent intend income increase insure "
        "inside input install insight indeed index inland dispose display distribute discover "
        "dismiss discharge discount discourse disease uncover unfold unit union universe until "
        "under understand undertake"
    )
)
_PREFIX = re.compile(r"^(?:un|in|im|dis|non-?|ir)(?=\w{3})")
_PAIRS = (
    ("increase", "decrease"), ("increase", "reduce"), ("increase", "decline"), ("rise", "fall"),
    ("grow", "shrink"), ("grow", "decline"), ("expand", "curtail"), ("more", "less"),
    ("more", "fewer"), ("most", "least"), ("higher", "lower"), ("high", "low"),
    ("strong", "weak"), ("strengthen", "weaken"), ("improve", "worsen"), ("better", "worse"),
    ("accept", "reject"), ("agree", "disagree"), ("approve", "reject"), ("welcome", "reject"),
    ("support", "oppose"), ("endorse", "reject"), ("succeed", "fail"), ("success", "failure"),
    ("facilitate", "impede"), ("facilitate", "hinder"), ("help", "hinder"), ("allow", "prevent"),
    ("before", "after"), ("above", "below"), ("include", "exclude"), ("start", "end"),
    ("begin", "end"), ("open", "close"), ("gain", "lose"), ("gain", "loss"), ("always", "never"),
    ("all", "none"), ("positive", "negative"), ("advantage", "disadvantage"), ("early", "late"),
    ("horizontal", "vertical"), ("internal", "external"), ("urban", "rural"),
    ("public", "private"), ("formal", "informal"), ("former", "latter"), ("first", "last"),
    ("higher", "less"), ("greater", "less"), ("greater", "lower"), ("more", "lower"),
    ("maximum", "minimum"), ("majority", "minority"), ("surplus", "deficit"),
    ("import", "export"), ("major", "minor"), ("excellent", "insufficient"),
    ("cause", "prevent"), ("continue", "stop"), ("continue", "discontinue"),
    ("sufficient", "insufficient"), ("adequate", "inadequate"), ("effective", "ineffective"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Polarity:
    """Which words a text says, and which of them it negates.

    Attributes:
        said: Stems that stand without a negation.
        negated: Stems that a negation is about.
    """

    said: frozenset[str]
    negated: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        """Every stem, negated or not."""
        return self.said | self.negated


def polarity_of(text: str) -> Polarity:
    """Return which words a text says and which it negates.

    Args:
        text: A sentence or two.
    """
    said: set[str] = set()
    negated: set[str] = set()
    heads = 0
    tokens = [it[0] for it in _TOKEN.finditer(text)]
    for token, following in zip(tokens, [*tokens[1:], ""], strict=True):
        word = token.casefold()
        stems = _stems(word)
        if word in _CLAUSE_ENDS:
            heads = 0
        elif _is_cue(word, following.casefold()):
            heads = 1
            said.update(stems)
        elif stems and heads:
            negated.update(stems)
            heads -= word not in _ADVERBS
        else:
            said.update(stems)
    return Polarity(frozenset(said), frozenset(negated))


def opposed_word(sentence: str, evidence: str) -> str | None:
    """Return a word of a sentence that the evidence negates, or says the opposite of.

    Args:
        sentence: The sentence.
        evidence: The sentence or two of the report that it rests on.

    Returns:
        The stem of the word; None where the two go the same way.
    """
    claim, given = polarity_of(sentence), polarity_of(evidence)
    turned = (claim.said & given.negated) - given.said - claim.negated
    turned |= (claim.negated & given.said) - given.negated - claim.said
    turned |= _prefixed(claim, given)
    turned |= _unnegated(sentence, evidence)
    if not claim.negated and not given.negated:
        turned |= _opposites(claim, given)
    return min(turned, default=None)


def _unnegated(sentence: str, evidence: str) -> frozenset[str]:
    """Return what only one of the two negates, whatever the words of the negation."""
    if _NEGATIVE.search(evidence) is None:
        return polarity_of(sentence).negated
    if _NEGATIVE.search(sentence) is not None:
        return frozenset()
    evidence = _CONTRAST.sub(" ", evidence)
    said = polarity_of(sentence).said
    return frozenset(
        stem
        for clause in clauses_of(evidence)
        if len(said & set(words_of(clause))) >= _SAME_CLAUSE
        for stem in polarity_of(clause).negated
    )


def _prefixed(claim: Polarity, given: Polarity) -> frozenset[str]:
    """Return words that one says with a negative prefix and the other without: "unlikely"."""
    found = set()
    for one, other in ((claim, given), (given, claim)):
        for stem in one.said:
            root = stem if stem in _NO_PREFIX else _PREFIX.sub("", stem)
            roots = {root, f"{root}e"}
            if root != stem and roots & other.said and not roots & one.stems:
                found |= {stem} - other.stems
    return frozenset(found)


def _opposites(claim: Polarity, given: Polarity) -> frozenset[str]:
    return frozenset(
        said
        for left, right in OPPOSITES
        for said, opposite in ((left, right), (right, left))
        if said in claim.said
        and said not in given.stems
        and opposite in given.said
        and opposite not in claim.stems
    )


def _is_cue(word: str, following: str) -> bool:
    # "No. 102" is a number.
    if following in _NO_NEGATION_BEFORE or following[:1].isdigit():
        return False
    return word in _CUES or _CONTRACTED.search(word) is not None


def _stems(word: str) -> tuple[str, ...]:
    return words_of(word) if word[0].isalnum() else ()


OPPOSITES = tuple((words_of(left)[0], words_of(right)[0]) for left, right in _PAIRS)
"""The stems of words that are opposites."""
