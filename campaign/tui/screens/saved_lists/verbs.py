"""Lists saved under a name: open one, save what the page in front shows, remove one. All of it from the palette."""

from functools import partial

from campaign.core.errors import CampaignError
from campaign.core.model.blocker import BlockerState
from campaign.core.saved import LONGEST, PANE, SCREENS, TEXT, unpacked
from campaign.kinds.field import Field
from campaign.service import Session, saved_lists
from campaign.tables.cells import words_text
from campaign.text import _
from campaign.tui import registry
from campaign.tui.dialogs import choose, form
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.saved_choices import saved_choices
from campaign.tui.host import Host, Kept
from campaign.tui.keys import SCREENS as SCREEN_KEYS
from campaign.tui.shell.verb_writing import ask_write, done, write


def is_resolved(kept: Kept) -> bool:
    """Resolved blockers are read page by page: they are no list to come back to."""
    return BlockerState.RESOLVED in (kept.grouping, kept.words.get("state"))


def show(host: Host, name: str) -> None:
    """Open a list of one's own by its name."""
    try:
        view = saved_lists.named(host.session, name)
    except CampaignError as error:
        host.tell(trouble(error), bad=True)
        return
    words = unpacked(view.words)
    text, pane = words.pop(TEXT, ""), words.pop(PANE, None)
    if view.screen in registry.SCREENS:
        host.open_list(view.screen, words, lambda page: page.set_view(view.sort, view.grouping, text, pane))
    else:
        host.tell(_("There is no screen {screen} here").format(screen=view.screen), bad=True)


def _list_in_front(host: Host) -> Kept | None:
    """What can be saved now; says why not."""
    kept = host.page.kept() if host.page is not None and host.page.first else None
    if kept is None or host.current_mode not in SCREENS:
        host.tell(_("This page cannot be saved as a list; {keys} can").format(keys=" ".join(SCREEN_KEYS[1:])))
    elif is_resolved(kept):
        host.tell(_("Resolved blockers cannot be saved as a list: campaign blockers --all lists them"))
    else:
        return kept
    return None


async def save(host: Host) -> None:
    kept = _list_in_front(host)
    if kept is None or host.situation is None:
        return
    screen = host.current_mode
    suggested = words_text({name: word for name, word in kept.words.items() if name != PANE}, screen, host.situation)[:LONGEST]
    lines = [Field("name", required=True, limit=LONGEST)]
    await ask_write(host, form.Form(_("Save this list"), lines, partial(_save, screen, kept), values={"name": suggested},
                                    key=f"view {screen}"), _("{code} is saved; the commands (:) list it"))


def _save(screen: str, kept: Kept, session: Session, typed: Values, version: int | None, request: str) -> Saved:
    words, sort, grouping = kept
    return saved_lists.save(session, typed.get("name", ""), screen, words, sort=sort, grouping=grouping, request=request)


async def remove(host: Host) -> None:
    found = saved_choices(host.session, host.situation)
    name = await host.push_screen_wait(choose.Choose(_("Remove which list?"), found, empty=_("No list is saved yet")))
    if name is not None:
        await write(host, lambda session: saved_lists.remove(session, name))
        done(host, _("{name} is removed").format(name=name))
