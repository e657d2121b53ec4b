import json
import multiprocessing
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from chassis.logs import Topic
from chassis.settings import (
    MARK,
    Codes,
    Common,
    Environment,
    PartSettings,
    Secret,
    SettingsWrong,
    env_lines,
    read,
    setting,
    table,
)
from chassis.settings.declared import declared
from samskab.parts import PARTS, settings_class

LONG = "q8Zr2mVx0Lk7Tn4Wb9Hs3Jd6Gf1Pc5Ya"


@dataclass(frozen=True, kw_only=True)
class Settings(Codes, PartSettings, part="library"):
    loans: int = setting("LIBRARY_LOANS", default=3, doc="How many at a time.")
    night: bool = setting("LIBRARY_NIGHT", default="no", doc="Open at night.")
    address: str = setting("LIBRARY_ADDRESS", default="{LIBRARY_HOST}:80", doc="Where.")
    host: str = setting("LIBRARY_HOST", default="127.0.0.1", doc="The host.")


def production(**more):
    told = {"SAMSKAB_ENV": "production", "PUBLIC_URL": "https://city.example"}
    told["DATA_DIR"] = "/nowhere/data"
    return told | {"INSTANCE_SECRET": LONG, "LIBRARY_SECRET": LONG[::-1]} | more


def mistakes(cls, env):
    with pytest.raises(SettingsWrong) as wrong:
        read(cls, env)
    return {line.partition(":")[0]: line for line in wrong.value.mistakes}


def test_a_local_start_needs_nothing_but_a_folder(tmp_path):
    found = read(Settings, {"DATA_DIR": str(tmp_path)})
    assert found.env is Environment.LOCAL
    assert found.instances == ("kommune",)
    assert found.store_url == f"sqlite:///{tmp_path}/library.db"
    assert found.work_address == f"unix:{tmp_path}/run/library-work.sock"
    assert (found.loans, found.night, found.public_url) == (3, False, "http://127.0.0.1:8080")


def test_the_data_folder_is_the_same_wherever_one_goes_later(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read(Common, {"DATA_DIR": "kept"}).data_dir == tmp_path / "kept"


def test_a_default_may_name_a_setting_that_is_declared_later(tmp_path):
    told = {"DATA_DIR": str(tmp_path), "LIBRARY_HOST": "10.0.0.1"}
    assert read(Settings, told).address == "10.0.0.1:80"


def test_every_mistake_is_told_at_once():
    told = production(
        INSTANCE="Århus", GATEWAY_PORT="eighty", INSTANCES="kommune,,parks", LIBRARY_LOANS="many"
    )
    told |= {"LIBRARY_SECRET": "short", "PUBLIC_URL": "", "LOG_LEVEL": "loud"}
    assert set(mistakes(Settings, told)) == {
        "INSTANCE",
        "GATEWAY_PORT",
        "INSTANCES",
        "LIBRARY_LOANS",
        "LIBRARY_SECRET",
        "PUBLIC_URL",
        "LOG_LEVEL",
    }


def test_a_mistake_never_repeats_a_secret():
    with pytest.raises(SettingsWrong) as wrong:
        read(Settings, production(LIBRARY_SECRET="hunter2"))
    assert "hunter2" not in str(wrong.value)


def test_an_empty_variable_is_one_that_was_not_set(tmp_path):
    assert read(Settings, {"DATA_DIR": str(tmp_path), "LIBRARY_LOANS": ""}).loans == 3


def test_production_takes_what_is_long_and_random():
    found = read(Settings, production())
    assert found.secret.reveal() == LONG[::-1]


@pytest.mark.parametrize(
    "secret", ["", "a" * 64, "changeme" * 5, LONG[:31], "please-change-me-2ab1cd3ef4gh5ij6kl7"]
)
def test_production_refuses_a_secret_that_is_missing_short_or_a_placeholder(secret):
    assert "LIBRARY_SECRET" in mistakes(Settings, production(LIBRARY_SECRET=secret))


def test_production_refuses_one_secret_for_two_purposes():
    told = production(LIBRARY_SECRET=LONG, INSTANCE_SECRET=LONG)
    assert set(mistakes(Settings, told)) == {"LIBRARY_SECRET", "INSTANCE_SECRET"}


@pytest.mark.parametrize(
    "url", ["http://city.example", "http://10.0.0.1", "http://localhost.dk", "http://["]
)
def test_production_is_reached_over_tls(url):
    assert "PUBLIC_URL" in mistakes(Settings, production(PUBLIC_URL=url))


@pytest.mark.parametrize("url", ["http://localhost:8080", "http://127.0.0.1:8080"])
def test_production_may_be_tried_on_the_same_machine_without_tls(url):
    assert read(Settings, production(PUBLIC_URL=url)).public_url == url


def test_an_environment_nobody_knows_is_held_to_the_rules_of_production(tmp_path):
    told = {"SAMSKAB_ENV": "prod", "DATA_DIR": str(tmp_path)}
    found = mistakes(Settings, told)
    assert {"SAMSKAB_ENV", "LIBRARY_SECRET", "PUBLIC_URL"} <= set(found)
    assert not list(tmp_path.iterdir())


def test_what_is_an_example_says_so_from_the_moment_it_is_played_and_never_in_production(tmp_path):
    assert read(Settings, {"DATA_DIR": str(tmp_path), "EXAMPLE": "yes"}).made_up
    found = read(Settings, {"DATA_DIR": str(tmp_path)})
    assert not found.made_up
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / MARK).touch()
    assert found.made_up
    assert "DATA_DIR" in mistakes(Settings, production(DATA_DIR=str(tmp_path)))
    assert "EXAMPLE" in mistakes(Settings, production(EXAMPLE="yes"))


