"""The chain map (链图): how the city stands with each node of its industrial chains, what lies there, and where a lead is
lacking; new private firms.

Source: docs/handbook/rules.md, Chains, trips and events. Money is 万元.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign.core import codes, indicators, periods
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.model.leads import ChainNode, Lead, NodeState
from campaign.core.model.project import Project

SEPARATOR = "/"
LACKING = (NodeState.WEAK, NodeState.MISSING)


# Where something lies ---------------------------------------------------------------------------------------------------


class Spot(NamedTuple):
    """A node of a chain, or a chain as a whole."""

    chain: str
    node: str | None = None

    def __str__(self) -> str:
        return self.chain if self.node is None else f"{self.chain}{SEPARATOR}{self.node}"


def spot(chain: str | None, node: str | None) -> str | None:
    """What a project's field ``node`` says of this place: ``新材料/膜材料``, or ``新材料``."""
    return str(Spot(chain, node)) if chain else node


class Places:
    """Reads where on the map a project or a lead lies. ``None`` is "not on the map"."""

    def __init__(self, nodes: Iterable[ChainNode]) -> None:
        self._known: set[Spot] = set()
        alone: dict[str, set[Spot]] = {}
        for row in nodes:
            here = Spot(row.chain, row.node)
            self._known |= {here, Spot(row.chain)}
            alone.setdefault(row.node, set()).add(here)
        self._alone = {node: spots.pop() for node, spots in alone.items() if len(spots) == 1}
        """Nodes whose name only one chain has."""
        self._read: dict[str, Spot | None] = {}

    def __call__(self, text: str | None) -> Spot | None:
        """Of a project: ``chain/node``; the name of a chain; or that of a node that only one chain has."""
        if text is None:
            return None
        if text not in self._read:
            chain, found, node = text.replace("／", SEPARATOR).partition(SEPARATOR)
            self._read[text] = self.of(chain.strip(), node.strip() or None) if found else (
                self.of(text, None) or self._alone.get(text))
        return self._read[text]

    def of(self, chain: str | None, node: str | None) -> Spot | None:
        """Of a lead. A node that is not on the map leaves it on its chain."""
        if not chain:
            return self._alone.get(node or "")
        return next((one for one in (Spot(chain, node or None), Spot(chain)) if one in self._known), None)


def pending(lead: Lead) -> bool:
    """Neither given up nor a project yet: at its node, work goes on that no project shows."""
    return lead.dropped is None and lead.project is None


# The map ----------------------------------------------------------------------------------------------------------------


class At(NamedTuple):
    """What lies at one node, or on one chain without a node being named."""

    projects: tuple[str, ...] = ()
    """Those that are not withdrawn."""
    invested: int = 0
    """Their total investment."""
    leads: tuple[str, ...] = ()
    """Those that are ``pending``."""
    meant: int = 0
    """Investment meant by them."""
    signed: tuple[str, ...] = ()
    """Those of the leads that have been signed."""
    signed_money: int = 0


class Node(NamedTuple):
    """A node as the map shows it."""

    row: ChainNode
    at: At

    @property
    def spot(self) -> Spot:
        return Spot(self.row.chain, self.row.node)

    @property
    def gap(self) -> bool:
        """缺口: weak or missing, and no lead is pending there."""
        return self.row.state in LACKING and not self.at.leads


class Chain(NamedTuple):
    name: str
    nodes: tuple[Node, ...]
    """From upstream to downstream."""
    loose: At
    """What is on the chain and at none of its nodes."""

    @property
    def states(self) -> dict[NodeState, int]:
        """How many nodes are in each state; in the order of the states."""
        return {state: sum(node.row.state is state for node in self.nodes) for state in NodeState}

    @property
    def gaps(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.gap)

    @property
    def whole(self) -> At:
        """All of it together."""
        parts = (*(node.at for node in self.nodes), self.loose)
        return At(tuple(code for part in parts for code in part.projects), sum(part.invested for part in parts),
                  tuple(code for part in parts for code in part.leads), sum(part.meant for part in parts),
                  tuple(code for part in parts for code in part.signed), sum(part.signed_money for part in parts))


