"""What a spot check is drawn from: the reports that the audit tells of, and who was below headquarters when they were entered."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from campaign.core.model.people import Role
from campaign.core.roles import at_least
from campaign.core.spot_check import Checked, Number, Report, ReportKind
from campaign.store.engine.connection import Connection
from campaign.store.queries.accounts import PLACES
from campaign.store.rows import Row, day
from campaign.store.store import Store

TABLES: Mapping[str, ReportKind] = {"progress": ReportKind.PROGRESS, "funds": ReportKind.FUNDS, "land_events": ReportKind.LAND}
TOLD = " OR ".join(f"""changes LIKE '%"table": "{table}"%'""" for table in TABLES)
ENTRY = "SELECT seq, actor, changes, EXISTS (SELECT 1 FROM audit AS later WHERE later.undoes = audit.seq) FROM audit"
BULK = "verb NOT IN ('init', 'seed', 'undo', 'restore', 'refused')"
"""What no member reports; an import would be numbered by its parts."""
BATCH = 500


def head_after(store: Store, at: str) -> str | None:
    """The hash of the first row of the audit from that instant on."""
    with store.reading() as connection:
        found = connection.execute("SELECT hash FROM audit WHERE at >= ? ORDER BY seq LIMIT 1", (at,)).fetchone()
    return None if found is None else str(found[0])


def entered(store: Store, start: str, end: str) -> list[Report]:
    """The reports that members below headquarters have entered from one instant up to another, as they came."""
    with store.reading() as connection:
        roles = _Roles(connection)
        found = [report for entry in connection.execute(f"{ENTRY} WHERE at >= ? AND at < ? AND {BULK} AND ({TOLD}) ORDER BY seq",
                                                         (start, end)) for report in _reports(entry, roles)]
        return list(_placed(connection, found))


def report_of(connection: Connection, number: Number) -> tuple[Report, str] | None:
    """One of them, and when it was entered."""
    entry = connection.execute(f"{ENTRY} WHERE seq = ? AND {BULK}", (number.seq,)).fetchone()
    found = [] if entry is None else [row for row in _reports(entry, _Roles(connection)) if row.number == number]
    if not found:
        return None
    (at,) = connection.execute("SELECT at FROM audit WHERE seq = ?", (number.seq,)).fetchone()
    return next(_placed(connection, found)), at


def _reports(entry: Row, roles: "_Roles") -> Iterator[Report]:
    seq, actor, changes, undone = entry
    rows = [change for change in json.loads(changes) if change["table"] in TABLES and change["before"] is None
            and (change["table"] != "land_events" or change["after"]["kind"] == "progress")]
    if not rows or not roles.below(actor, seq):
        return
    for part, change in enumerate(rows, 1):
        row: Mapping[str, Any] = change["after"]
        yield Report(Number(seq, part if len(rows) > 1 else 0), row.get("project") or row["task"], TABLES[change["table"]],
                     day(row["on_day"]), actor, change["key"]["id"], state=Checked.UNDONE if undone else None)


def _placed(connection: Connection, reports: Sequence[Report]) -> Iterator[Report]:
    """With the county, the first one of what lies in several, and with what was decided."""
    counties: dict[str, str] = {}
    names = list(dict.fromkeys(row.code for row in reports))
    for start in range(0, len(names), BATCH):
        some = names[start:start + BATCH]
        counties.update(connection.execute(
            f"""WITH wanted (subject) AS (VALUES {', '.join(['(?)'] * len(some))}), {PLACES}
                SELECT subject, MIN(county) FROM places WHERE county IS NOT NULL GROUP BY subject""", some))
    decided = {Number(seq, part): Checked(state) for seq, part, state in connection.execute(
        "SELECT seq, part, state FROM spot_checks")}
    for row in reports:
        yield row._replace(county=counties.get(row.code), state=row.state or decided.get(row.number))


class _Roles:
    """Who had which role when: the audit tells every change of the members. Whoever had none wrote on the machine itself."""

    def __init__(self, connection: Connection) -> None:
        self._now: dict[str, Role] = {person: Role(role) for person, role in connection.execute(
            "SELECT person, role FROM members")}
        self._known: dict[str, list[tuple[int, Role | None]]] = {}
        for seq, changes in connection.execute(
                """SELECT seq, changes FROM audit WHERE changes LIKE '%"table": "members"%' ORDER BY seq"""):
            for change in json.loads(changes):
                if change["table"] == "members" and (change["after"] is None or "role" in change["after"]):
                    role = None if change["after"] is None else Role(change["after"]["role"])
                    self._known.setdefault(change["key"]["person"], []).append((seq, role))

    def below(self, person: str, seq: int) -> bool:
        """Whether that person was a member below headquarters when this row was written."""
        known = self._known.get(person)
        if known is None:  # a restored database may know members of whom its log tells nothing
            role = self._now.get(person)
        else:
            place = bisect_right([number for number, _role in known], seq)
            role = known[place - 1][1] if place else None
        return role is not None and not at_least(role, Role.HQ)
