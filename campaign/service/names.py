"""What things are called, those too that no situation holds, and by which keys they are found."""

from campaign.core.errors import CampaignError, NotFound
from campaign.core.names import Entry
from campaign.core.situation import Situation
from campaign.core.today import leads
from campaign.service.session import Session
from campaign.store.queries import names as queries


def named(session: Session, kind: str) -> list[Entry]:
    """Code, name and search key of everything of a kind."""
    return queries.named(session.store, kind)


def name_of(session: Session, kind: str, code: str) -> str | None:
    """None when it is there no more."""
    return queries.name_of(session.store, kind, code)


def own(session: Session) -> str | None:
    """The person who looks; None where nobody is known, or the one who is named is not there."""
    try:
        return session.myself()
    except CampaignError:
        return None


def leading(session: Session, situation: Situation) -> str | None:
    """The person who looks, if that one leads a project."""
    me = own(session)
    return me if me is not None and leads(situation, me) else None


def leader(session: Session, text: str) -> str:
    """The code of who leads; someone who has lost the column on the board can still be asked for."""
    try:
        return session.code("leader", text)
    except NotFound as error:
        if error.key != "not_on_board":
            raise
        return session.code("person", text)
