"""The one key of lists: it opens their page, and there it takes the list."""

from campaign.tui.host import Host
from campaign.tui.screens.intake.screen import IntakePage


async def take_in(host: Host) -> None:
    page = host.page
    if isinstance(page, IntakePage):
        await page.take()
    else:
        host.push_screen(IntakePage())
