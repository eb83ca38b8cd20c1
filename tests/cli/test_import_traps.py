"""``campaign import``: what has gone wrong with lists and files before, each as a whole file through the command."""

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli, one_line
from tests.cli.test_import import ALL, OFFICE, PLAN, db, empty, projects, stored  # noqa: F401
from tests.sheets import writers
from tests.sheets.writers import as_csv, as_xls, as_xlsx, compound, drawn, rows, xlsx, xlsx_parts, zipped

pytest.importorskip("python_calamine")
HEAD = ("项目名称", "总投资（万元）", "开工时间", "备注")
SMALL = "项目名称,县区,总投资（万元）,备注\n港口装备制造基地,临江区,5,新建\n城西安置房建设工程,望潮区,6,在建\n"


def given(call: Cli, folder: Path, raw: bytes, *args: str, name: str = "表.xlsx") -> Any:
    (folder / name).write_bytes(raw)
    return call("import", str(folder / name), *ALL, *args, "--json")


def refused(call: Cli, folder: Path, raw: bytes, *args: str, name: str = "表.xlsx") -> str:
    """Why the whole file was: one line, and nothing was written."""
    said = given(call, folder, raw, *args, name=name)
    assert said.code == 1 and not said.out, said
    assert call("projects", "--json").json() == []
    return one_line(said.err)


def table(text: str) -> bytes:
    return as_xlsx({"表": drawn(text)})


# Cells ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cell", "stored_as"), [
    ("1,2.5", "refused"), ("约80000", "refused"), ("12,00", "refused"), ("-5", "refused"), ("5美元", "refused"),
    ("1-2亿", "refused"),
    ("８０，０００", 80000), ("1,280.50", 1281), ("3.2亿元", 32000), ("1亿2000万", 12000), ("5000万", 5000), ("￥5,000", 5000),
    ("0.5", 1), ("0.4", 0), ("待定", None), ("／", None), ("—", None), ("99999999999999999999", "refused")])
def test_amounts(empty: Cli, tmp_path: Path, cell: str, stored_as: object) -> None:  # noqa: F811
    text = f"项目名称|总投资（万元）\n甲|'{cell}"
    for raw in (table(text), as_csv(drawn(text), "gb18030", ";")):
        (row,) = given(empty, tmp_path, raw, "--dry-run").json()["rows"]
        assert (row["what"] == "refused") == (stored_as == "refused"), row
        total = next((change["to"] for change in row["changes"] if change["field"] == "total"), None)
        assert stored_as in ("refused", total), row


@pytest.mark.parametrize(("cell", "day"), [
    ("2026.10", "2026-10-31"), ("2026年四季度", "2026-12-31"), ("2026年上半年", "2026-06-30"), ("2027年底", "2027-12-31"),
    ("2026", "2026-12-31"), ("二〇二五年三月", "2025-03-31"), ("2026年10月上旬", "2026-10-10"), ("2026年10月中旬", "2026-10-20"),
    ("2026年10月下旬", "2026-10-31"), ("2026年2月下旬", "2026-02-28"), ("2026-10-01T00:00:00Z", "2026-10-01"),
    ("2026-10-01T20:00:00Z", "2026-10-02"), ("2026-10-01T08:00:00+08:00", "2026-10-01"), ("2026/3/1 0:00:00", "2026-03-01"),
    ("20260901", "2026-09-01"), ("202609", "2026-09-30"), ("2026.9.30", "2026-09-30"), ("2026年9月30日", "2026-09-30"),
    ("2026年9月底前", "2026-09-30"), ("2026-Q3", "2026-09-30"), ("2026 年 9 月", "2026-09-30"), ("46357", "2026-12-01"),
    ("31/05/2026", "2026-05-31"), ("01/10/2026", None), ("2026-02-30", None), ("2026.13", None), ("2026年13月", None),
    ("明年", None), ("约2026年", None)])
def test_days(empty: Cli, tmp_path: Path, cell: str, day: str | None) -> None:  # noqa: F811
    (row,) = given(empty, tmp_path, table(f"项目名称|开工时间\n甲|'{cell}"), "--dry-run").json()["rows"]
    found = next((change["to"] for change in row["changes"] if change["field"] == "planned_start"), None)
    assert (row["what"], found) == (("refused", None) if day is None else ("new", day)), row


