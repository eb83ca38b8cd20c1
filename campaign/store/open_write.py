"""The write that is open (``store.write.Write``), as those see it whom it asks before it is done.

It imports them, so that they cannot import it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from campaign.core.model.campaign import Campaign
from campaign.core.plausible import Doubt
from campaign.store.changes import Changes
from campaign.store.engine.connection import Connection
from campaign.store.rows import Row


class OpenWrite(Protocol):
    connection: Connection
    campaign: Campaign
    actor: str
    at: str
    today: date
    changes: Changes
    doubts: list[Doubt]
    cumulative: bool
    by_row: bool

    def one(self, sql: str, *parameters: object) -> Row | None: ...
    def all(self, sql: str, *parameters: object) -> list[Row]: ...
    def new_code(self, kind: str) -> str: ...
    def touch(self, *codes: str) -> None: ...
    def insert(self, table: str, row: Mapping[str, Any], key: Mapping[str, Any] | None = None) -> None: ...
    def update(self, table: str, code: str, values: Mapping[str, Any]) -> bool: ...
    def set_single(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None: ...
