"""One event of each type, made by the rules themselves. Everything here is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from chassis.changes import Aggregate, Change, Text, derived
from chassis.contracts import example
from initiatives.domain import (
    commitments,
    indicators,
    initiatives,
    matches,
    milestones,
    needs,
    processes,
    statuses,
)
from initiatives.domain.filing import filed
from initiatives.domain.indicators import NewIndicator, Value
from initiatives.domain.initiatives import Decider, Initiative
from initiatives.domain.matches import Said
from initiatives.domain.milestones import NewMilestone
from initiatives.domain.needs import NewNeed
from initiatives.domain.processes import Process
from initiatives.domain.proposals import (
    InitiativeEdit,
    NewCommitment,
    NewGoal,
    NewInitiative,
    NewProcess,
    ProcessEdit,
)
from initiatives.events.parts import CommitmentRole, Direction, ResourceType, Unit
from initiatives.events.processes import CocreationType, Phase, Promise

A = TypeVar("A", bound=Aggregate)
SOURCE = "/samskab/kommune/initiatives"
NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
LEAD = Decider("leader", "integration", NOON)
SCHOOL = Decider("leader", "skole", NOON)
PROCESS_ID = derived("example", "process")
IDEA_ID = derived("example", "idea")
CONTACT = "Integration og Job, jobcafeen@eksempelby.example"


def da(text: str) -> tuple[Text, ...]:
    """Return a text in Danish."""
    return (Text("da", text),)


def facts() -> list[dict[str, Any]]:
    """Return one event of each type."""
    told = [example(each, "process", SOURCE) for each in of_a_process()]
    return told + [example(filed(each), "initiative", SOURCE) for each in of_an_initiative()]


def of_a_process() -> list[Change[Process]]:
    """Return all that can happen to a process."""
    ids = iter([derived("example", "goal", str(n)) for n in range(9)])
    opened = processes.open_process(
        NewProcess(
            title=da("Godt på vej i Eksempelby"),
            challenge=da("Hvordan bliver vejen til det første job kortere?"),
            type=CocreationType.EQUAL,
            promise=Promise.COLLABORATE,
            goals=(NewGoal(da("Flere er i job efter et år")),),
            phases=(
                Phase(key="map", title=da("Vi kortlægger")),
                Phase(key="do", title=da("Vi handler")),
            ),
            languages=("da", "ar", "uk"),
        ),
        id=PROCESS_ID,
        owner_department_id="integration",
        ids=ids.__next__,
        at=NOON,
    )
    process = _kept(opened)
    words = ProcessEdit(promise_text=da("I hører, hvad der kom ud af det."))
    return [
        opened,
        processes.change_process(process, words, ids.__next__, NOON),
        processes.begin_phase(process, "do", NOON),
        processes.close_process(process, NOON),
    ]


def of_an_initiative() -> list[Change[Initiative]]:
    """Return all that can happen to an initiative."""
    first = proposed()
    public = _kept(initiatives.publish(_kept(first), NOON))
    lead, school = (each.id for each in public.commitments)
    half = _kept(commitments.accept(public, lead, LEAD))
    agreed = commitments.accept(half, school, SCHOOL)
    no = replace(SCHOOL, why=da("Vi har ingen ledige lokaler."))
    health = NewCommitment(department_id="sundhed", what=da("En sundhedsplejerske"))
    return [
        first,
        initiatives.publish(_kept(first), NOON),
        initiatives.change(public, InitiativeEdit(title=da("Jobcafé om tirsdagen")), NOON),
        statuses.prioritise(public, LEAD),
        commitments.ask(public, health, _id("commitment"), NOON),
        commitments.accept(public, lead, LEAD),
        _last_alone(agreed),
        commitments.decline(public, school, no),
        *_what_is_done(_kept(agreed)),
    ]


def proposed() -> Change[Initiative]:
    """Return an initiative that was just proposed."""
    ids = iter([derived("example", "commitment", str(n)) for n in range(9)])
    return initiatives.propose(
        NewInitiative(
            title=da("Jobcafé"),
            problem=da("Ingen fortæller, hvordan man finder sit første job."),
            solution=da("En café hver tirsdag, hvor nogen kan fortælle det på ens eget sprog."),
            contact=da(CONTACT),
            idea_ids=(IDEA_ID,),
            commitments=(
                NewCommitment(
                    department_id="skole",
                    role=CommitmentRole.CONTRIBUTING,
                    what=da("Et lokale hver tirsdag aften"),
                ),
            ),
        ),
        id=_id("initiative"),
        process_id=PROCESS_ID,
        decider=LEAD,
        ids=ids.__next__,
    )


def _what_is_done(approved: Initiative) -> list[Change[Initiative]]:
    milestone = NewMilestone(title=da("Den første café"), due=date(2026, 4, 7))
    need = NewNeed(
        title=da("Nogen, der taler arabisk"),
        resource_type=ResourceType.LANGUAGE,
        languages=("ar",),
        times=("tuesday_evening",),
    )
    planned = milestones.set_milestone(approved, milestone, _id("milestone"), NOON)
    stated = needs.state_need(approved, need, _id("need"), NOON)
    asked = matches.ask(_kept(stated), _id("need"), IDEA_ID, _id("match"), offered=True, at=NOON)
    thanks = da("Tak for hjælpen!")
    used = matches.use(
        _kept(asked), _id("match"), 2, Unit.HOURS, thanks, said=Said.CONFIRMED, at=NOON
    )
    aim = indicators.set_indicator(approved, _indicator(), _id("indicator"), NOON)
    later = NOON + timedelta(days=90)
    taken = Value(on=date(2026, 5, 31), value=41, n=64)
    measured = indicators.measure(_kept(aim), _id("indicator"), taken, _id("measurement"), later)
    why = replace(LEAD, why=da("Jobcentret har fået en lignende café."))
    return [
        planned,
        milestones.reach(_kept(planned), _id("milestone"), NOON),
        stated,
        needs.close_need(_kept(stated), _id("need"), NOON),
        asked,
        used,
        matches.free(_kept(asked), _id("match"), NOON),
        aim,
        measured,
        statuses.stop(_kept(asked), why),
    ]


def _indicator() -> NewIndicator:
    return NewIndicator(
        name=da("Uger til det første job"),
        unit=da("uger"),
        direction=Direction.DOWN,
        baseline=Value(on=date(2026, 2, 1), value=52, n=58),
        target=Value(on=date(2026, 12, 31), value=30),
        idea_ids=(IDEA_ID,),
    )


def _id(kind: str) -> str:
    return derived("example", kind)


def _last_alone(change: Change[Initiative]) -> Change[Initiative]:
    """Return the change with its last fact alone, to tell of that one."""
    return Change(change.state, change.facts[-1:])


def _kept(change: Change[A]) -> A:
    """Return the state as it is once it is kept."""
    revision = change.state.revision + len(change.facts)
    return replace(change.state, revision=revision, edition=revision)
