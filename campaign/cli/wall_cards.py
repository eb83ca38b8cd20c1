"""Cards, squares and headings of a wall chart as SVG. In grey it must still tell: each light has its word and its sign."""

from collections.abc import Mapping
from html import escape
from unicodedata import east_asian_width

from campaign.clean import printable
from campaign.cli.paper import PAPER
from campaign.cli.wall_layout import CARD, LOW
from campaign.core.due_days import Flags
from campaign.core.model.light import WORST_FIRST, Light
from campaign.tables.cells import short_light
from campaign.tables.tones import LIGHT_TONES
from campaign.tables.wall_chart import Card, Group
from campaign.text import _

EDGE = 52
"""Units of a card's left end, which is its light."""
_FILLS = {light: "grey" if tone == "quiet" else tone for light, tone in LIGHT_TONES.items()}
_WIDTHS = {**dict.fromkeys("MW@%mw", 0.92), **dict.fromkeys(" ijlI.,:;'|!()[]", 0.3), **dict.fromkeys("frt-/", 0.42)}
"""Of letters that are not as wide as most, in any font."""
_BOLD = 1.16
"""So much wider are bold letters; Chinese characters are not."""


def ems(said: str, *, bold: bool = False) -> float:
    """About as wide as it is in whatever font there is, in units of its size; rather too wide."""
    more = _BOLD if bold else 1.0
    return sum(1.0 if east_asian_width(char) in "WF" else more * (_WIDTHS.get(char) or (0.7 if char.isupper() else 0.56))
               for char in said)


def fitted(said: str, most: float, *, bold: bool = False) -> str:
    """At most ``most`` ems."""
    if ems(said, bold=bold) <= most:
        return said
    while said and ems(said, bold=bold) > most - 1:
        said = said[:-1]
    return said.rstrip() + "…"


def text(x: float, y: float, size: float, said: str, tone: str = "normal", *, bold: bool = False, end: str = "") -> str:
    """One line. ``end``: ``middle`` or ``end``, where ``x`` is not its beginning."""
    weight = ' font-weight="700"' if bold else ""
    anchor = f' text-anchor="{end}"' if end else ""
    return (f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{PAPER[tone]}"{weight}{anchor}>'
            f'{escape(printable(said))}</text>')


def box(x: float, y: float, width: float, height: float, tone: str) -> str:
    return f'<rect x="{x:.4g}" y="{y:.4g}" width="{width:.4g}" height="{height:.4g}" fill="{PAPER[tone]}"/>'


def sign(light: Light, x: float, y: float, size: float, colour: str) -> str:
    """Its shape around a point: a triangle, a half disc, a tick, a ring, two bars."""
    r = size / 2
    match light:
        case Light.RED:
            return f'<path d="M{x:g} {y - r:g}l{r:g} {size * 0.9:g}h{-size:g}z" fill="{colour}"/>'
        case Light.YELLOW:
            return (f'<circle cx="{x:g}" cy="{y:g}" r="{r * 0.85:g}" fill="none" stroke="{colour}" stroke-width="{r / 4:g}"/>'
                    f'<path d="M{x:g} {y - r * 0.85:g}a{r * 0.85:g} {r * 0.85:g} 0 0 0 0 {r * 1.7:g}z" fill="{colour}"/>')
        case Light.GREEN:
            return (f'<path d="M{x - r * 0.9:g} {y:g}l{r * 0.6:g} {r * 0.7:g}l{r * 1.2:g} {-r * 1.4:g}" fill="none" '
                    f'stroke="{colour}" stroke-width="{r / 2.6:g}"/>')
        case Light.NONE:
            return f'<circle cx="{x:g}" cy="{y:g}" r="{r * 0.75:g}" fill="none" stroke="{colour}" stroke-width="{r / 4:g}"/>'
        case _:
            bar = f'width="{r * 0.5:g}" height="{r * 1.5:g}" fill="{colour}"/>'
            return f'<rect x="{x - r * 0.75:g}" y="{y - r * 0.75:g}" {bar}<rect x="{x + r * 0.25:g}" y="{y - r * 0.75:g}" {bar}'


def flag(x: float, y: float, size: float, black: bool) -> str:
    """On its pole, which stands on ``y``: red a pennant, black with a notch."""
    cloth = f"h{size * 0.75:g}l{-size * 0.22:g} {size * 0.25:g}l{size * 0.22:g} {size * 0.25:g}h{-size * 0.75:g}z" if black \
        else f"l{size * 0.75:g} {size * 0.27:g}l{-size * 0.75:g} {size * 0.27:g}z"
    return (f'<path d="M{x:g} {y - size:g}v{size:g}" stroke="{PAPER["ink"]}" stroke-width="{size / 12:g}"/>'
            f'<path d="M{x:g} {y - size:g}{cloth}" fill="{PAPER["ink" if black else "red_mark"]}"/>')


def flags(x: float, y: float, size: float, found: Flags) -> tuple[str, float]:
    """How many of each, ending at ``x``, and where they begin; nothing of what there is none."""
    drawn = ""
    for count, black in ((found.black, True), (found.red, False)):
        if count:
            said = str(count)
            x -= ems(said, bold=black) * size
            drawn = text(x, y, size, said, "strong" if black else "normal", bold=black) + drawn
            x -= size * 0.95
            drawn = flag(x, y, size, black) + drawn
            x -= size * 0.4
    return drawn, x


