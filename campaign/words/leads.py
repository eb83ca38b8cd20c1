"""Words about leads: how they stand, and what happened to them."""


from campaign.core.dates import stored_day
from campaign.core.leads import WantedFirm
from campaign.core.model.leads import LeadEvent, LeadEventKind, LeadStage
from campaign.text import _
from campaign.words import labels


def state_text(row: WantedFirm) -> str:
    """What calls for somebody, or that nothing does: ``next step 3d overdue``, ``silent for 16d``, ``in 5d``."""
    if row.days_overdue:
        return _("{n}d overdue").format(n=row.days_overdue)
    if row.silent:
        return _("silent {n}d").format(n=row.silent_days)
    return ""


def event_text(event: LeadEvent) -> str:
    """One line of the history."""
    said = event.text or ""
    match event.kind:
        case LeadEventKind.STAGE:
            target = labels.label(LeadStage(event.target or "lead"))
            line = target if event.source is None else f"{labels.label(LeadStage(event.source))} -> {target}"
            return f"{line}  {said}".rstrip()
        case LeadEventKind.NEXT:
            if not said:
                return _("nothing is agreed any more")
            when = f"  {_day(event.target)}" if event.target else ""
            return _("next: {step}").format(step=said) + when
        case LeadEventKind.PROJECT:
            return _("became {project}").format(project=event.target)
        case LeadEventKind.DROP:
            return _("given up: {why}").format(why=said)
        case LeadEventKind.REOPEN:
            return _("taken up again: {why}").format(why=said)
        case LeadEventKind.RETURN:
            return _("{what}: {why}").format(what=labels.label(event.kind), why=said)
        case LeadEventKind.OPEN:
            return labels.label(event.kind)
    return said


def _day(text: str) -> str:
    """A day stored as text; anything else (written past the program) is shown as it is."""
    try:
        return labels.day(stored_day(text))
    except ValueError:
        return text
