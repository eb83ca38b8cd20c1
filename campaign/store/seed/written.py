"""A campaign as the files of a seed folder have it: their columns, and its rows; what ``reader.py`` reads, the other way round.

What no file tells is not written: instants and who said something, versions, changes of targets that nobody asked for, the steps
of approvals but the last ones.
"""

import json
from collections.abc import Mapping
from typing import Any

from campaign.core.model.campaign import Campaign, Settings
from campaign.kinds import registry
from campaign.kinds.campaign import OWN
from campaign.kinds.field import Field, Type
from campaign.kinds.kind import Kind
from campaign.store import records
from campaign.store.rows import Record
from campaign.store.seed.columns import COLUMNS, FILES, SHEETS, TASK_FORCE_PROJECTS
from campaign.store.store import Store

Row = tuple[Any, ...]
_DUE = "(SELECT source FROM {events} WHERE {link} = code AND kind = 'due' ORDER BY on_day, id LIMIT 1)"
_NO_OPENING = "WHERE kind <> 'open'"
_SOURCE = "COALESCE(land_task, approval)"
_FOLLOWED = f"kind = 'due' AND text = (SELECT {_SOURCE} FROM blockers WHERE code = blocker)"
"""A due day that has followed that of what the blocker points to: a folder tells neither, for it follows again."""
_FIRST_DUE = {
    "blockers.csv": f"""CASE WHEN EXISTS (SELECT 1 FROM blocker_events WHERE blocker = code AND kind = 'due' AND text = {_SOURCE})
                             THEN NULL ELSE COALESCE({_DUE.format(events='blocker_events', link='blocker')}, due) END""",
    "land_tasks.csv": f"""CASE WHEN EXISTS (SELECT 1 FROM land_events WHERE task = code AND kind = 'due')
                              THEN {_DUE.format(events='land_events', link='task')} ELSE due END"""}
EXPRESSIONS: Mapping[str, Mapping[str, str]] = {
    "blockers.csv": {"due": _FIRST_DUE["blockers.csv"],
                     "unit": "(SELECT target FROM blocker_events WHERE blocker = code AND kind = 'open' ORDER BY id LIMIT 1)"},
    "land_tasks.csv": {"due": _FIRST_DUE["land_tasks.csv"]},
    "blocker_events.csv": {
        "to": "target", "until": "CASE WHEN kind = 'hold' THEN source END",
        "on_site": """CASE WHEN kind = 'resolve' THEN (SELECT on_site FROM blockers WHERE code = blocker) ELSE 0 END"""},
    "land_events.csv": {"to": "target"}, "lead_events.csv": {"to": "target"},
    "approvals.csv": {"not_needed": "reason"},
    "requests.csv": {"from": "before", "to": "after", "by": "actor"},
    "results.csv": {"code": "subject", "by": "actor"},
    "excused.csv": {"first": "first_day", "last": "last_day"},
    TASK_FORCE_PROJECTS: {"project": "code"}}
"""What a column holds that is none of the table's, or as it was when the record was opened: its history follows."""
TABLES = {"excused.csv": "excuses", "calendar.csv": "calendar_days", TASK_FORCE_PROJECTS: "projects",
          "requests.csv": "requests", "results.csv": "results"}
"""Of a file that is called otherwise and is of no kind."""
WHERE = {"blocker_events.csv": f"{_NO_OPENING} AND NOT COALESCE({_FOLLOWED}, FALSE)",
         "land_events.csv": _NO_OPENING, "lead_events.csv": _NO_OPENING,
         "results.csv": "WHERE what <> 'taken'", TASK_FORCE_PROJECTS: "WHERE task_force IS NOT NULL"}
ORDER = {"chain.csv": "(SELECT MIN(place) FROM chain_nodes AS first WHERE first.chain = chain_nodes.chain), chain, place, node",
         "calendar.csv": "day", "excused.csv": "id", TASK_FORCE_PROJECTS: "length(task_force), task_force, length(code), code",
         "registered.csv": "length(project), project, month", "list_entries.csv": "length(project), project, list",
         "requests.csv": "length(code), code"}
