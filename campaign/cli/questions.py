"""Commands that answer one question each: where to go today, whose site was empty, what freezes most, what is too late, how the
rates stand, what a leader has done.
"""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.text import N_

Whom = Annotated[str | None, Argument(metavar="[LEADER]", help=N_("leader; left out: yourself, or all if you lead nothing"))]
Obstacle = Annotated[str | None, Argument(metavar="[CODE]", help=N_("a blocker, or the code of a land task; all if left out"))]
OneProject = Annotated[str | None, Option("--project", metavar="PROJECT", help=N_("code, name, its beginning or its pinyin"))]


def today(
    leader: Whom = None,
    everyone: Annotated[bool, Option("--all", help=N_("of all leaders, whatever you lead"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import today as view

    view.today(as_json, as_csv, plain, leader, everyone)


def presence(
    county: opt.County = None, leader: opt.Leader = None, project: OneProject = None,
    absent: Annotated[bool, Option("--absent", help=N_("nobody on site today"))] = False,
    leaders: Annotated[bool, Option("--leaders", help=N_("each leader's visits: on site, by phone, in meetings"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import presence as view

    if leaders:
        view.contacts(as_json, as_csv, plain, leader=leader, others=(county, project), absent=absent)
    else:
        view.presence(as_json, as_csv, plain, county=county, leader=leader, project=project, absent=absent)


def blast(code: Obstacle = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli.answers import blast as view

    if code is None:
        view.blasts(as_json, as_csv, plain)
    else:
        view.blast(as_json, as_csv, plain, code)


def too_late(
    risk: Annotated[bool, Option("--risk", help=N_("also those that miss it if every authority takes its full time"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import too_late as view

    view.too_late(as_json, as_csv, plain, risk=risk)


def rates(
    by: Annotated[str | None, Option("--by", metavar="WORD", help=N_("county, leader, sector or investor"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import rates as view

    view.rates(as_json, as_csv, plain, by)


def dossier(
    leader: Annotated[str, Argument(metavar="LEADER", help=N_("leader"))],
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.answers import dossier as view

    view.dossier(as_json, as_csv, plain, leader)
