"""The verbs of projects: what the keys do on one of them, and on a blocker, land task or approval that is on some."""

from campaign.text import _
from campaign.tui.dialogs import choices, choose, visit_form
from campaign.tui.host import Host
from campaign.tui.screens.projects import forms
from campaign.tui.shell.claiming import give
from campaign.tui.shell.verb_context import called, project_of, situation_of, whose
from campaign.tui.shell.verb_writing import ask_write


async def report(host: Host, row: str) -> None:
    await ask_write(host, forms.report(row, called(host, row)), _("{code}: progress reported"))


async def claim(host: Host, row: str) -> None:
    """For whom."""
    project = await project_of(host, row, "claim")
    if project is None:
        return
    situation = situation_of(host)
    known = situation.snapshot.projects.get(project)
    title = _("Who leads {code} {name}?").format(code=project, name=called(host, project))
    chosen = await host.push_screen_wait(choose.Choose(
        title, choices.named(host.session, situation, "leader"), current=(known.leader if known else None) or "",
        empty=_("There is no leader yet: a adds one on the board (2)")))
    if chosen is not None:
        await give(host, project, chosen, known)


async def claimed(host: Host, project: str, leader: str) -> None:
    """A card was dropped into another column."""
    known = host.situation.snapshot.projects.get(project) if host.situation is not None else None
    await give(host, project, leader, known)


async def visit(host: Host, row: str) -> None:
    """By whose row or page it is, else who looks, else the project's manager; the form asks."""
    project = await project_of(host, row, "visit")
    if project is None:
        return
    known = situation_of(host).snapshot.projects.get(project)
    who = whose(host) or host.session.myself() or (known.manager if known is not None else None)
    await ask_write(host, visit_form.visit(project, called(host, project), who, host.session.today), _("{code}: visit recorded"))
