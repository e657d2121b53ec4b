"""What notifications is told from outside, besides what every part is told."""

from dataclasses import dataclass
from email.utils import parseaddr

from marshmallow import ValidationError

from chassis.errors import Refusal
from chassis.settings import Codes, Environment, PartSettings, SettingsWrong, setting
from notifications.domain.addresses import address, has_control
from notifications.post.opening import check, in_the_clear


def check_sender(text: str) -> None:
    """Refuse what cannot stand behind `From:`."""
    try:
        address(parseaddr(text)[1])
    except Refusal:
        raise ValidationError("A name and an address: Samskab <no-reply@example.dk>.") from None
    if has_control(text):
        raise ValidationError("The name holds a control character.")


@dataclass(frozen=True, kw_only=True)
class Settings(Codes, PartSettings, part="notifications"):
    """What notifications is told."""

    mail_url: str = setting(
        "MAIL_URL",
        default="file://{DATA_DIR}/mail",
        local_only=True,
        check=check,
        doc="Where mails go: `file:///FOLDER` writes .eml files, `smtp://USER:PASSWORD@HOST:PORT` "
        "(STARTTLS) or `smtps://…` sends them; `?tls=none` is for trying only.",
    )
    mail_from: str = setting(
        "MAIL_FROM",
        default="Samskab <no-reply@samskab.example>",
        local_only=True,
        check=check_sender,
        doc="Who mails are from: a name and an address.",
    )

    @property
    def sender(self) -> str:
        """The address that mails are from, without the name."""
        return parseaddr(self.mail_from)[1]

    @property
    def signature(self) -> str:
        """What mails are signed with."""
        return ", ".join(filter(None, (self.site_name, self.authority)))


def check_together(settings: Settings) -> Settings:
    """Refuse what is only wrong in this combination; raises `SettingsWrong`."""
    if settings.env is not Environment.LOCAL and in_the_clear(settings.mail_url):
        raise SettingsWrong(["MAIL_URL: `?tls=none` is for trying only; mails need TLS."])
    return settings
