"""The steps of a list on one page: how it is read, its columns, its rows. One is in front; what is found is drawn here."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.names import fold
from campaign.service.intake.preview import Look
from campaign.tables.header import Target
from campaign.tables.tones import Line
from campaign.tables.width import cells, margin
from campaign.text import N_, _
from campaign.tui.keys import page_bindings
from campaign.tui.screens.intake import content, remedies
from campaign.tui.screens.intake.at_work import Job, bar_of
from campaign.tui.screens.intake.how import LINES, How, called
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import Split
from campaign.tui.widgets.edges import Buttons, Edge
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.words import intake as say

STEPS = ("how", "columns", "rows")
NAMES = {"how": N_("How it is read"), "columns": N_("Columns"), "rows": N_("Rows")}
PASTED = N_("pasted text")
SAID = "said "
"""Begins the keys of rows that say something of the whole list."""
NOTHING = N_("No list has been read yet: Enter on the first line names one")


class StepsPage(Page):
    TITLE_TEXT = N_("Take in a list")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "take_in", "panes", "filter", "undo", "back")
    VIEWS: ClassVar[tuple[str, ...]] = ("filter",)
    LABELS: ClassVar[dict[str, str]] = {"take_in": N_("take it in"), "panes": N_("next step"), "open": N_("answer")}
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self, path: str = "") -> None:
        super().__init__()
        self.how = How()
        self._path, self._raw = path, b""
        self._look = Look(None, None, (), ())
        self._job: Job | None = None
        self._at = "how"
        self._find = ""
        self._told: tuple[str, bool] = "", False
        """What stands above the rows: the last trouble, or that it has been taken."""
        self._taken = 0
        """The row of the audit by which it was taken."""

    def body(self) -> Iterable[Widget]:
        yield Buttons(self._strip, self._go, self._progress, id="steps")
        yield Split([Rows(self._draw_how, id="how"), Rows(self._draw_column, empty=("", _(NOTHING)), id="columns"),
                     Rows(self._draw_row, empty=("", _(NOTHING)), id="rows")], self._details)

    def on_mount(self) -> None:
        self.list_of("how").set_items(LINES)
        self._go("how")

    def on_resize(self, event: events.Resize) -> None:
        self._share()

    # What is shown --------------------------------------------------------------------------------------------------------

    def list_of(self, step: str) -> Rows:
        return self.query_one(f"#{step}", Rows)

    @property
    def file_name(self) -> str:
        return Path(self._path).name if self._path else _(PASTED) if self._raw else ""

    def _share(self) -> None:
        for step in STEPS:
            self.list_of(step).display = step == self._at
        need, split = self.list_of(self._at).length, self.query_one(Split)
        # Beside it only where the list needs the whole height.
        split.lay_out(*self.app.size, max(need - (2 if split.spaced else 1), 1), beside=need > self.app.size.height - 12)

    def _go(self, step: str) -> None:
        """Another step; of what has been read."""
        self._at = step
        if step != "rows":
            self._drop_filter()
        self._share()
        self.set_focus(self.list_of(step))
        self._redraw()

    def action_panes(self) -> None:
        self._go(STEPS[(STEPS.index(self._at) + 1) % len(STEPS)])

    def _redraw(self) -> None:
        for step in STEPS:
            self.list_of(step).redraw()
        self.query_one(Split).sheet.update()
        self.query_one("#steps", Edge).repaint()
        self.head()
        self.foot()

    def relabel(self) -> None:
        super().relabel()
        self.list_of("columns").set_empty(("", _(NOTHING)))
        self._fill()

    def status(self) -> str:
        rows = self.list_of(self._at) if self.is_mounted else None
        place = f"{rows.position}/{rows.total}" if rows is not None and rows.total else ""
        return f"/{self._find}  {place}" if self._find else place

    def _strip(self, width: int) -> list[Target]:
        counts = {"how": "", "columns": f" {sum(one.field is not None and not one.why for one in self._look.columns)}"
                  f"/{len(self._look.columns)}" if self._look.columns else "",
                  "rows": f" {len(self._look.report.rows)}" if self._look.report is not None else ""}
        edge = Target([(" " * margin(self.app.size.width), "")])
        tabs = [Target([(f"{number} {_(NAMES[step])}{counts[step]}   ", "strong" if step == self._at else "quiet")], step)
                for number, step in enumerate(STEPS, 1)]
        told, bad = self._told
        return [edge, *tabs, Target([(told, "red" if bad else "accent")])]

    def _progress(self, width: int) -> Line:
        return bar_of(self._job, width, self.host.signs) if self._job is not None else ()

    def _draw_how(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        return (content.how_row(self.how, key, self._path or self.file_name, width),)

    def _draw_column(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        columns = self._look.columns
        names = max((cells(one.heading) for one in columns), default=8)
        filled = max((cells(called(one.field)) for one in columns if one.field is not None), default=8)
        return (content.column_row(columns[int(key)], width, names, max(filled, cells(_("not taken")))),)

    def _draw_row(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        report = self._look.report
        if report is None:
            return ()
        if key == SAID:
            return ([(_("Also said of the list"), "strong")],)
        if key.startswith(SAID):
            return (content.remark_line(report, key.removeprefix(SAID), width),)
        if not key.isdigit():
            return ([(say.what(key), "strong"), (f"  {report.counts()[key]}", "quiet")],)
        places, names = self._widths
        return (content.row_line(report.rows[int(key)], report, self.situation, width, places, names),)

    def _details(self, width: int, height: int) -> Sequence[Line]:
        key = self.list_of(self._at).cursor
        if self._at == "how" or (self._at == "columns" and key is None):
            return content.how_details(self.how, key or LINES[0], width, height)
        if self._at == "columns":
            return content.column_details(self.how, self._look.columns[int(key or 0)], self._look.columns, width, height)
        report = self._look.report
        if report is None:
            return content.guide(self.how.purpose, width, height)
        if key is not None and key.startswith(SAID):
            return content.remark_details(report, self.how.purpose, key.removeprefix(SAID), width, height)
        row = None if key is None else report.rows[int(key)]
        remedy = remedies.remedy(row) if row is not None and not self._taken else ""
        return content.row_details(row, report, self.how.purpose, self.situation, remedy, width, height)

    def _fill(self) -> None:
        """The lists, from what has been read."""
        self.note = content.counts_text(self._look.report) if self._look.report is not None else ""
        self.list_of("columns").set_items([str(at) for at in range(len(self._look.columns))])
        report, keys, headers, wanted = self._look.report, list[str](), set[str](), fold(self._find)
        for what, rows in content.grouped(report) if report is not None else ():
            fits = [str(at) for at in rows if not wanted or wanted in fold(f"{report.rows[at].name} {report.rows[at].at}")
                    or wanted in fold(say.what(what))] if report is not None else []
            if fits:
                headers.add(what)
                keys += [what, *fits]
        room = self.list_of("rows").room or self.app.size.width - 2 * margin(self.app.size.width)
        if report is not None and (said := content.remark_rows(report, room, lambda remark: wanted in fold(remark))):
            headers.add(SAID)
            keys += [SAID, *(SAID + row for row in said)]
        if report is not None:
            self._widths = (max((cells(content.place(row)) for row in report.rows), default=4),
                            max((cells(row.name) for row in report.rows), default=8))
        empty = _("Nothing fits. Esc shows everything.") if wanted else self._told[0] or _(NOTHING)
        self.list_of("rows").set_empty(("", empty))
        self.list_of("rows").set_items(keys, headers)
        self._share()
        self._redraw()

    _widths = (4, 8)

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.query_one(Split).rest()
        self.foot()

    # Keys -----------------------------------------------------------------------------------------------------------------

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    def action_filter(self) -> None:
        self._go("rows")
        self.line.open(_("name, cell, or what becomes of it"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._find = event.value.strip()
        self._fill()

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.line.close()
        self.list_of("rows").focus()

    def _drop_filter(self) -> None:
        if self._find or self.line.is_open:
            self._find = ""
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            self._fill()

    def action_back(self) -> None:
        """Out of a filter, then out of the page."""
        if self._find or self.line.is_open:
            self._drop_filter()
            self.list_of("rows").focus()
        else:
            super().action_back()
