"""Journeys changed piece by piece: their stages, steps and hand-offs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chassis.changes import Cause, Change
from chassis.identity import Caller
from journeys.actions.journeys import Journeys
from journeys.actions.owned import part_ids
from journeys.domain import handoffs as between
from journeys.domain import steps as domain
from journeys.domain.given import NewHandoff, NewStage, NewStep
from journeys.domain.journeys import Journey
from journeys.events.journeys import Handoff


@dataclass(frozen=True)
class Steps:
    """The stages, steps and hand-offs of all journeys."""

    journeys: Journeys

    def add_stage(
        self, caller: Caller, cause: Cause, id: str, new: NewStage, before: str | None = None
    ) -> Journey:
        """Put a new stage before another, or at the end."""
        return self._do(
            caller,
            cause,
            id,
            lambda j: domain.add_stage(j, new, before, part_ids(cause, id), self._at()),
        )

    def change_stage(
        self, caller: Caller, cause: Cause, id: str, stage_id: str, given: Mapping[str, Any]
    ) -> Journey:
        """Change what is said of a stage; only the fields that were given."""
        return self._do(
            caller, cause, id, lambda j: domain.change_stage(j, stage_id, given, self._at())
        )

    def move_stage(
        self, caller: Caller, cause: Cause, id: str, stage_id: str, before: str | None = None
    ) -> Journey:
        """Put a stage before another, or at the end."""
        return self._do(
            caller, cause, id, lambda j: domain.move_stage(j, stage_id, before, self._at())
        )

    def remove_stage(self, caller: Caller, cause: Cause, id: str, stage_id: str) -> Journey:
        """Take a stage away, with its steps."""
        return self._do(caller, cause, id, lambda j: domain.remove_stage(j, stage_id, self._at()))

    def add(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        stage_id: str,
        new: NewStep,
        before: str | None = None,
    ) -> Journey:
        """Put a new step into a stage, before another or at the end."""
        return self._do(
            caller,
            cause,
            id,
            lambda j: domain.add_step(j, stage_id, new, before, part_ids(cause, id), self._at()),
        )

    def change(
        self, caller: Caller, cause: Cause, id: str, step_id: str, given: Mapping[str, Any]
    ) -> Journey:
        """Change one step; only the fields that were given. Feelings and touchpoints come whole."""
        return self._do(
            caller,
            cause,
            id,
            lambda j: domain.change_step(j, step_id, given, part_ids(cause, id), self._at()),
        )

    def move(
        self,
        caller: Caller,
        cause: Cause,
        id: str,
        step_id: str,
        stage_id: str,
        before: str | None = None,
    ) -> Journey:
        """Put a step somewhere else."""
        return self._do(
            caller, cause, id, lambda j: domain.move_step(j, step_id, stage_id, before, self._at())
        )

    def remove(self, caller: Caller, cause: Cause, id: str, step_id: str) -> Journey:
        """Take a step away, and the hand-offs from and to it."""
        return self._do(caller, cause, id, lambda j: domain.remove_step(j, step_id, self._at()))

    def handoffs(
        self, caller: Caller, id: str, across: bool | None = None, sort: str | None = None
    ) -> list[Handoff]:
        """Return a journey's hand-offs; those between departments alone if asked for."""
        return between.listed(self.journeys.get(caller, id), across, sort)

    def add_handoff(self, caller: Caller, cause: Cause, id: str, new: NewHandoff) -> Journey:
        """Say that something is handed over between two steps."""
        return self._do(
            caller,
            cause,
            id,
            lambda j: between.add_handoff(j, new, part_ids(cause, id), self._at()),
        )

    def change_handoff(
        self, caller: Caller, cause: Cause, id: str, handoff_id: str, given: Mapping[str, Any]
    ) -> Journey:
        """Change what is said of a hand-off; only the fields that were given."""
        return self._do(
            caller, cause, id, lambda j: between.change_handoff(j, handoff_id, given, self._at())
        )

    def remove_handoff(self, caller: Caller, cause: Cause, id: str, handoff_id: str) -> Journey:
        """Take a hand-off away."""
        return self._do(
            caller, cause, id, lambda j: between.remove_handoff(j, handoff_id, self._at())
        )

    def made(self, cause: Cause, id: str, kind: str) -> str:
        """Return the id of the part of a journey that this cause has made."""
        return part_ids(cause, id)(kind)

    def _do(
        self, caller: Caller, cause: Cause, id: str, decide: Callable[[Journey], Change[Journey]]
    ) -> Journey:
        return self.journeys.edit(caller, cause, id, decide)

    def _at(self) -> datetime:
        return self.journeys.now()
