"""What happens to initiatives: told to departments here, and to givers by way of kept turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chassis.listening import Ears, News
from notifications.actions import Messages, Turns
from notifications.domain.messages import Message, Template, Turn, department, message
from notifications.listeners.turning import once_for, turn

INITIATIVE, COMMITMENT = "dk.samskab.initiative", "dk.samskab.commitment"
PUBLISHED, APPROVED = f"{INITIATIVE}.published.v1", f"{INITIATIVE}.approved.v1"
ADVANCED, STOPPED = f"{INITIATIVE}.advanced.v1", f"{INITIATIVE}.stopped.v1"
ASKED = f"{COMMITMENT}.asked.v1"
MEASURED = "dk.samskab.measurement.taken.v1"
TO_GIVERS = {
    PUBLISHED: Template.TAKEN_UP,
    APPROVED: Template.APPROVED,
    STOPPED: Template.STOPPED,
    MEASURED: Template.MEASURED,
}
ADVANCES = {
    "in_operation": Template.IN_OPERATION,
    "evaluated": Template.EVALUATED,
    "spread": Template.SPREAD,
}
"""What is still being tried is no news yet."""
ANSWERED = {
    f"{COMMITMENT}.accepted.v1": Template.COMMITMENT_ACCEPTED,
    f"{COMMITMENT}.declined.v1": Template.COMMITMENT_DECLINED,
}
TOLD = (*TO_GIVERS, ADVANCED, ASKED, *ANSWERED)


@dataclass(frozen=True)
class Commitment:
    """What we rely on in what a department is asked for."""

    id: str
    department_id: str
    status: str = "asked"


@dataclass(frozen=True)
class Led:
    """What we rely on in every fact about an initiative."""

    id: str
    process_id: str
    owner_department_id: str
    withheld: bool = False
    status: str = ""
    commitments: tuple[Commitment, ...] = ()
    commitment_id: str = ""
    department_id: str = ""
    measurement_id: str = ""
    shared_with: tuple[str, ...] = ()


def hear_initiatives(ears: Ears, messages: Messages, turns: Turns) -> None:
    """Tell departments what concerns them, and givers what comes of what they gave."""

    def tell_of_initiatives(heard: Sequence[tuple[News, Led]]) -> None:
        new = [each for each in heard if each[0].fresh]
        open_ = [each for each in new if not each[1].withheld]
        hidden = [each for each in new if each[1].withheld]
        messages.tell([told for each in open_ for told in _to_departments(*each)])
        messages.tell([told for each in hidden for told in _to_those_who_see_it(*each)])
        turns.keep([kept for each in open_ for kept in _to_givers(*each)])

    for type_ in TOLD:
        ears.together(type_, Led)(tell_of_initiatives)


def _to_givers(news: News, led: Led) -> Iterator[Turn]:
    type_ = news.event.type
    template = ADVANCES.get(led.status) if type_ == ADVANCED else TO_GIVERS.get(type_)
    if template:
        yield turn(news, led, template, led.measurement_id)


def _to_departments(news: News, led: Led) -> Iterator[Message]:
    type_, owner = news.event.type, led.owner_department_id
    if type_ in (PUBLISHED, ASKED):
        for each in _asked(led):
            told = turn(news, led, Template.COMMITMENT_ASKED, each.id)
            yield message(once_for(told, "commitment"), department(each.department_id))
    elif type_ in ANSWERED and led.department_id != owner:
        told = turn(news, led, ANSWERED[type_], led.commitment_id)
        yield message(told, department(owner))
    elif type_ == APPROVED:
        yield message(turn(news, led, Template.ALL_ACCEPTED), department(owner))
    elif type_ == STOPPED:
        told = turn(news, led, Template.INITIATIVE_STOPPED)
        for id in dict.fromkeys(c.department_id for c in led.commitments if c.status != "declined"):
            yield message(told, department(id))


def _to_those_who_see_it(news: News, led: Led) -> Iterator[Message]:
    """Tell departments of what is not public yet: that something waits or has ended, and no more.

    Who was asked for what is withheld, so each department that is concerned is told once.
    """
    type_, owner = news.event.type, led.owner_department_id
    if type_ == ASKED:
        for id in led.shared_with:
            told = turn(news, led, Template.COMMITMENT_WAITS)
            yield message(once_for(told, f"waits/{led.id}"), department(id))
    elif type_ in ANSWERED and news.event.data["by"].get("department") != owner:
        yield message(turn(news, led, ANSWERED[type_]), department(owner))
    elif type_ == APPROVED:
        yield message(turn(news, led, Template.ALL_ACCEPTED), department(owner))
    elif type_ == STOPPED:
        for id in led.shared_with:
            yield message(turn(news, led, Template.INITIATIVE_STOPPED), department(id))


def _asked(led: Led) -> Iterator[Commitment]:
    """Give what is asked for: the one that a fact names, else all that nobody has answered."""
    for each in led.commitments:
        if each.status == "asked" and led.commitment_id in ("", each.id):
            yield each
