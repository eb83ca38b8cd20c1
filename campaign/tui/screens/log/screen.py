"""Who changed what when, newest first; as many as one scrolls to."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input

from campaign.core import codes
from campaign.core.model.snapshot import AuditEntry
from campaign.core.names import key_of, matcher
from campaign.core.situation import Situation
from campaign.data import readings
from campaign.service import log, names
from campaign.tables.around import under
from campaign.tables.audit_text import entry_details, local, log_line, named_in
from campaign.tables.cells import name_of
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.keys import page_bindings
from campaign.tui.shell.page import Page
from campaign.tui.shell.split import Split
from campaign.tui.widgets.filter_line import FilterLine
from campaign.tui.widgets.rows import Rows
from campaign.words import long_day

BATCH = 100
MOST = 2_000
"""Rows that one filtered step looks through at most."""


class LogPage(Page):
    TITLE_TEXT = N_("Log")
    HINTS: ClassVar[tuple[str, ...]] = ("open", "filter", "undo", "back")
    VIEWS: ClassVar[tuple[str, ...]] = ("filter",)
    BINDINGS: ClassVar[list[BindingType]] = page_bindings("back")

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, AuditEntry] = {}
        """By key of their row (the sequence number), newest first: what the filter lets through."""
        self._seen: int | None = None
        """The oldest sequence number looked at; None before the first."""
        self._newest = 0
        self._at_end = False
        self._undone: set[int] = set()
        self._days: dict[str, date] = {}
        self._text = ""
        self._resolved: dict[str, str] = {}
        """Titles of blockers that the situation no longer has, as they were asked for."""

    # What a page gives --------------------------------------------------------------------------------------------------

    def body(self) -> Iterable[Widget]:
        yield Split([Rows(self._draw, empty=("", _("loading")), id="rows")], self._details)

    def on_mount(self) -> None:
        self.listing.focus()

    def on_resize(self, event: Resize) -> None:
        self._share()

    def _share(self) -> None:
        """Between the rows and what one of them changed."""
        length, less = self.listing.length, 3 if self.query_one(Split).spaced else 1
        self.query_one(Split).lay_out(*self.app.size, max(length - less, 1) if length else 0, beside=True)

    def _details(self, width: int, height: int) -> Sequence[Line]:
        """What the row under the cursor says, whole."""
        situation, entry = self.situation, self._entries.get(self.listing.cursor or "")
        if situation is None or entry is None:
            return ()
        lines = entry_details(situation, entry, width, height, self.host.signs, undone=entry.seq in self._undone,
                              known=self._called(situation, entry))
        about = [code for code in (entry.subject, *entry.touched) if codes.canonical(code)]
        return under(lines, situation, about, width, height, self.host.signs, always=True)

    @property
    def listing(self) -> Rows:
        return self.query_one("#rows", Rows)

    @property
    def line(self) -> FilterLine:
        return self.query_one("#filter", FilterLine)

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if not self._newest:
            self._restart()
            return
        fresh = self._fetch(situation.snapshot.seq)
        if fresh is None:
            self._restart()
        elif fresh or touched is None:
            undone = {entry.undoes for entry in fresh if entry.undoes}
            self._undone |= undone
            wanted = self._wanted()
            self._entries = {**{str(entry.seq): entry for entry in fresh if wanted(entry)}, **self._entries}
            self._lay_out(None if touched is None else {str(seq) for seq in undone})

    def _fetch(self, seq: int) -> list[AuditEntry] | None:
        """What was written since; None when that is more than a batch."""
        fresh = [entry for entry in log.latest(self.host.session, BATCH) if entry.seq > self._newest]
        self._newest = max(self._newest, *(entry.seq for entry in fresh), seq) if fresh else max(self._newest, seq)
        return None if len(fresh) == BATCH else fresh

    @property
    def subject(self) -> str | None:
        entry = self._entries.get(self.listing.cursor or "")
        return entry.subject if entry is not None and codes.canonical(entry.subject) == entry.subject else None

    def heading(self) -> str:
        return _(self.TITLE_TEXT)

    def status(self) -> str:
        place = f"{self.listing.position}/{self.listing.total}" + ("" if self._at_end else "+")
        return f"/{self._text}  {place}" if self._text else place

    # What is shown --------------------------------------------------------------------------------------------------------

    def _restart(self) -> None:
        self._entries, self._seen, self._newest, self._at_end = {}, None, 0, False
        self._undone, self._days = set(), {}
        self._more()
        self._lay_out(None)

    def _more(self) -> None:
        """Look further back, until a batch more is to be shown or enough was looked through."""
        session, wanted = self.host.session, self._wanted()
        subject = codes.canonical(self._text) if self._text else None
        found, looked = 0, 0
        while not self._at_end and found < BATCH and looked < MOST:
            batch = log.latest(session, BATCH if wanted is _everything else BATCH * 5, before=self._seen, subject=subject)
            if not batch:
                self._at_end = True
                break
            looked += len(batch)
            self._seen = batch[-1].seq
            self._newest = max(self._newest, batch[0].seq)
            self._undone.update(entry.undoes for entry in batch if entry.undoes)
            for entry in batch:
                if wanted(entry):
                    self._entries[str(entry.seq)] = entry
                    found += 1
            if self._seen <= 1:
                self._at_end = True

    def _wanted(self) -> Callable[[AuditEntry], bool]:
        """Whether an entry fits what was typed: who did it, the code or the name of what it was done to."""
        if not self._text:
            return _everything
        situation, text = self.situation, self._text.casefold()
        code, fits = codes.canonical(self._text), matcher(self._text)
        known: dict[str, bool] = {}

        def wanted(entry: AuditEntry) -> bool:
            if code is not None:
                return entry.subject == code or code in entry.touched
            who = f"{entry.actor} {name_of(situation, entry.actor)}".casefold()
            if text in who or entry.subject.casefold().startswith(text):
                return True
            if entry.subject not in known:
                name = self._called(situation, entry) if situation is not None else ""
                known[entry.subject] = bool(name) and fits(name, key_of(name, readings))
            return known[entry.subject]

        return wanted

    def _lay_out(self, changed: Iterable[str] | None) -> None:
        """Under a title per day."""
        situation = self.situation
        if situation is None:
            return
        keys: list[str] = []
        headers: set[str] = set()
        before: date | None = None
        for key, entry in self._entries.items():
            on_day = local(situation, entry.at)[0]
            if on_day is not None and on_day != before:
                header = f"day {on_day.isoformat()} {key}"
                self._days[header] = on_day
                keys.append(header)
                headers.add(header)
                before = on_day
            keys.append(key)
        if not keys:
            text = _("Nothing fits. Esc shows everything.") if self._text else _("Nothing was written yet.")
            self.listing.set_empty(("", text))
        self.listing.set_items(keys, headers, changed=changed, from_top=True)
        self._share()
        self.query_one(Split).sheet.update()
        self.foot()

    def _draw(self, key: str, width: int, selected: bool) -> Sequence[Line]:
        situation = self.situation
        if situation is None:
            return ()
        if key in self._days:
            day = self._days[key]
            campaign = situation.snapshot.campaign
            text = f"{long_day(day)}  " + _("day {day}/{length}").format(day=campaign.day(day), length=campaign.length)
            return ([(text, "strong")],)
        entry = self._entries.get(key)
        if entry is None:
            return ()
        return (log_line(situation, entry, width, undone=entry.seq in self._undone, known=self._called(situation, entry)),)

    def _called(self, situation: Situation, entry: AuditEntry) -> str:
        code = entry.subject
        if name := named_in(situation, code, entry):
            return name
        if not codes.is_a(code, "blocker") or codes.canonical(code) is None:
            return ""
        if code not in self._resolved:
            self._resolved[code] = names.name_of(self.host.session, "blocker", code) or ""
        return self._resolved[code]

    # Keys ---------------------------------------------------------------------------------------------------------------

    @on(Rows.Moved)
    def _moved(self, event: Rows.Moved) -> None:
        if not self._at_end and event.position > event.total - BATCH // 2:
            count = len(self._entries)
            self._more()
            if len(self._entries) != count:
                self._lay_out(())
        self.query_one(Split).rest()
        self.foot()

    @on(Rows.Opened)
    def _opened(self) -> None:
        if self.subject is not None:
            self.host.open(self.subject)
        else:
            self.say(_("This has no page of its own."))

    def action_back(self) -> None:
        if self.line.is_open or self._text:
            self._text = ""
            self.line.close()
            with self.prevent(Input.Changed):
                self.line.value = ""
            self.listing.focus()
            self._restart()
        else:
            super().action_back()

    def action_filter(self) -> None:
        self.line.open(_("code, name, pinyin, or who did it"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._text = event.value.strip()
        self._restart()

    @on(Input.Submitted)
    def _keep(self) -> None:
        self.line.close()
        self.listing.focus()


def _everything(entry: AuditEntry) -> bool:
    return True
