"""`/api/departments`: who owns things here."""

from flask import Blueprint

from chassis.web import Listed, caller, gives, listed, takes
from gateway.actions import Departments
from gateway.domain import Department
from gateway.schemas import DepartmentsQuery, DepartmentView


def departments_routes(departments: Departments) -> Blueprint:
    """Return the addresses of departments."""
    door = Blueprint("departments", __name__, url_prefix="/api/departments")

    @door.get("")
    @takes(query=DepartmentsQuery)
    @listed(DepartmentView)
    def list_departments(
        limit: int, after: str | None, status: str | None = None
    ) -> Listed[Department]:
        """List departments: those that take part, and those that did."""
        return Listed(*departments.page(caller(), status, limit, after))

    @door.get("/<department_id>")
    @takes()
    @gives(DepartmentView)
    def show_department(department_id: str) -> Department:
        """Show a department."""
        return departments.get(caller(), department_id)

    return door
