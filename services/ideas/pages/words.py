"""What the words of the domain are called on pages."""

from chassis.words import _
from ideas.domain.giving import Kind
from ideas.domain.ideas import Status
from ideas.domain.support import Stance
from ideas.events import AskStatus, OfferStatus, ResourceType

KINDS = {
    Kind.IDEA: _("Idea"),
    Kind.KNOWLEDGE: _("Knowledge"),
    Kind.RESOURCE: _("Offer of help"),
    Kind.NEED: _("Need"),
    Kind.EXPERIENCE: _("Experience"),
}
KINDS_EXPLAINED = {
    Kind.IDEA: _("Something that could be done differently"),
    Kind.KNOWLEDGE: _("Something you know that others should know"),
    Kind.RESOURCE: _("Time, skill, a room or a thing that you offer"),
    Kind.NEED: _("Something that you or others lack"),
    Kind.EXPERIENCE: _("What happened to you, and how it was"),
}
STATUSES = {
    Status.SUBMITTED: _("Waits for a moderator"),
    Status.PUBLISHED: _("Published"),
    Status.REJECTED: _("Not published"),
    Status.DECLINED: _("Answered: no"),
    Status.WITHDRAWN: _("Taken back"),
    Status.QUARANTINED: _("Put aside"),
    Status.ARCHIVED: _("Archived"),
}
TONES = {
    Status.SUBMITTED: "waiting",
    Status.PUBLISHED: "good",
    Status.QUARANTINED: "waiting",
    Status.DECLINED: "stopped",
    Status.REJECTED: "stopped",
}
WHAT = {
    "dk.samskab.idea.submitted.v1": _("Received"),
    "dk.samskab.idea.published.v1": _("Published, so that everyone can see it"),
    "dk.samskab.idea.rejected.v1": _("Not published"),
    "dk.samskab.idea.declined.v1": _("Answered: it will not be carried out"),
    "dk.samskab.idea.withdrawn.v1": _("Taken back"),
    "dk.samskab.idea.quarantined.v1": _("Put aside until somebody has looked at it"),
    "dk.samskab.idea.corrected.v1": _("The words were changed"),
    "dk.samskab.idea.supported.v1": _("Support was counted"),
    "dk.samskab.idea.replied.v1": _("Its giver has written back to the municipality"),
    "dk.samskab.offer.asked.v1": _("An initiative asked for this help"),
    "dk.samskab.offer.taken.v1": _("Another initiative asked as well"),
    "dk.samskab.offer.confirmed.v1": _("Its giver said yes"),
    "dk.samskab.offer.refused.v1": _("Its giver said no this time"),
    "dk.samskab.offer.used.v1": _("The help was used"),
    "dk.samskab.offer.released.v1": _("The help is not needed there any more"),
    "dk.samskab.offer.expired.v1": _("The last day of the offer has passed"),
}
UNSAID = ("dk.samskab.idea.supported.v1", "dk.samskab.offer.taken.v1")
"""What happens too often, or concerns too few, to stand in what has happened on a page."""
TYPES = {
    ResourceType.TIME: _("Time"),
    ResourceType.SKILL: _("A skill"),
    ResourceType.LANGUAGE: _("A language"),
    ResourceType.SPACE: _("A room or a place"),
    ResourceType.EQUIPMENT: _("Things to borrow or have"),
    ResourceType.NETWORK: _("People you know"),
    ResourceType.FUNDING: _("Money"),
    ResourceType.LIVED_EXPERIENCE: _("Something you have lived through"),
}
WEEKDAYS = {
    "monday": _("Monday"),
    "tuesday": _("Tuesday"),
    "wednesday": _("Wednesday"),
    "thursday": _("Thursday"),
    "friday": _("Friday"),
    "saturday": _("Saturday"),
    "sunday": _("Sunday"),
}
PARTS = {"morning": _("morning"), "afternoon": _("afternoon"), "evening": _("evening")}
TIMES = {
    f"{weekday}_{part}": _("{weekday} {part}", weekday=day, part=name)
    for weekday, day in WEEKDAYS.items()
    for part, name in PARTS.items()
}
OFFERS = {
    OfferStatus.OFFERED: _("Free"),
    OfferStatus.ASKED: _("Asked for"),
    OfferStatus.CONFIRMED: _("Promised to an initiative"),
    OfferStatus.USED: _("In use"),
    OfferStatus.EXPIRED: _("Not offered any more"),
}
OFFER_TONES = {
    OfferStatus.OFFERED: "good",
    OfferStatus.ASKED: "waiting",
    OfferStatus.EXPIRED: "stopped",
}
ASKS = {
    AskStatus.ASKED: _("Waits for your answer"),
    AskStatus.CONFIRMED: _("You said yes"),
    AskStatus.REFUSED: _("You said no"),
    AskStatus.USED: _("Your help was used"),
    AskStatus.RELEASED: _("Your help is not needed there any more"),
}
ASK_TONES = {
    AskStatus.ASKED: "waiting",
    AskStatus.CONFIRMED: "good",
    AskStatus.USED: "good",
}
INITIATIVES = {
    "proposed": _("it is proposed"),
    "prioritised": _("it is chosen to go on with"),
    "approved": _("all departments have said yes"),
    "testing": _("it is being tried"),
    "implementing": _("it is being carried out"),
    "in_operation": _("it is part of everyday work"),
    "evaluated": _("what it has done was looked at"),
    "spread": _("others have taken it over"),
    "stopped": _("it was stopped"),
}
ASKED = (
    (Stance.AGREE, _("I support this")),
    (Stance.DISAGREE, _("I do not support this")),
    (Stance.PASS, _("I am not sure")),
)
