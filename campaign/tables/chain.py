"""The chain map as a list: its columns, rows, order and details. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from campaign.core.chain import Chain, Firms, Node
from campaign.core.codes import CHAINS
from campaign.core.model.leads import NodeState
from campaign.core.situation import Situation
from campaign.tables.cells import header_line, labels_width, name_of, projects_text, rule
from campaign.tables.history import name_column
from campaign.tables.order import Value, by_pinyin
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import chain as say
from campaign.words import field, label, money
from campaign.words.labels import NOTHING

STATE_TONES = {NodeState.HAVE: "green", NodeState.WEAK: "yellow", NodeState.MISSING: "red"}
_STATES = list(NodeState)


def money_piece(amount: int, count: int) -> Piece:
    """A sum of money; a dash where nothing was summed."""
    return (money(amount), "") if count else (NOTHING, "dim")


def count_piece(n: int, tone: str = "") -> Piece:
    return str(n), tone if n else "dim"


# The chain map ----------------------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """A node as the list has it."""

    node: Node
    number: int
    """1 is the most upstream of its chain."""
    first: int
    """Which chain of the map it is."""


NODE_SORTS = ("number", "node", "state", "projects", "leads", "signed")
NODE_GROUPS = ("chain", "state", "")


def node_key(node: Node) -> str:
    """What the list calls it: no code begins with this letter."""
    return f"{CHAINS}{node.spot}"


def listed_nodes(chains: Sequence[Chain]) -> dict[str, Place]:
    return {node_key(node): Place(node, number, first) for first, chain in enumerate(chains)
            for number, node in enumerate(chain.nodes, 1)}


def state_piece(state: NodeState) -> Piece:
    return label(state), STATE_TONES[state]


def node_value(rows: Mapping[str, Place], sort: str) -> Callable[[str], Value]:
    """As the nodes lie; what is lacking, and what most lies at, first."""
    return {
        "number": lambda key: (rows[key].first, rows[key].number),
        "node": lambda key: by_pinyin(rows[key].node.row.node),
        "state": lambda key: (-_STATES.index(rows[key].node.row.state), not rows[key].node.gap,
                              rows[key].first, rows[key].number),
        "projects": lambda key: (-len(rows[key].node.at.projects), -rows[key].node.at.invested),
        "leads": lambda key: (-len(rows[key].node.at.leads), -rows[key].node.at.meant),
        "signed": lambda key: (-len(rows[key].node.at.signed), -rows[key].node.at.signed_money),
    }[sort]


def node_group_of(rows: Mapping[str, Place], group: str) -> Callable[[str], str]:
    return (lambda key: rows[key].node.row.state.value) if group == "state" else lambda key: rows[key].node.row.chain


def node_rank(rows: Mapping[str, Place], group: str) -> Callable[[str, Sequence[str]], Value]:
    """Chains as they lie; what is missing before what is weak."""
    if group == "state":
        return lambda name, keys: -_STATES.index(NodeState(name))
    return lambda name, keys: min((rows[key].first for key in keys if key in rows), default=0)


def node_header(rows: Mapping[str, Place], group: str, name: str, keys: Sequence[str], width: int) -> Line:
    """How many nodes are in each state, and the gaps among them."""
    nodes = [rows[key].node for key in keys if key in rows]
    gaps = sum(node.gap for node in nodes)
    facts: list[Piece] = []
    if group == "chain":
        facts = [(f"{label(state)} {n}  ", STATE_TONES[state]) for state in _STATES
                 if (n := sum(node.row.state is state for node in nodes))]
    else:
        facts = [(nodes_text(len(nodes)) + "  ", "dim")]
    if gaps:
        facts.append((ngettext("{n} gap", "{n} gaps", gaps).format(n=gaps) + " ", "red"))
    return header_line(label(NodeState(name)) if group == "state" else name, facts, width)


def nodes_text(n: int) -> str:
    return ngettext("{n} node", "{n} nodes", n).format(n=n)


def node_columns(rows: Mapping[str, Place], width: int, group: str) -> list[Column]:
    states = [label(state) for state in _STATES]
    chains = [row.node.row.chain for row in rows.values()]
    found = [
        Column("number", _("No."), 3, align="right", priority=6),
        Column("chain", field("chain"), labels_width([*chains, field("chain")], 14), priority=1),
        name_column(_("Node"), (row.node.row.node for row in rows.values()), width)._replace(key="node"),
        Column("state", _("State"), labels_width([*states, _("State")], 10)),
        Column("gap", "", labels_width([field("gap")], 6), priority=1),
        Column("projects", _("Projects"), 8, align="right"),
        Column("invested", _("Total"), 10, align="right", priority=3),
        Column("leads", _("Firms"), 5, align="right"),
        Column("meant", _("Meant"), 10, align="right", priority=2),
        Column("signed", _("Signed"), 6, align="right", priority=4),
        Column("money", _("Money signed"), 12, 10, align="right", priority=5),
    ]
    return [column for column in found if column.key != group and (column.key != "chain" or group != "chain")]


def node_piece(row: Place, key: str) -> Piece:
    node, at = row.node, row.node.at
    match key:
        case "number":
            return str(row.number), "dim"
        case "chain":
            return node.row.chain, "dim"
        case "node":
            return node.row.node, ""
        case "state":
            return state_piece(node.row.state)
        case "gap":
            return (field("gap"), "red") if node.gap else ("", "")
        case "projects":
            return count_piece(len(at.projects))
        case "invested":
            return money_piece(at.invested, len(at.projects))
        case "leads":
            return count_piece(len(at.leads))
        case "meant":
            return money_piece(at.meant, len(at.leads))
        case "signed":
            return count_piece(len(at.signed), "accent")
    return money_piece(at.signed_money, len(at.signed))


def node_details(situation: Situation, row: Place, chain: Chain | None, firms: Firms | None, width: int,
                 height: int) -> list[Line]:
    """What is said of the node; its projects by name; its chain as a whole; new private firms of the city."""
    node = row.node
    heading: list[Piece] = [(f" {node.row.chain} ", "dim"), (node.row.node, "bold"), ("  ", ""), state_piece(node.row.state)]
    if node.gap:
        heading.append(("  " + field("gap"), "red"))
    lines: list[Line] = [rule(heading, width)]
    if node.row.note:
        lines.append([(f" {node.row.note}", "")])
    if node.at.projects:
        names = "  ".join(f"{code} {name_of(situation, code)}" for code in node.at.projects[:3])
        lines.append([(f" {projects_text(len(node.at.projects))}  ", ""), (names, "dim")])
    else:
        lines.append([(" " + _("no project"), "dim"), ("  " + _("no lead: a adds one, or e says how it stands"), "yellow")]
                     if node.gap else [(" " + _("no project"), "dim")])
    if chain is not None:
        whole = chain.whole
        told = [projects_text(len(whole.projects)), money(whole.invested), say.leads_text(len(whole.leads)), money(whole.meant)]
        lines.append([(f" {chain.name}  ", "dim"), ("  ".join(told), "dim")])
    if firms is not None:
        lines.append([(f" {say.firms_text(firms)}", "dim")])
    return lines[:height]
