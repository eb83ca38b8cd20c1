"""The verbs of people who lead projects: they claim one, or were at the site of one."""

from campaign.text import _
from campaign.tui.dialogs import choices, choose, visit_form
from campaign.tui.host import Host
from campaign.tui.shell.claiming import give
from campaign.tui.shell.verb_context import called, leads, situation_of
from campaign.tui.shell.verb_writing import done
from campaign.words import label


async def claim(host: Host, row: str) -> None:
    """Which project, those without a leader first."""
    if not leads(host, row):
        host.tell(_("{code} has no column on the board: edit the person first (e)").format(code=row))
        return
    situation = situation_of(host)
    title = _("Which project does {name} claim?").format(name=called(host, row))
    chosen = await host.push_screen_wait(choose.Choose(title, choices.unled_first(host.session, situation),
                                                       empty=_("There is no project yet: a adds one")))
    if chosen is not None:
        await give(host, chosen, row, situation.snapshot.projects.get(chosen))


async def visit(host: Host, row: str) -> None:
    """At which site of those that this person leads or manages. The cursor stays on the person."""
    situation = situation_of(host)
    name = called(host, row)
    mine = [one for one in situation.snapshot.projects.values() if row in (one.leader, one.manager) and one.withdrawn is None]
    offered = [choose.word(one.code, one.name, note=label(situation.assessments[one.code].light)) for one in mine]
    title = _("Which project did {name} visit?").format(name=name)
    empty = _("No project is in this name: c claims one") if situation.snapshot.people[row].leader else \
        _("No project is in this name: o on a project records who was there")
    chosen = await host.push_screen_wait(choose.Choose(title, offered, empty=empty))
    if chosen is None:
        return
    form = visit_form.visit(chosen, called(host, chosen), row, host.session.today)
    if await host.push_screen_wait(form) is not None:
        done(host, _("{code}: visit recorded").format(code=chosen))
