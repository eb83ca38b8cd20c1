"""Screen 1: the figures, then what needs someone in sentences, worst first, then what has changed."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from campaign.core import codes
from campaign.core.model import AuditEntry
from campaign.core.overview import Finding, findings
from campaign.core.situation import Situation
from campaign.text import N_, _
from campaign.tui.keys import BY_ACTION, page_bindings
from campaign.tui.render_lists import rule
from campaign.tui.render_log import log_line
from campaign.tui.render_overview import figures, finding_line, first_steps
from campaign.tui.screens.page import Page
from campaign.tui.widgets.lines import Line
from campaign.tui.widgets.rows import Rows
from campaign.tui.widgets.sheet import Sheet

LATEST = 20
"""Changes shown; the log has them all."""
NEEDS, CALM, STEP, GAP, CHANGES, ENTRY = "needs", "calm", "step", "gap", "changes", "entry:"


class OverviewPage(Page):
    TITLE_TEXT = N_("Overview")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "mode('leaders')", "mode('blockers')", "mode('projects')", "log", "add")
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("filter", "sort", "reverse", "group")

    def __init__(self) -> None:
        super().__init__()
        self._now: Situation | None = None
        self._findings: dict[str, Finding] = {}
        self._entries: dict[str, AuditEntry] = {}
        self._undone: frozenset[int] = frozenset()
        self._steps: dict[str, Line] = {}

    def body(self) -> Iterable[Widget]:
        sheet = Sheet(self._figures, id="figures")
        sheet.styles.height = 4
        yield sheet
        yield Rows(self._draw, empty=(_("loading"),), id="rows")

    def on_mount(self) -> None:
        self.rows.focus()

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    def heading(self) -> str:
        return self.campaign_app.session.campaign.name

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        self._now = situation
        said, written, steps = self._findings, self._entries, self._steps
        self._findings = {finding.key: finding for finding in findings(situation)}
        entries = self._latest(situation.snapshot.seq)
        self._entries = {f"{ENTRY}{entry.seq}": entry for entry in entries}
        undone = frozenset(entry.undoes for entry in entries if entry.undoes is not None)
        self._steps = {f"{STEP}{n}": line for n, line in enumerate(first_steps(situation))}
        if touched is None:
            changed = None
        else:
            changed = [key for key, finding in self._findings.items() if finding != said.get(key)]
            # A line of the log names its subject: what was renamed is written anew.
            changed += [key for key, entry in self._entries.items()
                        if key not in written or entry.subject in touched or (entry.seq in undone) != (entry.seq in self._undone)]
            changed += [key for key, line in self._steps.items() if line != steps.get(key)]
            changed.append(CHANGES)
        self._undone = undone
        needs = list(self._findings) if self._findings else [] if self._steps else [CALM]
        headers = {NEEDS, CALM, GAP, CHANGES, *self._steps}
        self.rows.set_items([*self._steps, *([] if self._steps else [NEEDS]), *needs, GAP, CHANGES, *self._entries],
                            headers, changed=changed)
        self.query_one(Sheet).update()

    def _latest(self, seq: int) -> list[AuditEntry]:
        """The newest rows of the log, of which only those up to ``seq`` that are not here yet are read."""
        known = list(self._entries.values())
        fresh = seq - (known[0].seq if known else 0)
        read = self.campaign_app.session.store.log(limit=min(fresh, LATEST), before=seq + 1) if fresh else []
        return [*read, *known][:LATEST]

    def relabel(self) -> None:
        self.rows.set_empty((_("loading"),))
        super().relabel()

    @property
    def subject(self) -> str | None:
        """A blocker that a sentence is about, or what was changed."""
        key = self.rows.cursor or ""
        finding, entry = self._findings.get(key), self._entries.get(key)
        code = finding.filter.get("code") if finding else entry.subject if entry else None
        return code if code is not None and codes.canonical(code) == code else None

    def status(self) -> str:
        return ""

    # Drawing ------------------------------------------------------------------------------------------------------------

    def _figures(self, width: int, height: int) -> Sequence[Line]:
        return figures(self._now, width) if self._now is not None else ()

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self._now
        if situation is None:
            return ()
        if (finding := self._findings.get(key)) is not None:
            return (finding_line(finding),)
        if (entry := self._entries.get(key)) is not None:
            return (log_line(situation, entry, width, undone=entry.seq in self._undone, dated=True),)
        if (step := self._steps.get(key)) is not None:
            return (step,)
        match key:
            case "needs":
                return (rule([(_("What needs you"), "head"), ("  " + _("Enter opens the list"), "dim")], width),)
            case "calm":
                return ([(_("Nothing: no overdue blocker, nothing red, nobody missing."), "green")],)
            case "changes":
                hint = _("{key} opens the whole log").format(key=BY_ACTION["log"].shown)
                return (rule([(_("What has changed"), "head"), ("  " + hint, "dim")], width),)
        return ()

    # Keys ---------------------------------------------------------------------------------------------------------------

    @on(Rows.Opened)
    def _open(self, event: Rows.Opened) -> None:
        finding = self._findings.get(event.key)
        if finding is not None and "code" in finding.filter:
            self.campaign_app.open(finding.filter["code"])
        elif finding is not None:
            self.campaign_app.open_list(finding.target, finding.filter)
        elif self.subject is not None:
            self.campaign_app.open(self.subject)
        else:
            self.say(_("This has no page of its own."))

    def action_filter(self) -> None:
        self.say(_("Nothing to filter or sort here; 3 and 4 have lists."))

    action_sort = action_reverse = action_group = action_filter
