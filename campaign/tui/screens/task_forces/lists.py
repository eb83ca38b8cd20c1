"""The four panes of the page of task forces. None of their rows is in the situation: each pane reads its own when it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.core import codes
from campaign.core.blockers import unfinished
from campaign.core.situation import Situation
from campaign.core.task_forces import Matcher
from campaign.service import Session, task_forces
from campaign.service.task_forces import DispatchView, Force
from campaign.tables.detail import paged
from campaign.tables.task_forces import DISPATCHES, TASK_FORCES, dispatch_details, force_details
from campaign.tables.tones import Line
from campaign.tables.uncovered import MATCHES, QUEUES, Found, match_details, queue_details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.screens.task_forces.content import DispatchContent, ForceView, dispatch_rows, force_rows
from campaign.tui.shell.loading_pane import BackgroundPane, LoadingPane


def _counted(situation: Situation, code: str) -> tuple[object, ...]:
    """What of a project others rest on here."""
    row = situation.snapshot.projects.get(code)
    return () if row is None else (row.withdrawn is None, unfinished(row), row.county)


FEW = 12
"""Lines of a detail that are too few for all that the page of a task force tells."""


class ForcePane(BackgroundPane):
    """What each task force has moved: with 60 of them among 10,000 projects it takes 100 ms to sum it up."""

    TITLE_TEXT, SHORT = N_("Task forces"), N_("Task forces")
    HINTS = ("panes", "add", "own", "open", "filter", "sort")
    KIND = "task_force"
    FOLLOWS = ("task_force", "land_task", "approval")
    TABLE = TASK_FORCES

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Force]:
        return {row.force.code: row for row in task_forces.task_forces(session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """A blocker that was open and is so still was not closed."""
        if codes.is_a(code, "blocker"):
            return code not in old.snapshot.blockers or code not in new.snapshot.blockers
        return codes.is_a(code, "project") and _counted(old, code) != _counted(new, code)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        if height > FEW:
            found, results = task_forces.task_force(self.session, situation, code)
            view = ForceView(situation, found, results, *task_forces.subjects(self.session, results))
            return paged(lambda room: force_rows(view, room), width, height, host_of(self).signs)
        return force_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no task force."), "", _("a adds one here; on the command line:"),
                "campaign add-taskforce NAME --project P0042", "  --member PERSON:forest,land")


class DispatchPane(LoadingPane):
    """Who is sent where, until when, and what they brought back."""

    TITLE_TEXT, SHORT = N_("Dispatches"), N_("Dispatches")
    HINTS = ("panes", "own", "add", "edit", "open", "group")
    KIND = "dispatch"
    FOLLOWS = ("dispatch", "approval")
    LEAN = 14
    TABLE = DISPATCHES

    def read_rows(self, situation: Situation) -> Mapping[str, DispatchView]:
        return {row.dispatch.code: row for row in task_forces.dispatches(self.session)}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        found = (self._rows or {})[code]
        if height > FEW:
            view = DispatchContent(situation, found, task_forces.waiting_at(self.session, found.dispatch.unit))
            return paged(lambda room: dispatch_rows(view, room), width, height, host_of(self).signs)
        return dispatch_details(situation, found, width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody is dispatched."), "", _("a adds one here; on the command line:"),
                "campaign dispatch PERSON --to UNIT --until D+60")


class UncoveredPane(LoadingPane):
    """Bodies above the city with whom approvals wait, and where nobody is."""

    TITLE_TEXT, SHORT = N_("Approvals wait, nobody is there"), N_("Nobody there")
    HINTS = ("panes", "open", "add", "filter", "sort")
    FOLLOWS = ("dispatch", "approval", "unit")
    LEAN = 8
    TABLE = QUEUES

    def read_rows(self, situation: Situation) -> Mapping[str, Any]:
        return {row.unit: row for row in task_forces.uncovered(self.session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        return codes.is_a(code, "project") and _counted(old, code) != _counted(new, code)

    def open(self, key: str) -> None:
        """The approvals that wait there."""
        host_of(self).open_list("land", {"unit": key, "state": "submitted"})

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        waiting, last = task_forces.waiting_at(self.session, code), task_forces.last_sent(self.session, code)
        return queue_details(situation, (self._rows or {})[code], waiting, last, width, height)

    def empty(self) -> Sequence[str]:
        return (_("Wherever approvals wait above the city, somebody is there."),)


class Matches(dict[str, Found]):
    """By code of the blocker, and what found them."""

    def __init__(self, matcher: Matcher, rows: Mapping[str, Found]) -> None:
        super().__init__(rows)
        self.matcher = matcher


class MatchPane(BackgroundPane):
    """Open blockers that nobody with the skill works on, and who could help."""

    TITLE_TEXT, SHORT = N_("Who could help"), N_("Could help")
    HINTS = ("panes", "open", "note", "move_on", "group", "filter")
    FOLLOWS = ("task_force", "person")
    LEAN = 10
    TABLE = MATCHES

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Found]:
        match = task_forces.matcher(session, situation)
        return Matches(match, {item.code: Found(item, found) for item in situation.snapshot.blockers.values()
                               if (found := match(item)) is not None})

    def stale(self, old: Situation | None, new: Situation, touched: frozenset[str] | None) -> bool:
        """What is being read does not know of this news yet."""
        return self._beside.busy or super().stale(old, new, touched)

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        return codes.is_a(code, "project") and _counted(old, code) != _counted(new, code)

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Of thousands only the blockers that were touched are judged anew, while nothing else has changed."""
        if not super().read(situation, touched):
            return False
        if isinstance(self._rows, Matches):
            rows = Matches(self._rows.matcher, self._rows)
            for code in touched or ():
                if codes.is_a(code, "blocker"):
                    rows.pop(code, None)
                    item = situation.snapshot.blockers.get(code)
                    found = None if item is None else rows.matcher(item)
                    if item is not None and found is not None:
                        rows[code] = Found(item, found)
            self._rows = rows
        return True

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        within = task_forces.belonging(self.session, situation.today)
        return match_details(situation, (self._rows or {})[code], within, width, height)

    def empty(self) -> Sequence[str]:
        return (_("No skill is wanted elsewhere."), "", _("Members with skills make it useful:"),
                "campaign taskforce T01 --add-member PERSON:forest,land")
