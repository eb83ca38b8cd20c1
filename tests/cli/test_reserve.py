"""``campaign reserve``, ``gaps``, ``list-add`` and ``list-set`` on the small city.

Three of its projects are ideas yet: P0001, P0003, which is to get a special bond, and P0005.
"""

import pytest

from tests.cli.conftest import Cli, one_line


def codes(cli: Cli, *args: str) -> list[str]:
    return [row["code"] for row in cli(*args, "--json").json()]


@pytest.fixture(autouse=True)
def entry(cli: Cli) -> None:
    assert cli("list-add", "P0003", "special_bond", "--note", "首批").code == 0


@pytest.fixture
def ready(cli: Cli) -> Cli:
    """P0002 is the government's, on 7 November, and short of its site, its environment form and its land."""
    cli("edit", "P0002", "--investor", "government", "--stage", "prework", "--developer", "市城投", "--planned-finish", "D+300",
        "--funds-planned", "1亿")
    cli("add-approval", "P0002", "proposal", "feasibility")
    cli("grant", "A0004")
    cli("grant", "A0005")
    return cli


def test_reserve_ranks_by_score_and_shows_its_parts(cli: Cli) -> None:
    cli("edit", "P0001", "--expected-tax", "3000万", "--pull", "3", "--investor", "private")
    rows = cli("reserve", "--json").json()
    assert [row["code"] for row in rows] == ["P0003", "P0001", "P0005"]  # what can still be made stands first
    first, other = rows[1:]
    assert (first["score"], first["score_size"], first["score_tax"], first["score_pull"]) == (75, 49, 100, 100)  # 1.5亿 of 5.5亿
    assert (first["granted"], first["required"], first["maturity_pct"], first["untaken"], first["lists"]) == (0, 8, 0, True, [])
    assert other["required"] is None and other["maturity_pct"] is None and other["score_tax"] is None


def test_maturity_comes_from_approvals(ready: Cli) -> None:
    row = next(row for row in ready("reserve", "--json").json() if row["code"] == "P0002")
    assert (row["granted"], row["required"], row["maturity_pct"]) == (2, 10, 20)
    ready("add-approval", "P0002", "forest", "--not-needed", "不占林地")
    assert "2/9 22 %" in ready("reserve").out


def test_the_funnel_comes_first_and_the_weights_are_shown(ready: Cli) -> None:
    out = ready("reserve").out
    assert out.splitlines()[0].split() == ["Stage", "Projects", "Total"]
    assert "idea" in out.splitlines()[1] and "size 50 %, tax 30 %, pull 20 %" in out
    assert "pre-work" in ready("reserve", "--plain").out
    head = ready("reserve", "--csv").out.splitlines()[0]
    assert head.startswith("code,name,") and "score_tax" in head


def test_untaken_are_those_no_principal_leader_leads(cli: Cli) -> None:
    assert codes(cli, "reserve", "--untaken") == ["P0003", "P0005", "P0001"]
    cli("edit", "L01", "--rank", "principal")
    assert codes(cli, "reserve", "--untaken") == ["P0003", "P0005"]
    assert "王某山*" in cli("reserve").out and "2 of 3 no principal leader" in cli("reserve").out
    assert codes(cli, "reserve", "-l", "王某山") == ["P0001"]
    assert len(codes(cli, "reserve", "-c", "临江区")) == 3
    said = cli("reserve", "-c", "望潮区")
    assert said.code == 0 and said.out == "" and "No reserve project" in one_line(said.err)


def test_what_has_begun_or_was_withdrawn_is_no_reserve(cli: Cli) -> None:
    cli("edit", "P0001", "--stage", "permitted")
    cli("edit", "P0003", "--withdrawn", "业主放弃")
    assert codes(cli, "reserve") == ["P0005"]


