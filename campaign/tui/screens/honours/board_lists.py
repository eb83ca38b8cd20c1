"""Two panes of the page of honours: red and black list, the four leaderboards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from campaign.core.league_lists import Unlisted
from campaign.core.league_lists import lists as listed_by
from campaign.core.leagues import LeagueStanding, divided
from campaign.core.model.merits import Board
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.service import Session, leaderboards
from campaign.service.league import league
from campaign.tables.glances import Glance, glance
from campaign.tables.leaderboards import BOARDS, COUNTIES, board_rows, code_of, list_of, listed_rows
from campaign.tables.listed_details import board_details, firsts, list_details
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.shell.loading_pane import BackgroundPane
from campaign.words.league import unlisted_text


def _other(old: Situation, new: Situation, code: str, what: Callable[[Project], object]) -> bool:
    """Whether this is a project that came, or went, or of which ``what`` is another one now."""
    before, after = (told.snapshot.projects.get(code) for told in (old, new))
    return before is not after and (before is None or after is None or what(before) != what(after))


class ListsPane(BackgroundPane):
    """Who is on the red list, who on the black list, and who is not because of force majeure."""

    TITLE_TEXT, SHORT = N_("Red and black list"), N_("Red/black")
    ADDS = ("merit",)
    HINTS = ("panes", "open", "sort", "filter")
    FOLLOWS = ("county", "blocker", "lead", "merit")
    TABLE = COUNTIES

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._unlisted: Unlisted | None = None
        """Why there was no list when it was read last."""
        self._league: Sequence[LeagueStanding] = ()

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Any]:
        self._league = league(session, situation)
        found = listed_by(self._league, situation.snapshot.campaign, situation.today)
        self._unlisted = found.unlisted
        return listed_rows(situation, found)

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Of a project what the league divides: most changes are visits and words."""
        return _other(old, new, code, divided)

    def open(self, key: str) -> None:
        """The county."""
        super().open(code_of(key))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return list_details(situation, (self._rows or {})[code], self._league, width, height, host_of(self).signs)

    def empty(self) -> Sequence[str]:
        why = []
        if self._unlisted is not None and self.now is not None:
            why.append(unlisted_text(self._unlisted, self.now.snapshot.campaign.settings))
        return _("No county is on a list yet."), *why, "", _("The league puts them there: 5 shows it.")


class BoardsPane(BackgroundPane):
    """The four leaderboards, one below the other."""

    TITLE_TEXT, SHORT = N_("Leaderboards"), N_("Boards")
    HINTS = ("panes", "open", "sort", "filter")
    FOLLOWS = ("land_task", "approval", "lead")
    LEAN = 8
    TABLE = BOARDS

    def title(self) -> str:
        return _(self.TITLE_TEXT)

    def read_beside(self, session: Session, situation: Situation) -> Mapping[str, Any]:
        return board_rows(leaderboards.boards(session, situation))

    def decides(self, old: Situation, new: Situation, code: str) -> bool:
        """Of a project where it lies, how far it is and who invests, which says what it needs."""
        return _other(old, new, code, _in_reserve)

    def open(self, key: str) -> None:
        """The very rows that its figure was made from."""
        from campaign.tui.screens.honours.board_place_page import BoardPlacePage

        self.app.push_screen(BoardPlacePage(Board(list_of(key)), code_of(key)))

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        return board_details(situation, (self._rows or {})[code], width, height)

    def glance(self) -> Glance | None:
        """The first of each board."""
        found, need = super().glance(), len(Board) + 1  # also where nobody is on one: what stands below does not move
        if found is None or self.now is None or self.unread:
            return found and found._replace(need=need)
        told, signs = self.listing(self.now), host_of(self).signs
        lines = sum(row.rank == 1 for row in told.rows.values())
        return Glance(need, lambda width, height: glance(
            _(self.SHORT), self.rows.total, firsts(told, width - 1, signs), lines, width, height, signs))

    def empty(self) -> Sequence[str]:
        return (_("Nobody is on a board yet."), "", _("Land delivered, approvals granted and leads signed make them."))


def _in_reserve(row: Project) -> tuple[object, ...]:
    return row.county, row.withdrawn is None, row.stage, row.investor
