"""The chain map as a list: its table and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core.chain import At, Chain, Firms, Node, Spot
from campaign.core.codes import CHAINS
from campaign.core.model.leads import ChainNode, NodeState
from campaign.core.situation import Situation
from campaign.tables.cells import labels_width, name_of, projects_text
from campaign.tables.charts.chain_grid import chain_grid, chips
from campaign.tables.detail import head
from campaign.tables.order import Value, by_pinyin
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Keyed, Listing, Plain, Record, Table, choosing, named, widest
from campaign.tables.tones import Line, Piece
from campaign.text import N_, _, ngettext
from campaign.words import chain as say
from campaign.words import field, label, money
from campaign.words.labels import NOTHING

STATE_TONES = {NodeState.HAVE: "", NodeState.WEAK: "quiet", NodeState.MISSING: "strong"}
_STATES = list(NodeState)


def money_piece(amount: int, count: int) -> Piece:
    """A sum of money; a dash where nothing was summed."""
    return (money(amount), "") if count else (NOTHING, "quiet")


def count_piece(n: int, tone: str = "") -> Piece:
    return str(n), tone if n else "quiet"


def counted(key: str) -> Plain:
    """How many there are of what a record has under this."""
    return Plain(lambda row: str(len(row[key])), key=key, right=True)


def summed(key: str, total: str) -> Plain:
    """Their money."""
    return Plain(lambda row: money(row[total]) if row[key] else NOTHING, key=total, right=True)


# The chain map ----------------------------------------------------------------------------------------------------------


def grid(chains: Sequence[Chain], width: int, height: int, signs: Signs) -> list[Line]:
    """Every chain with its links; without the blank lines between them where ``height`` (0: any) is too little."""
    lines = chain_grid([(chain.name, links(chain)) for chain in chains], width, signs)
    if height and len(lines) > height:
        lines = [line for line in lines if any(said.strip() for said, _tone in line)]
    return lines[:height or None]


def links(chain: Chain) -> list[tuple[str, NodeState]]:
    """From upstream to downstream."""
    return [(node.row.node, node.row.state) for node in chain.nodes]


def lacking_links(chains: Sequence[Chain], width: int, signs: Signs) -> list[Line]:
    """What is missing, of all chains."""
    missing = [(word, state) for chain in chains for word, state in links(chain) if state is NodeState.MISSING]
    return chips(missing, width, signs)


class Place(NamedTuple):
    """A node as the list has it."""

    node: Node
    number: int
    """1 is the most upstream of its chain."""
    first: int
    """Which chain of the map it is."""


def node_key(node: Node) -> str:
    """What the list calls it: no code begins with this letter."""
    return f"{CHAINS}{node.spot}"


def listed_nodes(chains: Sequence[Chain]) -> dict[str, Place]:
    return {node_key(node): Place(node, number, first) for first, chain in enumerate(chains)
            for number, node in enumerate(chain.nodes, 1)}


def node_piece(row: ChainNode) -> Piece:
    """What is missing stands in brackets, as on the map."""
    return (f"[{row.node}]", "strong") if row.state is NodeState.MISSING else (row.node, "")


def state_piece(state: NodeState) -> Piece:
    return label(state), STATE_TONES[state]


Nodes = Listing[Place]
NODE = ("code", "chain", "node", "position", "state", "gap", "projects", "projects_total", "leads", "leads_total", "signed_leads",
        "signed_total", "note")
"""Of the record: they head a CSV file."""


def record(told: Nodes, row: Place | Chain) -> Record:
    """Of a chain: what is on it and names no node."""
    if isinstance(row, Chain):
        return {**dict.fromkeys(NODE), "code": str(Spot(row.name)), "chain": row.name, "gap": False, **_at(row.loose)}
    node = row.node
    return {"code": str(node.spot), "chain": node.row.chain, "node": node.row.node, "position": row.number,
            "state": node.row.state, "gap": node.gap, **_at(node.at), "note": node.row.note}


def _at(at: At) -> Record:
    return {"projects": list(at.projects), "projects_total": at.invested, "leads": list(at.leads), "leads_total": at.meant,
            "signed_leads": list(at.signed), "signed_total": at.signed_money}


def nodes_text(n: int) -> str:
    return ngettext("{n} node", "{n} nodes", n).format(n=n)


def _facts(told: Nodes, group: str, keys: Sequence[str], width: int) -> list[Piece]:
    """How many nodes are in each state, and the gaps among them."""
    nodes = [told.rows[key].node for key in keys]
    gaps = sum(node.gap for node in nodes)
    facts: list[Piece] = [(nodes_text(len(nodes)) + "  ", "quiet")]
    if group == "chain":
        facts = [(f"{label(state)} {n}  ", STATE_TONES[state]) for state in _STATES
                 if (n := sum(node.row.state is state for node in nodes))]
    if gaps:
        facts.append((ngettext("{n} gap", "{n} gaps", gaps).format(n=gaps) + " ", "strong"))
    return facts


def _by_at(of: Callable[[At], Value]) -> Callable[[Nodes], Keyed]:
    """What most lies at comes first."""
    return lambda told: lambda key: of(told.rows[key].node.at)


def _by_state(told: Nodes) -> Keyed:
    def of(key: str) -> Value:
        node, number, first = told.rows[key]
        return -_STATES.index(node.row.state), not node.gap, first, number

    return of


NODES = Table[Nodes, Place](
    "chain",
    columns=(
        Column("number", N_("No."), 3, lambda told, row: (str(row.number), "quiet"), align="right", gives=6,
               sort=lambda told: lambda key: (told.rows[key].first, told.rows[key].number)),
        Column("chain", N_("Chain"), widest(14), lambda told, row: (row.node.row.chain, "quiet"), gives=1,
               plain=Plain(flexible=True),
               group=Group(lambda told: lambda key: told.rows[key].node.row.chain, lambda told, name: name,
                           lambda told: lambda name, keys: min(told.rows[key].first for key in keys))),
        Column("node", N_("Node"), named, lambda told, row: node_piece(row.node.row), flex=1,
               plain=Plain(lambda row: row["node"] or _("(no node named)"), flexible=True),
               sort=lambda told: lambda key: by_pinyin(told.rows[key].node.row.node)),
        Column("state", N_("State"), choosing(NodeState, 10, titled=True), lambda told, row: state_piece(row.node.row.state),
               plain=Plain(), sort=_by_state,
               group=Group(lambda told: lambda key: told.rows[key].node.row.state.value,
                           lambda told, name: label(NodeState(name)),
                           lambda told: lambda name, keys: -_STATES.index(NodeState(name)))),
        Column("gap", "", lambda told, column, room: (labels_width([field("gap")], 6), 0), gives=1,
               cell=lambda told, row: (field("gap"), "strong") if row.node.gap else ("", ""),
               plain=Plain(lambda row: field("gap") if row["gap"] else "")),
        Column("projects", N_("Projects"), 8, lambda told, row: count_piece(len(row.node.at.projects)), align="right",
               sort=_by_at(lambda at: (-len(at.projects), -at.invested)), plain=counted("projects")),
        Column("invested", N_("Total"), 10, lambda told, row: money_piece(row.node.at.invested, len(row.node.at.projects)),
               align="right", gives=3, plain=summed("projects", "projects_total")),
        Column("leads", N_("Firms"), 5, lambda told, row: count_piece(len(row.node.at.leads)), align="right",
               sort=_by_at(lambda at: (-len(at.leads), -at.meant)), plain=counted("leads")),
        Column("meant", N_("Meant"), 10, lambda told, row: money_piece(row.node.at.meant, len(row.node.at.leads)),
               align="right", gives=2, plain=summed("leads", "leads_total")),
        Column("signed", N_("Signed"), 6, lambda told, row: count_piece(len(row.node.at.signed), "accent"), align="right",
               gives=4, sort=_by_at(lambda at: (-len(at.signed), -at.signed_money)), plain=counted("signed_leads")),
        Column("money", N_("Money signed"), 12, lambda told, row: money_piece(row.node.at.signed_money, len(row.node.at.signed)),
               10, "right", gives=5, plain=summed("signed_leads", "signed_total")),
        Column("note", plain=Plain(flexible=True)),
    ),
    groups=("chain", "state", ""), record=record, keys=NODE, facts=_facts,
    called=lambda told, row: f"{row.node.row.node} {row.node.row.chain}",
    about=lambda told, row: (row.node.row.state, *row.node.at.projects, *row.node.at.leads))


def node_details(situation: Situation, row: Place, chains: Mapping[str, Chain], firms: Firms | None, width: int, height: int,
                 signs: Signs) -> list[Line]:
    """What is said of the node; its projects by name; its chain as a whole; new private firms of the city. Where there is more
    room its chain as words, and then the whole map.
    """
    chain = chains.get(row.node.row.chain)
    node = row.node
    lines: list[Line] = [head(node.row.chain, node.row.node, width, state_piece(node.row.state),
                              (field("gap") if node.gap else "", "strong"))]
    if node.row.note:
        lines.append([(f" {node.row.note}", "")])
    if node.at.projects:
        names = "  ".join(f"{code} {name_of(situation, code)}" for code in node.at.projects[:3])
        lines.append([(f" {projects_text(len(node.at.projects))}  ", ""), (names, "quiet")])
    else:
        lines.append([(" " + _("no project"), "quiet"), ("  " + _("no lead: a adds one, or e says how it stands"), "")]
                     if node.gap else [(" " + _("no project"), "quiet")])
    if chain is not None:
        whole = chain.whole
        told = [projects_text(len(whole.projects)), money(whole.invested), say.leads_text(len(whole.leads)), money(whole.meant)]
        lines.append([(f" {chain.name}  ", "quiet"), ("  ".join(told), "quiet")])
    if firms is not None:
        lines.append([(f" {say.firms_text(firms)}", "quiet")])
    own: list[Line] = [] if chain is None else [[(" ", ""), *line] for line in chips(links(chain), width - 1, signs)]
    room = height - len(lines) - 2
    every: list[Line] = [[(" ", ""), *line] for line in grid(list(chains.values()), width - 1, 0, signs)]
    if len(every) <= room:
        return [*lines, (), *every]
    return [*lines, *own][:height]
