import subprocess
import sys
from dataclasses import replace

import pytest

from chassis.identity import NOBODY
from chassis.settings import SettingsWrong, read
from gateway.app import contract, create_gateway, create_reading, create_work
from gateway.settings import Settings

STRONG = {
    "GATEWAY_SECRET": "7f9a2kq0zv81mx35pbt6hwnc4e0ud5yg",
    "INSTANCE_SECRET": "c3n8yt5w1rj0qk7mzv42xhb9ad6ef8lp",
}


def test_importing_the_gateway_opens_nothing(tmp_path):
    command = [sys.executable, "-c", "import gateway.app, os; print(os.listdir('.'))"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_facts_of_departments_reach_the_topic(settings, records):
    relay, registering, sweep = create_work(settings)
    registering.step()
    while relay.step():
        pass
    (record,) = records("samskab.kommune.gateway")
    assert record.headers["ce_type"] == "dk.samskab.department.registered.v1"
    assert record.key == "kommune"
    relay.close()
    relay.store.close()
    sweep.close()


def test_in_production_a_missing_secret_is_told_and_not_made(settings, tmp_path, monkeypatch):
    env = {"SAMSKAB_ENV": "production", "DATA_DIR": str(tmp_path), "PUBLIC_URL": "https://s.dk"}
    reading = create_reading(read(Settings, env | STRONG))
    with pytest.raises(KeyError):
        reading.secret("IDEAS_SECRET")
    monkeypatch.setenv("IDEAS_SECRET", "told")
    assert create_reading(read(Settings, env | STRONG)).secret("IDEAS_SECRET") == "told"


@pytest.mark.parametrize(
    "env",
    [
        {"GATEWAY_LIMIT_KEY": "many"},
        {"GATEWAY_TRUSTED_PROXIES": "everywhere"},
        {"GATEWAY_BODY_SECONDS": "0"},
        {"GATEWAY_STREAMS": "-1"},
    ],
)
def test_a_setting_that_cannot_be_used_is_told(env, tmp_path):
    with pytest.raises(SettingsWrong, match=next(iter(env))):
        read(Settings, {"DATA_DIR": str(tmp_path)} | env)


def test_the_contract_names_every_fact(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    promised = contract()
    assert {event["type"].rpartition(".")[0].rpartition(".")[2] for event in promised.says} == {
        "registered",
        "renamed",
        "closed",
    }


def test_over_tls_no_other_host_can_set_our_cookie(settings):
    tls = create_gateway(replace(settings, public_url="https://samskab.example"))
    assert tls.callers.cookie.startswith("__Host-")
    assert tls.callers.nobody("here").kind == NOBODY.kind
    tls.close()


def test_figures_are_for_operations_in_production(tmp_path, gateway_at):
    more = {"SAMSKAB_ENV": "production", "PUBLIC_URL": "https://samskab.example"} | STRONG
    more |= {
        "IDEAS_SECRET": "ideas-9f8e7d6c5b4a3f2e1d0c9b8a7f6e5d4c",
        "JOURNEYS_SECRET": "journ-7c6b5a4f3e2d1c0b9a8f7e6d5c4b3a2f",
        "INITIATIVES_SECRET": "initi-3d4c5b6a7f8e9d0c1b2a3f4e5d6c7b8a",
        "NOTIFICATIONS_SECRET": "notif-1a2b3c4d5e6f7a8b9c0d1e2f3a4b5c6d",
    }
    with gateway_at(tmp_path, **more) as running:
        assert running.ask("GET", "/metrics").status == 403
        key = running.key("operate", role="operator")
        answer = running.ask("GET", "/metrics", X_API_Key=key)
        assert answer.status == 200
        assert b"samskab_request_seconds" in answer.body
