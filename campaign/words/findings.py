"""A finding of the Overview in three voices: how many, what is wrong, why or where. As a sentence: ``sentences.finding_text``."""

from collections.abc import Mapping
from typing import Any

from campaign.core.land import days_overdue
from campaign.core.lights import AT_RISK, UNDERSTAFFED, WATERMELON
from campaign.core.overview import Finding
from campaign.core.situation import Situation
from campaign.text import N_, _, ngettext
from campaign.words.labels import day, money
from campaign.words.sentences import pair

WHAT: Mapping[str, tuple[str, str]] = {
    "answer_awaited": pair("step of supervision waits for your answer", "steps of supervision wait for your answer"),
    "overdue": pair("blocker overdue", "blockers overdue"),
    "freezing": pair("project frozen by one matter", "projects frozen by one matter"),
    "red_projects": pair("project is red", "projects are red"),
    "suspension_passed": pair("suspended project past its review", "suspended projects past their review"),
    "land_overdue": pair("land task overdue", "land tasks overdue"),
    "too_late": pair("project cannot reach its milestone any more", "projects cannot reach their milestone any more"),
    "lapsing_soon": pair(
        "project with an approval about to lapse, or lapsed", "projects with an approval about to lapse, or lapsed"),
    "unclaimed": pair("city leader has claimed no major project yet", "city leaders have claimed no major project yet"),
    "unregistered": pair("project started, not in statistics", "projects started, not in statistics"),
    "requests": pair("request to change a target", "requests to change targets"),
    "unconfirmed": pair("result to be confirmed", "results to be confirmed"),
    "escalation_due": pair("blocker is due to be escalated", "blockers are due to be escalated"),
    "buck_passing": pair("blocker is passed around", "blockers are passed around"),
    "slow": pair("blocker moves slowly", "blockers move slowly"),
    "hold_passed": pair("blocker on hold past its review", "blockers on hold past their review"),
    AT_RISK: pair("project may miss its milestone", "projects may miss their milestone"),
    "contact_due": pair("project with a contact due", "projects with a contact due"),
    "lapsing": pair("project with an approval that lapses within weeks", "projects with an approval that lapses within weeks"),
    UNDERSTAFFED: pair("site is understaffed", "sites are understaffed"),
    "orphan": pair("project with something essential missing", "projects with something essential missing"),
    WATERMELON: pair("project whose green is doubtful", "projects whose green is doubtful"),
    "nobody_today": pair("site with nobody there today", "sites with nobody there today"),
}
"""Stands behind the number. Chinese begins with the measure word."""
_ALWAYS = {
    "too_late": N_("the statutory clocks leave no time"),
    AT_RISK: N_("if every authority takes its full time"),
    "orphan": N_("leader, unit, manager, county or total"),
    WATERMELON: N_("no report, nobody on site or no money for long"),
}


def counted(finding: Finding) -> int:
    """The number that is told: of what freezes most, how many projects it freezes."""
    frozen = finding.figures.get("projects")
    return frozen if isinstance(frozen, int) else finding.count


def what_text(finding: Finding) -> str:
    """What is wrong with so many, without the number."""
    return ngettext(*WHAT[finding.key.removesuffix("_filing")], counted(finding))


def why_text(situation: Situation, finding: Finding, red_before: int | None = None) -> str:
    """Where it is worst, since when, by which measure; empty where there is no more to say. ``red_before``: red a week ago."""
    told: Mapping[str, Any] = finding.figures
    match finding.key:
        case "overdue":
            days = told["days"]
            longest = ngettext("longest {n} day", "longest {n} days", days).format(n=days)
            if not told["unit_name"]:
                return _("{longest}, in nobody's hands").format(longest=longest)
            return _("{longest}, in the hands of {unit}").format(longest=longest, unit=told["unit_name"])
        case "freezing":
            total = money(told["total"])
            return _("{blocker} {title}, {total}").format(blocker=told["blocker"], title=told["title"], total=total)
        case "land_overdue":
            return _longest_land(situation)
        case "suspension_passed":
            return _longest_suspended(situation)
        case "red_projects":
            return "" if red_before is None else _("{n} a week ago").format(n=red_before)
        case "unregistered_filing":
            return ngettext("statistics are filed in {n} day", "statistics are filed in {n} days",
                            told["days"]).format(n=told["days"]) if told["days"] else _("statistics are filed today")
        case "requests" | "unconfirmed":
            return ngettext("the oldest for {n} day", "the oldest for {n} days",
                            told["days"]).format(n=told["days"]) if told["days"] else ""
        case "slow":
            days = situation.snapshot.campaign.settings.slow_days
            said = ngettext("{n} day in one hand and nothing moves", "{n} days in one hand and nothing moves", days)
            return said.format(n=days)
    return _(_ALWAYS.get(finding.key, "")) if finding.key in _ALWAYS else ""


def _longest_land(situation: Situation) -> str:
    """The land task that is overdue for longest."""
    task = max(situation.snapshot.lands.values(), key=lambda task: days_overdue(task, situation.today), default=None)
    if task is None:
        return ""
    days = days_overdue(task, situation.today)
    longest = ngettext("longest {n} day", "longest {n} days", days).format(n=days)
    return _("{longest}, {code} {name}").format(longest=longest, code=task.code, name=task.name)


def _longest_suspended(situation: Situation) -> str:
    """The suspended project whose review is over for longest."""
    passed = (row for row in situation.snapshot.projects.values()
              if row.suspended is not None and row.review is not None and row.withdrawn is None)
    project = min(passed, key=lambda row: row.review or situation.today, default=None)
    return "" if project is None else _("{code} {name}, to be reviewed on {day}").format(
        code=project.code, name=project.name, day=day(project.review))
