"""Commands about blockers: list, open, pass on, note, escalate, hold, resolve, reopen."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.freezes import frozen
from campaign.cli.names import coded, name_of
from campaign.cli.params import Typed, some, takes, words
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.store.queries import blockers as blockers_queries
from campaign.text import N_

How = Annotated[str, Option("--how", metavar="TEXT", help=N_("how it was solved"))]
BlockerOrApproval = Annotated[str, Argument(metavar="BLOCKER|APPROVAL", help=N_("a blocker, or the code of an approval"))]
Reopened = Annotated[str, Argument(metavar="CODE", help=N_("a blocker, or the code of a land task or an approval"))]


@takes("blocker", only="unit person category authority")
def blockers(
    every: Annotated[bool, Option("--all", help=N_("resolved ones too"))] = False,
    overdue: Annotated[bool, Option("--overdue", help=N_("past their due day"))] = False,
    state: Annotated[str | None, Option("--state", metavar="WORD", help=N_("open, on_hold, resolved or overdue"))] = None,
    county: opt.County = None, leader: opt.Leader = None, *, typed: Typed,
    level: Annotated[list[str] | None, Option("--level", metavar="0-4", help=N_("level of escalation"))] = None,
    flag: Annotated[str | None, Option("--flag", metavar="WORD", help=N_("buck_passing, slow or escalation_due"))] = None,
    project: opt.OnProject = None,
    text: Annotated[str | None, Option("--text", metavar="TEXT", help=N_("part of the title or code"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import blocker_lists

    blocker_lists.blockers(as_json, as_csv, plain, every=every, overdue=overdue, state=state, county=county, leader=leader,
                     level=level, flag=flag, project=project, text=text, **typed)


@takes("blocker", "TITLE", help={"title": N_("one distinct issue; - reads stdin")})
def add_blocker(
    typed: Typed,
    projects: Annotated[list[str] | None, Option("--project", "-p", metavar="PROJECT...", help=N_("projects it is on"))] = None,
    county: opt.County = None, about: opt.About = None,
    opened: Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of it, if not today"))] = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import blockers

    if typed["category"] is None and about is None:
        raise opt.missing("--category", "add-blocker")
    state = current()
    done = blockers.add_blocker(state.session(), typed, projects=opt.several(projects), county=county, about=about, opened=opened,
                               request=state.request)
    said(done, "add-blocker", "", "" if done.replayed else frozen(done.subject, freed=False))
    added(done, as_json)


def assign(
    blocker: opt.Blocker,
    unit: Annotated[str, Option("--unit", "-u", metavar="UNIT", help=N_("into whose hands"))],
    did: Annotated[str | None, Option("--did", metavar="TEXT", help=N_("what was done before passing it on"))] = None,
    person: opt.Person = None, on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import blockers as service

    state = current()
    done = service.assign(state.session(), blocker, unit, did=some(did), person=person, on=on,
                          version=opt.version(if_version), request=state.request)
    code = blockers_queries.blocker(state.session().store, done.subject).unit or ""
    said(done, "assign", f"-> {code} {name_of(code)}")


def note(blocker: opt.Blocker, text: opt.Text, on: opt.On = None) -> None:
    from campaign.service import blockers as service

    state = current()
    said(service.note(state.session(), blocker, words(text), on=on, request=state.request), "note")


def contact(
    what: BlockerOrApproval, text: opt.Text,
    following: Annotated[str | None, Option("--next", metavar="DATE", help=N_("of an approval: day agreed for the next time"))]
    = None,
    on: opt.On = None,
) -> None:
    from campaign.service import approvals
    from campaign.service import blockers as service

    state = current()
    approval = coded(what, "approval")
    if approval is not None:
        done = approvals.contact(state.session(), approval, words(text), following=following, on=on, request=state.request)
    elif following is not None:
        raise BadInput("field_not_here", field="following", code=what)
    else:
        done = service.contact(state.session(), what, words(text), on=on, request=state.request)
    said(done, "contact")


def escalate(
    blocker: opt.Blocker,
    upward: Annotated[bool, Option("--upward", help=N_("to the liaison with province and ministries (level 4)"))] = False,
    on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign import words as say
    from campaign.service import blockers as service

    state = current()
    done = service.escalate(state.session(), blocker, upward=upward, on=on, version=opt.version(if_version),
                            request=state.request)
    level = blockers_queries.blocker(state.session().store, done.subject).level
    said(done, "escalate", f"-> {level} {say.level(level)}")


def hold(
    blocker: opt.Blocker,
    reason: Annotated[str, Option("--reason", metavar="WORD",
                                  help=N_("waiting_higher, force_majeure, weather, developer, funding or other"))],
    review: Annotated[str, Option("--review", metavar="DATE", help=N_("day on which it is looked at again"))],
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("more about it"))] = None,
    on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import blockers as service

    state = current()
    done = service.hold(state.session(), blocker, reason, review, why=some(why), on=on, version=opt.version(if_version),
                        request=state.request)
    said(done, "hold")


def resolve(
    blocker: opt.Blocker, how: How,
    on_site: Annotated[bool, Option("--on-site", help=N_("solved on site: counts as a visit"))] = False,
    by: opt.By = None, on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import blockers as service
    from campaign.words.sentences import no_visit

    state = current()
    done = service.resolve(state.session(), blocker, words(how), on_site=on_site, by=by, on=on,
                           version=opt.version(if_version), request=state.request)
    left_out = service.unvisited(state.session(), done.subject) if on_site else []
    said(done, "resolve", "", "" if done.replayed else frozen(done.subject, freed=True), no_visit(left_out))


def reopen(what: Reopened, why: opt.Reason, if_version: opt.IfVersion = None) -> None:
    from campaign.service import approvals, blockers, land

    state = current()
    task, approval = coded(what, "land_task"), coded(what, "approval")
    verb = land.reopen if task else approvals.reopen if approval else blockers.reopen
    said(verb(state.session(), task or approval or what, words(why), version=opt.version(if_version), request=state.request),
         "reopen")
