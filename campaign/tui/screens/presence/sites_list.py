"""The working sites of screen 9, in several groupings: who was there day by day, and where nobody is today."""

from collections.abc import Collection, Mapping, Sequence

from campaign.core import situation as counted
from campaign.core.model.project import Channel, Mark, Project, Visit
from campaign.core.presence import Site
from campaign.core.situation import Situation
from campaign.service import presence as visited
from campaign.tables import presence
from campaign.tables.order import HEADER
from campaign.tables.presence import SITES, STATE, UNSOLVED, Sites, is_empty
from campaign.tables.presence_details import details
from campaign.tables.projects import affected as projects_affected
from campaign.tables.sections import heading_room
from campaign.tables.tones import Line
from campaign.tables.width import Fitted
from campaign.text import _
from campaign.tui.host import host_of
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.split import REST

NARROW = 60
"""Cells of a screen below which the heading says no figures."""
KEPT = 160
"""Sites whose visits are kept: a few pages; the list keeps what it has drawn of others."""
LATEST = 24
"""Visits shown of the site under the cursor."""
HINTS = ("open", "visit", "group", "sort", "filter")


class SitesPane(Pane):
    """The list itself comes from the situation and from today's visits; the strips are read for the rows on the screen."""

    SCREEN = "projects"
    TABLE = SITES
    HINTS = HINTS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._sites: dict[str, Project] = {}
        self._today: dict[str, frozenset[Channel]] = {}
        """How there was contact today, per project."""
        self._seen: dict[str, Site] = {}
        self._visits: dict[str, list[Visit]] = {}
        self._stuck: set[str] | None = None
        """到而不解, when it is asked for."""
        self._left = ""
        """The site that was under the cursor before the latest news put it elsewhere."""

    def title(self) -> str:
        situation, width = self.now, self.app.size.width
        if situation is None or width < NARROW:
            return _(presence.VIEWS[self.group])
        calls = sum(code in self._sites and is_empty(situation, self._sites[code]) for code, how in self._today.items()
                    if Channel.SITE not in how)
        return presence.heading(self.group, len(self._sites), situation.counts[counted.NOBODY_TODAY], calls, heading_room(width))

    def point(self, key: str) -> None:
        """After a visit was recorded the next site is what one looks at: that one has left its group."""
        if key != self._left:
            super().point(key)

    # News ---------------------------------------------------------------------------------------------------------------

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        changed = projects_affected(self.was, situation, touched) if self.was is not None and touched is not None else None
        if changed is None:
            self._sites = presence.sites_of(situation)
            self._today = visited.today(self.session, situation)
            self._seen.clear()
            self._visits.clear()
            self._stuck = None
        else:
            self._follow(situation, changed)
        self._stay(situation)
        return True

    def catch_up(self) -> bool:
        fresh = super().catch_up()
        if self.group == STATE:  # its header counts those of another group
            self.rows.changed({HEADER + Mark.NOBODY})
        return fresh

    def _stay(self, situation: Situation) -> None:
        """Someone came to the site under the cursor, which will stand elsewhere: the cursor goes to the next one of its group."""
        self._left = ""
        cursor = self.rows.cursor if self.group else None
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
            self._today.pop(code, None)
        self._sites |= now
        if changed:
            self._today |= visited.today(self.session, situation, sorted(changed))
        if self._stuck is not None:
            self._stuck -= changed
            if now:
                self._stuck |= visited.without_solving(self.session, situation, sorted(now))

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
        rows = self.order.groups.get(self.group_of(situation)(code) if self.group else "", [code])
        at = rows.index(code) if code in rows else 0
        below = rows[at:at + pages * max(self.rows.size.height, 1)]
        wanted = [near for near in dict.fromkeys((code, *below)) if near in self._sites and near not in self._seen]
        if wanted:
            self._seen |= visited.sites(self.session, situation, {near: self._sites[near] for near in wanted})

    def _read_ahead(self) -> None:
        """The next page, once the cursor rests: the key that turns to it then need not wait."""
        if self.now is not None and (code := self.cursor) in self._sites:
            self._read_sites(self.now, code, 2)

    def _without_solving(self) -> Collection[str]:
        assert self.now is not None
        if self._stuck is None:
            self._stuck = visited.without_solving(self.session, self.now, self._sites)
        return self._stuck

    # What the list asks -------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Project]:
        return self._sites

    def told(self, situation: Situation, rows: Mapping[str, Project]) -> Sites:
        return Sites(situation, rows, self._seen, self._today, stuck=self._without_solving, filtered=lambda: self.filtered)

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        return projects_affected(old, new, touched)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        self._site(situation, code)
        return super().row(situation, code, fitted)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told = self._site(situation, code)
        if told is None:
            return ()
        self.set_timer(REST, self._read_ahead)
        if code not in self._visits:
            if len(self._visits) >= KEPT:
                self._visits.clear()
            self._visits[code] = visited.visits(self.session, code, LATEST)
        return details(situation, self._sites[code], told, self._visits[code], width, height, host_of(self).signs)

    def empty(self) -> Sequence[str]:
        return (_("No site is working yet."), "", _("A project is one when it has started; on the command line:"),
                "campaign edit P0001 --stage building --started today")

    def next_group(self) -> None:
        super().next_group()
        if self.group == UNSOLVED:  # few, and what one came for
            self.fill(top=True)

    @property
    def last_group(self) -> bool:
        """Whether the leaders come next."""
        return self.group == self.TABLE.group_keys[-1]

    def restart(self) -> None:
        """As it was first: coming from the leaders one keeps nothing."""
        self.group, self.sort, self.reverse = self.TABLE.group_keys[0], self.TABLE.sort_keys[0], False
        self.set_words({})
