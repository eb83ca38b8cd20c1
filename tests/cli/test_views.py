"""``campaign view``: lists saved under a name, each person's own, and the questions that are built in."""

import pytest

from campaign.cli.saved_words import BUILT_IN, built_in
from tests.cli.conftest import Cli, one_line


def codes(cli: Cli, *args: str) -> list[str]:
    return [row["code"] for row in cli(*args, "--json").json()]


@pytest.mark.parametrize(("screen", "typed", "stored", "options"), [
    ("projects", "red 临江", "light=red county=C01", ("projects", "--light", "red", "--county", "临江")),
    ("projects", "light=red,yellow stage=building", "light=red,yellow stage=building",
     ("projects", "--light", "red,yellow", "--stage", "building")),
    ("projects", "red yellow 王某山", "light=red,yellow leader=L01", ("projects", "--light", "red,yellow", "--leader", "L01")),
    ("projects", "major unregistered=yes", "major=yes unregistered=yes", ("projects", "--major", "--unregistered")),
    ("projects", "滨海", "text=滨海", ("projects", "--text", "滨海")),
    ("blockers", "overdue 市林业局", "state=overdue unit=U01", ("blockers", "--overdue", "--unit", "市林业局")),
    ("blockers", "level=0", "level=0", ("blockers", "--level", "0")),
    ("blockers", "project=P0001", "project=P0001", ("blockers", "--project", "P0001")),
    ("land", "望潮区", "county=C02", ("land-tasks", "--county", "望潮区")),
    ("leaders", "unclaimed", "unclaimed=yes", ("leaders", "--unclaimed")),
])
def test_a_saved_list_is_what_its_command_prints(
    cli: Cli, screen: str, typed: str, stored: str, options: tuple[str, ...]
) -> None:
    said = cli("view", "save", "一个", "--screen", screen, "--filter", typed)
    assert said.code == 0 and stored in one_line(said.err)
    for form in ("--json", "--csv", "--plain"):
        assert cli("view", "一个", form).out == cli(*options, form).out
    assert cli("view", "一个").out == cli(*options).out


def test_what_is_typed_is_found_as_a_screen_finds_it(cli: Cli) -> None:
    cli("view", "save", "拼音", "--filter", "bhxcl")
    assert codes(cli, "view", "拼音") == ["P0001"]


def test_words_in_chinese(cli: Cli) -> None:
    zh = {"CAMPAIGN_LANG": "zh"}
    cli("view", "save", "红", "--filter", "红灯", env=zh)
    cli("view", "save", "红黄", "--filter", "红 黄", env=zh)
    rows = {row["code"]: row["words"] for row in cli("view", "list", "--json").json()}
    assert (rows["红"], rows["红黄"]) == ("light=red", "light=red,yellow")


def test_saving_again_takes_its_place_and_undo_brings_back(cli: Cli) -> None:
    cli("view", "save", "甲", "--filter", "red")
    cli("view", "save", "甲", "--filter", "yellow")
    words = {row["code"]: row["words"] for row in cli("view", "list", "--json").json()}
    assert words["甲"] == "light=yellow"
    assert cli("undo").code == 0
    assert cli("view", "list", "--json").json()[0]["words"] == "light=red"
    assert cli("view", "remove", "甲").code == 0
    assert cli("view", "甲").code == 3
    assert cli("undo").code == 0 and cli("view", "甲").code == 0
    assert [row["verb"] for row in cli("log", "--json").json()[:3]] == ["undo", "view remove", "undo"]


def test_each_person_has_their_own(cli: Cli) -> None:
    cli("view", "save", "甲", "--filter", "red")
    other = {"CAMPAIGN_ACTOR": "li"}
    assert cli("view", "甲", env=other).code == 3
    assert "甲" not in codes(cli, "view", "list") or cli("view", "remove", "甲", env=other).code == 3
    assert cli("view", "甲").code == 0


