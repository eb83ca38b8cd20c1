"""Totals by sector and by investor as a list, with the private share. Pure."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from campaign.core.facts import Tally, share
from campaign.core.money import format_percent
from campaign.tables.bar import bar
from campaign.tables.cells import labels_width, rule
from campaign.tables.order import Value
from campaign.tables.tones import Line, Piece
from campaign.tables.width import Column
from campaign.text import _, ngettext
from campaign.words import money

TOTAL_SORTS = ("plan", "done", "pct", "projects", "private")
BAR = 12


class Total(NamedTuple):
    """The projects of one sector or investor, and those among them that are private."""

    name: str
    sums: Tally
    private: Tally

    def add(self, sums: Tally, private: Tally) -> "Total":
        return Total(self.name, self.sums.plus(sums), self.private.plus(private))

    def take(self, sums: Tally, private: Tally) -> "Total":
        return Total(self.name, self.sums.minus(sums), self.private.minus(private))


def private_share(row: Total) -> int | None:
    """Of the plan, 1/10 percent."""
    return share(row.private.plan, row.sums.plan)


def total_value(rows: Mapping[str, Total], sort: str) -> Callable[[str], Value]:
    def less(value: int | None) -> Value:
        return None if value is None else -value

    return {
        "plan": lambda key: less(rows[key].sums.plan),
        "done": lambda key: less(rows[key].sums.done),
        "pct": lambda key: less(share(rows[key].sums.done, rows[key].sums.plan)),
        "projects": lambda key: less(rows[key].sums.projects),
        "private": lambda key: less(private_share(rows[key])),
    }[sort]


def total_columns(rows: Mapping[str, Total]) -> list[Column]:
    return [
        Column("name", _("Sector or investor"), labels_width([row.name for row in rows.values()], 26), 10, flex=1),
        Column("projects", _("Projects"), 8, align="right", priority=2),
        Column("plan", _("Plan"), 9, align="right"),
        Column("done", _("Done"), 9, align="right"),
        Column("pct", _("Done, %"), 8, align="right"),
        Column("bar", "", BAR, priority=3),
        Column("private", _("Private"), 8, align="right", priority=1),
    ]


def total_pieces(row: Total, key: str) -> Piece:
    sums = row.sums
    match key:
        case "name":
            return row.name, ""
        case "projects":
            return str(sums.projects), ""
        case "plan":
            return money(sums.plan), ""
        case "done":
            return money(sums.done), "bold"
        case "pct":
            return format_percent(share(sums.done, sums.plan)), ""
        case "bar":
            text = "".join(said for said, _tone in bar(BAR, sums.done / sums.plan)) if sums.plan > 0 else ""
            return text, "dim"
    return format_percent(private_share(row)), ""


def private_text(row: Total) -> str:
    own, sums = row.private, row.sums
    return _("private {a} of the plan, {b} of the money done").format(
        a=format_percent(private_share(row)), b=format_percent(share(own.done, sums.done)))


def total_details(row: Total, city: Total, width: int) -> list[Line]:
    sums = row.sums
    told = ngettext("{n} project, plan {plan}, done {done}", "{n} projects, plan {plan}, done {done}", sums.projects).format(
        n=sums.projects, plan=money(sums.plan), done=money(sums.done))
    return [
        rule([(f" {row.name} ", "bold")], width),
        [(" " + told, "")],
        [(" " + private_text(row), "")],
        [(" " + _("the city: {what}").format(what=private_text(city)), "dim")],
    ]


def header_text(by: str) -> str:
    return {"sector": _("By sector"), "investor": _("By investor")}[by]
