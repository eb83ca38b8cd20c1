"""The chain map and new private firms: the worked examples of docs/handbook/rules.md."""

from campaign.core.chain import At, Places, Spot, chain_map, new_firms, spot
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.model.leads import ChainNode, Lead, LeadStage, NodeState
from tests.core.build import day, project

NODES = [ChainNode("新材料", "电池材料", NodeState.HAVE, 2), ChainNode("新材料", "膜材料", NodeState.WEAK, 1),
         ChainNode("新材料", "检测", NodeState.MISSING, 3), ChainNode("食品加工", "检测", NodeState.MISSING, 5),
         ChainNode("食品加工", "预制菜", NodeState.HAVE, 4)]


def lead(code: str, chain: str | None = "新材料", node: str | None = "膜材料", **fields: object) -> Lead:
    return Lead(code, code, chain, node)._replace(total=10_000, opened=day(2))._replace(**fields)  # type: ignore[arg-type]


def test_a_project_names_its_place_in_one_text() -> None:
    places = Places(NODES)
    assert places("新材料/膜材料") == places(" 新材料 ／ 膜材料") == places("膜材料") == Spot("新材料", "膜材料")
    assert places("新材料") == places("新材料/没有的") == Spot("新材料")
    assert places("检测") is places("没有的") is places("没有的/膜材料") is places(None) is None  # two chains have a node 检测
    assert (spot("新材料", "膜材料"), spot("新材料", None), spot(None, "膜材料"), spot(None, None)) == (
        "新材料/膜材料", "新材料", "膜材料", None)
    assert str(Spot("新材料", "膜材料")) == "新材料/膜材料"


def test_a_lead_names_chain_and_node() -> None:
    places = Places(NODES)
    assert places.of("食品加工", "检测") == Spot("食品加工", "检测") and places.of(None, "膜材料") == Spot("新材料", "膜材料")
    assert places.of("新材料", None) == places.of("新材料", "没有的") == Spot("新材料")
    assert places.of("没有的", "膜材料") is places.of(None, None) is places.of(None, "检测") is None


def test_the_map_from_upstream_to_downstream() -> None:
    projects = [project("P0002", total=50_000), project("P0001", total=30_000), project("P0003", withdrawn="放弃", total=9),
                project("P0004"), project("P0005", total=7)]
    named = {"P0001": "新材料/电池材料", "P0002": "电池材料", "P0003": "电池材料", "P0004": "新材料", "P0005": "别处"}
    leads = [lead("K0003", stage=LeadStage.SIGNED, signed=day(9), total=20_000), lead("K0001"), lead("K0002", dropped="去了外省"),
             lead("K0004", node=None), lead("K0005", "食品加工", "检测", project="P0009", stage=LeadStage.LANDED)]
    material, food = chain_map(NODES, projects, named, leads)
    assert [node.row.node for node in material.nodes] == ["膜材料", "电池材料", "检测"]
    assert material.nodes[0].at == At((), 0, ("K0001", "K0003"), 30_000, ("K0003",), 20_000)
    assert material.nodes[1].at == At(("P0001", "P0002"), 80_000)
    assert material.loose == At(("P0004",), 0, ("K0004",), 10_000)
    assert material.whole == At(("P0001", "P0002", "P0004"), 80_000, ("K0001", "K0003", "K0004"), 40_000, ("K0003",), 20_000)
    assert list(material.states.values()) == [1, 1, 1]
    assert (food.name, [node.row.node for node in food.nodes]) == ("食品加工", ["预制菜", "检测"])


def test_a_gap_is_weak_or_missing_without_a_lead_that_goes_on() -> None:
    def gaps(*leads: Lead) -> list[str]:
        return [str(node.spot) for chain in chain_map(NODES, (), {}, leads) for node in chain.gaps]

    assert gaps() == ["新材料/膜材料", "新材料/检测", "食品加工/检测"]
    assert gaps(lead("K0001"), lead("K0002", "食品加工", "检测")) == ["新材料/检测"]
    landed = lead("K0001", stage=LeadStage.LANDED, signed=day(5), landed=day(9))
    assert "新材料/膜材料" not in gaps(landed)  # it has landed, and no project shows it yet
    assert "新材料/膜材料" in gaps(landed._replace(project="P0007"))
    assert "新材料/膜材料" in gaps(lead("K0001", dropped="去了外省"))
    assert "新材料/膜材料" in gaps(lead("K0001", node=None))  # on the chain, at no node


# New private firms ------------------------------------------------------------------------------------------------------


def firms(county: str, period: str, value: int | None, target: int | None = None, **fields: object) -> Indicator:
    return Indicator(county, period, Metric.PRIVATE_FIRMS, IndicatorMeasure.VALUE, value, target)._replace(**fields)  # type: ignore[arg-type]


def test_new_private_firms_of_the_year_against_its_target() -> None:
    rows = [firms("C01", "2026-01", 5000), firms("C01", "2026-02", 4000), firms("C01", "2026-03", 3000),
            firms("C01", "2026", None, 20000), firms("C02", "2026Q1", 9000), firms("C02", "2026-03", 4000),
            firms("C02", "2026-04", 1000), firms("C02", "2025", 70000), firms("C03", "2025", 99),
            firms("C03", "2026", None, 8000), firms("C04", "2026-04", 600),
            firms("C01", "2026-04", 700, metric=Metric.GDP), firms("C01", "2026-04", 700, measure=IndicatorMeasure.YOY_CUM)]
    found = new_firms(rows, ["C01", "C02", "C03", "C04"])
    assert found.counties == (("C01", 12000, 20000, "2026-03"), ("C02", 10000, None, "2026-04"))  # the quarter holds its months
    assert (found.year, found.value, found.compared, found.target) == ("2026", 22000, 12000, 20000)  # 120 firms of 200 aimed at
    assert (found.latest, found.silent) == (("2026-04", "2026-03"), ("C03", "C04"))  # C04 lacks January to March
    rows.append(firms("C02", "2026", 88000, 90000))
    assert new_firms(rows, ["C01"]).counties[1] == ("C02", 88000, 90000, "2026-12")  # the year's own figure goes before its parts
    assert new_firms([], ["C01"]) == ("", (), ("C01",)) and new_firms([], []).target is None