@pytest.mark.parametrize(("cell", "first", "last"), [
    ("2025.3-2027.6", "2025-03-31", "2027-06-30"), ("2024-2027", "2024-12-31", "2027-12-31"),
    ("2025-2027年", "2025-12-31", "2027-12-31"),
    ("2026年四季度-2027年底", "2026-12-31", "2027-12-31"), ("2025年3月—2027年6月", "2025-03-31", "2027-06-30"),
    ("2025/3～2027/6", "2025-03-31", "2027-06-30"), ("2025.03.01-2027.06.30", "2025-03-01", "2027-06-30"),
    ("2025-03至2027-06", "2025-03-31", "2027-06-30"), ("2025-03-01~2027-06-30", "2025-03-01", "2027-06-30"),
    ("2025年3月到12月", "2025-03-31", "2025-12-31"), ("2026", "2026-12-31", "2026-12-31"),
    ("202503-202706", "2025-03-31", "2027-06-30"),
    ("2025年3月1日－2027年6月30日", "2025-03-01", "2027-06-30"), ("2025.03 - 2027.06", "2025-03-31", "2027-06-30"),
    ("2025—2027", "2025-12-31", "2027-12-31"), ("2025年-2027年", "2025-12-31", "2027-12-31"),
    ("20250301-20270630", "2025-03-01", "2027-06-30"), ("2025-2027-2028", None, None), ("2025.3-", None, None)])
def test_spans(empty: Cli, tmp_path: Path, cell: str, first: str | None, last: str | None) -> None:  # noqa: F811
    (row,) = given(empty, tmp_path, table(f"项目名称|建设年限\n甲|'{cell}"), "--dry-run").json()["rows"]
    changes = {change["field"]: change["to"] for change in row["changes"]}
    assert (row["what"], changes.get("planned_start"), changes.get("planned_finish")) == (
        "refused" if first is None else "new", first, last), row


