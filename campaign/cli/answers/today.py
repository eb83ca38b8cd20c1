"""Where to go today, for one leader or for all: rows and table."""

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.answers.parts import named
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import today as where
from campaign.core.errors import BadInput
from campaign.core.situation import Situation
from campaign.core.today import Stop
from campaign.service import names
from campaign.tables import values
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words.labels import NOTHING
from campaign.words.today import reasons

TODAY = ("code", "name", "county", "county_name", "light", "score", "overdue_blockers", "open_blockers", "days_since_visit",
         "leader_visit", "plan_100", "blockers", "settles", "reasons", "days_since_leader_visit", "leader", "leader_name",
         "visited_today")


def today(as_json: bool, as_csv: bool, plain: bool, typed: str | None, everyone: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    if everyone and typed is not None:
        raise BadInput("twice", text=f"{typed} --all")
    person = names.leader(session, typed) if typed is not None else None if everyone else session.myself()
    situation = session.situation()
    if typed is None and person is not None and not where.leads(situation, person):
        person = None  # whoever leads nothing sees what all leaders have to do
    rows = [_stop(situation, stop) for found in where.today(situation, person) for stop in found.stops]
    if how.plain and rows:
        told = ("reasons", "days_since_leader_visit", "visited_today")  # a line each, and said already
        output.blocks([*values.facts(row, told), *((words.field("reasons"), reason) for reason in row["reasons"])]
                      for row in rows)
        return
    nothing = _("No project needs a visit today.") if person is None else \
        _("Nothing calls for {name} just now.").format(name=situation.snapshot.people[person].name)
    formatting.listing(rows, how, TODAY, _for_all if person is None else _for_one, empty=nothing)


def _stop(situation: Situation, stop: Stop) -> Row:
    project = situation.snapshot.projects[stop.project]
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": named(situation.snapshot.counties, project.county),
        "light": stop.light,
        "score": stop.score,
        "overdue_blockers": stop.overdue,
        "open_blockers": stop.open,
        "days_since_visit": stop.unseen,
        "leader_visit": iso(project.leader_visit),
        "plan_100": project.plan_100,
        "blockers": [item.code for item in stop.blockers],
        "settles": stop.settles,
        "reasons": reasons(situation, stop),
        "days_since_leader_visit": stop.unseen,
        "leader": project.leader,
        "leader_name": named(situation.snapshot.people, project.leader),
        "visited_today": stop.visited,
    }


def _for_one(rows: list[Row]) -> list[Column]:
    return _today_columns(rows, ())


def _for_all(rows: list[Row]) -> list[Column]:
    return _today_columns(rows, ("leader",))


def _today_columns(rows: list[Row], who: tuple[str, ...]) -> list[Column]:
    """A county is named once, before the first of its projects; each reason has a line of its own. ``who`` may add the leader."""
    lines: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        county = "" if at and rows[at - 1]["county"] == row["county"] else row["county_name"] or NOTHING
        head = county, *(row["leader_name"] for _key in who), row["code"], row["name"], words.label(row["light"])
        lines += [(*(("",) * len(head) if n else head), reason) for n, reason in enumerate(row["reasons"])]
    cells = [list(line) for line in zip(*lines, strict=True)]
    return [Column(words.field(key), cells[at], flexible=key in ("name", "reasons"))
            for at, key in enumerate(("county", *who, "code", "name", "light", "reasons"))]
