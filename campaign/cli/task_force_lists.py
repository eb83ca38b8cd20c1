"""Task forces, dispatches, uncovered bodies and matches in tables."""

from campaign import words
from campaign.cli import formatting
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.task_forces import running as away
from campaign.service import task_forces as service
from campaign.tables.task_forces import DISPATCHES, TASK_FORCES, Dispatches, Forces
from campaign.tables.uncovered import MATCHES, QUEUES, Found, Matched, Queues
from campaign.tables.values import Row
from campaign.text import _


def task_forces(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    told = Forces(situation, {row.force.code: row for row in service.task_forces(session, situation)})
    formatting.show(TASK_FORCES, told, how,
                    empty=_("No task force yet: campaign add-taskforce NAME --member PERSON:forest,land --project P0042"))


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
    blockers = situation.snapshot.blockers
    told = Matched(situation, {row.blocker: Found(blockers[row.blocker], row) for row in service.matches(session, situation)})
    formatting.show(MATCHES, told, how, empty=_("Nobody with a skill is lacking anywhere."))


def dispatches(as_json: bool, as_csv: bool, plain: bool, *, running: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    told = Dispatches(situation, {row.dispatch.code: row for row in service.dispatches(session)
                                  if not running or away(row.dispatch, situation.today)})
    empty = _("Nobody is away now.") if running else _("Nobody is dispatched: campaign dispatch PERSON --to UNIT --until DATE")
    formatting.show(DISPATCHES, told, how, empty=empty)


def uncovered(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    told = Queues(situation, {row.unit: row for row in service.uncovered(session, situation)})
    formatting.show(QUEUES, told, how, empty=_("Wherever approvals wait above the city, somebody is there."))
