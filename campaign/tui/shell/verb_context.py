"""What a verb acts on, and how its form is shown and its outcome said: what all the verbs behind the keys share."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from campaign.core.model.blocker import Blocker
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries.land import land_task
from campaign.text import N_, _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.keys import BY_ACTION
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.navigation import ACTS_ON, Navigation
from campaign.tui.shell.permissions import refusal

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices as dialog_choices
    from campaign.tui.dialogs import choose
    from campaign.tui.dialogs.form import Form
else:
    choose = lazy("campaign.tui.dialogs.choose")
    dialog_choices = lazy("campaign.tui.dialogs.choices")


NOT_ON_THE_GROUND: Mapping[str, Mapping[str, str]] = {
    "escalate": {"G": N_("A land task has no levels: a opens a blocker about it, which can be raised"),
                 "A": N_("An approval has no levels: a opens a blocker about it, which can be raised")},
    "hold": {"G": N_("A land task is not put on hold: e changes its due day and keeps why")},
}
"""What keys of blockers say on a land task or approval, by action and first letter of the code."""


class VerbContext(Navigation):
    """The part of the app that asks before it writes, and says what was written."""

    # What a key acts on ---------------------------------------------------------------------------------------------

    def _why_not(self, action: str) -> None:
        """The key does nothing here: say what it needs."""
        key = BY_ACTION[action].shown
        letters = ACTS_ON[action]
        if (self.subject or "")[:1] in NOT_ON_THE_GROUND.get(action, {}):
            self.tell(_(NOT_ON_THE_GROUND[action][(self.subject or "")[0]]))
        elif action in ("resolve", "escalate", "hold"):
            self.tell(_("Put the cursor on a blocker, then press {key}; 3 shows the blockers").format(key=key))
        elif "P" in letters:
            self.tell(_("Put the cursor on a project, then press {key}; 4 shows the projects").format(key=key))

    @property
    def _adds(self) -> str | None:
        """Kind of what ``a`` adds first on the pane that has the keys; None on a page without panes."""
        return self.page.adds if self.page is not None else None

    def _leads(self, code: str) -> bool:
        """Whether that person has a column on the board."""
        situation = self._own.situation
        return situation is not None and code in situation.snapshot.people and situation.snapshot.people[code].leader

    def _leader_values(self) -> dict[str, str]:
        """Who leads what is new here: whose the row or page is."""
        return {"leader": self.whose} if self.whose is not None and self._leads(self.whose) else {}

    async def _blocker(self, action: str) -> Blocker | None:
        """The blocker under the cursor, or the one on the project under it; several: which."""
        situation, subject = self._situation(), self.subject
        if situation is None:
            return None
        if subject is None or subject[0] not in "PB":
            self._why_not(action)
            return None
        if subject[0] == "B":
            return blockers_queries.blocker(self._own.session.store, subject)
        found = situation.blockers_of(subject)
        if not found:
            self.tell(_("{code} has no open blocker; 3 shows all blockers, a adds one").format(code=subject))
            return None
        if len(found) == 1:
            return self._permitted(action, found[0])
        choices = [dialog_choices.word(item.code, item.title, note=dialog_choices.note(situation, item.code)) for item in found]
        chosen = await self.push_screen_wait(choose.Choose(_("Which blocker of {code}?").format(code=subject), choices))
        return None if chosen is None else self._permitted(action, blockers_queries.blocker(self._own.session.store, chosen))

    def _permitted(self, action: str, blocker: Blocker) -> Blocker | None:
        """The blocker, unless it is one that the person may not act on: said before a form opens."""
        refused = refusal(self._own.session, action, blocker.code)
        if refused is not None:
            self.tell(trouble(refused), bad=True)
            return None
        return blocker

    async def _project(self, action: str) -> str | None:
        """The project under the cursor, or the one that the blocker, land task or approval under it is on."""
        situation, subject = self._situation(), self.subject
        if situation is None:
            return None
        if subject is not None and subject[0] in "BGA":
            on = self._projects_of(subject)
            if len(on) > 1:
                choices = [choose.Choice(code, self._called(code), "", dialog_choices.note(situation, code)) for code in on]
                return await self.push_screen_wait(choose.Choose(_("Which project?"), choices))
            if on:
                return on[0]
        if subject is None or subject[0] != "P":
            self._why_not(action)
            return None
        return subject

    def _projects_of(self, code: str) -> tuple[str, ...]:
        """Those that it names; none of a whole county's."""
        store = self._own.session.store
        match code[0]:
            case "B":
                return blockers_queries.blocker(store, code).projects
            case "G":
                return land_task(store, code).projects
        return (approvals_queries.approval(store, code).project,)

    async def _filled(self, form: "Form", done: str) -> None:
        """Show a form; ``done`` (translated, with the place {code}) is said when it was saved."""
        saved = await self.push_screen_wait(form)
        if saved is not None:
            self._point_at(saved.subject)
            self._done(
                done.replace("{code}", saved.subject) if saved.seq else _("Nothing was changed"),
                undoable=bool(saved.seq),
            )

    def _point_at(self, code: str) -> None:
        """What was just written is what one looks at next, if the page in front has it."""
        if self.page is not None and self.page.subject != code:
            self.page.point_at(code)

    def _done(self, what: str, *, undoable: bool = True) -> None:
        offered = undoable and self._own.session.refusal("undo") is None
        self.tell(_("{what}; u takes it back").format(what=what) if offered else what)
