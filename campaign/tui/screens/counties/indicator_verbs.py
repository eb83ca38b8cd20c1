"""The verb of indicators: the one under the cursor is corrected."""

from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.screens.counties import indicator_forms
from campaign.tui.shell.verb_context import ask_write, situation_of


async def edit(host: Host, row: str) -> None:
    await ask_write(host, indicator_forms.edit(host.session, situation_of(host), row), _("{code}: indicator saved"))
