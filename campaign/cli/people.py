"""Commands about people, counties and units, and ``edit``, which changes anything that has a code."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.feedback import added, from_another, said
from campaign.cli.options import some, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.text import N_

Name = Annotated[str, Argument(metavar="NAME", help=N_("name; - reads stdin"))]


def leaders(
    unclaimed: Annotated[bool, Option("--unclaimed", help=N_("city leaders without a major project"))] = False,
    rank: opt.Rank = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import listing

    listing.leaders(as_json, as_csv, plain, unclaimed=unclaimed, rank=rank)


def counties(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import listing

    listing.counties(as_json, as_csv, plain)


def units(county: opt.County = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import listing

    listing.units(as_json, as_csv, plain, county=county)


def people(unit: opt.Unit = None, county: opt.County = None, as_json: opt.Json = False, as_csv: opt.Csv = False,
           plain: opt.Plain = False) -> None:
    from campaign.cli import listing

    listing.people(as_json, as_csv, plain, unit=unit, county=county)


def add_leader(name: Name, post: opt.Post = None, rank: opt.Rank = None, unit: opt.Unit = None, county: opt.County = None,
               as_json: opt.Json = False) -> None:
    _add_person(name, post, rank, unit, county, as_json, leader=True)


def add_person(name: Name, post: opt.Post = None, rank: opt.Rank = None, unit: opt.Unit = None, county: opt.County = None,
               as_json: opt.Json = False) -> None:
    _add_person(name, post, rank, unit, county, as_json, leader=False)


def _add_person(name: str, post: str | None, rank: str | None, unit: str | None, county: str | None, as_json: bool, *,
                leader: bool) -> None:
    from campaign.service import records

    state = current()
    typed = {"name": words(name), "post": some(post), "rank": rank, "unit": unit, "county": county}
    done = records.add_person(state.session(), typed, leader=leader, request=state.request)
    said(done, "add-leader" if leader else "add-person")
    added(done, as_json)


def add_county(name: Name, leader: opt.Leader = None, as_json: opt.Json = False) -> None:
    from campaign.service import records

    state = current()
    done = records.add_county(state.session(), {"name": words(name), "leader": leader}, state.request)
    said(done, "add-county")
    added(done, as_json)


def add_unit(name: Name, authority: opt.Authority = None, county: opt.County = None, as_json: opt.Json = False) -> None:
    from campaign.service import records

    state = current()
    typed = {"name": words(name), "authority": authority, "county": county}
    done = records.add_unit(state.session(), typed, state.request)
    said(done, "add-unit")
    added(done, as_json)


def edit(
    code: opt.Code,
    name: Annotated[str | None, Option("--name", metavar="TEXT", help=N_("name"))] = None,
    title: Annotated[str | None, Option("--title", metavar="TEXT", help=N_("title of a blocker"))] = None,
    stage: opt.Stage = None, started: opt.Started = None, finished: opt.Finished = None, registered: opt.Registered = None,
    planned_start: opt.PlannedStart = None, planned_finish: opt.PlannedFinish = None, total: opt.Total = None,
    plan: opt.Plan = None, plan_year: opt.PlanYear = None, done_before: opt.DoneBefore = None, leader: opt.Leader = None,
    county: opt.County = None, unit: opt.Unit = None, manager: opt.Manager = None, sector: opt.Sector = None,
    investor: opt.Investor = None, national_code: opt.NationalCode = None, developer: opt.Developer = None,
    node: opt.Node = None, funds_planned: opt.FundsPlanned = None, anchor: opt.Anchor = None,
    expected_tax: opt.ExpectedTax = None, pull: opt.Pull = None, provincial_key: opt.ProvincialKey = None,
    suspended: opt.Suspended = None, review: opt.Review = None, withdrawn: opt.Withdrawn = None, due: opt.Due = None,
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason of another due day"))] = None,
    category: opt.Category = None, authority: opt.Authority = None, person: opt.Person = None, post: opt.Post = None,
    rank: opt.Rank = None, about: opt.About = None, kind: opt.LandKind = None, target: opt.Target = None,
    measure: opt.Measure = None, expires: opt.Expires = None, next_contact: opt.NextContact = None,
    board: Annotated[bool | None, Option("--board/--no-board", help=N_("of a person: has a column on the board"))] = None,
    place: opt.Place = None, first: opt.First = None, last: opt.Last = None, purpose: opt.Purpose = None,
    on: Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of a promotion event"))] = None,
    note: opt.Note = None, chain: opt.Chain = None, firm: opt.Firm = None, trip: opt.Trip = None, event: opt.Event = None,
    yes: opt.Yes = False, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import records

    state = current()
    session = state.session()
    code = session.any_code(code)
    typed = {
        "name": some(name), "title": some(title), "stage": stage, "started": started, "finished": finished,
        "registered": registered, "planned_start": planned_start, "planned_finish": planned_finish, "total": total,
        "plan_100": plan, "plan_year": plan_year, "done_before": done_before, "leader": leader, "county": county, "unit": unit,
        "manager": manager, "sector": sector, "investor": investor, "national_code": national_code,
        "developer": some(developer), "node": some(node), "funds_planned": funds_planned, "anchor": some(anchor),
        "expected_tax": expected_tax, "pull": pull, "provincial_key": opt.yes_no(provincial_key),
        "suspended": some(suspended), "review": review, "withdrawn": some(withdrawn), "due": due, "category": category,
        "authority": authority, "person": person, "post": some(post), "rank": rank,
        "kind": kind, "target": target, "measure": measure, "expires": expires, "next_contact": next_contact,
        "place": some(place), "first": first, "last": last, "purpose": some(purpose), "on": on, "note": some(note),
        "chain": some(chain), "firm": some(firm), "trip": trip, "event": event}
    if code[0] == "B" and name is not None and title is None:
        typed["title"] = typed.pop("name")
    # A person's column on the board is stored under the name of the field by which a project has its leader.
    if code[0] in "LM" and leader is not None:
        raise BadInput("field_not_here", field="leader", code=code)
    if board is not None:
        if code[0] not in "LM":
            raise BadInput("field_not_here", field="board", code=code)
        typed["leader"] = opt.yes_no(board)
    version = opt.version(if_version)
    if code[0] in "PK" and leader is not None and not yes:
        version = from_another(session, "edit", code, leader, version)
    done = records.edit(session, code, typed, why=some(why), about=about, version=version,
                      request=state.request)
    said(done, "edit")
