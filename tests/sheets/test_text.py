"""Lists of commas, HTML and OpenDocument: encodings, delimiters, spans, and what each of them hides."""

import codecs
from datetime import date
from decimal import Decimal

import pytest

from campaign.sheets import Cell, Note, Sheet, SheetsError, read
from campaign.words import error_text
from tests.sheets import writers

CHINESE = "项目名称,县区,总投资\n东岸新材料产业园二期,临江区,5000\n港口装备制造基地,鹭湾区,3000\n"


def sheet(raw: bytes, encoding: str | None = None) -> Sheet:
    return read(raw, name="list", encoding=encoding).sheets[0]


def texts(found: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows]


def refusal(raw: bytes, encoding: str | None = None) -> SheetsError:
    with pytest.raises(SheetsError) as refused:
        read(raw, name="list", encoding=encoding)
    said = error_text(refused.value)
    assert "?" not in said and "\n" not in said
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_is_read_in_every_encoding_that_offices_write(encoding: str) -> None:
    found = read(CHINESE.encode(encoding), name="list")
    assert found.encoding == encoding.removesuffix("-sig") and found.sheets[0].rows[1][0].text == "东岸新材料产业园二期"
    assert found.sheets[0].rows[0][0].text == "项目名称"


def test_big_endian_and_the_tabs_of_unicode_text() -> None:
    raw = codecs.BOM_UTF16_BE + '名称\t投资\r\n"甲\n乙"\t3\r\n'.encode("utf-16-be")
    assert texts(sheet(raw)) == [["名称", "投资"], ["甲\n乙", "3"]]


@pytest.mark.parametrize(("encoding", "text"), [
    ("cp932", "プロジェクト名,開始日\nまちづくりセンターの整備,2026\nこうえんのリニューアル,2027\n"),
    ("cp949", "사업명,시작일\n도시 재생 사업은 이렇게 진행한다,2026\n"),
    ("cp1251", "Название,Начало\nСтроительство дороги,2026\n"), ("cp1252", "Project,Cost (£million)\nCafé,3\n"),
    ("big5", "專案名稱,開始日期\n臺北市都市更新計畫,2026\n高雄港區開發,2027\n"), ("utf-16-le", "项目,县区\n甲,乙\n")])
def test_another_encoding_is_refused_by_its_name_and_read_when_it_is_told(encoding: str, text: str) -> None:
    raw = text.encode(encoding)
    refused = refusal(raw)
    assert (refused.code, refused.params["guess"]) == ("encoding", encoding)
    assert texts(sheet(raw, encoding)) == [line.split(",") for line in text.splitlines()]


def test_an_encoding_that_is_wrong_or_none() -> None:
    refused = refusal(CHINESE.encode("gb18030"), "utf-8")
    assert (refused.code, refused.params["line"]) == ("encoding", 1)
    for none in ("klingon", "rot13", "base64", "a\0b"):
        assert refusal(b"a,b\xff", none).key == "sheets_no_such_encoding"


def test_two_encodings_in_one_file_are_told_by_line() -> None:
    first, second = CHINESE, "城西安置房建设工程,望潮区,100\n"
    refused = refusal(first.encode() + second.encode("gb18030"))
    assert refused.key == "sheets_mixed" and refused.code == "encoding"
    assert [refused.params[key] for key in ("first", "one", "second", "other")] == ["utf-8", 1, "gb18030", 4]
    refused = refusal(first.encode("gb18030") * 20 + second.encode())
    assert [refused.params[key] for key in ("first", "one", "second", "other")] == ["gb18030", 1, "utf-8", 61]
    refused = refusal(codecs.BOM_UTF8 + first.encode() + second.encode("gb18030"))
    assert refused.params["other"] == 4
    assert refusal(first.encode() + b"\xff\xfe,\n").key == "sheets_broken_text"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    rows = [["名称", "投资", "县"], ["甲", "1", "乙"], ["丙", "2", "丁"]]
    text = "项目清单（2026年；共2个,送审稿）\n" + "\n".join(map(delimiter.join, rows))
    assert texts(sheet(text.encode()))[1:] == rows or delimiter == ","
    assert sheet(text.encode()).rows[2][1].text == "1"
    assert texts(sheet(f"sep={delimiter}\r\na{delimiter}b|c\r\n".encode())) == [["a", "b|c"]]


def test_lines_are_those_of_the_file_and_none_is_lost() -> None:
    found = sheet(b'a,b\r\n"x\r\ny",="00""1"\r\n\r\n,\r\n')
    assert texts(found) == [["a", "b"], ["x\ny", '00"1'], ["", ""], ["", ""]]
    assert [found.at(row, 1) for row in range(4)] == ["1:2", "2:2", "4:2", "5:2"]
    assert sheet(b"sep=;\na;b\n").at(0, 0) == "2:1"


