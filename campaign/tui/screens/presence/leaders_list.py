"""The other view of screen 9: a row per leader, and how they keep in touch."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from campaign.core.model.people import Person
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.core.today import today
from campaign.service import presence as visited
from campaign.service.questions import Contacts, contacts
from campaign.tables.leader_presence import IN_TOUCH, InTouch, leader_details
from campaign.tables.presence import LEADERS, VIEWS
from campaign.tables.projects import affected as projects_affected
from campaign.tables.tones import Line
from campaign.text import _
from campaign.tui.host import Kept
from campaign.tui.screens.presence.sites_list import HINTS
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_pane import Pane


class LeadersPane(Pane):
    """A row per leader: how often he was in touch, and at how many of his sites nobody is."""

    SCREEN = "leaders"
    TABLE = IN_TOUCH
    HINTS: ClassVar[tuple[str, ...]] = HINTS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._today: dict[str, frozenset[Channel]] = {}
        """How there was contact today, per project."""
        self._leaders: Mapping[str, Person] = {}
        self._contacts: dict[str, Contacts] = {}
        """Of those of whom they have been counted."""
        self._beside: Background[Sequence[Contacts]] = Background(self)

    def title(self) -> str:
        return _(VIEWS[LEADERS])

    @property
    def person(self) -> str | None:
        return self.cursor

    def kept(self) -> Kept | None:
        return None

    def suits(self, words: Mapping[str, str]) -> bool:
        return False

    def restart(self) -> None:
        """As it was first: coming from the sites one keeps nothing."""
        self.sort, self.reverse = self.TABLE.sort_keys[0], False
        self.set_words({})

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Contacts are counted beside the screen, of all visits of the campaign: when anybody was in touch otherwise today."""
        self._leaders = {code: person for code, person in situation.snapshot.people.items() if person.leader}
        changed = projects_affected(self.was, situation, touched) if self.was is not None and touched is not None else None
        before = self._today if changed is None else {code: self._today.pop(code) for code in changed if code in self._today}
        now = visited.today(self.session, situation, sorted(changed) if changed is not None else None) if changed != set() else {}
        self._today = now if changed is None else self._today | now
        if changed is None or before != now or self._beside.failed:
            leaders = self._leaders
            self._beside.ask(lambda session: contacts(session, situation, leaders), self._show_contacts)
        return True

    def _show_contacts(self, found: Sequence[Contacts]) -> None:
        self._contacts |= {told.person: told for told in found}
        self.rows.redraw()

    def rows_of(self, situation: Situation) -> Mapping[str, Person]:
        return self._leaders

    def told(self, situation: Situation, rows: Mapping[str, Person]) -> InTouch:
        return InTouch(situation, rows, self._contacts)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        changed = projects_affected(old, new, touched)
        if changed is None:
            return None
        rows = (told.snapshot.projects.get(code) for told in (old, new) for code in changed)
        return {project.leader for project in rows if project is not None and project.leader is not None}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return leader_details(situation, situation.snapshot.people[code], today(situation, code), width, height)

    def empty(self) -> Sequence[str]:
        return (_("No leader has a column yet."), "", "campaign add-leader NAME --post POST")
