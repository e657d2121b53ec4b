"""`/api/departments`: who owns things here."""

from flask import Blueprint

from chassis.web import Listed, caller, gives, listed, takes
from gateway.actions import Departments
from gateway.apart import apart
from gateway.domain import Department
from gateway.schemas import DepartmentsQuery, DepartmentView


def departments_routes(departments: Departments) -> Blueprint:
    """Return the addresses of departments."""
    door = Blueprint("departments", __name__, url_prefix="/api/departments")

    @door.get("")
    @takes(query=DepartmentsQuery)
    @listed(DepartmentView)
    def find(limit: int, after: str | None, status: str | None = None) -> Listed[Department]:
        """List the departments that take part."""
        return Listed(*apart(departments.find, caller(), status, limit, after))

    @door.get("/<department_id>")
    @takes()
    @gives(DepartmentView)
    def get(department_id: str) -> Department:
        """Show a department."""
        return apart(departments.get, caller(), department_id)

    return door