def test_number_formats_errors_formulas_and_instants_of_a_workbook(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    sheet = rows([HEAD, ["甲", 100, (2022.1, 1), "a"], ["乙", 100, (2022.1, 0), "b"], ["丙", 100, (46357.0, 2), "c"]])
    more = ('<row r="5"><c r="A5" t="inlineStr"><is><t>丁</t></is></c><c r="B5" t="e"><f>X</f><v>#REF!</v></c></row>'
            '<row r="6"><c r="A6" t="inlineStr"><is><t>戊</t></is></c><c r="B6"><f>1+1</f></c></row>'
            '<row r="7"><c r="A7" t="inlineStr"><is><t>己</t></is></c><c r="B7"><f>1+1</f><v>2</v></c>'
            '<c r="C7" t="d"><v>2026-12-01T00:00:00</v></c></row></sheetData>')
    report = given(empty, tmp_path, xlsx(sheet.replace("</sheetData>", more), (0, "0.00", "yyyy/m/d"))).json()
    assert [row["what"] for row in report["rows"]] == ["new", "refused", "new", "refused", "refused", "new"]
    found = projects(empty)
    assert [found[name]["planned_start"] for name in "甲丙己"] == ["2022-10-31", "2026-12-01", "2026-12-01"]
    assert found["己"]["total"] == 2 and "#REF!" in report["rows"][3]["why"]
    assert any("B6" in line for line in report["said"])


def test_a_spoilt_code_is_refused_as_text_and_as_a_number(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    spoilt = rows([["项目名称", "项目代码"], ["甲", "2.02635E+23"], ["乙", 2.02635010035031e23]])
    report = given(empty, tmp_path, xlsx(spoilt)).json()
    assert report["refused"] == 2 and all("2.02635E+23" in row["why"] for row in report["rows"])


def test_twins_that_differ_in_what_is_not_taken_are_one(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    report = given(empty, tmp_path, table("""
项目名称|县区|总投资（万元）|联系电话
▲环城快速路(北段)|临江区|5|1390000
环城快速路（北段）工程|临江区|5|1380000
环城快速路（南段）|临江区|5|1380000
环城快速路（北段）|望潮区|5|1380000
""")).json()
    assert [row["what"] for row in report["rows"]] == ["new", "merged", "new", "new"] and report["columns_left"] == ["联系电话"]


# Sheets and lines -----------------------------------------------------------------------------------------------------------


def test_sections_with_their_count_in_a_cell_and_a_sum_with_its_number_are_no_projects(
        empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    text = ("序号,项目名称,县区,总投资（万元）\nA,产业项目,2个,300\n1,甲厂建设,临江区,100\n2,乙厂建设,临江区,200\n"
            ",项目合计 2,,300\nB,民生项目,1个,50\n1,丙学校,临江区,50\n")
    told = given(empty, tmp_path, text.encode(), name="表.csv").json()
    assert (told["new"], told["lines"]["section"], told["lines"]["sum"], told["refused"]) == (3, 2, 1, 0)
    assert [row["name"] for row in told["rows"]] == ["甲厂建设", "乙厂建设", "丙学校"]


def test_a_sheet_on_its_side(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    raw = table("项目名称|甲|乙\n总投资（万元）|5|6\n开工时间|'2026.12|2026年底")
    assert "--transpose" in refused(empty, tmp_path, raw)
    assert given(empty, tmp_path, raw, "--transpose").json()["new"] == 2
    assert [row["total"] for row in projects(empty).values()] == [5, 6]


def test_hidden_sheets_are_left_and_hidden_rows_and_columns_read(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    sheet = writers.xlsx_sheet(drawn("项目名称|总投资（万元）|备注\n甲|5|a\n乙|6|b"))
    hidden = '<cols><col min="2" max="2" hidden="1"/></cols>' + sheet.replace('<row r="3"', '<row r="3" hidden="1"')
    raw = zipped(xlsx_parts({"表": hidden, "旧": sheet, "更旧": sheet}, states={"旧": "hidden", "更旧": "veryHidden"}))
    report = given(empty, tmp_path, raw).json()
    assert (report["new"], report["sheets_left"]) == (2, ["旧", "更旧"]) and projects(empty)["乙"]["total"] == 6
    assert sum("隐藏" in line for line in report["said"]) == 4
    assert given(empty, tmp_path, raw, "--sheet", "旧").json()["unchanged"] == 2


def test_a_million_formatted_rows_are_none(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    bare = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(3, 1_048_577))
    sheet = rows([["项目名称", "备注"], ["甲", ""]]).replace("</sheetData>", f"{bare}</sheetData>")
    report = given(empty, tmp_path, xlsx(sheet, (0, 2))).json()
    assert (report["data"], report["new"], report["lines"]["blank"]) == (1, 1, 0)


# Files ----------------------------------------------------------------------------------------------------------------------


def test_text_in_other_encodings_is_refused_by_its_name(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    for encoding, text in (("cp932", "プロジェクト名,開始日\nまちづくりセンターの整備,2026\nこうえんのリニューアル,2027\n"),
                           ("cp949", "사업명,시작일\n도시 재생 사업은 이렇게 진행한다,2026\n"),
                           ("cp1252", "Project,Cost (£million)\nCafé,3\n")):
        assert f"--encoding {encoding}" in refused(empty, tmp_path, text.encode(encoding), name="x.csv")
    mixed = refused(empty, tmp_path, SMALL.encode() + SMALL.encode("gb18030"), name="x.csv")
    assert "utf-8" in mixed and "gb18030" in mixed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_as_it_is_saved(empty: Cli, tmp_path: Path, encoding: str, delimiter: str) -> None:  # noqa: F811
    text = as_csv(drawn(SMALL.replace(",", "|")), encoding, delimiter)
    assert given(empty, tmp_path, text, "--dry-run", name="x.txt").json()["new"] == 2


def encrypted() -> bytes:
    raw = zipped(xlsx_parts({"S": rows([HEAD, ["甲"]])}))
    locked = bytearray(raw)
    for at in range(len(raw) - 4):  # the mark of a part with a password, in both of its heads
        if raw[at:at + 4] in (b"PK\3\4", b"PK\1\2"):
            locked[at + (6 if raw[at + 2] == 3 else 8)] |= 1
    return bytes(locked)


def bomb() -> bytes:
    raw = BytesIO(zipped(xlsx_parts({"S": rows([HEAD, ["甲"]])})))
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b"\0" * (30 << 20))
    return raw.getvalue()


FILES: dict[str, tuple[bytes, str]] = {
    "a zip bomb": (bomb(), "解压"), "a password": (compound(b"\0" * 9, "EncryptedPackage"), "密码"),
    "a part with a password": (encrypted(), "密码"),
    "half a workbook": (as_xlsx({"S": drawn("项目名称|备注\n甲|")})[:700], "损坏"),
    "half an old one": (as_xls({"S": drawn("项目名称|备注\n甲|")})[:1500], "损坏"), "nothing": (b"", "空"),
    "blanks": (b"\r\n \n", "空"), "garbage": (bytes(range(256)) * 40, ""), "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "PNG"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(64), "JPEG"), "a document": (zipped({"word/document.xml": "<a/>"}), ".docx"),
    "a paper": (b"%PDF-1.7\n", "PDF"), "sentences": ("今天天气很好。\n明天也是。\n".encode(), "")}


@pytest.mark.parametrize("name", FILES)
def test_files_that_are_no_lists_are_refused_in_a_line(empty: Cli, tmp_path: Path, name: str) -> None:  # noqa: F811
    raw, word = FILES[name]
    assert word in refused(empty, tmp_path, raw)


def test_what_is_too_long_or_no_file(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    with (tmp_path / "long.csv").open("wb") as long:
        long.truncate((64 << 20) + 1)
    os.mkfifo(tmp_path / "pipe")
    for name, word in (("long.csv", "64"), ("", ""), ("pipe", ""), ("nowhere.xlsx", "")):
        said = empty("import", str(tmp_path / name))
        assert said.code == 1 and word in one_line(said.err), name


def test_macros_and_links_do_no_harm_and_are_said(empty: Cli, tmp_path: Path) -> None:  # noqa: F811
    parts = xlsx_parts({"表": rows([HEAD, ["=HYPERLINK(1)", 5, "2026年底", "=cmd|' /C calc'!A0"]])})
    parts |= {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"/>'}
    report = given(empty, tmp_path, zipped(parts)).json()
    assert report["new"] == 1 and sum("宏" in line or "其他文件" in line for line in report["said"]) == 2
    assert "'=cmd" in empty("projects", "--csv").out or "=cmd" not in empty("projects", "--csv").out
