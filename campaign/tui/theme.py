"""Every colour there is: what the tones of ``tables.tones`` look like in each theme. The only place that knows a colour.

Surfaces (ground, panel, raised, selected), voices (strong, normal, quiet), three lights and the grey (as words, fills, marks),
one accent. Words keep a contrast of 4.5 on every surface, marks of 3. ``docs/handbook/look.md`` says more.
"""

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Shade
from textual.filter import LineFilter
from textual.theme import Theme

from campaign.tables.tones import Tone, parsed

DARK, LIGHT, CONTRAST, BLIND, MONO = "dark", "light", "contrast", "blind", "mono"
_NAMES = ("ground", "panel", "raised", "selected", "strong", "normal", "quiet", "rule", "track",
          "red", "yellow", "green", "grey", "accent", "red_fill", "on_red", "yellow_fill", "on_yellow", "green_fill", "on_green",
          "grey_fill", "on_grey", "accent_fill", "on_accent", "ink", "on_ink",
          "red_mark", "yellow_mark", "green_mark", "grey_mark", "data", "area", "fan")
_TABLE = {
    DARK: ("10151b 182029 1a222c 1b3854 f4f7fa c6ced8 95a2b2 36414e 2b3541",
           "ff8078 e6bb55 79c08d 95a2b2 74bbff c23a34 ffffff d9ab35 191300 2c5f40 eaf6ee",
           "414c59 f4f7fb 2a6cab ffffff dfe6ee 10151b",
           "ee5a52 d9a72f 3b8455 66727f 4a8ccb 37699c 25405d"),
    LIGHT: ("fbfaf6 efede6 f4f2ec d3e4f6 11161b 353c44 59626c c9c5ba dfdbd0",
            "a91d19 6f4f00 22602f 59626c 0b5394 bd2b25 ffffff edc24c 2a1f00 cfe5d2 16471f",
            "d8d4c9 11161b 145ea8 ffffff 2a3138 fbfaf6",
            "cf3a33 ab7d0c 549163 89867c 3d7fc1 5a92cb cfe0f1"),
    CONTRAST: ("000000 000000 000000 003a70 ffffff f0f0f0 c8c8c8 8a8a8a 3a3a3a",
               "ff9c94 ffdc5c 7df0a0 c8c8c8 8fd0ff b3100a ffffff ffd43b 000000 0b5a2a fffffe",
               "4a4a4a fffffd 00589c ffffff ffffff 000000",
               "ff5a50 ffd43b 35b865 9a9a9a 5aa9f0 2f6fab 1d4870"),
    # For eyes that take red for green: orange, pale yellow and blue, far apart in lightness too; so the accent leaves blue.
    BLIND: ("10151b 182029 1a222c 352e57 f4f7fa c6ced8 95a2b2 36414e 2b3541",
            "ff9d47 efe3a0 78b4ee 95a2b2 c9b2ff b85400 ffffff efe3a0 191300 274f78 eef5fc",
            "414c59 f4f7fb 6a4fb5 ffffff dfe6ee 10151b",
            "f58020 efe3a0 3f7bb5 66727f 8f7ad0 6958a6 3b3263"),
}
COLOURS = {name: dict(zip(_NAMES, (f"#{colour}" for colour in " ".join(rows).split()), strict=True))
           for name, rows in _TABLE.items()}
"""Of each theme: what each token looks like."""

_FEWER = {
    # By hand: the nearest of a dark green is grey, of a dark blue brown. Of sixteen there is no panel, the past looks as today,
    # and in the light theme green words are black: on white its greens and yellows cannot be read.
    ColorSystem.EIGHT_BIT: {
        DARK: "233 234 234 236 255 252 247 238 236 210 179 108 247 111 124 231 178 233 22 231 239 255 25 231 254 233 "
              "203 178 65 243 68 26 24",
        LIGHT: "231 255 255 189 233 237 59 251 253 124 58 22 59 24 124 231 221 233 194 22 252 233 25 231 236 231 "
               "160 94 65 244 26 67 153",
        CONTRAST: "16 16 16 17 231 255 251 245 237 217 221 120 251 117 124 231 221 16 22 231 239 231 24 231 231 16 "
                  "203 221 71 247 75 25 23",
        BLIND: "233 234 234 236 255 252 247 238 236 215 229 111 247 183 130 231 229 233 24 231 239 255 61 231 254 233 "
               "208 229 67 243 104 61 54"},
    ColorSystem.STANDARD: {
        DARK: "0 0 0 4 15 7 7 7 7 9 11 10 7 14 1 15 3 0 2 0 7 0 4 15 7 0 9 11 10 7 12 12 4",
        LIGHT: "15 15 15 7 0 0 0 0 7 1 0 0 0 4 1 15 3 0 2 0 7 0 4 15 0 15 1 5 8 8 4 8 7",
        CONTRAST: "0 0 0 4 15 15 15 7 7 9 11 10 15 14 1 15 11 0 2 0 7 0 4 15 15 0 9 11 10 7 12 12 4",
        BLIND: "0 0 0 4 15 7 7 7 7 11 15 14 7 13 1 15 15 0 6 0 7 0 5 15 7 0 11 15 14 7 13 12 5"},
}
FEWER = {system: {name: dict(zip(_NAMES, map(int, numbers.split()), strict=True)) for name, numbers in themes.items()}
         for system, themes in _FEWER.items()}
