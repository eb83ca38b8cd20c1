"""One person: what is in their name, and how it stands."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from campaign.core import codes
from campaign.core.model.blocker import Scope
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.service import Session, chain, merits, projects, task_forces
from campaign.service.questions import EVERY
from campaign.tables.blocks import Block
from campaign.tables.sections import PageRow
from campaign.text import N_
from campaign.tui.screens.leaders.person_aside import aside
from campaign.tui.screens.leaders.person_content import PersonView, person_rows
from campaign.tui.screens.leaders.person_engagements import Engagements
from campaign.tui.shell.record_page import RecordPage, found, leaders

LATEST = 10


class PersonPage(RecordPage[PersonView]):
    TITLE_TEXT = N_("Person")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "claim", "note", "move_on", "resolve", "own", "back")
    FOLLOWS = ("merit",)

    @property
    def person(self) -> str:
        return self.code

    def neighbours(self, situation: Situation) -> Sequence[str]:
        return leaders(situation)

    def look(self, session: Session, situation: Situation) -> PersonView:
        person, campaign = found(situation.snapshot.people.get(self.code), self.code), situation.snapshot.campaign
        visits = projects.visits_by(session, self.code, EVERY)
        counted = Counter(visit.channel for visit in visits if campaign.first_day <= visit.on <= campaign.last_day)
        engaged = Engagements(task_forces.membership(session, self.code), task_forces.dispatches_of(session, self.code),
                              chain.trips_of(session, self.code), merits.concerning(session, situation, self.code))
        seen: dict[str, dict[date, Channel]] = {}
        for visit in visits:  # of several on one day the one on site counts
            days = seen.setdefault(visit.project, {})
            if visit.channel is Channel.SITE or visit.on not in days:
                days[visit.on] = visit.channel
        return PersonView(situation, person, visits[:LATEST], counted, engaged, seen)

    def sections(self, situation: Situation, view: PersonView, width: int) -> Sequence[PageRow]:
        return person_rows(view, width)

    def blocks(self, view: PersonView) -> Sequence[Block]:
        return [Block(lambda width, room: aside(view.situation, view.led, view.seen, width, room, self.host.signs))]

    def named(self, view: PersonView) -> str:
        return view.person.name

    def concerned(self, view: PersonView, situation: Situation, touched: frozenset[str]) -> bool:
        """Their own rows before and after, those of their blockers, and those of the counties they lead."""
        if super().concerned(view, situation, touched) or any(
                self._mine(told, code) for told in (view.situation, situation) for code in touched):
            return True
        if not touched.isdisjoint(force.code for force, _own in view.engaged.forces):
            return True
        if view.engaged.trips and any(codes.is_a(code, "lead") for code in touched):
            return True
        # A visit touches only the project that was visited.
        return any(codes.is_a(code, "project") for code in touched) \
            and projects.visits_by(self.host.session, self.code, LATEST) != view.visits

    def _mine(self, situation: Situation, code: str) -> bool:
        snapshot = situation.snapshot
        if code == self.code:
            return True
        if (project := snapshot.projects.get(code)) is not None:
            county = snapshot.counties.get(project.county or "")
            return self.code in (project.leader, project.manager, county.leader if county is not None else None)
        if (item := snapshot.blockers.get(code)) is not None:
            if item.person == self.code:
                return True
            names = situation.projects_of_county(item.county or "") if item.scope is Scope.COUNTY else item.projects
            return any(self._mine(situation, name) for name in names)
        if (found := snapshot.counties.get(code)) is not None:
            return found.leader == self.code
        return code in snapshot.units
