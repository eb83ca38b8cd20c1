"""A list being looked at or taken, beside the keys: on a session of its own, and stopped by whoever leaves."""

from collections.abc import Callable

from campaign.core.errors import CampaignError
from campaign.service import Session
from campaign.service.intake.preview import Look, look
from campaign.service.intake.report import Report
from campaign.service.intake.source import read_file
from campaign.service.intake.taking import take
from campaign.tables.charts.bar import bar
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.text import _
from campaign.tui.screens.intake.how import How

BAR = 16
"""Cells."""


class Stopped(Exception):
    """Nobody waits for it any more: nothing of it is written."""


class Job:
    def __init__(self, *, writes: bool = False, fresh: bool = False, path: str | None = None) -> None:
        """``fresh``: of another list than before. ``path``: read it from there."""
        self.writes, self.fresh, self.path, self.raw = writes, fresh, path, b""
        self.done, self.of = 0, 0
        self.look: Look | None = None
        self.report: Report | None = None
        self.trouble: CampaignError | None = None

    def run(self, session: Session, raw: bytes, name: str, how: How, advance: Callable[[int, int], None]) -> None:
        try:
            if self.path is not None:
                raw = self.raw = read_file(self.path)
            own = session.twin()
            try:
                own.assured = how.doubts()
                if self.writes:
                    self.report = take(own, raw, name, how.options(), how.choice(), advance=advance)
                else:
                    self.look = look(own, raw, name, how.options(), how.choice(), advance)
                    self.report, self.trouble = self.look.report, self.look.trouble
            finally:
                own.close()
        except CampaignError as error:
            self.trouble = error
        except Stopped:
            pass


def bar_of(job: Job, width: int, signs: Signs) -> Line:
    """How far it has got."""
    said = _("being taken in") if job.writes else _("being read")
    edge = (" " * margin(width), "")
    if not job.of:
        return [(f"{said} ...", "accent"), edge]
    return [(f"{said} ", "accent"), *bar(BAR, job.done / job.of, signs), (f" {job.done}/{job.of}", "quiet"), edge]
