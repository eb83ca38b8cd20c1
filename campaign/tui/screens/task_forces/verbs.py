"""The verbs of dispatches: what the keys do on one of them."""

from campaign.service import task_forces
from campaign.text import _
from campaign.tui.dialogs import choose
from campaign.tui.host import Host
from campaign.tui.screens.task_forces import forms
from campaign.tui.shell.verb_context import called
from campaign.tui.shell.verb_writing import ask_write
from campaign.words import day, label

LEARNED = "-"
"""Chosen instead of an approval."""


async def learned(host: Host, row: str) -> None:
    """Which approval moved, of those that wait there, or nothing of the kind; then what happened."""
    session = host.session
    waiting = task_forces.waiting_at(session, task_forces.dispatch(session, row).dispatch.unit)
    offered = [choose.word(LEARNED, _("something learned: a policy, a way"))]
    offered += [choose.word(one.code, f"{label(one.kind)} {called(host, one.project)}",
                             note=_("submitted on {day}").format(day=day(one.submitted))) for one in waiting]
    chosen: str | None = LEARNED
    if waiting:
        chosen = await host.push_screen_wait(choose.Choose(_("What did {code} bring back?").format(code=row), offered))
    if chosen is None:
        return
    approval = None if chosen == LEARNED else chosen
    name = next((choice.label for choice in offered if choice.code == approval), "")
    await ask_write(host, forms.learned(session, row, approval, name), _("{code}: noted"))


async def returned(host: Host, row: str) -> None:
    back = task_forces.dispatch(host.session, row).dispatch.returned
    if back is not None:
        host.tell(_("{code} came back on {day} already; e changes it").format(code=row, day=day(back)))
        return
    await ask_write(host, forms.returned(host.session, row), _("{code}: back"))
