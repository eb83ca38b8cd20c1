"""What has changed since one looked, in groups (Q13). To open it is to look: from then on only what comes later is news."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.events import Resize
from textual.widget import Widget
from textual.worker import get_current_worker

from campaign.core import codes
from campaign.core.dates import format_instant
from campaign.core.errors import CampaignError
from campaign.core.news import Group, Item, News, Topic
from campaign.core.situation import Situation
from campaign.service import Session, log, news
from campaign.service.news import Lights, Since
from campaign.tables.around import under
from campaign.tables.news import about_line, group_details, group_line, item_details, item_line, nothing
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.keys import BY_ACTION, page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import Split
from campaign.tui.widgets.edges import Edge
from campaign.tui.widgets.rows import Rows
from campaign.words import error_text

SPANS = (None, 1, 7)
"""What ``v`` goes through: since the look before this page was opened, since yesterday, for a week. Days before today."""


class NewsPage(Page):
    TITLE_TEXT = N_("What has changed")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "group", "log", "back")
    LABELS: ClassVar[dict[str, str]] = {"group": N_("other span")}
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._span: int | None = SPANS[0]
        self._since: Since | None = None
        self._first: Since | None = None
        """The look before this page was opened."""
        self._found: News | None = None
        self._remembered = 0
        """The row of the audit up to which the database knows that this person has looked."""
        self._before: Lights | None = None
        """The lights of then; None until they are derived."""
        self._groups: dict[str, Group] = {}
        self._items: dict[str, Item] = {}
        self._names: dict[str, str] = {}
        self._open: set[Topic] = set()

    def body(self) -> Iterable[Widget]:
        yield Edge(self._about, id="about")
        yield Split([Rows(self._draw, empty=("", _("loading")), id="rows")], self._details)

    def on_mount(self) -> None:
        self.rows.focus()

    @on(Resize)
    def _resized(self) -> None:
        width, height = self.app.size
        above = int(self.query_one(Split).spaced)
        self.query_one("#about", Edge).styles.margin = (above, 0, 0, 0)
        self.query_one(Split).lay_out(width, height, max(self.rows.length - above, 1) if self._groups else 0, beside=True)

    @property
    def rows(self) -> Rows:
        return self.query_one("#rows", Rows)

    # Reading ------------------------------------------------------------------------------------------------------------

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if self._found is None or self._since is None:
            self._read(situation)
            return
        self._found.add(log.after(self.host.session, self._found.last, situation.snapshot.seq))
        self._arrange(situation)

    def on_unmount(self) -> None:
        """What came while it was open was looked at too."""
        if self._found is not None and self._found.last > self._remembered:
            self.app.run_worker(partial(_remember, self.host.session, self._found.last), thread=True, group="looks")

    @work(thread=True, exclusive=True, group="news")
    def _read(self, situation: Situation) -> None:
        """Beside the keys: what was written at once, the lights when they are derived."""
        worker, app, session = get_current_worker(), self.app, self.host.session.twin()
        try:
            since = self._start(session)
            self._first = self._first or since
            found = news.gathered(session, since, situation.snapshot.seq)
            if not worker.is_cancelled:
                app.call_from_thread(self._gathered, since, found)
            news.remember(session, found.last)
            self._remembered = found.last
            before = news.lights_before(session, situation, since, found, lambda: worker.is_cancelled)
            if not worker.is_cancelled:
                app.call_from_thread(self._derived, before or {})
        except CampaignError as error:
            if not worker.is_cancelled:
                app.call_from_thread(self._failed, error)
        finally:
            session.close()

    def _start(self, session: Session) -> Since:
        if self._span is not None:
            return news.of_day(session, session.today - timedelta(days=self._span))
        return self._first or self.host.looked or news.since(session)

    def _gathered(self, since: Since, found: News) -> None:
        self._since, self._found = since, found
        self._looked()
        if self.situation is not None:
            self._arrange(self.situation)

    def _derived(self, before: Lights) -> None:
        self._before = before
        untouched = self.rows.position <= 1
        if self.situation is not None:
            self._arrange(self.situation)
            if untouched and self._groups:  # the lights stand above what was known at once
                self.rows.move_to(next(iter(self._groups)))

    def _failed(self, error: CampaignError) -> None:
        self._before = self._before or {}
        self.say(error_text(error), bad=True)

    def _looked(self) -> None:
        """What stands here is no news any more, on this dashboard's Overview too."""
        if self._found is not None:
            session = self.host.session
            self.host.looked = Since(self._found.last, format_instant(session.clock()), looked=True)

    def _arrange(self, situation: Situation) -> None:
        if self._found is None:
            return
        turned = news.lights_turned(situation, self._before or {}, self._found)
        groups = self._found.groups(news.Weight(situation), turned)
        self._names = news.named(self.host.session, situation, groups)
        self._groups = {group.topic.value: group for group in groups}
        self._items = {}
        keys: list[str] = []
        for name, group in self._groups.items():
            keys.append(name)
            if group.topic in self._open:
                items = {f"{name} {number}": item for number, item in enumerate(group.items)}
                self._items.update(items)
                keys += items
        if not keys and self._since is not None:
            self.rows.set_empty(("", nothing(situation, self._since), "", _("{key} shows what changed before").format(
                key=BY_ACTION["group"].shown)))
        self.rows.set_items(keys, from_top=True)
        self._resized()
        self.query_one(Split).sheet.update()
        self._looked()
        self.query_one("#about", Edge).repaint()
        self.foot()

    # Drawing ------------------------------------------------------------------------------------------------------------

    def _about(self, width: int) -> Line:
        if self.situation is None or self._since is None or self._found is None:
            return ()
        line = about_line(self.situation, self._since, self._found.own, self._before is None)
        return [(" " * self.rows.left, ""), *line]

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.situation
        if situation is None:
            return ()
        if (group := self._groups.get(key)) is not None:
            return (group_line(group, self._names, width, is_open=group.topic in self._open),)
        item = self._items.get(key)
        return (item_line(situation, item, self._names, width),) if item is not None else ()

    def _details(self, width: int, height: int) -> Sequence[Line]:
        """Of a sentence its changes, of a change what was before and is now; below it what these things hang on."""
        key, situation, signs = self.rows.cursor or "", self.situation, self.host.signs
        if situation is None:
            return ()
        group, item = self._groups.get(key), self._items.get(key)
        if group is not None:
            about = [one.code for one in group.items]
            lines = group_details(situation, group, self._names, width, height)
        elif item is not None:
            about = [item.code]
            entries = log.latest(self.host.session, 1, before=item.seq + 1) if item.seq else ()
            lines = item_details(situation, item, entries, self._names, width, height, signs)
        else:
            return ()
        return under(lines, situation, [code for code in about if codes.canonical(code)], width, height, signs, always=True)

    @property
    def subject(self) -> str | None:
        item = self._items.get(self.rows.cursor or "")
        return item.code if item is not None and codes.canonical(item.code) == item.code else None

    def hint_label(self, action: str) -> str:
        if action == "open" and self.rows.cursor in self._groups:
            return _("list them")
        return super().hint_label(action)

    def status(self) -> str:
        return f"{self.rows.position}/{self.rows.total}" if self.rows.total else ""

    # Keys ---------------------------------------------------------------------------------------------------------------

    @on(Rows.Moved)
    def _moved(self) -> None:
        self.query_one(Split).rest()
        self.foot()

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        """A sentence opens its changes, a change what it is about."""
        group, situation = self._groups.get(event.key), self.situation
        if group is not None and situation is not None:
            self._open ^= {group.topic}
            self._arrange(situation)
            self.rows.changed((event.key,))
        elif self.subject is not None:
            self.host.open(self.subject)
        else:
            self.say(_("This has no page of its own."))

    def action_group(self) -> None:
        """Another span."""
        self._span = SPANS[(SPANS.index(self._span) + 1) % len(SPANS)]
        if self.situation is not None:
            self._since = self._found = self._before = None
            self._read(self.situation)


def _remember(session: Session, seq: int) -> None:
    """On a connection of its own, beside the keys; if that cannot be, it is not remembered."""
    with suppress(CampaignError):
        own = session.twin()
        try:
            news.remember(own, seq)
        finally:
            own.close()
