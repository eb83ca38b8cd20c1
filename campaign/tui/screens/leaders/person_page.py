"""One person: what is in their name, and how it stands."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from campaign.core.model.blocker import Scope
from campaign.core.model.project import Visit
from campaign.core.situation import Situation
from campaign.service import chain, merits, task_forces
from campaign.service.questions import EVERY
from campaign.store.queries import projects as projects_queries
from campaign.tables.sections import PageRow, heading_room
from campaign.tables.width import cut
from campaign.text import N_
from campaign.tui.screens.leaders.person_content import PersonView, person_rows
from campaign.tui.shell.record_page import RecordPage, leaders

LATEST = 10


class PersonPage(RecordPage):
    TITLE_TEXT = N_("Person")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "claim", "note", "move_on", "resolve", "edit", "back")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._view: PersonView | None = None

    def heading(self) -> str:
        if self._view is None:
            return self.code
        return f"{self.code} {cut(self._view.person.name, heading_room(self.app.size.width))}"

    @property
    def person(self) -> str:
        return self.code

    def neighbours(self, situation: Situation) -> Sequence[str]:
        return leaders(situation)

    def read(self, situation: Situation) -> bool:
        person = situation.snapshot.people.get(self.code)
        if person is None:
            return False
        campaign = situation.snapshot.campaign
        visits = projects_queries.visits(self.host.session.store, person=self.code, limit=EVERY)
        counted = Counter(visit.channel for visit in visits if campaign.first_day <= visit.on <= campaign.last_day)
        session = self.host.session
        self._view = PersonView(situation, person, visits[:LATEST], counted, task_forces.membership(session, self.code),
                                task_forces.dispatches_of(session, self.code), chain.trips_of(session, self.code),
                                merits.concerning(session, situation, self.code))
        return True

    def rows(self, situation: Situation, width: int) -> Sequence[PageRow]:
        assert self._view is not None
        return person_rows(self._view, width)

    def concerned(self, situation: Situation, touched: frozenset[str]) -> bool:
        """Their own rows before and after, those of their blockers, and those of the counties they lead."""
        if self._view is None:
            return True
        old = self._view.situation
        if any(self._mine(old, code) or self._mine(situation, code) for code in touched):
            return True
        if any(code[0] == "T" and code in {force.code for force, _own in self._view.forces} for code in touched):
            return True
        if any(code[0] == "H" or (code[0] == "K" and self._view.trips) for code in touched):
            return True
        # A visit touches only the project that was visited.
        return any(code[0] == "P" for code in touched) and self._visits() != self._view.visits

    def _visits(self) -> Sequence[Visit]:
        return projects_queries.visits(self.host.session.store, person=self.code, limit=LATEST)

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
