import secrets

import pytest

from chassis.settings import SettingsWrong, read
from notifications.settings import Settings, check_together

TOLD = {
    "SAMSKAB_ENV": "production",
    "PUBLIC_URL": "https://samskab.example.dk",
    "MAIL_URL": "smtp://mail.example.dk",
    "MAIL_FROM": "Samskab <no-reply@example.dk>",
}


def told(tmp_path, **more):
    made = {n: secrets.token_urlsafe(40) for n in ("INSTANCE_SECRET", "NOTIFICATIONS_SECRET")}
    return read(Settings, TOLD | made | {"DATA_DIR": str(tmp_path)} | more)


def test_locally_mails_are_files_in_the_data_folder(tmp_path):
    settings = read(Settings, {"DATA_DIR": str(tmp_path)})
    assert settings.mail_url == f"file://{tmp_path}/mail"
    assert settings.sender == "no-reply@samskab.example"


def test_production_has_to_be_told_where_mails_go_and_who_they_are_from(tmp_path):
    with pytest.raises(SettingsWrong) as wrong:
        told(tmp_path, MAIL_URL="", MAIL_FROM="")
    assert [line.split(":")[0] for line in wrong.value.mistakes] == ["MAIL_URL", "MAIL_FROM"]


def test_production_sends_nothing_in_the_clear(tmp_path):
    settings = told(tmp_path, MAIL_URL="smtp://mail.example.dk?tls=none")
    with pytest.raises(SettingsWrong, match="MAIL_URL"):
        check_together(settings)
    assert check_together(told(tmp_path))


@pytest.mark.parametrize("sender", ["Samskab", "a@b", "Samskab <a@b.dk>\nBcc: c@d.dk", "<>"])
def test_a_sender_has_an_address(tmp_path, sender):
    with pytest.raises(SettingsWrong, match="MAIL_FROM"):
        told(tmp_path, MAIL_FROM=sender)
