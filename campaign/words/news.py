"""Sentences about what has changed: one for each group, one for each change in it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from campaign.core.model.consent import RequestState
from campaign.core.model.land import ApprovalKind, Measure
from campaign.core.model.leads import LeadStage
from campaign.core.model.light import Light
from campaign.core.model.project import ListState, Stage, TargetList
from campaign.core.news import SUMMED, Group, Item, Topic
from campaign.core.quantity import format_quantity
from campaign.text import _, ngettext
from campaign.words import labels
from campaign.words.labels import dated, day, from_to, level, listed, long_day, measured, money
from campaign.words.results import what_text
from campaign.words.sentences import pair
from campaign.words.spacing import and_things
from campaign.words.targets import all_text

NAMED = 3
"""Things that a sentence names; the others are counted."""
COUNTED: Mapping[Topic, tuple[str, str]] = {
    Topic.OPENED: pair("{n} new blocker", "{n} new blockers"),
    Topic.SOLVED: pair("{n} blocker solved", "{n} blockers solved"),
    Topic.TURNED_RED: pair("{n} project turned red", "{n} projects turned red"),
    Topic.TURNED_YELLOW: pair("{n} project turned yellow", "{n} projects turned yellow"),
    Topic.TURNED_GREEN: pair("{n} project turned green", "{n} projects turned green"),
    Topic.REOPENED: pair("{n} thing reopened", "{n} things reopened"),
    Topic.RETURNED: pair("{n} thing returned by headquarters", "{n} things returned by headquarters"),
    Topic.ESCALATED: pair("{n} blocker escalated", "{n} blockers escalated"),
    Topic.MOVED: pair("{n} blocker passed on", "{n} blockers passed on"),
    Topic.SLIPPED: pair("{n} due day put off", "{n} due days put off"),
    Topic.HELD: pair("{n} blocker put on hold", "{n} blockers put on hold"),
    Topic.FORWARD: pair("{n} due day brought forward or lifted", "{n} due days brought forward or lifted"),
    Topic.ASKED: pair("{n} change of a target asked for", "{n} changes of targets asked for"),
    Topic.DECIDED: pair("{n} request decided", "{n} requests decided"),
    Topic.NEW_PROJECTS: pair("{n} new project", "{n} new projects"),
    Topic.STAGE: pair("{n} project entered another stage", "{n} projects entered another stage"),
    Topic.SUSPENDED: pair("{n} project suspended", "{n} projects suspended"),
    Topic.RESUMED: pair("{n} project goes on again", "{n} projects go on again"),
    Topic.WITHDRAWN: pair("{n} project withdrawn", "{n} projects withdrawn"),
    Topic.CLAIMED: pair("{n} project has another leader", "{n} projects have another leader"),
    Topic.HANDED: pair("{n} thing handed over", "{n} things handed over"),
    Topic.MONEY: pair("{n} project reported {money}", "{n} projects reported {money}"),
    Topic.FUNDS: pair("funds of {money} came in for {n} project", "funds of {money} came in for {n} projects"),
    Topic.REGISTERED: pair("statistics registered {money} of {n} project", "statistics registered {money} of {n} projects"),
    Topic.VISITED: pair("{n} project visited", "{n} projects visited"),
    Topic.LAND_OPENED: pair("{n} new land task", "{n} new land tasks"),
    Topic.DELIVERED: pair("{n} land task moved on", "{n} land tasks moved on"),
    Topic.ACCEPTED: pair("{n} land task accepted", "{n} land tasks accepted"),
    Topic.NEEDED: pair("{n} approval recorded", "{n} approvals recorded"),
    Topic.SUBMITTED: pair("{n} approval submitted", "{n} approvals submitted"),
    Topic.GRANTED: pair("{n} approval granted", "{n} approvals granted"),
    Topic.WAIVED: pair("{n} approval found not needed", "{n} approvals found not needed"),
    Topic.LISTED: pair("{n} project moved on its way to a list", "{n} projects moved on their way to a list"),
    Topic.LEADS: pair("{n} new lead", "{n} new leads"),
    Topic.ADVANCED: pair("{n} lead moved on", "{n} leads moved on"),
    Topic.DROPPED: pair("{n} lead given up", "{n} leads given up"),
    Topic.PROMOTED: pair("{n} trip, event or chain changed", "{n} trips, events or chains changed"),
    Topic.FORCES: pair("{n} task force changed", "{n} task forces changed"),
    Topic.DISPATCHED: pair("{n} dispatch changed", "{n} dispatches changed"),
    Topic.LEARNED: pair("{n} dispatch brought something back", "{n} dispatches brought something back"),
    Topic.MERITS: pair("{n} merit or criticism noted", "{n} merits or criticisms noted"),
    Topic.ANSWERED: pair("{n} answer in the record", "{n} answers in the record"),
    Topic.CASES: pair("{n} case noted", "{n} cases noted"),
    Topic.INDICATORS: pair("{n} county entered indicators", "{n} counties entered indicators"),
    Topic.NOTED: pair("{n} thing with a note or contact", "{n} things with a note or contact"),
    Topic.ADDED: pair("{n} person, unit or county added", "{n} people, units or counties added"),
    Topic.SETTINGS: pair("{n} setting changed", "{n} settings changed"),
    Topic.DAYS: pair("{n} change of excused or working days", "{n} changes of excused or working days"),
    Topic.MEMBERS: pair("{n} member changed", "{n} members changed"),
    Topic.REFUSED: pair("{n} person tried what is not allowed", "{n} people tried what is not allowed"),
    Topic.TAKEN_BACK: pair("{n} earlier change taken back", "{n} earlier changes taken back"),
    Topic.LOADED: pair("{n} campaign loaded or restored", "{n} campaigns loaded or restored"),
    Topic.EDITED: pair("{n} thing edited otherwise", "{n} things edited otherwise"),
}
_STAGES: Mapping[str, type[StrEnum]] = {
    Topic.STAGE: Stage, Topic.ADVANCED: LeadStage, Topic.LISTED: ListState, Topic.TURNED_RED: Light,
    Topic.TURNED_YELLOW: Light, Topic.TURNED_GREEN: Light, Topic.DECIDED: RequestState}
"""What stands before and after in a group."""


def group_text(group: Group) -> str:
    """``3 new blockers``, ``12 projects reported +3,200万``."""
    n = len(group.codes)
    return ngettext(*COUNTED[group.topic], n).format(n=n, money=money(group.total, sign=True))


def some_text(group: Group, names: Mapping[str, str]) -> str:
    """The most relevant by name: ``B0107 用林报批, B0120 占林手续 and 1 more``."""
    by_code: dict[str, list[Item]] = {}
    for item in group.items:
        by_code.setdefault(item.code, []).append(item)
    shown = [_brief(code, by_code[code], names) for code in group.codes[:NAMED]]
    more = len(group.codes) - len(shown)
    return and_things(listed(shown), more)


def _brief(code: str, items: Sequence[Item], names: Mapping[str, str]) -> str:
    text = called(code, names)
    if items[0].topic in SUMMED:
        return f"{text} {money(sum(item.figure or 0 for item in items), sign=True)}"
    if items[0].topic in (Topic.MOVED, Topic.STAGE, Topic.CLAIMED, Topic.SETTINGS):
        return f"{text} {change_text(items[-1]._replace(before=items[0].before, text=None), names)}"
    return text


def called(code: str, names: Mapping[str, str]) -> str:
    """Code and name; what has no code as it is called: a setting, a day."""
    if code in names:
        return f"{code} {names[code]}"
    if code[:4].isdigit():
        return dated(code, "")
    return labels.field(code)


def change_text(item: Item, names: Mapping[str, str], measure: Measure | None = None) -> str:
    """What happened to it: ``市林业局 -> 省林业局  材料已报``, ``+300万  基础施工``; '' when its group says it all."""
    said: list[str] = []
    match item.topic:
        case _ if item.topic in SUMMED:
            said.append(money(item.figure, sign=True))
        case Topic.DELIVERED if item.figure is not None:
            amount = ("+" if item.figure >= 0 else "") + format_quantity(item.figure)
            said.append(amount if measure is None else measured(amount, measure))
        case Topic.LOADED:
            said.append(labels.verb(item.text or ""))
            if item.figure:
                said.append(ngettext("{n} row", "{n} rows", item.figure).format(n=item.figure))
            return listed(said)
        case Topic.ASKED:
            said.append(labels.field(item.before or ""))
        case Topic.DECIDED:
            said.append(_value(item, item.after, names))
        case Topic.RETURNED:
            said.append(what_text(item.after or ""))
        case Topic.OPENED:
            said.append(_("to {target}").format(target=_value(item, item.after, names)) if item.after else "")
        case Topic.HELD:
            said.append(_("until {day}").format(day=dated(item.before, item.at)) if item.before else "")
        case Topic.DAYS:
            said.append(dated(item.after, item.at) if item.after else "")
        case Topic.GRANTED | Topic.SUBMITTED | Topic.NOTED | Topic.SUSPENDED | Topic.WITHDRAWN | Topic.RESUMED:
            pass
        case Topic.LISTED:
            said += [labels.label(TargetList(item.text)) if item.text else "",
                     f"{_value(item, item.before, names)} -> {_value(item, item.after, names)}"]
            return "  ".join(filter(None, said))
        case _ if item.before is not None or item.after is not None:
            source, target = from_to(item.before, item.after, item.at, lambda value: _value(item, value, names))
            moved = _("{before} -> {after}") if item.topic is Topic.SETTINGS else _("{source} -> {target}")
            said.append(moved.format(source=source, target=target, before=source, after=target))
    if item.retargeted:
        said.append(all_text(item.retargeted, lambda code: names.get(code or "", code or labels.NOTHING)))
    text = item.text or ""
    said.append(called(text, names) if text in names else text)
    return "  ".join(filter(None, said))


def _value(item: Item, value: object, names: Mapping[str, str]) -> str:
    if not isinstance(value, str):
        return labels.NOTHING
    words = _STAGES.get(item.topic)
    if words is not None and value in set(words):
        return labels.label(words(value))
    if item.topic is Topic.ESCALATED and value.isdigit():
        return level(int(value))
    if value in names:
        return names[value]
    return dated(value, item.at)


def kind_text(kind: str) -> str:
    """Of an approval, whose name is that of its project."""
    return labels.label(ApprovalKind(kind))


# Since when -------------------------------------------------------------------------------------------------------------


def when_text(moment: datetime, today: date) -> str:
    """``18:20``, ``yesterday 18:20``, ``11-19 18:20`` on the campaign's own clock."""
    days = (today - moment.date()).days
    clock = f"{moment:%H:%M}"
    if days == 0:
        return _("today {time}").format(time=clock)
    if days == 1:
        return _("yesterday {time}").format(time=clock)
    return f"{day(moment.date()) if days < 300 else long_day(moment.date())} {clock}"


def since_text(looked: bool, when: str) -> str:
    """``Since you last looked (yesterday 18:20)``; ``Since yesterday 00:00`` for who looks the first time."""
    return (_("Since you last looked ({when})") if looked else _("Since {when}")).format(when=when)


def nothing_text(looked: bool, when: str) -> str:
    return (_("Nothing new since you last looked ({when})") if looked else _("Nothing new since {when}")).format(when=when)


def own_text(n: int) -> str:
    """One's own writes, which are no news to oneself."""
    return ngettext("{n} change of your own", "{n} changes of your own", n).format(n=n)
