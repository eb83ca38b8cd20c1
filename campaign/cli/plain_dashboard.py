"""The plain board: what the dashboard's first screen says, as lines. For pipes, screen readers and terminals that cannot draw."""

from datetime import date

from campaign import words
from campaign.clean import printable
from campaign.cli import formatting, output
from campaign.core import codes
from campaign.core.filters import LeaderFilter, match_leader
from campaign.core.model.campaign import Campaign, CampaignState
from campaign.core.money import format_percent
from campaign.core.overview import Finding, Rates, Unconfirmed, days_to_filing, findings, rates, unconfirmed_by
from campaign.core.situation import OVERDUE, Situation
from campaign.service import Session, merits
from campaign.tables import values
from campaign.tables.leaders import LEADERS, Leaders
from campaign.tables.people import lights
from campaign.tables.values import Row
from campaign.text import _, ngettext
from campaign.words import finding_text
from campaign.words.labels import lights_counted


def status(situation: Situation, own: Finding | None = None) -> Row:
    """Where the campaign stands, as ``status --json`` prints it. ``own``: what waits for who is asking, before all else."""
    campaign, today = situation.snapshot.campaign, situation.today
    figures, waits = rates(situation), unconfirmed_by(situation, lambda project: None).get(None, Unconfirmed())
    golden = campaign.golden_end
    return {
        "name": campaign.name,
        "day": campaign.day(today),
        "days_left": campaign.days_left(today),
        "length": campaign.length,
        "state": campaign.state(today),
        "today": today.isoformat(),
        "first_day": campaign.first_day.isoformat(),
        "last_day": campaign.last_day.isoformat(),
        "golden_days_left": None if golden is None else max(0, (golden - today).days),
        "lights": lights(situation.lights),
        "lights_unconfirmed": lights(situation.unconfirmed),
        "projects": situation.total,
        "money": {"done": figures.done, "plan": figures.plan, "progress_pct": values.percent(figures.investment),
                  "expected_pct": values.percent(campaign.expected(today))},
        "rates": {"start_pct": values.percent(figures.start), "investment_pct": values.percent(figures.investment),
                  "finish_pct": values.percent(figures.finish), "registration_pct": values.percent(figures.registration),
                  "funds_pct": values.percent(figures.funds),
                  **{f"{name}_unconfirmed": count for name, count in waits._asdict().items()}},
        "registered_money": figures.registered,
        "days_to_filing": days_to_filing(campaign, today),
        "blockers": {"open": len(situation.snapshot.blockers), "overdue": situation.counts[OVERDUE]},
        "findings": [
            {"key": finding.key, "level": finding.level, "count": finding.count, "text": finding_text(finding),
             "list": finding.target, "filter": dict(finding.filter)}
            for finding in _found(situation, own)
        ],
    }


def show(session: Session) -> None:
    """The whole board: the lines of ``status``, then every leader."""
    situation = session.situation()
    output.data("\n".join(lines(situation, merits.awaited(session, situation))))
    people = situation.snapshot.people
    leaders = sorted((code for code in people if match_leader(situation, code, LeaderFilter())), key=codes.order)
    if leaders:
        told = Leaders(situation, {code: people[code] for code in leaders})
        output.data("")
        output.table(formatting.columns(LEADERS, LEADERS.records(told)))


def _found(situation: Situation, own: Finding | None) -> list[Finding]:
    return [*([] if own is None else [own]), *findings(situation)]


def lines(situation: Situation, own: Finding | None = None) -> list[str]:
    """Name and countdown, money, lights, and what needs someone: a sentence a line."""
    campaign, today = situation.snapshot.campaign, situation.today
    figures = rates(situation)
    told = [
        f"{campaign.name}  {when(campaign, today)}",
        *_money_and_lights(situation, figures),
        _("Started {start}, money {money}, completed {finish} of what is due; registered {registered}").format(
            start=format_percent(figures.start), money=format_percent(figures.investment),
            finish=format_percent(figures.finish), registered=format_percent(figures.registration)),
        _("Blockers {n}, {overdue} overdue").format(n=len(situation.snapshot.blockers), overdue=situation.counts[OVERDUE]),
    ]
    found = _found(situation, own)
    told += [f"{words.label(finding.level)}  {finding_text(finding)}" for finding in found]
    if not situation.snapshot.projects:
        told.append(_("There is no project yet: campaign add-project NAME adds the first one"))
    elif not found:
        told.append(_("Nothing needs anyone just now"))
    return told


LOGIN = (5, 80)
"""Lines, and cells of each, that whoever logs in is told."""


def at_login(situation: Situation, own: Finding | None = None) -> list[str]:
    """Day, money, lights, and of what needs someone the worst that there is room for; nothing in it is for a terminal alone."""
    most, width = LOGIN
    campaign, today = situation.snapshot.campaign, situation.today
    said = when(campaign, today)
    told = [f"{_cut(campaign.name, width - 2 - output.cells(said))}  {said}"]
    for line in _money_and_lights(situation, rates(situation)):
        first, *more = line.split("  ")
        told.append(first)
        for part in more:
            if output.cells(f"{told[-1]}  {part}") <= width:
                told[-1] += f"  {part}"
            else:
                told.append(part)
    for finding in _found(situation, own):
        first, *more = output.folded(printable(f"{words.label(finding.level)}  {finding_text(finding)}"), width)
        if len(told) + 1 + len(more) <= most:
            told += [first, *more]
        elif len(told) < most:
            told.append(_cut(" ".join([first, *more]), width))
    return [_cut(line, width) for line in told[:most]]


def _cut(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    text = printable(text)
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "~"


def _money_and_lights(situation: Situation, figures: Rates) -> tuple[str, str]:
    return (
        _("Money {done} of {plan}, {percent} done, {expected} expected").format(
            done=words.money(figures.done), plan=words.money(figures.plan), percent=format_percent(figures.investment),
            expected=format_percent(situation.snapshot.campaign.expected(situation.today))),
        _("Projects {n}: {lights}").format(n=situation.total, lights="  ".join(
            lights_counted(situation.lights, situation.unconfirmed))))


def when(campaign: Campaign, today: date) -> str:
    day, left = campaign.day(today), campaign.days_left(today)
    match campaign.state(today):
        case CampaignState.BEFORE:
            text = ngettext("starts in {n} day", "starts in {n} days", 1 - day).format(n=1 - day)
        case CampaignState.AFTER:
            over = day - campaign.length
            text = ngettext("over since {n} day", "over since {n} days", over).format(n=over)
        case _:
            text = ngettext("day {day} of {length}, {n} day left", "day {day} of {length}, {n} days left", left).format(
                day=day, length=campaign.length, n=left)
    if campaign.golden_end is not None and today <= campaign.golden_end:
        n = (campaign.golden_end - today).days
        text += ngettext(", {n} day of the golden window", ", {n} days of the golden window", n).format(n=n)
    return text
