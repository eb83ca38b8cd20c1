"""The colours: every word can be read on every ground, every mark be seen, in every theme and every kind of terminal."""

from collections.abc import Iterator, Mapping

import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from campaign.tables.tones import FILLS, FORES, MARKS, SURFACES, parsed
from campaign.tui import theme

SIXTEEN = ("000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
           "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff")
"""As xterm has them."""
GROUNDS = ("ground", "panel", "raised", "selected")
WORDS = ("strong", "normal", "quiet", "red", "yellow", "green", "grey", "accent")
SEEN = tuple(mark for mark in MARKS if mark != "fan")
Rgb = tuple[int, int, int]


def rgb(colour: str | int) -> Rgb:
    """Of ``#rrggbb``, or of a number of 256 as xterm has it."""
    if isinstance(colour, int):
        if colour >= 232:
            return (8 + 10 * (colour - 232),) * 3
        if colour >= 16:
            red, green, blue = (0 if step == 0 else 55 + 40 * step for step in
                                ((colour - 16) // 36, (colour - 16) // 6 % 6, (colour - 16) % 6))
            return red, green, blue
        colour = f"#{SIXTEEN[colour]}"
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: Rgb) -> float:
    """Source: WCAG 2.2, relative luminance."""
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
                        for part in (one / 255 for one in colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    more, less = sorted((luminance(one), luminance(other)), reverse=True)
    return (more + 0.05) / (less + 0.05)


def looks() -> Iterator[tuple[str, Mapping[str, Rgb]]]:
    for name, colours in theme.COLOURS.items():
        yield name, {token: rgb(colour) for token, colour in colours.items()}
    for system, themes in theme.FEWER.items():
        for name, numbers in themes.items():
            yield f"{name}-{system.name}", {token: rgb(number) for token, number in numbers.items()}


LOOKS = dict(looks())


@pytest.mark.parametrize("look", LOOKS)
def test_words_can_be_read_and_marks_be_seen(look: str) -> None:
    colours, sixteen = LOOKS[look], look.endswith("STANDARD")
    pairs = {(word, ground) for word in WORDS for ground in GROUNDS if not (sixteen and ground == "selected")}
    pairs |= {("strong", "selected"), *((fore, surface) for surface, fore in FILLS.items())}
    assert not {(*pair, found) for pair in pairs if (found := contrast(*(colours[token] for token in pair))) < 4.5}
    assert not {(mark, found) for mark in SEEN if (found := contrast(colours[mark], colours["ground"])) < 3}


def test_a_colour_has_one_number_in_a_terminal_of_fewer() -> None:
    for themes in theme.FEWER.values():
        numbers: dict[str, set[int]] = {}
        for name, found in themes.items():
            for token, number in found.items():
                numbers.setdefault(theme.COLOURS[name][token], set()).add(number)
        assert not {colour: several for colour, several in numbers.items() if len(several) > 1}


def test_every_token_has_a_colour_and_every_theme_its_styles() -> None:
    for name, colours in theme.COLOURS.items():
        assert (FORES | SURFACES) - {"normal"} <= set(colours)
        assert set(colours) <= set(theme.THEMES[name].variables)
    assert set(theme.THEMES[theme.DARK].variables) - set(theme.THEMES[theme.MONO].variables) <= {
        "input-selection-background", "input-selection-foreground",
        "border", "border-blurred"}


@pytest.mark.parametrize(("tone", "found"), [
    ("", ("", "", False)), ("strong", ("strong", "", False)), ("normal", ("", "", False)), ("bold red", ("red", "", True)),
    ("bold on_red on red_fill", ("on_red", "red_fill", True)), ("on red_fill", ("on_red", "red_fill", False)),
    ("on data", ("", "data", False)), ("on_grey", ("on_grey", "", False)), ("bold on panel", ("", "panel", True))])
def test_tones(tone: str, found: tuple[str, str, bool]) -> None:
    assert parsed(tone) == found


@pytest.mark.parametrize("tone", ["pink", "bold", "dim", "head", "primary", " ", "red bold", "red on", "on", "red on pink",
                                  "red on red", "bold  red", "on on_red", "selected", "red on selected"])
def test_what_is_no_tone(tone: str) -> None:
    with pytest.raises(ValueError, match="no tone"):
        parsed(tone)


def test_under_the_cursor() -> None:
    def under(tone: str, look: str = theme.DARK, focus: bool = True) -> Style:
        return theme.style(look, tone, None, True, focus)

    dark = theme.COLOURS[theme.DARK]
    assert under("") == Style(color=dark["strong"], bgcolor=dark["selected"], bold=True)
    assert under("quiet") == Style(color=dark["normal"], bgcolor=dark["selected"], bold=False)
    assert under("red on panel") == Style(color=dark["red"], bgcolor=dark["selected"], bold=False)
    assert under("on red_fill") == Style(color=dark["on_red"], bgcolor=dark["red_fill"], bold=False)
    assert under("quiet", focus=False) == Style(color=dark["quiet"], bgcolor=dark["raised"], bold=False)


def test_without_colours() -> None:
    """Bold and reverse only; what is reversed is the cursor, the open screen and the black list."""
    drawn = {tone: theme.style(theme.MONO, tone, None, False, False)
             for tone in ("", *FORES, *(f"on {surface}" for surface in SURFACES))}
    assert all(style.color is None and style.bgcolor is None and not style.dim for style in drawn.values())
    assert {tone for tone, style in drawn.items() if style.reverse} == {"on accent_fill", "on ink"}
    assert {tone for tone, style in drawn.items() if style.bold} == {"strong", "on red_fill"}
    assert theme.style(theme.MONO, "", None, True, True).reverse and not theme.style(theme.MONO, "", None, True, False).reverse


@pytest.mark.parametrize(("environ", "system"), [
    ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ColorSystem.TRUECOLOR),
    ({"TERM": "xterm-256color"}, ColorSystem.EIGHT_BIT), ({"TERM": "xterm-kitty"}, ColorSystem.TRUECOLOR),
    ({"TERM": "tmux-256color"}, ColorSystem.EIGHT_BIT), ({"TERM": "tmux-direct"}, ColorSystem.TRUECOLOR),
    ({"TERM": "alacritty"}, ColorSystem.TRUECOLOR), ({"TERM": "xterm"}, ColorSystem.STANDARD),
    ({"TERM": "linux"}, ColorSystem.STANDARD)])
def test_what_a_terminal_says(environ: dict[str, str], system: ColorSystem) -> None:
    console = Console(force_terminal=True, legacy_windows=False, _environ={})
    theme.meet(console, environ)
    assert theme.system_of(console) is system
