"""One initiative as a page: what is shown of it, and to whom which buttons."""

from typing import Any

from markupsafe import Markup

from chassis.errors import NotThere
from chassis.pages import Form, blank, render
from chassis.web import caller
from initiatives.drawing import Chart, Spot, draw_chart
from initiatives.events.parts import Indicator, Measurement, Point
from initiatives.pages.parts import May, Parts
from initiatives.pages.telling import teller


def page(parts: Parts, initiative_id: str, form: Form | None = None, status: int = 200) -> Any:
    """Return the page of one initiative."""
    who, tell = caller(), teller()
    (seen,) = parts.initiatives.seen(who, [parts.initiatives.get(who, initiative_id)])
    initiative = seen.initiative
    may = May(who, initiative)
    ids = [initiative.owner_department_id]
    ids += [each.department_id for each in initiative.commitments]
    ids += [each.department_id for each in initiative.milestones]
    ids += [each.department_id for each in initiative.decisions]
    wanted = [need for need in initiative.needs if not need.closed] if may.steer else []
    return render(
        "initiatives/show.html",
        status,
        initiative=initiative,
        seen=seen,
        may=may,
        form=form or blank(),
        names=parts.departments.names(filter(None, ids)),
        process=process_of(parts, initiative.process_id),
        suggestions={
            need.id: parts.needs.suggestions(who, initiative.id, need.id, 3) for need in wanted[:10]
        },
        needs={need.id: need for need in initiative.needs},
        charts={each.id: chart_of(each) for each in initiative.indicators},
        tell=tell,
    )


def process_of(parts: Parts, process_id: str) -> Any:
    """Return the process that it belongs to, or None: the standing one has no page."""
    try:
        return parts.processes.get(caller(), process_id)
    except NotThere:
        return None


def chart_of(indicator: Indicator) -> Markup:
    """Return how an indicator went as a small chart; nothing where no value may be shown."""
    tell = teller()
    measured = tuple(filter(None, map(_spot, indicator.measurements)))
    began, target = _spot(indicator.baseline), _spot(indicator.target)
    if not began and not measured:
        return Markup()
    title = tell.words(indicator.name).text
    return Markup(
        draw_chart(Chart(began, measured, target), title, tell.lang, f"chart-{indicator.id}")
    )


def _spot(point: Point | Measurement) -> Spot | None:
    return None if point.value is None else Spot(point.on, point.value)
