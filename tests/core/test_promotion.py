"""Leads: what their history makes of them, when a next step is late, when one is silent, and the funnel."""

from datetime import date, timedelta

import pytest

from campaign.core.excused_days import Spans
from campaign.core.leads import (
    SILENT,
    STAGES,
    StageSum,
    active,
    at_stage,
    days_overdue,
    following,
    funnel,
    replay,
    silent_days,
    sought,
    urgency,
)
from campaign.core.model.leads import Lead, LeadEvent, LeadEventKind, LeadStage

TODAY = date(2026, 11, 7)


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def lead(code: str = "K0001", stage: LeadStage = LeadStage.TALKS, **facts: object) -> Lead:
    return Lead(code, "膜材料总部", stage=stage, opened=day(30), **facts)  # type: ignore[arg-type]


def event(kind: LeadEventKind, on: date, target: str | None = None, text: str | None = None) -> LeadEvent:
    return LeadEvent("K0001", kind, on, "", "", None, target, text)


def test_the_history_makes_the_present_state() -> None:
    opening = Lead("K0001", "膜材料总部", opened=day(30))
    signed = replay(opening, [
        event(LeadEventKind.STAGE, day(20), LeadStage.TALKS),
        event(LeadEventKind.NEXT, day(18), day(9).isoformat(), "签框架协议"),
        event(LeadEventKind.STAGE, day(9), LeadStage.SIGNED), event(LeadEventKind.NOTE, day(8), text="厂房看过")])
    assert (signed.stage, signed.signed, signed.landed) == (LeadStage.SIGNED, day(9), None)
    assert (signed.next_step, signed.next_on) == (None, None), "a step forward has done what was agreed as next"
    landed = replay(signed, [event(LeadEventKind.STAGE, day(2), LeadStage.LANDED), event(LeadEventKind.PROJECT, day(2), "P0042")])
    assert (landed.signed, landed.landed, landed.project) == (day(9), day(2), "P0042")


def test_a_step_back_keeps_the_next_step_and_neither_day() -> None:
    signed = lead(stage=LeadStage.SIGNED, signed=day(9), next_step="重谈", next_on=day(-3))
    back = at_stage(signed, LeadStage.TALKS, TODAY)
    assert (back.signed, back.next_step, back.next_on) == (None, "重谈", day(-3))
    assert at_stage(back, LeadStage.SIGNED, TODAY).signed == TODAY, "signed anew is signed on that day"


def test_a_lead_given_up_has_no_next_step_and_may_be_taken_up_again() -> None:
    gone = replay(lead(next_step="走访", next_on=day(1)), [event(LeadEventKind.DROP, TODAY, text="落户他市")])
    assert gone.dropped == "落户他市" and gone.next_step is None and not active(gone)
    assert active(replay(gone, [event(LeadEventKind.REOPEN, TODAY, text="又来谈")]))


def test_each_stage_has_one_after_it_but_the_last() -> None:
    assert [following(stage) for stage in STAGES] == [*STAGES[1:], None]


@pytest.mark.parametrize(("ago", "late"), [(-1, 0), (0, 0), (1, 1), (12, 12)])
def test_a_next_step_is_late_from_the_day_after(ago: int, late: int) -> None:
    assert days_overdue(lead(next_step="走访", next_on=day(ago)), TODAY) == late


def test_what_is_landed_or_given_up_is_never_late() -> None:
    late = lead(next_step="走访", next_on=day(5))
    assert days_overdue(late._replace(stage=LeadStage.LANDED, landed=day(1)), TODAY) == 0
    assert days_overdue(late._replace(dropped="落户他市"), TODAY) == 0
    assert silent_days(late._replace(dropped="落户他市"), day(40), TODAY) == 0


def test_a_lead_is_silent_after_two_weeks_without_an_entry() -> None:
    assert not sought(lead(), day(SILENT - 1), TODAY).silent
    assert sought(lead(), day(SILENT), TODAY).silent
    storm = Spans([(day(4), day(3))])
    assert not sought(lead(), day(SILENT), TODAY, storm).silent, "excused days are not counted"
    assert silent_days(lead(), None, TODAY) == 30, "nothing entered: since it was opened"


def test_the_worst_comes_first() -> None:
    late, later = lead("K0002", next_on=day(3), next_step="走访"), lead("K0003", next_on=day(9), next_step="走访")
    quiet, signed = lead("K0004"), lead("K0005", LeadStage.SIGNED, signed=day(2))
    landed, gone = lead("K0006", LeadStage.LANDED, landed=day(1), signed=day(2)), lead("K0007", dropped="落户他市")
    rows = [sought(row, day(20) if row is quiet else day(1), TODAY) for row in (gone, landed, signed, quiet, late, later)]
    assert [row.lead.code for row in sorted(rows, key=urgency)] == ["K0003", "K0002", "K0004", "K0005", "K0006", "K0007"]


def test_the_funnel_counts_what_goes_on_and_what_landed() -> None:
    rows = [lead("K0001", total=5000), lead("K0002"), lead("K0003", LeadStage.SIGNED, total=20000, signed=day(1)),
            lead("K0004", total=900, dropped="落户他市"),
            lead("K0005", LeadStage.LANDED, total=100, signed=day(4), landed=day(1))]
    assert funnel(rows) == [StageSum(LeadStage.LEAD, 0, 0), StageSum(LeadStage.TALKS, 2, 5000),
                            StageSum(LeadStage.SIGNED, 1, 20000), StageSum(LeadStage.LANDED, 1, 100)]
