"""Files of sheets, as small as they can be: what a test wants to stand in one, and nothing that a library would add."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
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
