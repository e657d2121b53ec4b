"""What can happen to calls and contributions, and the public state that travels with it."""

from ideas.events.calls import (
    CallClosed,
    CallOpened,
    CallReopened,
    CallState,
)
from ideas.events.ideas import (
    IdeaCorrected,
    IdeaDeclined,
    IdeaPublished,
    IdeaQuarantined,
    IdeaRejected,
    IdeaReplied,
    IdeaState,
    IdeaSubmitted,
    IdeaSupported,
    IdeaWithdrawn,
)
from ideas.events.offers import (
    OfferAsked,
    OfferConfirmed,
    OfferExpired,
    OfferRefused,
    OfferReleased,
    OfferTaken,
    OfferUsed,
)
from ideas.events.parts import (
    Ask,
    AskStatus,
    Offer,
    OfferStatus,
    ResourceType,
    Tally,
    Texts,
)

__all__ = [
    "Ask",
    "AskStatus",
    "CallClosed",
    "CallOpened",
    "CallReopened",
    "CallState",
    "IdeaCorrected",
    "IdeaDeclined",
    "IdeaPublished",
    "IdeaQuarantined",
    "IdeaRejected",
    "IdeaReplied",
    "IdeaState",
    "IdeaSubmitted",
    "IdeaSupported",
    "IdeaWithdrawn",
    "Offer",
    "OfferAsked",
    "OfferConfirmed",
    "OfferExpired",
    "OfferRefused",
    "OfferReleased",
    "OfferStatus",
    "OfferTaken",
    "OfferUsed",
    "ResourceType",
    "Tally",
    "Texts",
]
