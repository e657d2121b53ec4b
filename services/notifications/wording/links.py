"""Where a message leads: one link, to where the reader can see more or do what is asked."""

from dataclasses import dataclass

from chassis.words import _
from notifications.actions.copies import Copies
from notifications.domain.messages import Message, Template

SEE_IT = _("See your contribution")
TRACK_IT = _("Follow your contribution with your code")
SEE_THREAD = _("See what has come of your contribution")
SEE_INITIATIVE = _("See the initiative")
SEE_OFFER = _("See your offer with your code")
ANSWER = _("Answer with your code")
ANSWER_THERE = _("See and answer what your department is asked for")
STATUSES = (
    Template.RECEIVED,
    Template.PUBLISHED,
    Template.REJECTED,
    Template.DECLINED,
    Template.WITHDRAWN,
    Template.CORRECTED,
    Template.QUARANTINED,
)
WITH_THE_CODE = {
    Template.OFFER_ASKED: ANSWER,
    Template.OFFER_CONFIRMED: SEE_OFFER,
    Template.OFFER_RELEASED: SEE_OFFER,
    Template.OFFER_EXPIRED: SEE_OFFER,
}


@dataclass(frozen=True)
class Link:
    """A path that begins at the door, and where it leads in words."""

    path: str
    action: str


def link_of(message: Message, copies: Copies) -> Link:
    """Return the one link of a message, as far as it may be followed now."""
    if message.department:
        return _for_departments(message)
    if message.template in WITH_THE_CODE:
        return Link("/track", WITH_THE_CODE[message.template])
    if copies.public("idea", message.idea):
        if message.template in STATUSES:
            return Link(f"/ideas/{message.idea}", SEE_IT)
        return Link(f"/ideas/{message.idea}/thread", SEE_THREAD)
    if copies.public("initiative", message.of_initiative):
        return Link(f"/initiatives/{message.of_initiative}", SEE_INITIATIVE)
    return Link("/track", TRACK_IT)


def _for_departments(message: Message) -> Link:
    if message.template in (Template.COMMITMENT_ASKED, Template.COMMITMENT_WAITS):
        return Link(f"/departments/{message.department}", ANSWER_THERE)
    return Link(f"/initiatives/{message.of_initiative}", SEE_INITIATIVE)
