"""What is typed after ``/``: found by what a row shows, by what it is on, by words of either language, in every list there is."""

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from campaign.cli.saved_filter import understood
from campaign.core.filters import YES, select
from campaign.core.model.people import View
from campaign.core.saved import packed
from campaign.service import Session
from campaign.tables import filter_words
from campaign.tables.saved import looked_into, selected
from campaign.tables.search import Search
from campaign.tables.width import CUT, fit
from campaign.tui.app import CampaignApp
from campaign.tui.shell import list_pane
from campaign.tui.shell.panes_page import PanesPage
from campaign.words.reading import synonyms
from tests.tui.city import database, run, until

SCREENS = "345678 90t".replace(" ", "")
"""Every numbered screen that is a page of lists; 1 is no list, and the board of leaders finds columns (``test_leaders``)."""
FAULTS = {
    ("4", "临江"): 17, ("4", "王某山"): 12, ("4", "红 临江"): 1, ("4", "红灯 临江"): 1, ("4", "P0042"): 1, ("4", "p42"): 1,
    ("3", "林业局"): 5, ("3", "P0042"): 2, ("9", "临江区"): 11, ("6", "临江"): 5, ("4", "wms"): 12, ("4", "linjiang"): 17,
    ("4", "red linjiang"): 1, ("4", "light=red"): 18, ("4", "light=红 county=临江"): 1, ("4", "major red"): 14, ("3", "逾期"): 9,
    ("3", "overdue"): 9, ("4", "临江 没有这个词"): 0, ("t", "P0042"): 1, ("t", "邓某兰"): 1,
    ("8", "临江"): 4, ("8", "linjiang"): 4, ("8", "签约"): 9, ("8", "signed"): 9, ("8", "signed 临江"): 2, ("8", "逾期"): 6,
    ("8", "高端装备"): 5, ("8", "R0001"): 2, ("5", "zone=false"): 9, ("5", "临江"): 1, ("7", "stage=reserve"): 14}


def typed(page: PanesPage, words: str) -> list[str]:
    """What a list shows when this stands after ``/``."""
    page.line.value = words
    page.pane.find.type(words)
    page.pane.fill()
    keys, headers = page.pane.order.flat()
    return [key for key in keys if key not in headers]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_list_finds_does_not_hang_on_the_language(tmp_path: Path, language: str) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        for (key, words), n in FAULTS.items():
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, PanesPage) and bool(app.screen.pane.rows.total))
            page: Any = app.screen
            assert (key, words, len(typed(page, words))) == (key, words, n)
            typed(page, "")

    run(database(tmp_path), look, language=language)


def cells(pane: Any) -> Iterator[tuple[str, str]]:
    """Codes of some rows, and every word that is drawn of each."""
    situation = pane.now
    fitted = fit(pane.columns(situation, 1000), 1000)
    for code in islice(pane.rows_of(situation), 12):
        for drawn, _tone in pane.row(situation, code, fitted):
            yield from ((code, word) for word in drawn.split() if CUT not in word and any(map(str.isalnum, word)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_that_a_row_shows_finds_it(tmp_path: Path, language: str) -> None:
    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        walked = []
        for key in SCREENS:
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, PanesPage) and app.screen.pane.now is not None)
            page: Any = app.screen
            for _ in page._panes:
                pane = page.pane
                await until(pilot, lambda pane=pane: not pane.behind and bool(pane.rows_of(pane.now)))
                found: dict[str, set[str]] = {}
                for code, word in cells(pane):
                    if word not in found:
                        pane.find.type(word)
                        pane.learn(pane.now, ())
                        found[word] = {own for own in pane.rows_of(pane.now) if pane.find(own)}
                    assert code in found[word], (key, pane.id, code, word)
                walked.append((key, pane.id, len(found)))
                pane.find = Search()
                page.action_panes()
                await pilot.pause()
        assert len(walked) > 20 and all(n for _key, _pane, n in walked), walked

    run(database(tmp_path), look, size=(200, 50), language=language)


