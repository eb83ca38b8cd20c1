"""The colours of charts on paper: those of the light theme's kind, on white. A browser may print them, Word has no themes."""

PAPER = {
    "ground": "#ffffff", "panel": "#ffffff", "raised": "#ffffff", "normal": "#262626", "strong": "#000000", "quiet": "#59626c",
    "rule": "#c9c5ba", "track": "#dfdbd0", "accent": "#0b5394", "data": "#3d7fc1", "area": "#5a92cb", "fan": "#cfe0f1",
    "ink": "#2a3138", "on_ink": "#ffffff", "accent_fill": "#145ea8", "on_accent": "#ffffff",
    "red": "#a91d19", "red_mark": "#cf3a33", "red_fill": "#bd2b25", "on_red": "#ffffff",
    "yellow": "#6f4f00", "yellow_mark": "#ab7d0c", "yellow_fill": "#edc24c", "on_yellow": "#2a1f00",
    "green": "#22602f", "green_mark": "#549163", "green_fill": "#cfe5d2", "on_green": "#16471f",
    "grey": "#59626c", "grey_mark": "#89867c", "grey_fill": "#d8d4c9", "on_grey": "#11161b",
}
"""Each token of ``campaign.tables.tones``."""
