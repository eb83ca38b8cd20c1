"""The verb of trips, promotion events and nodes of the chain map: each is edited."""

from campaign.core.codes import CHAINS
from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.screens.promotion import chain_forms
from campaign.tui.shell.verb_context import ask_write


async def edit_trip(host: Host, row: str) -> None:
    await ask_write(host, chain_forms.edit_trip(host.session, row), _("{code} saved"))


async def edit_event(host: Host, row: str) -> None:
    await ask_write(host, chain_forms.edit_event(host.session, row), _("{code} saved"))


async def edit_node(host: Host, row: str) -> None:
    await ask_write(host, chain_forms.edit_node(host.session, row.removeprefix(CHAINS)), _("{code} saved"))
