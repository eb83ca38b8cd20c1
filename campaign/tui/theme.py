"""Every colour there is: what the tones of ``tables.tones`` look like in each theme. The only place that knows a colour.

Surfaces (ground, panel, raised, selected), voices (strong, normal, quiet), three lights and the grey (as words, fills, marks),
one accent. Words keep a contrast of 4.5 on every surface, marks of 3. ``docs/handbook/look.md`` says more.
"""

from functools import lru_cache

from rich.color import Color
from rich.style import Style
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
           "414c59 f4f7fa 2a6cab ffffff dfe6ee 10151b",
           "ee5a52 d9a72f 3b8455 66727f 4a8ccb 37699c 25405d"),
    LIGHT: ("fbfaf6 efede6 f4f2ec d3e4f6 11161b 353c44 59626c c9c5ba dfdbd0",
            "a91d19 6f4f00 22602f 59626c 0b5394 bd2b25 ffffff edc24c 2a1f00 cfe5d2 16471f",
            "d8d4c9 11161b 145ea8 ffffff 2a3138 fbfaf6",
            "cf3a33 b58610 5c9a6b 8d8a80 3d7fc1 5a92cb cfe0f1"),
    CONTRAST: ("000000 000000 000000 003a70 ffffff f0f0f0 c8c8c8 8a8a8a 3a3a3a",
               "ff9c94 ffdc5c 7df0a0 c8c8c8 8fd0ff b3100a ffffff ffd43b 000000 0b5a2a ffffff",
               "4a4a4a ffffff 00589c ffffff ffffff 000000",
               "ff5a50 ffd43b 35b865 9a9a9a 5aa9f0 2f6fab 1d4870"),
    # For eyes that take red for green: orange, pale yellow and blue, far apart in lightness too; so the accent leaves blue.
    BLIND: ("10151b 182029 1a222c 352e57 f4f7fa c6ced8 95a2b2 36414e 2b3541",
            "ff9d47 efe3a0 78b4ee 95a2b2 c9b2ff b85400 ffffff efe3a0 191300 274f78 eef5fc",
            "414c59 f4f7fa 6a4fb5 ffffff dfe6ee 10151b",
            "f58020 efe3a0 3f7bb5 66727f 8f7ad0 6958a6 3b3263"),
}
COLOURS = {name: dict(zip(_NAMES, (f"#{colour}" for colour in " ".join(rows).split()), strict=True))
           for name, rows in _TABLE.items()}
"""Of each theme: what each token looks like."""


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
    variables={**dict.fromkeys((*_NAMES, "ansi-background", "ansi-foreground", "input-cursor-background"), "ansi_default"),
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
