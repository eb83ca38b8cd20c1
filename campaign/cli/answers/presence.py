"""Whose site was empty, and who visits."""

from collections.abc import Sequence
from datetime import date

from campaign.cli import formatting, output
from campaign.cli.output import Style, style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.core.facts import nobody_today
from campaign.core.filters import LeaderFilter, match_leader
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import Session, names, questions
from campaign.tables.leader_presence import IN_TOUCH, InTouch
from campaign.tables.presence import SITES, Sites
from campaign.text import _
from campaign.words import activity


def presence(as_json: bool, as_csv: bool, plain: bool, *, county: str | None, leader: str | None, project: str | None,
             absent: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = {
        "county": None if county is None else session.code("county", county),
        "leader": None if leader is None else names.leader(session, leader),
        "code": None if project is None else session.code("project", project),
    }
    situation = session.situation()
    day = situation.today
    chosen = [row for row in situation.snapshot.projects.values()
              if all(value is None or getattr(row, key) == value for key, value in wanted.items())
              and (not absent or nobody_today(row, day, situation.excused_in(row.county)))]
    show_sites(session, situation, how, chosen, empty=_("Everybody who should be on a site is.") if absent else
               _("No site is working here."))


def show_sites(session: Session, situation: Situation, how: Style, chosen: list[Project], *, empty: str) -> None:
    """Of these projects those that are working sites."""
    day = situation.today
    # Where nobody is today comes first, the longest unseen before the others.
    chosen.sort(key=lambda row: (not nobody_today(row, day, situation.excused_in(row.county)), row.last_visit or date.min,
                                 codes.order(row.code)))
    found = {site.project: site for site in questions.sites(session, situation, chosen)}
    told = Sites(situation, {row.code: row for row in chosen if row.code in found}, found)
    formatting.show(SITES, told, how, empty=empty)
    if told.rows and not (how.json or how.csv or how.plain):
        output.talk(activity.legend())


def contacts(as_json: bool, as_csv: bool, plain: bool, *, leader: str | None, others: Sequence[str | None], absent: bool) -> None:
    """Of every leader on the board, or of one; the other filters are about sites."""
    for option, given in (("--absent", absent), ("--county", others[0] is not None), ("--project", others[1] is not None)):
        if given:
            raise BadInput("twice", text=f"--leaders {option}")
    how, session = style(as_json, as_csv, plain), current().session()
    one = None if leader is None else names.leader(session, leader)
    situation = session.situation()
    people = situation.snapshot.people
    chosen = [one] if one else sorted((code for code in people if match_leader(situation, code, LeaderFilter())), key=codes.order)
    told = InTouch(situation, {code: people[code] for code in chosen},
                   {row.person: row for row in questions.contacts(session, situation, chosen)})
    formatting.show(IN_TOUCH, told, how, empty=_("No leader matches; campaign add-leader adds one."))
