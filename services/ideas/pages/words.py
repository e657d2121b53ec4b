"""What the words of the domain are called on pages."""

from chassis.words import _
from ideas.domain.giving import Kind
from ideas.domain.ideas import Status
from ideas.domain.support import Stance

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
}
LANGUAGES = ("da", "en", "ar", "uk", "fa", "so", "tr", "ti", "pl", "ro", "ru", "de", "ur", "ku")
"""The languages that the form offers; every other can be handed in through the API."""
ASKED = (
    (Stance.AGREE, _("I support this")),
    (Stance.DISAGREE, _("I do not support this")),
    (Stance.PASS, _("I am not sure")),
)
