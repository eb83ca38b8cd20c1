"""A list of an office: how it is read, its columns, what would become of each row, and one key that takes it in.

The list is held as it was read: what has been looked at is what is taken (decision 0205).
"""

from collections.abc import Coroutine
from typing import Any

from textual import events, on, work
from textual.worker import get_current_worker

from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service import log
from campaign.service.intake.preview import Look
from campaign.service.intake.source import read_file
from campaign.text import _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.screens.intake import asking, content, remedies
from campaign.tui.screens.intake.at_work import Job, Stopped
from campaign.tui.screens.intake.how import How
from campaign.tui.screens.intake.steps_page import NOTHING, SAID, StepsPage
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.rows import Rows
from campaign.words import error_text


class IntakePage(StepsPage):
    def on_mount(self) -> None:
        if self._path:
            self._open(self._path)

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
            if not self._taken and remedies.remedy(row):
                self._ask(self._asked(remedies.refused(self.host, self.how, row)))
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
            self.host.tell(self._told[0])
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
            return bool(self._path) and read_file(self._path) != self._raw
        except CampaignError:
            return False

    def action_back(self) -> None:
        """What is under way is stopped, and nothing of it is written."""
        if not self._find and not self.line.is_open:
            self._job = None
        super().action_back()
