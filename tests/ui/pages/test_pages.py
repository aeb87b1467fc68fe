import re
from dataclasses import dataclass
from html import unescape

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from corpus import Passage, Report, Section, Span
from ui.desk import QuestionDesk
from ui.pages.routes import pages_router
from ui.texts import LANGUAGES, NAMES, texts_in


@dataclass(frozen=True)
class AssistantOf:
    """An assistant of another report, which is only read."""

    report: Report
    model_name: None = None


@pytest.fixture(scope="module")
def client(pages_app) -> TestClient:
    return TestClient(pages_app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["report", "about"])
def test_every_page_in_every_language(client, language, page):
    reply = client.get(f"{texts_in(language).root}{page}")
    assert reply.status_code == 200
    assert reply.headers["content-language"] == language
    assert reply.headers["content-security-policy"].startswith("default-src 'none'")
    assert f'<html lang="{language}">' in reply.text
    for other in LANGUAGES:
        link = f'href="{texts_in(other).root}{page}" lang="{other}" hreflang="{other}"'
        assert link in reply.text
        assert NAMES[other] in reply.text
    assert re.search(rf'/{page}" aria-current="page"', reply.text)


@pytest.mark.parametrize("address", ["/report", "/about", "/report?q=ILO", "/report?q=%22%3E%3Cb"])
def test_no_script_and_no_inline_style(client, address):
    text = client.get(address).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", text)


def test_every_link_on_the_page_leads_to_an_anchor(client):
    text = unescape(client.get("/report?q=Recommendation").text)
    anchors = re.findall(r'\sid="([^"]+)"', text)
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)


def test_every_passage_leads_to_the_chat(client, desk):
    text = client.get("/fr/report").text
    for passage in desk.report.passages:
        assert f'href="/fr/?about={passage.id}"' in text
        assert f'href="/fr/?passage={passage.id}"' in text


def test_what_was_typed_is_shown_as_text(client):
    text = client.get("/report", params={"q": "<b>&\"'</b>"}).text
    assert "<b>" not in text
    assert "&lt;b&gt;" in text


@pytest.mark.parametrize("mode", ["exact", "meaning"])
@pytest.mark.parametrize(
    "words", ["", "x" * 2500, "\u202eabc", "\x00", "ʼ" * 300, "{0} %s {words}"]
)
def test_every_query_gets_a_page(client, words, mode):
    reply = client.get("/report", params={"q": words, "mode": mode})
    assert reply.status_code == 200
    assert "\u202e" not in reply.text
    assert "\x00" not in reply.text


def test_nothing_in_a_report_is_read_as_html():
    hostile = "<script>alert(1)</script>\u202e{{ 7 * 7 }}\"'><img src=x onerror=alert(1)>"
    passage = Passage("p1", "paragraph", hostile, hostile, hostile, hostile, (hostile,))
    report = Report(
        hostile, hostile, (passage,), (Section((hostile,), (Span(0, 1),)),), session=hostile
    )
    app = FastAPI()
    app.include_router(pages_router(QuestionDesk(AssistantOf(report), 1, 1)))
    for address in ("/report", "/report?q=alert", "/about"):
        text = TestClient(app).get(address).text
        assert not re.search(r"<script|<img|\u202e", text)
        assert "49" not in text


def test_an_unknown_mode_looks_for_exact_words(client):
    assert "51 places" in client.get("/report?q=social+security&mode=other").text


def test_search_by_meaning_is_kept_in_the_form(client):
    text = client.get("/report?q=gender&mode=meaning").text
    assert 'value="meaning" checked' in text
    assert "nearest passages" in text


def test_the_other_languages_make_the_same_search(client):
    text = client.get("/report?q=social+%26+security&mode=meaning").text
    assert 'href="/fr/report?q=social+%26+security&amp;mode=meaning" lang="fr"' in text


def test_nothing_found_names_the_other_ways(client):
    text = client.get("/report?q=zeppelin+hangar").text
    assert "q=zeppelin+hangar&amp;mode=meaning" in text or "q=zeppelin%20hangar&amp;mode" in text
    assert "Ask a question in the chat" in text


def test_addresses_behind_a_proxy(desk):
    app = FastAPI()
    app.include_router(pages_router(desk, "/assistant"))
    text = TestClient(app).get("/es/report").text
    local = re.findall(r'(?:href|action)="(/[^"]*)"', text)
    assert local
    assert all(address.startswith("/assistant/") for address in local)


def test_the_style_sheet_has_both_themes(client):
    reply = client.get("/pages/style.css")
    assert reply.headers["content-type"].startswith("text/css")
    assert "--ra-accent" in reply.text
    assert "prefers-color-scheme: dark" in reply.text


def test_the_style_sheet_is_sent_once(client):
    first = client.get("/pages/style.css")
    tag = first.headers["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = client.get("/pages/style.css", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    changed = client.get("/pages/style.css", headers={"if-none-match": '"other"'})
    assert changed.status_code == 200
