"""A form: one line per field, saved by one write. Nothing that was typed is lost: not by an error, not by Esc, not by others."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, NamedTuple, Protocol, cast
from uuid import uuid4

from textual.binding import Binding, BindingType
from textual.events import DescendantBlur
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.errors import CampaignError, Changed
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.store.queries import log as log_queries
from campaign.store.queries.names import name_of
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.dialogs import choices as dialog_choices
from campaign.tui.dialogs.choose import Choice, Choose
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.conflict import Clash, Conflict
from campaign.tui.dialogs.dialog import Dialog, Paragraph, Typing
from campaign.tui.dialogs.error_text import place, trouble
from campaign.tui.dialogs.form_fields import ABOUT, MANY, FormField, check, existing
from campaign.tui.dialogs.form_row import FieldRow, Pick
from campaign.tui.host import Draft, Host, host_of
from campaign.words import kind

JUMP = 8
"""Lines by which PgUp and PgDn move."""

Values = Mapping[str, str]
"""Slot name → text as typed."""


class Saved(Protocol):
    """What a write did (``store.write.Done``)."""

    @property
    def subject(self) -> str: ...

    @property
    def seq(self) -> int: ...


class Save(Protocol):
    """Writes in a thread, on a session of its own: what was typed, the version it was typed upon, the request id."""

    def __call__(self, session: Session, typed: Values, version: int | None, request: str) -> Saved: ...


Effect = Callable[[Session, Situation, Values], str]
"""What saving a form will bring about, said before it is saved; empty: nothing worth saying."""
EFFECT = 3
"""Lines of it at most."""


class Reading(NamedTuple):
    """A row as it is now, in texts."""

    values: Values
    version: int
    by: str = ""
    """Who changed it last."""


def changed_by(session: Session, code: str) -> str:
    """Who changed it last, by name; a login where nobody's name is known."""
    last = log_queries.log(session.store, subject=code, limit=1, without=session.hidden)
    return (name_of(session.store, "person", last[0].actor) or last[0].actor) if last else ""


class Fields(Widget):
    """The lines, scrolled when they do not fit. Arrows move between them, so this takes none.

    No scroll bar: it is drawn with signs of no certain width; the title says 3/28.
    """

    DEFAULT_CSS = """
    Fields { layout: vertical; overflow: hidden auto; height: auto; width: 1fr; scrollbar-size: 0 0; }
    """


