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
    assert enter(HQ, f"approve {said.out.split()[0]}").code == 0 and project(shared, name)[1] == total - 1


def test_a_leader_may_dry_run(enter: Enter, shared: Shared) -> None:
    said = enter(LEADER, "import - --dry-run", stdin=HEAD + "新厂房戊,,5,\n")
    assert "新厂房戊" in said.out and shared.newest()[0] != "import"
