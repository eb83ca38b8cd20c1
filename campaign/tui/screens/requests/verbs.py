"""The verbs of requests: headquarters agrees or refuses, to one or to all that the list shows."""

from collections.abc import Sequence
from uuid import uuid4

from campaign.core.errors import Refused
from campaign.core.model.consent import Request, RequestState
from campaign.kinds.field import Field
from campaign.service import requests
from campaign.tables.cells import name_of
from campaign.tables.requests import change_pieces
from campaign.text import N_, _, ngettext
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.host import Host
from campaign.tui.shell.verb_context import situation_of
from campaign.tui.shell.verb_writing import ask_write, done, write
from campaign.words import day

_NOTE = Field("note", limit=500, hint=N_("what is to be said about it; may be empty"))
_WHY = Field("why", required=True, limit=500, hint=N_("why the value stays as it is"))


def _waiting(host: Host, codes: Sequence[str]) -> list[Request]:
    """Those of them that nobody has decided. Raises ``Refused`` where all are."""
    found = [requests.request(host.session, code) for code in codes]
    waiting = [row for row in found if row.state is RequestState.ASKED]
    if not waiting:
        raise Refused("request_decided", code=found[0].code, state=found[0].state)
    return waiting


def _titled(host: Host, what: str, row: Request) -> str:
    situation = situation_of(host)
    change = "".join(text for text, _tone in change_pieces(situation, row))
    asked = _("{what} ({name}, {day})").format(what=change, name=name_of(situation, row.actor), day=day(row.on))
    return f"{what} {row.code} {row.subject} {asked}"


async def approve(host: Host, row: str) -> None:
    for found in _waiting(host, [row]):
        form = Form(_titled(host, _("Approve"), found), [_NOTE], saving(requests.approve, [row]), key=f"approve {row}")
        await ask_write(host, form, _("{code} approved"))


async def reject(host: Host, row: str) -> None:
    for found in _waiting(host, [row]):
        form = Form(_titled(host, _("Reject"), found), [_WHY], saving(requests.reject, [row]), key=f"reject {row}")
        await ask_write(host, form, _("{code} rejected"))


async def approve_all(host: Host, row: str) -> None:
    """All that the list shows, under its filter: none of them if one cannot be carried out."""
    codes = [found.code for found in _waiting(host, host.page.listed if host.page is not None else [row])]
    question = ngettext("Approve the {n} request that the list shows?", "Approve all {n} requests that the list shows?",
                        len(codes)).format(n=len(codes))
    if await host.push_screen_wait(Confirm(_("Approve"), question)):
        request = uuid4().hex
        await write(host, lambda session: requests.approve(session, codes, request=request))
        done(host, ngettext("{n} request approved", "{n} requests approved", len(codes)).format(n=len(codes)))


async def reject_all(host: Host, row: str) -> None:
    codes = [found.code for found in _waiting(host, host.page.listed if host.page is not None else [row])]
    title = ngettext("Reject the {n} request that the list shows", "Reject all {n} requests that the list shows",
                     len(codes)).format(n=len(codes))
    form = Form(title, [_WHY], saving(requests.reject, codes), asks=lambda session, typed: f"{title}?")
    await ask_write(host, form, ngettext("{n} request rejected", "{n} requests rejected", len(codes)).format(n=len(codes)))
