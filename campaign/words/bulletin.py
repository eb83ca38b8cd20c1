"""A bulletin as a document: its figures in official sentences, in sections that are numbered one after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from campaign.core import blockers as rules
from campaign.core.bulletin import BulletinKind, Escalation, Figures, Route, Turned
from campaign.core.clocks import Outlook
from campaign.core.document import Document, Paragraph, Row, Section, Table
from campaign.core.leagues import LeagueStanding
from campaign.core.model.blocker import Blocker
from campaign.core.model.consent import TargetChange
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.model.merits import Case, Merit
from campaign.core.model.project import Project
from campaign.core.money import format_percent
from campaign.core.overview import rates
from campaign.core.situation import OVERDUE
from campaign.text import N_, _, language, ngettext
from campaign.words import labels
from campaign.words.labels import NOTHING, label, lights_counted, listed, money
from campaign.words.league import unlisted_text, why_text
from campaign.words.light_reasons import reason_text
from campaign.words.merits import reward_text
from campaign.words.results import returned_text
from campaign.words.sentences import finding_text
from campaign.words.targets import changed_text
from campaign.words.today import reasons

Item = TypeVar("Item")
LISTED = 30
"""Rows of a table; the others are counted, and on the screens."""
WHY = 2
"""Reasons of a light that are named."""
TITLES = {BulletinKind.DAILY: N_("{name}: daily bulletin"), BulletinKind.WEEKLY: N_("{name}: weekly bulletin"),
          BulletinKind.SPECIAL: N_("{name}: special bulletin")}
KINDS = {BulletinKind.DAILY: N_("daily bulletin"), BulletinKind.WEEKLY: N_("weekly bulletin"),
         BulletinKind.SPECIAL: N_("special bulletin")}
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
TURNED = {Light.RED: N_("Turned red"), Light.YELLOW: N_("Turned yellow"), Light.GREEN: N_("Turned green"),
          Light.NONE: N_("No longer assessed"), Light.SUSPENDED: N_("Newly suspended")}
ALWAYS = (Light.RED, Light.YELLOW, Light.GREEN)
"""Turns that are told even when there is none."""


def document(figures: Figures) -> Document:
    """In the language spoken now."""
    on = figures.on
    sections = (
        _standing(figures),
        _turned(figures),
        Section(_("Targets changed"), _or_none([_target(figures, change) for change in figures.targets])),
        *_returned(figures),
        _blockers(figures),
        _lists(figures),
        Section(_("Model cases"), _or_none([_case(figures, case) for case in figures.cases])),
        Section(_("Praise and rewards"), _or_none([_praise(figures, row) for row in figures.praise])),
        _routes(figures),
        _next(figures),
    )
    closing = [_("To: city leaders. Copies to: counties and zones, units concerned.")]
    if figures.seq:
        closing.append(_("Audit chain up to entry {seq}: {head}").format(seq=figures.seq, head=figures.head))
    return Document(
        _(TITLES[figures.kind]).format(name=figures.situation.snapshot.campaign.name),
        _("No. {number}").format(number=figures.number),
        _("Headquarters"),
        _("{weekday}, {day}").format(day=labels.long_day(on), weekday=_(WEEKDAYS[on.weekday()])),
        sections, tuple(closing), language())


def kind_text(kind: BulletinKind) -> str:
    return _(KINDS[kind])


# How it stands ----------------------------------------------------------------------------------------------------------


def _standing(figures: Figures) -> Section:
    situation = figures.situation
    found, told = rates(situation), situation.snapshot
    said = [Paragraph(_countdown(figures))]
    invested = _("Invested: {done} of the {plan} planned for the campaign, {percent}; expected by now {expected}.").format(
        done=money(found.done), plan=money(found.plan), percent=format_percent(found.investment),
        expected=format_percent(told.campaign.expected(figures.on)))
    if not figures.past:
        invested = _("{what} Registered in statistics: {money}.").format(what=invested, money=money(found.registered))
    said.append(Paragraph(invested, screen="projects"))
    said.append(Paragraph(
        _("Started {start}, invested {investment}, funds in {funds}, completed {finish}; registered in statistics {registration}."
          ).format(start=format_percent(found.start), investment=format_percent(found.investment),
                   funds=format_percent(found.funds), finish=format_percent(found.finish),
                   registration=format_percent(found.registration)), screen="projects"))
    counts = listed(lights_counted(situation.lights, situation.unconfirmed))
    said.append(Paragraph(_("Projects {n}: {lights}.").format(n=situation.total, lights=counts), screen="projects"))
    said.append(Paragraph(_("Blockers not solved {n}, overdue {overdue}.").format(
        n=len(told.blockers), overdue=situation.counts[OVERDUE]), screen="blockers"))
    if figures.past:
        said.append(Paragraph(_(
            "Written afterwards: what is only known on the day itself is left out (where to go, what needs someone, registered "
            "money, what lapses, contacts due, what the clocks no longer allow).")))
    return Section(_("How it stands"), tuple(said))


def _countdown(figures: Figures) -> str:
    campaign, on = figures.situation.snapshot.campaign, figures.on
    day = campaign.day(on)
    if day < 1:
        text = _("The campaign begins on {day}, {n} days from now.").format(day=labels.long_day(campaign.first_day), n=1 - day)
    elif day > campaign.length:
        text = _("The campaign ended on {day}, {n} days ago.").format(
            day=labels.long_day(campaign.last_day), n=day - campaign.length)
    else:
        text = _("Day {day} of {length}; days left: {n}.").format(day=day, length=campaign.length, n=campaign.days_left(on))
    if campaign.golden_end is None:
        return text
    left = (campaign.golden_end - on).days
    golden = _("Days left of the golden construction window: {n}.").format(n=left) if left >= 0 else \
        _("The golden construction window is over.")
    return _("{one} {other}").format(one=text, other=golden)


# What has changed -------------------------------------------------------------------------------------------------------


def _turned(figures: Figures) -> Section:
    found = figures.turned
    told = [light for light in WORST_FIRST if light in ALWAYS or found[light]]
    counts = listed([f"{_(TURNED[light])} {len(found[light])}" for light in told])
    first = Paragraph(_("Compared with {day}: {counts}.").format(day=labels.long_day(figures.since), counts=counts))
    return Section(_("Changes of lights"), (first,), tuple(_turn(figures, light, found[light]) for light in told))


def _turn(figures: Figures, light: Light, found: Sequence[Turned]) -> Section:
    told = figures.situation.snapshot

    def row(item: Turned) -> Row:
        return Row((f"{item.project.code} {item.project.name}", _name(told.counties, item.project.county),
                    _name(told.people, item.project.leader), label(item.before.light), _why(figures, item)), item.project.code)

    heads = (_("Project"), _("County"), _("Leader"), _("Before"), _("Why"))
    return Section(_counted(_(TURNED[light]), len(found)), _table(heads, found, row))


def _target(figures: Figures, change: TargetChange) -> Paragraph:
    name_of = partial(_named, figures)
    return Paragraph(_("{subject}: {what}.").format(subject=f"{change.subject} {name_of(change.subject)}".strip(),
                                                    what=changed_text(change, name_of)), change.subject)


def _returned(figures: Figures) -> Iterator[Section]:
    """Mostly there is nothing to tell."""
    name_of = partial(_named, figures)
    if figures.returned:
        yield Section(_("Results returned"), tuple(Paragraph(_("{subject}: {what}.").format(
            subject=f"{row.subject} {name_of(row.subject)}".strip(), what=returned_text(row, name_of)), row.subject)
            for row in figures.returned))


def _named(figures: Figures, code: str | None) -> str:
    """The name behind a code; of what has none, the code."""
    return NOTHING if code is None else figures.situation.name_of(code) or code


def _why(figures: Figures, item: Turned) -> str:
    """By which change of a target it went; else what makes the light, else what it was that has gone."""
    if item.retargeted:
        return _("; ").join(changed_text(change, partial(_named, figures)) for change in item.retargeted[:WHY])
    made = [reason_text(reason) for reason in item.now.reasons if reason.level is item.now.light]
    if made:
        return _("; ").join(made[:WHY])
    if item.project.suspended is not None:
        return item.project.suspended
    gone = [reason_text(reason) for reason in item.went[:WHY]]
    return _("no longer: {reasons}").format(reasons=_("; ").join(gone)) if gone else NOTHING


def _blockers(figures: Figures) -> Section:
    solved, late = figures.solved, figures.overdue
    done = (_("Blocker"), _("In whose hands"), _("Solved on"), _("How"))
    open_ = (_("Blocker"), _("In whose hands"), _("Days overdue"), _("Escalated to"), _("Freezes"))
    return Section(_("Blockers"), (), (
        Section(_counted(_("Solved since {day}").format(day=labels.day(figures.since)), len(solved)),
                _table(done, solved, lambda item: _solved(figures, item))),
        Section(_counted(_("Overdue blockers"), len(late)),
                _table(open_, late, lambda item: _late(figures, item), frozenset({2})))))


def _solved(figures: Figures, item: Blocker) -> Row:
    how = item.resolution or NOTHING
    if item.on_site:
        how = _("{how} (on site)").format(how=how)
    return Row((f"{item.code} {item.title}", _bucket(figures, item), labels.day(item.resolved), how), item.code)


def _late(figures: Figures, item: Blocker) -> Row:
    hit = figures.situation.blast(item.code)
    freezes = ngettext("{n} project, {total}", "{n} projects, {total}", hit.projects).format(
        n=hit.projects, total=money(hit.total))
    return Row((f"{item.code} {item.title}", _bucket(figures, item), str(rules.days_overdue(item, figures.on)),
                labels.level(item.level), freezes), item.code)


def _bucket(figures: Figures, item: Blocker) -> str:
    """Unit and person."""
    told = figures.situation.snapshot
    who = [_name(told.units, item.unit)] if item.unit else []
    who += [_name(told.people, item.person)] if item.person else []
    return " ".join(who) or _("nobody")


# The lists -----------------------------------------------------------------------------------------------------------


def _lists(figures: Figures) -> Section:
    heads = (_("Standing"), _("County"), _("Score"), _("Invested"), _("In 7 days"))
    right = frozenset({0, 2, 3, 4})
    found, told = figures.lists, figures.situation.snapshot
    parts = [] if found.unlisted is not None else [
        Section(_counted(title, len(some)), _table(heads, some, lambda item: _place(figures, item), right))
        for title, some in ((_("Red list"), found.red), (_("Black list"), found.black))]
    parts += [Section(_counted(title, len(some)), _table((_("Standing"), _("County"), _("Why")), some,
                                                         lambda item: _place_why(figures, item), frozenset({0})))
              for title, some in ((_("High enough, not on the red list"), found.barred),
                                  (_("Exempt by force majeure"), found.exempt)) if some]
    first = () if found.unlisted is None else (Paragraph(unlisted_text(found.unlisted, told.campaign.settings)),)
    return Section(_("Red and black list"), first, tuple(parts))


def _place(figures: Figures, item: LeagueStanding) -> Row:
    change = NOTHING if item.change_all is None else f"{item.change_all:+d}" if item.change_all else "0"
    return Row((str(item.rank_all), _name(figures.situation.snapshot.counties, item.county),
                f"{item.score // 10}.{item.score % 10}", format_percent(item.completion.pct), change), item.county)


def _place_why(figures: Figures, item: LeagueStanding) -> Row:
    return Row((str(item.rank_all), _name(figures.situation.snapshot.counties, item.county), why_text(item)), item.county)


# Cases, routes, what is next --------------------------------------------------------------------------------------------


def _case(figures: Figures, case: Case) -> Paragraph:
    told = figures.situation.snapshot
    about = [name for name in (_name(told.projects, case.project) if case.project else "",
                               _name(told.counties, case.county) if case.county else "") if name]
    facts = listed([label(case.kind), *about, labels.day(case.on)])
    return Paragraph(_("{title} ({facts}). {text}").format(title=case.title, facts=facts, text=case.text or "").rstrip(),
                     case.code)


def _praise(figures: Figures, row: Merit) -> Paragraph:
    told, who = figures.situation.snapshot, row.person or row.unit or row.county
    name = _name({**told.people, **told.units, **told.counties}, who)
    facts = listed([part for part in (label(row.kind), labels.day(row.on), reward_text(row)) if part])
    return Paragraph(_("{who} ({facts}): {text}").format(who=name, facts=facts, text=row.text), row.code)


def _routes(figures: Figures) -> Section:
    if figures.past:
        return Section(_("Routes of the day"), (Paragraph(_("Only known on the day itself.")),))
    heads = (_("Leader"), _("Project"), _("County"), _("Light"), _("Why there"))
    rows = [row for route in figures.routes[:LISTED] for row in _route(figures, route)]
    more = len(figures.routes) - LISTED
    rest = (Paragraph(_("{n} more leaders are not listed here.").format(n=more)),) if more > 0 else ()
    return Section(_("Routes of the day"), (Table(heads, tuple(rows)), *rest) if rows else _or_none([]))


def _route(figures: Figures, route: Route) -> Iterable[Row]:
    situation = figures.situation
    told = situation.snapshot
    for at, stop in enumerate(route.stops):
        project = told.projects[stop.project]
        who = _name(told.people, route.leader)
        if route.more:
            who = _("{name} ({n} more)").format(name=who, n=route.more)
        yield Row((who if at == 0 else "", f"{project.code} {project.name}", _name(told.counties, project.county),
                   label(stop.light), _("; ").join(reasons(situation, stop)[:WHY + 1])), project.code)


def _next(figures: Figures) -> Section:
    """Only what follows from facts: what needs someone, what cannot be reached any more, what is due to be escalated."""
    parts = []
    if figures.findings:
        parts.append(Section(_("What needs someone"), tuple(
            Paragraph(_("{light}: {text}.").format(light=label(item.level), text=finding_text(item)),
                      item.filter.get("code"), item.target, item.filter) for item in figures.findings)))
    if figures.too_late:
        heads = (_("Project"), _("County"), _("Milestone"), _("Days late"))
        parts.append(Section(_counted(_("To be decided: the clocks no longer allow"), len(figures.too_late)),
                             _table(heads, figures.too_late, lambda item: _too_late(figures, *item), frozenset({3}))))
    if figures.escalations:
        heads = (_("Blocker"), _("In whose hands"), _("Escalated to"), _("Proposed"))
        parts.append(Section(_counted(_("To be escalated"), len(figures.escalations)),
                             _table(heads, figures.escalations, lambda item: _escalation(figures, item))))
    return Section(_("What is next"), () if parts else _or_none([]), tuple(parts))


def _too_late(figures: Figures, project: Project, outlook: Outlook) -> Row:
    counties, until = figures.situation.snapshot.counties, outlook.milestone
    return Row((f"{project.code} {project.name}", _name(counties, project.county), labels.day(until),
                str((outlook.floor_end - until).days)), project.code)


def _escalation(figures: Figures, item: Escalation) -> Row:
    blocker = item.blocker
    return Row((f"{blocker.code} {blocker.title}", _bucket(figures, blocker), labels.level(blocker.level),
                labels.level(item.level)), blocker.code)


# Parts ------------------------------------------------------------------------------------------------------------------


def _table(heads: tuple[str, ...], found: Sequence[Item], row: Callable[[Item], Row], right: frozenset[int] = frozenset(),
           ) -> tuple[Paragraph | Table, ...]:
    """The first rows, and how many more there are."""
    if not found:
        return _or_none([])
    table = Table(heads, tuple(map(row, found[:LISTED])), right)
    if len(found) <= LISTED:
        return (table,)
    return table, Paragraph(_("{n} more are not listed here.").format(n=len(found) - LISTED))


def _or_none(found: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(found) or (Paragraph(_("None.")),)


def _counted(title: str, n: int) -> str:
    return _("{title} ({n})").format(title=title, n=n)


def _name(things: Mapping[str, object], code: str | None) -> str:
    return NOTHING if code is None else str(getattr(things.get(code), "name", code))
