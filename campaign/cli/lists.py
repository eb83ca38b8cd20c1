"""The lists: choose rows by the filters of ``core.filters``, print them as asked."""

from collections.abc import Iterable
from enum import StrEnum

from campaign import words
from campaign.cli import present, views
from campaign.cli.output import Column, style
from campaign.cli.present import column
from campaign.cli.state import current
from campaign.cli.views import Blasts, Row, Shares
from campaign.core import codes, filters
from campaign.core.blockers import FLAGS, days_overdue
from campaign.core.errors import BadInput, NotFound
from campaign.core.fields import count, word
from campaign.core.model import Authority, BlockerState, Category, Investor, Light, Project, Rank, Sector, Stage
from campaign.service import Session
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING


def _words(known: type[StrEnum], texts: Iterable[str]) -> str:
    return ",".join(word(known, text) for text in texts)


def _one(known: type[StrEnum], text: str | None) -> str:
    return "" if text is None else word(known, text)


def _of(known: Iterable[str], text: str | None) -> str:
    """One of the plain words a filter knows."""
    if text is None:
        return ""
    wanted = text.strip().lower().replace("-", "_")
    if wanted not in known:
        raise BadInput("bad_word", text=text, words=", ".join(known))
    return wanted


def _code(session: Session, kind: str, text: str | None) -> str:
    return "" if text is None else session.code(kind, text)


def _leader(session: Session, text: str | None) -> str:
    """Who leads; someone who has lost the column on the board can still be asked for."""
    try:
        return _code(session, "leader", text)
    except NotFound as error:
        if error.key != "not_on_board":
            raise
        return _code(session, "person", text)


def _yes(value: bool) -> str:
    return filters.YES if value else ""


