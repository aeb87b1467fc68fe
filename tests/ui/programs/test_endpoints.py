"""The endpoints, called with the real gradio_client and over plain HTTP."""

import json
from collections.abc import Iterator

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

NAMES = {"/ask", "/search", "/passage", "/outline"}


@pytest.fixture(scope="module")
def client(address) -> Iterator[Client]:
    opened = Client(address, verbose=False, analytics_enabled=False, download_files=False)
    yield opened
    opened.close()


def test_the_four_functions_are_exposed_and_nothing_else(client):
    described = client.view_api(return_format="dict", print_info=False)
    assert set(described["named_endpoints"]) == NAMES
    assert described["unnamed_endpoints"] == {}


def test_every_parameter_and_reply_is_described(client):
    described = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    for endpoint in described.values():
        assert "word for word" in endpoint["description"] or "heading" in endpoint["description"]
        for told in (*endpoint["parameters"], *endpoint["returns"]):
            assert told["python_type"]["description"]
    ask = {it["parameter_name"]: it for it in described["/ask"]["parameters"]}
    assert list(ask) == ["question", "history", "within", "trail", "answerer"]
    assert [it["parameter_has_default"] for it in ask.values()] == [False, True, True, True, True]
    assert ask["history"]["python_type"]["type"] == "list[str]"


def test_the_replies_are_those_of_the_functions(client, functions):
    question = "How did the Office respond to Recommendation 7?"
    follow_up = ("And to Recommendation 8?", [question])
    for name, arguments in [
        ("ask", (question,)),
        ("ask", follow_up),
        ("search", ("field offices", 2)),
        ("passage", ("Recommendation 6",)),
        ("outline", ()),
    ]:
        expected = getattr(functions, name)(*arguments).model_dump(mode="json")
        assert client.predict(*arguments, api_name=f"/{name}") == expected


def test_the_trail_is_given_when_asked_for(client):
    reply = client.predict("What does paragraph 8 say?", trail=True, api_name="/ask")
    assert reply["trail"]["route"] == "reference"


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("/ask", ("",), "The question is empty."),
        ("/ask", ("a" * 2001,), "at most 2,000"),
        ("/ask", (None,), "'question' cannot be used: input should be a valid string"),
        ("/ask", ("And?", ["a"] * 21), "at most 20 items"),
        ("/ask", ("And?", ["What?", ""]), "Earlier question 2: The question is empty."),
        ("/search", ("pensions", 0), "greater than or equal to 1"),
        ("/search", ("pensions", "many"), "valid integer"),
        ("/passage", ("p99",), "has no passage 'p99'. Its passages are: cover, p1"),
        ("/passage", ({"path": "/etc/passwd"},), "valid string"),
    ],
)
def test_wrong_input_gets_a_plain_message_and_the_next_call_works(
    client, served, name, arguments, expected
):
    with pytest.raises(AppError) as refused:
        client.predict(*arguments, api_name=name)
    assert expected in str(refused.value)
    assert client.predict("p8", api_name="/passage")["id"] == "p8"
    assert "Traceback" not in served.said()


def called(address, name, body):
    json_body = {"content-type": "application/json"}
    reply = httpx.post(f"{address}/gradio_api/call/v2/{name}", content=body, headers=json_body)
    if reply.status_code != 200:
        return reply.text
    stream = httpx.get(f"{address}/gradio_api/call/v2/{name}/{reply.json()['event_id']}")
    event, data = stream.text.strip().split("\n")[:2]
    return event.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_plain_http_is_enough(address):
    event, data = called(address, "passage", b'{"name": "para 8"}')
    assert (event, data[0]["id"]) == ("complete", "p8")


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("ask", b'{"q": "a"}', "They are: question, history, within, trail, answerer."),
        ("ask", b"{}", "They are: question, history, within, trail, answerer."),
        ("eval", b"{}", "Not found."),
        ("ask", b"[]", "valid dictionary"),
        ("ask", b"{", "JSON decode error"),
    ],
)
def test_a_malformed_call_is_told_what_is_wrong(served, name, body, expected):
    told = called(served.address, name, body)
    assert expected in told
    assert "Traceback" not in told + served.said()


def test_a_lone_surrogate_breaks_nothing(address):
    event, data = called(address, "ask", b'{"question": "\\ud800 paragraph 8"}')
    assert event == "complete"
    assert data[0]["citations"][0]["label"] == "¶ 8"


def test_the_access_log_tells_that_an_endpoint_was_called(client, served):
    client.predict("What does paragraph 8 say?", api_name="/ask")
    last = json.loads(served.said().strip().split("\n")[-1])
    assert (last["interface"], last["outcome"]) == ("api", "answered")
    assert last["session"]
    assert "question" not in last
