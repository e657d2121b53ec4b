"""What the gateway's own routes take and give."""

from marshmallow import fields, validate

from chassis.web import Paged, Shown, String, TextsField


class DepartmentsQuery(Paged):
    """Which departments to show."""

    status = String(
        validate=validate.OneOf(("open", "closed")),
        metadata={"description": "Only those that take part, or only those that did."},
    )


class DepartmentView(Shown):
    """A department."""

    id = fields.String(required=True)
    names = TextsField(max_length=100, dump_only=True)
    status = fields.String(required=True)
    process_id = fields.String(required=True)
    owner_department_id = fields.String(required=True)
    visibility = fields.String(required=True)
    edition = fields.Integer(required=True)


class TakenView(Shown):
    """What a portal hears about an event that was taken in."""

    id = fields.String()
    idea_id = fields.String()
    tracking_code = fields.String()
    support_id = fields.String()
    receipt = fields.String()
