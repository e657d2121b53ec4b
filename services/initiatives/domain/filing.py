"""What follows from an initiative and is kept beside it, so that it is found and shared."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from chassis.changes import Change
from initiatives.domain.commitments import standing
from initiatives.domain.initiatives import NEVER, Initiative, once
from initiatives.events.parts import Answer, Commitment


def filed(change: Change[Initiative]) -> Change[Initiative]:
    """Return the change with all that follows from its state."""
    initiative = change.state
    promises = standing(initiative).values()
    asked = [match.idea_id for match in initiative.matches]
    measured = initiative.indicators
    due = [each.due for each in initiative.milestones if not each.done_at]
    state = replace(
        initiative,
        shared_with=once(tuple(each.department_id for each in initiative.commitments)),
        parties=tuple(word for each in promises for word in _words(each)),
        linked_ideas=once(
            (*initiative.idea_ids, *asked, *_all(each.idea_ids for each in measured))
        ),
        linked_steps=once((*initiative.step_ids, *_all(each.step_ids for each in measured))),
        next_due=NEVER if initiative.ended else min(due, default=NEVER),
    )
    return Change(state, change.facts)


def party(department: str, word: str = "") -> str:
    """Return the word by which a department's initiatives are found: all, or by role or answer."""
    return f"{department}/{word}" if word else department


def _words(promise: Commitment) -> tuple[str, ...]:
    """Return the words of a commitment; whoever said no has no part in it."""
    department, answered = promise.department_id, party(promise.department_id, promise.status)
    if promise.status is Answer.DECLINED:
        return (answered,)
    return (party(department), party(department, promise.role), answered)


def _all(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(lists))