"""Of each theme in terminals of 256 and 16 colours: the number of each token."""
_BY_HAND = {system: {COLOURS[name][token]: number for name, numbers in themes.items() for token, number in numbers.items()}
            for system, themes in FEWER.items()}
"""The same by the colour: one that two tokens have, in whatever theme, has one number (``tests/tui/test_theme.py``)."""
_ON_CURSOR = {colours["selected"]: colours["strong"] for colours in COLOURS.values()}


def _theme(name: str, colours: dict[str, str]) -> Theme:
    """As Textual's own widgets and styles know it. Each token is a variable of its name; what Textual would mix is named."""
    return Theme(
        name, primary=colours["accent"], secondary=colours["accent"], warning=colours["yellow"], error=colours["red"],
        success=colours["green"], accent=colours["accent"], foreground=colours["normal"], background=colours["ground"],
        surface=colours["raised"], panel=colours["panel"], boost=colours["selected"], dark=name != LIGHT,
        variables={**colours, "ansi-background": colours["ground"], "ansi-foreground": colours["normal"],
                   "text": colours["normal"], "text-muted": colours["quiet"], "text-disabled": colours["quiet"],
                   "foreground-muted": colours["quiet"], "input-cursor-background": colours["normal"],
                   "input-cursor-foreground": colours["ground"], "input-cursor-text-style": "none",
                   "input-selection-background": colours["accent_fill"], "input-selection-foreground": colours["on_accent"],
                   "border": colours["accent"], "border-blurred": colours["rule"]})


THEMES = {name: _theme(name, colours) for name, colours in COLOURS.items()}
THEMES[MONO] = Theme(
    MONO, primary="ansi_default", foreground="ansi_default", background="ansi_default", surface="ansi_default",
    panel="ansi_default", boost="ansi_default", ansi=True,
    variables={**dict.fromkeys((*_NAMES, "ansi-background", "ansi-foreground", "input-cursor-background",
                                "text", "text-muted", "text-disabled", "foreground-muted"), "ansi_default"),
               "input-cursor-foreground": "ansi_default", "input-cursor-text-style": "reverse"})
"""As Textual takes them. ``MONO`` is NO_COLOR: bold and reverse only."""

REVERSED = ("accent_fill", "ink")
"""Without colours: the open screen and the black list."""
_UNDER = ("", "ground", "panel", "raised")
"""Surfaces that the cursor takes the place of."""


@lru_cache(4096)
def style(theme: str, tone: str, ground: Color | None, selected: bool, focus: bool) -> Style:
    """How a piece looks on ``ground``, or under a cursor that keys move (``focus``) or another. ValueError for an unknown tone.

    Under the cursor the quiet becomes normal and the normal strong; what stands on a ground of its own stays as it is.
    """
    fore, surface, bold = _under_cursor(parsed(tone)) if selected and focus else parsed(tone)
    bold = bold or fore == "strong"
    if theme == MONO:
        return Style(bold=bold or surface == "red_fill", reverse=surface in REVERSED or (selected and focus))
    colours = COLOURS[theme]
    if selected and surface in _UNDER:
        surface = "selected" if focus else "raised"
    return Style(color=colours[fore or "normal"], bgcolor=colours[surface] if surface else ground, bold=bold)


def _under_cursor(tone: Tone) -> Tone:
    if tone.surface not in _UNDER:
        return tone
    return tone._replace(fore={"": "strong", "quiet": ""}.get(tone.fore, tone.fore))


@lru_cache(4096)
def fewer(style: Style, system: ColorSystem) -> Style:
    """``style`` in a terminal of fewer colours. What is no colour of ours is left: the nearest is taken when it is written."""
    numbers = _BY_HAND.get(system)
    if numbers is None:
        return style
    fore, back = (_hex(colour) for colour in (style.color, style.bgcolor))
    # No light can be read on the blue of sixteen.
    mine = numbers.get(_ON_CURSOR.get(back, fore) if system is ColorSystem.STANDARD else fore)
    return style + Style.from_color(*(None if n is None else Color.from_ansi(n) for n in (mine, numbers.get(back))))


def _hex(colour: Color | None) -> str:
    return "" if colour is None or colour.triplet is None else colour.triplet.hex


class Fewer(LineFilter):
    """The same for what Textual paints itself."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console = console

    def apply(self, segments: list[Segment], background: Shade) -> list[Segment]:
        system = system_of(self._console)
        return [Segment(text, fewer(style, system) if style else style, control) for text, style, control in segments]


_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "windows": ColorSystem.WINDOWS}


def system_of(console: Console) -> ColorSystem:
    return _SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)


def flat(theme: str, console: Console) -> bool:
    """Whether what stands on ``raised`` is told from the ground by nothing else than its words."""
    shades: Mapping[str, object] = FEWER.get(system_of(console), COLOURS).get(theme, {})
    return shades.get("raised") == shades.get("ground")


TRUE = ("kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "direct")
"""Parts of TERM that only terminals of all colours have: SSH does not pass COLORTERM on."""


def meet(console: Console, environ: Mapping[str, str]) -> None:
    """Write in as many colours as the terminal of ``environ`` says that it has."""
    console._environ = dict(environ)
    console._color_system = console._detect_color_system()
    if console._color_system in _BY_HAND and any(part in environ.get("TERM", "") for part in TRUE):
        console._color_system = ColorSystem.TRUECOLOR
