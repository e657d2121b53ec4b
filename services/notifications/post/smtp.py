"""The post as an SMTP server (RFC 5321), over TLS 1.2 or better unless told otherwise."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from chassis.errors import Busy
from notifications.post import Bounced, Later

SECONDS = 30.0
STATUS = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")


@dataclass(frozen=True)
class Server:
    """A mail server, and how to speak to it."""

    host: str
    port: int
    sender: str
    """The address that goes into the envelope."""
    user: str = ""
    password: str = ""
    tls: str = "starttls"
    """`starttls`, `implicit` (RFC 8314) or `none`."""

    def __repr__(self) -> str:
        return f"Server({self.host}:{self.port}, {self.tls})"

    @contextmanager
    def open(self) -> Iterator["SmtpLine"]:
        """Return a line to the server, encrypted and signed in; raises `Busy`."""
        try:
            talk = self._connected()
        except (smtplib.SMTPException, OSError) as trouble:
            raise _away(trouble) from trouble
        try:
            yield SmtpLine(talk, self.sender)
        finally:
            _hang_up(talk)

    def _connected(self) -> smtplib.SMTP:
        name = self.sender.rpartition("@")[2]
        if self.tls == "implicit":
            context = encrypted()
            talk: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, name, timeout=SECONDS, context=context
            )
        else:
            talk = smtplib.SMTP(self.host, self.port, name, timeout=SECONDS)
        try:
            if self.tls == "starttls":
                talk.starttls(context=encrypted())
            if self.user:
                talk.login(self.user, self.password)
            return talk
        except BaseException:
            talk.close()
            raise


@dataclass(frozen=True)
class SmtpLine:
    """An open connection to a mail server."""

    talk: smtplib.SMTP
    sender: str

    def send(self, mail: EmailMessage, to: str) -> None:
        """Hand over a mail to one address."""
        try:
            self.talk.sendmail(self.sender, [to], mail.as_bytes())
        except smtplib.SMTPRecipientsRefused as no:
            raise _refused(*no.recipients[to]) from None
        except smtplib.SMTPSenderRefused as no:
            raise Later(_reason(no.smtp_code, no.smtp_error), no.smtp_code) from None
        except smtplib.SMTPResponseException as no:
            raise _refused(no.smtp_code, no.smtp_error) from None
        except (smtplib.SMTPException, OSError) as trouble:
            raise _away(trouble) from trouble


def encrypted() -> ssl.SSLContext:
    """Return how we speak: certificates are checked, nothing below TLS 1.2."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _refused(code: int, said: bytes | str) -> Later | Bounced:
    kind = Bounced if code >= 500 else Later
    return kind(_reason(code, said), code)


def _reason(code: int, said: bytes | str) -> str:
    """Return the numbers only: servers like to repeat the address in their words."""
    found = STATUS.search(said if isinstance(said, bytes) else said.encode())
    return f"{code} {found[1].decode()}" if found else str(code)


def _away(trouble: Exception) -> Busy:
    return Busy("The mail server cannot be used just now ({why}).", why=type(trouble).__name__)


def _hang_up(talk: smtplib.SMTP) -> None:
    try:
        talk.quit()
    except (smtplib.SMTPException, OSError):
        talk.close()
