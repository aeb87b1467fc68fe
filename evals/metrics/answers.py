"""How much of the right answer stands in what a system says."""

import re
import string
from collections import Counter
from collections.abc import Sequence

from assistant import find_quote
from corpus import Report, UnknownPassageError
from evals.facts import FactGroup, any_occurs, occurs

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = dict.fromkeys(map(ord, string.punctuation + "–—‘’“”…¶"), " ")


def key_facts_found(text: str, facts: Sequence[FactGroup]) -> float | None:
    """Return 1 if a text holds every key fact, in any of its variants, else 0.

    Args:
        text: What a system says.
        facts: The key facts; None is returned where there are none.
    """
    return float(all(any_occurs(group, text) for group in facts)) if facts else None


def forbidden_absent(text: str, forbidden: Sequence[str]) -> float | None:
    """Return 1 if a text holds none of the forbidden words, else 0.

    Args:
        text: What a system says.
        forbidden: The words; None is returned where there are none.
    """
    return float(not any(occurs(words, text) for words in forbidden)) if forbidden else None


def valid_quotes(citations: Sequence[tuple[str, str]], report: Report) -> float | None:
    """Return the share of quotes that stand verbatim in the passages they name.

    Whitespace and the kinds of dashes and quote marks may differ; see `find_quote`.

    Args:
        citations: Ids of passages with the words quoted from them.
        report: The report; None is returned where nothing is cited.
    """
    valid = [_stands_in(quote, passage_id, report) for passage_id, quote in citations]
    return sum(valid) / len(valid) if valid else None


def token_f1(text: str, references: Sequence[str]) -> float | None:
    """Return the best F1 between the words of a text and those of a reference.

    ``P = common / |text|``, ``R = common / |reference|``, words counted as often as they
    stand. Words are compared as in SQuAD (Rajpurkar et al., EMNLP 2016): small letters, no
    punctuation, no articles.

    Args:
        text: What a system says.
        references: Right answers; None is returned where there are none.
    """
    return max((_overlap(text, reference) for reference in references), default=None)


def exact_match(text: str, references: Sequence[str]) -> float | None:
    """Return 1 if the words of a text are those of a reference, else 0; see `token_f1`.

    Args:
        text: What a system says.
        references: Right answers; None is returned where there are none.
    """
    if not references:
        return None
    return float(any(answer_words(text) == answer_words(reference) for reference in references))


def answer_words(text: str) -> list[str]:
    """Return the words of an answer as they are compared.

    Args:
        text: Any text.
    """
    return _ARTICLES.sub(" ", text.casefold().translate(_PUNCTUATION)).split()


def _overlap(text: str, reference: str) -> float:
    given, wanted = answer_words(text), answer_words(reference)
    common = sum((Counter(given) & Counter(wanted)).values())
    if not given or not wanted:
        return float(given == wanted)
    return 2 * common / (len(given) + len(wanted))


def _stands_in(quote: str, passage_id: str, report: Report) -> bool:
    try:
        passage = report.passage(passage_id)
    except UnknownPassageError:
        return False
    return find_quote(quote, passage.text) is not None