@pytest.mark.parametrize(("args", "code", "part"), [
    (("view", "没有的"), 3, "view list"),
    (("view", "remove", "没有的"), 3, "view list"),
    (("view", "save", "list", "--filter", "red"), 2, "list"),
    (("view", "save", "P0042", "--filter", "red"), 2, "P0042"),
    (("view", "save", "甲", "--filter", "colour=red"), 2, "light"),
    (("view", "save", "甲", "--filter", "light=pink"), 2, "yellow"),
    (("view", "save", "甲", "--filter", "county=火星"), 3, "火星"),
    (("view", "save", "甲", "--filter", ""), 2, ""),
    (("view", "save", "甲", "--filter", "\"x"), 2, ""),
    (("view", "save", "甲", "--filter", "building planning"), 2, "stage"),
    (("view", "save", "甲", "--screen", "nothing", "--filter", "red"), 2, "projects"),
    (("view", "save", "甲"), 2, "--filter"),
    (("view", "甲", "乙"), 2, "乙"),
])
def test_what_is_wrong_is_said_in_one_line(cli: Cli, args: tuple[str, ...], code: int, part: str) -> None:
    said = cli(*args)
    assert said.code == code and part in one_line(said.err)
    assert not [row for row in cli("view", "list", "--json").json() if not row["built_in"]]


def test_the_questions_are_built_in(cli: Cli) -> None:
    assert {int("".join(filter(str.isdigit, asked.name))) for asked in BUILT_IN} == set(range(1, 15))
    rows = {row["code"]: row for row in cli("view", "list", "--json").json()}
    for asked in built_in():
        assert rows[asked.name]["built_in"] and rows[asked.name]["command"] == asked.command
        for name in (asked.name, asked.key, asked.name.upper()):
            said = cli("view", name, "--json")
            assert said.code == 0, (name, said.err)
            if asked.key != "changed":  # whoever has looked is told no more
                assert said.out == cli(*asked.command.split(), "--json").out


def test_readonly_saves_nothing(cli: Cli) -> None:
    cli("view", "save", "甲", "--filter", "red")
    assert cli("--readonly", "view", "甲").code == 0
    assert cli("--readonly", "view", "save", "乙", "--filter", "red").code == 6
    assert cli("--readonly", "view", "remove", "甲").code == 6
    assert [code for code in codes(cli, "view", "list") if code in "甲乙"] == ["甲"]


@pytest.mark.parametrize(("screen", "typed", "command"), [
    ("reserve", "county=C01", ("reserve", "--county", "C01")),
    ("presence", "leader=L01", ("presence", "--leader", "L01")),
    ("land", "pane=approvals text=A", ("approvals",)),
    ("forces", "pane=forces text=T", ("taskforces",)),
    ("forces", "pane=dispatches text=D", ("dispatches",)),
    ("forces", "pane=dispatches running=yes", ("dispatches", "--running")),
    ("promotion", "stage=signed county=C01", ("leads", "--stage", "signed", "--county", "C01")),
    ("honours", "pane=cases", ("cases",)),
])
def test_the_lists_of_the_other_screens(cli: Cli, screen: str, typed: str, command: tuple[str, ...]) -> None:
    cli("add-taskforce", "用地专班", "--head", "王某山", "--project", "P1")
    said = cli("view", "save", "别的", "--screen", screen, "--filter", typed)
    assert said.code == 0, said.err
    for form in ("--json", "--csv"):
        assert cli("view", "别的", form).out == cli(*command, form).out
    assert cli("view", "别的").code == 0


def test_of_a_pane_only_what_was_typed(cli: Cli) -> None:
    first, other = (cli("add-taskforce", name).out.strip() for name in ("用地专班", "征迁专班"))
    cli("view", "save", "用地", "--screen", "forces", "--filter", "ydzb")
    assert codes(cli, "view", "用地") == [first]
    cli("view", "save", "编号", "--screen", "forces", "--filter", f"pane=forces {other}")
    assert codes(cli, "view", "编号") == [other]
    assert len(codes(cli, "taskforces")) > 2


@pytest.mark.parametrize(("screen", "typed", "part"), [
    ("forces", "pane=nowhere", "dispatches"), ("forces", "light=red", "text"), ("projects", "pane=x y", "pane"),
    ("promotion", "node=海缆", "chain")])
def test_panes_and_their_words(cli: Cli, screen: str, typed: str, part: str) -> None:
    said = cli("view", "save", "甲", "--screen", screen, "--filter", typed)
    assert said.code == 2 and part in one_line(said.err)


def test_a_name_with_blanks_is_told_as_one_types_it(cli: Cli) -> None:
    said = cli("view", "save", "我的 [b]红[/b]", "--filter", "red")
    assert "campaign view '我的 [b]红[/b]' shows it" in one_line(said.err)
    assert "view '我的 [b]红[/b]'" in [row["command"] for row in cli("view", "list", "--json").json()]
