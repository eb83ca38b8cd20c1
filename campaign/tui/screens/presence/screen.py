"""Screen 9: who was on which site on which day, where nobody is today, and how the leaders keep in touch."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import Any, ClassVar

from textual.binding import BindingType

from campaign.clean import printable
from campaign.core import situation as counted
from campaign.core.facts import nobody_today
from campaign.core.filters import match_project, project_filter
from campaign.core.model.people import Person
from campaign.core.model.project import Channel, Project, Visit
from campaign.core.presence import Mark, Site, first_needed, site, unsolved
from campaign.core.situation import Situation
from campaign.core.today import today
from campaign.service.questions import Contacts, contacts
from campaign.tables import presence
from campaign.tables.cells import name_of
from campaign.tables.order import HEADER, Value
from campaign.tables.presence import LEADERS, STATE, UNSOLVED, Presence
from campaign.tables.projects import NOBODY
from campaign.tables.sections import heading_room
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted
from campaign.text import N_, _
from campaign.tui.host import Kept
from campaign.tui.keys import page_bindings
from campaign.tui.shell.background import Background
from campaign.tui.shell.list_page import REST, ListPage
from campaign.words import label

NARROW = 60
"""Cells of a screen below which the heading says no figures."""
KEPT = 160
"""Sites whose visits are kept: a few pages; the list keeps what it has drawn of others."""
LATEST = 10
"""Visits shown of the site under the cursor."""


class PresencePage(ListPage):
    """The list itself comes from the situation and from today's visits; the strips are read for the rows on the screen."""

    TITLE_TEXT = N_("Sites")
    SCREEN = "projects"
    KIND = "project"
    SORTS = presence.SORTS
    GROUPS = presence.GROUPS
    DETAILS = (5, 9)
    HINTS: ClassVar[tuple[str, ...]] = ("open", "visit", "group", "sort", "filter")

    BINDINGS: ClassVar[list[BindingType]] = page_bindings("visit")

    def __init__(self) -> None:
        super().__init__()
        self._sites: dict[str, Project] = {}
        self._today: dict[str, frozenset[Channel]] = {}
        """How there was contact today, per project."""
        self._seen: dict[str, Site] = {}
        self._visits: dict[str, list[Visit]] = {}
        self._stuck: set[str] | None = None
        """到而不解, when it is asked for."""
        self._contacts: dict[str, Contacts] | None = None
        self._beside: Background[Sequence[Contacts]] = Background(self)
        self._led: tuple[Counter[str], Counter[str]] | None = None
        """Sites per leader, and those with nobody today."""
        self._left = ""
        """The site that was under the cursor before the latest news put it elsewhere."""

    def heading(self) -> str:
        situation, width = self._old, self.app.size.width
        if situation is None or width < NARROW:
            return _(presence.VIEWS[self.group])
        calls = sum(code in self._sites and self._is_empty(situation, code) for code, how in self._today.items()
                    if Channel.SITE not in how)
        return presence.heading(self.group, len(self._sites), situation.counts[counted.NOBODY_TODAY], calls,
                                       heading_room(width))

    def point_at(self, code: str) -> None:
        """After a visit was recorded the next site is what one looks at: that one has left its group."""
        if code != self._left:
            super().point_at(code)

    # News ---------------------------------------------------------------------------------------------------------------

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        old = self._old
        changed = None if old is None or touched is None else presence.affected(old, situation, touched)
        self._led = None
        if changed is None:
            self._sites = presence.sites_of(situation)
            self._today = self._read_today(situation, None)
            self._seen.clear()
            self._visits.clear()
            self._stuck = self._contacts = None
        else:
            self._follow(situation, changed)
        self._stay(situation)
        super().show(situation, touched)
        if self._ready and self.group == STATE:  # its header counts those of another group
            self.rows.changed({HEADER + Mark.NOBODY})
        if self._of_leaders and self._contacts is None:
            self._read_contacts()

    def _stay(self, situation: Situation) -> None:
        """Someone came to the site under the cursor, which will stand elsewhere: the cursor goes to the next one of its group."""
        self._left = ""
        cursor = self.rows.cursor if self._ready and self.grouping() else None
        found = next(((group, rows) for group, rows in self.order.groups.items() if cursor in rows), None)
        if found is None or cursor not in self._sites:
            return
        (group, rows), group_of = found, self.group_of(situation)
        if group_of(cursor) != group:
            at = rows.index(cursor)
            near = (code for code in (*rows[at + 1:], *reversed(rows[:at])) if code in self._sites and group_of(code) == group)
            if (stays := next(near, None)) is not None and self.rows.move_to(stays):
                self._left = cursor

    def _follow(self, situation: Situation, changed: set[str]) -> None:
        """Bring along what is known of these sites."""
        now = presence.sites_of(situation, changed)
        for code in changed:
            self._sites.pop(code, None)
            self._seen.pop(code, None)
            self._visits.pop(code, None)
        self._sites |= now
        was = {code: self._today.pop(code) for code in changed if code in self._today}
        is_now = self._read_today(situation, sorted(changed)) if changed else {}
        self._today |= is_now
        if was != is_now:
            self._contacts = None
        if self._stuck is not None:
            self._stuck -= changed
            if now:
                self._stuck |= self._read_stuck(situation, sorted(now))

    def _read_today(self, situation: Situation, codes: Sequence[str] | None) -> dict[str, frozenset[Channel]]:
        projects = situation.snapshot.projects
        return {projects[code].code if code in projects else code: channels  # the strings that are there anyway
                for code, channels in self.host.session.store.channels(codes, situation.today).items()}

    def _read_stuck(self, situation: Situation, codes: Iterable[str]) -> set[str]:
        """Which of these sites people come to without solving anything."""
        settings, today = situation.snapshot.campaign.settings, situation.today
        window = {today - timedelta(days=n) for n in range(settings.arrive_window)}

        def is_stuck(code: str, seen: Set[date]) -> bool:
            return bool(unsolved(seen, situation.blockers_of(code), today, settings))

        # Only where it would be so if someone came every day are the visits read.
        wanted = [code for code in codes if code in self._sites and is_stuck(code, window)]
        days = self.host.session.store.recent_sites(min(window, default=today), wanted)
        return {self._sites[code].code for code, seen in days.items() if is_stuck(code, seen)}

    # The strips -----------------------------------------------------------------------------------------------------------

    def _site(self, situation: Situation, code: str) -> Site | None:
        """What the visits say of a site; read together with the rows that come below it."""
        if code not in self._seen:
            self._read_sites(situation, code, 1)
        return self._seen.get(code)

    def _read_sites(self, situation: Situation, code: str, pages: int) -> None:
        """What is not read yet of a site and of so many pages from it on."""
        if len(self._seen) >= KEPT:
            self._seen.clear()
        rows = self.order.groups.get(self.group_of(situation)(code) if self.grouping() else "", [code])
        at = rows.index(code) if code in rows else 0
        below = rows[at:at + pages * max(self.rows.size.height, 1)]
        wanted = [near for near in dict.fromkeys((code, *below)) if near in self._sites and near not in self._seen]
        if not wanted:
            return
        found = self.host.session.store.presence(wanted, first_needed(situation))
        for near in wanted:
            self._seen[near] = site(situation, self._sites[near], found.get(near, ()))

    def _read_ahead(self) -> None:
        """The next page, once the cursor rests: the key that turns to it then need not wait."""
        if self._old is not None and not self._of_leaders and (code := self.rows.cursor) in self._sites:
            self._read_sites(self._old, code, 2)

    def _mark(self, situation: Situation, code: str) -> Mark:
        return presence.mark_today(situation, self._sites[code], self._today.get(code, ()))

    def _is_empty(self, situation: Situation, code: str) -> bool:
        """Nobody is there today, whoever may have called."""
        project = self._sites[code]
        return nobody_today(project, situation.today, situation.excused_in(project.county))

    # The leaders --------------------------------------------------------------------------------------------------------------

    @property
    def _of_leaders(self) -> bool:
        return self.group == LEADERS

    def _read_contacts(self) -> None:
        """Beside the screen: it counts all visits of the campaign."""
        situation = self._old
        if situation is not None:
            leaders = self._leaders(situation)
            self._beside.ask(lambda session: contacts(session, situation, leaders), self._show_contacts)

    def _show_contacts(self, found: Sequence[Contacts]) -> None:
        self._contacts = {told.person: told for told in found}
        if self._of_leaders:
            self.rows.redraw()

    @staticmethod
    def _leaders(situation: Situation) -> dict[str, Person]:
        return {code: person for code, person in situation.snapshot.people.items() if person.leader}

    def _led_sites(self, situation: Situation) -> tuple[Counter[str], Counter[str]]:
        if self._led is None:
            led = [(code, project.leader) for code, project in self._sites.items() if project.leader is not None]
            empty = (leader for code, leader in led if self._is_empty(situation, code))
            self._led = Counter(leader for _code, leader in led), Counter(empty)
        return self._led

    # What the list asks -------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        return self._leaders(situation) if self._of_leaders else self._sites

    def accepts(self, situation: Situation) -> Callable[[str], bool]:
        wanted, projects = project_filter(self.words), situation.snapshot.projects
        return lambda code: match_project(situation, projects[code], wanted)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        changed = presence.affected(old, new, touched)
        if changed is None or not self._of_leaders:
            return changed
        rows = (told.snapshot.projects.get(code) for told in (old, new) for code in changed)
        return {project.leader for project in rows if project is not None and project.leader is not None}

    def value(self, situation: Situation) -> Callable[[str], Value]:
        if self._of_leaders:
            return presence.leader_value(self._led_sites(situation)[1], self.sort)
        return presence.value(situation, self.sort)

    def grouping(self) -> str:
        return "" if self._of_leaders else self.group

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        projects = situation.snapshot.projects
        match self.group:
            case "state":
                return lambda code: self._mark(situation, code)
            case "unsolved":
                if self._stuck is None:
                    self._stuck = self._read_stuck(situation, self._sites)
                stuck = self._stuck
                return lambda code: UNSOLVED if code in stuck else NOBODY
            case "county":
                return lambda code: projects[code].county or NOBODY
        return lambda code: projects[code].leader or NOBODY

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        return presence.rank(self.group)

    def columns(self, situation: Situation) -> Sequence[Column]:
        if self._of_leaders:
            return presence.leader_columns(situation)
        return presence.columns(situation, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        if self._of_leaders:
            return presence.leader_row(self._presence(situation, code), fitted)
        project = self._sites.get(code)
        if project is None:
            return ()
        return presence.row(situation, project, self._mark(situation, code), self._site(situation, code), fitted)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        if self.group == STATE:
            empty = 0 if self.words or self.find.text else situation.counts[counted.NOBODY_TODAY]
        else:
            empty = sum(self._is_empty(situation, code) for code in codes)
        return presence.header(situation, self.group, group, len(codes), empty, width)

    def _presence(self, situation: Situation, code: str) -> Presence:
        told = self._contacts.get(code) if self._contacts is not None else None
        counts = None if told is None else {Channel.SITE: told.site, Channel.PHONE: told.phone, Channel.MEETING: told.meeting}
        sites, empty = self._led_sites(situation)
        return Presence(situation.snapshot.people[code], counts, told.sites if told else 0, sites[code], empty[code])

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        if self._of_leaders:
            person = situation.snapshot.people[code]
            return presence.leader_details(situation, person, today(situation, code), width, height)
        told = self._site(situation, code)
        if told is None:
            return ()
        self.set_timer(REST, self._read_ahead)
        if code not in self._visits:
            if len(self._visits) >= KEPT:
                self._visits.clear()
            self._visits[code] = self.host.session.store.visits(project=code, limit=LATEST)
        return presence.details(situation, self._sites[code], told, self._visits[code], width, height)

    def empty(self) -> Sequence[str]:
        if self._of_leaders:
            return (_("No leader has a column yet."), "", "campaign add-leader NAME --post POST")
        return (_("No site is working yet."), "", _("A project is one when it has started; on the command line:"),
                "campaign edit P0001 --stage building --started today")

    # Keys ---------------------------------------------------------------------------------------------------------------

    async def action_visit(self) -> None:
        """To the site under the cursor; of the leader under it, to one of those in that name."""
        leader = self.subject
        if self._of_leaders and leader is not None:
            self.host.start_verb(self._visit_of(leader), "visit")
        else:
            await self.app.run_action("visit")

    async def _visit_of(self, leader: str) -> None:
        from campaign.tui.dialogs import choices as dialog_choices
        from campaign.tui.dialogs import choose, record_form

        situation, host = self._old, self.host
        if situation is None:
            return
        name = printable(name_of(situation, leader))
        mine = [row for row in situation.snapshot.projects.values() if row.leader == leader and row.withdrawn is None]
        choices = [dialog_choices.word(row.code, row.name, note=label(situation.assessments[row.code].light)) for row in mine]
        title = _("Which project did {name} visit?").format(name=name)
        chosen = await host.push_screen_wait(choose.Choose(title, choices, empty=_("No project is in this name: c claims one")))
        if chosen is None:
            return
        form = record_form.visit(chosen, printable(name_of(situation, chosen)), leader, host.session.today)
        if await host.push_screen_wait(form) is not None:
            host.tell(_("{what}; u takes it back").format(what=_("{code}: visit recorded").format(code=chosen)))

    def kept(self) -> Kept | None:
        return None if self._of_leaders else super().kept()

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        if self._of_leaders:
            self._turn(STATE)
        super().set_view(sort, group if group != LEADERS else None, text, pane)

    def set_words(self, words: Mapping[str, str]) -> None:
        if words and self._of_leaders:
            self._turn(STATE)
        super().set_words(words)

    def action_group(self) -> None:
        self._turn(self.GROUPS[(self.GROUPS.index(self.group) + 1) % len(self.GROUPS)])
        self._fill(top=self.group == UNSOLVED)  # few, and what one came for
        if self._of_leaders and self._contacts is None:
            self._read_contacts()

    def _turn(self, group: str) -> None:
        """Between sites and leaders nothing is kept: neither the order nor what was typed or filtered."""
        if LEADERS in (group, self.group):
            self.reverse, self.words = False, {}
            self.sort = (presence.LEADER_SORTS if group == LEADERS else self.SORTS)[0]
            self.group = group
            self._drop_text()
            if self._ready:
                self.query_one("#about").display = False
        self.group = group

    def action_sort(self) -> None:
        sorts = presence.LEADER_SORTS if self._of_leaders else self.SORTS
        self.sort = sorts[(sorts.index(self.sort) + 1) % len(sorts)]
        self.reverse = False
        self._fill(top=True)

    def _learn(self, changed: Iterable[str]) -> None:
        assert self._old is not None
        if not self.find.knows(self.rows_of(self._old), changed):
            self.find.learn(self.host.session.store.named("person" if self._of_leaders else self.KIND))
