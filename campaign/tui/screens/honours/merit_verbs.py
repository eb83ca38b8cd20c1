"""The verbs of merits (H): what the keys do on one of them."""

from typing import TYPE_CHECKING

from campaign.core import merits as rules
from campaign.core.errors import NotAllowed
from campaign.service import merits
from campaign.store.records import MERITS
from campaign.text import _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext
from campaign.words import day

if TYPE_CHECKING:
    from campaign.tui.screens.honours import merit_forms
else:
    merit_forms = lazy("campaign.tui.screens.honours.merit_forms")


class MeritVerbs(VerbContext):
    """A part of the app."""

    def _of_merits(self, subject: str) -> bool:
        """Whether ``a`` adds a merit: on whom it would name, and on one of them."""
        return subject[:1] == "H" or self._adds == "merit"

    def _merit_values(self, subject: str) -> dict[str, str]:
        """Whom it would name, and what the pane says of the next step."""
        if subject[:1] == "H":
            merit = MERITS.one(self._own.session.store, subject)
            subject = rules.subject(merit)
        column = {"C": "county", "U": "unit", "L": "person", "M": "person"}.get(subject[:1])
        more = self.page.prefilled(subject) if self.page is not None else {}
        return {} if column is None else {column: subject, **more}

    async def _pay(self, code: str) -> None:
        merit = MERITS.one(self._own.session.store, code)
        if merit.promised is None:
            self.tell(_("{code} promises no reward; n answers it").format(code=code))
        elif merit.paid is not None:
            self.tell(_("{code} was paid on {day}").format(code=code, day=day(merit.paid)))
        else:
            await self._filled(merit_forms.pay(merit), _("{code}: paid"))

    async def _answer(self, code: str) -> None:
        session = self._own.session
        merit = MERITS.one(session.store, code)
        permission = session.permission
        if not rules.may_answer(merit, None if permission is None else permission.member, merits.mine(session)):
            self.tell(trouble(NotAllowed("answer_named", code=code)), bad=True)
            return
        await self._filled(merit_forms.answer(merit), _("{code}: answered"))
