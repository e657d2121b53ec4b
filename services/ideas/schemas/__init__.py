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
    ReasonIn,
    ReceiptView,
    SupportIn,
    SupportView,
    happened,
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
    "HappenedView",
    "HistoryQuery",
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
    "happened",
    "new_call",
    "new_idea",
    "offer",
    "one_of",
    "time_of_week",
]
