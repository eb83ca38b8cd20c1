"""The other view of screen 9: a row per leader, and how they keep in touch."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from campaign.core.model.people import Person
from campaign.core.model.project import Channel
from campaign.core.situation import Situation
from campaign.core.today import today
from campaign.service import presence as visited
from campaign.service.questions import Contacts, contacts
from campaign.tables import leader_presence, presence
from campaign.tables.leader_presence import Presence
from campaign.tables.order import Value
from campaign.tables.presence import LEADERS
from campaign.tables.projects import affected as projects_affected
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted
from campaign.text import _
from campaign.tui.host import Kept
from campaign.tui.screens.presence.sites_list import HINTS, is_empty
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.listed import UNGROUPED


class LeadersPane(Pane):
    """A row per leader: how often he was in touch, and at how many of his sites nobody is."""

    SCREEN = "leaders"
    SORTS = leader_presence.LEADER_SORTS
    DETAILS = (5, 9)
    HINTS: ClassVar[tuple[str, ...]] = HINTS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._today: dict[str, frozenset[Channel]] = {}
        """How there was contact today, per project."""
        self._contacts: dict[str, Contacts] | None = None
        self._beside: Background[Sequence[Contacts]] = Background(self)
        self._led: tuple[Counter[str], Counter[str]] | None = None
        """Sites per leader, and those with nobody today."""

    def title(self) -> str:
        return _(presence.VIEWS[LEADERS])

    @property
    def person(self) -> str | None:
        return self.cursor

    def kept(self) -> Kept | None:
        return None

    def suits(self, words: Mapping[str, str]) -> bool:
        return False

    def restart(self) -> None:
        """As it was first: coming from the sites one keeps nothing."""
        self.sort, self.reverse = self.SORTS[0], False
        self.set_words({})

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Contacts are counted beside the screen, of all visits of the campaign: when anybody was in touch otherwise today."""
        self._led = None
        changed = projects_affected(self.was, situation, touched) if self.was is not None and touched is not None else None
        before = self._today if changed is None else {code: self._today.pop(code) for code in changed if code in self._today}
        now = visited.today(self.session, situation, sorted(changed) if changed is not None else None) if changed != set() else {}
        self._today = now if changed is None else self._today | now
        if changed is None or before != now or self._beside.failed:
            leaders = self.rows_of(situation)
            self._beside.ask(lambda session: contacts(session, situation, leaders), self._show_contacts)
        return True

    def _show_contacts(self, found: Sequence[Contacts]) -> None:
        self._contacts = {told.person: told for told in found}
        self.rows.redraw()

    def _sites(self, situation: Situation) -> tuple[Counter[str], Counter[str]]:
        if self._led is None:
            led = [(row, row.leader) for row in presence.sites_of(situation).values() if row.leader is not None]
            self._led = (Counter(leader for _row, leader in led),
                         Counter(leader for row, leader in led if is_empty(situation, row)))
        return self._led

    def rows_of(self, situation: Situation) -> Mapping[str, Person]:
        return {code: person for code, person in situation.snapshot.people.items() if person.leader}

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        changed = projects_affected(old, new, touched)
        if changed is None:
            return None
        rows = (told.snapshot.projects.get(code) for told in (old, new) for code in changed)
        return {project.leader for project in rows if project is not None and project.leader is not None}

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return leader_presence.leader_value(self._sites(situation)[1], self.sort)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return lambda code: UNGROUPED

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return leader_presence.leader_columns(situation)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        told = self._contacts.get(code) if self._contacts is not None else None
        counts = None if told is None else {Channel.SITE: told.site, Channel.PHONE: told.phone, Channel.MEETING: told.meeting}
        sites, empty = self._sites(situation)
        person = situation.snapshot.people[code]
        return leader_presence.leader_row(Presence(person, counts, told.sites if told else 0, sites[code], empty[code]), fitted)

    def called(self, situation: Situation, code: str) -> str:
        return situation.snapshot.people[code].name

    def about(self, situation: Situation, code: str) -> Iterable[str | None]:
        row = situation.snapshot.people[code]
        return row.rank, row.unit, row.county

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return ()

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return leader_presence.leader_details(situation, situation.snapshot.people[code], today(situation, code), width, height)

    def empty(self) -> Sequence[str]:
        return (_("No leader has a column yet."), "", "campaign add-leader NAME --post POST")
