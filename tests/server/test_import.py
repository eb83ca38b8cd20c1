"""``campaign import`` through the gate: from stdin alone, each to what is one's own, targets by §10 of the product's contract."""

import pytest

from tests.server.conftest import HQ, LEADER, STAFF, VIEWER, Enter, Shared

HEAD = "项目名称,县区,总投资（万元）,备注\n"


def counties(shared: Shared) -> dict[str, str]:
    session = shared.session()
    try:
        return dict(session.store.fetch("SELECT code, name FROM counties"))
    finally:
        session.close()


def project(shared: Shared, name: str) -> tuple[str, int | None, str | None]:
    session = shared.session()
    try:
        return session.store.fetch("SELECT code, total, note FROM projects WHERE name = ?", name)[0]  # type: ignore[return-value]
    finally:
        session.close()


@pytest.mark.parametrize("line", ["import /etc/passwd", "import list.csv", "import - --rejects /tmp/x"])
def test_no_path_of_the_server_is_taken(line: str, enter: Enter) -> None:
    said = enter(HQ, line, stdin=HEAD)
    assert said.code == 6 and "import -" in said.err and "root" not in said.out


def test_who_may_only_look_takes_nothing_in(enter: Enter, shared: Shared) -> None:
    assert enter(VIEWER, "import -", stdin=HEAD + "甲,,5,\n").code == 6


def test_staff_take_in_what_is_their_own_and_the_rest_stands(enter: Enter, shared: Shared) -> None:
    own, other = counties(shared)["C01"], counties(shared)["C02"]
    said = enter(STAFF, "import - --json", stdin=f"{HEAD}新厂房甲,{own},5,\n新厂房乙,{other},6,\n")
    report = said.json()
    assert said.code == 1 and [row["what"] for row in report["rows"]] == ["new", "refused"], said.out
    assert project(shared, "新厂房甲")[1] == 5
    assert enter(STAFF, "import - --create counties", stdin=HEAD + "丙,没有的县,5,\n").code == 6
    assert enter(STAFF, "undo").code == 0


def test_rows_of_staff_that_name_no_county_are_of_their_own(enter: Enter, shared: Shared) -> None:
    """Also where a project of another county is called the same; the lists of the other kinds likewise."""
    other = counties(shared)["C02"]
    assert enter(HQ, "import -", stdin=f"{HEAD}供水工程,{other},7,\n").code == 0
    said = enter(STAFF, "import - --json", stdin="项目名称,总投资（万元）\n供水工程,9\n")
    assert said.code == 0 and said.json()["new"] == 1, said.out + said.err
    lists = {"leads": "项目名称,阶段\n海缆,洽谈\n", "blockers": "存在问题,项目名称\n全县用林指标不足,全县\n",
             "progress": "项目名称,本周完成（万元）\n供水工程,3\n"}
    for kind, text in lists.items():
        report = enter(STAFF, f"import - --as {kind} --json", stdin=text).json()
        assert report["refused"] == 0 and report["new"] + report["changed"] == 1, report
    session = shared.session()
    found = session.store.fetch("""SELECT county FROM leads WHERE name = '海缆' UNION ALL
                                   SELECT county FROM blockers WHERE title = '全县用林指标不足' UNION ALL
                                   SELECT county FROM projects JOIN progress ON project = code WHERE name = '供水工程'""")
    session.close()
    assert found == [("C01",)] * 3
    again = [enter(STAFF, f"import - --as {kind} --json", stdin=text).json() for kind, text in lists.items()]
    assert [report["unchanged"] for report in again] == [1, 1, 1]


def test_the_other_kinds_too_are_taken_in_by_whose_they_are(enter: Enter, shared: Shared) -> None:
    own, other = counties(shared)["C01"], counties(shared)["C02"]
    for kind, text in {"leads": f"项目名称,县区\n海缆一,{own}\n海缆二,{other}\n",
                       "blockers": f"堵点,县区\n用林指标一,{own}\n用林指标二,{other}\n"}.items():
        said = enter(STAFF, f"import - --as {kind} --json", stdin=text)
        assert said.code == 1 and [row["what"] for row in said.json()["rows"]] == ["new", "refused"], said.out
    figures = f"县区,时期,固投增速\n{own},2026-10,7.3\n"
    assert enter(STAFF, "import - --as indicators", stdin=figures).code == 6
    assert enter(HQ, "import - --as indicators --json", stdin=figures).json()["changed"] == 1
    target = f"县区,时期,固投目标增速\n{own},2026,{{}}\n"
    assert enter(HQ, "import - --as indicators", stdin=target.format(8)).code == 0
    assert enter(HQ, "import - --as indicators", stdin=target.format(6)).code == 1
    assert enter(HQ, "import - --as indicators --why 省里下达", stdin=target.format(6)).code == 0


def test_a_changed_target_is_asked_for_or_refused_by_row(enter: Enter, shared: Shared) -> None:
    session = shared.session()
    _code, name, total, county = session.store.fetch(
        "SELECT code, name, total, county FROM projects WHERE county = 'C01' AND total IS NOT NULL ORDER BY code")[0]
    session.close()
    row = f"{HEAD}{name},{counties(shared)[county]},{total - 1},新备注\n新厂房丁,{counties(shared)[county]},5,\n"
    said = enter(STAFF, "import - --json", stdin=row)
    assert said.code == 1 and [each["what"] for each in said.json()["rows"]] == ["refused", "new"], said.out
    said = enter(STAFF, "import - --why 概算批复", stdin=row)
    assert said.code == 0 and said.out.strip().startswith("Q"), said.out + said.err
    assert project(shared, name)[1:] == (total, "新备注")
    newest = shared.newest()
    again = enter(STAFF, "import - --json --why 概算批复", stdin=row).json()
    assert again["unchanged"] == 2 and again["requests"] == [] and shared.newest() == newest, again
    assert enter(HQ, f"approve {said.out.split()[0]}").code == 0 and project(shared, name)[1] == total - 1


def test_a_leader_may_dry_run(enter: Enter, shared: Shared) -> None:
    said = enter(LEADER, "import - --dry-run", stdin=HEAD + "新厂房戊,,5,\n")
    assert "新厂房戊" in said.out and shared.newest()[0] != "import"
