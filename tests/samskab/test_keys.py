import re
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from chassis.stores.opening import open_store
from gateway import keys as kept
from gateway import signins, stores
from samskab.cli import main


@pytest.fixture
def typed(tmp_path):
    """Type a command; gives how it ended."""
    env = {"DATA_DIR": str(tmp_path / "data"), "SAMSKAB_ENV": "local", "GATEWAY_PORT": "8123"}

    def type_(*words, **more):
        return CliRunner().invoke(main, ["keys", *words], env=env | more)

    type_.store = f"sqlite:///{tmp_path / 'data' / 'gateway.db'}"
    return type_


@pytest.fixture
def store(typed):
    typed("list")
    store = open_store(typed.store, stores.KINDS)
    yield store
    store.close()


PORTAL = ("create", "--name", "A portal", "--scope", "intake", "--source", "https://p.example")


def test_a_key_is_shown_once_and_opens_the_door(typed, store):
    made = typed(*PORTAL, "--scope", "read", "--department", "parks")
    assert made.exit_code == 0
    key = kept.Keys(store).find(made.stdout.strip())
    assert (key.name, key.scopes, key.source) == (
        "A portal",
        ("intake", "read"),
        "https://p.example",
    )
    assert key.departments == ("parks",)
    listed = typed("list").stdout
    assert key.id in listed
    assert made.stdout.strip() not in listed


def test_a_revoked_key_opens_nothing(typed, store):
    text = typed(*PORTAL).stdout.strip()
    id = kept.Keys(store).find(text).id
    assert typed("revoke", id).stdout == f"Key {id} is revoked.\n"
    with pytest.raises(kept.Unknown):
        kept.Keys(store).find(text)
    assert "revoked" in typed("list").stdout


def test_a_key_expires_after_its_time(typed, store):
    text = typed(*PORTAL, "--expires", "90d").stdout.strip()
    expires = kept.Keys(store).find(text).expires_at
    assert abs(expires - datetime.now(UTC) - timedelta(days=90)) < timedelta(minutes=1)
    assert f"until {expires.date()}" in typed("list").stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--expires", "soon"), "neither a time such as 90d nor a date"),
        (("--expires", "2020-01-01"), "would have expired already"),
        (("--department", "No Way"), "small letters, digits and dashes"),
        (("--scope", "everything"), "is not one of 'intake'"),
        (("--role", "king"), "is not one of 'citizen'"),
        (("--source", "/samskab/kommune/ideas"), "a URI of your own"),
    ],
)
def test_a_key_that_is_not_right_is_refused_with_a_sentence(typed, words, why):
    refused = typed(*PORTAL, *words)
    assert refused.exit_code != 0
    assert why in refused.stderr


def test_a_key_that_is_not_there_cannot_be_revoked(typed):
    refused = typed("revoke", "nothing")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("Error: ")


def test_a_link_signs_in_once(typed, store):
    made = typed("link", "--role", "moderator", "--department", "kommune", "--name", "Mo")
    code = re.fullmatch(r"http://127.0.0.1:8123/sign-in/(\S+)\n", made.stdout)[1]
    person = signins.SignIns(store).look(code)
    assert (person.name, person.role, person.departments) == ("Mo", "moderator", ("kommune",))


def test_there_are_no_links_in_production(typed):
    secrets = {
        name: f"{name}-0123456789-abcdefghijkl-QWERTY"
        for name in ("INSTANCE_SECRET", "GATEWAY_SECRET", "IDEAS_SECRET", "NOTIFICATIONS_SECRET")
    }
    refused = typed(
        "link",
        "--role",
        "leader",
        SAMSKAB_ENV="production",
        PUBLIC_URL="https://x.example",
        **{name: value.replace("SECRET", "") for name, value in secrets.items()},
    )
    assert refused.exit_code == 1
    assert "sign in by OIDC" in refused.stderr
