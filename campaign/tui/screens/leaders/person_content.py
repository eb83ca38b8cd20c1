"""The page of one person as rows: where to go today, what is in their name and how it stands. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from campaign.core.codes import by_length
from campaign.core.leaders import unclaimed
from campaign.core.model.light import WORST_FIRST
from campaign.core.model.people import County, Person
from campaign.core.model.project import Channel, Project, Visit
from campaign.core.situation import Situation
from campaign.core.today import today
from campaign.tables.cells import name_of, projects_text
from campaign.tables.sections import (
    PLAIN,
    PageRow,
    blocker_key,
    blocker_list,
    light_counts,
    nothing,
    open_note,
    project_row,
    title,
    visit_rows,
)
from campaign.tables.today import stop_line
from campaign.tables.tones import Piece
from campaign.tables.width import cut
from campaign.text import _, ngettext
from campaign.tui.screens.leaders.person_aside import Seen
from campaign.tui.screens.leaders.person_engagements import Engagements, engagement_rows
from campaign.words import label, listed, money
from campaign.words.today import contacts_share


class PersonView(NamedTuple):
    """A person, their last visits, newest first, and the number of all within the campaign by channel."""

    situation: Situation
    person: Person
    visits: Sequence[Visit]
    contacts: Mapping[Channel, int] = {}
    engaged: Engagements = Engagements()
    seen: Seen = MappingProxyType({})

    @property
    def led(self) -> list[Project]:
        """The worst light first; withdrawn ones last."""
        rows = self.situation.snapshot.projects.values()
        return _sorted(self.situation, (row for row in rows if row.leader == self.person.code))


def person_rows(view: PersonView, width: int) -> list[PageRow]:
    """Who it is, where to go today, the blockers and projects in their name, the counties, the last visits."""
    situation, person = view.situation, view.person
    snapshot = situation.snapshot
    led = view.led
    managed = _sorted(situation, (row for row in snapshot.projects.values() if row.manager == person.code))
    counties = [row for row in snapshot.counties.values() if row.leader == person.code]
    mine = [item for item in snapshot.blockers.values() if item.person == person.code]
    wide = [item for county in counties for item in situation.county_wide(county.code) if item.person != person.code]
    rows = [*_who_rows(view, led), *_today_rows(situation, person, width)]
    if mine or wide:
        items = sorted([*mine, *wide], key=lambda item: blocker_key(situation.today, item))
        rows += title("blockers", _("Blockers in their name"), *open_note(items, situation.today))
        rows += blocker_list(situation, items, width)
    for key, text, projects in (("led", _("Projects led"), led), ("managed", _("Projects managed"), managed)):
        if projects:
            rows += title(key, text, str(len(projects)))
            rows += [project_row(situation, row, width, f"{key}:{row.code}") for row in projects]
    if not led and person.leader:
        rows += [*title("led", _("Projects led")), nothing("led", _("none yet; c claims one"), person.code)]
    if counties:
        rows += [*title("counties", _("Counties")), *(_county_row(situation, county) for county in counties)]
    return [*rows, *engagement_rows(situation, person.code, view.engaged),
            *visit_rows(situation, view.visits, width, person.code, by_person=False)]


def _sorted(situation: Situation, projects: Iterable[Project]) -> list[Project]:
    """The worst light first; withdrawn ones last."""
    lights = {value: at for at, value in enumerate(WORST_FIRST)}
    found = situation.assessments
    return sorted(projects, key=lambda row: (row.withdrawn is not None, lights[found[row.code].light],
                                             -found[row.code].overdue_blockers, *by_length(row.code)))


def _who_rows(view: PersonView, led: Sequence[Project]) -> list[PageRow]:
    situation, person = view.situation, view.person
    place = [name_of(situation, code) for code in (person.unit, person.county) if code]
    who: list[Piece] = [(f"{person.name} ", "strong"), (person.post, ""), (f"  {label(person.rank)}", "quiet")]
    if place:
        who.append((f"  {listed(place)}", "quiet"))
    rows = [PageRow("who", who, person.code)]
    counted = [row for row in led if row.withdrawn is None]
    line: list[Piece] = [(" ", PLAIN)]
    line += light_counts(situation, [row.code for row in counted])
    if counted:
        line.append((money(sum(row.total or 0 for row in counted)) + "  ", PLAIN))
    if unclaimed(situation, person.code):
        line.append((_("no major project claimed"), "yellow"))
    elif n := situation.majors[person.code]:
        line.append((ngettext("{n} major project", "{n} major projects", n).format(n=n), "quiet"))
    if len(line) > 1:
        rows.append(PageRow("sums", line))
    return [*rows, *_contact_rows(view.contacts)]


def _contact_rows(contacts: Mapping[Channel, int]) -> list[PageRow]:
    """``In touch  17 on site  3 by phone  2 in a meeting  77% on site``."""
    if not any(contacts.values()):
        return []
    line: list[Piece] = [(" " + _("In touch") + "  ", "quiet")]
    for channel in Channel:
        line += [(str(contacts.get(channel, 0)), PLAIN), (f" {label(channel)}  ", "quiet")]
    return [PageRow("contacts", [*line, (_("{percent} on site").format(percent=contacts_share(contacts)), PLAIN)])]


def _today_rows(situation: Situation, person: Person, width: int) -> list[PageRow]:
    """Of the projects this person leads, those that need a visit, and why."""
    stops = [stop for round in today(situation, person.code) for stop in round.stops]
    if not stops:
        return []
    return [*title("today", _("Where to go today"), projects_text(len(stops))),
            *(PageRow(f"today:{stop.project}", stop_line(situation, stop, width - 1), stop.project) for stop in stops)]


def _county_row(situation: Situation, county: County) -> PageRow:
    codes = situation.projects_of_county(county.code)
    counted = [code for code in codes if situation.snapshot.projects[code].withdrawn is None]
    line: list[Piece] = [(f"{cut(county.name, 20)}  ", ""),
                         (ngettext("{n} project", "{n} projects", len(counted)).format(n=len(counted)) + "  ", "quiet")]
    line += light_counts(situation, counted)
    return PageRow(f"county:{county.code}", line, county.code)
