"""What headquarters decide about a report of a week that is over: it is right, or it is taken out by a dated correction."""

from datetime import datetime, time

from campaign.core.dates import format_instant, zone
from campaign.core.errors import NotFound, Refused
from campaign.core.model.land import LandEventKind
from campaign.core.plausible import left_of
from campaign.core.spot_check import PREFIX, Checked, Number, Report, ReportKind, days_of, last_week
from campaign.store.plausible import SUMS, daily
from campaign.store.queries.spot_check import TABLES, report_of
from campaign.store.write import Write
from campaign.store.writes import land


def confirm(write: Write, number: Number) -> str:
    """The code of what it is of. Raises as ``take_out``."""
    return _decide(write, _waiting(write, number), Checked.CONFIRMED)


def take_out(write: Write, number: Number, why: str) -> str:
    """Likewise. The correction has the day of the report, so that no day counts it any more; neither is a report of that day.
    What was corrected since is taken out as far as it is left.

    Raises ``NotFound`` where no member below headquarters has entered it, ``Refused`` while its week goes on, and when it was
    taken back or decided about before.
    """
    report = _waiting(write, number)
    table, on = _TABLES[report.kind], report.on.isoformat()
    (amount,) = write.one(f"SELECT {SUMS[table].amount} FROM {table} WHERE id = ?", report.row) or (0,)
    left = left_of(amount or 0, daily(write, table, report.code, on), on)
    if report.kind is ReportKind.LAND:
        land.record(write, report.code, LandEventKind.PROGRESS, report.on, amount=-left, text=why)
    else:
        said = "note" if report.kind is ReportKind.PROGRESS else "source"
        write.insert(table, {"project": report.code, "on_day": on, "money": -left, said: why})
    return _decide(write, report, Checked.RETURNED, why, write.changes[-1]["key"]["id"])


def _decide(write: Write, report: Report, state: Checked, why: str | None = None, correction: int | None = None) -> str:
    seq, part = report.number
    write.insert("spot_checks", {
        "seq": seq, "part": part, "subject": report.code, "actor": report.by, "kind": report.kind.value, "report": report.row,
        "state": state.value, "decided_by": write.actor, "decided_on": write.today.isoformat(), "why": why,
        "correction": correction}, {"seq": seq, "part": part})
    write.touch(report.code)
    return report.code


def _waiting(write: Write, number: Number) -> Report:
    found = report_of(write.connection, number)
    text = f"{PREFIX}{number.text}"
    if found is None:
        raise NotFound("no_report", number=text)
    report, at = found
    _first, over = days_of(write.campaign, last_week(write.campaign, write.today))
    if at >= format_instant(datetime.combine(over, time.min, zone(write.campaign.time_zone))):
        raise Refused("report_week_goes_on", number=text)
    if report.state is not None:
        raise Refused("report_decided", number=text, state=report.state)
    return report


_TABLES = {kind: table for table, kind in TABLES.items()}
