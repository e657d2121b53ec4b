"""`/api/processes`: what departments invite others to solve together."""

from typing import Any

from flask import Blueprint

from chassis.web import Listed, caller, cause, gives, listed, takes, tell_history
from initiatives.actions import Processes
from initiatives.domain.processes import Process, ProcessStatus
from initiatives.schemas import (
    NewProcessIn,
    PhaseBegins,
    ProcessEditIn,
    ProcessQuery,
    ProcessView,
    new_process,
    process_edit,
)


def process_routes(processes: Processes) -> Blueprint:
    """Return the routes of processes."""
    door = Blueprint("processes", __name__, url_prefix="/api/processes")

    @door.get("")
    @takes(query=ProcessQuery)
    @listed(ProcessView)
    def list_processes(
        limit: int, after: str | None, status: ProcessStatus | None = None
    ) -> Listed[Process]:
        """List processes, the newest first."""
        return Listed(*processes.page(caller(), limit, after, status))

    @door.post("")
    @takes(NewProcessIn)
    @gives(ProcessView, 201, at="/api/processes/{id}")
    def open_process(department_id: str | None = None, **given: Any) -> Process:
        """Invite to solve something together, in public."""
        return processes.open(caller(), cause(), new_process(given), department_id)

    @door.get("/<process_id>")
    @gives(ProcessView)
    def show_process(process_id: str) -> Process:
        """Show one process."""
        return processes.get(caller(), process_id)

    @door.patch("/<process_id>")
    @takes(ProcessEditIn)
    @gives(ProcessView)
    def change_process(process_id: str, **given: Any) -> Process:
        """Change what is said of it; what is left out stays as it is."""
        return processes.change(caller(), cause(edited=True), process_id, process_edit(given))

    @door.post("/<process_id>/phase")
    @takes(PhaseBegins)
    @gives(ProcessView)
    def begin_phase(process_id: str, phase: str) -> Process:
        """Go on to another phase."""
        return processes.begin_phase(caller(), cause(), process_id, phase)

    @door.post("/<process_id>/close")
    @takes()
    @gives(ProcessView)
    def close_process(process_id: str) -> Process:
        """End it; its initiatives go on."""
        return processes.close(caller(), cause(), process_id)

    tell_history(door, "/<process_id>", processes.history)

    return door
