"""Who may what on a guarded broker: each service its part, and nobody else anything."""

import os
import socket
import ssl
import subprocess
import sys
import time
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from confluent_kafka import KafkaException, TopicCollection, TopicPartition
from confluent_kafka.admin import (
    AclBinding,
    AclOperation,
    AclPermissionType,
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewPartitions,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from kafka import KafkaAdminClient
from kafka.errors import AuthorizationError

from chassis.errors import Busy
from chassis.identity import HEADER, Caller, Signer
from chassis.logs import Outgoing, Topic
from chassis.settings import read
from chassis.testing.logs.bench import some

SERVICES = ["ideas", "journeys", "initiatives", "notifications", "gateway"]
INTAKE = "samskab.kommune.intake"
RIGHTS = Path(__file__).parents[2] / "deploy/kafka/kommune.rights"
NOTHING = {"TOPIC_AUTHORIZATION_FAILED"}
MODERATOR = Caller(
    kind="person",
    subject="m1",
    role="moderator",
    departments=("kommune",),
    scopes=("read", "moderate"),
)


def topic(service):
    return f"samskab.kommune.{service}"


@pytest.fixture(scope="module", autouse=True)
def topics(guarded):
    """Each topic, made by who owns it."""
    for service in SERVICES:
        with guarded.log(service) as log:
            log.create(Topic(topic(service)))
    with guarded.log("gateway") as log:
        log.create(Topic(INTAKE, compacted=False))


@pytest.fixture(scope="module")
def stolen(guarded):
    """What somebody has who has taken the key of journeys."""
    with guarded.log("journeys") as log:
        yield log


@pytest.fixture(scope="module")
def stolen_admin(stolen):
    with closing(KafkaAdminClient(**stolen.brokers.options())) as admin:
        yield admin


def allowed(guarded, user, name):
    """What the broker itself says that a user may do with a topic."""
    admin = AdminClient(guarded.librdkafka(user))
    asked = admin.describe_topics(TopicCollection([name]), include_authorized_operations=True)
    try:
        return {each.name for each in asked[name].result(10).authorized_operations}
    except KafkaException as no:
        return {no.args[0].name()}


@pytest.mark.parametrize("user", [*SERVICES, "portal-school"])
def test_each_user_may_do_its_part_and_no_more(guarded, user):
    may = {name: allowed(guarded, user, topic(name)) for name in [*SERVICES, "intake"]}
    reads = NOTHING if user == "portal-school" else {"READ", "DESCRIBE"}
    wanted = dict.fromkeys(SERVICES, reads)
    if user in SERVICES:
        wanted[user] = {"CREATE", "WRITE", "READ", "DESCRIBE"}
    wanted["intake"] = {
        "ideas": {"CREATE", "READ", "DESCRIBE"},
        "gateway": {"CREATE", "WRITE", "DESCRIBE"},
        "portal-school": {"WRITE", "DESCRIBE"},
    }.get(user, NOTHING)
    assert may == wanted


def work(part, settings, rounds=3):
    """Do the work of a part, as the process would."""
    chores = import_module(f"{part}.app").create_work(settings)
    try:
        for chore in chores:
            chore.rest = 0.1
        for _ in range(rounds):
            for chore in chores:
                chore.step()
    finally:
        for chore in chores:
            chore.close()
        chores[0].log.close()


def test_all_services_do_their_work_with_no_more_rights_than_these(guarded, tmp_path):
    settings = {}
    for part in SERVICES:
        env = {"DATA_DIR": str(tmp_path), "LOG_URL": guarded.url(part)}
        settings[part] = read(import_module(f"{part}.app").SETTINGS, env)
    ideas = import_module("ideas.app").create_app(settings["ideas"]).test_client()
    sign = Signer(settings["ideas"].secret.reveal(), "kommune/ideas").sign
    told = {"title": "Bænke", "body": "Flere bænke langs skolevejen.", "language": "da"}
    idea = ideas.post("/api/ideas", json=told, headers={HEADER: sign(MODERATOR)}).json
    ideas.post(f"/api/ideas/{idea['id']}/publish", json={}, headers={HEADER: sign(MODERATOR)})
    for part in SERVICES:
        work(part, settings[part])
    initiatives = import_module("initiatives.app").create_service(settings["initiatives"])
    with closing(initiatives.store) as store:
        assert store.get("copy_idea", idea["id"]).body["status"] == "published"
    with guarded.log("gateway") as log, closing(log.tail([topic(p) for p in SERVICES])) as tail:
        assert {record.topic for record in tail.poll()} >= {topic("ideas"), topic("gateway")}


def test_whoever_writes_intake_cannot_read_it(guarded):
    for user in ("gateway", "portal-school"):
        with guarded.log(user) as log:
            log.append([Outgoing(INTAKE, "a", b"{}", {"samskab-beat": "1"})])
            with closing(log.tail([INTAKE])) as tail, pytest.raises(Busy) as no:
                tail.poll(1, 2.0)
            assert str(no.value) == f"The log does not allow us this: {INTAKE}"


def test_a_stolen_key_does_not_write_what_another_says(stolen):
    with pytest.raises(Busy, match=f"does not allow us this: {topic('ideas')}"):
        stolen.append(some(topic("ideas"), range(1)))
    with pytest.raises(Busy, match=f"does not allow us this: {INTAKE}"):
        stolen.append(some(INTAKE, range(1)))


def test_a_stolen_key_does_not_read_what_portals_handed_in(stolen):
    for ask in (stolen.topic_id, lambda name: stolen.ends([name])):
        with pytest.raises(Busy, match=INTAKE):
            ask(INTAKE)
    for reader in (stolen.tail([INTAKE]), stolen.consumer("kommune.journeys", [INTAKE])):
        with closing(reader), pytest.raises(Busy, match=INTAKE):
            reader.poll(1, 2.0)


@pytest.mark.parametrize("group", ["kommune.ideas", "kommune.ideas.intake", "kommune.journeys2"])
def test_a_stolen_key_takes_nothing_from_anothers_group(stolen, group):
    member = stolen.consumer(group, [topic("ideas")])
    with closing(member), pytest.raises(Busy, match=f"does not allow us this: {group}"):
        member.poll(1, 2.0)


def test_a_stolen_key_makes_no_topic(stolen, stolen_admin):
    with pytest.raises(Busy, match=r"does not allow us this: samskab\.kommune\.mine"):
        stolen.create(Topic("samskab.kommune.mine"))
    with pytest.raises(AuthorizationError):
        stolen_admin.create_topics({"mine": {"num_partitions": 1, "replication_factor": 1}})


@pytest.mark.parametrize("service", ["ideas", "journeys"])
def test_a_stolen_key_neither_deletes_nor_alters_a_topic_not_even_its_own(guarded, stolen, service):
    name, admin = topic(service), AdminClient(guarded.librdkafka("journeys"))
    change = ConfigEntry("retention.ms", "1", incremental_operation=AlterConfigOpType.SET)
    resource = ConfigResource(ResourceType.TOPIC, name, incremental_configs=[change])
    tried = [
        admin.delete_topics([name]),
        admin.incremental_alter_configs([resource]),
        admin.create_partitions([NewPartitions(name, 9)]),
        admin.delete_records([TopicPartition(name, 0, 1)]),
    ]
    for futures in tried:
        for future in futures.values():
            with pytest.raises(KafkaException, match="AUTHORIZATION_FAILED"):
                future.result(10)
    assert stolen.topic_id(name)


def test_a_stolen_key_gives_nobody_rights_or_a_password(guarded):
    admin = AdminClient(guarded.librdkafka("journeys"))
    right = AclBinding(
        ResourceType.TOPIC,
        INTAKE,
        ResourcePatternType.LITERAL,
        "User:journeys",
        "*",
        AclOperation.READ,
        AclPermissionType.ALLOW,
    )
    how = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096)
    password = UserScramCredentialUpsertion("operator", how, b"mine now")
    for futures in (admin.create_acls([right]), admin.alter_user_scram_credentials([password])):
        for future in futures.values():
            with pytest.raises(KafkaException, match="AUTHORIZATION_FAILED"):
                future.result(10)