def chain_map(nodes: Sequence[ChainNode], projects: Iterable[Project], named: Mapping[str, str],
              leads: Iterable[Lead]) -> list[Chain]:
    """By the first place of each chain's nodes. ``named``: project → the text of its field ``node``, of those that have one."""
    places = Places(nodes)
    found: dict[Spot, list[Project]] = {}
    sought: dict[Spot, list[Lead]] = {}
    for project in projects:
        if project.withdrawn is None and (here := places(named.get(project.code))) is not None:
            found.setdefault(here, []).append(project)
    for lead in leads:
        if pending(lead) and (here := places.of(lead.chain, lead.node)) is not None:
            sought.setdefault(here, []).append(lead)

    def at(here: Spot) -> At:
        own, open_ = found.get(here, []), sought.get(here, [])
        signed = [lead for lead in open_ if lead.signed is not None]
        return At(in_order(own), sum(row.total or 0 for row in own), in_order(open_), money(open_), in_order(signed),
                  money(signed))

    chains: dict[str, list[ChainNode]] = {}
    for row in sorted(nodes, key=lambda row: (row.place, row.node)):
        chains.setdefault(row.chain, []).append(row)
    return [Chain(name, tuple(Node(row, at(Spot(name, row.node))) for row in rows), at(Spot(name)))
            for name, rows in chains.items()]


def in_order(rows: Iterable[Project | Lead]) -> tuple[str, ...]:
    return tuple(sorted((row.code for row in rows), key=codes.order))


def money(leads: Iterable[Lead]) -> int:
    """Investment meant by these leads."""
    return sum(lead.total or 0 for lead in leads)


# New private firms ------------------------------------------------------------------------------------------------------


class CountyFirms(NamedTuple):
    """New private firms of one county in one year, so far. Figures are 1/100 of a firm, as stored."""

    county: str
    value: int
    target: int | None
    """Of the whole year; None when it has none."""
    latest: str
    """The month up to which none is missing."""


class Firms(NamedTuple):
    """New private firms of the city in the latest year that any county tells of."""

    year: str = ""
    counties: tuple[CountyFirms, ...] = ()
    """By code; those that tell nothing of that year, or not from January on, are ``silent``."""
    silent: tuple[str, ...] = ()

    @property
    def value(self) -> int:
        return sum(row.value for row in self.counties)

    @property
    def compared(self) -> int:
        """What of it stands against a target."""
        return sum(row.value for row in self.counties if row.target is not None)

    @property
    def target(self) -> int | None:
        """Of the counties that have one."""
        found = [row.target for row in self.counties if row.target is not None]
        return sum(found) if found else None

    @property
    def latest(self) -> tuple[str, ...]:
        """The latest first; several when not every county is up to date."""
        return tuple(sorted({row.latest for row in self.counties}, reverse=True))


def new_firms(rows: Iterable[Indicator], counties: Iterable[str]) -> Firms:
    """What the year has brought in each county (``indicators.so_far``), and the year's target. Other metrics are passed over."""
    own = {county: found for (county, metric, measure), found in indicators.series(rows).items()
           if metric is Metric.PRIVATE_FIRMS and measure is IndicatorMeasure.VALUE}
    known = [periods.year_of(row.period) for found in own.values() for row in found.rows if row.value is not None]
    year = max(known, default="")
    told: list[CountyFirms] = []
    for county, found in own.items() if year else ():
        value, until = indicators.so_far(found, int(year))
        latest, whole = periods.period_of(until, 1), found.of(year)
        if periods.year_of(latest) == year:
            told.append(CountyFirms(county, value, whole.target if whole is not None else None, latest))
    return Firms(year, tuple(told), tuple(sorted(set(counties) - {row.county for row in told}, key=codes.order)))
