"""Commands about merits: praise, rewards, the ladder of supervision, answers, and who must explain."""

from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import added, said
from campaign.cli.params import Typed, some, takes, words
from campaign.cli.state import current
from campaign.core.merits import LADDER
from campaign.core.model.merits import MeritKind
from campaign.core.roles import STEP
from campaign.text import N_
from campaign.words import label
from campaign.words.reading import word

Merit = Annotated[str, Argument(metavar="MERIT", help=N_("code, like H0003"))]


@takes("merit", "KIND --why", only="kind text project points promised until on")
def merit(
    subject: Annotated[str, Argument(metavar="SUBJECT", help=N_("a person, unit or county: code or name"))],
    typed: Typed,
    evidence: Annotated[list[str] | None, Option("--evidence", metavar="CODE...",
                        help=N_("blockers, land tasks, approvals or projects that it rests on"))] = None,
    as_json: opt.Json = False,
) -> None:
    """Each step of the ladder needs the one below it on record, and evidence; its days and moves are taken from the record."""
    from campaign.service import merit_verbs

    state = current()
    kind, why = typed.pop("kind") or "", typed.pop("text") or ""
    done = merit_verbs.add_merit(state.session(), words(subject), kind, why, **typed, evidence=opt.several(evidence),
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


@takes("merit", only="paid")
def pay(merit: Merit, typed: Typed, if_version: opt.IfVersion = None) -> None:
    from campaign.service import merit_verbs

    state = current()
    done = merit_verbs.pay(state.session(), merit, on=typed["paid"], version=opt.version(if_version), request=state.request)
    said(done, "pay")


def answer(merit: Merit, text: opt.Text, on: opt.On = None) -> None:
    """Only who is named may answer: the person, the people of the unit or county; headquarters on their behalf."""
    from campaign.service import merit_verbs

    state = current()
    said(merit_verbs.answer(state.session(), merit, some(text) or "", on=on, request=state.request), "answer")


def explain(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import merit_lists

    merit_lists.explain(as_json, as_csv, plain)