@pytest.mark.parametrize("grouped", [False, True])
def test_keys_wait_for_a_slice_and_the_list_completes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grouped: bool) -> None:
    """With ten thousand rows ``/`` would else wait for all of them to be looked at."""
    monkeypatch.setattr(list_pane, "SLICE", 8)

    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await pilot.press("4")
        await until(pilot, lambda: isinstance(app.screen, PanesPage) and bool(app.screen.pane.rows.total))
        page: Any = app.screen
        pane = page.pane
        if grouped:
            pane.next_group()
        pane.find.type("临江")
        pane.fill(top=True)
        first, learned = pane.rows.total, len(pane.find._rows)
        assert learned <= 8 and first < 17 and not pane.find.complete
        pane.change({"P0100"})
        assert not pane.find.complete
        await until(pilot, lambda: pane.find.complete)
        keys, headers = pane.order.flat()
        assert (pane.rows.total, pane.rows.position) == (17, 1)
        pane.fill(top=True)
        assert pane.order.flat() == (keys, headers)
        assert "/临江  1/17" in page.status()
        pane.find.forget()  # what was found stays until it is learned anew
        pane.fill()
        assert (pane.find.complete, pane.rows.total) == (False, 17)
        await until(pilot, lambda: pane.find.complete)
        assert pane.order.flat() == (keys, headers)

    run(database(tmp_path), look, language="zh")


def asked(screen: str) -> Iterator[tuple[str, str, str]]:
    """Field, code and how each word of the filter of a screen may be typed."""
    for field, known in filter_words.WORDS[screen].items():
        for code in known:
            if field != "level" and code != YES:  # digits are looked for in codes and dates
                yield from ((field, str(code), word) for word in synonyms(code))


@pytest.mark.parametrize("screen", ["projects", "blockers", "land"])
def test_a_word_typed_is_the_word_of_an_option(tmp_path: Path, screen: str) -> None:
    """Neither within names nor in pinyin: ``red`` is no 热电, ``工业`` no 工业园."""
    path = database(tmp_path)
    walked = 0
    with closing(Session(path, "me")) as session:
        situation = session.situation()
        for field, code, word in asked(screen):
            option = set(select(situation, screen, {field: code}))
            search, sought = Search(), looked_into(session, situation, screen)
            search.type(word)
            search.learn(sought)
            assert ({own for own in sought.rows if search(own)}, word) == (option, word), (field, code)
            walked += 1
    assert walked > 10


def test_pinyin_of_a_name_still_finds_it(tmp_path: Path) -> None:
    with closing(Session(database(tmp_path), "me")) as session:
        sought = looked_into(session, session.situation(), "projects")
        for typed_, found in (("redian", True), ("red", False), ("热电", True)):
            search = Search()
            search.type(typed_)
            search.learn(sought)
            names = [sought.rows[own].name for own in sought.rows if search(own)]
            assert any("热电" in name for name in names) is found or typed_ == "red"
            if typed_ == "red":
                assert all(session.situation().assessments[own].light == "red" for own in sought.rows if search(own))


SAVED = {"projects": ("4", ["红 临江", "临江", "在建 临江", "港口", "wms", "major", "light=red 临江", "P0042"]),
         "blockers": ("3", ["林业局", "逾期", "P0042", "wms", "category=forest", "用林", "推诿"]),
         "land": ("6", ["临江", "逾期", "征地"])}


@pytest.mark.parametrize("screen", SAVED)
def test_a_saved_list_and_a_typed_filter_understand_the_same(tmp_path: Path, screen: str) -> None:
    key, texts = SAVED[screen]
    path = database(tmp_path)

    async def look(app: CampaignApp, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, PanesPage) and bool(app.screen.pane.rows.total))
        page: Any = app.screen
        for words in texts:
            shown = sorted(typed(page, words))
            own = app.session
            view = View("me", "x", screen, packed(understood(own, screen, words)))
            assert (words, sorted(selected(own, own.situation(), view))) == (words, shown)

    run(path, look, language="zh")
