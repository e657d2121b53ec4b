"""Mails: a text and an HTML part, and nothing in them that not everyone may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

from chassis.pages.showing import direction
from chassis.words import _
from notifications.actions.copies import NOTHING
from notifications.actions.letters import Ready
from notifications.actions.links import Links, Purpose
from notifications.wording import Wording, block, paragraphs

WHOLE = ("To", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post")
YES = _("Yes, send me news")
WHY = _("You get this mail because you asked for news of a contribution.")
WHY_ASKED = _("You get this mail because somebody gave us this address.")
STOP = _("Send me no more mails")
STOP_ASKING = _("Do not write to this address again")


class Folding(policy.EmailPolicy):
    """Folds headers where the library's own way would spoil them.

    It loses spaces between the encoded words of a long subject (RFC 2047, 6.2), and encodes
    links and addresses that are longer than a line, so that no mail program knows them again.
    """

    def fold(self, name: str, value: str) -> str:
        """Return a header as it is sent."""
        if name == "Subject":
            told = Header(str(value), header_name=name).encode(linesep=self.linesep)
        elif name in WHOLE:
            told = str(value)
        else:
            return str(super().fold(name, value))
        return f"{name}: {told}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """Return a header as it is sent, as bytes."""
        return self.fold(name, value).encode("ascii")


POLICY = Folding(linesep="\r\n", cte_type="7bit")


@dataclass(frozen=True)
class Part:
    """What is put into both parts of a mail."""

    lang: str
    subject: str
    paragraphs: Sequence[str]
    action: str
    link: str
    why: str
    stop: str


@dataclass(frozen=True)
class Mails:
    """Writes mails, from a name and an address, signed by whose site this is."""

    wording: Wording
    links: Links
    sender: str
    signature: str

    def write(self, ready: Ready) -> EmailMessage:
        """Return the mail of a letter: the same for the same letter, whenever it is written."""
        part = self._news(ready) if ready.message else self._confirmation(ready)
        mail = self._envelope(ready, part)
        facts = vars(part) | {
            "dir": direction(part.lang),
            "signature": self.signature,
            "unsubscribe": self._unsubscribe(ready),
        }
        for kind, templates in (("plain", self.wording.text), ("html", self.wording.html)):
            name = "txt" if kind == "plain" else "html"
            body = templates.get_template(f"mails/letter.{name}").render(facts)
            add: Any = mail.set_content if kind == "plain" else mail.add_alternative
            add(f"{body}\n", subtype=kind, cte="quoted-printable")
        mail["Content-Language"] = part.lang
        mail.set_boundary(f"=={ready.letter.id}")
        return mail

    def _news(self, ready: Ready) -> Part:
        message, copies = ready.message, ready.copies
        if message is None:
            raise ValueError("This letter brings no message.")
        idea = copies.kept("idea", message.idea)
        lang = self.wording.language(ready.subscription.language, idea)
        said, words = self.wording.say(message, copies, lang), self.wording.words
        return Part(
            lang=lang,
            subject=said.subject,
            paragraphs=said.paragraphs,
            action=said.action,
            link=f"{self.links.address}{said.link}?lang={lang}",
            why=words.say(lang, WHY),
            stop=words.say(lang, STOP),
        )

    def _confirmation(self, ready: Ready) -> Part:
        subscription, words = ready.subscription, self.wording.words
        lang = self.wording.language(subscription.language, NOTHING)
        template = self.wording.text.get_template("mails/confirmation.txt")
        facts = {"_": self.wording.translator(lang)}
        link = self.links.url(Purpose.CONFIRM, subscription.id, subscription.until)
        return Part(
            lang=lang,
            subject=block(template, "subject", facts).strip(),
            paragraphs=paragraphs(block(template, "text", facts)),
            action=words.say(lang, YES),
            link=f"{link}?lang={lang}",
            why=words.say(lang, WHY_ASKED),
            stop=words.say(lang, STOP_ASKING),
        )

    def _envelope(self, ready: Ready, part: Part) -> EmailMessage:
        name, sender = parseaddr(self.sender)
        mail = EmailMessage(policy=POLICY)
        mail["From"] = Address(name, addr_spec=sender)
        mail["To"] = Address(addr_spec=ready.subscription.address)
        mail["Subject"] = part.subject
        mail["Date"] = format_datetime(ready.letter.at)
        mail["Message-ID"] = f"<{ready.letter.id}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
        mail["List-Unsubscribe"] = f"<{self._unsubscribe(ready)}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return mail

    def _unsubscribe(self, ready: Ready) -> str:
        return self.links.url(Purpose.UNSUBSCRIBE, ready.subscription.id)
