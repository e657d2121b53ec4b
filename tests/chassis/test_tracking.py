"""Tracking codes."""

import re

import pytest

from chassis import tracking
from chassis.errors import Unfit

SECRET = "a secret that only this test knows"


def test_the_same_contribution_shows_the_same_code_and_another_secret_another():
    assert tracking.code(SECRET, "a") == tracking.code(SECRET, "a")
    assert tracking.code(SECRET, "a") != tracking.code(SECRET, "b")
    assert tracking.code(SECRET, "a") != tracking.code(SECRET + "!", "a")


def test_a_code_has_a_hundred_bits_in_letters_that_can_be_read_aloud():
    assert re.fullmatch(r"([A-Z2-7]{4}-){4}[A-Z2-7]{4}", tracking.code(SECRET, "a"))


def test_a_code_is_found_however_it_is_typed():
    code = tracking.code(SECRET, "a")
    typed = [
        code.lower(),
        code.replace("-", ""),
        f"  {code.replace('-', ' ')} ",
        code.replace("O", "0"),
    ]
    assert {tracking.digest(each) for each in typed} == {tracking.digest(code)}


@pytest.mark.parametrize(
    "wrong", ["", "AAAA", "AAAA-BBBB-CCCC-DDDD-EEE!", "æøåæ-BBBB-CCCC-DDDD-EEEE"]
)
def test_what_cannot_be_a_code_is_refused(wrong):
    with pytest.raises(Unfit):
        tracking.digest(wrong)
