"""What can no longer be done by its milestone: rows and table."""

from collections.abc import Sequence
from datetime import date

from campaign import words
from campaign.cli import formatting, output
from campaign.cli.answers.parts import named
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.clocks import Link, Outlook
from campaign.core.lights import AT_RISK
from campaign.core.model.land import ApprovalKind
from campaign.core.model.project import Project
from campaign.core.situation import Situation
from campaign.data.clocks import clocks
from campaign.service import questions
from campaign.tables import values
from campaign.tables.values import Row, iso
from campaign.text import _, ngettext
from campaign.words import activity as say
from campaign.words import labels
from campaign.words.labels import NOTHING

TOO_LATE = ("code", "name", "county", "county_name", "leader", "leader_name", "mark", "milestone", "floor_end", "limit_end",
            "days_late", "estimated", "chain")


def too_late(as_json: bool, as_csv: bool, plain: bool, *, risk: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = questions.too_late(session, situation, risk=risk)
    rows = [_late(situation, project, told) for project, told in found]
    hint = "" if risk else _at_risk(situation)
    if how.plain and rows:
        output.blocks([*values.facts(row | {"mark": words.mark(row["mark"])}, ("chain",)),
                       *((_("Step"), _step(link)) for link in told.chain)]
                      for row, (_project, told) in zip(rows, found, strict=True))
        return
    if how.json or how.csv or not rows:
        none = _("Every project can still reach its milestone in time.")
        formatting.listing(rows, how, TOO_LATE, lambda rows: [], empty=f"{none} {hint}".rstrip())
        return
    for project, told in found:
        _late_page(project, told)
    if hint:
        output.data(hint)
        output.data("")
    _sources([link for _project, told in found for link in told.chain])


def _at_risk(situation: Situation) -> str:
    """How many are at risk, and how to see them; empty when none is."""
    n = sum(AT_RISK in found.marks for found in situation.assessments.values())
    return ngettext("{n} more at risk: --risk", "{n} more at risk: --risk", n).format(n=n) if n else ""


def _late(situation: Situation, project: Project, told: Outlook) -> Row:
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": named(situation.snapshot.counties, project.county),
        "leader": project.leader,
        "leader_name": named(situation.snapshot.people, project.leader),
        "mark": "too_late" if told.too_late else "at_risk",
        "milestone": iso(told.milestone),
        "floor_end": iso(told.floor_end),
        "limit_end": iso(told.limit_end),
        "days_late": questions.days_late(told),
        "estimated": told.estimated,
        "chain": [
            {"kind": link.kind, "code": link.code, "begins": iso(link.begins), "ends": iso(link.ends), "days": link.days,
             "working": link.working, "bound": link.bound, "latest": _latest(link), "estimated": link.estimated}
            for link in told.chain],
    }


def _step(link: Link) -> str:
    """One step of a chain on one line."""
    text = _("{code} {step}: {begins} to {ends}, {takes} ({bound}), {start}") if link.begun else \
        _("{code} {step}: {begins} to {ends}, {takes} ({bound}), latest start {start}")
    return text.format(code=link.code, step=words.label(ApprovalKind(link.kind)), begins=iso(link.begins), ends=_ends(link),
                       takes=_takes(link), bound=say.bound(link.bound), start=_start(link))


def _takes(link: Link) -> str:
    """``20 working days``; of a limit that a chain of minima does not count, what the limit is."""
    clock = clocks()[link.kind]
    if link.days is None and clock.days is not None:
        return _("up to {days}").format(days=labels.days(clock.days, clock.working))
    return say.duration(link)


def _start(link: Link) -> str:
    """The last day on which it could have begun; of one that has begun, since when it lies there."""
    return _("begun {day}").format(day=iso(link.begins)) if link.begun else _latest(link) or NOTHING


def _ends(link: Link) -> str:
    """The day, and whether it rests on working days that nobody has published yet."""
    return _("{day} (estimated)").format(day=link.ends) if link.estimated else link.ends.isoformat()


def _latest(link: Link) -> str | None:
    """None: no day would have been early enough."""
    return None if link.latest == date.min else iso(link.latest)


def _late_page(project: Project, told: Outlook) -> None:
    end = told.floor_end if told.too_late else told.limit_end
    late = questions.days_late(told)
    output.data(f"{project.code} {project.name}  " + ngettext(
        "{mark}: through on {end} at the earliest, {n} day after its milestone {milestone}",
        "{mark}: through on {end} at the earliest, {n} days after its milestone {milestone}", late).format(
            mark=words.mark("too_late"), end=iso(end), n=late, milestone=iso(told.milestone)) if told.too_late else
        f"{project.code} {project.name}  " + ngettext(
        "{mark}: through on {end} if every authority takes its full time, {n} day after its milestone {milestone}",
        "{mark}: through on {end} if every authority takes its full time, {n} days after its milestone {milestone}", late).format(
            mark=words.mark("at_risk"), end=iso(end), n=late, milestone=iso(told.milestone)))
    chain = told.chain
    output.table([
        Column(words.field("code"), [link.code for link in chain]),
        Column(_("Step"), [words.label(ApprovalKind(link.kind)) for link in chain], flexible=True),
        Column(_("begins"), [link.begins.isoformat() for link in chain]),
        Column(_("ends"), [_ends(link) for link in chain]),
        Column(_("takes"), [_takes(link) for link in chain], right=True),
        Column(_("floor or limit"), [say.bound(link.bound) for link in chain]),
        Column(_("latest start"), [_start(link) for link in chain]),
    ], indent="  ")
    output.data("")


def _sources(links: Sequence[Link]) -> None:
    """Where the durations come from, each once."""
    output.data(_("Statutory durations: verify them before relying on any. Sources:"))
    for kind in dict.fromkeys(link.kind for link in links):
        output.data(f"  {words.label(ApprovalKind(kind))}: {clocks()[kind].source}")
