"""Commands about approvals, and the working calendar by which their limits run."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.feedback import said
from campaign.cli.freezes import still_open
from campaign.cli.params import Typed, some, takes, words
from campaign.cli.state import current
from campaign.core import codes
from campaign.core.errors import BadInput
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import log as log_queries
from campaign.store.write import Done
from campaign.text import N_


@takes("approval", only="authority unit")
def approvals(
    project: opt.OnProject = None, county: opt.County = None, leader: opt.Leader = None, *, typed: Typed,
    kind: Annotated[list[str] | None, Option("--kind", metavar="WORD", help=N_("site, land, forest, permit, ..."))] = None,
    state: Annotated[list[str] | None, Option("--state", metavar="WORD", help=N_("needed, submitted, granted, not_needed"))]
    = None,
    overdue: Annotated[bool, Option("--overdue", help=N_("past the statutory limit"))] = False,
    contact_due: Annotated[bool, Option("--contact-due", help=N_("the authority is to be spoken with"))] = False,
    lapsing: Annotated[bool, Option("--lapsing", help=N_("granted, lapsing within weeks or lapsed"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import approval_lists

    approval_lists.approvals(as_json, as_csv, plain, project=project, county=county, leader=leader, kind=kind,
                             state=state, overdue=overdue, contact_due=contact_due, lapsing=lapsing, **typed)


@takes("approval", only="unit authority", help={"unit": N_("the body that decides")})
def add_approval(
    project: opt.Project,
    kinds: Annotated[list[str] | None, Argument(metavar="[KIND...]", help=N_("what it needs; all that is missing if left out"))]
    = None,
    submitted: Annotated[str | None, Option("--submitted", metavar="DATE", help=N_("handed in on that day"))] = None,
    not_needed: Annotated[str | None, Option("--not-needed", metavar="WHY", help=N_("not needed, and why"))] = None,
    *, typed: Typed, as_json: opt.Json = False,
) -> None:
    """The new codes, one a line; with ``--json`` their rows, in an array even when it is one."""
    from campaign.cli.record import described
    from campaign.service import approvals as service

    state = current()
    session = state.session()
    done, new = service.add_approvals(session, project, kinds or (), submitted=submitted, not_needed=some(not_needed),
                                   **typed, request=state.request)
    said(done, "add-approval", " ".join(new) if len(new) > 1 else "")
    new = new or _added_by(done)
    if as_json:
        output.json_rows([described(code) for code in new])
    else:
        output.data("\n".join(new))


def _added_by(done: Done) -> list[str]:
    """The codes that an earlier run of the same request has added."""
    entry = log_queries.log(current().session().store, limit=1, before=done.seq + 1)[0]
    return [code for code in entry.touched if codes.is_a(code, "approval")]


@takes("approval", only="unit due", help={"unit": N_("to whom"), "due": N_("end of the limit, if not the statutory one")})
def submit(
    approval: opt.Approval, on: opt.On = None, *, typed: Typed,
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("why it is handed in once more"))] = None,
    if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import approvals as service
    from campaign.text import _

    state = current()
    done = service.submit(state.session(), approval, on=on, **typed, why=some(why), version=opt.version(if_version),
                          request=state.request)
    until = approvals_queries.approval(state.session().store, done.subject).due
    said(done, "submit", "", _("its limit ends on {day}").format(day=until.isoformat()) if until else "")


@takes("approval", only="expires")
def grant(
    approval: opt.Approval, on: opt.On = None, *, typed: Typed,
    how: Annotated[str | None, Option("--how", metavar="TEXT", help=N_("number of the document, or how"))] = None,
    if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import approvals as service
    from campaign.text import _

    state = current()
    done = service.grant(state.session(), approval, on=on, **typed, text=some(how), version=opt.version(if_version),
                        request=state.request)
    until = approvals_queries.approval(state.session().store, done.subject).expires
    said(done, "grant", "", _("valid until {day}").format(day=until.isoformat()) if until else "", still_open(done.subject))


def waive(approval: opt.Approval, why: opt.Reason, on: opt.On = None, if_version: opt.IfVersion = None) -> None:
    from campaign.service import approvals as service

    state = current()
    done = service.waive(state.session(), approval, words(why), on=on, version=opt.version(if_version), request=state.request)
    said(done, "waive", "", still_open(done.subject))


def calendar(
    day: Annotated[str | None, Argument(metavar="[DATE]", help=N_("a day that the campaign counts otherwise"))] = None,
    working: Annotated[bool | None, Option("--work/--rest", help=N_("it is worked, or it is not"))] = None,
    why: Annotated[str | None, Option("--why", metavar="TEXT", help=N_("reason"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.service import settings
    from campaign.text import _

    state = current()
    if day is None:
        if working is not None or why is not None:
            raise opt.missing("DATE", "calendar")
        from campaign.cli import approval_lists

        approval_lists.calendar(as_json, as_csv, plain)
        return
    if as_json or as_csv or plain:
        raise BadInput("twice", text=f"{day} --json|--csv|--plain")
    if working is None:
        raise opt.missing("--work|--rest", "calendar")
    if why is None:
        raise opt.missing("--why", "calendar")
    done = settings.working_day(state.session(), day, working, words(why), request=state.request)
    said(done, "calendar", _("a working day") if working else _("a day off"))
