from datetime import timedelta
from threading import Thread

import pytest

from chassis.errors import NotOpen, NotThere, Refusal, Unfit, Unknown
from gateway.signins import SCOPES_OF, SignIns


@pytest.fixture
def signins(store, clock):
    return SignIns(store, clock)


def test_a_link_lets_in_once(signins):
    code = signins.link("Mette", "moderator", ["kommune"])
    assert signins.look(code).role == "moderator"
    caller = signins.find(signins.enter(code)).person.caller()
    assert (caller.kind, caller.role) == ("person", "moderator")
    assert caller.scopes == SCOPES_OF["moderator"]
    assert caller.departments == ("kommune",)
    with pytest.raises(NotOpen):
        signins.enter(code)
    with pytest.raises(NotOpen):
        signins.look(code)


def test_of_two_at_the_same_time_one_gets_in(signins):
    code, got, lost = signins.link("Mette", "leader"), [], []

    def enter():
        try:
            got.append(signins.enter(code))
        except Refusal as no:
            lost.append(no)
        signins.store.close()

    threads = [Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    assert all(isinstance(no, NotOpen) for no in lost)


def test_a_link_is_good_for_ten_minutes(signins, clock):
    code = signins.link("Mette", "moderator")
    clock.at += timedelta(minutes=10)
    with pytest.raises(NotOpen):
        signins.enter(code)


def test_a_session_ends_after_twelve_hours(signins, clock):
    secret = signins.enter(signins.link("Mette", "moderator"))
    clock.at += timedelta(hours=12)
    with pytest.raises(Unknown):
        signins.find(secret)


def test_signing_out_ends_a_session(signins):
    secret = signins.enter(signins.link("Mette", "moderator"))
    signins.leave(secret)
    signins.leave("never there")
    with pytest.raises(Unknown):
        signins.find(secret)


def test_who_signs_in_again_is_the_same_person(signins):
    subjects = {
        signins.find(signins.enter(signins.link("Mette", "moderator"))).person.subject
        for _ in range(2)
    }
    assert len(subjects) == 1
    assert "Mette" not in subjects.pop()


def test_codes_and_sessions_are_kept_as_hashes(signins, tmp_path):
    code = signins.link("Mette", "moderator")
    secret = signins.enter(code)
    signins.store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("gateway.db*"))
    assert code.encode() not in kept
    assert secret.encode() not in kept


@pytest.mark.parametrize("code", ["", "x", "../../etc"])
def test_what_is_no_code_opens_nothing(signins, code):
    with pytest.raises(NotThere):
        signins.enter(code)


@pytest.mark.parametrize(
    ("name", "role", "departments"),
    [("Mette", "portal", ()), ("", "moderator", ()), ("Mette", "moderator", ("Nej!",))],
)
def test_a_link_for_nobody_is_not_made(signins, name, role, departments):
    with pytest.raises(Unfit):
        signins.link(name, role, departments)
