"""The chain map, trips and promotion events: three panes of the page of promotion. Their rows are read beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from campaign.core import codes
from campaign.core.chain import Chain, Firms
from campaign.core.model.people import Person
from campaign.core.situation import Situation
from campaign.core.trips import Travels
from campaign.service import Session, chain
from campaign.service.chain import Held, Travelled
from campaign.tables import chain as chain_tables
from campaign.tables import trips
from campaign.tables.cells import name_of, row_line
from campaign.tables.chain import Place
from campaign.tables.order import Value
from campaign.tables.tones import Line
from campaign.tables.width import Column, Fitted
from campaign.text import N_, _
from campaign.tui.shell.loading_pane import BackgroundPane


class Nodes(dict[str, Place]):
    """The nodes of the map, and what is told beside them."""

    def __init__(self, chains: Sequence[Chain], firms: Firms) -> None:
        super().__init__(chain_tables.listed_nodes(chains))
        self.chains = {one.name: one for one in chains}
        self.firms = firms


class ChainPane(BackgroundPane):
    """How the city stands with each node, what lies there, and where a lead is lacking."""

    TITLE_TEXT, SHORT = N_("Chain map"), N_("Chain map")
    ADDS = ("node", "lead", "trip", "event")
    HINTS = ("panes", "open", "edit", "add", "group", "filter")
    FOLLOWS = ("node", "lead")
    SORTS = chain_tables.NODE_SORTS
    GROUPS = chain_tables.NODE_GROUPS

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Place]:
        return Nodes(chain.chains(session, situation), chain.new_firms(session, situation))

    @property
    def firms(self) -> Firms:
        """New private firms of the city; none before they were read."""
        return self._rows.firms if isinstance(self._rows, Nodes) else Firms()

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Where a project lies is no part of the situation: an edit of it may have changed that, a report cannot."""
        if not codes.is_a(code, "project"):
            return False
        before, after = old.snapshot.projects.get(code), new.snapshot.projects.get(code)
        return before is None or after is None or before.version != after.version

    def called(self, situation: Situation, code: str) -> str:
        row = (self._rows or {})[code].node.row
        return f"{row.node} {row.chain}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return chain_tables.node_value(self._rows or {}, self.sort)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return chain_tables.node_group_of(self._rows or {}, self.group)

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Value]:
        return chain_tables.node_rank(self._rows or {}, self.group)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        return chain_tables.node_header(self._rows or {}, self.group, group, codes, width)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return chain_tables.node_columns(self._rows or {}, width, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: chain_tables.node_piece(found, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        rows = self._rows
        assert isinstance(rows, Nodes)
        found = rows[code]
        return chain_tables.node_details(situation, found, rows.chains.get(found.node.row.chain), rows.firms, width, height)

    def empty(self) -> Sequence[str]:
        return (_("The chain map is empty."), "", _("a puts a node on it; on the command line:"),
                "campaign chain-set CHAIN NODE have|weak|missing")


class Journeys(dict[str, trips.Row]):
    """Trips and leaders without one, and what is told of each leader."""

    def __init__(self, rows: Sequence[Travelled], home: Sequence[Person], travels: Sequence[Travels]) -> None:
        super().__init__(trips.listed_trips(rows, home))
        self.trips = len(rows)
        self.travels = {row.leader: row for row in travels}
        self.ranks = {row.leader: place for place, row in enumerate(travels)}


class TripsPane(BackgroundPane):
    """Who set out to where, and what that brought; at the end who has not set out."""

    TITLE_TEXT, SHORT = N_("Trips"), N_("Trips")
    ADDS = ("trip", "lead", "event", "node")
    HINTS = ("panes", "add", "edit", "open", "group", "filter", "sort")
    FOLLOWS = ("trip", "lead", "person")
    SORTS = trips.TRIP_SORTS
    GROUPS = trips.TRIP_GROUPS

    @property
    def count(self) -> int | None:
        return self._rows.trips if isinstance(self._rows, Journeys) else None

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, trips.Row]:
        rows = chain.trip_rows(session)
        return Journeys(rows, chain.at_home(situation, rows) if rows else (), chain.travels(situation, rows))

    def _journeys(self) -> Journeys:
        return self._rows if isinstance(self._rows, Journeys) else Journeys((), (), ())

    def called(self, situation: Situation, code: str) -> str:
        row = (self._rows or {})[code]
        if isinstance(row, Person):
            return row.name
        return f"{row.trip.place} {name_of(situation, row.trip.leader)} {row.trip.purpose or ''}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return trips.trip_value(self._rows or {}, self.sort, situation.today)

    def group_of(self, situation: Situation) -> Callable[[str], str]:
        return trips.trip_group_of(self._rows or {}, self.group, situation.today)

    def rank(self, situation: Situation) -> Callable[[str, Sequence[str]], Value]:
        return trips.trip_rank(self._journeys().ranks, self.group)

    def header(self, situation: Situation, group: str, codes: Sequence[str], width: int) -> Line:
        own = self._journeys().travels.get(group)
        return trips.trip_header(situation, self.group, group, codes, own, width)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return trips.trip_columns(self._rows or {}, situation, width, self.group)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: trips.trip_piece(situation, found, key, self.group))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return trips.trip_details(situation, (self._rows or {})[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("Nobody has set out."), "", _("a notes a trip here; on the command line:"),
                "campaign add-trip PLACE -l LEADER --from DATE --to DATE")


class EventsPane(BackgroundPane):
    """Promotion events, and what each brought."""

    TITLE_TEXT, SHORT = N_("Promotion events"), N_("Events")
    ADDS = ("event", "lead", "trip", "node")
    HINTS = ("panes", "add", "edit", "open", "filter", "sort")
    FOLLOWS = ("event", "lead")
    SORTS = trips.EVENT_SORTS

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Held]:
        return {row.event.code: row for row in chain.event_rows(session)}

    def called(self, situation: Situation, code: str) -> str:
        event = (self._rows or {})[code].event
        return f"{event.name} {event.place or ''}"

    def value(self, situation: Situation) -> Callable[[str], Value]:
        return trips.event_value(self._rows or {}, self.sort)

    def columns(self, situation: Situation, width: int) -> Sequence[Column]:
        return trips.event_columns(self._rows or {}, width)

    def row(self, situation: Situation, code: str, fitted: Sequence[Fitted]) -> Line:
        found = (self._rows or {})[code]
        return row_line(fitted, lambda key: trips.event_piece(found, situation.today, key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return trips.event_details((self._rows or {})[code], situation.today, width, height)

    def empty(self) -> Sequence[str]:
        return (_("There is no promotion event."), "", _("a notes one here; on the command line:"),
                "campaign add-event NAME --on DATE")
