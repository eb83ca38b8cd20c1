"""A wall chart as one HTML file that needs nothing else, no script, no address: a page of SVG for each sheet of paper."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from campaign.clean import printable
from campaign.cli.bulletin_html import POLICY
from campaign.cli.paper import PAPER
from campaign.cli.wall_cards import box, card, counts, ems, fitted, flag, flags, heading, square, text
from campaign.cli.wall_layout import BOTTOM, CARD, GAP, HEADING, PAPERS, TOP, Layout, Part, layout
from campaign.core.due_days import Flags
from campaign.core.model.light import Light
from campaign.tables.charts.days_axis import Days
from campaign.tables.wall_chart import Group
from campaign.text import _, language

FONTS = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',SimHei,'DejaVu Sans',sans-serif"


class Sheet(NamedTuple):
    title: str
    when: str
    dated: str
    chain: str
    """The head of the audit chain."""
    days: Days
    golden: str
    """When the golden window ends."""
    lights: dict[Light, int]
    flags: Flags
    groups: Sequence[Group]


def made(sheet: Sheet, size: str) -> bytes:
    """The file, as UTF-8. ``size`` of ``PAPERS``."""
    paper = PAPERS[size]
    found = layout([len(group.cards) for group in sheet.groups], paper)
    style = f"""
