"""The page of a record that takes long to read."""

from typing import TypeVar

from campaign.core.errors import CampaignError, NotAllowed, NotFound
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.tui.shell.background import Background
from campaign.tui.shell.record_page import RecordPage

View = TypeVar("View")


class BackgroundRecordPage(RecordPage[View]):
    """One that takes longer to read than a key may wait: ``look`` is called in a thread, on a session of its own, where nothing
    of the screen may be asked. What was shown stays meanwhile.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self._asked: Situation | None = None
        """With what it was read last."""
        self._beside: Background[View | CampaignError] = Background(self)

    @property
    def behind(self) -> bool:
        """Whether it is being read."""
        return self._beside.busy

    def show(self, situation: Situation, touched: frozenset[str] | None) -> None:
        if touched is None or self.view is None or self._beside.wanted or self.concerned(self.view, situation, touched):
            self._asked = situation
            self._beside.ask(lambda session: self._look(session, situation), self._arrived)

    def _look(self, session: Session, situation: Situation) -> View | CampaignError:
        try:
            return self.look(session, situation)
        except (NotFound, NotAllowed) as error:
            return error

    def _arrived(self, found: View | CampaignError) -> None:
        if isinstance(found, CampaignError):
            self.gone(found)
        elif self._asked is not None:
            self.put(self._asked, found)
        self.head()
        self.foot()
