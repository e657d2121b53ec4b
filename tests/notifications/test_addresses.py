import time

import pytest

from chassis.errors import Unfit
from chassis.screening import CprFound
from notifications.domain.addresses import address, mailbox


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ane@example.dk", "ane@example.dk"),
        (" Ane.Jensen+Idé@Example.DK".replace("é", "e"), "ane.jensen+ide@example.dk"),
        ("ane@kømmune.dk", "ane@xn--kmmune-bya.dk"),
        ("o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"),
        ("a@b.dk", "a@b.dk"),
    ],
)
def test_an_address_is_kept_in_one_form(given, kept):
    assert address(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "ane",
        "@example.dk",
        "ane@",
        "ane@localhost",
        "ane@127.0.0.1",
        "ane@[127.0.0.1]",
        "ane@example..dk",
        ".ane@example.dk",
        "ane.@example.dk",
        "a..b@example.dk",
        "ane@-example.dk",
        "ane @example.dk",
        '"ane"@example.dk',
        "Ane <ane@example.dk>",
        "ane@example.dk,bo@example.dk",
        "ane@example.dk;bo@example.dk",
        "ane@example.dk\nBcc: bo@example.dk",
        "ane@example.dk\r\n",
        "ane@example.dk\u2028Bcc: bo@example.dk",
        "ane%0d%0aBcc:bo@example.dk@",
        "ane\u202e@example.dk",
        "ane\u200b@example.dk",
        "ane\0@example.dk",
        "åse@example.dk",
        "\u212aane@example.dk",
        "a" * 65 + "@example.dk",
        "a@" + "b" * 250 + ".dk",
        "a@" + "ø" * 60 + ".dk",
    ],
)
def test_what_could_end_up_elsewhere_is_refused(given):
    with pytest.raises(Unfit):
        address(given)


def test_an_address_is_no_place_for_a_cpr_number():
    with pytest.raises(CprFound):
        address("2512489996@example.dk")


def test_a_long_line_is_refused_at_once():
    start = time.monotonic()
    for nasty in ("a." * 127, "a" * 254, "a@" + "a." * 126, "a@" + "-" * 252, "a@" + "a-" * 126):
        with pytest.raises(Unfit):
            address(nasty + "!")
    assert time.monotonic() - start < 0.05


def test_all_spellings_of_a_mailbox_share_its_limit():
    spellings = {"ane@x.dk", "ane+1@x.dk", "a.n.e@x.dk", "a.ne+news@x.dk"}
    assert {mailbox(each) for each in spellings} == {"ane@x.dk"}
    assert mailbox("a.b@googlemail.com") == mailbox("ab@gmail.com")