LINKS = {"blockers.csv": ("blocker_projects", "blocker"), "land_tasks.csv": ("land_task_projects", "task")}
"""File → the table with the projects that its rows are on, and the column with the row's code."""
_OTHERS: Mapping[str, Field] = {field.name: field for field in (
    *(Field(name, Type.DAY) for name in ("on", "opened", "day", "first", "last", "until", "submitted", "granted", "last_contact",
                                         "decided_on")),
    Field("money", Type.MONEY), Field("working", Type.YES), Field("on_site", Type.YES), Field("amount", Type.QUANTITY),
    *(Field(kind, kind) for kind in ("project", "county", "person", "unit", "blocker", "land_task", "approval", "task_force")),
    Field("task", "land_task"), Field("by", "person"), Field("decided_by", "person"))}
"""Columns that no kind declares."""


def kind_of(file: str) -> Kind | None:
    """The kind whose records stand in it; None of a history."""
    if file == TASK_FORCE_PROJECTS:
        return None
    name = FILES[file].kind if file in FILES else SHEETS[file].kind if file in SHEETS else ""
    return registry.kind(name) if name else registry.by_table().get(table_of(file))


def table_of(file: str) -> str:
    if file in SHEETS:
        return SHEETS[file].record.table
    if file in FILES and FILES[file].kind:
        return registry.kind(FILES[file].kind).table
    return TABLES.get(file, file.removesuffix(".csv"))


def columns(file: str) -> tuple[Field, ...]:
    """Of a file of ``COLUMNS``, or of a kind that has none (by its table): named as the columns, with what they hold."""
    kind = kind_of(file)
    known = {field.column or field.name: field for field in (kind.by_name.values() if kind is not None else ())}
    if file in SHEETS:
        known = {field.name: known.get(field.name, field) for field in SHEETS[file].fields}
    names = dict.fromkeys(COLUMNS.get(file) or ("code",))
    if kind is not None:  # a field that is declared later than its file
        names |= dict.fromkeys(field.column or field.name for field in kind.fields if not field.unseeded)
    return tuple((known.get(name) or _OTHERS.get(name) or Field(name))._replace(name=name) for name in names)


def rows(store: Store, file: str) -> list[Row]:
    """All of a file, with what its ``columns`` hold as it is stored: 万元, ISO days, codes, 0 or 1, 1/100 of a measure."""
    kind, given, table = kind_of(file), EXPRESSIONS.get(file, {}), table_of(file)
    stored = {field.column or field.name: field.name for field in (kind.by_name.values() if kind is not None else ())}
    names = [field.name for field in columns(file)]
    found = [_column(given.get(name, stored.get(name, name))) for name in names if name != "projects"]
    order = ORDER.get(file) or next((record.order for record in vars(records).values() if _is_of(record, table)), "") or "1"
    made: list[Row] = store.fetch(f"SELECT {', '.join(found)} FROM {table} {WHERE.get(file, '')} ORDER BY {order}")
    if file in LINKS:
        made = _linked(store, made, names.index("projects"), *LINKS[file])
    if file == "requests.csv":
        places = [names.index(name) for name in ("from", "to")]
        made = [tuple(_plain(cell) if at in places else cell for at, cell in enumerate(row)) for row in made]
    return made


def toml(campaign: Campaign) -> str:
    """``campaign.toml`` of it."""
    own = {"name": campaign.name, "start": campaign.first_day, "length": campaign.length, "time_zone": campaign.time_zone,
           "golden_end": campaign.golden_end, "filing_day": campaign.filing_day, "language": campaign.language}
    assert {setting.key for setting in OWN} - {"first_day"} <= set(own)
    lines = [f"{key} = {_toml(value)}" for key, value in own.items() if value is not None]
    default = Settings()._asdict()
    changed = [f"{key} = {value}" for key, value in campaign.settings._asdict().items() if value != default[key]]
    return "\n".join([*lines, *(["", "[settings]", *changed] if changed else [])]) + "\n"


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _column(name: str) -> str:
    return {"on": "on_day", "group": "division"}.get(name, name)


def _is_of(record: object, table: str) -> bool:
    return isinstance(record, Record) and record.table == table and bool(record.order)


def _plain(cell: str | None) -> Any:
    value = None if cell is None else json.loads(cell)
    return value if value is None or isinstance(value, str | int) else str(value)


def _linked(store: Store, made: list[Row], at: int, table: str, key: str) -> list[Row]:
    """With the codes of their projects, blanks between."""
    on: dict[str, list[str]] = {}
    for code, project in store.fetch(f"SELECT {key}, project FROM {table} ORDER BY {key}, length(project), project"):
        on.setdefault(code, []).append(project)
    return [(*row[:at], " ".join(on.get(row[0], ())) or None, *row[at:]) for row in made]

