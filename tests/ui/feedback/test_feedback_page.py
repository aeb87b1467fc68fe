"""The page of feedback: what testers read, and what nobody else does."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus import bundled_report
from evals.feedback import load_feedback
from ui.feedback import Feedback, FeedbackPage, FeedbackStore, Quoted, StoredFeedback
from ui.pages.feedback_page import feedback_page_html, feedback_router
from ui.pages.feedback_view import Choice, feedback_view
from ui.texts import texts_in

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "</textarea></title></style><iframe src=javascript:alert(1)>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "[link](javascript:alert(1)) ![image](https://elsewhere.example/x.png)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- <base href=//elsewhere.example><meta http-equiv=refresh content=0>",
    "<a href=javascript:alert(1) style=position:fixed>click</a>",
    "$$\\href{javascript:alert(1)}{x}$$ <form action=//elsewhere.example><button>",
)
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def said(question="Why?", verdict="right", reason="", **fields):
    return Feedback(
        **{"question": question, "verdict": verdict, "reason": reason, "time": NOW} | fields
    )


class Page(HTMLParser):
    """Tags, links and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.words = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.words += data


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "feedback.sqlite3")


@pytest.fixture
def client(store):
    app = FastAPI()
    app.include_router(
        feedback_router(
            bundled_report(), store, "/reports", lambda it: it.headers.get("user") != "guest"
        )
    )
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("path", ["/feedback", "/fr/feedback", "/es/feedback"])
def test_there_is_a_page_in_every_language(client, path):
    reply = client.get(path)
    assert reply.status_code == 200
    assert reply.headers["content-security-policy"] == POLICY
    assert reply.headers["cache-control"] == "no-store"
    language = path.split("/")[1] if path.count("/") == 2 else "en"
    assert ("html", {"lang": language}) in Page(reply.text).tags


def test_a_store_without_records_is_said(client):
    page = Page(client.get("/feedback").text)
    assert "There is no feedback so far." in page.words
    assert "/reports/feedback.jsonl" not in page.links
    assert client.get("/feedback.jsonl").text == ""


def test_a_record_is_shown_with_links_to_its_passages(client, store):
    store.add(
        said(
            "And to the second?",
            "wrong",
            "wrong_passage",
            history=("What of the first?",),
            stand_alone="What of the second recommendation?",
            answer="“Words” [¶ 19]\n\nMore",
            citations=tuple(Quoted(passage_id=it, quote="Words") for it in ("p19", "p19", "x9")),
            comment="It is ¶ 20.",
            user="ana",
        )
    )
    page = Page(client.get("/feedback").text)
    for words in (
        "And to the second?",
        "What of the first?",
        "What of the second recommendation?",
        "Wrong – It quotes the wrong passage",
        "24 November 2026, 09:05 UTC",
        "ana",
        "It is ¶ 20.",
        "“Words” [¶ 19]",
        "x9",
    ):
        assert words in page.words, words
    assert page.links.count("/reports/?passage=p19") == 1
    assert not any("x9" in link for link in page.links)
    assert "/reports/fr/?passage=p19" in Page(client.get("/fr/feedback").text).links


def test_records_can_be_chosen_by_verdict_and_reason(client, store):
    store.add(said("Right one"))
    store.add(said("Short one", "wrong", "incomplete"))
    store.add(said("Odd one", "wrong", "other", comment="Odd."))
    shown = {
        "/feedback": {"Right one", "Short one", "Odd one"},
        "/feedback?verdict=right": {"Right one"},
        "/feedback?verdict=wrong": {"Short one", "Odd one"},
        "/feedback?reason=incomplete": {"Short one"},
        "/feedback?reason=wrong_passage": set(),
        "/feedback?reason=%27--&verdict=x&page=²": {"Right one", "Short one", "Odd one"},
    }
    everything = shown["/feedback"]
    for address, expected in shown.items():
        words = Page(client.get(address).text).words
        assert {it for it in everything if it in words} == expected, address
    links = Page(client.get("/feedback").text).links
    assert "/reports/feedback?reason=incomplete" in links


def test_pages_lead_to_one_another(client, store):
    for place in range(60):
        store.add(said(f"Question {place}.", time=NOW + timedelta(minutes=place)))
    first = Page(client.get("/feedback").text)
    assert "Question 59." in first.words
    assert "Page 1 of 3" in first.words
    last = Page(client.get("/feedback?verdict=right&page=3").text)
    assert "Question 0." in last.words
    assert "/reports/feedback?verdict=right&page=2" in last.links
    for page in ("0", "-1", "99999999999999999999", "1e9", "x"):
        assert client.get("/feedback", params={"page": page}).status_code == 200


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_in_a_record_becomes_part_of_the_page(client, store, hostile):
    tags = [tag for tag, _ in Page(client.get("/feedback").text).tags]
    store.add(
        said(
            hostile,
            "wrong",
            "other",
            comment=hostile,
            answer=hostile,
            history=(hostile,),
            stand_alone=f"{hostile}?",
            user=hostile,
            citations=(Quoted(passage_id=hostile, quote=hostile),),
        )
    )
    page = Page(client.get("/feedback").text)
    assert {tag for tag, _ in page.tags} - set(tags) <= {
        "article", "h2", "strong", "time", "blockquote", "dl", "dt", "dd", "span", "p",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any("style" in attributes for _, attributes in page.tags)
    assert all(link.startswith(("/reports/", "#")) for link in page.links)
    assert page.words.count(hostile) == 7


def test_signs_that_cannot_be_seen_do_not_turn_the_words_around(client, store):
    store.add(said("Why\u202e\x00?", "wrong", "other", comment="a\u2066b"))
    words = Page(client.get("/feedback").text).words
    assert not set("\u202e\u2066\x00") & set(words)


def test_the_page_is_made_without_a_server():
    record = StoredFeedback(**said("Pourquoi ?", language="fr", user="ana").model_dump(), id=1)
    counts = {("right", ""): 1}
    view = feedback_view(
        bundled_report(), FeedbackPage((record,), 1, 1, 1), counts, Choice(), texts_in("en")
    )
    html = feedback_page_html(view, bundled_report(), texts_in("en"), "")
    assert "ana · Français" in Page(html).words
    assert "/feedback?verdict=wrong" in Page(html).links


@pytest.mark.parametrize("path", ["/feedback", "/fr/feedback", "/feedback.jsonl"])
def test_others_see_nothing(client, store, path):
    store.add(said("A private question"))
    reply = client.get(path, headers={"user": "guest"})
    assert reply.status_code == 403
    assert "private" not in reply.text


def test_the_file_is_read_by_the_evaluations(client, store, tmp_path):
    store.add(said("é\u2028?", citations=(Quoted(passage_id="p19", quote="Words"),)))
    reply = client.get("/feedback.jsonl")
    assert reply.headers["content-disposition"] == 'attachment; filename="feedback.jsonl"'
    (tmp_path / "f.jsonl").write_bytes(reply.content)
    assert load_feedback(tmp_path / "f.jsonl")[0].question == "é\u2028?"


def test_a_damaged_store_is_said(client, tmp_path):
    (tmp_path / "feedback.sqlite3").write_text("notes")
    for path in ("/feedback", "/feedback.jsonl"):
        reply = client.get(path)
        assert reply.status_code == 500
        assert "Move it away" in reply.text


def test_the_style_sheet_fetches_nothing(client):
    reply = client.get("/pages/feedback.css")
    assert reply.headers["content-type"].startswith("text/css")
    assert "url(" not in reply.text
    assert "@import" not in reply.text
