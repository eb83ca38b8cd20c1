"""What the library of workbooks loses or could be hurt by: each trap a small file."""

import builtins
import struct
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from campaign.sheets import Cell, Note, SheetsError, Workbook, biff, read
from campaign.words import error_text
from tests.sheets import writers
from tests.sheets.writers import record, rows, xlsx, xlsx_parts, zipped


def book(raw: bytes, name: str = "list.xlsx") -> Workbook:
    return read(raw, name=name)


def cells(inside: str, formats: tuple[str | int, ...] = (0,), **more: str) -> list[list[Cell]]:
    return book(xlsx(inside, formats, **more)).sheets[0].rows


def refusal(raw: bytes, name: str = "list.xlsx") -> SheetsError:
    with pytest.raises(SheetsError) as refused:
        read(raw, name=name)
    said = error_text(refused.value)
    assert "?" not in said and "\n" not in said
    return refused.value


def row(inside: str, number: int = 1, more: str = "") -> str:
    return f'<sheetData><row r="{number}"{more}>{inside}</row></sheetData>'


def test_a_month_shown_with_two_digits_is_no_other() -> None:
    shown = cells(rows([[(2024.1, style) for style in range(4)], [2024.2, "2024.1", 12.1, 2024]]), (0, "0.00", "0.0", "# ?/?"))
    assert [cell.text for cell in shown[0]] == ["2024.1", "2024.10", "2024.1", "2024.1"]
    assert [cell.ambiguous for cell in shown[0]] == [True, False, True, True]
    assert {cell.number for cell in shown[0]} == {Decimal("2024.1")}
    assert [cell.ambiguous for cell in shown[1]] == [False] * 4, "what was typed as text is what was meant"


def test_a_number_has_no_noise_and_a_spoilt_code_shows_that_it_is() -> None:
    shown = cells(rows([[0.1 + 0.2, 2.02635010035031e23, 350100000001, 1e15, -0.5, 1.0]]))[0]
    assert shown[0] == Cell("0.3", Decimal("0.3"))
    assert [cell.text for cell in shown[1:]] == ["2.02635E+23", "350100000001", "1E+15", "-0.5", "1"]


def test_days_are_told_from_numbers_by_their_format() -> None:
    codes = (0, 14, 'yyyy"年"m"月"', 57, '0"d"', "[$-804]yyyy-mm-dd", "h:mm", "[h]:mm", 22)
    shown = cells(rows([[(46357.5, style) for style in range(len(codes))]]), codes)[0]
    assert [cell.text for cell in shown] == ["46357.5", "2026/12/1", "2026年12月", "2026年12月", "46358d", "2026-12-01", "12:00",
                                             "1112580:00:00", "2026/12/1 12:00"]
    day = date(2026, 12, 1)
    assert [cell.day for cell in shown] == [None, day, day, day, None, day, None, None, day]
    assert [cell.number is not None for cell in shown] == [True, False, False, False, True, False, False, False, False]
    assert cells(rows([[(44895, 1)]]), codes, book='<workbookPr date1904="1"/>')[0][0].day == day
    instants = cells(row('<c r="A1" t="d"><v>2026-10-01T00:00:00</v></c>'
                         '<c r="B1" t="d" s="1"><v>2026-10-01T08:30:00</v></c>'), codes)[0]
    assert [(cell.text, cell.day) for cell in instants] == [("2026-10-01", date(2026, 10, 1)), ("2026/10/1", date(2026, 10, 1))]


def test_errors_and_formulas_without_a_value_are_told() -> None:
    found = book(xlsx('<sheetData><row r="2"><c r="B2" t="e"><f>X</f><v>#REF!</v></c><c r="C2"><f>1+1</f></c>'
                      '<c r="D2"><f>2</f><v/></c>'
                      '<c r="E2"><f>2</f><v>4</v></c><c r="F2" t="str"><f>A</f><v></v></c></row>'
                      '<row r="9"><c r="A9" t="e"><v>#N/A</v></c><c r="B9"><f>SUM(B1:B8)</f></c></row></sheetData>'))
    sheet = found.sheets[0]
    assert sheet.rows[1] == [Cell(), Cell("#REF!", fault="#REF!"), *[Cell(fault="formula")] * 2, Cell("4", Decimal(4))]
    assert sheet.rows[8][:2] == [Cell("#N/A", fault="#N/A"), Cell(fault="formula")]
    assert found.notes == [Note("unsaved", "S", "C2", 3)]


