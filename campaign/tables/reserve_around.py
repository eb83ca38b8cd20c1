"""What stands around the list of the reserve: the funnel above it, the chain map beside it or in a detail. Pure."""

from collections.abc import Iterable, Sequence

from campaign.core.chain import Chain, Places
from campaign.core.model.project import Project, Stage
from campaign.core.reserve import STAGES, StageSum
from campaign.tables.chain import grid, lacking_links, links, nodes_text
from campaign.tables.charts.chain_grid import chips
from campaign.tables.charts.funnel import Step
from campaign.tables.detail import section
from campaign.tables.signs import Signs
from campaign.tables.tones import Line
from campaign.text import _, ngettext
from campaign.words import label, money

_FUNNEL = (*STAGES, Stage.PERMITTED)


def in_funnel(project: Project | None) -> bool:
    return project is not None and project.withdrawn is None and project.stage in _FUNNEL


def ready(projects: Iterable[Project]) -> StageSum:
    """What has left the reserve and waits for its start."""
    found = [project.total or 0 for project in projects if project.stage is Stage.PERMITTED and project.withdrawn is None]
    return StageSum(Stage.PERMITTED, len(found), sum(found))


def funnel_steps(stages: Sequence[StageSum]) -> list[Step]:
    """The stages from the first idea to what may start, as wide as their money."""
    return [Step(label(row.stage), ngettext("{n} project", "{n} projects", row.projects).format(n=row.projects)
                 + (f"  {money(row.total)}" if row.total else ""), row.total) for row in stages]


def own_chain(chains: Sequence[Chain], at: str | None, width: int, signs: Signs) -> list[Line]:
    """The chain that it lies on."""
    spot = Places(node.row for chain in chains for node in chain.nodes)(at)
    chain = None if spot is None else next((one for one in chains if one.name == spot.chain), None)
    if spot is None or chain is None:
        return []
    return section(chain.name, [[(" ", ""), *line] for line in chips(links(chain), width - 1, signs)], width, signs,
                   note=_("here: {node}").format(node=spot.node) if spot.node else "")


def lacking(chains: Sequence[Chain], width: int, signs: Signs) -> list[Line]:
    lines = lacking_links(chains, width - 1, signs)
    return section(_("What the chains lack"), [[(" ", ""), *line] for line in lines], width, signs)


def whole_map(chains: Sequence[Chain], width: int, signs: Signs) -> list[Line]:
    return section(_("Chain map"), [[(" ", ""), *line] for line in grid(chains, width - 1, 0, signs)], width, signs,
                   note=_("there, weak, [lacking]"), right=nodes_text(sum(len(chain.nodes) for chain in chains)))


def chain_map(chains: Sequence[Chain], width: int, height: int, signs: Signs) -> list[Line]:
    """Beside the list: all chains with their links, without the lines between them where there is no room."""
    if not chains:
        return []
    said = section(_("Chain map"), [[(" ", ""), *line] for line in grid(chains, width - 1, height - 2, signs)], width, signs,
                   note=_("there, weak, [lacking]"), right=nodes_text(sum(len(chain.nodes) for chain in chains)))
    return [said[0], (), *said[1:]]
