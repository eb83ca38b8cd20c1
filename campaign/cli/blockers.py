"""Commands about blockers: list, open, pass on, note, escalate, hold, resolve, reopen."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.acts import added, name_of, said
from campaign.cli.options import some, words
from campaign.cli.state import current
from campaign.text import N_

How = Annotated[str, Option("--how", metavar="TEXT", help=N_("how it was solved"))]
Why = Annotated[str, Option("--why", metavar="TEXT", help=N_("reason"))]


def blockers(
    every: Annotated[bool, Option("--all", help=N_("resolved ones too"))] = False,
    overdue: Annotated[bool, Option("--overdue", help=N_("past their due day"))] = False,
    state: Annotated[str | None, Option("--state", metavar="WORD", help=N_("open, on_hold, resolved or overdue"))] = None,
    unit: opt.Unit = None, county: opt.County = None, leader: opt.Leader = None, person: opt.Person = None,
    category: opt.Category = None, authority: opt.Authority = None,
    level: Annotated[list[str] | None, Option("--level", metavar="0-4", help=N_("level of escalation"))] = None,
    flag: Annotated[str | None, Option("--flag", metavar="WORD", help=N_("buck_passing, slow or escalation_due"))] = None,
    project: Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("on this project"))] = None,
    text: Annotated[str | None, Option("--text", metavar="TEXT", help=N_("part of the title or code"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import lists

    lists.blockers(as_json, as_csv, plain, every=every, overdue=overdue, state=state, unit=unit, county=county, leader=leader,
                   person=person, category=category, authority=authority, level=opt.several(level), flag=flag,
                   project=project, text=text)


def add_blocker(
    title: Annotated[str, Argument(metavar="TITLE", help=N_("one distinct issue; - reads stdin"))],
    category: Annotated[str, Option("--category", metavar="WORD", help=N_("expropriation, land, forest, eia, funding, ..."))],
    projects: Annotated[list[str] | None, Option("--project", "-p", metavar="PROJECT...", help=N_("projects it is on"))] = None,
    county: opt.County = None, unit: opt.Unit = None, person: opt.Person = None, due: opt.Due = None,
    authority: opt.Authority = None,
    opened: Annotated[str | None, Option("--on", metavar="DATE", help=N_("day of it, if not today"))] = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import edits

    state = current()
    typed = {"title": words(title), "category": category, "unit": unit, "person": person, "due": due, "authority": authority}
    done = edits.add_blocker(state.session(), typed, projects=opt.several(projects), county=county, opened=opened,
                             request=state.request)
    said(done, "add-blocker")
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
    code = state.session().store.blocker(done.subject).unit or ""
    said(done, "assign", f"-> {code} {name_of(code)}")


def note(blocker: opt.Blocker, text: opt.Text, on: opt.On = None) -> None:
    from campaign.service import blockers as service

    state = current()
    said(service.note(state.session(), blocker, words(text), on=on, request=state.request), "note")


def contact(blocker: opt.Blocker, text: opt.Text, on: opt.On = None) -> None:
    from campaign.service import blockers as service

    state = current()
    said(service.contact(state.session(), blocker, words(text), on=on, request=state.request), "contact")


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
    level = state.session().store.blocker(done.subject).level
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
    done = service.hold(state.session(), blocker, reason, review, text=some(why), on=on, version=opt.version(if_version),
                        request=state.request)
    said(done, "hold")


def resolve(
    blocker: opt.Blocker, how: How,
    on_site: Annotated[bool, Option("--on-site", help=N_("solved on site: counts as a visit"))] = False,
    by: opt.By = None, on: opt.On = None, if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import blockers as service

    state = current()
    done = service.resolve(state.session(), blocker, words(how), on_site=on_site, by=by, on=on,
                           version=opt.version(if_version), request=state.request)
    said(done, "resolve")


def reopen(blocker: opt.Blocker, why: Why, if_version: opt.IfVersion = None) -> None:
    from campaign.service import blockers as service

    state = current()
    done = service.reopen(state.session(), blocker, words(why), version=opt.version(if_version), request=state.request)
    said(done, "reopen")
