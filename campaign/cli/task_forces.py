"""Commands about task forces and dispatches: who works on what, what they moved, who is sent where and what they brought back."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.names import coded
from campaign.cli.params import Typed, some, takes
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.text import N_

TaskForce = Annotated[str, Argument(metavar="TASK-FORCE", help=N_("code, name, its beginning or its pinyin"))]
Sent = Annotated[str, Argument(metavar="PERSON|DISPATCH", help=N_("who is sent; of one who is away the code, like D003"))]


@takes("task_force", "NAME", without="until", help={"since": N_("set up on that day, if not today")})
def add_taskforce(
    typed: Typed,
    members: Annotated[list[str] | None, Option("--member", metavar="PERSON[:SKILL,...]", help=N_("a member and the kinds of "
                       "blockers that this person can break, like 赵某松:forest,land"))] = None,
    projects: Annotated[list[str] | None, Option("--project", "-p", metavar="PROJECT...", help=N_("projects it works for"))]
    = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import task_forces

    state = current()
    done = task_forces.add_task_force(state.session(), typed["name"] or "", head=typed["head"], members=members or (),
                                      projects=opt.several(projects), since=typed["since"], request=state.request)
    said(done, "add-taskforce")
    added(done, as_json)


@takes("task_force")
def taskforce(
    task_force: TaskForce, typed: Typed,
    add_member: Annotated[list[str] | None, Option("--add-member", metavar="PERSON[:SKILL,...]",
                          help=N_("a new member, or other skills of one"))] = None,
    drop_member: Annotated[list[str] | None, Option("--drop-member", metavar="PERSON", help=N_("a member who leaves"))] = None,
    add_project: Annotated[list[str] | None, Option("--add-project", metavar="PROJECT...", help=N_("it works for it now"))]
    = None,
    drop_project: Annotated[list[str] | None, Option("--drop-project", metavar="PROJECT...",
                            help=N_("it works for it no more"))] = None,
    if_version: opt.IfVersion = None,
) -> None:
    from campaign.service import task_forces

    state = current()
    done = task_forces.change_task_force(
        state.session(), task_force, name=typed["name"], head=typed["head"], since=typed["since"], end=typed["until"],
        add_members=add_member or (), drop_members=opt.several(drop_member),
        add_projects=opt.several(add_project), drop_projects=opt.several(drop_project),
        version=opt.version(if_version), request=state.request)
    said(done, "taskforce")


def taskforces(
    match: Annotated[bool, Option("--match", help=N_("instead: open blockers, and who has the skill for them elsewhere"))]
    = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import task_force_lists

    (task_force_lists.matches if match else task_force_lists.task_forces)(as_json, as_csv, plain)


@takes("dispatch", without="person")
def dispatch(who: Sent, typed: Typed, if_version: opt.IfVersion = None, as_json: opt.Json = False) -> None:
    """A person is sent; of a dispatch that there is, the days and the purpose are changed."""
    from campaign.service import task_forces

    state = current()
    session, code = state.session(), coded(who, "dispatch")
    to, since, returned = (typed.pop(name) for name in ("unit", "since", "returned"))
    if code is not None:
        if to is not None or since is not None:
            raise BadInput("dispatch_there", code=code)
        done = task_forces.change_dispatch(session, code, returned=returned, **typed, version=opt.version(if_version),
                                           request=state.request)
        said(done, "dispatch")
        return
    if returned is not None:
        raise BadInput("dispatch_new")
    if to is None:
        raise BadInput("dispatch_where")
    done = task_forces.add_dispatch(session, who, to, since=since, **typed, request=state.request)
    said(done, "dispatch")
    added(done, as_json)


def dispatches(
    running: Annotated[bool, Option("--running", help=N_("only those who are away"))] = False,
    uncovered: Annotated[bool, Option("--uncovered", help=N_("instead: bodies of the province or the state where approvals wait "
                         "and nobody is"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import task_force_lists

    if uncovered and running:
        raise BadInput("twice", text="--running --uncovered")
    if uncovered:
        task_force_lists.uncovered(as_json, as_csv, plain)
    else:
        task_force_lists.dispatches(as_json, as_csv, plain, running=running)


def learned(
    who: Annotated[str, Argument(metavar="DISPATCH|PERSON", help=N_("code, or who is away on one"))],
    text: Annotated[str | None, Argument(metavar="[TEXT]", help=N_("the words; - reads stdin"))] = None,
    approval: Annotated[str | None, Option("--approval", metavar="APPROVAL", help=N_("the approval that moved, like A0031"))]
    = None,
    on: opt.On = None,
) -> None:
    from campaign.service import task_forces

    state = current()
    done = task_forces.learned(state.session(), who, some(text), approval=approval, on=on, request=state.request)
    said(done, "learned")
