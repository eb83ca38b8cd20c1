"""Headings of official papers."""

import pytest

from campaign.core.document import Document, Figure, Heading, Paragraph, Section, flow, heading, illustrated, numeral


@pytest.mark.parametrize(("number", "text"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (38, "三十八"),
                                              (99, "九十九")])
def test_numerals(number: int, text: str) -> None:
    assert numeral(number) == text


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_numeral(number: int) -> None:
    with pytest.raises(ValueError):
        numeral(number)


def test_headings_by_level_and_language() -> None:
    assert [heading("堵点", level, 2, "zh") for level in (1, 2, 3)] == ["二、堵点", "（二）堵点", "2.堵点"]
    assert heading("Blockers", 1, 2, "en") == "Blockers"


def test_numbers_begin_anew_in_every_section() -> None:
    sections = (Section("甲", (Paragraph("a"),), (Section("子"), Section("丑"))), Section("乙", (), (Section("子"),)))
    found = list(flow(Document("", "", "", "", sections, (), "zh")))
    assert found == [Heading(1, "一、甲"), Paragraph("a"), Heading(2, "（一）子"), Heading(2, "（二）丑"), Heading(1, "二、乙"),
                     Heading(2, "（一）子")]


def test_pictures_stand_behind_what_the_first_section_says() -> None:
    paper = Document("t", "i", "o", "d", (Section("一", (Paragraph("a"),), (Section("二"),)), Section("三")), (), "en")
    found = list(flow(illustrated(paper, [Figure("b 1", ((("#", "red"),),))])))
    assert [getattr(block, "text", "") or getattr(block, "caption", "") for block in found] == ["一", "a", "b 1", "二", "三"]
