"""The reserve in tables: funnel, candidates, and what the target lists still require."""

from collections.abc import Sequence
from typing import Any

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.choosing import code_of, leader_of
from campaign.cli.formatting import column
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import reserve as rules
from campaign.core.candidates import Candidate
from campaign.core.model.land import ApprovalKind
from campaign.core.model.project import TargetList
from campaign.core.reserve import Gap
from campaign.core.situation import Situation
from campaign.data.lists import lists
from campaign.service import reserve as service
from campaign.tables.reserve import RESERVE, Reserve
from campaign.tables.values import Row, iso
from campaign.text import _
from campaign.words import reserve as say
from campaign.words.labels import NOTHING
from campaign.words.reading import word

GAP = ("code", "name", "county", "county_name", "leader", "leader_name", "list", "state", "deadline", "days_left", "missing",
       "fits", "too_late", "ends")


def reserve(as_json: bool, as_csv: bool, plain: bool, *, county: str | None, leader: str | None, untaken: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    in_county, led = code_of(session, "county", county), leader_of(session, leader)
    situation = session.situation()
    show_reserve(situation, how, [row for row in service.overview(session, situation).candidates
                                  if in_county in ("", row.project.county) and led in ("", row.project.leader)
                                  and (row.untaken or not untaken)])


def show_reserve(situation: Situation, how: Style, found: Sequence[Candidate]) -> None:
    told = not (how.json or how.csv) and bool(found)
    if told:
        _funnel(found, how.plain)
    formatting.show(RESERVE, Reserve(situation, {row.project.code: row for row in found}), how,
                    empty=_("No reserve project matches."))
    if told:
        output.data(("\n" if how.plain else "") + say.weights_text())
        output.data(_("{n} of {total} no principal leader has taken up; * marks one who has").format(
            n=sum(row.untaken for row in found), total=len(found)))


def _funnel(found: Sequence[Candidate], plain: bool) -> None:
    """How many there are in each stage, and their money."""
    stages = rules.funnel(row.project for row in found)
    stage, projects, total = words.field("stage"), words.field("projects"), words.field("total")
    if plain:
        output.blocks([[(stage, words.label(row.stage)), (projects, str(row.projects)), (total, words.money(row.total))]
                       for row in stages])
    else:
        output.table([Column(stage, [words.label(row.stage) for row in stages]),
                      Column(projects, [str(row.projects) for row in stages], right=True),
                      Column(total, [words.money(row.total) for row in stages], right=True)])
    output.data("")


# Lists ------------------------------------------------------------------------------------------------------------------


def gaps(as_json: bool, as_csv: bool, plain: bool, *, project: str | None, which: str | None, every: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    asked = [TargetList(word(TargetList, which))] if which is not None else list(TargetList)
    code = None if project is None else session.code("project", project)
    situation = session.situation()
    found = [gap for target in asked for gap in service.gaps(session, situation, target, every=every, project=code)]
    rows = [_gap(situation, row) for row in found]
    empty = _("No project is on its way to a list; --all shows who may apply, campaign list-add puts one there.")
    if as_json or as_csv or plain or not rows:
        formatting.listing(rows, how, GAP, lambda rows: [], empty=empty)
        return
    output.table(_gap_columns(found, rows, len(asked) > 1), below=[_below(row) for row in found])
    output.data("")
    output.data(_("Deadlines and prerequisites: verify them before relying on any. Sources:"))
    for target in dict.fromkeys(row.list for row in found):
        output.data(f"  {words.label(target)}: {lists()[target].source}")


def _below(gap: Gap) -> list[str]:
    missing = say.missing_text(gap.missing, lists()[gap.list])
    return [_("missing: {what}").format(what=missing)] if missing else []


def _gap(situation: Situation, row: Gap) -> Row:
    project = situation.snapshot.projects[row.project]
    county, leader = project.county, project.leader
    return {
        "code": row.project,
        "name": project.name,
        "county": county,
        "county_name": None if county is None else situation.name_of(county),
        "leader": leader,
        "leader_name": None if leader is None else situation.name_of(leader),
        "list": row.list,
        "state": row.state,
        "deadline": iso(row.deadline),
        "days_left": row.days_left,
        "missing": [_code(lack.word) for lack in row.missing],
        "fits": row.fits,
        "too_late": row.too_late,
        "ends": iso(row.ends),
    }


def _code(text: str) -> Any:
    """A kind of approval as such, so that it is shown by its name."""
    return ApprovalKind(text) if text in set(ApprovalKind) else text


def _gap_columns(found: Sequence[Gap], rows: list[Row], several: bool) -> list[Column]:
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        *([column("list", rows)] if several else []),
        Column(words.field("state"), [say.state_text(row.state) for row in found]),
        column("deadline", rows),
        Column(words.field("days_left"), [_left(row) for row in found], right=True),
        Column(words.field("missing"), [str(len(row.missing)) for row in found], right=True),
        Column(_("Clocks"), [say.clocks_text(row) for row in found]),
        Column(words.field("ends"), [NOTHING if row.ends is None else row.ends.isoformat() for row in found]),
    ]


def _left(gap: Gap) -> str:
    return _("passed {n} d ago").format(n=-gap.days_left) if gap.days_left < 0 else str(gap.days_left)


def told(project: str, which: str) -> list[str]:
    """After a write: which list, how far, what is missing and how long there is."""
    gap = service.gap(current().session(), project, TargetList(word(TargetList, which)))
    left = _("{n} d left").format(n=gap.days_left) if gap.days_left >= 0 else _left(gap)
    return [f"{words.label(gap.list)} {say.state_text(gap.state)}", left, *_below(gap)]
