"""What the words of the domain are called on pages."""

from chassis.words import _
from initiatives.domain.matches import Said
from initiatives.events.initiatives import Status
from initiatives.events.parts import Answer, CommitmentRole, Direction, Level, ResourceType, Unit
from initiatives.events.processes import CocreationType, Promise

STATUSES = {
    Status.PROPOSED: _("Proposed"),
    Status.PRIORITISED: _("Prioritised"),
    Status.APPROVED: _("Approved"),
    Status.TESTING: _("Being tested"),
    Status.IMPLEMENTING: _("Being put in place"),
    Status.IN_OPERATION: _("In operation"),
    Status.EVALUATED: _("Evaluated"),
    Status.SPREAD: _("Spread to others"),
    Status.STOPPED: _("Stopped"),
}
TONES = {
    Status.PROPOSED: "waiting",
    Status.PRIORITISED: "waiting",
    Status.IN_OPERATION: "good",
    Status.EVALUATED: "good",
    Status.SPREAD: "good",
    Status.STOPPED: "stopped",
}
ROLES = {
    CommitmentRole.LEAD: _("leads"),
    CommitmentRole.CONTRIBUTING: _("contributes"),
    CommitmentRole.INFORMED: _("is kept informed"),
}
ROLES_ASKED = {
    CommitmentRole.CONTRIBUTING: _("It contributes: without its yes the initiative waits"),
    CommitmentRole.INFORMED: _("It is kept informed"),
}
ANSWERS = {
    Answer.ASKED: _("has been asked"),
    Answer.ACCEPTED: _("has said yes"),
    Answer.DECLINED: _("has said no"),
}
ANSWER_TONES = {Answer.ASKED: "waiting", Answer.ACCEPTED: "good", Answer.DECLINED: "stopped"}
DIRECTIONS = {Direction.UP: _("More is better"), Direction.DOWN: _("Less is better")}
IDEA_KINDS = {
    "idea": _("Idea"),
    "knowledge": _("Knowledge"),
    "resource": _("Offer of help"),
    "need": _("Need"),
    "experience": _("Experience"),
}
EVIDENCE = {
    "quote": _("Quote"),
    "observation": _("Observation"),
    "interview": _("Interview"),
    "survey": _("Survey"),
    "statistic": _("Statistic"),
    "case_review": _("Review of cases"),
}
RESOURCES = {
    ResourceType.TIME: _("Time"),
    ResourceType.SKILL: _("A skill"),
    ResourceType.LANGUAGE: _("A language"),
    ResourceType.SPACE: _("A room"),
    ResourceType.EQUIPMENT: _("Things"),
    ResourceType.NETWORK: _("A network"),
    ResourceType.FUNDING: _("Money"),
    ResourceType.LIVED_EXPERIENCE: _("Lived experience"),
}
UNITS = {Unit.HOURS: _("hours"), Unit.THINGS: _("things")}
LEVELS = {
    Level.ACTIVITY: _("What is done"),
    Level.OUTPUT: _("What comes out of it"),
    Level.OUTCOME: _("What becomes better"),
    Level.IMPACT: _("What it leads to in the long run"),
}
KINDS = {
    "idea": _("Contribution"),
    "evidence": _("Evidence"),
    "insight": _("Insight"),
    "opportunity": _("Question"),
    "step": _("Step of a journey"),
    "journey": _("Journey"),
    "persona": _("Persona"),
}
NOT_PUBLIC = _("Not public")
GIVERS = {
    Said.ON_ITS_WAY: _("The question is on its way to the giver"),
    Said.ASKED: _("The giver has been asked"),
    Said.CONFIRMED: _("The giver has said yes"),
    Said.REFUSED: _("The giver has said no this time"),
    Said.USED: _("The giver has helped"),
    Said.RELEASED: _("The giver is free again"),
    Said.TAKEN: _("Another initiative asked first"),
    Said.GONE: _("The offer cannot be seen any more"),
}
REASONS = {
    "language": _("Speaks"),
    "time": _("Has time"),
    "area": _("Lives near"),
    "type": _("Offers"),
}
DAYS = {
    "monday": _("Monday"),
    "tuesday": _("Tuesday"),
    "wednesday": _("Wednesday"),
    "thursday": _("Thursday"),
    "friday": _("Friday"),
    "saturday": _("Saturday"),
    "sunday": _("Sunday"),
}
PARTS_OF_DAY = {
    "morning": _("morning"),
    "afternoon": _("afternoon"),
    "evening": _("evening"),
}
DECIDE = {
    "approve": _("Go on without those who said no"),
    "prioritise": _("Prioritise it"),
    "test": _("Begin to test it"),
    "implement": _("Begin to put it in place"),
    "evaluate": _("Say that it is evaluated"),
    "spread": _("Say that others do it as well"),
}
COCREATION_NAMES = {
    CocreationType.STEERED: _("Steered co-creation"),
    CocreationType.RESPONSIBLE: _("Responsible co-creation"),
    CocreationType.EQUAL: _("Equal co-creation"),
    CocreationType.FACILITATED: _("Facilitated co-creation"),
}
COCREATION = {
    CocreationType.STEERED: _("The municipality steers, towards a known goal"),
    CocreationType.RESPONSIBLE: _("Others take responsibility, towards a known goal"),
    CocreationType.EQUAL: _("All are equal, and the outcome is open"),
    CocreationType.FACILITATED: _("The municipality makes room, and the outcome is open"),
}
PROMISES = {
    Promise.INFORM: _("We keep you informed"),
    Promise.CONSULT: _("We listen, and tell you what became of it"),
    Promise.INVOLVE: _("We work with you, so that what you say shows in the result"),
    Promise.COLLABORATE: _("We find the solution together with you"),
    Promise.EMPOWER: _("We carry out what you decide"),
}
PARTIES = (
    ("", _("Takes no part")),
    ("contributing", _("Contributes")),
    ("informed", _("Is kept informed")),
)
TABLES = {
    "kinds": KINDS,
    "idea_kinds": IDEA_KINDS,
    "evidences": EVIDENCE,
    "statuses": STATUSES,
    "tones": TONES,
    "roles_of": ROLES,
    "answers": ANSWERS,
    "answer_tones": ANSWER_TONES,
    "resources": RESOURCES,
    "units": UNITS,
    "levels": LEVELS,
    "givers": GIVERS,
    "reasons": REASONS,
    "week": DAYS,
    "parts_of_day": PARTS_OF_DAY,
    "decide": DECIDE,
    "cocreation": COCREATION,
    "promises": PROMISES,
}
"""What templates know."""
