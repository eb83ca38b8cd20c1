"""The list of land tasks."""

from collections.abc import Iterable

from campaign.cli import formatting
from campaign.cli.choosing import code_of, leader_of, one_of
from campaign.cli.output import Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.model.land import LandKind, LandTask
from campaign.core.model.people import Authority
from campaign.core.situation import Situation
from campaign.store.queries import land as land_queries
from campaign.tables.land_task_record import LandTasks
from campaign.tables.land_tasks import LAND_TASKS
from campaign.text import _


def land_tasks(
    as_json: bool, as_csv: bool, plain: bool, *, every: bool, overdue: bool, county: str | None, project: str | None,
    leader: str | None, unit: str | None, kind: str | None, authority: str | None, text: str | None,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = filters.LandFilter(
        county=code_of(session, "county", county), project=code_of(session, "project", project),
        leader=leader_of(session, leader), unit=code_of(session, "unit", unit), kind=one_of(LandKind, kind),
        authority=one_of(Authority, authority), state="overdue" if overdue else "", text=session.text(text or ""))
    situation = session.situation()
    chosen = (land_queries.land_tasks(session.store) if every and not overdue else situation.snapshot.lands).values()
    show_land(situation, how, (row for row in chosen if filters.match_land(situation, row, wanted)))


def show_land(situation: Situation, how: Style, chosen: Iterable[LandTask]) -> None:
    told = LandTasks(situation, {row.code: row for row in sorted(chosen, key=lambda row: _place(situation, row))})
    formatting.show(LAND_TASKS, told, how, empty=_("No land task matches; campaign add-land-task adds one."))


def _place(situation: Situation, task: LandTask) -> tuple[object, ...]:
    """By county (of its first project when it names some), then by due day; those without one last."""
    county = county_of(situation, task)
    return county is None, codes.order(county or ""), task.due is None, task.due or task.opened, codes.order(task.code)


def county_of(situation: Situation, task: LandTask) -> str | None:
    """Its county, else that of the first project it names."""
    named = (situation.snapshot.projects.get(code) for code in task.projects)
    return task.county or next((row.county for row in named if row is not None and row.county), None)
