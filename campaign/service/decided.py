"""What headquarters have just decided about, or are about to, so that their answer can say it."""

from collections.abc import Iterable, Mapping
from typing import Any

from campaign.core.dates import stored_day
from campaign.core.model.consent import Result, ResultState, What
from campaign.core.quantity import format_quantity
from campaign.core.spot_check import PREFIX, Number, ReportKind
from campaign.service import log
from campaign.service.session import Session
from campaign.store.queries import results as queries
from campaign.store.queries.land import land_tasks
from campaign.store.queries.projects import registered
from campaign.store.queries.spot_check import TABLES
from campaign.store.write import Done
from campaign.words.changes import reported_text
from campaign.words.decided import Decided
from campaign.words.labels import measured, money

Row = Mapping[str, Any]
_DECIDED = frozenset({ResultState.CONFIRMED, ResultState.RETURNED})


def decided(session: Session, done: Done) -> list[Decided]:
    """What of its subject this write confirmed or returned."""
    changes = _changes(session, done.seq) if done.seq else []
    gone = {row["key"]["month"]: row["before"]["money"] for row in changes
            if row["table"] == "registered_money" and row["after"] is None}
    reports = [row["after"] for row in changes if row["table"] == "spot_checks" and row["after"]["subject"] == done.subject]
    wanted = {row["key"]["id"] for row in changes if row["table"] == "results" and row["after"]["state"] in _DECIDED}
    return [*(_report(session, row) for row in reports),
            *(_result(session, row, gone) for row in queries.results(session.store, done.subject) if row.id in wanted)]


def waiting(session: Session, rows: Iterable[Result]) -> list[Decided]:
    return [_result(session, row, {}) for row in rows]


def _result(session: Session, row: Result, gone: Mapping[str, int]) -> Decided:
    """``gone``: the money of months that a return has taken out."""
    month, said = (row.item if row.what is What.REGISTRATION else None), ""
    if month is not None:
        months = {found.month: found.money for found in registered(session.store, row.subject)}
        said = money(gone.get(month, months.get(month)))
    elif row.what is What.TAKEN and row.item is not None and (amount := queries.taken(session.store, row.item)) is not None:
        task = land_tasks(session.store, [row.subject]).get(row.subject)
        said = money(amount, sign=True) if task is None else measured(format_quantity(amount), task.measure)
    return Decided(row.what, month, said, row.actor, row.on)


def _report(session: Session, row: Row) -> Decided:
    """One that was drawn, as the log tells of it."""
    kind, number = ReportKind(row["kind"]), Number(row["seq"], row["part"])
    entered = next(change for change in _changes(session, number.seq)
                   if TABLES.get(change["table"]) is kind and change["key"]["id"] == row["report"])
    task = land_tasks(session.store, [row["subject"]]).get(row["subject"])
    return Decided(kind, f"{PREFIX}{number.text}", reported_text(entered, task), row["actor"],
                   stored_day(entered["after"]["on_day"]))


def _changes(session: Session, seq: int) -> list[Row]:
    return [change for entry in log.latest(session, 1, before=seq + 1) for change in entry.changes]
