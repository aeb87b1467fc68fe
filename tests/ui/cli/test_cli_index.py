"""``index``, ``doctor`` and ``settings``: what state things are in."""

import json

from assistant import Settings


def test_the_state_of_an_index_that_is_built(cli):
    outcome = cli("index", "status")
    assert (outcome.code, outcome.err) == (0, "")
    assert "GB.309/PFA/5/4" in outcome.out
    assert json.loads(cli("index", "status", "--json").out)["state"] == "ready"


def test_the_state_of_an_index_that_is_not_built(process, tmp_path):
    outcome = process("--data-dir", tmp_path / "none", "index", "status")
    assert outcome.code == 0
    assert "report-assistant index build" in outcome.out
    assert not (tmp_path / "none").exists()


def test_building_again_embeds_nothing(cli):
    outcome = cli("index", "build")
    assert (outcome.code, outcome.err) == (0, "")
    assert "GB.309/PFA/5/4" in outcome.out


def test_settings_show_where_each_value_comes_from(cli, data_dir):
    fields = {it["name"]: it for it in json.loads(cli("settings", "--json").out)}
    assert list(fields) == list(Settings.model_fields)
    assert fields["data_dir"] == {"name": "data_dir", "value": str(data_dir), "origin": "given"}
    assert fields["port"]["origin"] == "default"
    outcome = cli("settings")
    assert [line.split()[0] for line in outcome.out.splitlines()] == list(Settings.model_fields)


def test_secrets_are_hidden(process):
    outcome = process("settings", REPORT_ASSISTANT_CHROMA_TOKEN="open-sesame")
    assert outcome.code == 0
    assert "chroma_token" in outcome.out
    assert "sesame" not in outcome.out


def test_the_doctor_prints_one_line_for_each_check(cli):
    checks = json.loads(cli("doctor", "--json").out)
    outcome = cli("doctor")
    lines = outcome.out.splitlines()
    assert outcome.err == ""
    assert len(lines) == len(checks) == 9
    for line, check in zip(lines, checks, strict=True):
        assert line.startswith("ok" if check["ok"] else "problem")
        assert check["name"] in line
        assert check["ok"] or check["mend"] or check["found"]
    assert outcome.code == (0 if all(check["ok"] for check in checks) else 1)


def test_the_doctor_ends_with_1_where_something_is_wrong(process, tmp_path):
    outcome = process("--report", tmp_path / "none.txt", "doctor")
    assert outcome.code == 1
    assert any(it.startswith("problem Report") for it in outcome.out.splitlines())
    assert "Traceback" not in outcome.err
