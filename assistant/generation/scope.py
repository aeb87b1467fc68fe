"""Whether a sentence says more than the evidence by one of the words that say how far it goes.

"Some officials" does not bear out "all officials", nor does what comes after something come
"because" of it.
"""

import re

_CLASSES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{said})\b", re.I), re.compile(rf"\b(?:{borne_out})\b", re.I))
    for name, said, borne_out in (
        (
            "all",
            r"all(?!\s+over)|every|everyone|everybody|everything|everywhere|each|always|entirely|"
            r"entire|whole(?!\s+(?:range|number))|completely|fully|totally|universally|invariably|"
            r"without\s+exception|none|nobody|never",
            r"all|every\w*|each|always|entire\w*|whole|complete\w*|full\w*|total\w*|univers\w*|"
            r"invariabl\w*|any|none|nobody|no|never|not|both|throughout",
        ),
        (
            "most",
            r"most(?=\s+(?:of|\w+s)\b)|majority|mostly|mainly|predominantly",
            r"most\w*|majority|main\w*|predominant\w*|all|every|primar\w*|large\w*|wide\w*",
        ),
        (
            "cause",
            r"because|due\s+to|owing\s+to|as\s+a\s+(?:result|consequence)\s+of|caused\s+by|"
            r"thanks\s+to|resulted\s+from|led\s+to",
            r"because|due|owing|result\w*|consequen\w*|caus\w*|thanks|since|given|as|so|thus|"
            r"therefore|hence|reason\w*|led|lead\w*|in\s+view\s+of|by\s+\w+ing|contribut\w*",
        ),
        (
            "will",
            r"(?<!political\s)(?<!free\s)will(?=\s+(?:\w+ly\s+|also\s+|not\s+)?[a-z]{2,}\b)"
            r"(?!\s+(?:should|must|and|of|to|in|is|was|has|or|for)\b)",
            r"will|shall|(?:is|are)\s+(?:to|being)|plan\w*|continu\w*|intend\w*",
        ),
        (
            "sure",
            r"certainly|definitely|undoubtedly|undeniably|obviously|guarante\w+|prove[ns]?|proof",
            r"certain\w*|definite\w*|undoubted\w*|undeniabl\w*|obvious\w*|guarante\w*|pro(?:ve|of)\w*|"
            r"convincing\w*|clear\w*|evidence",
        ),
        (
            "only",
            r"(?<!not\s)only|solely|exclusively",
            r"only|sole\w*|exclusive\w*|alone|single|nothing\s+but|no|not|limited",
        ),
    )
)
_ON_THE_WHOLE = re.compile(r"\b(?:on\s+the\s+whole|as\s+a\s+whole|above\s+all|after\s+all)\b", re.I)


def wider_word(sentence: str, evidence: str) -> str | None:
    """Return a word by which a sentence says more than the evidence, or None.

    Args:
        sentence: The sentence.
        evidence: The sentences of the report that it rests on.
    """
    said = _ON_THE_WHOLE.sub(" ", sentence)
    for _, form, borne_out in _CLASSES:
        match = form.search(said)
        if match is not None and borne_out.search(evidence) is None:
            return match[0]
    return None
