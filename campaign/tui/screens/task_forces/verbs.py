"""The verbs of task forces (T) and dispatches (D): what the keys do on one of them."""

from typing import TYPE_CHECKING

from campaign.core.situation import Situation
from campaign.store.queries.task_forces import waiting_at
from campaign.store.records import DISPATCHES
from campaign.text import _
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext
from campaign.words import day, label

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices as dialog_choices
    from campaign.tui.dialogs import choose
    from campaign.tui.screens.task_forces import forms as task_forces_forms
else:
    task_forces_forms = lazy("campaign.tui.screens.task_forces.forms")
    choose = lazy("campaign.tui.dialogs.choose")
    dialog_choices = lazy("campaign.tui.dialogs.choices")

LEARNED = "-"
"""Chosen instead of an approval."""


class TaskForceVerbs(VerbContext):
    """A part of the app."""

    async def _learned(self, situation: Situation, code: str) -> None:
        """Which approval moved, of those that wait there, or nothing of the kind; then what happened."""
        session = self._own.session
        sent = DISPATCHES.one(session.store, code)
        waiting = waiting_at(session.store, sent.unit)
        choices = [dialog_choices.word(LEARNED, _("something learned: a policy, a way"))]
        choices += [dialog_choices.word(row.code, f"{label(row.kind)} {self._called(row.project)}",
                                note=_("submitted on {day}").format(day=day(row.submitted))) for row in waiting]
        chosen = LEARNED
        if waiting:
            found = await self.push_screen_wait(choose.Choose(_("What did {code} bring back?").format(code=code), choices))
            if found is None:
                return
            chosen = found
        approval = None if chosen == LEARNED else chosen
        called = next((choice.label for choice in choices if choice.code == approval), "")
        await self._filled(task_forces_forms.learned(session, code, approval, called), _("{code}: noted"))

    async def _returned(self, situation: Situation, code: str) -> None:
        sent = DISPATCHES.one(self._own.session.store, code)
        if sent.returned is not None:
            self.tell(_("{code} came back on {day} already; e changes it").format(code=code, day=day(sent.returned)))
            return
        await self._filled(task_forces_forms.returned(self._own.session, code), _("{code}: back"))
