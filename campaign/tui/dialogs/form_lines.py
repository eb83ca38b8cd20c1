"""The lines of a form: shown, filled in, chosen from lists; what cannot be read is said below its line."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.events import DescendantBlur
from textual.widget import Widget
from textual.widgets import Input

from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.kinds.field import Field
from campaign.service import Session
from campaign.tables.width import cells
from campaign.text import _
from campaign.tui.dialogs import choices as dialog_choices
from campaign.tui.dialogs.called import called
from campaign.tui.dialogs.choose import Choice, Choose
from campaign.tui.dialogs.dialog import LOW, Dialog, Paragraph, Typing
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.dialogs.form_fields import ABOUT, MANY, check, label_of
from campaign.tui.dialogs.form_row import FieldRow, Pick
from campaign.tui.host import Host, host_of

JUMP = 8
"""Lines by which PgUp and PgDn move."""

Values = Mapping[str, str]
"""Name of a line → text as typed."""


class Saved(Protocol):
    """What a write did (``store.write.Done``)."""

    @property
    def subject(self) -> str: ...

    @property
    def seq(self) -> int: ...

    @property
    def asked(self) -> tuple[tuple[str, str], ...]: ...

    @property
    def only_asked(self) -> bool: ...


Effect = Callable[[Session, Situation, Values], str]
"""What saving a form will bring about, said before it is saved; empty: nothing worth saying."""
EFFECT, TOLD = 3, 3
"""Lines of it, and of what is said of a line, at most."""


class Fields(Widget):
    """The lines, scrolled when they do not fit. Arrows move between them, so this takes none.

    No scroll bar: it is drawn with signs of no certain width; the title says 3/28.
    """

    DEFAULT_CSS = """
    Fields { layout: vertical; overflow: hidden auto; height: auto; width: 1fr; scrollbar-size: 0 0; }
    """


class FormLines(Dialog[Saved]):
    """The part of a form that is filled in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("pagedown", "jump(1)", show=False),
        Binding("pageup", "jump(-1)", show=False),
    ]

    def __init__(self, title: str, fields: Sequence[Field], values: Values, effect: Effect | None) -> None:
        super().__init__(title)
        self.fields = tuple(fields)
        self._effect = effect
        self._foreseen: tuple[object, str] = (None, "")
        """What ``effect`` said, and upon what: it is asked for at every repaint."""
        self.base: dict[str, str] = {field.name: values.get(field.name, "") for field in fields}
        """What stood there at first."""
        self._message = ""
        self._choosing: Choose | None = None
        """The list of what one line can be, while it is open."""

    def action_save(self) -> None:
        raise NotImplementedError

    @property
    def host(self) -> Host:
        return host_of(self)

    # What it shows --------------------------------------------------------------------------------------------------

    def body(self) -> tuple[Fields, Paragraph, Paragraph]:
        width = min(max(cells(label_of(field)) for field in self.fields) + 3, 26)
        self.rows = [FieldRow(field, width, self.base[field.name], self._name_of) for field in self.fields]
        self.told = Paragraph(self._tell, "quiet", limit=TOLD)
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

    def fit(self, lines: int, width: int) -> None:
        """The lines scroll when there are more than fit beside the message."""
        spaced = int(self.size.height >= LOW)
        kept = spaced + (TOLD if self._effect is None else TOLD + EFFECT)
        (self.effect if self._effect is not None else self.told).styles.margin = (spaced, 0, 0, 0)
        self.query_one(Fields).styles.max_height = max(lines - kept, 3)
        for row in self.rows:
            row.narrow(width)

    def say(self, message: str, *, bad: bool = False) -> None:
        """Below the lines, until the cursor moves on."""
        self._message = message
        self.told.rewrite("red" if bad else "accent" if message else "quiet")
        self.foot()

    def _name_of(self, code: str) -> str:
        return called(self.host.session, self.host.situation, code)

    # What is typed --------------------------------------------------------------------------------------------------

    @property
    def typed(self) -> dict[str, str]:
        return {row.field.name: row.text for row in self.rows}

    @property
    def changed(self) -> dict[str, str]:
        """What differs from what stood there."""
        return {name: text for name, text in self.typed.items() if text != self.base[name]}

    def _put(self, values: Values) -> None:
        for row in self.rows:
            if row.field.name in values:
                row.text = values[row.field.name]

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
        empty = "" if row.field.words is not None else _("There is none yet: add one first (a)")
        current = "" if row.field.holds in MANY else row.text
        self._choosing = Choose(label_of(row.field), choices, current=current, query=event.query, empty=empty)
        self.run_worker(self._choose(row, self._choosing), group="choose")

    def _choices(self, row: FieldRow) -> Sequence[Choice] | None:
        host = self.host
        if row.field.words is not None:
            return dialog_choices.words(row.field.words)
        if host.situation is None:
            return None
        try:
            if row.field.holds == ABOUT:
                typed = self.typed
                return dialog_choices.about(host.session, host.situation, typed.get("projects", "").split(), typed.get("county",
                                                                                                                     ""))
            return dialog_choices.named(host.session, host.situation, row.field.holds)
        except CampaignError as error:
            row.trouble(trouble(error))
            return None

    async def _choose(self, row: FieldRow, choose: Choose) -> None:
        field = row.field
        try:
            code = await self.app.push_screen_wait(choose)
        finally:
            self._choosing = None
        if code is None:
            return
        if field.holds in MANY:
            chosen = row.text.split()
            row.text = " ".join([*chosen, code] if code not in chosen else [one for one in chosen if one != code])
            row.enter()
        else:
            row.text = code
            if row is not self.rows[-1]:
                self._go(1)

    def _look_at(self, row: FieldRow) -> bool:
        try:
            check(row.field, row.text, self.host.session)
        except CampaignError as error:
            row.trouble(trouble(error))
            return False
        row.trouble("")
        return True
