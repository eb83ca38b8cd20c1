"""The verbs of land tasks and approvals: what the keys do on one of them."""

from uuid import uuid4

from campaign.core.approvals import settled
from campaign.core.model.land import Approval, ApprovalState, LandTask
from campaign.service import approvals, land, records
from campaign.text import _
from campaign.tui.dialogs.form import reopening
from campaign.tui.host import Host
from campaign.tui.screens.land import approval_forms, land_task_forms
from campaign.tui.shell.verb_context import called, other_unit, situation_of
from campaign.tui.shell.verb_writing import ask_write, done, write
from campaign.words import day, label

# Land tasks -------------------------------------------------------------------------------------------------------------


def _open_task(host: Host, row: str) -> LandTask | None:
    """It, while something remains to be done about it; else it is said since when not."""
    task = land.land_task(host.session, row)
    if task.accepted is None:
        return task
    host.tell(_("{code} was accepted on {day}; r opens it again").format(code=row, day=day(task.accepted)))
    return None


async def report(host: Host, row: str) -> None:
    if (task := _open_task(host, row)) is not None:
        await ask_write(host, land_task_forms.progress(task), _("{code}: progress recorded"))


async def accept(host: Host, row: str) -> None:
    """One that was accepted is opened again."""
    task = land.land_task(host.session, row)
    if task.accepted is not None:
        await ask_write(host, reopening(land.reopen, row, task.name, task.version), _("{code} is open again"))
    else:
        await ask_write(host, land_task_forms.accept(task), _("{code} accepted"))


async def pass_on(host: Host, row: str) -> None:
    """To another unit."""
    task = _open_task(host, row)
    if task is None:
        return
    unit = await other_unit(host, row, task.unit)
    if unit is None:
        return
    version, request = task.version, uuid4().hex
    await write(host, lambda session: records.edit(session, row, {"unit": unit}, version=version, request=request))
    done(host, _("{code}: passed on to {unit}").format(code=row, unit=called(host, unit)))


# Approvals --------------------------------------------------------------------------------------------------------------


def _open_approval(host: Host, row: str) -> Approval | None:
    """It, while something remains to be done about it; else it is said since when not."""
    approval = approvals.approval(host.session, row)
    if not settled(approval):
        return approval
    if approval.state is ApprovalState.GRANTED:
        host.tell(_("{code} was granted on {day}; r opens it again").format(code=row, day=day(approval.granted)))
    else:
        host.tell(_("{code} is not needed; r opens it again").format(code=row))
    return None


async def contact(host: Host, row: str) -> None:
    if (approval := _open_approval(host, row)) is not None:
        await ask_write(host, approval_forms.contact(approval, situation_of(host)), _("{code}: contact recorded"))


async def submit(host: Host, row: str) -> None:
    """Hand it in to its authority."""
    approval = _open_approval(host, row)
    if approval is not None and approval.submitted is not None:
        told = _("{code} was submitted on {day}; r granted, n contact, e edit")
        host.tell(told.format(code=row, day=day(approval.submitted)))
    elif approval is not None:
        await ask_write(host, approval_forms.submit(approval, situation_of(host)), _("{code} submitted"))


async def grant(host: Host, row: str) -> None:
    """One that is settled is opened again."""
    approval, situation = approvals.approval(host.session, row), situation_of(host)
    if settled(approval):
        await ask_write(host, reopening(approvals.reopen, row, label(approval.kind), approval.version), _("{code} is open again"))
    else:
        await ask_write(host, approval_forms.grant(approval, situation), _("{code} granted"))


async def waive(host: Host, row: str) -> None:
    """Set it aside as not needed."""
    if (approval := _open_approval(host, row)) is not None:
        await ask_write(host, approval_forms.waive(approval, situation_of(host)), _("{code} is not needed"))