def test_what_is_merged_covers_its_rows_and_nothing_more() -> None:
    merged = '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B2:XFD1048576"/><mergeCell ref="C1:C1"/></mergeCells>'
    shown = cells(rows([["望潮区", "a", "b"], ["", "c", ""], ["", "", "d"]]) + merged)
    assert [line[0] for line in shown] == [Cell("望潮区"), Cell("望潮区", covered=True), Cell("望潮区", covered=True)]
    assert shown[2][1:] == [Cell("c", covered=True)] * 2 and shown[0][1:] == [Cell("a"), Cell("b")]


def test_what_is_hidden_is_read_and_said() -> None:
    parts = xlsx_parts({"表": '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="true"/></cols><sheetData>'
                             '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row>'
                             '<row r="3" hidden="1"><c r="A3"><v>3</v></c></row>'
                             '<row r="7" hidden="1"/></sheetData>', "填报": rows([["x"]]), "很深": rows([["y"]])},
                       states={"填报": "hidden", "很深": "veryHidden"})
    found = book(zipped(parts)).sheets
    assert (found[0].hidden_rows, found[0].hidden_columns) == ({2}, {1, 2}) and found[0].rows[2][0].text == "3"
    assert [(sheet.name, sheet.hidden) for sheet in found] == [("表", False), ("填报", True), ("很深", True)]


def test_prefixes_and_rows_without_numbers_are_nothing_special() -> None:
    parts = xlsx_parts({"S": ""})
    parts["xl/worksheets/sheet1.xml"] = (f'<x:worksheet xmlns:x="{writers.MAIN[7:-1]}"><x:sheetData><x:row r="1"/>'
                                         '<x:row r="2" hidden="1">'
                                         '<x:c r="A2" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>')
    sheet = book(zipped(parts)).sheets[0]
    assert sheet.rows[1] == [Cell("#REF!", fault="#REF!")] and sheet.hidden_rows == {1}
    assert cells("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><f>1</f></c></row></sheetData>")[2][0].fault


