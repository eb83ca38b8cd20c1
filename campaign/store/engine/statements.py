"""The three statements that change a row, made from mappings of column and value."""

from collections.abc import Mapping
from typing import Any

from campaign.store.engine.connection import Connection


def insert(connection: Connection, table: str, row: Mapping[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))


def update(connection: Connection, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Set ``values``; a ``version`` among them moves on instead of going back, so that nobody's open form is fooled."""
    sets = ", ".join("version = version + 1" if name == "version" else f"{name} = ?" for name in values)
    given = [value for name, value in values.items() if name != "version"]
    where = " AND ".join(f"{name} = ?" for name in key)
    connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*given, *key.values()))


def delete(connection: Connection, table: str, key: Mapping[str, Any]) -> None:
    where = " AND ".join(f"{name} = ?" for name in key)
    connection.execute(f"DELETE FROM {table} WHERE {where}", tuple(key.values()))
