"""A document as one HTML page that needs nothing else: no script, no file, no address. Everything in it is escaped."""

from datetime import date
from html import escape

from campaign.clean import printable
from campaign.cli.output import cells
from campaign.cli.paper import PAPER
from campaign.core.document import Document, Figure, Heading, Paragraph, Table, flow
from campaign.tables.charts.picture import svg

STYLE = """
:root { color-scheme: light; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.8; color: #000; background: #fff;
  font-family: FangSong, FangSong_GB2312, 仿宋, 仿宋_GB2312, STFangsong, "Noto Serif CJK SC", serif; }
h1 { text-align: center; font-size: 1.9rem; line-height: 1.4; color: #c00;
  font-family: 方正小标宋简体, STZhongsong, SimSun, 宋体, "Noto Serif CJK SC", serif; }
h2, h3, h4 { font-size: 1.15rem; margin: 1.2em 0 .4em; break-after: avoid; }
h2, th { font-family: SimHei, 黑体, STHeiti, "Noto Sans CJK SC", sans-serif; font-weight: normal; }
h3 { font-family: KaiTi, KaiTi_GB2312, 楷体, STKaiti, serif; font-weight: normal; }
p { margin: .3em 0; overflow-wrap: anywhere; }
:lang(zh) main p { text-indent: 2em; }
.issue { text-align: center; text-indent: 0; }
.from { display: flex; justify-content: space-between; border-bottom: 2px solid #c00; padding-bottom: .3em; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.4; margin: .5em 0; }
th, td { border: 1px solid #000; padding: .2em .4em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.figure, .short { white-space: nowrap; }
.figure { text-align: right; }
figure { margin: 1em 0; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { font-size: .9rem; line-height: 1.5; margin-top: .3em; }
.rows th, .rows td { border: 0; padding: 0 .6em 0 0; vertical-align: middle; }
.rows th { width: 8em; white-space: nowrap; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
footer { border-top: 1px solid #000; border-bottom: 1px solid #000; margin-top: 2em; font-size: .9rem; }
footer .fine { font-size: 0.7em; color: #767676; overflow-wrap: anywhere; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 12pt; } }
"""
SHORT = 10
"""Cells up to which the text of a column stays on one line."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def made(document: Document, on: date) -> bytes:
    """The file, as UTF-8."""
    lines = [
        "<!doctype html>", f'<html lang="{document.language}">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(document.title)} {_text(document.issue)}</title>", f"<style>{STYLE}</style>", "</head>", "<body>",
        f"<header><h1>{_text(document.title)}</h1>", f'<p class="issue">{_text(document.issue)}</p>',
        f'<p class="from"><span>{_text(document.issuer)}</span><span>{_text(document.dated)}</span></p></header>', "<main>",
    ]
    for block in flow(document):
        match block:
            case Heading(level, text):
                lines.append(f"<h{level + 1}>{_text(text)}</h{level + 1}>")
            case Paragraph(text=text):
                lines.append(f"<p>{_text(text)}</p>")
            case Table():
                lines += _table(block)
            case Figure():
                lines += _figure(block)
    lines += ["</main>", "<footer>", *(f"<p>{_text(line)}</p>" for line in document.closing),
              *(f'<p class="fine">{_text(line)}</p>' for line in document.fine), "</footer>", "</body>", "</html>"]
    return ("\n".join(lines) + "\n").encode()


def _table(table: Table) -> list[str]:
    columns = zip(table.heads, *(row.cells for row in table.rows), strict=True)
    kinds = [_kind(at in table.right, max(map(cells, column)) <= SHORT) for at, column in enumerate(columns)]
    heads = "".join(f'<th scope="col"{kind}>{_text(head)}</th>' for head, kind in zip(table.heads, kinds, strict=True))
    lines = ["<table>", f"<thead><tr>{heads}</tr></thead>", "<tbody>"]
    for row in table.rows:
        told = "".join(f"<td{kind}>{_text(text)}</td>" for text, kind in zip(row.cells, kinds, strict=True))
        lines.append(f"<tr>{told}</tr>")
    return [*lines, "</tbody>", "</table>"]


def _figure(figure: Figure) -> list[str]:
    """One drawing, or of rows with names a drawing each. Its caption says all that it says: it is not read aloud twice."""
    if figure.names:
        rows = [f"<tr><th scope=\"row\">{_text(name)}</th><td>{svg([line], PAPER, cell=(8, 17))}</td></tr>"
                for name, line in zip(figure.names, figure.lines, strict=True)]
        drawn = ['<table class="rows"><tbody>', *rows, "</tbody></table>"]
    else:
        drawn = [svg(figure.lines, PAPER, cell=(8, 17))]
    return ["<figure>", *drawn, f"<figcaption>{_text(figure.caption)}</figcaption>", "</figure>"]


def _kind(figure: bool, short: bool) -> str:
    return ' class="figure"' if figure else ' class="short"' if short else ""


def _text(text: str) -> str:
    return escape(printable(text))
