"""README, the handbook and the sample city's README stand there in English and in Chinese and say the same: both change together.

Held alike, block by block in their order: headings and their level, paragraphs, items of lists, rows and columns of tables, every
line of code without its comment, every ``span`` of code (commands, keys, JSON keys), every figure, and where links lead. A figure
or month that English spells out Chinese may write in digits. What the program prints may be quoted in each reader's language, as
in the catalogue. What is left out without any of these shows in the length. Between the marks of ``tests/readme.py`` and
``tests/draw.py`` both are made by the program.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from campaign import text
from campaign.text import _
from tests.readme import ROOT, TWINS

ENGLISH = {twin: guide for guide, twin in TWINS.items()}
_MADE = re.compile(r"<!-- (\w+)(?: zh)? -->\n.*?<!-- /\1 -->", re.S)
_FENCE = re.compile(r"^ *```")
_ITEM = re.compile(r"^(?:-|\d+\.) ")
_SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SPELLED = {1: "one a an once first single each every same january", 2: "two second both twice next half february",
            3: "three third march", 4: "four fourth april", 5: "five fifth may", 6: "six june",
            7: "seven july", 8: "eight august", 9: "nine september",
            10: "ten october", 11: "november", 12: "twelve december", 20: "twenty", 50: "fifty"}
_CHINESE = "\u4e00-\u9fff"


class Block(NamedTuple):
    kind: str
    """heading (``## `` in words: ``heading2``), paragraph, item, row (of a table, with its columns: ``row3``), code, or made."""
    words: str

    @property
    def plain(self) -> str:
        """Without spans of code, and of links only what is read."""
        return re.sub(r"\]\([^)\s]+\)", "]", _SPAN.sub(" ", self.words))


def blocks(path: Path) -> list[Block]:
    """In reading order, without the line that leads to the twin."""
    return list(_blocks(_MADE.sub(r"<!-- made \1 -->", path.read_text(encoding="utf-8")).splitlines()))


def _blocks(lines: list[str]) -> Iterator[Block]:
    kind, words = "", ""
    inside = False
    for line in [*lines, ""]:
        if _FENCE.match(line):
            inside = not inside
            if inside and kind:
                yield Block(kind, words)
            kind = words = ""
        elif inside:
            code = re.sub(r"(^|\s{2,})# .*", "", line).strip()
            if code:
                yield Block("code", code)
        else:
            title, made = re.match(r"(#+) (.*)", line), re.match(r"<!-- made (\w+) -->", line)
            row = line.startswith("|")
            if kind and (not line.strip() or title or made or row or _ITEM.match(line)):
                yield Block(kind, words)
                kind = words = ""
            if title:
                yield Block(f"heading{len(title[1])}", title[2])
            elif made:
                yield Block("made", made[1])
            elif row:
                cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
                yield Block(f"row{len(cells)}", "" if set(line) <= set("|-: ") else line)
            elif line.strip():
                kind = kind or ("item" if _ITEM.match(line) else "paragraph")
                words = f"{words} {line.strip()}".strip()


def spans(block: Block) -> set[str]:
    """In Chinese where the catalogue has them: what the program prints, each reader sees in the own language."""
    return {_(" ".join(span.split())) for span in _SPAN.findall(block.words)}


def characters_a_word(one: Block, other: Block) -> float:
    """Chinese of ``other`` to English of ``one``; nothing is known of few words, or of those of a cell."""
    words = len(re.findall(r"[A-Za-z']+", one.plain)) + len(re.findall(f"[{_CHINESE}]", one.plain)) / 1.5
    return len(re.findall(f"[{_CHINESE}]", other.plain)) / words if words >= 25 and one.kind in ("paragraph", "item") else 1.5


def spelled(figure: str, english: str) -> bool:
    """Whether English has it in words."""
    words = set(re.findall(r"[a-z]+", english.lower()))
    return figure.isdigit() and not words.isdisjoint(_SPELLED.get(int(figure), "").split())


def led_to(block: Block, page: Path) -> Counter[str]:
    """The files, both languages taken for one; without the part of a page, which has another name in each."""
    found = []
    for target in _LINK.findall(block.words):
        place = target.split("#")[0]
        if "://" not in target and place:
            path = (page.parent / place).resolve()
            path = ENGLISH.get(path, path)
            place = re.sub(r"\.(en|zh)\.svg$", ".svg", str(path))
        found.append(place)
    return Counter(found)


def slug(heading: str) -> str:
    """As GitHub names the part of a page that begins there."""
    return re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", heading).lower()).replace(" ", "-")


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    before = text.language()
    text.use("zh")
    yield
    text.use(before)


PAGES = [pytest.param(guide, twin, id=guide.relative_to(ROOT).as_posix()) for guide, twin in TWINS.items()]


@pytest.mark.parametrize(("guide", "twin"), PAGES)
def test_both_say_the_same(guide: Path, twin: Path) -> None:
    here, there = blocks(guide), blocks(twin)
    assert here[1].words == f"[中文]({twin.relative_to(guide.parent).as_posix()})"
    back = "../" * (len(twin.relative_to(guide.parent).parts) - 1) + guide.name
    assert there[1].words == f"[English]({back})"
    for one, other in zip(here, there, strict=False):  # the first difference says more than a count
        assert one.kind == other.kind, (one, other)
        if one.kind in ("code", "made"):
            assert one.words == other.words
            continue
        assert spans(one) == spans(other), (one.words, other.words, spans(one) ^ spans(other))
        assert led_to(one, guide) == led_to(other, twin), (one.words, other.words)
        figures, written = set(_FIGURE.findall(one.plain)), set(_FIGURE.findall(other.plain))
        missing = {figure for figure in figures - written if not (figure == "100" and "百日" in other.plain)}
        added = {figure for figure in written - figures if not spelled(figure, one.plain)}
        assert not missing | added, (one.words, other.words, missing, added)
        assert 0.9 <= characters_a_word(one, other) <= 2.25, (one.words, other.words)
    assert len(here) == len(there), (here[len(there):] or there[len(here):])


@pytest.mark.parametrize("page", [*TWINS, *TWINS.values()], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    for block in blocks(page):
        for target in _LINK.findall(block.words):
            if "://" in target:
                continue
            place, _hash, part = target.partition("#")
            path = (page.parent / place).resolve() if place else page
            assert path.exists(), (page.name, target)
            if part:
                parts = {slug(other.words) for other in blocks(path) if other.kind.startswith("heading")}
                assert part in parts, (page.name, target)
            assert page not in ENGLISH or path not in TWINS or block.words.startswith("[English]"), f"{target} has a Chinese page"


@pytest.mark.parametrize("twin", TWINS.values(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_chinese_is_set_as_chinese(twin: Path) -> None:
    """Full-width marks between Chinese words, 「」 for quotes; no line broken within a paragraph, where a blank would show."""
    for block in blocks(twin):
        if block.kind != "code":
            wrong = f"[{_CHINESE}][,;:!?]|[,;:!?][{_CHINESE}]|[“”]|[{_CHINESE}，。；：、] [{_CHINESE}]|[，。；：、] `"
            assert not re.search(wrong, re.sub(r"`[^`]*`", "``", block.words)), block.words


def test_every_guide_has_a_twin() -> None:
    assert {path for path in TWINS.values() if not path.exists()} == set()
    there = {path for room in ("docs/handbook/zh/*.md", "*.zh-CN.md", "seed/*.zh-CN.md") for path in ROOT.glob(room)}
    assert there == set(TWINS.values())
