"""The deployment's files, as far as they can be checked without Docker; `deploy/try` runs them."""

import os
import re
import shutil
import subprocess
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from chassis.settings import declared, read
from samskab.deployment import env_example
from samskab.parts import PARTS, settings_class

HERE = Path(__file__).parents[2]
DEPLOY = HERE / "deploy"
FILES = sorted(DEPLOY.glob("*.yaml"))
ASKED = re.compile(r"\$\{([A-Z_]+):([-?])([^}]*)\}|\$(\$)")
KNOWN_TO_BOTH = {
    *("build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image"),
    *("logging", "mem_limit", "networks", "pids_limit", "ports", "read_only", "restart"),
    *("security_opt", "stop_grace_period", "tmpfs", "user", "volumes"),
}
SAID = {
    "PUBLIC_URL": "https://samskab.example",
    "MAIL_URL": "smtps://user:word@mail.example",
    "MAIL_FROM": "Samskab <no-reply@samskab.example>",
}


def loaded(name):
    return yaml.safe_load((DEPLOY / f"{name}.yaml").read_text())


def containers(name="compose"):
    return loaded(name)["services"]


ALL = containers()
OURS = {name: its for name, its in ALL.items() if name.removesuffix("-work") in PARTS}


def part_of(name):
    return name.removesuffix("-work")


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """A file of settings as an operator makes it, with what else must be said."""
    file = tmp_path_factory.mktemp("deploy") / "all.env"
    subprocess.run([DEPLOY / "secrets", file], check=True, capture_output=True)
    text = file.read_text()
    for name, value in SAID.items():
        text = text.replace(f"\n{name}=\n", f"\n{name}={value}\n")
    file.write_text(text)
    return file


def told(env):
    lines = (line for line in env.read_text().splitlines() if "=" in line and line[0] != "#")
    return dict(line.split("=", 1) for line in lines)


def filled(value, env):
    """Return a value with `${NAME:-this}` filled in as compose does."""

    def one(found):
        if found[4]:
            return "$"
        assert found[2] == "-" or env.get(found[1]), f"{found[1]} must be said"
        return env.get(found[1]) or found[3]

    return ASKED.sub(one, str(value))


def environment(its, env):
    given = {name: env.get(name) if value is None else value for name, value in its.items()}
    return {name: filled(value, env) for name, value in given.items() if value is not None}


def test_every_part_has_a_container_that_answers_and_one_that_works():
    assert {f"{part}{role}" for part in PARTS for role in ("", "-work")} == OURS.keys()
    assert ALL.keys() - OURS.keys() == {"mongo", "kafka"}
    for name, its in OURS.items():
        role = "work" if name.endswith("-work") else "serve"
        assert its["command"] == [role, part_of(name)]


@pytest.mark.parametrize("name", ["mongo", "kafka", *PARTS])
def test_a_part_alone_is_what_it_is_among_all(name):
    beside = {"depends_on", "networks"}
    alone = containers(name)
    assert alone.keys() == {each for each in ALL if part_of(each) == name}
    for each, its in alone.items():
        here = {key: value for key, value in ALL[each].items() if key not in beside}
        there = {key: value for key, value in its.items() if key != "ports" or each == "gateway"}
        assert here == there
        assert "ports" in its or each == "gateway-work"


@pytest.mark.parametrize("name", ALL)
def test_no_container_can_more_than_it_must(name):
    its = ALL[name]
    assert not re.match(r"(root|0)?(:|$)", its["user"])
    assert its["read_only"] is True
    assert its["cap_drop"] == ["ALL"]
    assert its["security_opt"] == ["no-new-privileges:true"]
    assert its["mem_limit"]
    assert its["restart"] == "unless-stopped"
    assert its["logging"]["options"]["max-size"]
    assert any(each.startswith("/tmp") for each in its["tmpfs"])
    assert not {"privileged", "network_mode", "pid", "devices", "cap_add"} & its.keys()


@pytest.mark.parametrize("name", ALL)
def test_every_container_tells_how_it_is_with_what_its_image_has(name):
    tool = ALL[name]["healthcheck"]["test"][:2]
    assert tool == ["CMD", "python" if name in OURS else "bash"]


def test_only_the_door_is_published_and_only_on_this_machine():
    assert {name for name, its in ALL.items() if "ports" in its} == {"gateway"}
    for file in FILES:
        for its in containers(file.stem).values():
            assert all(filled(each, {}).startswith("127.0.0.1:") for each in its.get("ports", ()))


def test_only_those_who_must_reach_the_outside():
    assert loaded("compose")["networks"]["inside"] == {"internal": True}
    outside = {name for name, its in ALL.items() if "outside" in its["networks"]}
    assert {part_of(name) for name in outside} == {"gateway", "notifications"}


