"""What the Overview shows and takes a while to derive: read in a thread when it has been painted, now and then again."""

from collections.abc import Callable
from datetime import timedelta
from itertools import accumulate
from time import monotonic

from textual.widget import Widget

from campaign.core.blasts import standing
from campaign.core.errors import CampaignError
from campaign.core.situation import Frozen, Situation
from campaign.service import Session
from campaign.service.forecast import City, Fans
from campaign.service.light_history import Hundreds, paid
from campaign.store.queries.paid import Paid
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
        self._fans, self._hundreds = Fans(), Hundreds()
        self._paid: Paid | None = None
        self._asked: tuple[object, bool] | None = None
        """What the last reading was of, and whether with what freezes."""
        self._touched: frozenset[str] | None = None
        """Since then; None: anything."""
        self._at = 0.0
        self._again = False
        self.past: Past | None = None
        self.city: City | None = None

    def follow(self, situation: Situation, touched: frozenset[str] | None, *, freezing: bool) -> None:
        """Read what is not known, or may be another now. ``freezing``: what freezes projects is shown too."""
        self._touched = None if touched is None or self._touched is None else self._touched | touched
        of = _facts(situation), freezing
        if of == self._asked:
            return
        wait = self._at + REST - monotonic()
        if self._asked is None or wait <= 0 or freezing > self._asked[1]:
            since = self._asks(of)
            self._beside.ask(lambda session: self._read(session, situation, since, freezing), self._arrived)
        elif not self._again:
            self._again = True
            self._owner.set_timer(wait, lambda: self._once_more())

    def ahead(self, session: Session, situation: Situation, touched: frozenset[str] | None, *, freezing: bool) -> bool:
        """The same for whoever comes, at once: whether there is something new."""
        self._touched = None if touched is None or self._touched is None else self._touched | touched
        of = _facts(situation), freezing
        if of == self._asked or (self._asked is not None and self._at + REST > monotonic()):
            return False
        self.past, self.city = self._read(session, situation, self._asks(of), freezing)
        return True

    def _asks(self, of: tuple[object, bool]) -> frozenset[str] | None:
        """What was touched since the reading before."""
        self._asked, self._at = of, monotonic()
        since, self._touched = self._touched, frozenset()
        return since

    def _once_more(self) -> None:
        self._again = False
        self._shown()

    def _read(self, session: Session, situation: Situation, touched: frozenset[str] | None, freezing: bool) -> tuple[Past, City]:
        """In a thread."""
        try:
            campaign = situation.snapshot.campaign
            first, last = campaign.first_day, min(situation.today, campaign.last_day)
            length = max((last - first).days + 1, 0)
            self._paid = paid(session, first, last, self._paid) if length else None
            hundred = self._hundreds.hundred(session, situation, touched) if length and situation.total <= MOST else None
            by_day = self._paid.by_day if self._paid is not None else {}
            done = list(accumulate(by_day.get(first + timedelta(days=at), 0) for at in range(length)))
            widest = standing(situation)[:SHOWN] if freezing else []
            over = self._paid is None or self._paid.moved is None or any(on < situation.today for on in self._paid.moved)
            city = self._fans.city(session, situation, None if over else touched)
        except CampaignError:
            self._touched = None  # what is half followed is read anew the next time
            raise
        frozen = [Frozen(one.hit.projects, one.hit.total, one.code) for one in widest]
        return Past([] if hundred is None else list(hundred.red), done, frozen), city

    def _arrived(self, found: tuple[Past, City]) -> None:
        self.past, self.city = found
        self._shown()


def _facts(situation: Situation) -> object:
    """What the reading goes by, as far as it is known without it."""
    sums = situation.tally()
    return situation.today, sums.done, sums.plan, situation.lights.copy(), len(situation.snapshot.blockers)
