"""One write: a short transaction that knows what it changed, keeps derived totals right and leaves one audit row."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.dates import format_instant, zone
from campaign.core.errors import Changed, NotFound
from campaign.core.model.campaign import Campaign
from campaign.core.plausible import Doubt, check_figures
from campaign.store import totals
from campaign.store.changes import Changes
from campaign.store.consent import Consent
from campaign.store.engine import statements
from campaign.store.engine.connection import Connection
from campaign.store.rows import Row

DATED = ("county", "leader", "stage", "total", "plan_100", "funds_planned", "planned_start", "planned_finish", "suspended",
         "review", "withdrawn", "provincial_key")
"""Columns of a project whose changes are kept with their day (``core.model.project.Change``)."""
CHECKED = ("planned_start", "planned_finish", "started", "finished", "plan_100", "total")
"""Columns of a project that cannot be in every way together."""
DAYS = frozenset({"first_day", "length"})
"""Columns of the campaign that every project's totals rest on."""


class Done(NamedTuple):
    """What a write did."""

    subject: str
    """Code of the new or changed thing."""
    seq: int
    """Its place in the audit; 0 when there was nothing to change."""
    replayed: bool = False
    """The same request id had been carried out before; nothing was done now."""
    asked: tuple[tuple[str, str], ...] = ()
    """Code and field of each request (申请) that was made, as headquarters must agree to it."""
    only_asked: bool = False
    """Nothing else was done."""


