"""The forms of approvals, and what the law says of them: how long one may take, and when it lapses."""

from campaign.core.errors import BadInput
from campaign.core.model.land import Approval, ApprovalKind, ApprovalState
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.service import Session, approvals
from campaign.tables.approvals import days_text
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading, saving
from campaign.tui.dialogs.form_fields import KINDS, lines
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import WHY, Forms
from campaign.words import day, field, label, listed
from campaign.words.labels import kinds_needed


def _missing(session: Session, situation: Situation, typed: Values) -> str:
    """What the chosen project needs and has not recorded."""
    if not typed.get("project"):
        return ""
    names = kinds_needed(approvals.missing(session, typed["project"]))
    return _("Not recorded yet: {kinds}").format(kinds=names) if names else _("Everything that its investor needs is recorded")


def _add_approvals(session: Session, typed: Values, request: str) -> Saved:
    """Chosen kinds, or all that the project's investor needs and that are not recorded."""
    if "submitted" in typed and "why" in typed:
        raise BadInput("twice", text=listed([field("submitted"), _("or why not needed")]), field="why")
    kinds = typed.get("kinds", "").split()
    if "why" in typed and not kinds:  # never all of them by a slip
        raise BadInput("field_empty", field="kinds")
    done, _new = approvals.add_approvals(session, typed.get("project", ""), kinds, submitted=typed.get("submitted"),
                                    not_needed=typed.get("why"), authority=typed.get("authority"),
                                    unit=typed.get("unit"), request=request)
    return done


def _kept_approval(session: Session, code: str, now: Reading) -> list[Field]:
    """What can be changed of it as it stands: no limit runs before it is submitted, nothing lapses before it is granted."""
    state = approvals.approval(session, code).state
    left_out = {"expires", "due"}
    if state is ApprovalState.SUBMITTED:
        left_out.remove("due")
    if state is ApprovalState.GRANTED:
        left_out = {"due", "next_contact"}
    return [one for one in registry.kind("approval").editable if one.name not in left_out]


APPROVAL = Forms(
    _add_approvals,
    (*lines("approval", "project"),
     Field("kinds", KINDS, ApprovalKind, label=N_("Kinds"), hint=N_("empty: all that are missing")),
     *lines("approval", "submitted", submitted={"past": True, "hint": N_("empty: not submitted yet")}),
     Field("why", label=N_("or why not needed")),
     *lines("approval", "unit", "authority", authority={"hint": N_("empty: the usual one")})),
    effect=_missing, kept=_kept_approval)


def _titled(what: str, approval: Approval, situation: Situation) -> str:
    return f"{what} {approval.code} {label(approval.kind)}  {name_of(situation, approval.project)}"


def submit(approval: Approval, situation: Situation) -> Form:
    """Handed in to its authority: the statutory limit runs from that day."""
    asked = [Field("on", Type.DAY, past=True, hint=N_("empty: today")), Field("unit", "unit", label=N_("Handed in to")),
             Field("due", Type.DAY, hint=N_("empty: the statutory limit")),
             WHY._replace(hint=N_("needed when it was handed in before"))]

    def limit(session: Session, situation: Situation, typed: Values) -> str:
        clock, until = approvals.limit(session, approval, typed.get("on"))
        if clock.days is None:
            return _("The law gives it no time")
        return _("The law gives it until {day}, {days}: {source}").format(
            day=day(until), days=days_text(clock.days, clock.working), source=clock.source)

    return Form(_titled(_("Submit"), approval, situation), asked, saving(approvals.submit, approval.code),
                values={"unit": approval.unit or ""}, version=approval.version, key=f"submit {approval.code}", effect=limit)


def contact(approval: Approval, situation: Situation) -> Form:
    """The authority was spoken with, and when to speak with it again."""
    asked = [Field("text", required=True, limit=500, label=N_("What was said")),
             Field("following", Type.DAY, label=N_("Next contact"), hint=N_("+7d, D+50 or 11-30; empty: none agreed")),
             Field("on", Type.DAY, past=True, hint=N_("empty: today"))]
    return Form(_titled(_("Contact about"), approval, situation), asked, saving(approvals.contact, approval.code),
                key=f"contact {approval.code}")


def grant(approval: Approval, situation: Situation) -> Form:
    asked = [Field("on", Type.DAY, past=True, hint=N_("empty: today")),
             Field("expires", Type.DAY, hint=N_("empty: as the law says")),
             Field("text", label=N_("Number"), hint=N_("of the paper; may be empty"))]

    def until(session: Session, situation: Situation, typed: Values) -> str:
        end = approvals.end(session, approval, typed.get("on"))
        text = _("It does not lapse by law")
        if end is not None:
            text = _("By law it is valid until {day}").format(day=day(end, session.campaign.first_day))
        return text if approval.submitted else "  ".join((_("It was not submitted (m does that): granted all the same?"), text))

    return Form(_titled(_("Granted"), approval, situation), asked, saving(approvals.grant, approval.code),
                version=approval.version, key=f"grant {approval.code}", effect=until)


def waive(approval: Approval, situation: Situation) -> Form:
    asked = [Field("why", required=True, hint=N_("why it is not needed"))]
    return Form(_titled(_("Not needed"), approval, situation), asked, saving(approvals.waive, approval.code),
                version=approval.version, key=f"waive {approval.code}")
