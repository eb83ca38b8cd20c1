"""A list of an office: how it is read, its columns, what would become of each row, and one key that takes it in.

The list is held as it was read: what has been looked at is what is taken (decision 0205).
"""

from collections.abc import Coroutine, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual import events, on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from campaign.core.errors import CampaignError
from campaign.core.names import fold
from campaign.core.situation import Situation
from campaign.service import log
from campaign.service.intake.preview import Look
from campaign.tables.header import Target
from campaign.tables.tones import Line
from campaign.tables.width import cells, margin
from campaign.text import N_, _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.keys import page_bindings
from campaign.tui.screens.intake import asking, content
from campaign.tui.screens.intake.at_work import Job, Stopped, bar_of, read
from campaign.tui.screens.intake.how import LINES, How, called
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import Split
from campaign.tui.widgets.edges import Buttons, Edge
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.words import error_text
from campaign.words import intake as say

STEPS = ("how", "columns", "rows")
NAMES = {"how": N_("How it is read"), "columns": N_("Columns"), "rows": N_("Rows")}
PASTED = N_("pasted text")
SAID = "said "
"""Begins the keys of rows that say something of the whole list."""
NOTHING = N_("No list has been read yet: Enter on the first line names one")


class IntakePage(Page):
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
        if self._path:
            self._open(self._path)

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
        need = self.list_of(self._at).length
        self.query_one(Split).lay_out(*self.app.size, need + 1 if need else 0, beside=True)

    def _go(self, step: str) -> None:
        """Another step; of what has been read."""
        self._at = step
        if step != "rows":
            self._drop_filter()
        self._share()
        self.list_of(step).focus()
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

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if self._taken and self._job is None:
            self._told = self._undone() or self._told
        self._redraw()

    def _undone(self) -> tuple[str, bool] | None:
        latest = log.latest(self.host.session, 1)
        if not latest or latest[0].undoes != self._taken:
            return None
        self._taken = 0
        self._read_on()
        return _("Taken back: nothing of the list is in the campaign any more"), False

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
            return (content.remark_line(report, int(key.removeprefix(SAID)), width),)
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
            return content.remark_details(report, int(key.removeprefix(SAID)), width, height)
        row = None if key is None else report.rows[int(key)]
        remedy = asking.remedy(row) if row is not None and not self._taken else ""
        return content.row_details(row, report, self.situation, remedy, width, height)

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
        said = content.remarks(report) if report is not None else []
        if fits := [f"{SAID}{at}" for at, remark in enumerate(said) if wanted in fold(remark)]:
            headers.add(SAID)
            keys += [SAID, *fits]
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

    # Choosing -------------------------------------------------------------------------------------------------------------

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        if self._job is not None and self._job.writes:
            self.say(_("One moment: the list is being taken in"))
        elif self._at == "how":
            self._ask(self._line(event.key))
        elif self._at == "columns":
            self._ask(self._asked(asking.column(self.host, self.how, self._look.columns[int(event.key)], self._look.columns)))
        elif self._look.report is not None and not event.key.startswith(SAID):
            row = self._look.report.rows[int(event.key)]
            if not self._taken and asking.remedy(row):
                self._ask(self._asked(asking.refused(self.host, self.how, row)))
            elif self._taken and row.code:
                self.host.open(row.code)
            else:
                self.say(_("Nothing is to be said here; A takes the list in") if row.what != "refused" or self._taken else
                         _("Only in the list itself can this be corrected"))

    def _ask(self, dialogue: Coroutine[Any, Any, None]) -> None:
        self.app.run_worker(self._told_of(dialogue), group="choose")

    async def _told_of(self, dialogue: Coroutine[Any, Any, None]) -> None:
        try:
            await dialogue
        except CampaignError as error:
            self.host.tell(error_text(error), bad=True)

    async def _line(self, line: str) -> None:
        if line == "file":
            found = await asking.file(self.host, self._path, "" if self._path else self._raw.decode("utf-8", "replace"))
            if found is not None:
                self._open(found[0]) if found[0] else self._paste(found[1])
        else:
            await self._asked(asking.line(self.host, self.how, line, self._look.sheets))

    async def _asked(self, question: Coroutine[Any, Any, bool]) -> None:
        if await question:
            self._read_on()

    def on_paste(self, event: events.Paste) -> None:
        """A list that is pasted onto the page; a line alone is a path, where one may be named."""
        event.stop()
        text = event.text.strip("\r\n")
        if "\n" in text or "\r" in text:
            self._paste(event.text.encode())
        elif text and self.host.session.key is None:
            self._open(text.strip("'\" "))

    def _paste(self, raw: bytes) -> None:
        self._path, self._raw, self.how.mapped = "", raw, {}
        self._begin(Job(fresh=True))

    def _open(self, path: str) -> None:
        if path != self._path and not self.how.profile:
            self.how.mapped = {}
        self._path, self._raw = path, b""
        self._look = Look(None, None, (), ())
        self._begin(Job(fresh=True, path=path))

    # Reading and taking ---------------------------------------------------------------------------------------------------

    def _read_on(self) -> None:
        """Look at the list as it is to be read now."""
        if self._raw or self._path:
            self._begin(Job(path=None if self._raw else self._path))
        else:
            self._redraw()

    def _begin(self, job: Job) -> None:
        self._job = job
        if not job.writes:
            self._taken, self._told = 0, ("", False)
        self._redraw()
        self._work(job, self._raw, self.file_name, self.how)

    @work(thread=True, group="intake")
    def _work(self, job: Job, raw: bytes, name: str, how: How) -> None:
        worker = get_current_worker()

        def advance(done: int, of: int) -> None:
            if worker.is_cancelled or job is not self._job:
                raise Stopped
            job.done, job.of = done, of
            self.app.call_from_thread(self._advanced)

        job.run(self.host.session, raw, name, how, advance)
        if job.writes or not worker.is_cancelled:
            self.app.call_from_thread(self._finished, job)

    def _advanced(self) -> None:
        self.query_one("#steps", Edge).repaint()

    def _finished(self, job: Job) -> None:
        if job.writes:
            self._said_after(job)
        if job is not self._job or not self.is_running:
            return
        self._job, self._raw = None, job.raw or self._raw
        if job.look is not None:
            self._look = job.look
        elif job.report is not None:
            self._look = self._look._replace(report=job.report)
        elif not job.writes:
            self._look = Look(None, job.trouble, (), ())
        if job.trouble is not None:
            self._told = error_text(job.trouble), True
        self._fill()
        if job.fresh and (self._look.report is not None or self._look.columns):
            self._go("rows" if self._look.report is not None else "columns")

    def _said_after(self, job: Job) -> None:
        """Wherever one is by then."""
        if job.report is not None and job.report.seq:
            self._taken = job.report.seq
            self._told = _("Taken in; u takes all of it back"), False
            self.host.catch_up()
            self.host.tell(f"{content.counts_text(job.report)}; " + _("u takes all of it back"))
        elif job.report is not None:
            self._told = _("Everything was there already: nothing was written"), False
            self.host.tell(self._told[0])
        elif job.trouble is not None:
            self.host.tell(error_text(job.trouble), bad=True)
        else:
            self.host.tell(_("Stopped: nothing of the list was written"))

    async def take(self) -> None:
        """What would be written is said first."""
        report = self._look.report
        if self._job is not None:
            self.say(_("One moment: the list is still being read"))
        elif self._taken:
            self.say(_("It is taken in already; u takes it back"))
        elif self._changed():
            self._begin(Job(path=self._path))
            self.say(_("The file has changed since it was read: look at it again"))
        elif report is None:
            self.say(self._told[0] or _(NOTHING), bad=bool(self._told[0]))
        else:
            question = _("{file}: {counts}. Take it in?").format(file=self.file_name, counts=content.counts_text(report))
            if await self.host.push_screen_wait(Confirm(_(self.TITLE_TEXT), question)):
                self._begin(Job(writes=True))

    def _changed(self) -> bool:
        """Whether the file says something else now. One that is gone was looked at all the same."""
        try:
            return bool(self._path) and read(self._path) != self._raw
        except CampaignError:
            return False

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
        """Out of a filter, then out of the page: what is under way is stopped, and nothing of it is written."""
        if self._find or self.line.is_open:
            self._drop_filter()
            self.list_of("rows").focus()
        else:
            self._job = None
            super().action_back()