def says(guarded, tmp_path, name, url):
    """Start the work of journeys with a URL; it ends when it has said that it waits."""
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / name), "LOG_URL": url}
    command = [sys.executable, "-m", "samskab", "work", "journeys"]
    with (tmp_path / f"{name}.log").open("w") as out:
        return subprocess.Popen(command, env=env, stdout=out, stderr=out)


def test_whoever_is_not_let_in_says_why_and_tells_no_secret(guarded, tmp_path):
    right = guarded.url("journeys")
    password = right.split(":")[2].partition("@")[0]
    urls = {
        "stray": right.replace(f"journeys:{password}@", ""),
        "wrong": right.replace(password, "a-wrong-password-of-journeys"),
        "plain": f"kafka://{guarded.server}",
        "another_ca": right.partition("?")[0] + "?tls=yes",
        "portal": guarded.url("portal-school"),
    }
    running = {name: says(guarded, tmp_path, name, url) for name, url in urls.items()}
    logs = {name: tmp_path / f"{name}.log" for name in urls}
    end = time.monotonic() + 60
    while not all('"waits"' in log.read_text() for log in logs.values()):
        assert time.monotonic() < end, {name: log.read_text() for name, log in logs.items()}
        time.sleep(0.1)
    for process in running.values():
        process.kill()
        process.wait()
    told = {name: log.read_text() for name, log in logs.items()}
    shut = "The log hangs up on us: is the password right, and do both sides speak TLS?"
    assert shut in told["stray"]
    assert shut in told["plain"]
    assert shut in told["wrong"] or "it does not take our name and password" in told["wrong"]
    assert "its certificate is not signed by the CA that we know" in told["another_ca"]
    assert "The log does not allow us this: samskab.kommune." in told["portal"]
    secrets = [file.read_text().strip() for file in guarded.secrets.glob("*.password")]
    for text in told.values():
        assert text.count("\n") < 40
        assert not [each for each in [*secrets, "a-wrong-password-of"] if each in text]


