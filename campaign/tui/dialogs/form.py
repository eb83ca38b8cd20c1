"""A form: one line per field, saved by one write. Nothing that was typed is lost: not by an error, not by Esc, not by others."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, NamedTuple, Protocol, cast
from uuid import uuid4

from textual.binding import Binding, BindingType

from campaign.core.errors import CampaignError, Changed
from campaign.core.plausible import Doubt, Doubtful
from campaign.kinds.field import Field
from campaign.service import Session
from campaign.text import _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.conflict import Clash, Conflict
from campaign.tui.dialogs.dialog import Paragraph
from campaign.tui.dialogs.error_text import place, trouble
from campaign.tui.dialogs.form_fields import existing
from campaign.tui.dialogs.form_lines import Effect, Fields, FormLines, Saved, Values
from campaign.tui.dialogs.form_row import FieldRow
from campaign.tui.host import Draft, assuring
from campaign.words import kind


class Reading(NamedTuple):
    """A row as it is now, in texts."""

    values: Values
    version: int
    by: str = ""
    """Who changed it last."""


class Save(Protocol):
    """Writes in a thread, on a session of its own: what was typed, the version it was typed upon, the request id."""

    def __call__(self, session: Session, typed: Values, version: int | None, request: str) -> Saved: ...


class Form(FormLines):
    """Gives what the write did, or None when it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "save", show=False),
        Binding("ctrl+r", "anew", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
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
        super().__init__(title, fields, values or {}, effect)
        self._save, self._reread, self._key, self._first = save, reread, key, first
        self.version = version
        self._clean = dict(self.base)
        self._clean_version = version
        self._asks = asks
        self._sent: tuple[object, str] | None = None
        self._doubted: tuple[Doubt, ...] = ()
        """What was said to be unlikely of what was sent last: who saves it again, says that it is so."""
        self._saving = False

    def hints(self) -> list[tuple[str, str]]:
        if self._saving:
            return [("", _("saving"))]
        return [("Ctrl+S", _("save")), ("Esc", _("close")), ("Tab", _("next"))]

    def body(self) -> tuple[Fields, Paragraph, Paragraph]:
        if self._reread is None:  # what is edited shows what is stored
            self.base = {field.name: existing(field, self.base[field.name], self.host.session) for field in self.fields}
            self._clean = dict(self.base)
        return super().body()

    def on_mount(self) -> None:
        draft = self.host.drafts.pop(self._key, None) if self._key else None
        if draft is not None:
            self.base, self.version = dict(draft.base), draft.version
            # What was chosen then may have been taken back since.
            self._put({row.field.name: existing(row.field, draft.typed.get(row.field.name, ""), self.host.session)
                       for row in self.rows})
            self.say(_("What you had typed here before is back; Ctrl+R drops it"))
        wanted = next((row for row in self.rows if row.field.name == self._first), None)
        (wanted or self.rows[0]).enter()

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
        if self._reread is not None and row.text and row.text == self.base[row.field.name]:  # stored so, and not saved again
            row.trouble("")
            return True
        return super()._look_at(row)

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
            request = self._request(given)
            job = partial(self._save, typed=given, version=self.version, request=request)
            outcome = await self.host.verbs.written(assuring(job, self._doubted))
            if isinstance(outcome, Doubtful):
                self._doubted = (*self._doubted, *outcome.doubts)
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
            self._doubted = ()
        return self._sent[1]

    def _show(self, error: CampaignError) -> None:
        row = next((row for name in place(error) for row in self.rows if row.field.name == name), None) or self._meant(error)
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
            name = row.field.name
            mine, base, other = row.text, self.base[name], theirs.values.get(name, "")
            if other not in (base, mine):
                clashes.append(Clash(row.field, mine, other, mine != base))
        if clashes:
            kept = await self.app.push_screen_wait(Conflict(self.heading(), clashes, theirs.by, self._name_of))
            if kept is None:
                self.say(_("Not saved yet: Ctrl+S shows both versions again"), bad=True)
                return False
            self._put(kept)
        self.base = {name: theirs.values.get(name, "") for name in self.base}
        self.version = theirs.version
        return True


def saving(verb: Callable[..., Saved], *about: object, **more: object) -> Save:
    """By a verb of the service: what is typed goes to the parameters that its lines are named after, empty ones to none."""

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        upon = {} if version is None else {"version": version}
        return verb(session, *about, **typed, **more, **upon, request=request)

    return save


def reopening(verb: Callable[..., Saved], code: str, name: str, version: int) -> Form:
    """Opens again what was settled: only why is asked."""
    return Form(" ".join((_("Open again"), code, name)), [Field("why", required=True, limit=500)], saving(verb, code),
                version=version, key=f"reopen {code}")


def adding(what: str) -> str:
    """The title of a form that adds something."""
    return _("Add: {what}").format(what=kind(what))