def test_parts_wait_for_the_engines_and_the_door_for_the_parts():
    healthy = {"condition": "service_healthy"}
    for name, its in OURS.items():
        wanted = {"mongo", "kafka"} | (set(PARTS) - {"gateway"} if name == "gateway" else set())
        assert its["depends_on"] == dict.fromkeys(wanted, healthy)


@pytest.mark.parametrize("name", OURS)
def test_a_container_is_told_settings_of_its_part_and_no_secret_of_another(name):
    part, given = part_of(name), set(OURS[name]["environment"])
    own = {each.name for each in declared(settings_class(part))}
    others = {f"{each.upper()}_{what}" for each in PARTS for what in ("STORE_URL", "SECRET")} - own
    if part == "gateway":  # it signs who is asking, for each of them
        theirs = {f"{each.upper()}_{what}" for each in PARTS for what in ("ADDRESS", "SECRET")}
        own |= theirs | {f"{each.upper()}_WORK_ADDRESS" for each in PARTS}
        others -= theirs
    assert given <= own
    assert not given & others
    assert own - given <= {"DATA_DIR", "GATEWAY_HOST", "GATEWAY_PORT"}


@pytest.mark.parametrize("name", OURS)
def test_a_part_begins_in_production_with_what_it_is_told(name, env):
    given = environment(OURS[name]["environment"], told(env))
    settings = read(settings_class(part_of(name)), given | {"DATA_DIR": "/var/lib/samskab"})
    assert settings.env == "production"
    assert settings.log_url == "kafka://kafka:9092"
    assert settings.store_url.startswith(f"mongodb://{part_of(name)}:")


def test_the_door_finds_every_part_where_it_listens():
    door = OURS["gateway"]["environment"]
    for name, its in OURS.items():
        role = "_WORK_ADDRESS" if name.endswith("-work") else "_ADDRESS"
        variable = part_of(name).upper() + role
        port = its["environment"][variable].rpartition(":")[2]
        if name != "gateway":
            assert filled(door[variable], {}) == f"{name}:{port}"
        assert f"{port}, timeout" in its["healthcheck"]["test"][-1]


def test_images_are_those_of_this_version_and_of_the_stand_ins():
    version = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]["version"]
    for name, its in OURS.items():
        assert filled(its["image"], {}) == f"samskab-{part_of(name)}:{version}"
    engines = {filled(ALL[name]["image"], {}) for name in ("mongo", "kafka")}
    base = re.search(r"^ARG PYTHON=(.*)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)[1]
    made = re.findall(
        r"^(?:python|mongo|kafka)=(.*)$",
        (DEPLOY / "standins" / "make").read_text(),
        re.MULTILINE,
    )
    assert set(made) == engines | {base}
    pom = (DEPLOY / "kafka" / "pom.xml").read_text()
    assert f"<version>{filled(ALL['kafka']['image'], {}).rpartition(':')[2]}</version>" in pom


def test_every_secret_is_made_once_and_is_its_own(env):
    text = (DEPLOY / ".env.example").read_text()
    empty = re.findall(r"^([A-Z_]+)=$", text, re.MULTILINE)
    assert re.findall(r"^[A-Z_]+=.+$", text, re.MULTILINE) == []
    made = {name: value for name, value in told(env).items() if name not in SAID}
    assert made.keys() == set(empty) - SAID.keys()
    assert all(len(re.search(r"[0-9a-f]{64}", value)[0]) == 64 for value in made.values())
    assert not any(a[-64:] == b[-64:] for a, b in combinations(made.values(), 2))
    assert env.stat().st_mode & 0o777 == 0o600
    before = env.read_text()
    again = subprocess.run([DEPLOY / "secrets", env], capture_output=True, text=True)
    assert again.returncode == 1
    assert "nothing was changed" in again.stderr
    assert env.read_text() == before


def test_the_example_is_what_the_files_ask_for(tmp_path):
    assert (DEPLOY / ".env.example").read_text() == env_example(DEPLOY)
    (tmp_path / "new.yaml").write_text("services: {a: {environment: {X: '${NOBODY_KNOWS:-}'}}}")
    with pytest.raises(LookupError, match="NOBODY_KNOWS"):
        env_example(tmp_path)


def test_old_and_new_compose_know_all_that_is_said():
    for file in FILES:
        said = yaml.safe_load(file.read_text())
        assert {key for key in said if not key.startswith("x-")} <= {
            "networks",
            "services",
            "volumes",
        }
        assert {key for its in said["services"].values() for key in its} <= KNOWN_TO_BOTH
        nested = re.findall(r"\$\{[^}]*\$\{", file.read_text())
        assert nested == []  # the old one cannot


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_compose_itself_takes_the_file(file, env):
    compose = shutil.which("docker-compose")
    if not compose:
        assert "CI" not in os.environ, "docker-compose is needed here (apt install docker-compose)."
        pytest.skip("no docker-compose")
    command = [compose, "--env-file", str(env), "--file", str(file), "config", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
