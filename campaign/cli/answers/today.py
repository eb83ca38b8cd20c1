"""Where to go today: rows and table."""


from campaign import words
from campaign.cli import output, present
from campaign.cli.answers.parts import named
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.cli.views import Row, iso
from campaign.core import today as where
from campaign.core.situation import Situation
from campaign.core.today import Stop
from campaign.service import questions
from campaign.text import _
from campaign.words import deeds as say
from campaign.words.labels import NOTHING

TODAY = ("code", "name", "county", "county_name", "light", "score", "overdue_blockers", "open_blockers", "days_since_visit",
         "leader_visit", "plan_100", "blockers", "settles", "reasons")


def today(as_json: bool, as_csv: bool, plain: bool, typed: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    person = questions.leader(session, typed)
    situation = session.situation()
    rows = [_stop(situation, stop) for found in where.today(situation, person) for stop in found.stops]
    name = situation.snapshot.people[person].name
    if how.plain and rows:
        output.blocks([*present.facts(row, ("reasons",)), *((words.field("reasons"), reason) for reason in row["reasons"])]
                      for row in rows)
        return
    present.listing(rows, how, TODAY, _today_columns, empty=_("Nothing calls for {name} just now.").format(name=name))


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
        "reasons": say.stop_reasons(situation, stop),
    }


def _today_columns(rows: list[Row]) -> list[Column]:
    """A county is named once, before the first of its projects; each reason has a line of its own."""
    lines: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        county = "" if at and rows[at - 1]["county"] == row["county"] else row["county_name"] or NOTHING
        head = county, row["code"], row["name"], words.label(row["light"])
        lines += [(*(("",) * len(head) if n else head), reason) for n, reason in enumerate(row["reasons"])]
    cells = [list(line) for line in zip(*lines, strict=True)]
    return [Column(words.field(key), cells[at], flexible=key in ("name", "reasons"))
            for at, key in enumerate(("county", "code", "name", "light", "reasons"))]
