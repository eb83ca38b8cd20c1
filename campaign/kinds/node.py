"""Nodes of the chain map: how the city stands with each. They have no codes; chain and node name them."""

from campaign.core.model.leads import ChainNode, NodeState
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.kinds.verb import Key, headquarters
from campaign.text import N_

FIELDS = (
    Field("chain", required=True, limit=60, fixed=True, label=N_("Chain"),
          help=N_("the chain, in full; one that is not there is added")),
    Field("node", required=True, limit=60, fixed=True, label=N_("Chain node"),
          help=N_("its node, in full; one that is not there is added")),
    Field("state", Type.WORD, NodeState, required=True, label=N_("State"), help=N_("have, weak or missing")),
    Field("note", label=N_("Note"), help=N_("further words")),
    Field("place", Type.COUNT, limit=999, label=N_("Which of the chain"),
          help=N_("which node of the chain it is; 1 is the most upstream"),
          unseeded="a file tells it by the order of its lines"),
)
KEYS = {"edit": Key("chain-set")}
KIND = Kind("node", "chain_nodes", ChainNode, FIELDS, (headquarters("chain-set", N_("changed the chain map")),), KEYS,
            label=N_("chain node"), lists="chain", called="node", found=False, adds="chain-set")
