"""Lines as pictures: every character at its own place, a shape for every sign, no font and no browser needed."""

import re
import struct
import zlib
from xml.etree import ElementTree

import pytest

from campaign.core.model.light import Light
from campaign.tables.charts.against_plan import against_plan
from campaign.tables.charts.bar import bar
from campaign.tables.charts.burn_up import burn_up
from campaign.tables.charts.days_axis import axis, days_axis
from campaign.tables.charts.digits import digits
from campaign.tables.charts.picture import png, svg
from campaign.tables.charts.shapes import dots, shapes
from campaign.tables.charts.squares import lights_line, squares
from campaign.tables.signs import Signs
from campaign.tables.tones import FORES, SURFACES
from campaign.text import use
from tests.pictures import widened
from tests.tables.test_charts import ALL, BLOCKS, every_way
from tests.tables.test_charts_of_days import DAYS, DONE, FAN, PLAN

COLOURS = {name: f"#{at * 7:06x}" for at, name in enumerate(sorted({*FORES, *SURFACES, "normal"}))}
SIGNS = "▁▂▃▄▅▆▇█▀▌─━╸╴│┃╎╌■□▪▫∙●░" + "".join(map(chr, range(0x2801, 0x2900)))


def page(signs: Signs) -> list:
    at = axis(DAYS, 80)
    return [*against_plan(at, 8, signs, done=DONE, plan=PLAN, fan=FAN, end="差 3.5亿"), days_axis(at, signs),
            *burn_up(at, 8, signs, done=DONE, plan=PLAN, fan=FAN, planned="计划 20"), squares({Light.RED: 3}, 80, signs),
            bar(80, 0.4, signs, target=0.5)]


@every_way
def test_a_picture_of_any_signs(signs: Signs) -> None:
    drawing = ElementTree.fromstring(svg(page(signs), COLOURS, label="1 < 2"))
    assert drawing.get("viewBox") == f"0 0 {80 * 12} {19 * 25}" and drawing.get("aria-label") == "1 < 2"
    data = png(page(signs), COLOURS, cell=(6, 12))
    assert struct.unpack(">II", data[16:24]) == (80 * 6, 19 * 12)


def test_every_sign_in_use_is_a_shape() -> None:
    for sign in SIGNS:
        assert shapes(sign), sign
    drawn = [line for signs in ALL for line in [*page(signs), *digits("0123456789.-", signs)]]
    letters = {sign for line in drawn for part, _tone in line for sign in part if shapes(sign) is None}
    assert all(sign.isascii() or sign == "¥" or ord(sign) > 0x2E80 for sign in letters), letters
    assert all(len(dots(sign)) == 7 and {len(row) for row in dots(sign)} == {5} for sign in "0123456789.,-+%/")
    assert dots("亿") == () and shapes("亿") is None


def test_every_character_has_its_own_place() -> None:
    """A run that is stretched makes columns drift: wide characters stand in the middle of their two cells."""
    use("zh")
    drawing = svg([[("红 18", "red"), ("ab", "quiet")], [("甲", "")]], COLOURS, cell=(10, 20))
    found = [(places, said) for places, said in re.findall(r'<text [^>]*?x="([^"]*)"[^>]*>([^<]*)</text>', drawing)]
    assert found == [("10 35 45", "红18"), ("55 65", "ab"), ("10", "甲")]


def test_words_are_escaped() -> None:
    assert "&lt;b&gt;" in svg([[("<b>", "")]], COLOURS)


def pixels(data: bytes) -> list[bytes]:
    """The rows of palette numbers of our own PNG."""
    width, height = struct.unpack(">II", data[16:24])
    at, packed = 8, b""
    while at < len(data):
        size = struct.unpack(">I", data[at:at + 4])[0]
        kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + size]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0]
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    raw = zlib.decompress(packed)
    return [raw[y * (width + 1) + 1:(y + 1) * (width + 1)] for y in range(height)]


def test_grounds_and_shapes_of_a_png() -> None:
    rows = pixels(png([[(" ", "on red_mark"), ("▄", "data"), (" ", "")]], COLOURS, cell=(4, 8)))
    assert rows[0][:4] == rows[7][:4] and rows[0][4:8] != rows[7][4:8] and rows[0][8:] == rows[7][8:]


def test_numbers_are_drawn_and_words_are_not() -> None:
    assert any(any(row) for row in pixels(png([[("8", "strong")]], COLOURS)))
    assert not any(any(row) for row in pixels(png([[("亿计划", "strong")]], COLOURS)))
    assert len(pixels(png([], COLOURS))) == 36


def test_a_colour_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(KeyError):
        svg([[("x", "accent")]], {"ground": "#000000", "normal": "#ffffff"})
    assert "#" in svg([lights_line({Light.RED: 1}, 20, BLOCKS)], COLOURS)


def test_the_programs_own_pictures_do_not_drift() -> None:
    """A run of a screenshot: letters each at their own place, signs as shapes; nothing is stretched."""
    run = '<text class="a-r1" x="12.2" y="20" textLength="61" clip-path="url(#a-line-0)">红 1━●</text>'
    found = widened(run)
    assert "textLength" not in found
    assert '<text class="a-r1" x="14.4 48.8" y="20" clip-path="url(#a-line-0)">红1</text>' in found
    assert '<rect class="a-r1" x="61" y="12" width="12" height="3" ' in found and '<circle class="a-r1" cx="79.3"' in found