def test_nobody_speaks_to_the_controller_without_its_certificate(guarded):
    trust = ssl.create_default_context(cafile=guarded.secrets / "ca.pem")
    with (
        socket.create_connection(("127.0.0.1", guarded.port + 1), 5) as plain,
        trust.wrap_socket(plain, server_hostname="127.0.0.1") as there,
        pytest.raises(ssl.SSLError, match=r"certificate.required|bad.certificate"),
    ):
        there.recv(1)


def test_a_key_that_is_taken_back_opens_nothing(guarded, tmp_path):
    with guarded.log("portal-old") as log:
        log.append([Outgoing(INTAKE, "a", b"{}", {"samskab-beat": "1"})])
        rights = tmp_path / "rights"
        rights.write_text("portal-old leaves\n")
        done = guarded.users(rights)
        assert "takes --allow-principal User:portal-old --operation Write" in done.stdout
        with pytest.raises(Busy, match=f"does not allow us this: {INTAKE}"):
            log.append([Outgoing(INTAKE, "a", b"{}", {"samskab-beat": "1"})])
    told = []
    admin = AdminClient(guarded.librdkafka("portal-old", error_cb=told.append))
    end = time.monotonic() + 20
    while "_AUTHENTICATION" not in {each.name() for each in told}:
        assert time.monotonic() < end, told
        admin.poll(0.2)


def test_whoever_runs_the_script_again_changes_nothing(guarded):
    done = guarded.users(RIGHTS, "--dry-run")
    assert (done.returncode, done.stdout) == (0, "")
