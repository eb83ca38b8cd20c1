"""What can be done to any record, and to none: adding, editing, taking back."""

from contextlib import suppress
from uuid import uuid4

from campaign.core import codes
from campaign.core.errors import NotAllowed, NotFound
from campaign.kinds import registry as kinds
from campaign.service import settings
from campaign.text import _
from campaign.tui.dialogs import choices, choose, record_form
from campaign.tui.host import Host
from campaign.tui.shell.permissions import addition_dimmed
from campaign.tui.shell.proposals import proposed
from campaign.tui.shell.verb_context import called, situation_of
from campaign.tui.shell.verb_writing import ask_write, point_at, write
from campaign.words import kind, verb_text
from campaign.words.sentences import taken_back

_ON_GROUND = ("blocker", "land_task", "approval")
BESIDE = {
    "task_force": ("task_force", "dispatch"),
    "dispatch": ("dispatch", "task_force"),
    "merit": ("merit",),
    "case": ("case",),
    "indicator": ("indicator",),
    "lead": ("lead", "trip", "event"),
    "trip": ("lead", "trip", "event", "node"),
    "event": ("lead", "event", "trip", "node"),
    "node": ("lead", "node", "trip", "event"),
    "blocker": ("blocker",),
    "land_task": _ON_GROUND,
    "approval": _ON_GROUND,
}
"""Kind of what is under the cursor → what ``a`` offers there, likeliest first."""
ON_ITS_PAGE = {
    "county": ("blocker", "land_task", "project", "lead", "indicator", "merit", "case", "person", "unit"),
    "project": (*_ON_GROUND, *(one for one in kinds.addable() if one not in _ON_GROUND)),
}
"""The same, where it is not one of a list."""


def offered(host: Host) -> tuple[str, ...]:
    """What ``a`` offers here, likeliest first."""
    page = host.page
    found = kinds.of_row(page.subject or "") if page is not None else None
    name = found.name if found is not None else ""
    first = page is None or page.first
    return (page.adds if page is not None else ()) or BESIDE.get(name) or (not first and ON_ITS_PAGE.get(name)) \
        or kinds.addable()


async def add(host: Host) -> None:
    prefilled: dict[str, dict[str, str]] = {}
    with suppress(NotFound, NotAllowed):  # a line of the log outlives what it is about: nothing of that is proposed
        prefilled = proposed(host, host.page.subject or "" if host.page is not None else "")
    wanted = tuple(one for one in offered(host) if not addition_dimmed(host.session, one))
    what: str | None = wanted[0]
    if len(wanted) != 1:
        what = await host.push_screen_wait(choose.Choose(_("Add what?"), choices.kinds(*wanted)))
    if what is not None:
        told = _("Approvals added: {code}") if what == "approval" else _("{kind} {code} added").replace("{kind}", kind(what))
        await ask_write(host, record_form.add(what, prefilled.get(what)), told)


async def edit(host: Host, row: str) -> None:
    told = _("{code}: indicator saved") if codes.is_a(row, "indicator") else _("{code} saved")  # said by the code of its county
    await ask_write(host, record_form.edit(host.session, situation_of(host), row), told)


async def undo(host: Host) -> None:
    request = uuid4().hex
    taken = await write(host, lambda session: settings.undo(session, request=request))
    point_at(host, taken.subject)
    name = called(host, taken.subject) if codes.canonical(taken.subject) else ""
    told = f"{verb_text(taken)} {'' if name == taken.subject else name}".rstrip()
    host.tell(taken_back(taken, told))