def test_a_million_formatted_rows_are_none() -> None:
    empty = "".join(f'<row r="{number}" ht="15"><c r="A{number}" s="1"/></row>' for number in range(2, 1_048_577))
    sheet = book(xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{empty}</sheetData>', (0, 2))).sheets[0]
    assert sheet.rows == [[Cell("1", Decimal(1))]]
    last = empty.replace('<c r="A1048576" s="1"/>', '<c r="A1048576"><f>SUM(A1)</f></c>')
    far = book(xlsx(f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{last}</sheetData>', (0, 2)))
    assert len(far.sheets[0].rows) == 1_048_576 and far.notes == [Note("unsaved", "S", "A1048576", 1)]


def test_a_cell_far_away_is_named() -> None:
    refused = refusal(xlsx('<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
                           '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'))
    assert refused.code == "too_big" and refused.params["at"] == "S!XFD1048576"


def test_macros_and_links_are_named_and_left_alone() -> None:
    parts = xlsx_parts({"S": row('<c r="A1"><f>[1]x!A1</f><v>7</v></c>')})
    parts |= {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": '<externalLink xmlns="x"/>'}
    found = book(zipped(parts))
    assert [note.what for note in found.notes] == ["macros", "links"] and found.sheets[0].rows[0][0].number == 7


def test_a_chart_has_no_cells() -> None:
    parts = xlsx_parts({"S": rows([["x"]]), "图": ""})
    parts["xl/_rels/workbook.xml.rels"] = writers.relations(("r1", "worksheet", "worksheets/sheet1.xml"),
                                                            ("r2", "chartsheet", "worksheets/sheet2.xml"))
    found = book(zipped(parts))
    assert found.notes == [Note("no_cells", "图")] and found.sheets[1].rows == [] and found.sheets[0].rows == [[Cell("x")]]


def test_entities_are_refused_wherever_they_stand() -> None:
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        parts = xlsx_parts({"S": rows([["x"]])})
        parts[part] = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + str(parts[part])
        assert refusal(zipped(parts)).key == "sheets_doctype", part


def test_bombs_are_weighed_before_they_are_read() -> None:
    parts = xlsx_parts({"S": rows([["x"]])})
    assert refusal(zipped(parts | {"xl/media/a": b"\0" * (20 << 20)})).key == "sheets_bomb"
    # One whose head tells less than it holds: other readers do not stop where the head says.
    raw = zipped(parts | {"xl/sharedStrings.xml": "<sst>" + "a" * 100_000 + "</sst>"})
    size = struct.pack("<L", 100_011)
    assert raw.count(size) == 2 and refusal(raw.replace(size, struct.pack("<L", 500))).key == "sheets_damaged"


def test_a_file_too_long_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.sheets.reading.LIMIT", 0)
    assert refusal(b"a").code == "too_big"


@pytest.mark.parametrize("cut", [30, 200, 700, -30])
def test_half_a_file_is_damaged(cut: int) -> None:
    assert refusal(xlsx(rows([["x"]]))[:cut]).code == "unreadable"


def test_forms_that_are_not_read_are_called_by_their_names() -> None:
    office = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    for raw, what in ((b"%PDF-1.7", "PDF"), (zipped({"word/document.xml": "<a/>"}), ".docx"),
                      (zipped({"xl/workbook.bin": "x"}), ".xlsb"), (office, "Excel 2003 XML"),
                      (zipped({"a.txt": "x"}), ".zip"), (b"\x89PNG\r\n", "PNG"), (b"MIME-Version: 1.0", "MHTML")):
        assert refusal(raw).params["what"] == what
    assert refusal(b"").key == "sheets_empty" and refusal(b"\r\n \n").key == "sheets_empty"


def test_without_the_library_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "python_calamine":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    refused = refusal(xlsx(rows([["x"]])))
    assert refused.code == "needs_library" and "campaign[excel]" in error_text(refused)
    assert book(b"a,b\n1,2\n").kind == "csv"


def test_the_library_is_imported_for_workbooks_alone(tmp_path: Path) -> None:
    script = ("import sys\nfrom campaign.sheets import read\nread(b'a,b', name='x')\n"
              "read(b'<table><tr><td>a</table>', name='x')\n"
              "sys.exit('python_calamine' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


# .xls ----------------------------------------------------------------------------------------------------------------------


def stream(*, sheet: bytes, state: int = 0, globals_: bytes = b"") -> bytes:
    """Records of a workbook with one sheet: formats General, 0.00 and a date of its own."""
    begin = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12))
    code = "yyyy\"年\"m\"月\""
    middle = globals_ + record(0x41E, struct.pack("<HHB", 164, len(code), 1), code.encode("utf-16-le")) + b"".join(
        record(0xE0, struct.pack("<HH", 0, number), bytes(16)) for number in (0, 2, 164))
    name = "表"
    head = len(begin) + len(middle) + 4 + 8 + 2 * len(name) + 4
    bound = record(0x85, struct.pack("<LBBBB", head, state, 0, len(name), 1), name.encode("utf-16-le"))
    return begin + middle + bound + record(0x0A) + record(0x809, struct.pack("<HH", 0x600, 16) + bytes(12)) + sheet + record(0x0A)


def looked(raw: bytes) -> Any:
    return biff._looks(raw, "x.xls", False)


def test_the_records_of_excel_97_tell_what_the_library_loses() -> None:
    sheet = (record(0x208, struct.pack("<HHHHHHL", 3, 0, 2, 0, 0, 0, 0x20)) + record(0x7D, struct.pack("<HHHHH", 1, 2, 9, 0, 1))
             + record(0x203, struct.pack("<HHHd", 0, 0, 1, 2024.1)) + record(0xBD, struct.pack("<HHHLHLH", 1, 0, 2, 0, 1, 0, 1))
             + record(0x205, struct.pack("<HHHBB", 2, 1, 0, 0x17, 1))
             + record(0x06, struct.pack("<HHH", 2, 2, 0), bytes([2, 0, 0x2A, 0, 0, 0, 255, 255]))
             + record(0xE5, struct.pack("<HHHHH", 1, 0, 2, 3, 4)))
    found = looked(stream(sheet=sheet, state=1, globals_=record(0x22, b"\1\0") + record(0x1AE, struct.pack("<HH", 1, 9))))
    look = found.sheets[0]
    assert (look.name, look.hidden, look.height, look.width) == ("表", True, 3, 3)
    assert (look.hidden_rows, look.hidden_columns, look.merged) == ({3}, {1, 2}, [(0, 3, 2, 4)])
    assert look.faults == {(2, 1): "#REF!", (2, 2): "#N/A"} and found.formats == ["General", "0.00", 'yyyy"年"m"月"']
    assert list(look.styles[0]) == [1] and list(look.styles[1]) == [2, 1] and found.from_1904 and found.links


def test_a_password_is_told() -> None:
    with pytest.raises(SheetsError) as refused:
        looked(stream(sheet=b"", globals_=record(0x2F, bytes(6))))
    assert refused.value.key == "sheets_password"


@pytest.mark.parametrize("cut", [8, 100, 512, 600, 3000])
def test_half_an_old_file_is_damaged(cut: int) -> None:
    raw = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20
    assert refusal(raw[:cut], "a.xls").code == "unreadable"