def projects(
    as_json: bool, as_csv: bool, plain: bool, *, light: list[str], county: str | None, leader: str | None, unit: str | None,
    manager: str | None, sector: str | None, stage: str | None, investor: str | None, started: str | None, text: str | None,
    orphan: bool, watermelon: bool, waiting: bool, unregistered: bool, major: bool, nobody_today: bool,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    if watermelon and waiting:
        raise BadInput("twice", text="--watermelon --waiting")
    wanted = filters.ProjectFilter(
        county=_code(session, "county", county), sector=_one(Sector, sector), investor=_one(Investor, investor),
        stage=_one(Stage, stage), leader=_leader(session, leader), unit=_code(session, "unit", unit),
        manager=_code(session, "person", manager), text=session.text(text or ""), started=_of(("new", "continued"), started),
        light=_words(Light, light), mark="watermelon" if watermelon else "waiting" if waiting else "", orphan=_yes(orphan),
        unregistered=_yes(unregistered), major=_yes(major), nobody_today=_yes(nobody_today))
    situation = session.situation()
    chosen = situation.snapshot.projects.values()
    if any(wanted):
        found: Iterable[Project] = (row for row in chosen if filters.match_project(situation, row, wanted))
    else:
        found = chosen
    rows = [views.project(situation, row) for row in sorted(found, key=lambda row: codes.order(row.code))]
    present.listing(rows, how, views.PROJECT, _project_columns, empty=_("No project matches; campaign add-project adds one."))


def _project_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        Column(words.field("light"), [present.light(row) for row in rows]),
        column("name", rows, flexible=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        Column(words.field("leader"), [row["leader_name"] or NOTHING for row in rows], flexible=True),
        column("stage", rows),
        column("total", rows, right=True),
        Column(_("done/due %"), [_done(row) for row in rows], right=True),
        Column(_("blockers"), [_count(row["open_blockers"], row["overdue_blockers"]) for row in rows], right=True),
        Column(words.field("reasons"), [present.reasons(row) or NOTHING for row in rows], flexible=True),
    ]


def _done(row: Row) -> str:
    return NOTHING if row["progress_pct"] is None else f"{row['progress_pct']:.1f}/{row['expected_pct']:.1f}"


def _count(blockers: int, overdue: int) -> str:
    """``3 (1 overdue)``; nothing when there is none."""
    if not blockers:
        return NOTHING
    return _("{n} ({overdue} overdue)").format(n=blockers, overdue=overdue) if overdue else str(blockers)


def blockers(
    as_json: bool, as_csv: bool, plain: bool, *, every: bool, overdue: bool, state: str | None, unit: str | None,
    county: str | None, leader: str | None, person: str | None, category: str | None, authority: str | None, level: list[str],
    flag: str | None, project: str | None, text: str | None,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    if overdue and state:
        raise BadInput("twice", text="--overdue --state")
    wanted = filters.BlockerFilter(
        county=_code(session, "county", county), project=_code(session, "project", project),
        leader=_leader(session, leader), unit=_code(session, "unit", unit), person=_code(session, "person", person),
        category=_one(Category, category), authority=_one(Authority, authority),
        level=",".join(str(count(text, 4)) for text in level), flag=_of(FLAGS, flag), text=session.text(text or ""),
        state="overdue" if overdue else _of((*BlockerState, "overdue"), state))
    situation = session.situation()
    resolved = every or wanted.state == BlockerState.RESOLVED
    chosen = (session.store.blockers() if resolved else situation.snapshot.blockers).values()
    moves, blasts = session.store.moves(), Blasts(situation)
    found = [row for row in chosen if filters.match_blocker(situation, row, wanted)] if any(wanted) else list(chosen)
    # Longest overdue first, resolved ones last.
    found.sort(key=lambda row: (row.state == BlockerState.RESOLVED, -days_overdue(row, situation.today), row.due,
                                codes.order(row.code)))
    rows = [views.blocker(situation, row, moves.get(row.code, ()), blasts) for row in found]
    present.listing(rows, how, views.BLOCKER, blocker_columns, empty=_("No blocker matches; campaign add-blocker opens one."))


def blocker_columns(rows: list[Row]) -> list[Column]:
    """Whose bucket, how long, what it freezes."""
    return [
        column("code", rows),
        Column(words.field("due"), [due(row) for row in rows]),
        column("title", rows, flexible=True),
        column("category", rows),
        Column(words.field("unit"), [row["unit_name"] or NOTHING for row in rows], flexible=True),
        Column(words.field("days_held"), [str(row["days_held"]) for row in rows], right=True),
        column("authority", rows),
        Column(words.field("level"), [str(row["level"]) for row in rows], right=True),
        Column(words.field("blast"), [_frozen(row) for row in rows], right=True),
        column("flags", rows),
    ]


def due(row: Row) -> str:
    """``overdue 11 d``, ``2 d left``, on hold, resolved."""
    if row["days_overdue"]:
        return _("overdue {n} d").format(n=row["days_overdue"])
    if row["state"] == BlockerState.RESOLVED:
        return words.label(BlockerState.RESOLVED)
    if row["state"] == BlockerState.ON_HOLD:
        return _("on hold to {day}").format(day=row["review"])
    return _("{n} d left").format(n=row["days_left"])


def _frozen(row: Row) -> str:
    blast = row["blast"]
    if not blast["projects"]:
        return NOTHING
    return ngettext("{n} project {total}", "{n} projects {total}", blast["projects"]).format(
        n=blast["projects"], total=words.money(blast["total"]))


def leaders(as_json: bool, as_csv: bool, plain: bool, *, unclaimed: bool, rank: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = filters.LeaderFilter(unclaimed=_yes(unclaimed), rank=_one(Rank, rank))
    situation = session.situation()
    shares = Shares(situation, "leader")
    people = situation.snapshot.people
    found = sorted((code for code in people if filters.match_leader(situation, code, wanted)), key=codes.order)
    rows = [views.leader(situation, people[code], shares) for code in found]
    present.listing(rows, how, views.LEADER, leader_columns, empty=_("No leader matches; campaign add-leader adds one."))


def leader_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True), column("post", rows, flexible=True), column("rank", rows),
        column("projects", rows, right=True), column("lights", rows), column("claimed_major", rows),
    ]


def people(as_json: bool, as_csv: bool, plain: bool, *, unit: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    unit, county = _code(session, "unit", unit), _code(session, "county", county)
    situation = session.situation()
    rows = [views.person(situation, row)
            for row in sorted(situation.snapshot.people.values(), key=lambda row: codes.order(row.code))
            if (not unit or row.unit == unit) and (not county or row.county == county)]
    present.listing(rows, how, views.PERSON, _person_columns, empty=_("Nobody matches; campaign add-person adds someone."))


def _person_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True), column("post", rows, flexible=True), column("rank", rows),
        Column(words.field("unit"), [row["unit_name"] or NOTHING for row in rows], flexible=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        Column(words.field("leader"), [words.yes(row["leader"]) for row in rows]),
    ]


def counties(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    shares = Shares(situation, "county")
    rows = [views.county(situation, row, shares)
            for row in sorted(situation.snapshot.counties.values(), key=lambda row: codes.order(row.code))]
    present.listing(rows, how, views.COUNTY, _county_columns, empty=_("There is no county yet; campaign add-county adds one."))


def _county_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True),
        Column(words.field("leader"), [row["leader_name"] or NOTHING for row in rows], flexible=True),
        column("projects", rows, right=True), column("lights", rows), column("done_100", rows, right=True),
        column("plan_100", rows, right=True), column("progress_pct", rows, right=True),
    ]


def units(as_json: bool, as_csv: bool, plain: bool, *, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = _code(session, "county", county)
    situation = session.situation()
    held = views.held(situation)
    rows = [views.unit(situation, row, held)
            for row in sorted(situation.snapshot.units.values(), key=lambda row: codes.order(row.code))
            if not wanted or row.county == wanted]
    present.listing(rows, how, views.UNIT, _unit_columns, empty=_("There is no unit yet; campaign add-unit adds one."))


def _unit_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True), column("authority", rows),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        column("blockers", rows, right=True), column("overdue", rows, right=True),
    ]
