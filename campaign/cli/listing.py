"""The lists: choose rows by the filters of ``core.filters``, print them as asked."""

from collections.abc import Iterable
from enum import StrEnum

from campaign import words
from campaign.cli import formatting, output, views
from campaign.cli.formatting import column
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.blockers import FLAGS, days_overdue
from campaign.core.errors import BadInput
from campaign.core.lights import TOO_LATE
from campaign.core.model.blocker import Blocker, BlockerState, Category
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import Investor, Project, Sector, Stage
from campaign.core.situation import Situation
from campaign.kinds.field import count, word
from campaign.service import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.tables import filter_words
from campaign.tables.blocker_record import Blockers
from campaign.tables.blockers import BLOCKERS
from campaign.tables.people import LEADERS, PEOPLE, UNITS, People, Shares, Units
from campaign.tables.projects import PROJECTS, Projects
from campaign.tables.values import Row
from campaign.text import N_, _
from campaign.words.labels import MARKS, NOTHING
from campaign.words.listed_because import why_asked


def any_of(known: type[StrEnum], texts: Iterable[str]) -> str:
    return ",".join(word(known, text) for text in texts)


def one_of(known: type[StrEnum], text: str | None) -> str:
    return "" if text is None else word(known, text)


def plain_word(known: Iterable[str], text: str | None) -> str:
    """One of the plain words a filter knows."""
    if text is None:
        return ""
    wanted = text.strip().lower().replace("-", "_")
    if wanted not in known:
        raise BadInput("bad_word", text=text, words=", ".join(known))
    return wanted


def code_of(session: Session, kind: str, text: str | None) -> str:
    return "" if text is None else session.code(kind, text)


def leader_of(session: Session, text: str | None) -> str:
    return "" if text is None else filter_words.leader_of(session, text)


def yes(value: bool) -> str:
    return filters.YES if value else ""


