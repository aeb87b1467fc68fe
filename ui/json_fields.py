"""Answers, search results and passages as JSON: the same for the commands and for programs."""

from dataclasses import asdict

from assistant import Answer
from corpus import Passage, Report
from index import SearchResult


def answer_fields(answer: Answer) -> dict[str, object]:
    """Return the fields of an answer, named as in Python.

    Args:
        answer: The answer.
    """
    return {
        "question": answer.question,
        "asked": answer.asked,
        "text": answer.text,
        "short_answer": answer.short_answer,
        "lead": answer.lead,
        "citations": [asdict(citation) for citation in answer.citations],
        "refusal": None if answer.refusal is None else asdict(answer.refusal),
        "confidence": answer.confidence,
        "answerer": answer.answerer,
        "sentences": [asdict(sentence) for sentence in answer.sentences],
        "notice": answer.notice,
        "fault": answer.fault,
        "usage": None if answer.usage is None else asdict(answer.usage),
        "trail": asdict(answer.trail),
    }


def search_fields(query: str, results: tuple[SearchResult, ...]) -> dict[str, object]:
    """Return the fields of what a search found.

    Args:
        query: What was looked for.
        results: What was found, best first.
    """
    return {"query": query, "results": [_result_fields(result) for result in results]}


def passage_fields(report: Report, passage: Passage) -> dict[str, object]:
    """Return the fields of a passage, with the ids of the passages that name it.

    Args:
        report: The report it belongs to.
        passage: The passage.
    """
    named_by = [other.id for other in report.referring_to(passage.id)]
    return asdict(passage) | {"named_by": named_by}


def _result_fields(result: SearchResult) -> dict[str, object]:
    passage = result.passage
    return {
        "passage_id": passage.id,
        "report": passage.report,
        "kind": passage.kind,
        "number": passage.number,
        "label": passage.label,
        "section": passage.section,
        "text": passage.text,
        "score": float(result.score),
        "similarity": result.similarity,
        "evidence": [
            {
                "start": evidence.start,
                "end": evidence.end,
                "text": passage.text[evidence.start : evidence.end],
                "score": float(evidence.score),
            }
            for evidence in result.evidence
        ],
        "ranks": result.ranks,
    }
