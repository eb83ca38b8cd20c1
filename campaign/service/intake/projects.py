"""A row of a list of projects: what it adds, or changes of the project that is there."""

from typing import Any

from campaign.core.errors import BadInput
from campaign.core.list_names import same_key
from campaign.core.model.project import FINISHED, Stage
from campaign.service.intake.known import Work
from campaign.service.intake.report import Added, Change, Taken
from campaign.service.intake.rows import Row, Told, same_text
from campaign.store.row_by_row import attempt
from campaign.store.writes import projects as writes
from campaign.store.writes import records
from campaign.words.labels import label

_ORDER = tuple(Stage)
_HELD = ("code",)


def take_row(work: Work, row: Row) -> Taken:
    """Raises ``CampaignError`` for what refuses it; nothing is left of it then."""
    county = work.home(row)
    there = work.known.project(row.values, row.name, county)
    work.make_names(row)
    values = {**{name: value for name, value in row.values.items() if name not in _HELD}, **row.codes}
    if there is None:
        if county is not None:
            values.setdefault("county", county)
        return _add(work, row, values)
    return _edit(work, row, values, there)


def _add(work: Work, row: Row, values: dict[str, Any]) -> Taken:
    values.setdefault("stage", Stage.BUILDING if values.get("started") else Stage.PLANNING)
    _start(work, values, None)
    with attempt(work.write, work.session.assured) as told:
        code = told.subject = writes.add_project(work.write, values)
    work.known.learn_project({**values, "code": code})
    return Taken(row.at, row.name, "new", code, Added(values))


def _edit(work: Work, row: Row, values: dict[str, Any], code: str) -> Taken:
    old = work.known.row(code)
    if same_key(values["name"]) == same_key(old["name"]):
        del values["name"]  # written otherwise only
    if "stage" in row.loose and _ORDER.index(Stage(values["stage"])) <= _ORDER.index(Stage(old["stage"])):
        said, stands = (Stage(one["stage"]) for one in (values, old))
        del values["stage"]  # 新建 stands in a list for years
        if said != stands:
            work.told.append(Told("stage_stands", row.place("stage"), {"text": label(said), "stage": label(stands)}))
    _start(work, values, old)
    changed = {name: value for name, value in values.items() if same_text(old[name]) != same_text(value)}
    if not changed:
        return Taken(row.at, row.name, "unchanged", code)
    with attempt(work.write, work.session.assured) as told:
        told.subject = records.edit(work.write, code, changed, None)
    if not told.wrote:
        return Taken(row.at, row.name, "unchanged", code)
    changes = tuple(Change(name, old[name], value) for name, value in changed.items())
    work.known.learn_project({**old, **changed, "code": code})
    return Taken(row.at, row.name, "changed", code, changes)


def _start(work: Work, values: dict[str, Any], old: dict[str, Any] | None) -> None:
    """What is being built, or was, has started on the first day that the list says, unless a day is work.known."""
    stage = values.get("stage")
    if (old or {}).get("started") or "started" in values or not values.get("planned_start"):
        return
    if stage == Stage.BUILDING or stage in FINISHED:
        day, today = values["planned_start"], work.session.today.isoformat()
        if day > today:
            raise BadInput("day_in_future", field="started", day=day, today=today)
        values["started"] = day
