"""The verbs of results: headquarters confirm one, or all that the list shows, or return one."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from campaign.kinds.field import Field
from campaign.service import results
from campaign.service.decided import waiting
from campaign.store.queries.results import Waiting
from campaign.tables.cells import name_of
from campaign.text import N_, _, ngettext
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.host import Host
from campaign.tui.shell.verb_context import situation_of
from campaign.tui.shell.verb_writing import ask_write, done, write
from campaign.words.decided import decided_text

_ON = Field("on", label=N_("Counts for"), hint=N_("the day that it counts for; empty: on which it was entered"))
_WHY = Field("why", required=True, limit=500, hint=N_("why it is as if it had not been entered"))


def _waiting(host: Host, rows: Sequence[str]) -> list[Waiting]:
    known = results.waiting(host.session)
    found = [known[row] for row in rows if row in known]
    if not found:
        host.tell(_("Nothing waits to be confirmed."))
    return found


def _titled(host: Host, what: str, row: Waiting) -> str:
    """With all that is decided: of what statistics registered that is every month that waits."""
    found = waiting(host.session, results.alike(results.waiting(host.session), row))
    told = decided_text(found, partial(name_of, situation_of(host)))
    return f"{what} {row.result.subject} {told} {row.name}"


def _typed(row: Waiting) -> results.Typed:
    return row.result.subject, row.result.what


async def confirm(host: Host, row: str) -> None:
    for found in _waiting(host, [row]):
        form = Form(_titled(host, _("Confirm"), found), [_ON], saving(results.confirm, [_typed(found)]), key=f"confirm {row}")
        await ask_write(host, form, _("{code} confirmed"))


async def send_back(host: Host, row: str) -> None:
    for found in _waiting(host, [row]):
        form = Form(_titled(host, _("Return"), found), [_WHY], saving(results.send_back, _typed(found)), key=f"return {row}")
        await ask_write(host, form, _("{code} returned"))


async def confirm_all(host: Host, row: str) -> None:
    """All that the list shows, under its filter: none of them if one cannot be confirmed."""
    found = _waiting(host, host.page.listed if host.page is not None else ())
    if not found:
        return
    question = ngettext("Confirm the {n} result that the list shows?", "Confirm all {n} results that the list shows?",
                        len(found)).format(n=len(found))
    if await host.push_screen_wait(Confirm(_("Confirm"), question)):
        typed, request = [_typed(one) for one in found], uuid4().hex
        await write(host, lambda session: results.confirm(session, typed, request=request))
        done(host, ngettext("{n} result confirmed", "{n} results confirmed", len(found)).format(n=len(found)))


async def send_all_back(host: Host, row: str) -> None:
    found = _waiting(host, host.page.listed if host.page is not None else ())
    if not found:
        return
    title = ngettext("Return the {n} result that the list shows", "Return all {n} results that the list shows",
                     len(found)).format(n=len(found))
    form = Form(title, [_WHY], saving(results.send_all_back, [_typed(one) for one in found]),
                asks=lambda session, typed: f"{title}?")
    await ask_write(host, form, ngettext("{n} result returned", "{n} results returned", len(found)).format(n=len(found)))
