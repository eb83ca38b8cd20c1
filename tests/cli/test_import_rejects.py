"""What ``campaign import --rejects`` writes: rows that are read by themselves once they are corrected."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.test_import import ALL, ASIDE, OFFICE, PAGE, PLAN, PLATFORM, RESERVE, RIGHT, WEEK, db, empty, projects, taken

pytest.importorskip("python_calamine")
__all__ = ["db", "empty"]
BRITISH = next(file for file in RIGHT if file.startswith("05"))


def rejects(call: Cli, folder: Path, file: str, *args: str) -> list[list[str]]:
    """What was refused of a list, as it is written."""
    written = folder / "退回.csv"
    call("import", str(OFFICE / file), *args, "--rejects", str(written))
    return list(csv.reader(io.StringIO(written.read_text("utf-8-sig"))))


def again(call: Cli, table: list[list[str]], *args: str) -> Any:
    out = io.StringIO()
    csv.writer(out).writerows(table)
    said = call("import", "-", *args, "--json", stdin=out.getvalue().encode())
    assert said.code == 0, (said.err, out.getvalue())
    report = said.json()
    assert report["refused"] == 0 and report["data"] > 0
    return report


def bare(name: str) -> str:
    return "".join(name.split()).lstrip("'")


def corrected(table: list[list[str]], **instead: str) -> list[list[str]]:
    """With some cells as they should have been."""
    return [[instead.get(cell, cell) for cell in line] for line in table]


@pytest.mark.parametrize("file", [PLAN, PLATFORM, RESERVE, PAGE])
def test_all_of_a_list_can_come_by_the_way_of_its_refusals(empty: Cli, tmp_path: Path, file: str) -> None:
    """Nothing is known in an empty campaign, so that every row that names a county is refused: with the sections that it stood
    in, the county that was merged above it, the unit of the sheet.
    """
    table = rejects(empty, tmp_path, file)
    assert all(line[-1] for line in table)
    right = RIGHT[file]["projects"]
    names = set(map(bare, right))
    again(empty, [line for line in table if "原因" in line or any(bare(cell) in names for cell in line)], *ALL)
    found = projects(empty)
    for name, facts in right.items():
        told = {**found[name], "county": found[name]["county_name"]}
        assert {key: told[key] for key in facts} == facts, name


def test_the_refusals_of_each_office_are_corrected_and_taken(empty: Cli, tmp_path: Path) -> None:
    plan = corrected(rejects(empty, tmp_path, PLAN, *ALL), 约80000="80000")
    at = plan[0].index("项目名称")
    plan[-1][at] = plan[-1][at] or "无名项目"
    twice = [number for number, line in enumerate(plan) if "污水处理厂提标改造" in line[at]]
    assert again(empty, [line for number, line in enumerate(plan) if number != twice[-1]], *ALL)["new"] == 3
    week = ("--as", "progress", "--on", "2026-11-28")
    weekly = rejects(empty, tmp_path, WEEK, *week)
    names = [next(number for number, cell in enumerate(line) if "海洋" in cell or "智能" in cell) for line in weekly[1:]]
    for line, at in zip(weekly[1:], names, strict=True):
        line[at] = "海洋生物制药一期" if "海洋" in line[at] else line[at]
    assert again(empty, weekly, *week)["changed"] == len(weekly) - 1
    assert empty("undo").code == 0
    approved = corrected(rejects(empty, tmp_path, PLATFORM, *ALL), **{"2026-02-30": "2026-02-28"})
    approved = [["2026-350100-05-01-100004" if "E+23" in cell else cell for cell in line[:-1]] + line[-1:] for line in approved]
    assert again(empty, approved, *ALL)["new"] == 2
    reserve = rejects(empty, tmp_path, RESERVE, *ALL)
    if reserve:
        assert again(empty, reserve, *ALL)["new"] == 1
    page = corrected(rejects(empty, tmp_path, PAGE, "--create", "counties"), **{"1,2.5": "1.25"})
    assert again(empty, page, "--create", "counties")["new"] == 1
    assert projects(empty)["石墨烯导热膜"]["total"] == 12_500


def test_what_stood_side_by_side_comes_back_in_rows(empty: Cli, tmp_path: Path) -> None:
    table = rejects(empty, tmp_path, BRITISH, *ASIDE[:ASIDE.index("--create")])
    assert len(table) == 7 and table[0][-1] == "原因"
    assert again(empty, table, "--dates", "dmy", "--create", "units")["new"] == 6
    found = projects(empty)
    for name, facts in RIGHT[BRITISH]["transposed"]["projects"].items():
        assert {key: found[name][key] for key in facts} == facts, name


def test_a_week_keeps_its_day_and_a_second_refusal_its_one_reason(empty: Cli, tmp_path: Path) -> None:
    taken(empty, PLAN, *ALL)
    text = "截止日期：2026年11月25日,,\n项目名称,县区,本周完成（万元）\n港口装备制造基地,临江区,约5\n没有这个项目,临江区,6\n"
    written = tmp_path / "退回.csv"
    for source in (text.encode(), None):
        raw = written.read_bytes().replace("约5".encode(), b"5") if source is None else source
        assert empty("import", "-", "--as", "progress", "--rejects", str(written), stdin=raw).code == 1
    lines = list(csv.reader(io.StringIO(written.read_text("utf-8-sig"))))
    assert lines[1] == ["项目名称", "县区", "本周完成（万元）", "原因"] and len(lines) == 3
    shown = empty("show", "P0002", "--json").json()
    assert [row["on"] for row in shown["progress"] if row["money"] == 5] == ["2026-11-25"]
