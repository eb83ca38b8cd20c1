"""Commands about projects: list, add, claim, hand over, report, visit, excuse."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.params import Typed, some, takes, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.store.queries import names as names_queries
from campaign.store.queries import projects as projects_queries
from campaign.text import N_


@takes("project", only="county leader unit manager sector stage investor")
def projects(
    light: Annotated[list[str] | None, Option("--light", metavar="WORD", help=N_("red, yellow, green, none, suspended"))] = None,
    *, typed: Typed,
    started: Annotated[str | None, Option("--started", metavar="WORD", help=N_("new or continued"))] = None,
    orphan: Annotated[bool, Option("--orphan", help=N_("without leader, unit, manager, county or total"))] = False,
    watermelon: Annotated[bool, Option("--watermelon", help=N_("green, yet nothing is heard of them"))] = False,
    waiting: Annotated[bool, Option("--waiting", help=N_("red, waiting for a higher authority"))] = False,
    unregistered: Annotated[bool, Option("--unregistered", help=N_("started, not registered in statistics"))] = False,
    major: Annotated[bool, Option("--major", help=N_("large, or on the provincial list"))] = False,
    nobody_today: Annotated[bool, Option("--nobody-today", help=N_("nobody on site today"))] = False,
    mark: Annotated[str | None, Option("--mark", metavar="WORD", help=N_("watermelon, too_late, at_risk, understaffed, ..."))]
    = None,
    too_late: Annotated[bool, Option("--too-late", help=N_("cannot reach the milestone by the statutory clocks"))] = False,
    lapsing: Annotated[
        str | None, Option("--lapsing", metavar="WORD", help=N_("an approval lapses: soon (days, or it has) or yes (weeks)"))]
    = None,
    contact_due: Annotated[bool, Option("--contact-due", help=N_("an authority is to be spoken with"))] = False,
    text: Annotated[str | None, Option("--text", metavar="TEXT", help=N_("part of the name or code"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import project_lists

    project_lists.projects(
        as_json, as_csv, plain, light=light, **typed, started=started, text=text, orphan=orphan,
        watermelon=watermelon, waiting=waiting, unregistered=unregistered, major=major, nobody_today=nobody_today, mark=mark,
        too_late=too_late, lapsing=lapsing, contact_due=contact_due)


@takes("project", "NAME")
def add_project(typed: Typed, as_json: opt.Json = False) -> None:
    from campaign.service import records

    state = current()
    done = records.add_project(state.session(), typed, state.request)
    said(done, "add-project")
    added(done, as_json)


def claim(
    project: opt.Project,
    leader: Annotated[str, Option("--leader", "-l", metavar="LEADER", help=N_("responsible leader"))],
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("why it is given away, which headquarters must agree to"))]
    = None,
    if_version: opt.IfVersion = None,
) -> None:
    from campaign.cli.names import name_of
    from campaign.service import projects as projects_service

    state = current()
    session = state.session()
    done = projects_service.claim(session, project, leader, why=some(why), version=opt.version(if_version), request=state.request)
    code = projects_queries.project(session.store, done.subject).leader or ""
    said(done, "claim", f"{code} {name_of(code)}".strip())


def handover(
    source: Annotated[str, Argument(metavar="FROM", help=N_("who gives everything away"))],
    target: Annotated[str, Argument(metavar="TO", help=N_("who takes it over"))],
) -> None:
    from campaign.service import projects as projects_service

    state = current()
    done = projects_service.handover(state.session(), source, target, request=state.request)
    code = state.session().code("person", target)
    said(done, "handover", f"-> {code} {names_queries.name_of(state.session().store, 'person', code)}")


@takes("report", without="crew_planned")
def progress(
    project: opt.Project,
    money: Annotated[str | None, Argument(metavar="+MONEY|-MONEY", help=N_("money added, or a correction"))] = None,
    to: Annotated[str | None, Option("--to", metavar="MONEY", help=N_("cumulative money, as offices report it"))] = None,
    on: opt.On = None, *, typed: Typed,
    on_site: Annotated[bool, Option("--on-site", help=N_("seen on site: counts as a visit"))] = False,
    by: opt.By = None,
    safety: Annotated[str | None, Option("--safety", metavar="TEXT", help=N_("a danger: opens a safety blocker"))] = None,
    quality: Annotated[str | None, Option("--quality", metavar="TEXT", help=N_("a defect: opens a safety and quality blocker"))]
    = None,
) -> None:
    from campaign import words as say
    from campaign.service import projects as projects_service
    from campaign.text import _

    money = opt.added_money(money)
    if (crew := typed["crew"]) is not None:
        there, slash, planned = crew.partition("/")
        if not (there and (planned or not slash)):
            raise BadInput("crew_form", text=crew)
        typed |= {"crew": there, "crew_planned": planned if slash else None}
    state = current()
    session = state.session()
    result = projects_service.report(session, project, typed, money=money, to=to, on=on, on_site=on_site, by=by,
                                     safety=some(safety), quality=some(quality), request=state.request)
    row = projects_queries.project(session.store, result.subject)
    detail = _("{money} in all").format(money=say.money(row.done_100)) if money is not None or to is not None else ""
    said(result, "progress", detail)


@takes("funds", only="source")
def fund(
    project: opt.Project,
    money: Annotated[str | None, Argument(metavar="+MONEY|-MONEY", help=N_("money that came in, or a correction"))] = None,
    to: Annotated[str | None, Option("--to", metavar="MONEY", help=N_("all that came in within the campaign"))] = None,
    on: opt.On = None, *, typed: Typed,
) -> None:
    from campaign import words as say
    from campaign.service import projects as service
    from campaign.text import _

    state = current()
    session = state.session()
    done = service.fund(session, project, money=opt.added_money(money), to=to, on=on, **typed, request=state.request)
    row = projects_queries.project(session.store, done.subject)
    said(done, "fund", _("{money} in all").format(money=say.money(row.funds_100)))


def register(
    project: opt.Project,
    month: Annotated[str, Argument(metavar="MONTH", help=N_("month of the statistics, like 2026-10"))],
    money: Annotated[str, Argument(metavar="MONEY", help=N_("registered in that month; said again, it replaces"))],
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason of another figure than stood there"))] = None,
) -> None:
    from campaign import words as say
    from campaign.service import projects as service
    from campaign.text import _

    state = current()
    session = state.session()
    done = service.register(session, project, month, money, why=some(why), request=state.request)
    row = projects_queries.project(session.store, done.subject)
    said(done, "register", _("{money} in all").format(money=say.money(row.registered_100)))


@takes("visit", without="project")
def visit(
    project: opt.Project, typed: Typed,
    resolved: Annotated[list[str] | None, Option("--resolved", metavar="BLOCKER...", help=N_("blockers solved there"))] = None,
    how: Annotated[str | None, Option("--how", metavar="TEXT", help=N_("how they were solved"))] = None,
) -> None:
    from campaign.service import projects as projects_service

    state = current()
    done = projects_service.visit(state.session(), project, by=typed["person"], channel=typed["channel"] or "site",
                                  on=typed["on_day"], solved=typed["solved"], resolved=opt.several(resolved), how=some(how),
                                  request=state.request)
    said(done, "visit")


def excuse(
    days: Annotated[str, Argument(metavar="DATE[..DATE]", help=N_("a day, or the first and the last"))],
    why: Annotated[str, Option("--why", metavar="TEXT", help=N_("reason"))],
    county: opt.County = None, person: opt.Person = None,
) -> None:
    from campaign.service import projects as projects_service

    state = current()
    done = projects_service.excuse(state.session(), days, words(why), county=county, person=person, request=state.request)
    said(done, "excuse")
