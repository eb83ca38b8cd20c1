"""Projects, chosen and printed as asked."""

from collections.abc import Iterable

from campaign.cli import formatting
from campaign.cli.choosing import any_of, code_of, leader_of, one_of, yes
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import codes, filters
from campaign.core.errors import BadInput
from campaign.core.lights import TOO_LATE
from campaign.core.model.light import Light
from campaign.core.model.project import Investor, Project, Sector, Stage
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.tables.projects import PROJECTS, Projects
from campaign.tables.values import Row
from campaign.text import _
from campaign.words.labels import MARKS
from campaign.words.listed_because import why_asked


def projects(
    as_json: bool, as_csv: bool, plain: bool, *, light: list[str] | None, county: str | None, leader: str | None,
    unit: str | None, manager: str | None, sector: str | None, stage: str | None, investor: str | None,
    started: str | None, text: str | None,
    orphan: bool, watermelon: bool, waiting: bool, unregistered: bool, major: bool, nobody_today: bool, mark: str | None,
    too_late: bool, lapsing: str | None, contact_due: bool,
) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    marks = {"--watermelon": "watermelon" if watermelon else "", "--waiting": "waiting" if waiting else "",
             "--too-late": TOO_LATE if too_late else "", "--mark": one_of((*MARKS, "waiting"), mark)}
    asked = [option for option, word in marks.items() if word]
    if len(asked) > 1:
        raise BadInput("twice", text=" ".join(asked))
    wanted = filters.ProjectFilter(
        county=code_of(session, "county", county), sector=one_of(Sector, sector), investor=one_of(Investor, investor),
        stage=one_of(Stage, stage), leader=leader_of(session, leader), unit=code_of(session, "unit", unit),
        manager=code_of(session, "person", manager), text=session.text(text or ""),
        started=one_of(("new", "continued"), started), light=any_of(Light, light), mark="".join(marks.values()),
        orphan=yes(orphan), unregistered=yes(unregistered), major=yes(major), nobody_today=yes(nobody_today),
        lapsing=one_of(("soon", "yes"), lapsing), contact_due=yes(contact_due))
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

    formatting.listing(PROJECTS.records(told), how, PROJECTS, columns,
                       empty=_("No project matches; campaign add-project adds one."))
