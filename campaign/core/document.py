"""A document in the form of Chinese official papers: title, number, numbered sections, paragraphs and tables.

Pure: what stands in it is text that was made elsewhere; how it looks is for whoever renders it. Headings are numbered as official
papers are (一、 then （一） then 1.; GB/T 9704), and in English not at all.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

_DIGITS = "零一二三四五六七八九"


class Paragraph(NamedTuple):
    text: str
    code: str | None = None
    """What it is about: opened from a screen."""
    screen: str | None = None
    """The list that its figures were counted from, and ``words``, the filter of it (``core.filters``)."""
    words: Mapping[str, str] = {}


class Row(NamedTuple):
    cells: tuple[str, ...]
    code: str | None = None
    """What the row is about."""


class Table(NamedTuple):
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    right: frozenset[int] = frozenset()
    """Columns that are figures."""


class Figure(NamedTuple):
    """A picture of cells: lines of texts with their tones (``campaign.tables.tones``), and the sentence that says it in words."""

    caption: str
    lines: tuple[tuple[tuple[str, str], ...], ...]
    names: tuple[str, ...] = ()
    """Where each line is a row of its own: what it is called."""


class Section(NamedTuple):
    """Paragraphs, tables and pictures come before the sections within it."""

    title: str
    blocks: tuple[Paragraph | Table | Figure, ...] = ()
    parts: "tuple[Section, ...]" = ()


class Document(NamedTuple):
    title: str
    issue: str
    """``第38期``"""
    issuer: str
    dated: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    """Lines below everything."""
    language: str
    fine: tuple[str, ...] = ()
    """Below those, in small print."""


def illustrated(document: Document, figures: Sequence[Figure]) -> Document:
    """With pictures behind what the first section says."""
    first, *rest = document.sections
    return document._replace(sections=(first._replace(blocks=(*first.blocks, *figures)), *rest))


def mapped(document: Document, change: Callable[[str], str]) -> Document:
    """With ``change`` made to every text between title and closing, and to these."""
    return document._replace(issue=change(document.issue), sections=tuple(_mapped(part, change) for part in document.sections),
                             closing=tuple(map(change, document.closing)))


def _mapped(section: Section, change: Callable[[str], str]) -> Section:
    return Section(change(section.title), tuple(_changed(block, change) for block in section.blocks),
                   tuple(_mapped(part, change) for part in section.parts))


def _changed(block: Paragraph | Table | Figure, change: Callable[[str], str]) -> Paragraph | Table | Figure:
    match block:
        case Paragraph(text=text):
            return block._replace(text=change(text))
        case Table(heads, rows):
            return block._replace(heads=tuple(map(change, heads)),
                                  rows=tuple(row._replace(cells=tuple(map(change, row.cells))) for row in rows))
        case Figure(caption):
            return block._replace(caption=change(caption))


class Heading(NamedTuple):
    level: int
    """1, 2 or 3."""
    text: str


Block: TypeAlias = Heading | Paragraph | Table | Figure


def flow(document: Document) -> Iterator[Block]:
    """Everything between title and closing from top to bottom, the headings numbered."""
    return _flow(document.sections, 1, document.language)


def _flow(sections: tuple[Section, ...], level: int, language: str) -> Iterator[Block]:
    for number, section in enumerate(sections, 1):
        yield Heading(level, heading(section.title, level, number, language))
        yield from section.blocks
        yield from _flow(section.parts, level + 1, language)


def heading(title: str, level: int, number: int, language: str) -> str:
    """``一、总体进度``, ``（一）已解决``, ``1.王某山``; in other languages the title alone."""
    if language != "zh":
        return title
    return f"{(f'{numeral(number)}、', f'（{numeral(number)}）', f'{number}.')[min(level, 3) - 1]}{title}"


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 一, 十, 十二, 三十八. ValueError beyond."""
    if not 0 < number < 100:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