def projects(
    as_json: bool, as_csv: bool, plain: bool, *, light: list[str], county: str | None, leader: str | None, unit: str | None,
    manager: str | None, sector: str | None, stage: str | None, investor: str | None, started: str | None, text: str | None,
    orphan: bool, watermelon: bool, waiting: bool, unregistered: bool, major: bool, nobody_today: bool, mark: str | None,
    too_late: bool, lapsing: str | None, contact_due: bool,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    marks = {"--watermelon": "watermelon" if watermelon else "", "--waiting": "waiting" if waiting else "",
             "--too-late": TOO_LATE if too_late else "", "--mark": plain_word((*MARKS, "waiting"), mark)}
    asked = [option for option, word in marks.items() if word]
    if len(asked) > 1:
        raise BadInput("twice", text=" ".join(asked))
    wanted = filters.ProjectFilter(
        county=code_of(session, "county", county), sector=one_of(Sector, sector), investor=one_of(Investor, investor),
        stage=one_of(Stage, stage), leader=leader_of(session, leader), unit=code_of(session, "unit", unit),
        manager=code_of(session, "person", manager), text=session.text(text or ""),
        started=plain_word(("new", "continued"), started), light=any_of(Light, light), mark="".join(marks.values()),
        orphan=yes(orphan), unregistered=yes(unregistered), major=yes(major), nobody_today=yes(nobody_today),
        lapsing=plain_word(("soon", "yes"), lapsing), contact_due=yes(contact_due))
    situation = session.situation()
    chosen = situation.snapshot.projects.values()
    show_projects(session, situation, how,
                  (row for row in chosen if filters.match_project(situation, row, wanted)) if any(wanted) else chosen, wanted)


def show_projects(session: Session, situation: Situation, how: Style, chosen: Iterable[Project],
                  wanted: filters.ProjectFilter) -> None:
    """``wanted`` is what they were chosen by."""
    told = Projects(situation, {row.code: row for row in sorted(chosen, key=lambda row: codes.order(row.code))})
    dated = wanted.lapsing or wanted.contact_due
    read = approvals_queries.approvals
    why = {row.code: why_asked(situation, row, wanted, read(session.store, project=row.code) if dated else ())
           for row in told.rows.values()} if not any(how) else {}

    def columns(rows: list[Row]) -> list[Column]:
        """With why each is in the list, where that was asked for and its light does not say it."""
        code, *others = (Column(*one) for one in PROJECTS.print(rows))
        listed = [why.get(row["code"], "") for row in rows]
        return [code, *([Column(_("Listed because"), listed, flexible=True)] if any(listed) else []), *others]

    formatting.listing(PROJECTS.records(told), how, PROJECTS.keys, columns,
                       empty=_("No project matches; campaign add-project adds one."))


def blockers(
    as_json: bool, as_csv: bool, plain: bool, *, every: bool, overdue: bool, state: str | None, unit: str | None,
    county: str | None, leader: str | None, person: str | None, category: str | None, authority: str | None, level: list[str],
    flag: str | None, project: str | None, text: str | None,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    if overdue and state:
        raise BadInput("twice", text="--overdue --state")
    wanted = filters.BlockerFilter(
        county=code_of(session, "county", county), project=code_of(session, "project", project),
        leader=leader_of(session, leader), unit=code_of(session, "unit", unit), person=code_of(session, "person", person),
        category=one_of(Category, category), authority=one_of(Authority, authority),
        level=",".join(str(count(text, 4)) for text in level), flag=plain_word(FLAGS, flag), text=session.text(text or ""),
        state="overdue" if overdue else plain_word((*BlockerState, "overdue"), state))
    situation = session.situation()
    resolved = every or wanted.state == BlockerState.RESOLVED
    chosen = (blockers_queries.blockers(session.store) if resolved else situation.snapshot.blockers).values()
    show_blockers(session, situation, how,
                  (row for row in chosen if filters.match_blocker(situation, row, wanted)) if any(wanted) else chosen)


def show_blockers(session: Session, situation: Situation, how: Style, chosen: Iterable[Blocker]) -> None:
    found = sorted(chosen, key=lambda row: (row.state == BlockerState.RESOLVED, -days_overdue(row, situation.today), row.due,
                                            codes.order(row.code)))  # longest overdue first, resolved ones last
    told = Blockers(situation, {row.code: row for row in found}, blockers_queries.moves(session.store))
    formatting.show(BLOCKERS, told, how, empty=_("No blocker matches; campaign add-blocker opens one."))


def leaders(as_json: bool, as_csv: bool, plain: bool, *, unclaimed: bool, rank: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = filters.LeaderFilter(unclaimed=yes(unclaimed), rank=one_of(Rank, rank))
    situation = session.situation()
    show_leaders(situation, how, (code for code in situation.snapshot.people if filters.match_leader(situation, code, wanted)))


def show_leaders(situation: Situation, how: Style, chosen: Iterable[str]) -> None:
    people = situation.snapshot.people
    formatting.show(LEADERS, People(situation, {code: people[code] for code in sorted(chosen, key=codes.order)}), how,
                    empty=_("No leader matches; campaign add-leader adds one."))


def people(as_json: bool, as_csv: bool, plain: bool, *, unit: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    unit, county = code_of(session, "unit", unit), code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.people.values(), key=lambda row: codes.order(row.code))
            if (not unit or row.unit == unit) and (not county or row.county == county)}
    formatting.show(PEOPLE, People(situation, rows), how, empty=_("Nobody matches; campaign add-person adds someone."))


def counties(as_json: bool, as_csv: bool, plain: bool) -> None:
    from campaign.service.league import league

    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    shares = Shares(situation, "county")
    places = {place.county: place for place in league(session, situation)}
    rows = [views.county(situation, row, shares, places[row.code])
            for row in sorted(situation.snapshot.counties.values(), key=lambda row: codes.order(row.code))]
    formatting.listing(rows, how, views.COUNTY, _county_columns, empty=_("There is no county yet; campaign add-county adds one."))
    if rows and not (how.json or how.csv or how.plain):
        settings = situation.snapshot.campaign.settings
        weights = words.listed([f"{_(heading)} {getattr(settings, f'weight_{part}')}" for part, heading in _HEADINGS.items()])
        output.talk(_("Weights: {weights}; campaign settings weight_completion 30 changes one").format(weights=weights))


_HEADINGS = {"completion": N_("Money"), "start": N_("Starts"), "registration": N_("Stats"), "closed": N_("Closed"),
             "signings": N_("Signed")}
"""The five parts of the league where there is little room."""


def _county_columns(rows: list[Row]) -> list[Column]:
    """The league, best first, the zones after the counties; the rest of what is known is in ``--json`` and ``--plain``."""
    rows = sorted(rows, key=lambda row: (row["zone"], row["rank"]))
    parts = [Column(_(heading), [_share(row[f"{part}_pct"]) for row in rows], right=True)
             for part, heading in _HEADINGS.items() if part != "completion"]
    done = Column(_("Done/due"), [f"{row['completion_pct']:.1f}/{_share(row['expected_pct'])}" if row["plan_100"] else NOTHING
                                  for row in rows], right=True)
    return [
        column("code", rows), column("name", rows, flexible=True), Column(_("Pos."), [_place(row) for row in rows], right=True),
        Column(words.field("score"), [f"{row['score']:.1f}" for row in rows], right=True), done, *parts,
        Column(_("Listed as"), [_standing(row) for row in rows]),
    ]


def _share(pct: float | None) -> str:
    """``92.9%``, ``100%``."""
    return NOTHING if pct is None else f"{pct:.1f}".removesuffix(".0") + "%" if pct >= 100 else f"{pct:.1f}%"


def _place(row: Row) -> str:
    """``3 +2``: third, two places better than a week before."""
    return f"{row['rank']} {row['change']:+d}" if row["change"] else str(row["rank"])


def _standing(row: Row) -> str:
    if row["exempt"] is not None and row["target_missed"]:
        return _("exempt")
    return _("red list") if row["red"] else _("black list") if row["black"] else _("zone") if row["zone"] else NOTHING


def units(as_json: bool, as_csv: bool, plain: bool, *, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = code_of(session, "county", county)
    situation = session.situation()
    rows = {row.code: row for row in sorted(situation.snapshot.units.values(), key=lambda row: codes.order(row.code))
            if not wanted or row.county == wanted}
    formatting.show(UNITS, Units(situation, rows), how, empty=_("There is no unit yet; campaign add-unit adds one."))
