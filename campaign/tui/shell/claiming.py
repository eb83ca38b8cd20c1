"""A project is given to a leader: by a key on either of them, or by a card that is dropped into another column."""

from uuid import uuid4

from campaign.clean import printable
from campaign.core.errors import CampaignError
from campaign.core.model.project import Project
from campaign.service import projects
from campaign.text import _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.host import Host
from campaign.tui.shell import taking
from campaign.tui.shell.verb_context import called, done, point_at


async def give(host: Host, project: str, leader: str, known: Project | None) -> None:
    """``known``: the project as it was when it was decided. Whoever else claimed it since is not overruled unawares."""
    if known is not None and known.leader not in (None, leader) and not await host.push_screen_wait(
            Confirm(_("Claim"), taking.question(project, printable(known.name), called(host, known.leader or "")))):
        point_at(host, project)  # the card has not moved: nor has the cursor
        return
    version, request = known.version if known is not None else None, uuid4().hex
    outcome = await host.written(lambda session: projects.claim(session, project, leader, version=version, request=request))
    if isinstance(outcome, CampaignError):
        host.catch_up()  # the card goes back to where it is
        raise outcome
    sentence = _("{code} is led by {name} now") if outcome.seq else _("{name} leads {code} already")
    done(host, sentence.format(code=project, name=called(host, leader)), undoable=bool(outcome.seq))
