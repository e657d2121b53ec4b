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
)
from ideas.schemas.giving import (
    IntakeIdea,
    IntakeSupport,
    NewIdeaIn,
    new_idea,
)
from ideas.schemas.ideas import (
    IdeaQuery,
    IdeaView,
    ReasonIn,
    ReceiptView,
    SupportIn,
    SupportView,
)
from ideas.schemas.offers import (
    AREA,
    LANGUAGES,
    AnswerIn,
    Line,
    OfferQuery,
    offer,
    time_of_week,
)
from ideas.schemas.own import (
    OwnView,
    SubmittedView,
    TrackAnswer,
    TrackCorrection,
    TrackIn,
    TrackReply,
    asked,
    came_of,
)

__all__ = [
    "AREA",
    "BODY",
    "LANGUAGES",
    "REASON",
    "TITLE",
    "AnswerIn",
    "CallQuery",
    "CallView",
    "IdeaQuery",
    "IdeaView",
    "IntakeIdea",
    "IntakeSupport",
    "Line",
    "NewCallIn",
    "NewIdeaIn",
    "OfferQuery",
    "OwnView",
    "ReasonIn",
    "ReceiptView",
    "SubmittedView",
    "SupportIn",
    "SupportView",
    "TrackAnswer",
    "TrackCorrection",
    "TrackIn",
    "TrackReply",
    "asked",
    "came_of",
    "new_call",
    "new_idea",
    "offer",
    "time_of_week",
]
