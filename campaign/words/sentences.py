"""Sentences about facts: what needs someone, what happened. Why a light is what it is: ``light_reasons``."""

from collections.abc import Callable, Mapping
from typing import Any

from campaign.core.model.blocker import Event, EventKind, HoldReason
from campaign.core.model.land import ApprovalEvent, ApprovalEventKind, LandEvent, LandEventKind, Measure
from campaign.core.model.snapshot import AuditEntry
from campaign.core.overview import Finding
from campaign.core.quantity import format_quantity
from campaign.text import _, ngettext
from campaign.words import labels
from campaign.words.labels import listed, money

NameOf = Callable[[str], str]
"""The name behind a code, or the code itself."""


def pair(one: str, many: str) -> tuple[str, str]:
    """Marks both forms of a sentence for the catalogue, to be chosen by ``ngettext`` later."""
    return one, many


COUNTED = {
    "answer_awaited": pair(
        "{n} step of supervision names you and waits for your answer",
        "{n} steps of supervision name you and wait for your answer"),
    "red_projects": pair("{n} project is red", "{n} projects are red"),
    "suspension_passed": pair(
        "{n} suspended project has passed its review date",
        "{n} suspended projects have passed their review date"),
    "unclaimed": pair(
        "{n} city leader has claimed no major project",
        "{n} city leaders have claimed no major project"),
    "unregistered": pair(
        "{n} project has started but is not registered in statistics",
        "{n} projects have started but are not registered in statistics"),
    "requests": pair(
        "{n} request to change a target waits for headquarters",
        "{n} requests to change a target wait for headquarters"),
    "unconfirmed": pair("{n} result waits to be confirmed", "{n} results wait to be confirmed"),
    "escalation_due": pair("{n} blocker is due to be escalated", "{n} blockers are due to be escalated"),
    "buck_passing": pair("{n} blocker is being passed around", "{n} blockers are being passed around"),
    "slow": pair("{n} blocker moves slowly", "{n} blockers move slowly"),
    "hold_passed": pair(
        "{n} blocker on hold has passed its review date",
        "{n} blockers on hold have passed their review date"),
    "orphan": pair(
        "{n} project lacks a leader, unit, manager, county or total",
        "{n} projects lack a leader, unit, manager, county or total"),
    "watermelon": pair(
        "{n} project is green without report, visit or money",
        "{n} projects are green without report, visit or money"),
    "land_overdue": pair("{n} land task is late", "{n} land tasks are late"),
    "too_late": pair(
        "{n} project cannot reach its milestone any more by the statutory clocks",
        "{n} projects cannot reach their milestone any more by the statutory clocks"),
    "at_risk": pair(
        "{n} project misses its milestone if every authority takes its full time",
        "{n} projects miss their milestone if every authority takes its full time"),
    "contact_due": pair(
        "{n} project has a contact with an authority due",
        "{n} projects have a contact with an authority due"),
    "lapsing_soon": pair(
        "{n} project has an approval that lapses within days, or has lapsed",
        "{n} projects have an approval that lapses within days, or has lapsed"),
    "lapsing": pair(
        "{n} project has an approval that lapses within weeks",
        "{n} projects have an approval that lapses within weeks"),
    "understaffed": pair("{n} site is understaffed", "{n} sites are understaffed"),
    "nobody_today": pair("nobody has been at {n} site today", "nobody has been at {n} sites today"),
}
"""Findings that only say how many."""


def finding_text(finding: Finding) -> str:
    """One sentence of the Overview."""
    figures: Mapping[str, Any] = finding.figures
    n = finding.count
    match finding.key:
        case "overdue":
            text = ngettext("{n} blocker is overdue", "{n} blockers are overdue", n).format(n=n)
            longest = ngettext("the longest by {n} day", "the longest by {n} days", figures["days"]).format(n=figures["days"])
            holder = figures["unit_name"]
            where = _("in the hands of {unit}").format(unit=holder) if holder else _("in nobody's hands")
            return _("{count}, {longest}, {where}").format(count=text, longest=longest, where=where)
        case "freezing":
            return ngettext(
                "{blocker} freezes the most, {n} project and {total}: {title}",
                "{blocker} freezes the most, {n} projects and {total}: {title}", figures["projects"]).format(
                    n=figures["projects"], total=money(figures["total"]), blocker=figures["blocker"], title=figures["title"])
        case "unregistered_filing":
            text = ngettext(*COUNTED["unregistered"], n).format(n=n)
            if not figures["days"]:
                return _("{what}, statistics are filed today").format(what=text)
            return ngettext("{what}: filing in {n} day", "{what}: filing in {n} days",
                            figures["days"]).format(what=text, n=figures["days"])
        case "requests" | "unconfirmed":
            text = ngettext(*COUNTED[finding.key], n).format(n=n)
            return ngettext("{what}, the oldest for {n} day", "{what}, the oldest for {n} days",
                            figures["days"]).format(what=text, n=figures["days"]) if figures["days"] else text
    if finding.key in COUNTED:
        return ngettext(*COUNTED[finding.key], n).format(n=n)
    return f"{finding.key} {n}"


