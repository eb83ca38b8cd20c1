"""Whatever is written reads back equal: as a list of commas, as HTML, as a workbook and as OpenDocument."""

import csv
from decimal import Decimal
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.sheets import Cell, read
from campaign.sheets.number_formats import decimal, number_text, plain
from tests.sheets import writers

WORDS = st.text(st.sampled_from("项目临江区一二（）()万元0123456789.,;-/ &<>'▲㐂Aé\n"), max_size=8).map(
    lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n "))
"""Without what no reader sees: blanks at the ends, two in a row."""
GRIDS = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=6))


def shown(raw: bytes, name: str = "x") -> list[list[str]]:
    sheets = read(raw, name=name).sheets
    return [[cell.text for cell in row] for row in sheets[0].rows] if sheets else []


def cut(grid: list[list[str]], *, keep_rows: bool = False) -> list[list[str]]:
    while grid and not any(grid[-1]) and not keep_rows:
        grid = grid[:-1]
    width = max((place + 1 for row in grid for place, text in enumerate(row) if text), default=0)
    return [row[:width] for row in grid]


@settings(deadline=None)
@given(GRIDS)
def test_commas(grid: list[list[str]]) -> None:
    said = StringIO()
    csv.writer(said, quoting=csv.QUOTE_ALL).writerows([["名称", "县区", "投资", "开工", "竣工"], *grid])
    for encoding in ("utf-8-sig", "utf-16"):
        found = shown(said.getvalue().encode(encoding))
        assert [row[:len(grid[0])] for row in found[1:]] == grid


@settings(deadline=None)
@given(GRIDS)
def test_pages(grid: list[list[str]]) -> None:
    assert shown(writers.html(grid).encode()) == cut(grid, keep_rows=True)


@settings(deadline=None, max_examples=60)
@given(GRIDS)
def test_workbooks(grid: list[list[str]]) -> None:
    assert shown(writers.xlsx(writers.rows(grid))) == cut(grid)
    assert shown(writers.ods(writers.ods_table(grid))) == cut(grid)


SIGNS = '0#?.,;%"\\[]yYmMdDhHsSeE+-*_@$年月日 /General<>=12'
NUMBERS = st.integers(-10**14, 10**14).flatmap(lambda whole: st.integers(0, 6).map(lambda places: Decimal(whole).scaleb(-places)))


@settings(deadline=None, max_examples=60)
@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_numbers(numbers: list[Decimal]) -> None:
    """To the last digit, whatever binary fraction was stored."""
    codes = (0, "#,##0.00", "0.0000000")
    table = [[(float(number), style) for style in range(len(codes))] for number in numbers]
    found: list[list[Cell]] = read(writers.xlsx(writers.rows(table), codes), name="x").sheets[0].rows
    for row, number in zip(found, numbers, strict=True):
        assert [cell.number for cell in row] == [number] * 3
        assert Decimal(row[0].text) == number and Decimal(row[2].text) == number
        assert abs(Decimal(row[1].text.replace(",", "")) - number) <= Decimal("0.005")


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False), st.text(st.sampled_from(SIGNS), max_size=14))
def test_no_code_of_a_format_makes_a_number_fall(number: float, code: str) -> None:
    assert isinstance(number_text(decimal(number), code), str) and plain(decimal(number))