def card(one: Card, height: float) -> str:
    """In units, from 0 0. Its title is the whole of what may be cut."""
    fill = _FILLS[one.light]
    left, right = EDGE + 10, CARD - 8
    room = right - left
    # What is left of a high card stands between its lines.
    more = (height - LOW) / 5
    at = [29 + more, 52 + 2 * more, 75 + 3 * more, 98 + 4 * more, 116 + 4.6 * more]
    out = [f"<title>{escape(printable(f'{one.code} {one.name}'))}</title>", box(0, 0, CARD, height, "panel"),
           f'<rect width="{CARD}" height="{height:g}" fill="none" stroke="{PAPER["rule"]}"/>',
           box(0, 0, EDGE, height, f"{fill}_fill"), sign(one.light, EDGE / 2, height / 2 - 12, 24, PAPER[f"on_{fill}"])]
    size = min(18, (EDGE - 6) / ems(one.word, bold=True))
    out.append(text(EDGE / 2, height / 2 + 23, size, one.word, f"on_{fill}", bold=True, end="middle"))
    out.append(text(left, at[0], 23, fitted(one.name, room / 23, bold=True), "strong", bold=True))
    drawn, begins = flags(right, at[1], 16, one.flags)
    out += [text(left, at[1], 15, fitted(f"{one.code}  {one.beside}", (begins - left) / 15), "quiet"), drawn]
    tone = LIGHT_TONES[one.light] if one.light in (Light.RED, Light.YELLOW) else "normal"
    out.append(text(left, at[2], 16, fitted(one.why, room / 16), tone))
    out += _due(one, left, at[3], room)
    out += _bar(one, left, at[4], right)
    return "".join(out)


def _due(one: Card, left: float, y: float, room: float) -> list[str]:
    if one.due is None:
        return [text(left, y, 16, _("nothing is due"), "quiet")]
    tone = "red" if one.due.late else "strong"
    after = ems(one.due.day, bold=True) * 16 + 6
    further = after + ems(one.due.left, bold=True) * 16 + 7
    return [text(left, y, 16, one.due.day, tone, bold=True), text(left + after, y, 16, one.due.left, tone, bold=True),
            text(left + further, y, 16, fitted(one.due.what, (room - further) / 16))]


def _bar(one: Card, left: float, y: float, right: float) -> list[str]:
    """Done of the plan as a bar, what is due by today as an upright, both in figures."""
    if one.done is None:
        return [text(left, y, 14, _("no plan of 100 days"), "quiet")]
    if not one.done and not one.expected:
        return [text(left, y, 14, _("money not due yet"), "quiet")]
    said = f"{one.done // 10}/{(one.expected + 5) // 10}%"
    end = right - 72
    wide = end - left
    at = left + wide * one.expected / 1000
    return [box(left, y - 9, wide, 8, "track"), box(left, y - 9, wide * one.done / 1000, 8, "data"),
            box(at - 1.2, y - 12, 2.4, 14, "strong" if one.missed else "quiet"),
            text(right, y, 14, said, "strong" if one.missed else "quiet", bold=one.missed, end="end")]


def square(one: Card, x: float, y: float, side: float) -> str:
    """A project where a card would be too small: its light, and its code as small as it must be."""
    fill, inner = _FILLS[one.light], side * 0.92
    return (f"<g><title>{escape(printable(f'{one.code} {one.name}'))}</title>{box(x, y, inner, inner, f'{fill}_fill')}"
            + sign(one.light, x + inner / 2, y + inner * 0.38, inner * 0.4, PAPER[f"on_{fill}"])
            + text(x + inner / 2, y + inner * 0.9, min(inner * 0.24, inner * 0.9 / ems(one.code)), one.code, f"on_{fill}",
                   end="middle") + "</g>")


def counts(x: float, y: float, size: float, lights: Mapping[Light, int]) -> tuple[str, float]:
    """The lights in signs, words and figures, ending at ``x``, and where they begin."""
    drawn = ""
    for light in reversed(WORST_FIRST):
        if n := lights.get(light, 0):
            said, tone = f"{short_light(light)} {n}", LIGHT_TONES[light]
            x -= ems(said, bold=light is Light.RED) * size
            drawn = text(x, y, size, said, tone, bold=light is Light.RED) + drawn
            x -= size * 0.75
            drawn = sign(light, x, y - size * 0.36, size, PAPER[tone]) + drawn
            x -= size * 1.1
    return drawn, x


def heading(group: Group, width: float, goes_on: bool) -> str:
    """In units, from 0 0: whose cards follow, and how they stand."""
    told, begins = flags(width, 28, 16, group.flags)
    more = _("(continued)") if goes_on else ""
    called = fitted(group.name, (begins - 8 - ems(more) * 15) / 24, bold=True)
    after = ems(called, bold=True) * 24 + 8
    beside = fitted(f"{more} {group.note}".strip(), (begins - 8 - after) / 15)
    wide = -counts(0, 50, 15, group.lights)[1]
    lights, start = counts(0, 50, min(15, 15 * width / max(wide, 1)), group.lights)
    # The lights end somewhere: they are put where they begin at the left.
    return "".join([
        f'<title>{escape(printable(group.name))}</title>', text(0, 28, 24, called, "strong", bold=True),
        text(after, 28, 15, beside, "quiet"), told, f'<g transform="translate({-start - 6:g} 0)">{lights}</g>',
        box(0, 57, width, 1.6, "strong")])
