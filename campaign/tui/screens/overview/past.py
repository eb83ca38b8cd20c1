"""What the Overview shows and takes a while to derive: read in a thread when it has been painted, now and then again."""

from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from textual.widget import Widget

from campaign.core.blasts import standing
from campaign.core.situation import Frozen, Situation
from campaign.service import Session
from campaign.service.forecast import City, Fans
from campaign.service.light_history import Hundreds
from campaign.store.queries import light_history
from campaign.tui.screens.overview.hero import Past
from campaign.tui.shell.background import Background

MOST = 2_000
"""Projects of which the red of every day is derived for a glance: 0.3 s. Of more the hundred days do it, when asked for."""
SHOWN = 16
"""Of what freezes projects."""
REST = 30.0
"""Seconds between two readings: nobody sees a day of a hundred change."""


class Reading:
    """``shown`` is called when there is something new."""

    def __init__(self, owner: Widget, shown: Callable[[], None]) -> None:
        self._owner, self._shown = owner, shown
        self._beside: Background[tuple[Past, City]] = Background(owner)
        self._fans = Fans()
        self._asked: object = None
        """What the last reading was of."""
        self._at = 0.0
        self._again = False
        self.past: Past | None = None
        self.city: City | None = None

    def follow(self, situation: Situation) -> None:
        """Read what is not known, or may be another now."""
        sums = situation.tally()
        of = situation.today, sums.done, sums.plan, situation.lights.copy(), len(situation.snapshot.blockers)
        if of == self._asked:
            return
        wait = self._at + REST - monotonic()
        if self._asked is None or wait <= 0:
            self._asked, self._at = of, monotonic()
            self._beside.ask(lambda session: self._read(session, situation), self._arrived)
        elif not self._again:
            self._again = True
            self._owner.set_timer(wait, lambda: self._once_more())

    def _once_more(self) -> None:
        self._again = False
        self._shown()

    def _read(self, session: Session, situation: Situation) -> tuple[Past, City]:
        """In a thread."""
        campaign = situation.snapshot.campaign
        first, last = campaign.first_day, min(situation.today, campaign.last_day)
        length = max((last - first).days + 1, 0)
        hundred = Hundreds().hundred(session, situation, None) if length and situation.total <= MOST else None
        if hundred is not None:
            red, done = list(hundred.red), list(hundred.done)
        else:
            by_day, red, done, sum_ = light_history.paid(session.store, first, last) if length else {}, [], [], 0
            for at in range(length):
                sum_ += by_day.get(first + timedelta(days=at), 0)
                done.append(sum_)
        frozen = [Frozen(one.hit.projects, one.hit.total, one.code) for one in standing(situation)[:SHOWN]]
        return Past(red, done, frozen), self._fans.city(session, situation, None)

    def _arrived(self, found: tuple[Past, City]) -> None:
        self.past, self.city = found
        self._shown()
