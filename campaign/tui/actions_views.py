"""Lists saved under a name: open one, save what the page in front shows, remove one. All of it from the palette."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from campaign.core.errors import CampaignError
from campaign.core.model import BlockerState
from campaign.core.saved import LONGEST, TEXT, unpacked
from campaign.service import Session, views
from campaign.text import _
from campaign.tui.asking import Asking
from campaign.tui.dialogs.trouble import trouble
from campaign.tui.later import later
from campaign.tui.render_lists import words_text

if TYPE_CHECKING:
    from campaign.tui.dialogs import choose, form, offers, slots
    from campaign.tui.screens.list_page import ListPage
else:
    choose = later("campaign.tui.dialogs.choose")
    form = later("campaign.tui.dialogs.form")
    offers = later("campaign.tui.dialogs.offers")
    slots = later("campaign.tui.dialogs.slots")

SAVED = ("projects", "blockers")
"""Screens that are restored with filter, order and groups; others have what was typed on the command line."""


def is_resolved(page: "ListPage") -> bool:
    """Resolved blockers are read page by page: they are no list to come back to."""
    return BlockerState.RESOLVED in (page.group, page.words.get("state"))


class ViewActions(Asking):
    """A part of the app."""

    def action_view(self, name: str) -> None:
        """Open a list of one's own by its name."""
        self.run_worker(self._show_view(name), group="open")

    async def _show_view(self, name: str) -> None:
        from campaign.tui.screens.list_page import ListPage

        try:
            view = views.named(self._own.session, name)
        except CampaignError as error:
            self.tell(trouble(error), bad=True)
            return
        words = unpacked(view.words)
        text = words.pop(TEXT, "") if view.screen in SAVED else ""
        await self._open_list(view.screen, words)
        if isinstance(self.screen, ListPage):
            self.screen.set_view(view.sort, view.grouping, text)

    def _list_in_front(self) -> "ListPage | None":
        """What can be saved now; says why not."""
        from campaign.tui.screens.list_page import ListPage

        page = self.page
        if not isinstance(page, ListPage) or self.current_mode not in SAVED or len(self.screen_stack) > 1:
            self.tell(_("Only the lists of blockers (3) and projects (4) can be saved"))
        elif is_resolved(page):
            self.tell(_("Resolved blockers cannot be saved as a list: campaign blockers --all lists them"))
        else:
            return page
        return None

    def action_save_view(self) -> None:
        self._begin_own(self._save_view(), "view save")

    def _begin_own(self, dialogue: Coroutine[Any, Any, None], verb: str) -> None:
        refused = self._own.session.refusal(verb)
        if refused is not None:
            dialogue.close()
            self.tell(trouble(refused), bad=True)
        else:
            self.begin(dialogue, "view")

    async def _save_view(self) -> None:
        page, situation = self._list_in_front(), self._situation()
        if page is None or situation is None:
            return
        words = {**page.words, **({TEXT: page.find.text} if page.find.text else {})}
        screen, sort, grouping = page.SCREEN, page.sort, page.group or None

        def save(session: Session, typed: "form.Values", version: int | None, request: str) -> "form.Saved":
            return views.save(session, typed.get("name", ""), screen, words, sort=sort, grouping=grouping, request=request)

        suggested = words_text(words, screen, situation)[:LONGEST]
        lines = [slots.Slot("name", required=True, limit=LONGEST)]
        await self._filled(form.Form(_("Save this list"), lines, save, values={"name": suggested}, key=f"view {screen}"),
                           _("{code} is saved; the commands (:) list it"))

    def action_remove_view(self) -> None:
        self._begin_own(self._remove_view(), "view remove")

    async def _remove_view(self) -> None:
        found = offers.views(self._own.session, self._own.situation)
        name = await self.push_screen_wait(choose.Choose(_("Remove which list?"), found, empty=_("No list is saved yet")))
        if name is not None:
            outcome = await self.written(lambda session: views.remove(session, name))
            if isinstance(outcome, CampaignError):
                raise outcome
            self._done(_("{name} is removed").format(name=name))
