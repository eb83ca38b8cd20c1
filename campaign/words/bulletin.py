"""A bulletin as a document: its figures in official sentences, in sections that are numbered one after the other."""

from collections.abc import Iterator, Sequence
from functools import partial

from campaign.core import blockers as rules
from campaign.core.bulletin import BulletinKind, Figures, Turned
from campaign.core.document import Document, Paragraph, Row, Section, mapped
from campaign.core.model.blocker import Blocker
from campaign.core.model.consent import TargetChange
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.money import format_percent
from campaign.core.overview import rates
from campaign.core.situation import OVERDUE
from campaign.text import N_, _, language, ngettext
from campaign.words import labels
from campaign.words.bulletin_honours import cases, lists, praise
from campaign.words.bulletin_next import routes, what_is_next
from campaign.words.bulletin_parts import WHY, bucket, called, counted, or_none, table
from campaign.words.labels import NOTHING, label, lights_counted, listed, money
from campaign.words.light_reasons import reason_text
from campaign.words.results import returned_text
from campaign.words.spacing import tight
from campaign.words.targets import changed_text

TITLES = {BulletinKind.DAILY: N_("{name}: daily bulletin"), BulletinKind.WEEKLY: N_("{name}: weekly bulletin"),
          BulletinKind.SPECIAL: N_("{name}: special bulletin")}
KINDS = {BulletinKind.DAILY: N_("daily bulletin"), BulletinKind.WEEKLY: N_("weekly bulletin"),
         BulletinKind.SPECIAL: N_("special bulletin")}
WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
TURNED = {Light.RED: N_("Turned red"), Light.YELLOW: N_("Turned yellow"), Light.GREEN: N_("Turned green"),
          Light.NONE: N_("No longer assessed"), Light.SUSPENDED: N_("Newly suspended")}
TURNS = {Light.RED: N_("turned red"), Light.YELLOW: N_("turned yellow"), Light.GREEN: N_("turned green"),
         Light.NONE: N_("no longer assessed"), Light.SUSPENDED: N_("newly suspended")}
"""The same within a sentence."""
ALWAYS = (Light.RED, Light.YELLOW, Light.GREEN)
"""Turns that are told even when there is none."""
SHORT = 12
"""Digits of the head of the audit chain that a sentence has; all of them stand in the small print."""


def document(figures: Figures) -> Document:
    """In the language spoken now."""
    on = figures.on
    sections = (
        _standing(figures),
        _turned(figures),
        Section(_("Targets changed"), or_none([_target(figures, change) for change in figures.targets])),
        *_returned(figures),
        _blockers(figures),
        lists(figures),
        cases(figures),
        praise(figures),
        routes(figures),
        what_is_next(figures),
    )
    closing = [_("To: city leaders. Copies to: counties and zones, units concerned.")]
    if figures.seq:
        closing.append(_("Audit chain up to entry {seq}: {head}").format(seq=figures.seq, head=figures.head[:SHORT]))
    found = Document(
        _(TITLES[figures.kind]).format(name=figures.situation.snapshot.campaign.name),
        _("No. {number}").format(number=figures.number),
        _("Headquarters"),
        _("{weekday}, {day}").format(day=labels.long_day(on), weekday=_(WEEKDAYS[on.weekday()])),
        sections, tuple(closing), language(), (figures.head,) if figures.seq else ())
    return mapped(found, tight)


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
        text = _("The campaign begins on {date}, {n} days from now.").format(date=labels.long_day(campaign.first_day), n=1 - day)
    elif day > campaign.length:
        text = _("The campaign ended on {date}, {n} days ago.").format(
            date=labels.long_day(campaign.last_day), n=day - campaign.length)
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
    counts = listed([f"{_(TURNS[light])} {len(found[light])}" for light in told])
    first = Paragraph(_("Compared with {date}: {counts}.").format(date=labels.long_day(figures.since), counts=counts))
    return Section(_("Changes of lights"), (first,), tuple(_turn(figures, light, found[light]) for light in told))


def _turn(figures: Figures, light: Light, found: Sequence[Turned]) -> Section:
    told = figures.situation.snapshot

    def row(item: Turned) -> Row:
        return Row((f"{item.project.code} {item.project.name}", called(told.counties, item.project.county),
                    called(told.people, item.project.leader), label(item.before.light), _why(figures, item)), item.project.code)

    heads = (_("Project"), _("County"), _("Leader"), _("Before"), _("Why"))
    return Section(counted(_(TURNED[light]), len(found)), table(heads, found, row))


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
        Section(counted(_("Solved since {day}").format(day=labels.day(figures.since)), len(solved)),
                table(done, solved, lambda item: _solved(figures, item))),
        Section(counted(_("Overdue blockers"), len(late)),
                table(open_, late, lambda item: _late(figures, item), frozenset({2})))))


def _solved(figures: Figures, item: Blocker) -> Row:
    how = item.resolution or NOTHING
    if item.on_site:
        how = _("{how} (on site)").format(how=how)
    return Row((f"{item.code} {item.title}", bucket(figures, item), labels.day(item.resolved), how), item.code)


def _late(figures: Figures, item: Blocker) -> Row:
    hit = figures.situation.blast(item.code)
    freezes = ngettext("{n} project, {total}", "{n} projects, {total}", hit.projects).format(
        n=hit.projects, total=money(hit.total))
    return Row((f"{item.code} {item.title}", bucket(figures, item), str(rules.days_overdue(item, figures.on)),
                labels.level(item.level), freezes), item.code)
