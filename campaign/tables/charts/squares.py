"""Every project a square, worst first; of thousands a square for some of them each."""

from collections.abc import Iterable, Mapping

from campaign.core.model.light import WORST_FIRST, Light
from campaign.tables.cells import short_light
from campaign.tables.charts.beside import fitted, wide
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import LIGHT_TONES, Line, Piece
from campaign.text import _

_MARKS = {Light.RED: "red_mark", Light.YELLOW: "yellow_mark", Light.GREEN: "green_mark", Light.NONE: "grey_mark",
          Light.SUSPENDED: "grey_mark"}
_GROUNDS = {Light.RED: "red_mark", Light.YELLOW: "yellow_mark", Light.GREEN: "green_fill", Light.NONE: "grey_fill"}
"""In cells the calm ones are quieter: a ground covers more than a square does."""
_BLOCKS = dict(zip(WORST_FIRST, "■■■■□", strict=True))
_MONO = dict(zip(WORST_FIRST, "■▪▫∙□", strict=True))
_ASCII = dict(zip(WORST_FIRST, "#=.-o", strict=True))


def _piece(light: Light, size: int, signs: Signs) -> Piece:
    if signs.way is Way.BLOCKS:
        return (_MONO if signs.mono else _BLOCKS)[light] * size, _MARKS[light]
    if signs.way is Way.CELLS and not signs.mono and light in _GROUNDS:
        return " " * size, f"on {_GROUNDS[light]}"
    return _ASCII[light] * size, LIGHT_TONES[light]


def projects_a_cell(totals: Iterable[int], width: int) -> int:
    """How many projects a square stands for, so that the longest of the rows fits ``width`` cells; 1 where each has its own."""
    most = max(totals, default=0)
    return max(-(-most // max(width, 1)), 1)


def scale_text(each: int) -> str:
    """``一格约 320 项``; nothing where each project has a square."""
    return _("a square is about {n} projects").format(n=each) if each > 1 else ""


def shared(counts: Mapping[Light, int], room: int, each: int = 1) -> dict[Light, int]:
    """Squares of each light, ``room`` at most: one for every ``each`` projects, by the largest remainder.

    A light that is not zero keeps a square, taken from the largest; with more lights than room the worst are kept.
    """
    lights = [light for light in WORST_FIRST if counts.get(light, 0) > 0][:max(room, 0)]
    total = sum(counts[light] for light in lights)
    if not total:
        return {}
    size = min(max((2 * total + each) // (2 * each), len(lights)), room)
    exact = {light: counts[light] * size / total for light in lights}
    found = {light: int(share) for light, share in exact.items()}
    for light in sorted(lights, key=lambda light: found[light] - exact[light])[:size - sum(found.values())]:
        found[light] += 1
    for light in lights:
        if not found[light]:
            largest = max(lights, key=found.__getitem__)
            found[largest] -= 1
            found[light] = 1
    return found


def squares(counts: Mapping[Light, int], width: int, signs: Signs, *, each: int = 1) -> Line:
    """``width`` cells, the squares at the left. ``each``: what ``projects_a_cell`` says of all rows that stand together.

    Example: ``squares({Light.RED: 4, Light.GREEN: 12}, 34, signs)``.
    """
    each = max(each, projects_a_cell([sum(counts.values())], width))
    found = shared(counts, width, each)
    return fitted([_piece(light, size, signs) for light, size in found.items() if size], width)


def lights_line(counts: Mapping[Light, int], width: int, signs: Signs, *, more: str = "") -> Line:
    """``■ 红 18  ■ 黄 40  ■ 绿 86  ■ 未列 16  □ 停工 2``: the key to the squares, cut from its end. Red is told even of none.

    ``more`` stands behind it where there is room for all.
    """
    line: list[Piece] = []
    for light in WORST_FIRST:
        count = counts.get(light, 0)
        if not count and light is not Light.RED:
            continue
        tone = ("bold " if light is Light.RED and count else "") + LIGHT_TONES[light]
        told: list[Piece] = [("  ", "")] if line else []
        told += [_piece(light, 1, signs), (f" {short_light(light)} {count}", tone)]
        if wide([*line, *told]) > width:
            break
        line += told
    else:
        if more and wide([*line, (f"  {more}", "")]) <= width:
            line.append((f"  {more}", "quiet"))
    return fitted(line, width)


def steps(done: int, of: int, width: int, signs: Signs) -> Line:
    """``■■■□□□□□``: so many of so many, a square each; more than fit are drawn as shares. ``width`` cells."""
    of = max(of, 0)
    room = min(of, max(width, 0))
    full = min(max(done, 0), of)
    if of > room:
        full = max(full * room // of, 1 if full else 0)
    solid, hollow = ("■", "□") if signs.way is Way.BLOCKS else ("#", ".")
    if signs.way is Way.CELLS and not signs.mono:
        return fitted([(" " * full, "on data"), ("." * (room - full), "rule")], width)
    return fitted([(solid * full, "data"), (hollow * (room - full), "rule")], width)
