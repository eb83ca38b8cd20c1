"""Model cases and study visits on the command line, on the small city: day 38 is 7 November 2026."""

from tests.cli.conftest import Cli, one_line


def test_a_case_is_noted_listed_shown_and_corrected(cli: Cli) -> None:
    said = cli("case", "一户一策", "--kind", "model", "--project", "P0003", "--on", "D+30", "--text", "先签约后腾地")
    assert (said.code, said.out) == (0, "S002\n") and "noted a case" in said.err
    found = cli("cases", "--json").json()
    assert [row["code"] for row in found] == ["S001", "S002"]  # of one day in the order of their codes
    assert found[1] == {
        "code": "S002", "kind": "model", "title": "一户一策", "on": "2026-10-31", "project": "P0003",
        "project_name": "县医院迁建", "county": "C01", "county_name": "临江区", "text": "先签约后腾地", "version": 1}
    assert cli("show", "S002", "--json").json() == found[1]
    assert "先签约后腾地" in cli("show", "s2").out and "县医院迁建" in cli("cases").out
    assert cli("cases", "--csv").out.splitlines()[0].startswith("code,kind,title,on,project")
    assert "Title: 一户一策" in cli("cases", "--plain").out
    assert cli("case", "S002", "--title", "一户一策五步法", "--on", "D+36", "--text", "").code == 0
    found = cli("show", "S002", "--json").json()
    assert (found["title"], found["on"], found["text"], found["version"]) == ("一户一策五步法", "2026-11-06", None, 2)
    assert [row["code"] for row in cli("cases", "--json").json()] == ["S002", "S001"]
    cli("undo"), cli("undo")
    assert [row["code"] for row in cli("cases", "--json").json()] == ["S001"]
    assert cli("case", "一户一策", "--kind", "model", "--json").json()["code"] == "S003"  # a code is never used twice


def test_they_are_narrowed_by_kind_and_county(cli: Cli) -> None:
    cli("case", "港口经验", "--kind", "model", "--county", "望潮")
    cli("case", "绿色施工", "--kind", "model", "--project", "P0003")

    def titles(*args: str) -> list[str]:
        return [row["title"] for row in cli("cases", *args, "--json").json()]

    assert titles("--kind", "visit") == ["五步工作法"] and titles("--county", "C02") == ["港口经验"]
    assert titles("--county", "临江") == ["绿色施工", "五步工作法"]  # by their projects
    assert titles("--county", "望潮", "--kind", "visit") == []
    assert "fits" in cli("cases", "--county", "望潮", "--kind", "visit").err


def test_a_visit_may_be_announced_a_model_case_has_happened(cli: Cli) -> None:
    assert cli("case", "观摩会", "--kind", "visit", "--on", "D+50", "--county", "C02").out == "S002\n"
    said = cli("case", "样板", "--kind", "model", "--on", "D+50")
    assert said.code == 2 and "2026-11-20" in one_line(said.err)
    said = cli("case", "S002", "--kind", "model")
    assert said.code == 2 and cli("show", "S002", "--json").json()["kind"] == "visit"


def test_no_case_says_what_to_type(cli: Cli) -> None:
    cli("case", "S001", "--title", "x")
    while cli("cases", "--json").json():
        assert cli("undo").code == 0
    assert "campaign case TITLE" in cli("cases").err


def test_wrong_words_are_one_line(cli: Cli) -> None:
    for args, code, part in (
        (("case", "x"), 2, "--kind"),
        (("case", "x", "--kind", "good"), 2, "(model), study visit (visit)"),
        (("case", "", "--kind", "model"), 2, "Title"),
        (("case", "x", "--kind", "model", "--title", "y"), 2, "--title"),
        (("case", "x", "--kind", "model", "--project", "P0001", "--county", "C02"), 2, "C02"),
        (("case", "x", "--kind", "model", "--project", "P9999"), 3, "P9999"),
        (("case", "S001"), 2, "--title"),
        (("case", "S099", "--title", "x"), 3, "S099"),
        (("case", "S001", "--title", "x", "--if-version", "9"), 7, "S001"),
        (("cases", "--kind", "good"), 2, "(model), study visit (visit)"),
        (("cases", "--county", "火星"), 3, "火星"),
        (("cases", "--json", "--csv"), 2, "--csv"),
    ):
        said = cli(*args)
        assert said.code == code and said.out == "", args
        assert part in one_line(said.err), args


def test_the_news_and_the_log_tell_it(cli: Cli) -> None:
    cli("case", "一户一策", "--kind", "model", "--project", "P0003")
    row = cli("log", "--json").json()[0]
    assert (row["verb"], row["code"]) == ("case", "S002")
    told = cli("news", "--since", "today", "--all", env={"CAMPAIGN_ACTOR": "other"}).out
    assert "2 cases noted" in told and "S002 一户一策" in told


def test_the_bulletin_tells_the_cases_since_the_last_one(cli: Cli) -> None:
    cli("case", "一户一策", "--kind", "model", "--project", "P0003", "--on", "D+35")
    cli("case", "观摩会", "--kind", "visit", "--county", "C02")
    told = cli("bulletin", "--weekly", "--json").json()
    assert [row["code"] for row in told["cases"]] == ["S002", "S003"]  # S001 was in the one of a week ago
    assert [row["code"] for row in cli("bulletin", "--daily", "--json").json()["cases"]] == ["S003"]
    assert "一户一策" in cli("bulletin", "--weekly", "--format", "md").out
