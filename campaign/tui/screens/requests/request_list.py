"""The list of requests: those that wait, or all by what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.core.model.consent import Request
from campaign.core.situation import Situation
from campaign.service import requests
from campaign.tables.requests import REQUESTS, Requests, details
from campaign.tables.tones import Line
from campaign.text import N_, _
from campaign.tui.shell.loading_pane import LoadingPane

ALL = "state"
"""The group under which the decided ones are listed too."""


class RequestsPane(LoadingPane):
    TITLE_TEXT, SHORT = N_("Requests"), N_("Requests")
    HINTS = ("panes", "own", "resolve_all", "hold_all", "open", "group", "filter")
    KIND = "request"
    FOLLOWS = ("request",)
    TABLE = REQUESTS

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._names: Mapping[str, str] = {}

    def title(self) -> str:
        return _("All requests by {group}").format(group=_("state")) if self.group == ALL else super().title()

    def read_rows(self, situation: Situation) -> Mapping[str, Request]:
        found = requests.every(self.session) if self.group == ALL else situation.snapshot.requests
        self._names = requests.names(self.session, situation, found.values())
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
        return details(told, told.rows[code], width, height)

    def empty(self) -> Sequence[str]:
        return (_("No request waits for headquarters."), "", _("v lists all that were ever decided, too."))
