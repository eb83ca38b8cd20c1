"""What stands in the form of something new already: from what is under the cursor, and whose that is."""

from campaign.core import indicators as indicator_rules
from campaign.core import merits as merit_rules
from campaign.core.approvals import settled
from campaign.core.chain import SEPARATOR
from campaign.core.codes import CHAINS
from campaign.core.situation import Situation
from campaign.kinds import registry as kinds
from campaign.service import approvals, blockers, chain, indicators, land, merit_verbs, merits
from campaign.service.stored import projects_of
from campaign.tui.host import Host
from campaign.tui.shell.verb_context import leader_values, situation_of, whose

Values = dict[str, str]
"""Field → text."""


def proposed(host: Host, row: str) -> dict[str, Values]:
    """By the kind of what is new. Raises ``NotFound`` when what is under the cursor is no more."""
    situation, session, leader, person = situation_of(host), host.session, leader_values(host), whose(host)
    found = kinds.of_row(row)
    name = found.name if found is not None else ""
    about: Values = {}
    county, on = (row if name == "county" else None), tuple[str, ...]()
    match name:
        case "project":
            on = (row,)
        case "blocker":
            county = blockers.blocker(session, row).county
        case "land_task":
            task = land.land_task(session, row)
            county, about = task.county, {} if task.accepted is not None else {"about": row}
        case "approval":
            about = {} if settled(approvals.approval(session, row)) else {"about": row}
    if name in ("blocker", "land_task", "approval") and not county:
        on = projects_of(session, row)
    on = tuple(project for project in on if not _has_left(situation, project))
    where = {"county": county} if county else {"projects": " ".join(on)} if on else {}
    one = {"project": on[0]} if len(on) == 1 else {}
    return {
        "blocker": {**where, **about} if name != "blocker" else {},
        "land_task": where,
        "approval": one,
        "case": one or ({"county": row} if name == "county" else {}),
        "dispatch": {"unit": row} if name == "unit" else {"person": person} if person else {},
        "task_force": {"projects": " ".join(on)} if on else {},
        "trip": leader,
        "project": {"county": row} if name == "county" else leader,
        "lead": _lead(host, name, row) or leader,
        "merit": _merit(host, name, row),
        "indicator": _indicator(host, row) if name == "indicator" else {"county": row} if name == "county" else {},
    }


def _has_left(situation: Situation, project: str) -> bool:
    """Whether it is no project of the campaign any more."""
    found = situation.snapshot.projects.get(project)
    return found is None or found.withdrawn is not None


def _lead(host: Host, name: str, row: str) -> Values:
    """The trip or event that brought it, the node where it is wanted."""
    match name:
        case "trip":
            return {"trip": row, "leader": chain.trip(host.session, row).trip.leader}
        case "event":
            return {"event": row}
        case "county":
            return {"county": row}
        case "node":
            place, _stroke, node = row.removeprefix(CHAINS).partition(SEPARATOR)
            return {"chain": place, "node": node}
    return {}


def _indicator(host: Host, row: str) -> Values:
    """Of the same series, for the period that comes next."""
    key, _period = indicator_rules.key_of(row)
    county, metric, measure = key
    series = indicators.table(host.session, county).get(key)
    return {"county": county, "metric": metric.value, "measure": measure.value,
            "period": indicator_rules.following(series, situation_of(host).today)}


def _merit(host: Host, name: str, row: str) -> Values:
    """Whom it would name, and what the pane says of the next step."""
    if name == "merit":
        row = merit_rules.subject(merits.merit(host.session, situation_of(host), row).merit)
        name = kinds.of(row).name
    if name not in merit_verbs.SUBJECTS:
        return {}
    return {name: row, **(host.page.prefilled(row) if host.page is not None else {})}
