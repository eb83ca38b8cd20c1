"""What is said when a write has been done: one line of talk, and the code alone as data where something was added."""

from campaign.cli import output
from campaign.cli.names import name_of
from campaign.core.errors import Refused
from campaign.core.model.leads import Lead
from campaign.core.model.project import Project
from campaign.service import Session
from campaign.store.write import Done
from campaign.text import _
from campaign.words import field, listed, verb


def said(done: Done, act: str, detail: str = "", *more: str) -> None:
    """Confirm a write on stderr; ``more`` is what else is to be known now."""
    subject = f"{done.subject} {name_of(done.subject)}".strip()
    for code, _field in done.asked:
        output.data(code)
    if done.asked:
        output.talk(_("{subject}: asked headquarters for {requests}; the old value stays in force until they agree").format(
            subject=subject, requests=listed([f"{code} {field(name)}" for code, name in done.asked])))
    if done.replayed:
        output.talk(_("{subject}: done before under this request id, nothing was done now").format(subject=subject))
    elif done.only_asked:
        return
    elif not done.seq:
        output.talk(_("{subject}: it was so already, nothing was changed").format(subject=subject))
    else:
        what = listed([f"{verb(act)} {detail}".strip(), *filter(None, more)])
        output.talk(_("{subject}: {what} (campaign undo takes it back)").format(subject=subject, what=what))


def from_another(session: Session, act: str, code: str, leader: str, version: int | None) -> int | None:
    """Ask before a project or lead is taken from who leads it; the version that the answer is about.

    Raises ``Refused`` (exit 1) where nobody can be asked; who may not do it anyway is not asked.
    """
    from campaign.cli import question
    from campaign.service import projects, stored

    former = projects.led_by_another(session, code, leader)
    if former is None or session.refusal(act, code) is not None:
        return version
    row: Project | Lead = stored.one(session, code)
    if version not in (None, row.version):  # which is refused: it has moved on
        return version
    question.somebody(Refused("led_unasked", code=code, person=former, name=name_of(former)))
    question.agreed(_("{code} {name} is led by {leader}. Take it away? [y/N]").format(
        code=code, name=row.name, leader=f"{former} {name_of(former)}"))
    return row.version


def added(done: Done, as_json: bool) -> None:
    """Print the code of a new thing alone, or the whole thing as JSON."""
    if not as_json:
        output.data(done.subject)
        return
    from campaign.cli.record import described

    output.json_object(described(done.subject))
