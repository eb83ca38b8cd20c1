"""The list of requests: those that wait, or all by what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.core.model.consent import Request
from campaign.core.situation import Situation
from campaign.service import requests
from campaign.tables.glances import Glance, glance
from campaign.tables.requests import REQUESTS, Requests
from campaign.tables.tones import Line
from campaign.tables.waiting_details import decided_lines, request_details
from campaign.text import N_, _
from campaign.tui.host import host_of
from campaign.tui.screens.requests.about import standing
from campaign.tui.shell.loading_pane import LoadingPane

ALL = "state"
"""The group under which the decided ones are listed too."""


class RequestsPane(LoadingPane):
    TITLE_TEXT, SHORT = N_("Requests"), N_("Requests")
    HINTS = ("panes", "own", "resolve_all", "hold_all", "open", "group", "filter")
    KIND = "request"
    AT_ONCE = True
    FOLLOWS = ("request",)
    TABLE = REQUESTS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._names: Mapping[str, str] = {}
        self._decided: Sequence[Request] = ()

    def title(self) -> str:
        return _("All requests by {group}").format(group=_("state")) if self.group == ALL else super().title()

    def read_rows(self, situation: Situation) -> Mapping[str, Request]:
        every = requests.every(self.session)
        found = every if self.group == ALL else situation.snapshot.requests
        self._names = requests.names(self.session, situation, every.values())
        self._decided = sorted((row for row in every.values() if row.decided_on is not None),
                               key=lambda row: (row.decided_on, row.code), reverse=True)
        return found

    def told(self, situation: Situation, rows: Mapping[str, Any]) -> Requests:
        return Requests(situation, rows, self._names)

    def next_group(self) -> None:
        super().next_group()
        self._read_again()

    def set_words(self, words: Mapping[str, str]) -> None:
        """Those that wait: whoever comes here from a sentence has counted them."""
        if self.group == ALL:
            self.group = self.TABLE.group_keys[0]
        self._read_again()
        super().set_words(words)

    def set_view(self, sort: str | None, group: str | None, text: str) -> None:
        super().set_view(sort, group, text)
        self._read_again()

    def _read_again(self) -> None:
        if self.now is not None:
            self._rows = self.read_rows(self.now)
            self.find.forget()
            self.fill()

    def details(self, situation: Situation, code: str, width: int, height: int) -> Sequence[Line]:
        told: Any = self.listing(situation)
        row = told.rows[code]
        return request_details(told, row, standing(self.session, situation, row.subject), width, height, host_of(self).signs)

    def decided(self) -> Glance | None:
        """What was said of others, below those that wait."""
        rows, situation = self._decided, self.now
        if not rows or situation is None or self.group == ALL:
            return None
        told = Requests(situation, {}, self._names)
        need, signs = 3 * len(rows), host_of(self).signs
        return Glance(need + 1, lambda width, height: glance(
            _("Decided"), len(rows), decided_lines(told, rows[:height], width), need, width, height, signs), across=True)

    def empty(self) -> Sequence[str]:
        return (_("No request waits for headquarters."), "", _("v lists all that were ever decided, too."))