class Form(Dialog[Saved]):
    """Gives what the write did, or None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "save", show=False),
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("pagedown", "jump(1)", show=False),
        Binding("pageup", "jump(-1)", show=False),
        Binding("ctrl+r", "anew", show=False),
    ]

    def __init__(
        self,
        title: str,
        slots: Sequence[FormField],
        save: Save,
        *,
        values: Values | None = None,
        version: int | None = None,
        reread: Callable[[Session], Reading] | None = None,
        key: str = "",
        first: str = "",
        effect: Effect | None = None,
        asks: Callable[[Session, Values], str] | None = None,
    ) -> None:
        """``values`` stand there at first. With ``reread`` it edits a row: only what differs from ``values`` is saved, upon
        ``version``, and someone else's change meanwhile is settled line by line. ``key`` names it among the drafts;
        the cursor is on the first line, on ``first`` only where a list has just asked for what is above it; ``effect`` says below
        the lines what saving this will bring about; ``asks`` gives what is to be asked before it is saved, or ''.
        """
        super().__init__(title)
        self.slots = tuple(slots)
        self._save, self._reread, self._key, self._first = save, reread, key, first
        self._effect, self._asks = effect, asks
        self._foreseen: tuple[object, str] = (None, "")
        """What ``effect`` said, and upon what: it is asked for at every repaint."""
        self.base: dict[str, str] = {slot.name: (values or {}).get(slot.name, "") for slot in slots}
        self.version = version
        self._clean = dict(self.base)
        self._clean_version = version
        self._message = ""
        self._sent: tuple[object, str] | None = None
        self._saving = False
        self._choosing: Choose | None = None
        """The list of what one line can be, while it is open."""

    @property
    def host(self) -> Host:
        return host_of(self)

    # What it shows --------------------------------------------------------------------------------------------------

    def body(self) -> tuple[Fields, Paragraph, Paragraph]:
        width = min(max(cells(slot.title) for slot in self.slots) + 3, 26)
        if self._reread is None:  # what is edited shows what is stored
            self.base = {slot.name: existing(slot, self.base[slot.name], self.host.session) for slot in self.slots}
            self._clean = dict(self.base)
        self.rows = [FieldRow(slot, width, self.base[slot.name], self._name_of) for slot in self.slots]
        self.told = Paragraph(self._tell, "dim", limit=3)
        self.effect = Paragraph(self._foresee, "accent", limit=EFFECT)
        return Fields(*self.rows), self.effect, self.told

    def _foresee(self) -> str:
        """What saving this will bring about, as it is filled in now."""
        host = self.host
        if self._effect is None or host.situation is None:
            return ""
        upon = host.situation, self.typed
        if self._foreseen[0] != upon:
            try:
                self._foreseen = upon, self._effect(host.session, *upon)
            except CampaignError:  # what is typed cannot be read yet: its own line says so
                self._foreseen = upon, ""
        return self._foreseen[1]

    def _tell(self) -> str:
        if self._message:
            return self._message
        row = self._row()
        return row.advice(self.host.session) if row is not None else ""

    def status(self) -> str:
        row = self._row()
        return f"{self.rows.index(row) + 1}/{len(self.rows)}" if row is not None else ""

    def hints(self) -> list[tuple[str, str]]:
        if self._saving:
            return [("", _("saving"))]
        return [("Ctrl+S", _("save")), ("Esc", _("close")), ("Tab", _("next"))]

    def on_mount(self) -> None:
        self._fit()
        draft = self.host.drafts.pop(self._key, None) if self._key else None
        if draft is not None:
            self.base, self.version = dict(draft.base), draft.version
            # What was chosen then may have been taken back since.
            self._put({row.slot.name: existing(row.slot, draft.typed.get(row.slot.name, ""), self.host.session)
                       for row in self.rows})
            self.say(_("What you had typed here before is back; Ctrl+R drops it"))
        wanted = next((row for row in self.rows if row.slot.name == self._first), None)
        (wanted or self.rows[0]).enter()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """The lines scroll when there are more than fit beside title, message and keys."""
        kept = 5 if self._effect is None else 5 + EFFECT
        self.query_one(Fields).styles.max_height = max(self.size.height - kept, 3)
        for row in self.rows:
            row.narrow(self.size.width)

    def say(self, message: str, *, bad: bool = False) -> None:
        """Below the lines, until the cursor moves on."""
        self._message = message
        self.told.rewrite("red" if bad else "accent" if message else "dim")
        self.foot()

    def _name_of(self, code: str) -> str:
        return dialog_choices.called(self.host.session, self.host.situation, code)

    # What is typed --------------------------------------------------------------------------------------------------

    @property
    def typed(self) -> dict[str, str]:
        return {row.slot.name: row.text for row in self.rows}

    @property
    def changed(self) -> dict[str, str]:
        """What differs from what stood there."""
        return {name: text for name, text in self.typed.items() if text != self.base[name]}

    def _put(self, values: Values) -> None:
        for row in self.rows:
            if row.slot.name in values:
                row.text = values[row.slot.name]

    def _row(self) -> FieldRow | None:
        return next((row for row in self.rows if row.active), None) if self.is_attached else None

    def action_step(self, step: int) -> None:
        self._go(step)

    def action_jump(self, sign: int) -> None:
        self._go(sign * JUMP, stop=True)

    def _go(self, step: int, *, stop: bool = False) -> None:
        row = self._row()
        at = (self.rows.index(row) if row is not None else 0) + step
        self.rows[max(min(at, len(self.rows) - 1), 0) if stop else at % len(self.rows)].enter()

    def on_descendant_focus(self) -> None:
        self.told.rewrite()
        self.foot()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """What cannot be read is said as soon as the line is left."""
        row = event.widget.parent
        if isinstance(row, FieldRow) and row.text:
            self._look_at(row)
        self.say("")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        row = event.input.parent
        if isinstance(row, FieldRow):
            row.trouble("")
        self.told.rewrite()
        self.effect.rewrite()

    def on_typing_refused(self, event: Typing.Refused) -> None:
        row = event.field.parent
        if isinstance(row, FieldRow):
            row.trouble(trouble(event.error))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._next()

    def on_pick_changed(self) -> None:
        self.effect.rewrite()

    def on_pick_done(self) -> None:
        self._next()

    def _next(self) -> None:
        if self._row() is self.rows[-1]:
            self.action_save()
        else:
            self._go(1)

    def on_pick_asked(self, event: Pick.Asked) -> None:
        if self._choosing is not None:  # typed fast: the list is about to open
            self._choosing.type_on(event.query)
            return
        row = event.pick.row
        choices = self._choices(row)
        if choices is None:
            return
        empty = "" if row.slot.words is not None else _("There is none yet: add one first (a)")
        current = "" if row.slot.kind in MANY else row.text
        self._choosing = Choose(row.slot.title, choices, current=current, query=event.query, empty=empty)
        self.run_worker(self._choose(row, self._choosing), group="choose")

    def _choices(self, row: FieldRow) -> Sequence[Choice] | None:
        host = self.host
        if row.slot.words is not None:
            return dialog_choices.words(row.slot.words)
        if host.situation is None:
            return None
        try:
            if row.slot.kind == ABOUT:
                typed = self.typed
                return dialog_choices.about(host.session, host.situation, typed.get("projects", "").split(), typed.get("county",
                                                                                                                     ""))
            return dialog_choices.named(host.session, host.situation, row.slot.kind)
        except CampaignError as error:
            row.trouble(trouble(error))
            return None

    async def _choose(self, row: FieldRow, choose: Choose) -> None:
        slot = row.slot
        try:
            code = await self.app.push_screen_wait(choose)
        finally:
            self._choosing = None
        if code is None:
            return
        if slot.kind in MANY:
            chosen = row.text.split()
            row.text = " ".join([*chosen, code] if code not in chosen else [one for one in chosen if one != code])
            row.enter()
        else:
            row.text = code
            if row is not self.rows[-1]:
                self._go(1)

    # Leaving --------------------------------------------------------------------------------------------------------

    def action_cancel(self) -> None:
        """What was typed stays for the next time that this form is opened."""
        if self._saving:
            return
        if self.put_aside():
            self.host.say(_("Not saved; what you typed is still there when you open this again"))
        self.dismiss(None)

    def put_aside(self) -> bool:
        """What was typed and is not saved goes to the drafts; False when there is nothing."""
        if not (self._key and self.changed):
            self._forget()
            return False
        self.host.drafts[self._key] = Draft(self.typed, self.base, self.version)
        return True

    def _forget(self) -> None:
        """There is nothing unsaved here any more, whatever was put aside while it was open."""
        self.host.drafts.pop(self._key, None)

    def action_anew(self) -> None:
        if self.changed:
            self.run_worker(self._anew(), exclusive=True, group="anew")

    async def _anew(self) -> None:
        sure = await self.app.push_screen_wait(Confirm(self.heading(), _("Drop what you have typed here?")))
        if sure:
            self.base, self.version = dict(self._clean), self._clean_version
            self._put(self.base)
            self.say("")

    def action_save(self) -> None:
        if not self._saving and self._look_at_all():
            self._saving = True
            self.run_worker(self._write(), group="save")

    def _look_at(self, row: FieldRow) -> bool:
        if self._reread is not None and row.text and row.text == self.base[row.slot.name]:  # stored so, and not saved again
            row.trouble("")
            return True
        try:
            check(row.slot, row.text, self.host.session)
        except CampaignError as error:
            row.trouble(trouble(error))
            return False
        row.trouble("")
        return True

    def _look_at_all(self) -> bool:
        """The cursor goes to the first line that cannot be saved."""
        wrong = [row for row in self.rows if not self._look_at(row)]
        if wrong:
            wrong[0].enter()
        return not wrong

    async def _write(self) -> None:
        try:
            self.foot()
            await self._settle_and_write()
        finally:
            self._saving = False
            if self.is_current:
                self.foot()

    async def _settle_and_write(self) -> None:
        while True:
            given = self.changed if self._reread else {name: text for name, text in self.typed.items() if text}
            if self._reread and not given:
                self._forget()
                self.dismiss(None)
                self.host.say(_("Nothing was changed"))
                return
            question = self._asks(self.host.session, given) if self._asks is not None else ""
            if question and not await self.app.push_screen_wait(Confirm(self.heading(), question)):
                return
            job = partial(self._save, typed=given, version=self.version, request=self._request(given))
            outcome = await self.host.written(job)
            if not isinstance(outcome, CampaignError):
                self._forget()
                self.dismiss(outcome)
                return
            if not isinstance(outcome, Changed):
                self._show(outcome)
                return
            if self._reread is None:
                self.version = cast("int | None", outcome.params.get("theirs"))
                self.say(
                    _("{what} was changed by someone else meanwhile; Ctrl+S saves this all the same").format(
                        what=outcome.params.get("code", "")
                    ),
                    bad=True,
                )
                self.host.catch_up()
                return
            if not await self._settle(self._reread):
                return

    def _request(self, given: Values) -> str:
        """The same for the same content, so that a repeated save is one write; another as soon as anything differs."""
        content = (dict(given), self.version)
        if self._sent is None or self._sent[0] != content:
            self._sent = content, uuid4().hex
        return self._sent[1]

    def _show(self, error: CampaignError) -> None:
        wanted = place(error)
        row = next((row for row in self.rows if row.slot.name == wanted), None) or self._meant(error)
        if row is None:
            self.say(trouble(error), bad=True)
            return
        row.enter()
        row.trouble(trouble(error))

    def _meant(self, error: CampaignError) -> FieldRow | None:
        """The one line that holds what an error quotes, where it names no line."""
        quoted = {str(value) for value in error.params.values() if value}
        found = [row for row in self.rows if quoted & {row.text.strip(), *row.text.split()}]
        return found[0] if len(found) == 1 else None

    async def _settle(self, reread: Callable[[Session], Reading]) -> bool:
        """Mine or theirs, line by line; False when the person goes back to the form."""
        try:
            theirs = reread(self.host.session)
        except CampaignError as error:
            self._show(error)
            return False
        clashes = []
        for row in self.rows:
            name = row.slot.name
            mine, base, other = row.text, self.base[name], theirs.values.get(name, "")
            if other not in (base, mine):
                clashes.append(Clash(row.slot, mine, other, mine != base))
        if clashes:
            kept = await self.app.push_screen_wait(Conflict(self.heading(), clashes, theirs.by, self._name_of))
            if kept is None:
                self.say(_("Not saved yet: Ctrl+S shows both versions again"), bad=True)
                return False
            self._put(kept)
        self.base = {name: theirs.values.get(name, "") for name in self.base}
        self.version = theirs.version
        return True


def adding(what: str) -> str:
    """The title of a form that adds something."""
    return _("Add: {what}").format(what=kind(what))
