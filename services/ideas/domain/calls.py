"""A call for contributions: what is asked for, until when, and how people may answer each other."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.changes import Aggregate, Change, Visibility
from chassis.errors import NotOpen, Unfit
from ideas.domain.giving import Kind
from ideas.events import CallClosed, CallOpened, CallReopened, Texts


class CallStatus(StrEnum):
    """Whether it takes contributions."""

    OPEN = "open"
    CLOSED = "closed"


class Stances(StrEnum):
    """What people may think of each other's ideas here."""

    AGREE = "agree"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class NewCall:
    """What a department asks for."""

    title: Texts
    body: Texts
    promise: Texts = ()
    kinds: tuple[Kind, ...] = tuple(Kind)
    stances: Stances = Stances.AGREE
    process_id: str | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Call(Aggregate):
    """A call for contributions. `promise` says what participants may expect of it."""

    status: CallStatus
    title: Texts
    body: Texts
    promise: Texts = ()
    kinds: tuple[Kind, ...] = tuple(Kind)
    stances: Stances = Stances.AGREE
    closes_at: datetime | None = None

    def takes(self, at: datetime) -> bool:
        """Tell whether contributions are taken now."""
        return self.status is CallStatus.OPEN and (self.closes_at is None or at < self.closes_at)


def open_call(
    new: NewCall, *, id: str, process_id: str, owner_department_id: str, at: datetime
) -> Change[Call]:
    """Ask in public."""
    if new.closes_at is not None and new.closes_at <= at:
        raise Unfit("A call closes in the future.", pointer="/closesAt")
    call = Call(
        id=id,
        process_id=process_id,
        owner_department_id=owner_department_id,
        visibility=Visibility.PUBLIC,
        created_at=at,
        updated_at=at,
        status=CallStatus.OPEN,
        title=new.title,
        body=new.body,
        promise=new.promise,
        kinds=new.kinds,
        stances=new.stances,
        closes_at=new.closes_at,
    )
    return Change(call, (CallOpened(at),))


def close_call(call: Call, at: datetime) -> Change[Call]:
    """Take no more contributions."""
    if call.status is CallStatus.CLOSED:
        raise NotOpen("This call is closed already.")
    return Change(replace(call, status=CallStatus.CLOSED), (CallClosed(at),))


def reopen_call(call: Call, at: datetime) -> Change[Call]:
    """Take contributions again; an end date that has passed is let go of."""
    if call.takes(at):
        raise NotOpen("This call is open already.")
    return Change(replace(call, status=CallStatus.OPEN, closes_at=None), (CallReopened(at),))


def check_open(call: Call, kind: Kind, at: datetime) -> None:
    """Refuse what this call does not ask for, or no longer."""
    if not call.takes(at):
        raise NotOpen("This call is closed; contributions without a call are always welcome.")
    if kind not in call.kinds:
        raise Unfit("This call does not ask for contributions of this kind.", pointer="/kind")
