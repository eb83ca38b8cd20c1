"""``campaign wall``: every project has its card, on the pages that the paper has; one file that needs nothing else."""

import asyncio
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from campaign.cli import wall_cards
from campaign.cli.wall_layout import BOTTOM, PAPERS, SMALLEST, TOP, Layout, layout
from campaign.core.model.light import Light
from tests import chromium
from tests.cli.conftest import Cli, Said
from tests.tui import city

HOSTILE = "<script>alert(1)</script>&\"' ]]> url(http://x.example) <img src=x onerror=y>"


@pytest.fixture
def big(cli: Cli, tmp_path: Path) -> Cli:
    """The demonstration city on day 38."""
    env = {"CAMPAIGN_DB": str(city.database(tmp_path)), "CAMPAIGN_NOW": city.NOW.isoformat()}

    def call(*args: str, **more: Any) -> Said:
        return cli(*args, **{**more, "env": {**env, **more.get("env", {})}})

    return call


class Page(HTMLParser):
    """Tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.titles: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        (self.titles if self.tags[-1:] == ["title"] else self.said).append(data)
        if self.tags[-1:] == ["title"]:
            self.tags.append("")


def alone(page: str) -> None:
    """It has nothing that a browser would fetch or run."""
    found = Page(page)
    assert set(found.tags) <= {"html", "head", "meta", "title", "style", "body", "section", "svg", "g", "rect", "path", "circle",
                               "text", ""}
    assert not any(name.startswith("on") or name in ("src", "href", "xlink:href", "style") for name, _value in found.attributes)
    style = page[page.index("<style>"):page.index("</style>")]
    assert "url(" not in style and "@import" not in style and "default-src 'none'" in page


@pytest.mark.parametrize("by", ["county", "leader"])
@pytest.mark.parametrize(("paper", "pages"), [("A0", 1), ("A3", 5), ("A4", 9)])
def test_every_project_has_one_card_on_the_paper(big: Cli, paper: str, pages: int, by: str) -> None:
    rows = [row for row in big("projects", "--json").json() if not row["withdrawn"]]
    said = big("wall", "--paper", paper, "--by", by)
    assert said.code == 0, said.err
    alone(said.out)
    assert "://" not in said.out
    found = Page(said.out)
    titles = [title for title in found.titles if re.match(r"P\d{4} ", title)]
    assert sorted(titles) == sorted(f"{row['code']} {row['name']}" for row in rows)
    assert abs(found.tags.count("section") - pages) <= 1 and found.tags.count("svg") == found.tags.count("section")
    # On each page: the city, the day, the chain, which page it is.
    each = said.out.split("<section>")[1:]
    head = big("log", "--json", "--limit", "1").json()[0]["hash"][:12]
    for at, page in enumerate(each, 1):
        assert "安澜市百日攻坚: wall chart" in page and "day 38 of 100, 62 days left" in page and "today, day 38" in page
        assert f"page {at} of {len(each)}" in page and head in page and "task past its day" in page
        assert page.count("<rect") > 100, "the hundred days"
    named = {row["county"] if by == "county" else row["leader"] for row in rows}
    heads = [title for title in found.titles if not re.match(r"P\d{4} |安澜市百日攻坚", title)]
    assert len(set(heads)) == len(named)


def test_lights_due_days_flags_and_money_are_those_of_the_lists(big: Cli) -> None:
    page = big("wall").out
    lights = big("status", "--json").json()["lights"]
    words = {"red": "red", "yellow": "yellow", "green": "green", "none": "none", "suspended": "paused"}
    assert all(f">{words[light]} {n}<" in page for light, n in lights.items() if n)
    card = page[page.index("<title>P0042"):]
    card = card[:card.index("</g>")]
    assert ">red<" in card and "late" in card and "31/79%" in card and "王某山" in card and "20 Nov" not in card
    assert card.count("<path") >= 3, "the light's sign, a red flag, a black one"


def test_names_of_people_do_nothing(big: Cli) -> None:
    code = big("add-project", HOSTILE, "--yes").line
    assert code.startswith("P")
    assert big("add-blocker", HOSTILE, "--project", code, "--category", "land").code == 0
    page = big("wall").out
    alone(page)
    assert f"{code} {HOSTILE}" in Page(page).titles
    assert "<script" not in page and "<img" not in page


def test_long_names_are_shortened_with_the_whole_in_the_title(big: Cli) -> None:
    name = "临江滨海片区" * 12
    code = big("add-project", name).line
    page = big("wall").out
    assert f">{name}<" not in page.replace(f"<title>{code} {name}<", "") and f"{code} {name}" in Page(page).titles
    assert re.search(">临江滨海片区临江[^<]*…<", page)


def test_each_light_is_a_word_and_a_sign_of_its_own() -> None:
    signs = {light: re.sub("#[0-9a-f]{6}", "", wall_cards.sign(light, 0, 0, 10, "#000000")) for light in Light}
    assert len(set(signs.values())) == len(Light)
    drawn = {re.sub("#[0-9a-f]{6}", "", wall_cards.flag(0, 0, 10, black)) for black in (True, False)}
    assert len(drawn) == 2, "told in grey too"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_campaign_has_its_page(cli: Cli, tmp_path: Path, language: str) -> None:
    env = {"CAMPAIGN_DB": str(city.database(tmp_path, empty=True)), "CAMPAIGN_LANG": language}
    said = cli("wall", env=env)
    assert said.code == 0 and said.out.count("<section>") == 1 and "百日攻坚" in said.out


def test_words_are_refused_by_name(cli: Cli) -> None:
    assert cli("wall", "--paper", "A9").code == 2 and "A0, A3, A4" in cli("wall", "--paper", "A9").err
    assert cli("wall", "--by", "moon").code == 2
    assert cli("wall", "--paper", "a3", "--by", "领导").code == 0


def test_nothing_is_written_over_unasked(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "wall.html"
    assert cli("wall", "-o", str(file)).code == 0 and file.read_text().startswith("<!doctype html>")
    file.write_text("mine")
    said = cli("wall", "-o", str(file))
    assert said.code == 1 and "--yes" in said.err and file.read_text() == "mine"
    assert cli("wall", "-o", str(file), "--yes").code == 0 and cli("wall", "-o", "-").out == file.read_text()


# Where everything stands ------------------------------------------------------------------------------------------------


def inside(found: Layout, counts: list[int]) -> None:
    """Every card once, in order, none beyond its page."""
    paper, seen = found.paper, [0] * len(counts)
    high = paper.height - 2 * paper.margin - (TOP + BOTTOM) * paper.unit
    for page in found.pages:
        assert len(page) * found.width + (len(page) - 1) * found.between <= paper.width - 2 * paper.margin + 1e-6
        for column in page:
            below = 0.0
            for part in column:
                assert part.y >= below - 1e-6 and part.last > part.first == seen[part.group]
                seen[part.group] = part.last
                below = part.y + found.heading + (part.last - part.first) * found.row
                assert below <= high + 1e-6
    assert seen == [-(-n // found.across) for n in counts]


@pytest.mark.parametrize("counts", [[1], [3, 0, 5], [17, 12, 1, 30], [2] * 80, [100] * 6, [1] * 300, [150] * 7])
def test_all_stand_on_one_page_of_a0(counts: list[int]) -> None:
    found = layout(counts, PAPERS["A0"])
    inside(found, counts)
    assert len(found.pages) == 1 and not found.side and found.width >= SMALLEST
    for size in ("A3", "A4"):
        inside(layout(counts, PAPERS[size]), counts)


@pytest.mark.parametrize("counts", [[500] * 20, [10_000], [25] * 400])
def test_too_many_for_cards_are_squares_with_a_note(counts: list[int]) -> None:
    found = layout(counts, PAPERS["A0"])
    inside(found, counts)
    assert len(found.pages) == 1 and found.side >= 5
    assert not layout(counts, PAPERS["A3"]).side


def test_a_square_says_its_light_and_its_code(big: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.cli.wall_layout.SMALLEST", 1000)
    page = big("wall").out
    alone(page)
    assert "each square is a project" in page and page.count("<title>P") == len(
        [row for row in big("projects", "--json").json() if not row["withdrawn"]])


# On paper ---------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium")
@pytest.mark.parametrize(("size", "points"), [("A0", (3370, 2384)), ("A3", (1191, 842))])
def test_it_prints_on_its_paper(big: Cli, tmp_path: Path, size: str, points: tuple[int, int]) -> None:
    pypdf = pytest.importorskip("pypdf")
    big("settings", "name", "Anlan City")  # whatever fonts there are
    file = tmp_path / "wall.html"
    assert big("wall", "--paper", size, "-o", str(file)).code == 0
    pages = pypdf.PdfReader(chromium.printed(file, tmp_path)).pages
    wanted = file.read_text().split("<section>")[1:]
    assert len(pages) == len(wanted) and (len(pages) == 1) is (size == "A0")
    for at, (page, html) in enumerate(zip(pages, wanted, strict=True), 1):
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == pytest.approx(points, abs=2)
        said = page.extract_text()
        assert "Anlan City: wall chart" in said and f"page {at} of {len(pages)}" in said and "day 38 of 100" in said
        assert set(re.findall(r"P\d{4}", said)) == set(re.findall(r"<title>(P\d{4})", html))


LOOK = """(() => {
  const beyond = [], over = [], all = [...document.querySelectorAll('svg')], box = one => one.getBoundingClientRect();
  for (const page of all) for (const said of page.querySelectorAll('text')) {
    const edge = box(page), own = box(said);
    if (own.left < edge.left || own.right > edge.right || own.top < edge.top || own.bottom > edge.bottom)
      beyond.push(said.textContent);
  }
  for (const part of document.querySelectorAll('g')) {
    const said = [...part.querySelectorAll(':scope > text')].map(one => [box(one), one.textContent]);
    const card = part.querySelector(':scope > title ~ rect');
    if (card) for (const [own, text] of said)
      if (own.right > box(card).right + 0.02 * box(card).width) beyond.push(text);
    for (const [at, [a, text]] of said.entries()) for (const [b, other] of said.slice(at + 1))
      if (Math.abs(a.bottom - b.bottom) < 0.3 * a.height && a.left < b.right && b.left < a.right) over.push([text, other]);
  }
  return JSON.stringify({pages: all.length, beyond, over});
})()"""
"""What reaches beyond its page or card, and what stands on another word; with whatever fonts there are."""


@pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_cut_and_no_word_stands_on_another(big: Cli, tmp_path: Path, language: str) -> None:
    file = tmp_path / "wall.html"
    assert big("wall", "--paper", "A3", "--by", "leader", "-o", str(file), env={"CAMPAIGN_LANG": language}).code == 0

    async def seen() -> Any:
        async with chromium.page(tmp_path / "profile", 2000, 1400) as page:
            await page.do("Page.navigate", url=file.as_uri())
            await page.until_asks("document.readyState == 'complete' && document.querySelectorAll('svg').length > 0")
            return json.loads(await page.asks(LOOK))

    found = asyncio.run(seen())
    assert found["pages"] > 1 and found["beyond"] == found["over"] == []
