"""Errors as a form or a key says them: where the command line's advice names an option, the dashboard names a key or a line."""

from campaign.core.errors import CampaignError
from campaign.text import N_
from campaign.words import error_text, level

HERE = {
    "excel_missing": N_(
        "Workbooks need XlsxWriter (campaign[excel]), which is not installed: give the file a name that ends in .csv"),
    "doubtful": N_("{doubts}; Ctrl+S again if it is so"),
    "building_needs_start": N_("What is being built has an actual start: type its day here"),
    "suspended_needs_review": N_("A suspension needs the day on which it is looked at again: type it here"),
    "due_needs_why": N_("Another due day needs its reason: type it here"),
    "target_needs_why": N_("{field} of {code} is a target: type here why it changes"),
    "request_stale": N_("{field} of {subject} is no longer what it was when {code} was asked for: reject it (w)"),
    "request_gone": N_("{subject} of {code} is no longer there: reject the request (w)"),
    "request_decided": N_("{code} is decided already ({state})"),
    "nothing_waits": N_("Nothing of {code} waits to be confirmed any more"),
    "blocker_scope": N_("A blocker is on projects or on a whole county: choose one of the two"),
    "land_scope": N_("A land task is on projects or on a whole county: choose one of the two"),
    "land_accepted": N_("{code} is accepted already; r opens it again"),
    "quantity_once": N_("Say it once: what was added, or how much there is in all"),
    "approval_submitted": N_("{code} was submitted on {submitted} already; n records a contact, r that it is granted"),
    "approval_not_granted": N_("{code} is not granted yet, so nothing lapses; r records that it is"),
    "approval_settled": N_("{code} is settled already; r opens it again"),
    "approval_not_submitted": N_("{code} is not submitted yet, so no limit runs; m submits it"),
    "approval_there": N_("{project} has that one already: {code}"),
    "nothing_missing": N_("Everything that its investor needs is recorded: choose a kind to add one more"),
    "source_gives": N_("This is taken from {source}: leave it empty, or change it there (e)"),
    "taken_from": N_("This is taken from {source}: leave it empty, or change it there (e)"),
    "twice": N_("{text} contradict each other: empty one of the two lines"),
    "field_not_here": N_("{code} has no {field}"),
    "report_empty": N_("There is nothing to report yet: fill in at least one line"),
    "money_twice": N_("The money is given twice: empty one of the two lines"),
    "crew_form": N_('"{text}" is no crew: type it like 120 or 120/150 (there and planned)'),
    "still_leads": N_("{code} still leads projects: pass those on first (m)"),
    "not_a_leader": N_("{code} has no column on the board: edit the person first (e)"),
    "national_code_taken": N_("{code} has this national code already"),
    "name_taken": N_("{code} is called that already: type another name"),
    "blocker_resolved": N_("{code} is resolved already; r opens it again"),
    "top_level": N_("{code} is at the highest level ({level}); only province or ministry stand above it"),
    "nothing_to_undo": N_("There is nothing of yours left to take back; F9 shows who did what"),
    "undo_changed": N_('"{verb}" of {subject} has changed since and cannot be taken back: change it by hand'),
    "undo_used": N_('Others have built upon "{verb}" of {subject}: it cannot be taken back'),
    "readonly": N_("This session only reads: nothing can be changed"),
    "role_lacks": N_("As {role} you may not do this: ask headquarters"),
    "not_own": N_("As {role} you may do this only to what is your own"),
    "changed_meanwhile": N_("{code} was changed by someone else just now: look, then press again"),
    "nothing_to_edit": N_("Nothing was changed"),
    "unknown_code": N_("Nothing has the code {code}"),
    "unknown_name": N_('No {kind} is called "{text}": type less of it, its pinyin or a code'),
    "unknown_name_near": N_('No {kind} is called "{text}": did you mean {near}?'),
    "not_on_board": N_('"{text}" has no column on the board: edit the person first (e)'),
    "use_assign": N_("A blocker changes hands by a move: m passes it on"),
    "blocker_elsewhere": N_("{blocker} is not on {project}: r resolves it where it is (3)"),
    "force_named": N_("{code} is called that already: type another name"),
    "trip_there": N_("That trip is there already as {code}: e edits it"),
    "event_there": N_("That event is there already as {code}: e edits it"),
    "lead_there": N_("“{name}” is {code} already: n notes what is new"),
    "lead_dropped": N_("{code} was given up: m takes it up again"),
    "lead_not_dropped": N_("{code} was not given up: m brings it on"),
    "lead_done": N_("{code} has landed: there is no stage after that; n says what else happened"),
    "lead_not_landing": N_("Only a lead that lands becomes a project: choose that stage (m), or leave the project empty"),
    "next_without_step": N_("A day of the next step needs the step: type it here"),
    "use_advance": N_("A lead is brought on with m"),
    "force_nothing": N_("Nothing was changed"),
    "no_member": N_("{person} is no member of {code}"),
    "not_its_project": N_("{project} is no project of {code} any more"),
    "helped_already": N_("{code} works for {project} already: take it from there first (e)"),
    "away_already": N_("{person} is dispatched to {unit} ({code}) and not back yet"),
    "dispatch_nothing": N_("Nothing was changed"),
    "learned_nothing": N_("Say what was brought back"),
    "indicator_measure": N_("It is not said which figure is meant: choose one of {words}"),
    "indicator_amount": N_("“{text}” is a growth and no amount: choose growth, or type an amount like 9.2亿"),
    "indicator_nothing": N_("Type the figure, or its target"),
    "indicator_ahead": N_("{text} has not begun: a figure of it is not known yet, only a target can be typed"),
    "case_nothing": N_("Nothing was changed"),
    "praise_unsafe": N_("{subject} cannot be praised while the safety blocker {blocker} is open"),
    "step_today": N_("A step of the ladder is taken today: leave the day empty"),
    "step_evidence": N_("A step of the ladder rests on evidence: type its codes"),
    "reward_amount": N_("A reward says how much is promised: type it here"),
    "paid_already": N_("{code} was paid on {day}"),
    "money_form": N_('"{text}" is not money: type it like +300万 or -300万 (a correction)'),
}
UNEXPLAINED = "target_needs_why"
PLACES = {
    "building_needs_start": "started",
    "suspended_needs_review": "review",
    "due_needs_why": "why",
    "lead_there": "name",
    "lead_not_landing": "project",
    "lead_project_taken": "project",
    "next_without_step": "next_step",
    "step_evidence": "evidence",
    "step_today": "on",
    "reward_amount": "promised",
    "exempt_county": "county",
    "merit_subject": "person",
    "blocker_scope": "projects",
    "land_scope": "projects",
    "quantity_once": "amount",
    "nothing_missing": "kinds",
    "approval_there": "kinds",
    "approval_not_submitted": "due",
    "source_settled": "about",
    "before_opening": "on",
    "before_submission": "on",
    "report_empty": "to",
    "money_twice": "money",
    "still_leads": "leader",
    "not_a_leader": "leader",
    "name_taken": "name",
    "national_code_taken": "national_code",
    "review_in_past": "review",
    "crew_form": "crew",
    "force_named": "name",
    "trip_there": "place",
    "event_there": "name",
    "chain_name": "node",
    "no_member": "leaves",
    "helped_already": "projects",
    "away_already": "person",
    "learned_nothing": "text",
    "below_nothing": "amount",
    "about_elsewhere": "about",
    "bad_span": "last",
    "step_skipped": "kind",
    "case_county": "county",
    "bad_code": "evidence",
    "indicator_nothing": "value",
    "indicator_measure": "measure",
}
"""Which line of a form an error is about, when it does not say so itself."""


def trouble(error: CampaignError) -> str:
    """One sentence: what, why, what to press or type."""
    params = dict(error.params)
    if isinstance(params.get("level"), int):
        params["level"] = level(int(str(params["level"])))
    # Curved quotes have no certain width on a terminal.
    return error_text(CampaignError(error.key, **params), HERE.get(error.key, "")).translate({0x201C: '"', 0x201D: '"'})


def place(error: CampaignError) -> tuple[str, ...]:
    """The name of the line that it is about; several, the first of them that there is."""
    named = error.params.get("field")
    if error.key == UNEXPLAINED:  # the note of what was done says it where no line is for the reason
        return "why", "note"
    return (str(named or PLACES.get(error.key, "")),)
