"""What ideas takes and shows over HTTP, and what it takes in from portals."""

from ideas.schemas.calls import (
    CallQuery,
    CallView,
    NewCallIn,
    new_call,
)
from ideas.schemas.common import (
    BODY,
    REASON,
    TITLE,
    one_of,
)
from ideas.schemas.giving import (
    IntakeIdea,
    IntakeSupport,
    NewIdeaIn,
    new_idea,
)
from ideas.schemas.ideas import (
    HappenedView,
    HistoryQuery,
    IdeaQuery,
    IdeaView,
    OwnView,
    ReasonIn,
    ReceiptView,
    SubmittedView,
    SupportIn,
    SupportView,
    TrackCorrection,
    TrackIn,
    happened,
)

__all__ = [
    "BODY",
    "REASON",
    "TITLE",
    "CallQuery",
    "CallView",
    "HappenedView",
    "HistoryQuery",
    "IdeaQuery",
    "IdeaView",
    "IntakeIdea",
    "IntakeSupport",
    "NewCallIn",
    "NewIdeaIn",
    "OwnView",
    "ReasonIn",
    "ReceiptView",
    "SubmittedView",
    "SupportIn",
    "SupportView",
    "TrackCorrection",
    "TrackIn",
    "happened",
    "new_call",
    "new_idea",
    "one_of",
]