def test_gaps_say_what_is_missing_and_whether_the_clocks_allow_it(ready: Cli) -> None:
    ready("list-set", "P0003", "special_bond", "--deadline", "D+400")
    nothing = ready("gaps", "--list", "central_budget")
    assert nothing.code == 0 and nothing.out == "" and "list-add" in one_line(nothing.err)
    said = ready("list-add", "港口路", "special-bond")
    assert said.code == 0 and said.out == "" and "38 d left" in said.err and "environment form" in said.err
    row = ready("gaps", "--list", "special_bond", "--json").json()[0]
    assert (row["code"], row["list"], row["state"], row["deadline"]) == ("P0002", "special_bond", "candidate", "2026-12-15")
    assert (row["days_left"], row["missing"], row["fits"], row["too_late"]) == (38, ["site", "eia_form", "land"], True, False)
    ready("list-set", "P0002", "special_bond", "--deadline", "11-20")
    row = ready("gaps", "P0002", "--list", "special_bond", "--json").json()[0]
    assert (row["days_left"], row["fits"], row["too_late"]) == (13, False, False)
    ready("add-approval", "P0002", "compensation_notice")
    assert ready("gaps", "--json").json()[0]["too_late"] is True  # 30 days at least, before the land
    out = ready("gaps").out
    assert "too late" in out and "missing: site and land pre-review" in out and "国办发〔2024〕52号" in out
    assert ready("gaps", "--csv").out.splitlines()[0].startswith("code,name,")
    assert "Missing: site and land pre-review" in ready("gaps", "--plain").out


def test_all_are_those_that_may_apply(ready: Cli) -> None:
    ready("edit", "P0005", "--investor", "private")
    assert codes(ready, "gaps", "--list", "special_bond", "--all") == ["P0003", "P0002", "P0001"]
    assert "P0005" in codes(ready, "gaps", "--list", "provincial_key", "--all")
    assert len(codes(ready, "gaps", "P0005")) == 3


def test_the_provincial_list_marks_the_project_and_undo_takes_it_back(cli: Cli) -> None:
    def marked() -> bool:
        return bool(cli("show", "P0001", "--json").json()["provincial_key"])

    cli("list-add", "P0001", "provincial_key", "--note", "首批")
    assert not marked()
    cli("list-set", "P0001", "provincial_key", "--state", "listed")
    assert marked() and cli("gaps", "--json").json()[0]["missing"] == []
    cli("undo")
    assert not marked() and cli("gaps", "--json").json()[0]["state"] == "candidate"
    cli("list-set", "P0001", "provincial_key", "--state", "listed")
    cli("list-set", "P0001", "provincial_key", "--state", "rejected")
    assert not marked()
    cli("list-add", "P0001", "special_bond")
    cli("list-set", "P0001", "special_bond", "--state", "listed")
    assert not marked()
    cli("undo")
    cli("undo")
    assert [row["code"] for row in cli("gaps", "--list", "special_bond", "--json").json()] == ["P0003"]
    assert cli("log", "--verify").code == 0


def test_a_deadline_and_a_note_can_be_taken_away(cli: Cli) -> None:
    cli("list-add", "P0001", "central_budget", "--deadline", "D+50", "--note", "等省里通知")
    assert cli("gaps", "--list", "central_budget", "--json").json()[0]["deadline"] == "2026-11-20"
    assert cli("list-set", "P0001", "central_budget", "--deadline", "", "--note", "").code == 0
    assert cli("gaps", "--list", "central_budget", "--json").json()[0]["deadline"] == "2026-12-31"
    assert "so already" in cli("list-set", "P0001", "central_budget", "--note", "").err


@pytest.mark.parametrize(
    ("args", "code", "part"),
    [
        (("gaps", "--list", "某清单"), 2, "special_bond"),
        (("list-add", "P0001", "bonds"), 2, "special_bond"),
        (("list-add", "P0001"), 2, "LIST"),
        (("list-add", "P9999", "special_bond"), 3, "P9999"),
        (("list-set", "P0001", "special_bond", "--state", "done"), 2, "submitted"),
        (("list-set", "P0001", "special_bond"), 2, "--state"),
        (("list-set", "P0001", "special_bond", "--state", "listed"), 3, "campaign list-add P0001"),
        (("list-add", "P0004", "special_bond"), 1, "campaign list-set P0004"),
        (("list-add", "P0005", "special_bond"), 1, "withdrawn"),
        (("list-add", "P0003", "provincial_key"), 1, "P0003"),
        (("list-add", "P0001", "special_bond", "--deadline", "soon"), 2, "soon"),
    ],
)
def test_one_clear_line(cli: Cli, args: tuple[str, ...], code: int, part: str) -> None:
    cli("list-add", "P0004", "special_bond")
    cli("edit", "P0005", "--withdrawn", "x")
    cli("edit", "P0003", "--provincial-key")
    said = cli(*args)
    assert said.code == code, said.err
    assert part in one_line(said.err)
