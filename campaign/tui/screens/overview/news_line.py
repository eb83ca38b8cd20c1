"""The line on the Overview about what others have written since one looked. To see it is not to look: its page (``d``) is."""

from collections.abc import Sequence

from textual import work
from textual.worker import get_current_worker

from campaign.core.errors import CampaignError
from campaign.core.model.light import Assessment
from campaign.core.model.snapshot import AuditEntry
from campaign.core.news import Group, News
from campaign.core.situation import Situation
from campaign.service import log, news
from campaign.service.news import Since
from campaign.tables.news import head_line
from campaign.tables.tones import Line
from campaign.tables.width import margin
from campaign.tui.host import Host, host_of
from campaign.tui.keys import BY_ACTION
from campaign.tui.widgets.edges import Edge

MOST_LIGHTS = 1_000
"""Projects whose lights of then are derived for one line: 0.2 s."""
KEY = 4
"""Cells of the key at the end."""


class NewsLine(Edge):
    def __init__(self) -> None:
        super().__init__(self._told, self._key, id="news")
        self._now: Situation | None = None
        self._since: Since | None = None
        self._written: News | None = None
        """What others have written since; None until it is read."""
        self._before: dict[str, Assessment] | None = None
        """Lights of then; None where there are too many projects to derive them: the page of the news does."""
        self._groups: list[Group] = []

    @property
    def host(self) -> Host:
        return host_of(self)

    def follow(self, old: Situation | None, situation: Situation, touched: frozenset[str] | None,
               written: Sequence[AuditEntry] | None = None) -> None:
        """Only what is not known yet is read; all of it beside the screen, when it has been painted. ``written``: what of the log
        came after ``old``, where that is known.
        """
        self._now, looked = situation, self.host.looked
        if not self.host.attended:
            return
        if self._written is None or touched is None or (looked is not None and looked != self._since):
            self._read(situation, looked)
            return
        if self._before is not None and old is not None:  # the light that the first write since then has found
            concerned = {code for code in touched if code in old.assessments} | old.scope(touched) | situation.scope(touched)
            for code in concerned & old.assessments.keys():
                self._before.setdefault(code, old.assessments[code])
        if self._written.last < situation.snapshot.seq:
            if written is None or old is None or self._written.last != old.snapshot.seq:
                written = log.after(self.host.session, self._written.last, situation.snapshot.seq)
            self._written.add(written)
            self._written.last = situation.snapshot.seq
        self._groups = self._written.groups(turned=news.lights_turned(situation, self._before or {}, self._written))
        self.repaint()

    @work(thread=True, exclusive=True, group="news")
    def _read(self, situation: Situation, looked: Since | None) -> None:
        worker, session = get_current_worker(), self.host.session.twin()
        try:
            since = looked or news.since(session)
            found = news.gathered(session, since, situation.snapshot.seq)
            before = news.lights_before(session, situation, since, found, lambda: worker.is_cancelled, MOST_LIGHTS)
        except CampaignError:  # the next look at the database says what is wrong with it
            return
        finally:
            session.close()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, since, found, before)

    def _show(self, since: Since, found: News, before: dict[str, Assessment] | None) -> None:
        self._since, self._written, self._before = since, found, before
        if self._now is not None:
            self.follow(None, self._now, frozenset())

    def _told(self, width: int) -> Line:
        if not self._now or not self._since:
            return ()
        edge = margin(self.app.size.width) - 1
        return [(" " * edge, ""), *head_line(self._now, self._since, self._groups, width - KEY - 2 * edge)]

    def _key(self, width: int) -> Line:
        return [(f" {BY_ACTION['news'].shown}" + " " * margin(width), "quiet")] if self._since is not None else ()
