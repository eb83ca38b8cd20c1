"""The boxes over a page: choose, fill in, confirm, settle a conflict, the keys, the commands."""

from campaign.tui.dialogs.choose import Choice, Choose
from campaign.tui.dialogs.confirm import Confirm, Notice
from campaign.tui.dialogs.conflict import Clash, Conflict
from campaign.tui.dialogs.form import Draft, Form, Reading, Saved
from campaign.tui.dialogs.help import Help
from campaign.tui.dialogs.palette import Palette
from campaign.tui.dialogs.slots import Slot

__all__ = [
    "Choice",
    "Choose",
    "Clash",
    "Confirm",
    "Conflict",
    "Draft",
    "Form",
    "Help",
    "Notice",
    "Palette",
    "Reading",
    "Saved",
    "Slot",
]
