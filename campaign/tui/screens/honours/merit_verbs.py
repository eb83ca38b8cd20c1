"""The verbs of merits: what the keys do on one of them."""

from campaign.core import merits as rules
from campaign.core.errors import NotAllowed
from campaign.core.model.merits import Merit
from campaign.service import merits
from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.screens.honours import merit_forms
from campaign.tui.shell.verb_context import situation_of
from campaign.tui.shell.verb_writing import ask_write
from campaign.words import day


def _merit(host: Host, row: str) -> Merit:
    return merits.merit(host.session, situation_of(host), row).merit


async def pay(host: Host, row: str) -> None:
    merit = _merit(host, row)
    if merit.promised is None:
        host.tell(_("{code} promises no reward; n answers it").format(code=row))
    elif merit.paid is not None:
        host.tell(_("{code} was paid on {day}").format(code=row, day=day(merit.paid)))
    else:
        await ask_write(host, merit_forms.pay(merit), _("{code}: paid"))


async def answer(host: Host, row: str) -> None:
    merit, permission = _merit(host, row), host.session.permission
    if not rules.may_answer(merit, None if permission is None else permission.member, merits.mine(host.session)):
        raise NotAllowed("answer_named", code=row)
    await ask_write(host, merit_forms.answer(merit), _("{code}: answered"))
