"""Whose site was empty, and who visits: rows and table."""

from collections.abc import Sequence
from datetime import date

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.answers.parts import ago, named, pct, since
from campaign.cli.formatting import column
from campaign.cli.output import Column, Style, style
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.core.facts import nobody_today
from campaign.core.filters import LeaderFilter, match_leader
from campaign.core.model.project import Channel, Project
from campaign.core.presence import Site
from campaign.core.situation import Situation
from campaign.service import Session, names, questions
from campaign.service.questions import Contacts
from campaign.tables.values import Row, iso, percent
from campaign.text import _
from campaign.words import activity as say
from campaign.words.labels import NOTHING

PRESENCE = ("code", "name", "county", "county_name", "manager", "manager_name", "today", "manager_today", "streak", "last_visit",
            "days_since_visit", "unsolved", "strip")
CONTACTS = ("code", "name", "post", "site", "phone", "meeting", "site_pct", "sites")
RECENT = 14
"""Days of a strip that a table shows."""


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
    rows = [_site(situation, site) for site in questions.sites(session, situation, chosen)]
    if how.plain:
        rows = [row | {"today": say.mark(row["today"])} for row in rows]
    formatting.listing(rows, how, PRESENCE, _site_columns, empty=empty)
    if rows and not (how.json or how.csv or how.plain):
        output.talk(say.legend())


def _site(situation: Situation, site: Site) -> Row:
    project, told = situation.snapshot.projects[site.project], situation.snapshot
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": named(told.counties, project.county),
        "manager": project.manager,
        "manager_name": named(told.people, project.manager),
        "today": site.today,
        "manager_today": site.manager_today,
        "streak": site.streak,
        "last_visit": iso(project.last_visit),
        "days_since_visit": since(situation, project.last_visit),
        "unsolved": [item.code for item in site.unsolved],
        "strip": "".join(say.SIGNS[mark] for mark in site.strip),
    }


def _site_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        Column(_("today"), [say.mark(row["today"]) for row in rows]),
        Column(_("last visit"), [ago(row["days_since_visit"]) for row in rows], right=True),
        Column(words.field("manager"), [row["manager_name"] or NOTHING for row in rows], flexible=True),
        Column(_("manager's streak"), [_("{n} d").format(n=row["streak"]) for row in rows], right=True),
        Column(_("there, not solved"), [words.listed(row["unsolved"]) or NOTHING for row in rows]),
        Column(_("last {n} days").format(n=RECENT), [row["strip"][-RECENT:] for row in rows]),
    ]


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
    rows = [_contacts(situation, told) for told in questions.contacts(session, situation, chosen)]
    formatting.listing(rows, how, CONTACTS, _contact_columns, empty=_("No leader matches; campaign add-leader adds one."))


def _contacts(situation: Situation, told: Contacts) -> Row:
    person = situation.snapshot.people[told.person]
    return {"code": person.code, "name": person.name, "post": person.post, "site": told.site, "phone": told.phone,
            "meeting": told.meeting, "site_pct": percent(told.share), "sites": told.sites}


def _contact_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True), column("post", rows, flexible=True),
        *(Column(words.label(channel), [str(row[channel.value]) for row in rows], right=True) for channel in Channel),
        Column(_("on site, %"), [pct(row["site_pct"]) for row in rows], right=True),
        Column(_("sites"), [str(row["sites"]) for row in rows], right=True),
    ]
