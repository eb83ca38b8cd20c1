"""The four panes of the page of task forces. None of their rows is in the situation: each pane reads its own when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from campaign.core.blockers import unfinished
from campaign.core.forces import Matcher
from campaign.core.names import Entry, key_of
from campaign.core.situation import Situation
from campaign.data import readings
from campaign.service import Session, forces
from campaign.service.forces import Force, Sent
from campaign.store.records import DISPATCHES
from campaign.text import N_, _
from campaign.tui import render_forces, render_lacking
from campaign.tui.order import Value
from campaign.tui.pane import Pane
from campaign.tui.render_lacking import Found
from campaign.tui.render_lists import header_line, name_of, row_line
from campaign.tui.widgets.columns import Column, Fitted
from campaign.tui.widgets.lines import Line
from campaign.words import field

if TYPE_CHECKING:
    from campaign.tui.app import CampaignApp


class ForcesPane(Pane):
    """What the four have in common. ``LETTERS`` are those of the codes whose every change may change what it lists."""

    TITLE_TEXT: ClassVar[str] = ""
    SHORT: ClassVar[str] = ""
    """What the line of all panes calls it."""
    LETTERS: ClassVar[str] = ""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Mapping[str, Any] | None = None
        self._before: Mapping[str, Any] | None = None
        """What it listed before the latest news."""
        self._seen: Situation | None = None
        """With what it was read."""

    @property
    def session(self) -> Session:
        return cast("CampaignApp", self.app).session

    @property
    def count(self) -> int | None:
        """How many there are in all; None before they were read."""
        return None if self._rows is None else len(self._rows)

    @property
    def behind(self) -> bool:
        """Whether there was news since it was last shown."""
        return self.now is not self._newest

    def title(self) -> str:
        if not self.group:
            return _(self.TITLE_TEXT)
        return _("{title} by {group}").format(title=_(self.TITLE_TEXT), group=field(self.group).lower())

    def open(self, key: str) -> None:
        """Enter on a row."""
        cast("CampaignApp", self.app).open(key)

    # Reading --------------------------------------------------------------------------------------------------------------

    def read_rows(self, situation: Situation) -> Mapping[str, Any]:
        raise NotImplementedError

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        old, self._seen, self._before = self._seen, situation, self._rows
        if self._rows is None or old is None or touched is None or old.today != situation.today \
                or any(code[0] in self.LETTERS or self.decides(old, situation, code) for code in touched):
            self._rows = self.read_rows(situation)
        return True

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Whether this change changes what is listed, where not every one does: most are reports, and reading takes a while."""
        return False

    def affected(self, old: Situation, new: Situation, touched: frozenset[str]) -> set[str] | None:
        before, rows = self._before, self._rows or {}
        if before is None or any(code[0] not in "TDPBGA" for code in touched):
            return None  # a name may have changed
        if before is rows:
            return set()
        return {code for code in before.keys() | rows.keys() if before.get(code) != rows.get(code)}

    # What a list asks -----------------------------------------------------------------------------------------------------

    def rows_of(self, situation: Situation) -> Mapping[str, Any]:
        return self._rows or {}

    def accepts(self, situation: Situation) -> Callable[[str], bool] | None:
        return None

    def suits(self, words: Mapping[str, str]) -> bool:
        return False

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return lambda code: ""

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Any]:
        """The larger groups first."""
        return lambda group, codes: (-len(codes), group)

    def group_name(self, situation: Situation, group: str) -> str:
        return group

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return header_line(self.group_name(situation, group), [(str(len(codes)), "dim")], width)

    def called(self, situation: Situation, code: str) -> str:
        """By which words a row is found."""
        raise NotImplementedError

    def learn(self, situation: Situation, changed: Iterable[str]) -> None:
        def entries() -> Iterable[Entry]:
            for code in self._rows or ():
                name = self.called(situation, code)
                yield code, name, key_of(name, readings)

        self.find.learn(entries())


def _counted(situation: Situation, code: str) -> tuple[object, ...]:
    """What of a project others rest on here."""
    row = situation.snapshot.projects.get(code)
    return () if row is None else (row.withdrawn is None, unfinished(row), row.county)