:root {{ color-scheme: light; }}
html, body {{ margin: 0; background: {PAPER["ground"]}; print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
section {{ width: {paper.width}mm; height: {paper.height - 0.5}mm; overflow: hidden; break-after: page; break-inside: avoid; }}
section:last-child {{ break-after: auto; }}
svg {{ display: block; font-family: {FONTS}; }}
@page {{ size: {paper.width}mm {paper.height}mm; margin: 0; }}
@media screen {{ section {{ width: auto; height: auto; margin: 1rem auto; }} svg {{ width: 100%; height: auto; }} }}
"""
    lines = [
        "<!doctype html>", f'<html lang="{language()}">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">', '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(printable(f'{sheet.title} {sheet.dated}'))}</title>", f"<style>{style}</style>", "</head>", "<body>"]
    for at, page in enumerate(found.pages):
        lines += [f'<section><svg width="{paper.width}mm" height="{paper.height}mm" '
                  f'viewBox="0 0 {paper.width} {paper.height}">',
                  f'<rect width="{paper.width}" height="{paper.height}" fill="{PAPER["ground"]}"/>',
                  *_page(sheet, found, page, at + 1), "</svg></section>"]
    return ("\n".join([*lines, "</body>", "</html>"]) + "\n").encode()


def _page(sheet: Sheet, found: Layout, page: Sequence[Sequence[Part]], number: int) -> Iterator[str]:
    paper = found.paper
    wide = (paper.width - 2 * paper.margin) / paper.unit
    yield f'<g transform="translate({paper.margin:g} {paper.margin:g}) scale({paper.unit:g})">{_head(sheet, wide)}</g>'
    top = paper.margin + TOP * paper.unit
    for at, parts in enumerate(page):
        x = paper.margin + at * (found.width + found.between)
        for part in parts:
            yield from _part(sheet.groups[part.group], found, part, x, top + part.y)
    foot = paper.height - paper.margin - BOTTOM * paper.unit
    number_text = _("page {n} of {all}").format(n=number, all=len(found.pages))
    yield (f'<g transform="translate({paper.margin:g} {foot:g}) scale({paper.unit:g})">'
           f"{_foot(sheet, wide, number_text, squares=bool(found.side))}</g>")


def _part(group: Group, found: Layout, part: Part, x: float, y: float) -> Iterator[str]:
    scale = found.width / CARD if not found.side else found.heading / HEADING
    yield (f'<g transform="translate({x:.6g} {y:.6g}) scale({scale:.6g})">'
           f"{heading(group, found.width / scale, part.first > 0)}</g>")
    y += found.heading
    if found.side:
        for at, one in enumerate(group.cards[part.first * found.across:part.last * found.across]):
            down, right = divmod(at, found.across)
            yield square(one, x + right * found.side, y + down * found.side, found.side)
        return
    for at, one in enumerate(group.cards[part.first:part.last]):
        drawn = card(one, found.row / scale - GAP)
        yield f'<g transform="translate({x:.6g} {y + at * found.row:.6g}) scale({scale:.6g})">{drawn}</g>'


def _head(sheet: Sheet, wide: float) -> str:
    """In units: the city, how long is left, the lights, the hundred days."""
    size = min(34, wide * 0.55 / ems(sheet.title, bold=True))
    titled = ems(sheet.title, bold=True) * size
    when = min(24, (wide - titled - 30) / ems(sheet.when, bold=True))
    out = [text(0, 34, size, sheet.title, "strong", bold=True), text(wide, 34, when, sheet.when, "accent", bold=True, end="end")]
    dated = text(wide, 66, 17, sheet.dated, "quiet", end="end")
    told, begins = flags(wide - ems(sheet.dated) * 17 - 24, 66, 18, sheet.flags)
    # What ends somewhere is begun at the left by as much as it is wide.
    lights, start = counts(begins - 30, 66, 19, sheet.lights)
    out += [dated, f'<g transform="translate({-start - 8:g} 0)">{lights}</g>', told]
    return "".join([*out, *_strip(sheet, wide)])


def _strip(sheet: Sheet, wide: float) -> Iterator[str]:
    """A cell for each day: gone, today, the golden window, and lower, so that it is told in grey too, the rest."""
    days, each = sheet.days, wide / sheet.days.length
    for day in range(1, days.length + 1):
        tone = "ink" if day == days.today else "accent" if day < days.today else "fan" if day <= days.golden else "track"
        high = 20 if day == days.today else 4 if tone == "track" else 12
        yield box((day - 1) * each + each * 0.06, 82 - high / 2, each * 0.88, high, tone)
    told = [(1, "1", False), *((day, str(day), False) for day in range(20, days.length + 1, 20))]
    if 1 <= days.today <= days.length:
        said = _("today, day {n}").format(n=days.today)
        told = [one for one in told if abs(one[0] - days.today) * each > (ems(said) + 3) * 7] + [(days.today, said, True)]
    if days.golden:
        said = sheet.golden
        told = [one for one in told if one[2] or abs(one[0] - days.golden) * each > (ems(said) + 3) * 7]
        if all(abs(one[0] - days.golden) * each > (ems(one[1]) + ems(said) + 2) * 7 for one in told if one[2]):
            told.append((days.golden, said, False))
    for day, said, bold in told:
        half = ems(said) * 13 / 2
        x = min(max((day - 0.5) * each, half), wide - half)
        yield text(x, 106, 13, said, "strong" if bold else "quiet", bold=bold, end="middle")


def _foot(sheet: Sheet, wide: float, number: str, *, squares: bool) -> str:
    """In units: what the signs mean, and what the chart was made from."""
    y, size, x = 24, 13, 0.0
    out = [box(0, 4, wide, 0.8, "rule")]
    for drawn, said in ((flag(0, y, 15, False), _("task done in time or not yet due")),
                        (flag(0, y, 15, True), _("task past its day")),
                        (box(0, y - 9, 22, 7, "data") + box(24, y - 12, 2.4, 13, "strong"), _("done; upright: due by today"))):
        if squares and drawn.startswith("<rect"):
            drawn, said = "", _("each square is a project, too many for cards: paper A3 has them all")
        begins = 32 if drawn.startswith("<rect") else 17 if drawn else 0
        out.append(f'<g transform="translate({x:g} 0)">{drawn}{text(begins, y, size, said, "quiet")}</g>')
        x += begins + ems(said) * size + 18
    out.append(text(wide, y, size, number, "quiet", end="end"))
    room = wide - x - ems(number) * size - 18
    out.append(text(x + room, y, size, fitted(sheet.chain, room / size), "quiet", end="end"))
    return "".join(out)


