"""Lists saved under a name: open one, save what the page in front shows, remove one. All of it from the palette."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from campaign.core.errors import CampaignError
from campaign.core.model.blocker import BlockerState
from campaign.core.saved import LONGEST, PANE, SCREENS, TEXT, unpacked
from campaign.kinds.field import Field
from campaign.service import Session, saved_lists
from campaign.tables.cells import words_text
from campaign.text import _
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.host import Kept
from campaign.tui.keys import SCREENS as SCREEN_KEYS
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext

if TYPE_CHECKING:
    from campaign.tui.dialogs import choices, choose, form
    from campaign.tui.dialogs.form_lines import Saved, Values
else:
    choose = lazy("campaign.tui.dialogs.choose")
    form = lazy("campaign.tui.dialogs.form")
    choices = lazy("campaign.tui.dialogs.choices")

def is_resolved(kept: Kept) -> bool:
    """Resolved blockers are read page by page: they are no list to come back to."""
    return BlockerState.RESOLVED in (kept.grouping, kept.words.get("state"))


class SavedListVerbs(VerbContext):
    """A part of the app."""

    def action_view(self, name: str) -> None:
        """Open a list of one's own by its name."""
        self.run_worker(self._show_view(name), group="open")

    async def _show_view(self, name: str) -> None:
        try:
            view = saved_lists.named(self._own.session, name)
        except CampaignError as error:
            self.tell(trouble(error), bad=True)
            return
        words = unpacked(view.words)
        text, pane = words.pop(TEXT, ""), words.pop(PANE, None)
        if view.screen not in self.MODES:
            self.tell(_("There is no screen {screen} here").format(screen=view.screen), bad=True)
            return
        await self._open_list(view.screen, words)
        if self.page is not None:
            self.page.set_view(view.sort, view.grouping, text, pane)

    def _list_in_front(self) -> Kept | None:
        """What can be saved now; says why not."""
        kept = self.page.kept() if self.page is not None and len(self.screen_stack) == 1 else None
        if kept is None or self.current_mode not in SCREENS:
            self.tell(_("This page cannot be saved as a list; {keys} can").format(keys=" ".join(SCREEN_KEYS[1:])))
        elif is_resolved(kept):
            self.tell(_("Resolved blockers cannot be saved as a list: campaign blockers --all lists them"))
        else:
            return kept
        return None

    def action_save_view(self) -> None:
        self._begin_own(self._save_view(), "view save")

    def _begin_own(self, dialogue: Coroutine[Any, Any, None], verb: str) -> None:
        refused = self._own.session.refusal(verb)
        if refused is not None:
            dialogue.close()
            self.tell(trouble(refused), bad=True)
        else:
            self.start_verb(dialogue, "view")

    async def _save_view(self) -> None:
        kept, situation = self._list_in_front(), self._situation()
        if kept is None or situation is None:
            return
        screen, (words, sort, grouping) = self.current_mode, kept

        def save(session: Session, typed: "Values", version: int | None, request: str) -> "Saved":
            return saved_lists.save(session, typed.get("name", ""), screen, words, sort=sort, grouping=grouping, request=request)

        suggested = words_text({name: word for name, word in words.items() if name != PANE}, screen, situation)[:LONGEST]
        lines = [Field("name", required=True, limit=LONGEST)]
        await self._filled(form.Form(_("Save this list"), lines, save, values={"name": suggested}, key=f"view {screen}"),
                           _("{code} is saved; the commands (:) list it"))

    def action_remove_view(self) -> None:
        self._begin_own(self._remove_view(), "view remove")

    async def _remove_view(self) -> None:
        found = choices.views(self._own.session, self._own.situation)
        name = await self.push_screen_wait(choose.Choose(_("Remove which list?"), found, empty=_("No list is saved yet")))
        if name is not None:
            outcome = await self.written(lambda session: saved_lists.remove(session, name))
            if isinstance(outcome, CampaignError):
                raise outcome
            self._done(_("{name} is removed").format(name=name))
