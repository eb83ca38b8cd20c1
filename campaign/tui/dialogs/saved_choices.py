"""The lists that somebody has saved, to choose from."""

from campaign.core.model.people import View
from campaign.core.saved import PANE, unpacked
from campaign.core.situation import Situation
from campaign.service import Session, saved_lists
from campaign.tables.cells import words_text
from campaign.text import _
from campaign.tui.dialogs.choose import Choice, word
from campaign.tui.keys import BY_ACTION


def saved_choices(session: Session, situation: Situation | None) -> list[Choice]:
    """The lists that this person has saved, by name, with the screen and the filter in words."""
    def told(view: View) -> str:
        key = BY_ACTION.get(f"switch_mode('{view.screen}')")
        screen = view.screen if key is None else _(key.label)
        words = {name: word for name, word in unpacked(view.words).items() if name != PANE}
        return screen if situation is None else f"{screen}  {words_text(words, view.screen, situation)}"

    return [word(view.name, view.name, told(view)) for view in saved_lists.mine(session)]
