"""From what is proposed to what is in operation, evaluated and spread; or stopped."""

from dataclasses import replace
from datetime import date

from chassis.changes import Change
from chassis.clock import day
from chassis.errors import NotOpen, Unfit
from initiatives.domain.indicators import measured_since
from initiatives.domain.initiatives import Decider, Initiative
from initiatives.domain.matches import freed
from initiatives.events.initiatives import InitiativeAdvanced, InitiativeStopped, Status
from initiatives.events.parts import Texts


def prioritise(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Say that it is one of those to be done."""
    if initiative.status is not Status.PROPOSED:
        raise NotOpen("Only what is proposed can be prioritised.")
    return _advanced(initiative, Status.PRIORITISED, decider)


def test(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Begin to try it out."""
    if initiative.status is not Status.APPROVED:
        raise NotOpen("Only what is approved can be tested: every department must have accepted.")
    return _advanced(initiative, Status.TESTING, decider)


def implement(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Begin to carry it out for good."""
    if initiative.status not in (Status.APPROVED, Status.TESTING):
        raise NotOpen("Only what is approved or was tested can be implemented.")
    return _advanced(initiative, Status.IMPLEMENTING, decider)


def operate(
    initiative: Initiative, operated_by: Texts, review_on: date, decider: Decider
) -> Change[Initiative]:
    """Hand it to a function that runs it from now on, to be looked at again on a day."""
    if initiative.status is not Status.IMPLEMENTING:
        raise NotOpen("Only what is implemented can go into operation.")
    if not operated_by:
        raise Unfit("Say which function runs it.", pointer="/operatedBy")
    if review_on <= day(decider.at):
        raise Unfit("The day of the review is still to come.", pointer="/reviewOn")
    running = replace(initiative, operated_by=operated_by, review_on=review_on)
    return _advanced(running, Status.IN_OPERATION, decider)


def evaluate(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Say that its effect was looked at."""
    if initiative.status is not Status.IN_OPERATION:
        raise NotOpen("Only what is in operation can be evaluated.")
    if not any(measured_since(each) for each in initiative.indicators):
        raise NotOpen("Measure an indicator first, on a day after its baseline.")
    return _advanced(initiative, Status.EVALUATED, decider)


def spread(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """Say that others do it as well."""
    if initiative.status is not Status.EVALUATED:
        raise NotOpen("Only what was evaluated can be spread.")
    return _advanced(initiative, Status.SPREAD, decider)


def stop(initiative: Initiative, decider: Decider) -> Change[Initiative]:
    """End it for a reason that everyone concerned can read; help that was asked for is free."""
    if initiative.ended:
        raise NotOpen("It has ended already.")
    if not decider.why:
        raise Unfit("Say why; those who took part need to know.", pointer="/reason")
    matches, facts = freed(initiative.matches, decider.at)
    stopped = replace(_decided(initiative, Status.STOPPED, decider), matches=matches)
    return Change(stopped, (InitiativeStopped(decider.why, decider.at), *facts))


def _advanced(initiative: Initiative, status: Status, decider: Decider) -> Change[Initiative]:
    fact = InitiativeAdvanced(status, decider.at)
    return Change(_decided(initiative, status, decider), (fact,))


def _decided(initiative: Initiative, status: Status, decider: Decider) -> Initiative:
    decisions = (*initiative.decisions, decider.on(status))
    return replace(initiative, status=status, decisions=decisions)