def test_a_quotation_that_does_not_end() -> None:
    refused = refusal(b'a,b\nc,"d\ne,f\n')
    assert (refused.key, refused.params["line"]) == ("sheets_quote", 2)
    assert texts(sheet(b'a,b\n3" pipe,say "x"\n'))[1] == ['3" pipe', 'say "x"']


def test_bytes_that_are_no_text() -> None:
    assert refusal(b"abc\0def" * 9).code == "unreadable"
    assert refusal(bytes(range(1, 256)) * 3).code in ("encoding", "unreadable")


# HTML ----------------------------------------------------------------------------------------------------------------------


def test_spans_cover_and_tags_may_be_left_open() -> None:
    found = sheet('<meta charset=gb2312><table><tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙'
                  '<tr><td>丁<td><td>戊</table>'.encode())
    covered = Cell("甲", covered=True)
    assert found.rows == [[Cell("甲"), covered, Cell("乙")], [covered, covered, Cell("丙")], [Cell("丁"), Cell(), Cell("戊")]]


def test_what_a_page_shows_and_what_it_stores() -> None:
    found = sheet(b'<html><style>td{x}</style><script>var a="<td>no</td>"</script><table x:str><caption>T</caption>'
                  b'<tr style="display:none"><th>A&amp;B&nbsp; c\n d<br/>e<p>f</p></th><td x:num="0.285">0.29</td></tr></table>')
    assert (found.name, found.hidden_rows) == ("T", {0})
    assert found.rows == [[Cell("A&B c d\ne\nf"), Cell("0.29", Decimal("0.285"))]]


def test_tables_are_sheets_and_spans_have_bounds() -> None:
    book = read(b"<xml><x:Name>One</x:Name><x:Name>Two</x:Name></xml><table><tr><td>a</table>"
                b"<table><tr><td colspan=99999999 rowspan=9999999>b<tr><td>c</table>".replace(b"<xml>", b"<html><xml>"), name="x")
    assert [(found.name, found.rows[0][0].text) for found in book.sheets] == [("One", "a"), ("Two", "b")]
    assert len(book.sheets[1].rows) == 2
    wide = b"<table>" + b"<tr><td colspan=1000>a" * 6000 + b"</table>"
    assert refusal(wide).code == "too_big"


# OpenDocument --------------------------------------------------------------------------------------------------------------


def cell(inside: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def test_a_sheet_of_opendocument() -> None:
    first = ('<table:table table:name="表"><table:table-column table:number-columns-repeated="2"/>'
             '<table:table-column table:visibility="collapse"/><table:table-row>'
             + cell("<text:p>望潮<text:span>区</text:span></text:p><text:p>二<text:s text:c=\"2\"/>行</text:p>",
                    'office:value-type="string" table:number-rows-spanned="2"')
             + cell("<text:p>2024.10</text:p>", 'office:value-type="float" office:value="2024.1"')
             + cell("<text:p>2026年12月</text:p>", 'office:value-type="date" office:date-value="2026-12-01"')
             + cell("<office:annotation><text:p>no</text:p></office:annotation><text:p>#REF!</text:p>",
                    'office:value-type="string" table:formula="of:=A"')
             + cell("", 'table:formula="of:=1"') + '</table:table-row>'
             '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:covered-table-cell/>'
             + cell("<text:p>2024.1</text:p>",
                    'office:value-type="float" office:value="2024.1" table:number-columns-repeated="2"')
             + '<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
             '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
             '</table:table-row></table:table>')
    hidden = '<table:table table:name="藏" table:style-name="h"><table:table-row>' + cell("<text:p>x</text:p>")
    hidden += "</table:table-row></table:table>"
    style = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    book = read(writers.ods(first + hidden, style), name="x.xls")
    found = book.sheets[0]
    assert book.kind == "ods" and [sheet.hidden for sheet in book.sheets] == [False, True]
    assert found.rows[0] == [Cell("望潮区\n二  行"), Cell("2024.10", Decimal("2024.1")),
                             Cell("2026年12月", None, date(2026, 12, 1)),
                             Cell("#REF!", fault="#REF!"), Cell(fault="formula")]
    assert found.rows[1][:3] == [Cell("望潮区\n二  行", covered=True), *[Cell("2024.1", Decimal("2024.1"), ambiguous=True)] * 2]
    assert len(found.rows) == 3 and found.rows[2][0] == Cell() and (found.hidden_rows, found.hidden_columns) == ({1, 2}, {2})
    assert book.notes == [Note("unsaved", "表", "E1", 1)]


def test_a_value_repeated_a_million_times_is_refused() -> None:
    repeated = ('<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576">'
                + cell("<text:p>x</text:p>", 'table:number-columns-repeated="16384"') + "</table:table-row></table:table>")
    assert refusal(writers.ods(repeated)).code == "too_big"


def test_links_and_passwords_of_opendocument() -> None:
    linked = '<table:table table:name="S"><table:table-source/></table:table>'
    assert read(writers.ods(linked), name="x").notes == [Note("links")]
    locked = writers.zipped({"mimetype": writers.ODS, "content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"})
    assert refusal(locked).key == "sheets_password"
