"""Screen 1: the figures, where to go today, what needs someone in sentences, worst first, then what has changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from random import uniform
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from campaign.core import codes
from campaign.core.overview import Finding, findings
from campaign.core.situation import Situation
from campaign.service import merits, online
from campaign.service.judged import Left
from campaign.tables.charts.heading import heading
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.keys import BY_ACTION, SCREENS, page_bindings
from campaign.tui.screens.overview import sight
from campaign.tui.screens.overview.changes import Changes
from campaign.tui.screens.overview.content import EDGES, finding_line, first_steps, online_text
from campaign.tui.screens.overview.news_line import NewsLine
from campaign.tui.screens.overview.pictures import Pictures
from campaign.tui.screens.overview.stops import Stops
from campaign.tui.shell.page import Page
from campaign.tui.widgets.rows import Rows

LOOK_WHO = 3.0
"""Seconds between two looks at who is on line."""
ROLL_CALL = 5
"""Of so many looks one asks for each lock: whoever was killed has left his behind."""
TODAY, GO, NEEDS, CALM, STEP, GAP, CHANGES, MORE = "today", "go", "needs", "calm", "step", "gap", "changes", "more"


def findings_shown(height: int, stops: int, findings: int) -> int:
    """How many of the findings are listed in so many lines, one of which says how many there are more."""
    if height >= 10 and stops:
        height -= stops + 2 + (4 if height >= 26 else 0)
    room = height - 1
    return findings if findings <= room else max(room - 1, 1)


class OverviewPage(Page):
    TITLE_TEXT = N_("Overview")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "panes", "questions", "group", "news", "log", "add")
    LABELS: ClassVar[Mapping[str, str]] = {"panes": N_("jump"), "group": N_("100 days")}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("shift+tab", "part(-1)", show=False),
                                             *page_bindings("panes")]

    def __init__(self) -> None:
        super().__init__()
        self._now: Situation | None = None
        self._stops = Stops()
        self._findings: dict[str, Finding] = {}
        self._awaited: Finding | None = None
        """What waits for an answer of who looks comes first."""
        self._changes = Changes()
        self._steps: dict[str, Line] = {}
        self._online: list[str] = []
        self._looks, self._came = 0, 0
        self._all = False
        """Whether all that needs someone is listed, however long that is."""
        self._in = ""
        """The part in which the cursor is."""
        self._sight: sight.Sight | None = None
        """What is shown until there is a situation."""

    def body(self) -> Iterable[Widget]:
        rows = Rows(self._draw, edge=self._edge, empty=(_("loading"),), id="rows")
        self._pictures = Pictures(self, self.host, rows, self._derived)
        yield from self._pictures.widgets()
        yield NewsLine()

    def on_mount(self) -> None:
        self.rows.focus()
        self._pictures.lay_out(self.app.size)
        if self.host.attended:
            self._begin()
            self._sight = sight.left(self.host.session, self.app.size, self.host.signs)
            if self._sight is not None:
                rows = self._sight.rows
                self._pictures.seen(self._sight.sheets)
                self.rows.set_items(list(rows), {key for key, row in rows.items() if row.header})

    def leaves(self, situation: Situation) -> Left | None:
        room, size = self.rows.room, self.app.size
        if situation is not self._now or not room:
            return None
        keys, headers = self._keys()
        lines = [(key, key in headers, self._edge(key), list(next(iter(self._draw(key, room, False)), ())))
                 for key in keys[:size.height]]
        return Left(situation, sight.who(self.host.session, size, self.host.signs), (self._pictures.drawn(), lines))

    def prepare(self) -> None:
        self._stops.prepare()

    def attend(self) -> None:
        if self._now is not None:
            self._awaited = merits.awaited(self.host.session, self._now)
            self._stops.attend(self.host.session)
        super().attend()
        self.set_timer(uniform(0, LOOK_WHO), self._begin)

    def _begin(self) -> None:
        self.set_interval(LOOK_WHO, self._look_who)

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    def heading(self) -> str:
        return ""

    def on_resize(self, event: events.Resize) -> None:
        if self._sight is not None and self._now is None and event.size != self._sight.size:
            self._sight = None
            self._pictures.seen(None)
            self.rows.set_items(())
        self._pictures.lay_out(event.size)
        self._stops.resized(event.size.height)
        if self._now is not None:
            self._arrange(None)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        old, self._now = self._now, situation
        said, steps = self._findings, self._steps
        if old is None or touched is None or old.today != situation.today \
                or any(codes.is_a(code, "merit", "county", "unit", "person") for code in touched):
            self._awaited = merits.awaited(self.host.session, situation)
        own = () if self._awaited is None else (self._awaited,)
        self._findings = {finding.key: finding for finding in (*own, *findings(situation))}
        self._steps = {f"{STEP}{n}": line for n, line in enumerate(first_steps(situation))}
        written = None if old is None or touched is None else self._changes.since(self.host.session, old, situation)
        changed = [TODAY, *self._stops.follow(self.host.session, situation, touched, self.app.size.height),
                   *self._changes.follow(self.host.session, situation, touched, written), NEEDS,
                   *(key for key, finding in self._findings.items() if finding != said.get(key)),
                   *(key for key, line in self._steps.items() if line != steps.get(key))]
        self._sight = None
        self._pictures.follow(situation, touched, empty=bool(self._steps))
        self._arrange(None if touched is None else changed)
        self.query_one(NewsLine).follow(old, situation, touched, written)

    def _derived(self) -> None:
        """More is known of the days that are over."""
        self.rows.changed(["red_projects"])

    def _arrange(self, changed: Sequence[str] | None) -> None:
        self.rows.set_items(*self._keys(), changed=changed)

    def _keys(self) -> tuple[list[str], Collection[str]]:
        """All rows, and which of them are headers. What needs someone is first, as much of it as leaves room for where to go."""
        needs, stops = list(self._findings), list(self._stops.rows)
        shown = findings_shown(self._pictures.below(self.app.size), len(stops), len(needs))
        if not self._all and shown < len(needs):
            needs = [*needs[:shown], MORE]
        go = [GAP, TODAY, *stops] if stops else []
        headers = {TODAY, GO, NEEDS, CALM, GAP, CHANGES, *self._steps}
        return [*self._steps, *([] if self._steps else [NEEDS]), *(needs or ([] if self._steps else [CALM])), *go, GO, CHANGES,
                *self._changes.rows], headers

    def on_screen_resume(self) -> None:
        """What was news may have been looked at meanwhile."""
        if self._now is not None:
            self.query_one(NewsLine).follow(None, self._now, frozenset())

    def relabel(self) -> None:
        self.rows.set_empty((_("loading"),))
        super().relabel()

    @property
    def subject(self) -> str | None:
        """A project to go to, a blocker that a sentence is about, or what was changed."""
        key = self.rows.cursor or ""
        if (stop := self._stops.rows.get(key)) is not None:
            return stop.project
        finding, entry = self._findings.get(key), self._changes.rows.get(key)
        code = finding.filter.get("code") if finding else entry.subject if entry else None
        return code if code is not None and codes.canonical(code) == code else None

    @property
    def person(self) -> str | None:
        """Where to go names the leader who should go there."""
        stop = self._stops.rows.get(self.rows.cursor or "")
        project = self._now.snapshot.projects.get(stop.project) if stop is not None and self._now is not None else None
        return project.leader if project is not None else None

    def status(self) -> str:
        """Which of what needs someone, or of the changes: not all of them are in sight."""
        key = self.rows.cursor or ""
        said = [online_text(self._online, self.app.size.width // 4)]
        said += [f"{list(part).index(key) + 1}/{len(part)}" for part in (self._findings, self._changes.rows) if key in part]
        return "  ".join(filter(None, said))

    @on(Rows.Moved)
    def _moved(self) -> None:
        if (part := self._part()) != self._in:
            self._in = part
            self.rows.changed((NEEDS, TODAY, CHANGES))
        self.foot()

    # Drawing ------------------------------------------------------------------------------------------------------------

    def _look_who(self) -> None:
        """Who has come or gone; a look costs a lock or two for each."""
        if not self.in_front():
            return
        came, self._looks = online.stamp(self.host.session), self._looks + 1
        if came == self._came and self._looks % ROLL_CALL:
            return
        self._came = came
        there = online.names(self.host.session)
        if there != self._online:
            self._online = there
            self.foot()

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._now
        if situation is None:
            return () if self._sight is None else (self._sight.rows[key].line,)
        signs = self.host.signs
        if (finding := self._findings.get(key)) is not None:
            first = next(one for one, other in self._findings.items() if other.level is finding.level) == key
            past = self._pictures.past
            return (finding_line(situation, finding, width, signs, first=first,
                                 red_before=None if past is None else past.a_week_ago),)
        if (stop := self._stops.rows.get(key)) is not None:
            return (self._stops.line(situation, stop, width),)
        if (entry := self._changes.rows.get(key)) is not None:
            return (self._changes.line(situation, entry, width),)
        if (step := self._steps.get(key)) is not None:
            return (step,)
        focus = self._part() == key
        match key:
            case "today":
                return (self._stops.heading(situation, width, signs, focus=focus),)
            case "needs":
                right = _("Enter opens the list") if self._findings else ""
                note = _("{n} in all").format(n=len(self._findings)) if self._findings else ""
                return (heading(width, _("What needs you"), signs, note=note, right=right, focus=focus),)
            case "more":
                hidden = len(self._findings) - sum(row in self._findings for row in self._keys()[0])
                return ([(" " * 9, ""), (_("{n} more").format(n=hidden), "quiet")],)
            case "calm":
                return ([(" " + _("Nothing: no overdue blocker, nothing red, nobody missing."), "quiet")],)
            case "changes":
                right = _("{key} opens the whole log").format(key=BY_ACTION["log"].shown)
                return (heading(width, _("What has changed"), signs, right=right, focus=focus),)
        return ()

    def _edge(self, key: str) -> str:
        if self._now is None:
            return "" if self._sight is None else self._sight.rows[key].edge
        if (finding := self._findings.get(key)) is not None:
            return EDGES.get(finding.level, "")
        stop = self._stops.rows.get(key)
        return EDGES.get(stop.light, "") if stop is not None else ""

    def _part(self) -> str:
        """The heading of the part in which the cursor is."""
        key = self.rows.cursor or ""
        return NEEDS if key in self._findings or key == MORE else TODAY if key in self._stops.rows else CHANGES

    # Keys ---------------------------------------------------------------------------------------------------------------

    @on(Rows.Opened)
    def _open(self, event: Rows.Opened) -> None:
        finding = self._findings.get(event.key)
        if self._now is None:
            return
        if event.key == MORE:
            shown = self._keys()[0]
            self._all = True
            self.rows.set_items(*self._keys(), cursor=next(key for key in self._findings if key not in shown))
            return
        if finding is not None and "code" in finding.filter:
            self.host.open(finding.filter["code"])
        elif finding is not None:
            self.host.open_list(finding.target, finding.filter)
        elif self.subject is not None:
            self.host.open(self.subject)
        else:
            self.say(_("This has no page of its own."))

    def action_filter(self) -> None:
        self.say(_("Nothing to filter or sort here; {keys} have lists").format(keys=" ".join(SCREENS[1:])))

    action_sort = action_reverse = action_filter

    def action_panes(self) -> None:
        self.action_part(1)

    def action_part(self, way: int) -> None:
        """To the first row of the part after the one under the cursor (1) or before it (-1), round and round."""
        parts = [list(part) for part in (self._findings, self._stops.rows, self._changes.rows) if part]
        at = next((n for n, part in enumerate(parts) if self.rows.cursor in part), None)
        if len(parts) < 2 or at is None:
            super().action_panes()
        else:
            self.rows.move_to(parts[(at + way) % len(parts)][0])

    def action_group(self) -> None:
        """The other view: the hundred days. What it shows is read and derived only when it is asked for."""
        self.host.push_screen("days")
