"""A project is given to a leader: by a key on either of them, or by a card that is dropped into another column."""

from uuid import uuid4

from campaign.core.errors import CampaignError
from campaign.core.model.project import Project
from campaign.service import projects
from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.shell.verb_context import called, done, point_at, write


async def give(host: Host, project: str, leader: str, known: Project | None) -> None:
    """``known``: the project as it was when it was decided. Whoever else claimed it since is not overruled unawares."""
    version, request = known.version if known is not None else None, uuid4().hex
    try:
        outcome = await write(host, lambda session: projects.claim(session, project, leader, version=version, request=request))
    except CampaignError:
        host.catch_up()  # the card goes back to where it is, and so does the cursor
        point_at(host, project)
        raise
    sentence = _("{code} is led by {name} now") if outcome.seq else _("{name} leads {code} already")
    done(host, sentence.format(code=project, name=called(host, leader)), undoable=bool(outcome.seq))
