"""Files of sheets, as small as they can be: what a test wants to stand in one, and nothing that a library would add."""

import codecs
import csv
import re
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import BytesIO, StringIO
from typing import Any, NamedTuple
from xml.sax.saxutils import escape as xml
from xml.sax.saxutils import quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
                     for name in ("office", "table", "text", "style"))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return raw.getvalue()


def column(number: int) -> str:
    return (column(number // 26 - 1) if number > 25 else "") + chr(65 + number % 26)


def relations(*found: tuple[str, str, str]) -> str:
    """Id, kind and target of each."""
    said = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in found)
    return f'<Relationships xmlns="{PACKAGE}">{said}</Relationships>'


def xlsx_parts(sheets: Mapping[str, str], formats: Sequence[str | int] = (0,), *, states: Mapping[str, str] | None = None,
               book: str = "") -> dict[str, str | bytes]:
    """``sheets``: names and what stands in ``<worksheet>``. ``formats``: of each style its code, or a number that needs none."""
    own = {code: 164 + place for place, code in enumerate(formats) if isinstance(code, str)}
    codes = "".join(f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for code, number in own.items())
    styles = "".join(f'<xf numFmtId="{code if isinstance(code, int) else own[code]}"/>' for code in formats)
    unseen = states or {}
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{place}" state="{unseen.get(name, "visible")}" r:id="r{place}"/>'
                     for place, name in enumerate(sheets, 1))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("s", "styles", "styles.xml"), *(
            (f"r{place}", "worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(sheets) + 1))),
        "xl/styles.xml": f"<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>"}
    for place, inside in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{place}.xml"] = f"<worksheet {MAIN}>{inside}</worksheet>"
    return parts


def xlsx(inside: str, formats: Sequence[str | int] = (0,), **more: str) -> bytes:
    """One sheet, ``S``."""
    return zipped(xlsx_parts({"S": inside}, formats, **more))


def rows(table: Iterable[Iterable[str | int | float | tuple[int | float, int]]]) -> str:
    """``<sheetData>`` of texts and numbers; a pair is a number and its style."""
    told = ["<sheetData>"]
    for number, line in enumerate(table, 1):
        told.append(f'<row r="{number}">')
        for place, value in enumerate(line):
            at = f"{column(place)}{number}"
            if isinstance(value, str):
                if value:
                    told.append(f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{xml(value)}</t></is></c>')
            else:
                figure, style = value if isinstance(value, tuple) else (value, 0)
                told.append(f'<c r="{at}" s="{style}"><v>{figure!r}</v></c>')
        told.append("</row>")
    return "".join([*told, "</sheetData>"])


def ods(tables: str, styles: str = "") -> bytes:
    return zipped({"mimetype": ODS, "content.xml": f'<office:document-content {ODS_NAMES}><office:automatic-styles>{styles}'
                   f'</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
                   '</office:document-content>'})


def ods_table(table: Iterable[Iterable[str]], name: str = "S") -> str:
    return f'<table:table table:name="{name}">' + "".join(
        "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string">{paragraphs(text)}</table:table-cell>'
                                      if text else "<table:table-cell/>" for text in line) + "</table:table-row>"
        for line in table) + "</table:table>"


def paragraphs(text: str) -> str:
    """Blanks that stand together are counted: one in a row stands for all of them."""
    def spaced(line: str) -> str:
        return "".join("<text:s/>" if char == " " else xml(char) for char in line)

    return "".join(f"<text:p>{spaced(line)}</text:p>" for line in text.split("\n"))


def html(table: Iterable[Iterable[str]]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{escape(text).replace(chr(10), '<br>')}</td>" for text in line) + "</tr>"
                               for line in table) + "</table>"


# A list drawn as a text, in every form --------------------------------------------------------------------------------------


class Drawn(NamedTuple):
    """What stands in each cell, and what is merged: top, left, bottom, right."""

    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def drawn(text: str) -> Drawn:
    """A line a row, ``|`` between cells; ``<`` belongs to the cell at its left, ``^`` to the one above; ``/n`` breaks a line.

    Figures are stored as numbers, unless ``'`` stands before them.
    """
    told = [[cell.strip().replace("/n", "\n") for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    width = max(map(len, told))
    table = [row + [""] * (width - len(row)) for row in told]
    merged = []
    for top, row in enumerate(table):
        for left, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right, bottom = left, top
            while right + 1 < width and row[right + 1] == "<":
                right += 1
            while bottom + 1 < len(table) and table[bottom + 1][left] == "^":
                bottom += 1
            if (right, bottom) != (left, top):
                merged.append((top, left, bottom, right))
    return Drawn([["" if cell in ("<", "^") else cell for cell in row] for row in table], merged)


def figure(cell: str) -> str | float:
    return float(cell) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) else cell.removeprefix("'")


def as_xlsx(sheets: Mapping[str, Drawn], **more: Any) -> bytes:
    return zipped(xlsx_parts({name: xlsx_sheet(sheet) for name, sheet in sheets.items()}, **more))


def xlsx_sheet(sheet: Drawn) -> str:
    merged = "".join(f'<mergeCell ref="{column(left)}{top + 1}:{column(right)}{bottom + 1}"/>'
                     for top, left, bottom, right in sheet.merged)
    return rows([[figure(cell) for cell in row] for row in sheet.rows]) + (f"<mergeCells>{merged}</mergeCells>" if merged else "")


def as_ods(sheets: Mapping[str, Drawn]) -> bytes:
    return ods("".join(f'<table:table table:name="{name}">{_ods_rows(sheet)}</table:table>' for name, sheet in sheets.items()))


def _ods_rows(sheet: Drawn) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    told = []
    for top, row in enumerate(sheet.rows):
        told.append("<table:table-row>")
        for left, cell in enumerate(row):
            down, across = spans.get((top, left), (1, 1))
            value = figure(cell)
            kind = f'office:value-type="float" office:value="{value!r}"' if isinstance(value, float) else (
                'office:value-type="string"' if value else "")
            told.append(f'<table:table-cell {kind} table:number-rows-spanned="{down}" table:number-columns-spanned="{across}">'
                        + (paragraphs(cell.removeprefix("'")) if cell else "") + "</table:table-cell>")
        told.append("</table:table-row>")
    return "".join(told)


def as_html(sheets: Mapping[str, Drawn], encoding: str = "gb18030") -> bytes:
    told = []
    for name, sheet in sheets.items():
        spans = {(top, left): f" rowspan={bottom - top + 1} colspan={right - left + 1}"
                 for top, left, bottom, right in sheet.merged}
        inside = {(row, at) for top, left, bottom, right in sheet.merged for row in range(top, bottom + 1)
                  for at in range(left, right + 1) if (row, at) != (top, left)}
        told.append(f"<table><caption>{escape(name)}</caption>" + "".join("<tr>" + "".join(
            f"<td{spans.get((top, left), '')}>{escape(cell.removeprefix(chr(39))).replace(chr(10), '<br>')}</td>"
            for left, cell in enumerate(row) if (top, left) not in inside) + "</tr>" for top, row in enumerate(sheet.rows))
            + "</table>")
    return f"<html><body>{''.join(told)}</body></html>".encode(encoding)


def as_csv(sheet: Drawn, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    said = StringIO()
    csv.writer(said, delimiter=delimiter).writerows([[cell.removeprefix("'") for cell in row] for row in sheet.rows])
    text = said.getvalue()
    return codecs.BOM_UTF16_BE + text.encode("utf-16-be") if encoding == "utf-16-be" else text.encode(encoding)


# Excel 97 -------------------------------------------------------------------------------------------------------------------


def record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", kind, len(body)) + body


def as_xls(sheets: Mapping[str, Drawn]) -> bytes:
    begin = record(0x809, struct.pack("<HH", 0x600, 5) + bytes(12))
    styles = record(0xE0, bytes(20))
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(begin) + len(styles) + sum(12 + len(name) for name in names) + 4
    bound = b""
    inside = []
    for name, sheet in zip(names, sheets.values(), strict=True):
        bound += record(0x85, struct.pack("<LBBBB", at, 0, 0, len(name) // 2, 1), name)
        inside.append(record(0x809, struct.pack("<HH", 0x600, 16) + bytes(12)) + _xls_cells(sheet) + record(0x0A))
        at += len(inside[-1])
    return compound(begin + styles + bound + record(0x0A) + b"".join(inside))


def _xls_cells(sheet: Drawn) -> bytes:
    told = [record(0x200, struct.pack("<LLHHH", 0, len(sheet.rows), 0, len(sheet.rows[0]), 0))]
    for top, row in enumerate(sheet.rows):
        for left, cell in enumerate(row):
            value, place = figure(cell), struct.pack("<HHH", top, left, 0)
            if isinstance(value, float):
                told.append(record(0x203, place, struct.pack("<d", value)))
            elif value:
                told.append(record(0x204, place, struct.pack("<HB", len(value), 1), value.encode("utf-16-le")))
    if sheet.merged:
        told.append(record(0xE5, struct.pack("<H", len(sheet.merged)), *(
            struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in sheet.merged)))
    return b"".join(told)


def compound(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with that one stream."""
    size = max(4096, -(-len(stream) // 512) * 512)
    count = size // 512
    table = [0xFFFFFFFD, 0xFFFFFFFE, *(at + 3 for at in range(count - 1)), 0xFFFFFFFE]
    assert len(table) <= 128
    sector = struct.pack("<128L", *table, *[0xFFFFFFFF] * (128 - len(table)))
    head = b"".join((
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6), bytes(6),
        struct.pack("<LLLLLLLLL", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0), struct.pack("<109L", 0, *[0xFFFFFFFF] * 108)))

    def entry(called: str, kind: int, child: int, begin: int, length: int) -> bytes:
        told = called.encode("utf-16-le")
        return b"".join((
            told.ljust(64, b"\0"), struct.pack("<HBBLLL", len(told) + 2 if told else 0, kind, 1, none, none, child), bytes(36),
            struct.pack("<LLL", begin, length, 0)))

    none = 0xFFFFFFFF
    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, none, 2, size) + entry("", 0, none, 0, 0) * 2
    return head + sector + directory + stream.ljust(size, b"\0")
