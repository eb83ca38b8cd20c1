"""The chain map, trips and promotion events: three panes of the page of promotion. Their rows are read beside the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.core import codes
from campaign.core.chain import Chain, Firms
from campaign.core.model.people import Person
from campaign.core.situation import Situation
from campaign.core.trips import Travels
from campaign.service import Session, chain
from campaign.service.chain import Held, Travelled
from campaign.tables.chain import NODES, Place, listed_nodes, node_details
from campaign.tables.tones import Line
from campaign.tables.trips import EVENTS, TRIPS, Row, Trips, event_details, trip_details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane


class ChainMap(dict[str, Place]):
    """The nodes of the map, and what is told beside them."""

    def __init__(self, chains: Sequence[Chain], firms: Firms) -> None:
        super().__init__(listed_nodes(chains))
        self.chains = {one.name: one for one in chains}
        self.firms = firms


class ChainPane(BackgroundPane):
    """How the city stands with each node, what lies there, and where a lead is lacking."""

    TITLE_TEXT, SHORT = N_("Chain map"), N_("Chain map")
    ADDS = ("node", "lead", "trip", "event")
    HINTS = ("panes", "open", "own", "add", "group", "filter")
    KIND = "node"
    FOLLOWS = ("node", "lead")
    LEAN = 10
    TABLE = NODES

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Place]:
        return ChainMap(chain.chains(session, situation), chain.new_firms(session, situation))

    @property
    def firms(self) -> Firms:
        """New private firms of the city; none before they were read."""
        return self._rows.firms if isinstance(self._rows, ChainMap) else Firms()

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Where a project lies is no part of the situation: an edit of it may have changed that, a report cannot."""
        if not codes.is_a(code, "project"):
            return False
        before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
        return before is None or after is None or before.version != after.version

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        rows = self._rows
        assert isinstance(rows, ChainMap)
        found = rows[code]
        return node_details(situation, found, rows.chains, rows.firms, width, height, host_of(self).signs)

    def empty(self) -> Sequence[str]:
        return (_("The chain map is empty."), "", _("a puts a node on it; on the command line:"),
                "campaign chain-set CHAIN NODE have|weak|missing")


class Journeys(dict[str, Row]):
    """Trips and leaders without one, and what is told of each leader."""

    def __init__(self, rows: Sequence[Travelled], home: Sequence[Person], travels: Sequence[Travels]) -> None:
        super().__init__({**{row.trip.code: row for row in rows}, **{person.code: person for person in home}})
        self.trips, self.travels = len(rows), travels


class TripsPane(BackgroundPane):
    """Who set out to where, and what that brought; at the end who has not set out."""

    TITLE_TEXT, SHORT = N_("Trips"), N_("Trips")
    ADDS = ("trip", "lead", "event", "node")
    HINTS = ("panes", "add", "own", "open", "group", "filter", "sort")
    KIND = "trip"
    FOLLOWS = ("trip", "lead", "person")
    LEAN = 10
    TABLE = TRIPS

    @property
    def count(self) -> int | None:
        return self._rows.trips if isinstance(self._rows, Journeys) else None

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Row]:
        rows = chain.trip_rows(session)
        return Journeys(rows, chain.at_home(situation, rows) if rows else (), chain.travels(situation, rows))

    def told(self, situation: Situation, rows: Mapping[str, Row]) -> Trips:
        return Trips(situation, rows, rows.travels if isinstance(rows, Journeys) else (), lambda: self.group)

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return trip_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody has set out."), "", _("a notes a trip here; on the command line:"),
                "campaign add-trip PLACE -l LEADER --from DATE --to DATE")


class EventsPane(BackgroundPane):
    """Promotion events, and what each brought."""

    TITLE_TEXT, SHORT = N_("Promotion events"), N_("Events")
    ADDS = ("event", "lead", "trip", "node")
    HINTS = ("panes", "add", "own", "open", "filter", "sort")
    KIND = "event"
    FOLLOWS = ("event", "lead")
    LEAN = 8
    TABLE = EVENTS

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Held]:
        return {row.event.code: row for row in chain.event_rows(session)}

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return event_details((self._rows or {})[code], situation.today, width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no promotion event."), "", _("a notes one here; on the command line:"),
                "campaign add-event NAME --on DATE")
