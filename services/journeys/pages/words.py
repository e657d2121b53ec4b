"""What the words of the domain are called on pages, where the map itself has no word for them."""

from chassis.words import _
from journeys.domain.evidence import EvidenceStatus
from journeys.domain.insights import InsightStatus
from journeys.domain.journeys import JourneyStatus
from journeys.domain.opportunities import OpportunityStatus
from journeys.events.findings import EvidenceType, InsightType
from journeys.events.journeys import FeelingSource, JourneyType

TYPES = {
    JourneyType.AS_IS: _("As it is now"),
    JourneyType.TO_BE: _("As it should be"),
}
STATUSES = {
    JourneyStatus.DRAFT: _("Draft"),
    JourneyStatus.VALIDATED: _("Validated"),
    JourneyStatus.PUBLISHED: _("Published"),
    JourneyStatus.SUPERSEDED: _("Replaced by a newer one"),
}
ASKED = {
    OpportunityStatus.DRAFT: _("Draft"),
    OpportunityStatus.OPEN: _("Open for answers"),
    OpportunityStatus.CLOSED: _("Closed"),
}
EVIDENCE_STATUSES = {
    EvidenceStatus.RECORDED: _("Only your department sees it"),
    EvidenceStatus.PUBLISHED: _("Published"),
    EvidenceStatus.HIDDEN: _("Hidden: what it quotes is not public any more"),
}
INSIGHT_STATUSES = {
    InsightStatus.DRAFT: _("Draft"),
    InsightStatus.PUBLISHED: _("Published"),
    InsightStatus.RETIRED: _("Does not hold any more"),
}
TONES = {
    "draft": "waiting",
    "recorded": "waiting",
    "validated": "good",
    "published": "good",
    "open": "good",
    "hidden": "stopped",
    "superseded": "stopped",
    "retired": "stopped",
}
EVIDENCE_TYPES = {
    EvidenceType.QUOTE: _("Quote"),
    EvidenceType.OBSERVATION: _("Observation"),
    EvidenceType.INTERVIEW: _("Interview"),
    EvidenceType.SURVEY: _("Survey"),
    EvidenceType.STATISTIC: _("Figure"),
    EvidenceType.CASE_REVIEW: _("Review of cases"),
}
INSIGHT_TYPES = {
    InsightType.PAIN: _("What hurts"),
    InsightType.GAIN: _("What helps"),
    InsightType.NEED: _("A need"),
    InsightType.EXPECTATION: _("An expectation"),
    InsightType.BARRIER: _("A barrier"),
    InsightType.RESOURCE: _("A resource"),
}
SEVERITIES = {
    1: _("1: a small thing"),
    2: _("2: a nuisance"),
    3: _("3: it weighs"),
    4: _("4: it weighs heavily"),
    5: _("5: grave"),
}
SOURCES = {
    FeelingSource.SELF_REPORTED: _("told by themselves"),
    FeelingSource.OBSERVED: _("seen by others"),
    FeelingSource.ASSUMED: _("assumed"),
    FeelingSource.INTENDED: _("as intended"),
}
FEELINGS = {
    2: _("very good"),
    1: _("good"),
    0: _("neither good nor bad"),
    -1: _("bad"),
    -2: _("very bad"),
}
SIGNED = {2: "+2", 1: "+1", 0: "0", -1: "−1", -2: "−2"}
