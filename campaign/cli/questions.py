"""Commands that answer one question each: where to go today, whose site was empty, what freezes most, what is too late, how the
rates stand, what a leader has done.
"""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.text import N_

Whom = Annotated[str | None, Argument(metavar="[LEADER]", help=N_("leader; yourself if left out"))]
Obstacle = Annotated[str | None, Argument(metavar="[CODE]", help=N_("a blocker, or the code of a land task; all if left out"))]
OneProject = Annotated[str | None, Option("--project", metavar="PROJECT", help=N_("code, name, its beginning or its pinyin"))]


def today(leader: Whom = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import questions_views as views

    views.today(as_json, as_csv, plain, leader)


def presence(
    county: opt.County = None, leader: opt.Leader = None, project: OneProject = None,
    absent: Annotated[bool, Option("--absent", help=N_("nobody on site today"))] = False,
    leaders: Annotated[bool, Option("--leaders", help=N_("each leader's visits: on site, by phone, in meetings"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import questions_views as views

    if leaders:
        views.contacts(as_json, as_csv, plain, leader=leader, others=(county, project), absent=absent)
    else:
        views.presence(as_json, as_csv, plain, county=county, leader=leader, project=project, absent=absent)


def blast(code: Obstacle = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import questions_views as views

    if code is None:
        views.blasts(as_json, as_csv, plain)
    else:
        views.blast(as_json, as_csv, plain, code)


def too_late(
    risk: Annotated[bool, Option("--risk", help=N_("also those that miss it if every authority takes its full time"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import questions_views as views

    views.too_late(as_json, as_csv, plain, risk=risk)


def rates(
    by: Annotated[str | None, Option("--by", metavar="WORD", help=N_("county, leader, sector or investor"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import questions_views as views

    views.rates(as_json, as_csv, plain, by)


def dossier(
    leader: Annotated[str, Argument(metavar="LEADER", help=N_("leader"))],
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import questions_views as views

    views.dossier(as_json, as_csv, plain, leader)
