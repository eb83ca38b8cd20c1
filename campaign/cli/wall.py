"""``campaign wall``: the wall chart (挂图作战), one file that a browser prints."""

from typing import Annotated

from typer import Option

from campaign.text import N_


def wall(
    paper: Annotated[str, Option("--paper", metavar="A0|A3|A4", help=N_("A0: all on one page; else as many as it takes"))] = "A0",
    by: Annotated[str, Option("--by", metavar="WORD", help=N_("county or leader: what the cards stand under"))] = "county",
    to: Annotated[str | None, Option("--output", "-o", metavar="FILE", help=N_("write it there; - is stdout"))] = None,
    yes: Annotated[bool, Option("--yes", "-y", help=N_("do not ask before FILE is overwritten"))] = False,
) -> None:
    from campaign.cli import to_file
    from campaign.cli.plain_dashboard import when
    from campaign.cli.state import current
    from campaign.cli.wall_html import Sheet, made
    from campaign.cli.wall_layout import PAPERS
    from campaign.core.errors import BadInput
    from campaign.service.due_days import by_project
    from campaign.tables.charts.days_axis import days_of
    from campaign.tables.wall_chart import By, groups, total
    from campaign.text import _
    from campaign.words import day, long_day
    from campaign.words.labels import message
    from campaign.words.reading import word

    size = paper.upper()
    if size not in PAPERS:
        raise BadInput("wall_paper", text=paper, papers=", ".join(PAPERS))
    how = By(word(By, by, message))
    to_file.place("wall", to, yes)
    session = current().session()
    situation = session.situation()
    campaign, today = situation.snapshot.campaign, situation.today
    days = by_project(session, situation)
    listed = [row for row in situation.snapshot.projects.values() if row.withdrawn is None]
    golden = "" if campaign.golden_end is None else _("golden window to {day}").format(day=day(campaign.golden_end))
    sheet = Sheet(
        _("{name}: wall chart").format(name=campaign.name), when(campaign, today), long_day(today),
        _("Audit chain up to entry {seq}: {head}").format(seq=situation.snapshot.seq, head=situation.snapshot.head[:12]),
        days_of(campaign, today), golden, dict(situation.lights), total(situation, days, listed),
        groups(situation, days, how))
    to_file.write(to, made(sheet, size))
