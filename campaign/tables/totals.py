"""Totals by sector and by investor as a list, with the private share. Pure."""

from typing import NamedTuple

from campaign.core.facts import Tally, share
from campaign.core.money import format_percent
from campaign.service.questions import By
from campaign.tables.cells import labels_width
from campaign.tables.charts.bar import bar
from campaign.tables.detail import head
from campaign.tables.order import less
from campaign.tables.signs import Signs
from campaign.tables.table import Column, Group, Listing, Table, spoken
from campaign.tables.tones import Line
from campaign.text import N_, _, ngettext
from campaign.words import money

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


def _bar(told: Listing[Total], row: Total, room: int, signs: Signs) -> Line:
    sums = row.sums
    return bar(room, sums.done / sums.plan, signs) if sums.plan > 0 else [(" " * room, "")]


TOTALS = Table[Listing[Total], Total](
    "totals",
    columns=(
        Column("name", N_("Sector or investor"), lambda told, column, room: (labels_width(column.texts(told), 26), 10),
               lambda told, row: (row.name, ""), flex=1),
        Column("projects", N_("Projects"), 8, lambda told, row: (str(row.sums.projects), ""), align="right", gives=2,
               sort=lambda told: lambda key: less(told.rows[key].sums.projects)),
        Column("plan", N_("Plan"), spoken(10, 9), lambda told, row: (money(row.sums.plan), ""), align="right",
               sort=lambda told: lambda key: less(told.rows[key].sums.plan)),
        Column("done", N_("Done"), spoken(10, 9), lambda told, row: (money(row.sums.done), "strong"), align="right",
               sort=lambda told: lambda key: less(told.rows[key].sums.done)),
        Column("pct", N_("Done, %"), 8, lambda told, row: (format_percent(share(row.sums.done, row.sums.plan)), ""),
               align="right", sort=lambda told: lambda key: less(share(told.rows[key].sums.done, told.rows[key].sums.plan))),
        Column("bar", "", BAR, draw=_bar, gives=3),
        Column("private", N_("Private"), 8, lambda told, row: (format_percent(private_share(row)), ""), align="right", gives=1,
               sort=lambda told: lambda key: less(private_share(told.rows[key]))),
    ),
    sorts=("plan", "done", "pct"), groups=("by",),
    grouped={"by": Group(lambda told: lambda key: key.partition(" ")[0],
                         lambda told, name: _("By sector") if name == By.SECTOR else _("By investor"),
                         lambda told: lambda name, keys: name != By.SECTOR)},
    facts=lambda told, group, keys, width: [], called=lambda told, row: row.name)


def private_text(row: Total) -> str:
    own, sums = row.private, row.sums
    return _("private {a} of the plan, {b} of the money done").format(
        a=format_percent(private_share(row)), b=format_percent(share(own.done, sums.done)))


def details(row: Total, city: Total, width: int) -> list[Line]:
    sums = row.sums
    told = ngettext("{n} project, plan {plan}, done {done}", "{n} projects, plan {plan}, done {done}", sums.projects).format(
        n=sums.projects, plan=money(sums.plan), done=money(sums.done))
    return [
        head("", row.name, width),
        [(" " + told, "")],
        [(" " + private_text(row), "")],
        [(" " + _("the city: {what}").format(what=private_text(city)), "quiet")],
    ]
