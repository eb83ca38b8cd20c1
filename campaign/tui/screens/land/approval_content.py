"""The page of one approval as rows: how it stands, its statutory clock, the chain that it is in, its history. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from campaign.core import approvals as rules
from campaign.core.clocks import Bound, Outlook
from campaign.core.model.blocker import Blocker
from campaign.core.model.land import Approval, ApprovalEvent, ApprovalKind, ApprovalState
from campaign.core.model.people import Authority
from campaign.tables.approval_chain import chain_rows
from campaign.tables.approval_details import history
from campaign.tables.approvals import Approvals, days_text, hands_piece, hands_text
from campaign.tables.cells import name_of, wrapped
from campaign.tables.history import history_rows, opened_rows
from campaign.tables.results import waiting_rows
from campaign.tables.sections import PLAIN, Fact, PageRow, fact_rows, project_row, title
from campaign.tables.signs import Signs
from campaign.tables.tones import Piece
from campaign.text import _, ngettext
from campaign.words import day, field, label, listed


class ApprovalView(NamedTuple):
    """An approval in any state, its events, the blockers that point to it, and how its project's whole chain stands."""

    chain: Approvals
    """Of its project."""
    approval: Approval
    events: Sequence[ApprovalEvent]
    blockers: Sequence[Blocker]
    outlook: Outlook | None
    """None: the project has no milestone, or nothing remains of its chain."""


def approval_rows(view: ApprovalView, width: int, signs: Signs) -> list[PageRow]:
    """How it stands, facts, clock, chain, history, blockers, project."""
    code, situation = view.approval.code, view.chain.situation
    return [*_state_rows(view, width), *waiting_rows(situation, code), *_fact_rows(view, width), *_clock_rows(view, width),
            *chain_rows(view.outlook, situation, width, _("Chain of the project"), code),
            *history_rows(history(view.events, situation), width, code, view.approval.granted or situation.today, signs),
            *opened_rows(view.blockers, situation, width, code)]


def _state_rows(view: ApprovalView, width: int) -> list[PageRow]:
    chain, approval = view.chain, view.approval
    situation, held = chain.situation, chain.held(approval)
    state: list[Piece] = [hands_piece(approval, held, situation.today)]
    if held is not None and approval.state is ApprovalState.SUBMITTED:
        state.append(("  " + hands_text(held), PLAIN))
    own, clock = situation.snapshot.projects.get(approval.project), chain.clocks[approval.kind]
    left = None if own is None else rules.days_to_lapse(approval, own, clock, situation.today)
    if left is not None:
        settings = situation.snapshot.campaign.settings
        tone = "red" if left <= settings.lapse_near else "yellow" if left <= settings.lapse_far else PLAIN
        lapse = _("lapsed {n} d ago").format(n=-left) if left < 0 else _("valid for {n} d").format(n=left)
        state.append((f"  {lapse}", tone))
    if approval.reason:
        state.append((f"  {approval.reason}", PLAIN))
    rows = [PageRow("name", [(label(approval.kind), "strong")]), PageRow("state", state)]
    if own is not None:
        rows.append(project_row(situation, own, width, f"project:{own.code}"))
    return rows


def _fact_rows(view: ApprovalView, width: int) -> list[PageRow]:
    approval, situation = view.approval, view.chain.situation
    first = situation.snapshot.campaign.first_day
    facts: list[Fact] = [
        (field("unit"), name_of(situation, approval.unit), approval.unit or ""),
        (field("authority"), label(approval.authority), ""),
        (field("state"), label(approval.state), ""),
    ]
    if approval.state in (ApprovalState.SUBMITTED, ApprovalState.GRANTED):
        facts += [(field("submitted"), day(approval.submitted, first), ""), (field("due"), day(approval.due, first), "")]
    if approval.state is ApprovalState.GRANTED:
        facts += [(field("granted"), day(approval.granted, first), ""), (field("expires"), day(approval.expires, first), "")]
    else:
        facts += [(field("last_contact"), day(approval.last_contact, first), ""),
                  (field("next_contact"), day(approval.next_contact, first), "")]
    return [PageRow("facts-", ()), *fact_rows("fact", facts, width)]


def _clock_rows(view: ApprovalView, width: int) -> list[PageRow]:
    """What the law says of its kind, where, and what to verify before relying on it."""
    clock = view.chain.clocks[view.approval.kind]
    rows = title("clock", _("Statutory clock"), days_text(clock.days, clock.working))
    texts: list[str] = []
    if clock.bound is not None:
        floor = clock.bound is Bound.FLOOR
        texts.append(_("a minimum that nobody can shorten") if floor else _("the longest the authority may take"))
    if clock.extend:
        texts.append(_("may be extended by {days}").format(days=days_text(clock.extend, clock.working)))
    if clock.valid_months:
        texts.append(ngettext("valid {n} month", "valid {n} months", clock.valid_months).format(n=clock.valid_months))
    elif clock.valid_days:
        texts.append(_("valid {days}").format(days=days_text(clock.valid_days, False)))
    texts.append(_("usually decided at {level}").format(level=label(Authority(clock.authority))))
    if clock.after:
        texts.append(_("after {kinds}").format(kinds=listed([label(ApprovalKind(kind)) for kind in clock.after])))
    found = [(" " + text, PLAIN) for text in wrapped(listed(texts), width - 2)]
    found += [(" " + text, "quiet") for text in wrapped(_("source: {text}").format(text=clock.source), width - 2)]
    found += [(" " + text, "yellow") for text in wrapped(_("verify: {text}").format(text=clock.note), width - 2)]
    return [*rows, *(PageRow(f"clock{n}", [piece]) for n, piece in enumerate(found))]
