"""The forecast as a list: where each group ends by the last day, and what that is against its plan."""

from collections.abc import Iterable

from campaign.core.model.project import Investor, Sector
from campaign.core.situation import Situation
from campaign.service.forecast import Line
from campaign.service.questions import By
from campaign.tables.order import less
from campaign.tables.table import Column, Listing, Plain, Record, Table, widest
from campaign.text import N_, _
from campaign.words import label, money
from campaign.words.forecast import gap_text, probability_text


class Forecasts(Listing[Line]):
    """By the codes of the rows; of that without one by ``""``."""

    def __init__(self, situation: Situation, lines: Iterable[Line], by: By | None = None) -> None:
        super().__init__(situation, {line.code or "": line for line in lines})
        self.by = by

    def called(self, row: Line) -> str | None:
        return group_name(self.situation, self.by, row.code)


def group_name(situation: Situation, by: By | None, code: str | None) -> str | None:
    """Of a row that stands for a group; None of those of which the group is not known. Without ``by``: the city, or a project."""
    if code is None:
        return situation.snapshot.campaign.name if by is None else None
    match by:
        case By.SECTOR:
            return label(Sector(code))
        case By.INVESTOR:
            return label(Investor(code))
    return situation.name_of(code)


def record(told: Forecasts, row: Line) -> Record:
    found = row.forecast
    return {"code": row.code, "name": told.called(row), "p10": found.p10, "p50": found.p50, "p90": found.p90, "plan": found.plan,
            "gap": found.gap, "probability": found.probability, "needed_per_day": found.needed_per_day}


def between_text(low: int, high: int) -> str:
    """Between what eight runs in ten end."""
    return _("{low} to {high}").format(low=money(low), high=money(high))


FORECAST = Table[Forecasts, Line](
    "forecast",
    columns=(
        Column("name", N_("Name"), widest(24, 8), lambda told, row: (told.called(row) or _("(not known)"), ""), flex=1,
               plain=Plain(lambda row: row["name"] or _("(not known)"), flexible=True)),
        Column("p50", N_("Forecast"), widest(12), lambda told, row: (money(row.forecast.p50), "strong"), align="right",
               sort=lambda told: lambda key: less(told.rows[key].forecast.p50), plain=Plain(right=True)),
        Column("between", N_("8 in 10"), widest(22),
               lambda told, row: (between_text(row.forecast.p10, row.forecast.p90), "quiet"), align="right", gives=2,
               plain=Plain(lambda row: between_text(row["p10"], row["p90"]), N_("8 in 10"), right=True)),
        Column("plan", N_("Plan"), widest(12), lambda told, row: (money(row.forecast.plan), ""), align="right", gives=1,
               sort=lambda told: lambda key: less(told.rows[key].forecast.plan), plain=Plain(right=True)),
        Column("gap", N_("Against the plan"), widest(16), lambda told, row: (gap_text(row.forecast.gap), ""), align="right",
               sort=lambda told: lambda key: less(told.rows[key].forecast.gap),
               plain=Plain(lambda row: gap_text(row["gap"]), N_("Against the plan"), right=True)),
        Column("probability", N_("Likely"), widest(9),
               lambda told, row: (probability_text(row.forecast.probability, row.forecast.needed_per_day), ""), align="right",
               sort=lambda told: lambda key: told.rows[key].forecast.probability,
               plain=Plain(lambda row: probability_text(row["probability"], row["needed_per_day"]), N_("Likely"), right=True)),
        Column("needed", N_("A day"), widest(12), lambda told, row: (money(row.forecast.needed_per_day), ""), align="right",
               gives=3, sort=lambda told: lambda key: less(told.rows[key].forecast.needed_per_day),
               plain=Plain(head=N_("A day"), key="needed_per_day", right=True)),
    ),
    sorts=("gap", "probability", "p50"), record=record, called=lambda told, row: told.called(row) or "")