def event_text(event: Event, name_of: NameOf) -> str:
    """What happened to a blocker, without the day."""
    text = event.text or ""
    match event.kind:
        case EventKind.OPEN:
            return _("opened, in the hands of {unit}").format(unit=name_of(event.target)) if event.target else _("opened")
        case EventKind.MOVE:
            target = name_of(event.target or "")
            move = (_("{source} -> {target}").format(source=name_of(event.source), target=target) if event.source
                    else _("to {target}").format(target=target))
            return _with(move, text or (_("(nothing is said of what was done)") if event.source else ""))
        case EventKind.DUE:
            return _due(event, text)
        case EventKind.LEVEL:
            return _with(_("escalated to {level}").format(level=labels.level(int(event.target or 0))), text)
        case EventKind.HOLD:
            reason = labels.label(HoldReason(event.target)) if event.target else ""
            review = labels.dated(event.source, event.on)
            return _with(_("on hold until {review}: {reason}").format(review=review, reason=reason), text)
        case EventKind.RESOLVE:
            return _with(_("resolved"), text)
        case EventKind.REOPEN:
            return _with(_("reopened"), text)
        case EventKind.RETURN:
            return _with(labels.label(event.kind), text)
        case EventKind.CONTACT:
            return _with(_("contact"), text)
    return text


def land_event_text(event: LandEvent, measure: Measure) -> str:
    """What happened to a land task, without the day."""
    match event.kind:
        case LandEventKind.PROGRESS:
            sign = "+" if (event.amount or 0) >= 0 else ""
            return _with(labels.measured(f"{sign}{format_quantity(event.amount)}", measure), event.text or "")
        case LandEventKind.DUE:
            return _due(event, event.text)
    return _with(labels.label(event.kind), event.text or "")


def approval_event_text(event: ApprovalEvent, name_of: NameOf) -> str:
    """What happened to an approval, without the day."""
    what = labels.label(event.kind)
    match event.kind:
        case ApprovalEventKind.DUE:
            return _due(event, event.text)
        case ApprovalEventKind.SUBMIT if event.target:
            what = _("submitted to {unit}").format(unit=name_of(event.target))
        case ApprovalEventKind.CONTACT if event.target:
            what = _("contact, the next on {day}").format(day=labels.dated(event.target, event.on))
        case ApprovalEventKind.GRANT if event.target:
            what = _("granted, valid until {day}").format(day=labels.dated(event.target, event.on))
    return _with(what, event.text or "")


def _due(event: Event | LandEvent | ApprovalEvent, why: str | None) -> str:
    """A changed due day: before, after, why."""
    before, after = labels.from_to(event.source, event.target, event.on, lambda value: labels.dated(value, event.on))
    moved = _("due {before} -> {after}").format(before=before, after=after)
    return _with(moved if event.source else _("due {after}").format(after=after), why or "")


def _with(what: str, text: str) -> str:
    return f"{what}  {text}" if text else what


def verb_text(entry: AuditEntry) -> str:
    """``edited P0042``: who and when stand beside it."""
    return _("{verb} {subject}").format(verb=labels.verb(entry.verb), subject=entry.subject)


def taken_back(entry: AuditEntry, what: str) -> str:
    """Of a write that was undone; requests that it had made are withdrawn, and keep their codes."""
    made: list[Mapping[str, Any]] = [dict(change) for change in entry.changes if change.get("table") == "requests"]
    codes = listed([str(change["key"]["code"]) for change in made if change.get("before") is None])
    if not codes:
        return _("Taken back: {what}").format(what=what)
    withdrawn = _("{requests} withdrawn").format(requests=codes)
    return withdrawn if len(made) == len(entry.changes) else _("Taken back: {what}; {withdrawn}").format(what=what,
                                                                                                     withdrawn=withdrawn)


def no_visit(projects: list[str]) -> str:
    """Where a blocker that was solved on site brings no visit along; '' when it does everywhere."""
    return _("no visit to {projects}: not your own").format(projects=listed(projects)) if projects else ""
