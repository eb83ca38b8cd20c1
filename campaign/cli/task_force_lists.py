"""Task forces, dispatches, uncovered bodies and matches in tables."""

from campaign import words
from campaign.cli import formatting, task_force_views
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.quantity import format_quantity
from campaign.service import task_forces as service
from campaign.tables.values import Row
from campaign.text import _
from campaign.words import task_forces as say
from campaign.words.labels import NOTHING


def task_forces(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    rows = [task_force_views.task_force(situation, row) for row in service.task_forces(session, situation)]
    formatting.listing(rows, how, task_force_views.TASK_FORCE, _force_columns,
                    empty=_("No task force yet: campaign add-taskforce NAME --member PERSON:forest,land --project P0042"))


def _force_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("head"), [row["head_name"] or NOTHING for row in rows], flexible=True),
        Column(words.field("members"), [str(len(row["members"])) for row in rows], right=True),
        Column(words.field("projects"), [str(len(row["projects"])) for row in rows], right=True),
        Column(words.field("mu_delivered"), [format_quantity(round(row["mu_delivered"] * 100)) for row in rows], right=True),
        column("blockers_closed", rows, right=True),
        column("approvals_granted", rows, right=True),
        column("since", rows),
        column("until", rows),
    ]


def cover_columns(rows: list[Row]) -> list[Column]:
    """Of a task force's page: what is open on its projects, by kind, and who can break it."""
    return [
        column("project", rows),
        column("category", rows),
        Column(words.field("blockers"), [words.listed(row["blockers"]) for row in rows]),
        Column(words.field("members"), [words.listed([item["person_name"] for item in row["members"]]) or _("nobody")
                                        for row in rows], flexible=True),
    ]


def matches(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    rows = [task_force_views.match(situation, row) for row in service.matches(session, situation)]
    formatting.listing(rows, how, task_force_views.MATCH, _match_columns, empty=_("Nobody with a skill is lacking anywhere."))


def _match_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        column("title", rows, flexible=True),
        column("category", rows),
        column("due", rows),
        Column(words.field("persons"), [words.listed([item["person_name"] for item in row["persons"]]) for row in rows],
               flexible=True),
    ]


def dispatches(as_json: bool, as_csv: bool, plain: bool, *, running: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    rows = [task_force_views.dispatch(situation, row) for row in service.dispatches(session)]
    rows = [row for row in rows if row["running"] or not running]
    empty = _("Nobody is away now.") if running else _("Nobody is dispatched: campaign dispatch PERSON --to UNIT --until DATE")
    formatting.listing(rows, how, task_force_views.DISPATCH, dispatch_columns, empty=empty)


def dispatch_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        Column(words.field("person"), [row["person_name"] for row in rows], flexible=True),
        Column(words.field("unit"), [row["unit_name"] for row in rows], flexible=True),
        column("since", rows),
        column("until", rows),
        Column(words.field("state"), [_state(row) for row in rows]),
        column("approvals_moved", rows, right=True),
        column("approvals_granted", rows, right=True),
        column("policies", rows, right=True),
    ]


def _state(row: Row) -> str:
    return say.away_text(row["running"], row["days_left"], row["returned"] is not None and not row["running"])


def uncovered(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    rows = [task_force_views.uncovered(situation, row) for row in service.uncovered(session, situation)]
    formatting.listing(rows, how, task_force_views.UNCOVERED, lambda rows: [
        column("code", rows), column("name", rows, flexible=True), column("authority", rows), column("waiting", rows, right=True),
        column("over_limit", rows, right=True), column("oldest", rows), column("oldest_days", rows, right=True)],
        empty=_("Wherever approvals wait above the city, somebody is there."))