class Write:
    """The open transaction. Every row goes through ``insert``, ``update`` or ``delete``, which remember what was there before."""

    def __init__(self, connection: Connection, campaign: Campaign, actor: str, at: str, today: date) -> None:
        self.connection = connection
        self.campaign = campaign
        self.actor = actor
        self.at = at
        self.today = today
        self.touched: dict[str, None] = {}
        self.changes = Changes()
        self.may: Callable[[str], bool] = lambda code: True
        """Whether the actor may change this thing; asked by what brings others along, such as visits."""
        self.check_own: Callable[[str], None] = lambda code: None
        """Raises ``NotAllowed`` when what has changed so far, of this thing, is not the actor's to change."""
        self.by_row = False
        """Every row was checked by itself as it was written (``store.row_by_row``): nothing is left to ask at the end."""
        self.consent = Consent(self)
        self.doubts: list[Doubt] = []
        """What only the verb can tell to be unlikely (``store.plausible``)."""
        self.cumulative = False
        """What is reported was said as a sum."""

    @property
    def midnight(self) -> str:
        """The instant at which today began, as the audit writes instants."""
        return format_instant(datetime.combine(self.today, time.min, zone(self.campaign.time_zone)))

    def touch(self, *codes: str) -> None:
        self.touched.update(dict.fromkeys(codes))

    def new_code(self, kind: str) -> str:
        """The next code of ``kind``. The counter only ever goes up, undo included, so that no code is used twice."""
        letter = codes.KINDS[kind][0]
        number = self.connection.execute(
            """INSERT INTO counters (kind, last) VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET last = counters.last + 1
               RETURNING last""", (letter,)).fetchone()[0]
        return codes.make(kind, number)

    def one(self, sql: str, *parameters: object) -> Row | None:
        row: Row | None = self.connection.execute(sql, parameters).fetchone()
        return row

    def all(self, sql: str, *parameters: object) -> list[Row]:
        return self.connection.execute(sql, parameters).fetchall()

    def insert(self, table: str, row: Mapping[str, Any], key: Mapping[str, Any] | None = None) -> None:
        """Add a row. Rows without a code of their own get a number; ``key`` tells what identifies the row otherwise."""
        if key is None and "code" in row:
            key = {"code": row["code"]}
        if key is None:
            number = self.connection.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}").fetchone()[0]
            key, row = {"id": number}, {"id": number, **row}
        if table == "projects":
            check_figures(row, row)
        statements.insert(self.connection, table, row)
        self.changes.append({"table": table, "key": dict(key), "before": None, "after": dict(row)})
        if "code" in key and table != "requests":
            self.consent.began(str(key["code"]))

    def update(self, table: str, code: str, values: Mapping[str, Any], version: int | None = None, *, free: bool = False) -> bool:
        """Set what differs of a row that has a code and a version; False when nothing differs, or all of it had to be asked for.

        ``free``: the verb is open to everybody, or consent in itself, whatever it changes (``store.consent``).
        Raises ``Changed`` (exit 7) when ``version`` is given and the row has moved on since it was read.
        """
        names = list(values)
        found = self.one(f"SELECT version, {', '.join(names)} FROM {table} WHERE code = ?", code)
        if found is None:
            raise NotFound("unknown_code", code=code)
        if version is not None and version != found[0]:
            raise Changed("changed_meanwhile", code=code, yours=version, theirs=found[0])
        before = {name: old for name, old in zip(names, found[1:], strict=True) if old != values[name]}
        if table == "projects":
            self._check_figures(code, {name: values[name] for name in before})
        if before and not free:
            for name in self.consent.held_back(table, code, before, values):
                del before[name]
        if not before:
            return False
        after = {name: values[name] for name in before}
        key = {"code": code}
        statements.update(self.connection, table, key, {**after, "version": None})
        self.changes.append({"table": table, "key": key, "before": {**before, "version": found[0]},
                             "after": {**after, "version": found[0] + 1}})
        if table == "projects":
            self._note_changes(code, before, after)
        self.touch(code)
        return True

    def _check_figures(self, code: str, values: Mapping[str, Any]) -> None:
        """As it will be, also where that is asked for only."""
        row = self.one(f"SELECT {', '.join(CHECKED)} FROM projects WHERE code = ?", code)
        assert row is not None
        check_figures({**dict(zip(CHECKED, row, strict=True)), **values}, values)

    def _note_changes(self, project: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Facts without a day of their own get one when they change: past lights rest on what was said then."""
        for name in before:
            if name in DATED:
                was, now = (None if value is None else str(value) for value in (before[name], after[name]))
                self.insert("project_changes", {"project": project, "on_day": self.today.isoformat(), "at": self.at,
                                                "actor": self.actor, "field": name, "before": was, "after": now})

    def delete(self, table: str, key: Mapping[str, Any]) -> None:
        """Take a row away; the audit keeps what was in it."""
        where = " AND ".join(f"{name} = ?" for name in key)
        found = self.connection.execute(f"SELECT * FROM {table} WHERE {where}", tuple(key.values()))
        before = dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))
        statements.delete(self.connection, table, key)
        self.changes.append({"table": table, "key": dict(key), "before": before, "after": None})

    def set_single(self, table: str, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Insert or change a row that has no version: a setting, the campaign itself. Nothing to change is no change."""
        where = " AND ".join(f"{name} = ?" for name in key)
        found = self.one(f"SELECT {', '.join(values)} FROM {table} WHERE {where}", *key.values())
        before = None if found is None else dict(zip(values, found, strict=True))
        if before == values:
            return
        if before is None:
            statements.insert(self.connection, table, {**key, **values})
        else:
            statements.update(self.connection, table, key, values)
        self.changes.append({"table": table, "key": dict(key), "before": before, "after": dict(values)})

    def refresh_totals(self) -> None:
        """Count the totals of every touched project and blocker anew from their own rows."""
        days = calendar = decided = deadlines = False
        for change in self.changes:
            table = change["table"]
            days = days or (table == "campaign" and not DAYS.isdisjoint(change["after"] or ()))
            calendar = calendar or table == "calendar_days"
            decided = decided or table == "results" or not totals.DAYS.isdisjoint(change["before"] or ())
            deadlines = deadlines or table not in totals.NO_DEADLINES
        if days:
            from campaign.store.snapshot import read_campaign

            totals.refresh_all_totals(self.connection, read_campaign(self.connection))
            return
        if calendar:
            from campaign.store.deadlines import refresh_deadlines

            refresh_deadlines(self.connection, self.campaign)
        for code in self.touched:
            if codes.is_a(code, "project"):
                totals.refresh_project(self.connection, self.campaign, code, deadlines=deadlines)
            elif codes.is_a(code, "blocker"):
                totals.refresh_blocker(self.connection, code)
            elif codes.is_a(code, "land_task"):
                totals.refresh_land(self.connection, code)
            if decided and codes.is_a(code, *totals.DECIDED):
                totals.refresh_confirmed(self.connection, code)
