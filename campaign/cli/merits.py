"""Commands about merits: praise, rewards, the ladder of supervision, answers, and who must explain."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import options as opt
from campaign.cli.feedback import added, said
from campaign.cli.options import some, words
from campaign.cli.state import current
from campaign.core.merits import LADDER
from campaign.core.model.merits import MeritKind
from campaign.core.roles import STEP
from campaign.kinds.field import word
from campaign.text import N_
from campaign.words import label

Merit = Annotated[str, Argument(metavar="MERIT", help=N_("code, like H0003"))]


def merit(
    subject: Annotated[str, Argument(metavar="SUBJECT", help=N_("a person, unit or county: code or name"))],
    kind: Annotated[str, Argument(metavar="KIND",
                    help=N_("praise, reward, reminder, supervision, interview, sanction, exemption"))],
    why: opt.Reason,
    project: Annotated[str | None, Option("--project", "-p", metavar="PROJECT", help=N_("the project that it is about"))] = None,
    evidence: Annotated[list[str] | None, Option("--evidence", metavar="CODE...",
                        help=N_("blockers, land tasks, approvals or projects that it rests on"))] = None,
    points: Annotated[str | None, Option("--points", metavar="N", help=N_("points, of praise or a reward"))] = None,
    promised: Annotated[str | None, Option("--promised", metavar="MONEY", help=N_("the reward that is promised"))] = None,
    until: Annotated[str | None, Option("--until", metavar="DATE", help=N_("last day of an exemption"))] = None,
    on: opt.On = None, as_json: opt.Json = False,
) -> None:
    """Each step of the ladder needs the one below it on record, and evidence; its days and moves are taken from the record."""
    from campaign.service import merits as merits_service

    state = current()
    done = merits_service.add_merit(state.session(), words(subject), kind, words(why), project=project,
                             evidence=opt.several(evidence), points=points, promised=promised, until=until, on=on,
                             request=state.request)
    what = MeritKind(word(MeritKind, kind))
    said(done, STEP if what in LADDER else "merit", "", label(what))
    added(done, as_json)


def merits(
    kind: Annotated[str | None, Option("--kind", metavar="WORD", help=N_("only of this kind; commas between"))] = None,
    subject: Annotated[str | None, Option("--subject", metavar="CODE|NAME", help=N_("only of this person, unit or county"))]
    = None,
    county: Annotated[str | None, Option("--county", "-c", metavar="COUNTY",
                      help=N_("only of this county, its people and its units"))] = None,
    mine: Annotated[bool, Option("--mine", help=N_("only those that name me, my unit or my county"))] = False,
    unpaid: Annotated[bool, Option("--unpaid", help=N_("only rewards that were promised and not paid"))] = False,
    unanswered: Annotated[bool, Option("--unanswered", help=N_("only steps that nobody has answered"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import merit_lists

    merit_lists.merits(as_json, as_csv, plain, kind=kind, subject=subject, county=county, mine=mine, unpaid=unpaid,
                         unanswered=unanswered)


def pay(merit: Merit, on: opt.On = None, if_version: opt.IfVersion = None) -> None:
    from campaign.service import merits as merits_service

    state = current()
    said(merits_service.pay(state.session(), merit, on=on, version=opt.version(if_version), request=state.request), "pay")


def answer(merit: Merit, text: opt.Text, on: opt.On = None) -> None:
    """Only who is named may answer: the person, the people of the unit or county; headquarters on their behalf."""
    from campaign.service import merits as merits_service

    state = current()
    said(merits_service.answer(state.session(), merit, some(text) or "", on=on, request=state.request), "answer")


def explain(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import merit_lists

    merit_lists.explain(as_json, as_csv, plain)
