"""What a verb is about: the situation, whose the row is, which project or unit is meant."""

from campaign.clean import printable
from campaign.core.codes import is_a
from campaign.core.situation import Situation
from campaign.service.stored import projects_of
from campaign.tables.cells import name_of
from campaign.text import _
from campaign.tui.dialogs import choices, choose
from campaign.tui.dialogs.choice_notes import note
from campaign.tui.dialogs.error_text import trouble
from campaign.tui.host import Host
from campaign.tui.keys import elsewhere
from campaign.tui.shell.permissions import refusal


def situation_of(host: Host) -> Situation:
    """Everything, as of now: no verb begins before it is loaded."""
    assert host.situation is not None
    return host.situation


def called(host: Host, code: str) -> str:
    return printable(name_of(host.situation, code))


# Whose it is ------------------------------------------------------------------------------------------------------------


def whose(host: Host) -> str | None:
    """The person whose the row or page in front is, or who is under the cursor."""
    page = host.page
    if page is None:
        return None
    return page.person or (page.subject if is_a(page.subject, "person") else None)


def leads(host: Host, code: str) -> bool:
    """Whether that person has a column on the board."""
    people = host.situation.snapshot.people if host.situation is not None else {}
    return code in people and people[code].leader


def leader_values(host: Host) -> dict[str, str]:
    """Who leads what is new here: whose the row or page is."""
    person = whose(host)
    return {"leader": person} if person is not None and leads(host, person) else {}


# Which project, which unit ----------------------------------------------------------------------------------------------


async def project_of(host: Host, row: str, action: str) -> str | None:
    """The project that is meant; several: which. Who may not act on it hears so before a form opens."""
    on = projects_of(host.session, row)
    if not on:
        host.tell(elsewhere(action))
        return None
    if len(on) == 1:
        return on[0]
    offered = [choose.Choice(code, called(host, code), "", note(situation_of(host), code)) for code in on]
    return await host.push_screen_wait(choose.Choose(_("Which project?"), offered))


async def other_unit(host: Host, code: str, holder: str | None) -> str | None:
    """Into whose hands something goes from those of ``holder``."""
    units = [choice for choice in choices.named(host.session, situation_of(host), "unit") if choice.code != holder]
    title = _("{code}: from {unit} to whom?").format(code=code, unit=called(host, holder) if holder else _("nobody"))
    return await host.push_screen_wait(choose.Choose(title, units, empty=_("There is no other unit yet: a adds one")))


def permitted(host: Host, action: str, row: str) -> bool:
    """Whether one may do it to what a question has found; if not, that is said before a form opens."""
    refused = refusal(host.session, action, row)
    if refused is not None:
        host.tell(trouble(refused), bad=True)
    return refused is None