def test_a_name_that_is_misspelt_is_told_with_the_right_one(tmp_path):
    told = {"SAMSKAB_ENVIRONMENT": "production", "LIBRARY_LAONS": "4", "LIBRARY_SERVICE_PORT": "1"}
    found = mistakes(Settings, told | {"DATA_DIR": str(tmp_path)})
    assert set(found) == {"SAMSKAB_ENVIRONMENT", "LIBRARY_LAONS"}
    assert "LIBRARY_LOANS" in found["LIBRARY_LAONS"]


def test_a_local_secret_is_made_once_for_us_alone(tmp_path):
    first = read(Settings, {"DATA_DIR": str(tmp_path)})
    kept = tmp_path / "config" / "secrets.env"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert first.secret != first.instance_secret
    assert read(Settings, {"DATA_DIR": str(tmp_path)}).secret == first.secret
    assert first.secret.reveal() in kept.read_text()


def test_processes_that_start_together_get_the_same_secrets(tmp_path):
    def ask(line):
        found = read(Settings, {"DATA_DIR": str(tmp_path)})
        line.put((found.secret.reveal(), found.instance_secret.reveal()))

    fork = multiprocessing.get_context("fork")
    line = fork.SimpleQueue()
    started = [fork.Process(target=ask, args=(line,)) for _ in range(8)]
    for each in started:
        each.start()
    found = {line.get() for _ in started}
    for each in started:
        each.join()
    line.close()
    assert len(found) == 1


def test_a_folder_that_cannot_be_written_is_a_mistake_among_others(tmp_path):
    (tmp_path / "file").touch()
    found = mistakes(Settings, {"DATA_DIR": str(tmp_path / "file"), "LIBRARY_LOANS": "x"})
    assert set(found) == {"LIBRARY_SECRET", "INSTANCE_SECRET", "LIBRARY_LOANS"}


def test_a_secret_shows_itself_only_when_asked(tmp_path):
    found = read(Settings, {"DATA_DIR": str(tmp_path)})
    value = found.secret.reveal()
    assert value not in f"{found} {found.secret} {found.secret!r} {[found.secret]}"
    with pytest.raises(TypeError):
        json.dumps(found.secret)
    assert Secret("a") != "a"


def test_the_table_has_each_setting_once_and_says_who_reads_it():
    @dataclass(frozen=True, kw_only=True)
    class Other(PartSettings, part="museum"):
        loans: int = setting("LIBRARY_LOANS", default=3, doc="How many at a time.")

    text = table(Settings, Other)
    names = re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
    assert len(names) == len(set(names))
    assert "| `LIBRARY_LOANS` | library, museum | `3` | How many at a time. |" in text
    assert "| `DATA_DIR` | every part |" in text


def test_the_lines_of_an_env_file_change_nothing_until_a_person_does(tmp_path):
    lines = [line for line in env_lines(Settings).splitlines() if line]
    assert all(line.startswith("#") for line in lines)
    used = dict(line[1:].split("=", 1) for line in lines if re.match(r"#\w+=", line))
    used["DATA_DIR"] = str(tmp_path)
    assert read(Settings, used) == read(Settings, {"DATA_DIR": str(tmp_path)})
    assert Path(read(Settings, used).data_dir) == tmp_path


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("LOG_URL", "kafka://u:tiger@host/topic"),
        ("LOG_URL", "redis://u:tiger@host"),
        ("LIBRARY_STORE_URL", "mongodb://u:tiger@host"),
        ("LIBRARY_STORE_URL", "kafka://u:tiger@host"),
    ],
)
def test_a_place_that_nothing_can_be_kept_in_is_refused_and_its_password_not_told(name, url):
    (mistake,) = mistakes(Settings, production(**{name: url})).items()
    assert mistake[0] == name
    assert "tiger" not in mistake[1]


def test_a_topic_has_as_many_partitions_as_it_is_told():
    told = read(Settings, production(LOG_PARTITIONS="12", INSTANCE="parks"))
    assert told.topic == Topic("samskab.parks.library", 12)
    assert told.intake == Topic("samskab.parks.intake", 12, compacted=False)


def test_who_makes_no_codes_is_not_told_what_they_are_made_of():
    asked = {
        part
        for part in PARTS
        if any(each.name == "INSTANCE_SECRET" for each in declared(settings_class(part)))
    }
    assert asked == {"ideas", "notifications", "gateway"}
