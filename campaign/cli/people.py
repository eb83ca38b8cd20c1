"""Commands about people, counties and units, and ``edit``, which changes anything that has a code."""

from typing import Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.params import Typed, some, takes
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.text import N_


@takes("person", only="rank")
def leaders(
    unclaimed: Annotated[bool, Option("--unclaimed", help=N_("city leaders without a major project"))] = False, *, typed: Typed,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import people_lists

    people_lists.leaders(as_json, as_csv, plain, unclaimed=unclaimed, **typed)


def counties(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import county_lists

    county_lists.counties(as_json, as_csv, plain)


@takes("unit", only="county")
def units(typed: Typed, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import people_lists

    people_lists.units(as_json, as_csv, plain, **typed)


@takes("person", only="unit county")
def people(typed: Typed, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import people_lists

    people_lists.people(as_json, as_csv, plain, **typed)


@takes("person", "NAME", without="leader")
def add_leader(typed: Typed, as_json: opt.Json = False) -> None:
    _add_person(typed, as_json, leader=True)


@takes("person", "NAME", without="leader")
def add_person(typed: Typed, as_json: opt.Json = False) -> None:
    _add_person(typed, as_json, leader=False)


def _add_person(typed: Typed, as_json: bool, *, leader: bool) -> None:
    from campaign.service import records

    state = current()
    done = records.add_person(state.session(), typed, leader=leader, request=state.request)
    said(done, "add-leader" if leader else "add-person")
    added(done, as_json)


@takes("county", "NAME")
def add_county(typed: Typed, as_json: opt.Json = False) -> None:
    from campaign.service import records

    state = current()
    done = records.add(state.session(), "county", typed, state.request)
    said(done, "add-county")
    added(done, as_json)


@takes("unit", "NAME")
def add_unit(typed: Typed, as_json: opt.Json = False) -> None:
    from campaign.service import records

    state = current()
    done = records.add(state.session(), "unit", typed, state.request)
    said(done, "add-unit")
    added(done, as_json)


@takes(opt.EVERY)
def edit(
    code: opt.Code, typed: Typed,
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason of another target, such as a due day"))] = None,
    about: opt.About = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import records

    state = current()
    session = state.session()
    code = session.any_code(code)
    if codes.is_a(code, "blocker") and typed["title"] is None:
        typed["title"] = typed.pop("name")
    # A person's column on the board is stored under the name of the field by which others have their leader.
    board = typed.pop("board")
    if codes.is_a(code, "person"):
        if typed["leader"] is not None:
            raise BadInput("field_not_here", field="leader", code=code)
        typed["leader"] = board
    elif board is not None:
        raise BadInput("field_not_here", field="board", code=code)
    done = records.edit(session, code, typed, why=some(why), about=about, version=opt.version(if_version), request=state.request)
    said(done, "edit")