class ForcePane(ForcesPane):
    """What each task force has moved."""

    TITLE_TEXT, SHORT = N_("Task forces"), N_("Task forces")
    HINTS = ("panes", "add", "edit", "open", "filter", "sort")
    LETTERS = "TGA"
    SORTS = render_forces.FORCE_SORTS

    def read_rows(self, situation: Situation) -> Mapping[str, Force]:
        return {row.force.code: row for row in forces.task_forces(self.session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """A blocker that was open and is so still was not closed."""
        if code[0] == "B":
            return code not in old.snapshot.blockers or code not in new.snapshot.blockers
        return code[0] == "P" and _counted(old, code) != _counted(new, code)

    def called(self, situation: Situation, code: str) -> str:
        return str((self._rows or {})[code].force.name)

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return render_forces.force_value(self._rows or {}, self.sort)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return render_forces.force_columns(self._rows or {}, width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: render_forces.force_piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render_forces.force_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no task force."), "", _("a adds one here; on the command line:"),
                "campaign add-taskforce NAME --project P0042", "  --member PERSON:forest,land")


class DispatchPane(ForcesPane):
    """Who is sent where, until when, and what they brought back."""

    TITLE_TEXT, SHORT = N_("Dispatches"), N_("Dispatches")
    HINTS = ("panes", "note", "resolve", "add", "edit", "open", "group")
    LETTERS = "DA"
    SORTS = render_forces.DISPATCH_SORTS
    GROUPS = render_forces.DISPATCH_GROUPS

    def read_rows(self, situation: Situation) -> Mapping[str, Sent]:
        return {row.dispatch.code: row for row in forces.dispatches(self.session)}

    def called(self, situation: Situation, code: str) -> str:
        sent = (self._rows or {})[code].dispatch
        return f"{name_of(situation, sent.person)} {name_of(situation, sent.unit)}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return render_forces.dispatch_value(self._rows or {}, self.sort, situation.today)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return render_forces.dispatch_group_of(situation, self._rows or {}, self.group)

    def group_name(self, situation: Situation, group: str) -> str:
        return render_forces.dispatch_group_name(situation, self.group, group)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return render_forces.dispatch_columns(self._rows or {}, situation, width, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: render_forces.dispatch_piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render_forces.dispatch_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody is dispatched."), "", _("a adds one here; on the command line:"),
                "campaign dispatch PERSON --to UNIT --until D+60")


class UncoveredPane(ForcesPane):
    """Bodies above the city with whom approvals wait, and where nobody is."""

    TITLE_TEXT, SHORT = N_("Approvals wait, nobody is there"), N_("Nobody there")
    HINTS = ("panes", "open", "add", "filter", "sort")
    LETTERS = "DAU"
    SORTS = render_lacking.QUEUE_SORTS

    def read_rows(self, situation: Situation) -> Mapping[str, Any]:
        return {row.unit: row for row in forces.uncovered(self.session, situation)}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        return code[0] == "P" and _counted(old, code) != _counted(new, code)

    def called(self, situation: Situation, code: str) -> str:
        return name_of(situation, code)

    def open(self, key: str) -> None:
        """The approvals that wait there."""
        cast("CampaignApp", self.app).open_list("land", {"unit": key, "state": "submitted"})

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return render_lacking.queue_value(self._rows or {}, self.sort, situation)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return render_lacking.queue_columns(self._rows or {}, situation, width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: render_lacking.queue_piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        store = self.session.store
        last = max(store.records(DISPATCHES, unit=code), key=lambda row: row.since, default=None)
        return render_lacking.queue_details(situation, (self._rows or {})[code], store.waiting_at(code), last, width, height)

    def empty(self) -> Sequence[str]:
        return (_("Wherever approvals wait above the city, somebody is there."),)


class MatchPane(ForcesPane):
    """Open blockers that nobody with the skill works on, and who could help."""

    TITLE_TEXT, SHORT = N_("Who could help"), N_("Could help")
    HINTS = ("panes", "open", "note", "move_on", "group", "filter")
    LETTERS = "TLM"
    SORTS = render_lacking.MATCH_SORTS
    GROUPS = render_lacking.MATCH_GROUPS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._matcher: Matcher | None = None

    def read_rows(self, situation: Situation) -> Mapping[str, Found]:
        self._matcher = match = forces.matcher(self.session, situation)
        return {item.code: Found(item, found) for item in situation.snapshot.blockers.values()
                if (found := match(item)) is not None}

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        return code[0] == "P" and _counted(old, code) != _counted(new, code)

    def read(self, situation: Situation, touched: frozenset[str] | None) -> bool:
        """Of thousands only the blockers that were touched are judged anew, while nothing else has changed."""
        super().read(situation, touched)
        if self._rows is self._before and self._rows is not None and self._matcher is not None:
            rows = dict(self._rows)
            for code in touched or ():
                if code[0] == "B":
                    rows.pop(code, None)
                    item = situation.snapshot.blockers.get(code)
                    found = None if item is None else self._matcher(item)
                    if item is not None and found is not None:
                        rows[code] = Found(item, found)
            self._rows = rows
        return True

    def called(self, situation: Situation, code: str) -> str:
        return str((self._rows or {})[code].item.title)

    def learn(self, situation: Situation, changed: Iterable[str]) -> None:
        if not self.find.knows({code: row.item for code, row in (self._rows or {}).items()}, changed):
            self.find.learn(self.session.store.named("blocker"))

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return render_lacking.match_value(self._rows or {}, self.sort)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return render_lacking.match_group_of(situation, self._rows or {}, self.group)

    def group_name(self, situation: Situation, group: str) -> str:
        return render_lacking.match_group_name(situation, self.group, group)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return render_lacking.match_columns(self._rows or {}, width, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: render_lacking.match_piece(situation, found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return render_lacking.match_details(situation, (self._rows or {})[code], forces.belonging(self.session, situation.today),
                                           width, height)

    def empty(self) -> Sequence[str]:
        return (_("No skill is wanted elsewhere."), "", _("Members with skills make it useful:"),
                "campaign taskforce T01 --add-member PERSON:forest,land")
