"""A project is given to a leader: by a key on either of them, or by a card that is dropped into another column."""

from campaign.core.model.project import Project
from campaign.service import Session, projects
from campaign.store.write import Done
from campaign.text import _
from campaign.tui.host import Host
from campaign.tui.shell.verb_context import called
from campaign.tui.shell.verb_writing import explained, point_at, tell_saved


async def give(host: Host, project: str, leader: str, known: Project | None) -> None:
    """``known``: the project as it was when it was decided. Whoever else claimed it since is not overruled unawares."""
    version, name = known.version if known is not None else None, called(host, leader)

    def claim(session: Session, *, why: str | None, request: str) -> Done:
        return projects.claim(session, project, leader, why=why, version=version, request=request)

    saved = None
    try:
        saved = await explained(host, _("{code}: give it to {name}").format(code=project, name=name), claim)
    finally:
        if saved is None or saved.only_asked:
            host.catch_up()  # the card goes back to where it is, and so does the cursor
            point_at(host, project)
    if saved is not None:
        former = called(host, known.leader) if known is not None and known.leader is not None else ""
        sentence = (_("{name} leads {code} already") if not saved.seq else
                    _("{code} is led by {name} now, before: {former}") if former else _("{code} is led by {name} now"))
        tell_saved(host, saved, sentence.format(code=project, name=name, former=former))
