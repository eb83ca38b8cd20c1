"""What the other lists of a page have, around the detail of a row."""

from collections.abc import Sequence

from campaign.tables.charts.beside import wide
from campaign.tables.glances import UNREAD, Glance, glance, with_lists
from campaign.tables.signs import Signs, Way
from campaign.tables.tones import Line

SIGNS = Signs(Way.BLOCKS)


def a_list(name: str, count: int) -> Glance:
    rows: list[Line] = [[(f" {name}{n}", "")] for n in range(count)]
    return Glance(count + 1, lambda width, height: glance(name, count, rows, count, width, height, SIGNS))


def detail(width: int, height: int) -> list[Line]:
    return [[(f" {'x' * (width - 1)}", "")] for _line in range(height)]


def said(lines: Sequence[Line]) -> list[str]:
    return ["".join(text for text, _tone in line) for line in lines]


def test_a_glance_says_how_many_more_there_are_than_it_has_lines_for() -> None:
    rows: list[Line] = [[(f" row {n}", "")] for n in range(9)]
    told = said(glance("Cases", 9, rows, 9, 40, 5, SIGNS))
    assert len(told) == 5 and told[0].startswith(" Cases  9") and told[3] == " row 2" and "6 more" in told[4]
    assert said(glance("Cases", 9, rows, 9, 40, 10, SIGNS))[-1] == " row 8"
    assert said(glance("Cases", None, (), 0, 40, 5, SIGNS))[0].startswith(" Cases  ─")


def test_no_line_is_too_long_and_there_are_no_more_than_asked_for() -> None:
    for width in (58, 78, 118, 196):
        for height in (5, 9, 14, 27, 40):
            for counts in ((), (3,), (40,), (2, 3), (6, 1, 27), (4, 22, 5, 20, 6)):
                lists = [a_list(f"list{n}", count) for n, count in enumerate(counts)]
                lines = with_lists(detail, lists, width, height)
                assert len(lines) <= height and all(wide(line) <= width for line in lines), (width, height, counts)


def test_the_lists_stand_at_the_right_and_below_half_a_detail() -> None:
    lines = said(with_lists(detail, [a_list("a", 6), a_list("b", 1), a_list("c", 27)], 118, 27))
    assert len(lines) == 27 and lines[0].endswith("─") and " a  6" in lines[0]
    below = next(n for n, line in enumerate(lines) if line.startswith(" c  27"))
    assert below == 15 and not any("x" in line for line in lines[14:]) and all("x" in line for line in lines[:14])
    assert "17 more" in lines[-1] or "18 more" in lines[-1]


def test_few_lists_leave_the_detail_its_height() -> None:
    lines = said(with_lists(detail, [a_list("a", 3), a_list("b", 4)], 118, 27))
    assert all("x" in line for line in lines) and sum(" a" in line for line in lines) == 4


def test_what_is_not_read_yet_takes_the_place_that_it_will_have() -> None:
    unread = Glance(UNREAD, lambda width, height: glance("c", None, (), 0, width, height, SIGNS))
    before = said(with_lists(detail, [a_list("a", 6), a_list("b", 1), unread], 118, 27))
    after = said(with_lists(detail, [a_list("a", 6), a_list("b", 1), a_list("c", 27)], 118, 27))
    assert before[:15] == after[:15] and before[15].startswith(" c ") and after[15].startswith(" c ")


def test_in_a_narrow_room_they_stand_below_the_detail() -> None:
    lines = said(with_lists(lambda width, height: detail(width, 4), [a_list("a", 6), a_list("b", 9)], 78, 12))
    assert all("x" in line for line in lines[:4]) and not lines[4] and lines[5].startswith(" a  6") and len(lines) <= 12


def test_two_that_are_not_read_yet_leave_the_others_where_they_are() -> None:
    def unread(name: str) -> Glance:
        return Glance(UNREAD, lambda width, height: glance(name, None, (), 0, width, height, SIGNS))

    def heads(lines: Sequence[str]) -> list[tuple[int, str]]:
        return [(at, name) for at, line in enumerate(lines) for name in "abcd" if f" {name} " in line]

    rest = [a_list("c", 50), a_list("d", 70)]
    before = said(with_lists(detail, [unread("a"), unread("b"), *rest], 118, 27))
    after = said(with_lists(detail, [a_list("a", 500), a_list("b", 600), *rest], 118, 27))
    assert heads(before) == heads(after) and len(heads(after)) == 4


def test_what_says_sentences_stands_below_as_wide_as_the_page() -> None:
    told = a_list("b", 6)._replace(across=True)
    lines = said(with_lists(detail, [a_list("a", 10), told], 118, 27))
    assert lines[20].startswith(" b  6") and len(lines[20]) > 110 and not lines[19].strip() and " a  10" in lines[0]
