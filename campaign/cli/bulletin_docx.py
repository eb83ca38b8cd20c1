"""A document for Word and WPS: A4 with the margins and fonts of official papers (GB/T 9704-2012)."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from campaign.clean import printable
from campaign.cli.output import cells
from campaign.cli.paper import PAPER
from campaign.core import document as paper
from campaign.core.document import Document, Heading, Paragraph
from campaign.core.errors import Refused
from campaign.tables.charts.picture import png

BODY, TITLE = "仿宋_GB2312", "方正小标宋简体"
HEADINGS = ("黑体", "楷体_GB2312", "仿宋_GB2312")
"""Of the headings 一、 （一） 1."""
LATIN = "Times New Roman"
SIZE, TITLE_SIZE, TABLE_SIZE = 16, 22, 10.5
"""Points: 三号, 二号, 五号."""
MARGINS = (37, 26, 35, 28)
"""mm, clockwise from the top."""
RED = "C00000"
NAMES = 32
"""mm of the names before rows of pictures."""
WIDEST = 30
"""Cells of text for which a column is made at most; what is longer is folded."""


def made(document: Document, on: date) -> bytes:
    """The file. ``on``: when it says that it was made. ``Refused`` when python-docx is not installed."""
    try:
        from docx import Document as new
        from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
        from docx.shared import Mm, Pt
    except ImportError:
        raise Refused("docx_missing") from None
    file = new()
    page = file.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = (Mm(size) for size in MARGINS)
    _styles(file)
    _says(file.add_paragraph(style="Title"), document.title)
    for text in (document.issue, f"{document.issuer}　　{document.dated}"):
        line = file.add_paragraph(style="Normal")
        line.alignment = Align.CENTER
        _says(line, text)
    _ruled(line)
    for block in paper.flow(document):
        match block:
            case Heading(level, text):
                _says(file.add_paragraph(style=f"Heading {level}"), text)
            case Paragraph(text=text):
                line = file.add_paragraph(style="Normal")
                if document.language == "zh":
                    line.paragraph_format.first_line_indent = Pt(2 * SIZE)
                _says(line, text)
            case paper.Table():
                _table(file, block)
            case paper.Figure():
                _figure(file, block)
    _ruled(file.add_paragraph(style="Normal"), "000000")
    for text in document.closing:
        _says(file.add_paragraph(style="Closing"), text)
    for text in document.fine:
        _says(file.add_paragraph(style="Fine"), text)
    about = file.core_properties
    about.title, about.author, about.comments = printable(document.title), printable(document.issuer), ""
    about.last_modified_by, about.language = "", document.language
    about.created = about.modified = datetime.combine(on, time())
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _says(line: Any, text: str) -> None:
    line.add_run(printable(text))


def _styles(file: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
    from docx.shared import Pt, RGBColor

    file.styles.add_style("Closing", WD_STYLE_TYPE.PARAGRAPH)
    file.styles.add_style("Fine", WD_STYLE_TYPE.PARAGRAPH)
    file.styles.add_style("Cell", WD_STYLE_TYPE.PARAGRAPH)
    kinds = [("Normal", BODY, SIZE, "000000"), ("Title", TITLE, TITLE_SIZE, RED), ("Closing", BODY, 14, "000000"),
             ("Fine", BODY, 8, "767676"), ("Cell", BODY, TABLE_SIZE, "000000")]
    kinds += [(f"Heading {level}", font, SIZE, "000000") for level, font in enumerate(HEADINGS, 1)]
    for name, font, size, colour in kinds:
        style = file.styles[name]
        _font(style, font)
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), RGBColor.from_string(colour), False
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = Pt(28) if name == "Normal" else 1.2
    title = file.styles["Title"]
    title.paragraph_format.alignment = Align.CENTER
    for border in title.element.pPr.findall(_name("w:pBdr")):
        title.element.pPr.remove(border)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def _font(style: Any, east: str) -> None:
    """The template's theme fonts go: they would win over what is named here."""
    style.font.name = LATIN
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_name(f"w:{theme}"), None)
    fonts.set(_name("w:eastAsia"), east)


def _ruled(line: Any, colour: str = RED) -> None:
    """A rule below a paragraph."""
    from docx.oxml import OxmlElement

    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "1"), ("color", colour)):
        bottom.set(_name(f"w:{key}"), value)
    borders.append(bottom)
    line._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
        "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
        "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
        "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")


def _figure(file: Any, figure: paper.Figure) -> None:
    """A picture over the whole width and its sentence below, or of rows with names a table of pictures."""
    from docx.shared import Mm

    wide = 210 - MARGINS[1] - MARGINS[3]
    if figure.names:
        grid = file.add_table(rows=0, cols=2)
        for name, line in zip(figure.names, figure.lines, strict=True):
            row = grid.add_row().cells
            for place, width in zip(row, (NAMES, wide - NAMES), strict=True):
                place.width = Mm(width)
                place.paragraphs[0]._p.style = "Cell"
            _says(row[0].paragraphs[0], name)
            row[1].paragraphs[0].add_run().add_picture(BytesIO(png([line], PAPER)), width=Mm(wide - NAMES - 4))
    else:
        line = file.add_paragraph(style="Cell")
        line.add_run().add_picture(BytesIO(png(figure.lines, PAPER)), width=Mm(wide))
    _says(file.add_paragraph(style="Cell"), figure.caption)


def _table(file: Any, table: paper.Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as Align
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    rows = [table.heads, *(row.cells for row in table.rows)]
    needs = [min(max(map(cells, column)), WIDEST) + 2 for column in zip(*rows, strict=True)]
    widths = [Mm((210 - MARGINS[1] - MARGINS[3]) * need / sum(needs)) for need in needs]
    grid = file.add_table(rows=0, cols=len(table.heads), style="Table Grid")
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for texts in rows:
        for at, (place, text) in enumerate(zip(grid.add_row().cells, texts, strict=True)):
            place.width = widths[at]
            line = place.paragraphs[0]
            line._p.style = "Cell"  # by its id: to look for the name costs more than all the rest
            if at in table.right:
                line.alignment = Align.RIGHT
            _says(line, text)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # the heads again on every page
