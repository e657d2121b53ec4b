"""Who is asking, and what they may see."""

import base64
import json

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from chassis.errors import Forbidden, Unknown
from chassis.identity import NOBODY, Caller, Signer, Verifier, audience, visible_to

SECRET = "s" * 40
MODERATOR = Caller(
    kind="person", subject="p1", role="moderator", departments=("mbu",), scopes=("read", "moderate")
)


class Clock:
    at = 1_000_000.0

    def __call__(self):
        return self.at


def pair(audience="kommune/ideas"):
    clock = Clock()
    return clock, Signer(SECRET, "kommune/ideas", clock), Verifier(SECRET, audience, clock)


def test_a_service_believes_what_the_gateway_says_of_a_caller():
    _, signer, verifier = pair()
    assert verifier.verify(signer.sign(MODERATOR)) == MODERATOR
    assert verifier.verify(signer.sign(NOBODY)) == NOBODY


def test_an_assertion_is_made_once_and_renewed_before_it_ends():
    clock, signer, verifier = pair()
    first = signer.sign(MODERATOR)
    clock.at += 29
    assert signer.sign(MODERATOR) == first
    clock.at += 2
    assert signer.sign(MODERATOR) != first
    clock.at += 30
    with pytest.raises(Unknown):
        verifier.verify(first)


def test_an_assertion_for_another_service_is_not_believed():
    _, signer, _ = pair()
    _, _, other = pair("parks/ideas")
    with pytest.raises(Unknown):
        other.verify(signer.sign(MODERATOR))


def forged(header, claims, key=SECRET):
    return jwt.encode(header, claims, OctKey.import_key(key), algorithms=["HS256", "HS512"])


GOOD = {"iss": "gateway", "aud": "kommune/ideas", "exp": 1_000_050, "kind": "person"}


def unsigned():
    def part(thing):
        return base64.urlsafe_b64encode(json.dumps(thing).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(GOOD)}."


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "a.b.c",
        "A" * 1_000_000,
        unsigned(),
        forged({"alg": "HS512"}, GOOD, "k" * 64),
        forged({"alg": "HS256"}, GOOD, "another secret, also forty characters long"),
        forged({"alg": "HS256"}, GOOD | {"iss": "somebody"}),
        forged({"alg": "HS256"}, GOOD | {"aud": ["kommune/ideas"]}),
        forged({"alg": "HS256"}, {k: v for k, v in GOOD.items() if k != "exp"}),
        forged({"alg": "HS256"}, GOOD | {"exp": 999_999}),
    ],
)
def test_a_forged_or_odd_assertion_is_not_believed(token):
    _, _, verifier = pair()
    with pytest.raises(Unknown):
        verifier.verify(token)


def test_a_right_is_asked_for_in_the_department_that_owns():
    MODERATOR.must("moderate", "mbu")
    with pytest.raises(Forbidden):
        MODERATOR.must("moderate", "msb")
    with pytest.raises(Unknown):
        NOBODY.must("moderate")


PUBLIC = {"visibility": "public", "ownerDepartmentId": "msb", "processId": "p"}
OWN = {"visibility": "department", "ownerDepartmentId": "mbu", "processId": "p"}
OTHERS = {"visibility": "department", "ownerDepartmentId": "msb", "processId": "p"}
PROCESS = {"visibility": "process", "ownerDepartmentId": "msb", "processId": "p"}


@pytest.mark.parametrize(
    ("caller", "seen"),
    [
        (NOBODY, [PUBLIC]),
        (MODERATOR, [PUBLIC, OWN]),
        (Caller(kind="person", scopes=("read",), processes=("p",)), [PUBLIC, PROCESS]),
        (Caller(kind="key", scopes=("intake",), departments=("mbu",)), [PUBLIC]),
    ],
)
def test_everyone_sees_what_is_public_and_departments_their_own(caller, seen):
    visible = visible_to(caller)
    assert [b for b in (PUBLIC, OWN, OTHERS, PROCESS) if visible.allows(b)] == seen
    (field, op, words) = visible.where[0]
    for body in (PUBLIC, OWN, OTHERS, PROCESS):
        found = body[field] == words if op == "eq" else bool(set(words) & set(audience(body)))
        assert found == visible.allows(body)
