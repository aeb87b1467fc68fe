"""How an answer was found, as HTML that is safe to show."""

from assistant import Answer, Route, Trail, TrailCandidate
from ui.chat.trail_of_model import model_lines
from ui.markup import element, escape
from ui.texts import Texts


def trail_html(answer: Answer | None, texts: Texts) -> str:
    """Return how an answer was found: what decided, candidates, scores, stages, times.

    Args:
        answer: The answer that is open, or None.
        texts: The language.
    """
    if answer is None:
        return _line(
            texts.gettext("Ask a question first; then this shows how the answer was found.")
        )
    trail = answer.trail
    if trail.route == "none" and not trail.times:
        return _line(texts.gettext("How this answer was found is not kept with old conversations."))
    parts = [
        _line(_route(trail.route, texts)),
        _searched(trail, texts),
        _confidence(answer, texts),
        *map(_line, model_lines(answer, texts)),
        _candidates(trail.candidates, texts) if trail.candidates else "",
        _times(trail, texts),
    ]
    return element("div", "ra-trail", "".join(parts))


def _route(route: Route, texts: Texts) -> str:
    return {
        "reference": texts.gettext("The question names a place of the report; it was looked up."),
        "outline": texts.gettext("The answer was read from the outline of the report."),
        "values": texts.gettext("The answer was read from the printed values of a figure."),
        "search": texts.gettext("The report was searched, and what was found was read."),
        "conversation": texts.gettext("Nothing was searched; this was about the conversation."),
        "none": texts.gettext("Nothing was found."),
    }[route]


def _line(text: str) -> str:
    return element("p", "ra-trail-line", escape(text))


def _searched(trail: Trail, texts: Texts) -> str:
    if not trail.searched:
        return ""
    queries = "; ".join(f"“{query}”" for query in trail.searched)
    return _line(texts.gettext("Searched for: {queries}", queries=queries))


def _confidence(answer: Answer, texts: Texts) -> str:
    if answer.confidence is None or answer.trail.threshold is None:
        return ""
    return _line(
        texts.gettext(
            "The report answers this with a likelihood of {likelihood}; "
            "below {threshold} the question is refused.",
            likelihood=f"{answer.confidence:.0%}",
            threshold=f"{answer.trail.threshold:.0%}",
        )
    )


def _candidates(candidates: tuple[TrailCandidate, ...], texts: Texts) -> str:
    heads = [
        texts.gettext("Passage"),
        texts.gettext("Score"),
        texts.gettext("Rank by words"),
        texts.gettext("Rank by meaning"),
        texts.gettext("Quoted"),
    ]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    rows = "".join(_candidate(candidate, texts) for candidate in candidates)
    return element(
        "table", "ra-trail-table", f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    )


def _candidate(candidate: TrailCandidate, texts: Texts) -> str:
    cells = [
        f"{candidate.score:.2f}",
        _best_rank(candidate, "lexical"),
        _best_rank(candidate, "dense"),
        texts.gettext("yes") if candidate.cited else "–",
    ]
    row = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr><th scope="row">{escape(candidate.label)}</th>{row}</tr>'


def _best_rank(candidate: TrailCandidate, method: str) -> str:
    ranks = [rank for name, rank in candidate.ranks.items() if name.startswith(method)]
    return str(min(ranks)) if ranks else "–"


def _times(trail: Trail, texts: Texts) -> str:
    stages = {
        "resolve": texts.gettext("understand"),
        "look up": texts.gettext("look up"),
        "search": texts.gettext("search"),
        "read": texts.gettext("read"),
        "answer": texts.gettext("answer"),
        "rewrite": texts.gettext("stand-alone question"),
        "generate": texts.gettext("chat model"),
        "check": texts.gettext("check of sentences"),
        "verify": texts.gettext("verify"),
    }
    times = " · ".join(
        f"{stages.get(it.stage, it.stage)} {it.milliseconds:.1f} ms" for it in trail.times
    )
    return _line(texts.gettext("Times: {times}", times=times)) if times else ""
